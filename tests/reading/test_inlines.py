"""Patterns that are tried only where they can match find what they found before."""

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from integreat_ssg.reading.markdown.converting import _markdown
from integreat_ssg.reading.markdown.inlines import QuickInlines
from tests.reading.attacks import ATTACKS

HERE = Path(__file__).parent.parent.parent
SIGNS = [
    *"`\\[]()!<>&*_~@:/.|#-\"' \n",
    "  \n", "Wort", "www.", "WWW.a.de", "https://a.example/b", "<https://a.example>", "a@b.example", "&amp;", "![a](media/b.png)",
    "[c](d.md)", "[^1]", "\n[^1]: Fuß\n", "**", "__", "~~", "``", "<b>", "</b>", "<br>", "- ", "1. ", "> ", "\u00a0", "ß", "م",
]  # fmt: skip


@cache
def slow() -> Markdown:
    """The same, with the library's own processor."""
    md = _markdown.__wrapped__()
    assert isinstance(md.treeprocessors["inline"], QuickInlines)
    md.treeprocessors.register(InlineProcessor(md), "inline", 20)
    return md


def alike(text: str) -> bool:
    """Whether both make the same HTML of a text."""
    return bool(_markdown().reset().convert(text) == slow().reset().convert(text))


def test_every_text_that_there_is() -> None:
    """The sample, the sites of the tests, and what attackers write."""
    files = [*HERE.glob("content/**/*.md"), *HERE.glob("tests/sites/**/*.md"), *HERE.glob("docs/**/*.md")]
    texts = [*(file.read_text() for file in files), *ATTACKS]
    assert len(texts) > 300
    assert [text for text in texts if not alike(text)] == []


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=24).map("".join))
def test_any_text(text: str) -> None:
    """Signs in any order, all of which mean something."""
    assert alike(text)
