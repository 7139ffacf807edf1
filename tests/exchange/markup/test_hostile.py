# ruff: noqa: E501 - one sample a line
"""Texts that were made to hurt: they cost little, and no parser breaks over them."""

import resource
import subprocess
import sys

import pytest

from integreat_ssg.exchange.markup import markdown_of
from tests.exchange.markup.surroundings import Surroundings

TIMES = 3_000
ATTACKS = {
    "nested blocks": "<div>" * TIMES * 10 + "x",
    "nested lists": "<ul><li>" * TIMES + "x",
    "nested tables": "<table><tr><td>" * TIMES + "x",
    "nested quotes": "<blockquote>" * TIMES + "x",
    "formatting that is opened again in each paragraph": "<p>" + "".join(f"<b lang='a{n}'>" for n in range(TIMES)) + "</p>" + "<p>x" * TIMES,
    "pieces": "<span>a</span>" * TIMES,
    "equal neighbours": "<b>a</b>" * TIMES,
    "stars": "*" * TIMES,
    "brackets": "[[x](y" * TIMES,
    "backticks": "".join("`" * (n % 50) + " " for n in range(TIMES)),
    "angle brackets": "<" * TIMES,
    "tags without an end": "<a b=\"'" * TIMES,
    "comments": "<!--" * TIMES,
    "scripts": "<script>" * TIMES,
    "names": "".join(f"<a{n}>" for n in range(TIMES)),
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(TIMES)) + ">x</p>",
    "spaces": "\u2003" * TIMES + "x" + "&nbsp; " * TIMES + "x",
    "breaks": "a<br><br>" * TIMES,
    "cells": "<table><tr>" + "<td>x</td>" * TIMES + "</tr></table>",
    "spans": '<table><tr><td colspan="99999999" rowspan="65000">x</td></tr></table>',
    "numbers": '<ol start="99999999999999999999"><li value="-9">x</li></ol>',
    "addresses": "a@" * TIMES + "https://" * TIMES,
    "backslashes": "\\" * TIMES,
    "folds": "<details><summary>a</summary>" * TIMES + "x",
}  # fmt: skip


def _seconds() -> float:
    """What this process has computed itself; others on the machine do not count."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


@pytest.mark.parametrize("html", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_costs_no_more_than_its_length(html: str) -> None:
    started = _seconds()
    markup = markdown_of(html, Surroundings())
    assert _seconds() - started < 3 + len(html) / 20_000
    assert len(markup.text) < 20 * len(html) + 100


def test_the_limit_stands_before_the_parser() -> None:
    """Without it the parser's own stack overflows, and the whole process ends."""
    code = (
        "from tests.exchange.markup.surroundings import converted\n"
        "print(len(converted('<div>' * 190_000 + 'x').text), len(converted('<b>' * 300_000 + 'x').text))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "2 6\n", done.stderr


def test_text_beyond_the_limit_is_cut_and_told() -> None:
    markup = markdown_of("Wort " * 400_000, Surroundings())
    assert "cut" in {change.kind for change in markup.changed}
    assert len(markup.text) <= 1_000_001
