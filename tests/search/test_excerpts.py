"""Excerpts show why a page was found: the right part of its texts, in whole words, with the words that were looked for marked."""

import json
import subprocess
from typing import NamedTuple

import pytest

from integreat_ssg.rendering.search.normaliser import Normaliser
from tests.conftest import REPOSITORY

LONGEST = 175
FILLING = "Hier steht etwas anderes, das niemand sucht, in einem Satz, der lang genug ist. "


class Case(NamedTuple):
    """Texts of a page, a query, and the words that are to be marked."""

    language: str
    blocks: list[str]
    query: str
    marked: list[str]


CASES = {
    "inflected": Case(
        "de", [FILLING, f"{FILLING * 3}Sie melden Ihre Wohnung hier an. {FILLING * 3}"], "Wohnungen", ["Wohnung"]
    ),
    "sentence, not a list": Case(
        "de", ["Kurse", f"Die Kurse sind frei und beginnen im Herbst. {FILLING}"], "Kurs", ["Kurse"]
    ),
    "most words": Case(
        "de", [f"Ein Kurs. {FILLING}", f"Deutsch lernen Sie im Kurs. {FILLING}"], "Kurs Deutsch", ["Deutsch", "Kurs"]
    ),
    "Arabic with article": Case(
        "ar", ["نص طويل عن أمور أخرى لا يبحث عنها أحد هنا.", "يمكنكم التسجيل في المكتب."], "تسجيل", ["التسجيل"]
    ),
    "no spaces": Case("zh-Hans", ["这里没有。" * 30 + "您可以在学校报名。" + "这里没有。" * 30], "学校", ["学", "校"]),
    "nothing to mark": Case("de", [f"Erster Satz. {FILLING * 4}", "Zweiter."], "Haus", []),
    "no text": Case("de", [], "Haus", []),
}


@pytest.fixture(scope="module")
def excerpts() -> dict[str, dict[str, object]]:
    """Name of the case to what the script makes of it, under Node.js."""
    asked = []
    for case in CASES.values():
        languages = [case.language, "de"]
        asked.append((case.blocks, Normaliser(languages).tokens(case.query), languages))
    command = ["node", str(REPOSITORY / "tests" / "scripts" / "search" / "excerpts.mjs")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return dict(zip(CASES, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_excerpt(name: str, excerpts: dict[str, dict[str, object]]) -> None:
    """Short, of one of the texts, cut between words, with all of the words and nothing else marked."""
    parts, case = excerpts[name]["parts"], CASES[name]
    assert isinstance(parts, list)
    assert parts[1::2] == case.marked
    shown = "".join(parts)
    assert len(shown) <= LONGEST
    inner = shown.removeprefix("… ").removesuffix(" …")
    found = [block for block in case.blocks if inner in block]
    assert found or not case.blocks
    if found and " " in inner:
        before, after = found[0].split(inner, 1)
        assert not before or before.endswith(" ")
        assert not after or after.startswith(" ")
