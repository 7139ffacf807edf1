"""Lists as people write them: directly below a sentence, nested by two spaces, with anything inside."""

import re

import pytest

from integreat_ssg.reading.markdown import convert


def shape(markdown: str) -> str:
    """The page's HTML on one line, without paragraphs inside items (whether a list is loose is a matter of looks)."""
    result = convert(markdown, "de/work/index.md")
    assert not result.findings
    out = "".join(part if isinstance(part, str) else f"[{part.kind}]" for part in result.text.parts)
    out = re.sub(r"(<li>|</li>|<ul>|</ul>|<ol>|</ol>|<pre>|<table>|<blockquote>|</h2>)|</?p>", r"\1", out)
    return re.sub(r"\s*\n\s*", " ", out).replace("> ", ">").replace(" <", "<").strip()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Mitbringen:\n- Pass\n- Foto\n", "Mitbringen:<ul><li>Pass</li><li>Foto</li></ul>"),
        ("So geht es:\n1. a\n2. b\n", "So geht es:<ol><li>a</li><li>b</li></ol>"),
        ("## Titel\n* a\n* b\n## Mehr\n", '<h2 id="titel">Titel</h2><ul><li>a</li><li>b</li></ul><h2 id="mehr">Mehr</h2>'),
        ("1) a\n2) b\n", "<ol><li>a</li><li>b</li></ol>"),
        ("5. a\n6. b\n", '<ol start="5"><li>a</li><li>b</li></ol>'),
        ("-\n- b\n", "<ul><li></li><li>b</li></ul>"),
        ("Text:\n    - a\n    - b\n", "Text:<ul><li>a</li><li>b</li></ul>"),
        ("* * *\n- a\n", "<hr><ul><li>a</li></ul>"),
        ("- a\n---\n- b\n", "<ul><li>a</li></ul><hr><ul><li>b</li></ul>"),
        ("- a\nund weiter\n- b\n", "<ul><li>a und weiter</li><li>b</li></ul>"),
        ("- a\n\nDanach\n", "<ul><li>a</li></ul>Danach"),
        ("- a\n1. b\n", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("1. a\n- b\n", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
    ],
)  # fmt: skip
def test_lists_begin_and_end_where_a_reader_sees_it(markdown: str, expected: str) -> None:
    """No empty line is needed before a list, and another kind of marker begins another list."""
    assert shape(markdown) == expected


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_bullets_nest_by_whatever_people_indent(indent: str) -> None:
    """Two, three or four spaces or a tab: the list is the same."""
    nested = f"- a\n{indent}- b\n{indent * 2}- c\n{indent}- d\n- e\n"
    assert shape(nested) == "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>"


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
@pytest.mark.parametrize("number", ["1.", "2)"])
def test_numbers_with_bullets_inside(number: str, indent: str) -> None:
    """The usual instruction: steps, and below each what to bring."""
    start = "" if number == "1." else ' start="2"'
    assert shape(f"{number} Termin\n{indent}- Pass\n{indent}- Foto\n3. Amt\n{indent}- Geld\n") == (
        f"<ol{start}><li>Termin<ul><li>Pass</li><li>Foto</li></ul></li><li>Amt<ul><li>Geld</li></ul></li></ol>"
    )


def test_numbers_below_a_number_of_two_digits() -> None:
    """Below "10." nobody counts four spaces."""
    assert shape("9. a\n   1. b\n10. c\n   1. d\n\n   e\n") == (
        '<ol start="9"><li>a<ol><li>b</li></ol></li><li>c<ol><li>d</li></ol>e</li></ol>'
    )


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("\n  Absatz\n", " Absatz"),
        ("\n  Absatz\n\n  - c\n\n    mehr\n", " Absatz<ul><li>c mehr</li></ul>"),
        ("  > Zitat\n  > mehr\n", "<blockquote>Zitat mehr</blockquote>"),
        ("  ```\n  - code\n  ```\n", "<pre><code>- code</code></pre>"),
        ("\n      - code\n", "<pre><code>- code</code></pre>"),
        ("  | A |\n  |---|\n  | 1 |\n", "<table><thead><tr><th"),
        ("  ## Titel\n", '<h2 id="titel">Titel</h2>'),
        ("  [[contact: amt]]\n", " [contact]"),
        ("  !!! note\n      Text\n", '<div class="admonition note">'),
    ],
)
def test_items_hold_anything_and_the_list_goes_on(inside: str, expected: str) -> None:
    """What is indented below an item belongs to it; the next item is its sibling."""
    out = shape(f"- a\n{inside}- b\n")
    assert out.startswith(f"<ul><li>a{expected}"), out
    assert out.endswith("<li>b</li></ul>"), out
    assert out.count("<li>") == 2 + expected.count("<li>")


@pytest.mark.parametrize(
    "text", ["Sie kam im Jahr\n1986. Das war früh.\n", "Am\n3. Oktober ist frei.\n", "- Geboren\n  1986. In Goslar.\n"]
)
def test_a_year_at_the_beginning_of_a_line_is_no_list(text: str) -> None:
    """Only a list that begins with 1 interrupts a paragraph."""
    assert "<ol" not in shape(text)


def test_lists_in_quotes_notes_and_folded_answers() -> None:
    """The same habits hold everywhere."""
    inner = "<ul><li>a<ul><li>b</li></ul></li></ul>"
    assert shape("> Text\n> - a\n>   - b\n") == f"<blockquote>Text{inner}</blockquote>"
    assert inner in shape("> [!TIP]\n> - a\n>   - b\n")
    assert inner in shape("<details>\n<summary>F</summary>\n- a\n  - b\n</details>\n")


def test_a_comment_changes_nothing() -> None:
    """What editors write for each other is not shown, whatever it looks like."""
    assert shape("<!-- Fragen:\n- a\n```\n-->\nText\n- b\n") == "Text<ul><li>b</li></ul>"
