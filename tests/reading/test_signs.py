"""Processors that are asked only where their signs stand find what they found before."""

import ast
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor

from integreat_ssg.reading.markdown.converting import _markdown as quick_markdown
from integreat_ssg.reading.markdown.converting import safe_html, slow_markdown
from integreat_ssg.reading.markdown.sanitise import _inventory as inventory
from tests.reading.attacks import ATTACKS

HERE = Path(__file__).parent.parent.parent
SIGNS = [
    *"`\\[]()!<>&*_~@:/.|#-\"'={}+ \n",
    "  \n", "    ", "\n\n", "\n    ", "Wort", "www.", "WWW.a.de", "https://a.example/b", "<https://a.example>", "a@b.example",
    "&amp;", "![a](media/b.png)", "[c](d.md)", "[^1]", "\n[^1]: Fuß\n", "**", "__", "~~", "``", "<b>", "</b>", "<br>", "- ",
    "1. ", "> ", "\u00a0", "ß", "م", "\n\n## ", " {#a}", "{: .b }", "\n===\n", "\n---\n", "\n[x]: y.md\n", "[x]", "[e][x]",
    "\n*[Wort]: W\n", "\n:   ", "\n| a | b |\n|--|:-:|\n", "\n[[events]]\n", "\n!!! note\n", "\n> [!TIP]\n", "\x02", "\x03",
    '\n<div markdown="1">\n', "\n</div>\n", "\n<details>\n<summary>", "<!-- ", " -->",
]  # fmt: skip
SELDOM = (
    "![a][x]\n\n[x]: media/b.png", "[x]\n\n[x]: y.md", "![x]\n\n[x]: media/b.png", "<a@b.example>", "a  \nb", "&auml;",
    "!!! note\n    a\n\n    b", "- a\n\n    b", "a\n\n___", "+ a",
)  # fmt: skip
"""Signs of which the other texts have none."""


@cache
def slow() -> Markdown:
    """The same, asked by the library's own loops, and with its table of contents."""
    md = slow_markdown()
    toc = md.treeprocessors["toc"]
    assert isinstance(toc, TocTreeprocessor)
    toc.build_toc_div = lambda tokens: TocTreeprocessor.build_toc_div(toc, tokens)  # type: ignore[method-assign]
    return md


def alike(text: str) -> bool:
    """Whether both make the same HTML of a text."""
    return bool(quick_markdown().reset().convert(text) == slow().reset().convert(text))


def every_text() -> list[str]:
    """The sample, the sites of the tests, what attackers write, and every text in the tests of reading."""
    files = [*HERE.glob("content/**/*.md"), *HERE.glob("tests/sites/**/*.md"), *HERE.glob("docs/**/*.md")]
    code = [ast.walk(ast.parse(file.read_text())) for file in (HERE / "tests/reading").glob("test_*.py")]
    written = [each.value for nodes in code for each in nodes if isinstance(each, ast.Constant)]
    texts = (*(file.read_text() for file in files), *ATTACKS, *SELDOM, *written)
    return list(dict.fromkeys(each for each in texts if isinstance(each, str)))


def test_every_text_that_there_is() -> None:
    """Many texts, of all kinds."""
    texts = every_text()
    assert len(texts) > 2500
    assert [text for text in texts if not alike(text)] == []


@settings(max_examples=600, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=24).map("".join))
def test_any_text(text: str) -> None:
    """Signs in any order, all of which mean something."""
    assert alike(text)


def test_nothing_that_is_taken_out_goes_unsaid() -> None:
    """What is missing in safe HTML is looked for only where it differs from what was to be made safe."""
    for text in every_text():
        clean, removed = safe_html(text)
        assert removed == sorted(inventory(quick_markdown().reset().convert(text)) - inventory(clean)), text
