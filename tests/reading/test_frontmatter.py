"""A page's file: its two parts, whatever editor saved it, and the digest that translations name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integreat_ssg.model.findings import Finding
from integreat_ssg.reading.frontmatter import PageText, decode, split_page, text_digest


def page(data: str | bytes) -> PageText | Finding:
    """A file's parts, or what is wrong with it."""
    text = decode(data.encode() if isinstance(data, str) else data, "de/a.md")
    return text if isinstance(text, Finding) else split_page(text, "de/a.md")


EXPECTED = PageText("title: Größe\n", "Text\n\nmehr\n", 4)


@pytest.mark.parametrize(
    "data",
    [
        "---\ntitle: Größe\n---\nText\n\nmehr\n",
        "\ufeff---\ntitle: Größe\n---\nText\n\nmehr\n",
        "---\r\ntitle: Größe\r\n---\r\nText\r\n\r\nmehr\r\n",
        "\ufeff---\r\ntitle: Größe\r\n---\r\nText\r\n\r\nmehr\r\n",
        "---\rtitle: Größe\r---\rText\r\rmehr\r",
        "---  \ntitle: Größe\n---\t\nText\n\nmehr\n",
        unicodedata.normalize("NFD", "---\ntitle: Größe\n---\nText\n\nmehr\n"),
    ],
    ids=["unix", "bom", "windows", "windows-bom", "old-mac", "spaces", "decomposed"],
)
def test_every_editor_saves_the_same_page(data: str) -> None:
    """Line ends, byte order marks, spaces behind the dashes and decomposed umlauts make no difference."""
    assert page(data) == EXPECTED


def test_what_word_processors_leave_behind_unseen_becomes_a_space() -> None:
    """Vertical tabs, line separators and other control characters would break feeds and shift line numbers."""
    assert decode("a\x0bb\u2028c\x85d\x07e\x7ff\tg\n".encode(), "x") == "a b c d e f\tg\n"


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        ("", "empty-file", 0, 0),
        ("\ufeff\n \n", "empty-file", 0, 0),
        ("Nur Text\n", "no-front-matter", 1, 0),
        ("\n---\ntitle: A\n---\n", "no-front-matter", 1, 0),
        ("---\ntitle: A\n\nText\n", "unclosed-front-matter", 1, 0),
        ("---\n", "unclosed-front-matter", 1, 0),
        ("---\ntitle: Größe\n---\n".encode("utf-16"), "not-utf8", 1, 1),
        ("---\ntitle: Größe\n---\n".encode("utf-16-be"), "binary-file", 0, 0),
        ("---\ntitle: A\n---\nErste\nÄöGröße\n".encode("latin-1"), "not-utf8", 5, 1),
        ("---\ntitle: ä\n---\nä ".encode() + b"\xfc\n", "not-utf8", 4, 3),
        ("\ufeffä".encode() + b"\xff", "not-utf8", 1, 2),
        (b"---\ntitle: A\n---\n" + b"\xed\xa0\x80", "not-utf8", 4, 1),
        (b"---\ntitle: A\n---\n" + b"\xc0\xaf", "not-utf8", 4, 1),
        (b"---\ntitle: A\n---\n" + b"a" * 10000 + b"\0", "binary-file", 0, 0),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary-file", 0, 0),
    ],
)
def test_what_is_no_page_is_told_with_its_place(data: str | bytes, code: str, line: int, column: int) -> None:
    """An editor learns what to do, and for a wrong character where it stands, counted in characters."""
    finding = page(data)
    assert isinstance(finding, Finding)
    assert (finding.code, finding.place.file, finding.place.line, finding.place.column) == (
        code,
        "de/a.md",
        line,
        column,
    )


def test_a_rule_in_the_text_is_not_the_end_of_the_head() -> None:
    """Only the first closing line counts; dashes further down are a rule."""
    parts = page("---\ntitle: A\n---\nText\n\n---\n\nmehr\n")
    assert isinstance(parts, PageText)
    assert (parts.body, parts.body_line) == ("Text\n\n---\n\nmehr\n", 4)


def test_a_page_may_have_no_text_and_no_last_line_end() -> None:
    """A section often has only a head."""
    assert page("---\ntitle: A\n---") == PageText("title: A\n", "", 3)
    assert page("---\n---\n") == PageText("", "", 3)


def test_the_digest_ignores_white_space_and_composition() -> None:
    """A translation is not outdated because somebody wrapped lines or saved on another computer."""
    one = text_digest("Größe", None, "Ein  Text\nin zwei Zeilen.\n")
    assert one.startswith("sha256:")
    assert one == text_digest(unicodedata.normalize("NFD", "Größe"), "", "Ein Text in\n\tzwei Zeilen.")


@pytest.mark.parametrize(
    ("title", "summary", "body"), [("B", "S", "T"), ("A", "Z", "T"), ("A", None, "T"), ("A", "S", "T!")]
)
def test_the_digest_changes_with_title_summary_and_text(title: str, summary: str | None, body: str) -> None:
    """Everything that a translator translates counts."""
    assert text_digest(title, summary, body) != text_digest("A", "S", "T")


@given(st.binary(max_size=80))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    """Any file is a page or a finding."""
    assert isinstance(page(data), PageText | Finding)
    assert isinstance(page(b"---\n" + data + b"\n---\n" + data), PageText | Finding)
