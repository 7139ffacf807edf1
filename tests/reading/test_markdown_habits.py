"""Markdown as editors know it from GitHub: every habit that docs/editors.md promises, as readers get to see it."""

import re

import pytest

from integreat_ssg.model.findings import Finding
from integreat_ssg.model.richtext import Block, OutsideLink, PageLink
from integreat_ssg.reading.markdown import Converted, convert


def converted(markdown: str) -> Converted:
    """The text of a page at de/work/index.md."""
    return convert(markdown, "de/work/index.md")


def html(markdown: str) -> str:
    """The page's HTML on one line, with `[kind argument]` for blocks and the target for links; there must be no findings."""
    text, findings = converted(markdown).text, converted(markdown).findings
    assert not findings, f"{markdown!r} gives {findings}"
    out = ""
    for part in text.parts:
        match part:
            case str():
                out += part
            case Block(kind, argument):
                out += f"[{kind} {argument}]"
            case PageLink(path, language, anchor):
                out += f"{language}/{path}#{anchor}"
            case OutsideLink(url):
                out += url
    return re.sub(r"\s*\n\s*", "", out)


def told(markdown: str) -> list[tuple[str, int]]:
    """Code and line of each finding."""
    findings: tuple[Finding, ...] = converted(markdown).findings
    return sorted((each.code, each.place.line) for each in findings)


def test_tables_have_alignment_as_classes_and_header_cells_with_scope() -> None:
    """The page's policy blocks `style`, and a screen reader needs to know what a header cell stands for."""
    assert html("| Amt | Tag | Euro |\n|:--|:-:|--:|\n| A | B | 3 |\n") == (
        '<table><thead><tr><th class="align-start" scope="col">Amt</th><th class="align-center" scope="col">Tag</th>'
        '<th class="align-end" scope="col">Euro</th></tr></thead><tbody><tr><td class="align-start">A</td>'
        '<td class="align-center">B</td><td class="align-end">3</td></tr></tbody></table>'
    )


@pytest.mark.parametrize("before", ["Preise:\n", "- Preise\n", "> Preise\n"])
def test_a_table_may_follow_text_directly(before: str) -> None:
    """Nobody thinks of an empty line before a table."""
    assert "<table>" in html(f"{before}| A | B |\n|---|---|\n| 1 | 2 |\n")


def test_footnotes_lead_there_and_back() -> None:
    """A note has a number, a place at the end and a way back; an address before the way back stays an address."""
    out = html("Text[^a] und[^b].\n\n[^a]: Note mit www.goslar.example\n[^b]: Zweite\n    Zeile\n    - Punkt\n")
    assert '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>' in out
    assert '<li id="fn:a"><p>Note mit <a href="http://www.goslar.example">www.goslar.example</a>&nbsp;' in out
    assert '<a class="footnote-backref" href="#fnref:a">↩</a>' in out
    assert "<ul><li>Punkt</li></ul>" in out


def test_task_lists_show_boxes() -> None:
    """Boxes are characters: there is no form to fill in."""
    assert html("- [ ] offen\n- [x] fertig\n- [y] Text\n\n1. [X] auch\n\n   Absatz\n") == (
        '<ul><li class="task">☐ offen</li><li class="task">☑ fertig</li><li>[y] Text</li></ul>'
        '<ol><li class="task"><p>☑ auch</p><p>Absatz</p></li></ol>'
    )


def test_definition_lists() -> None:
    """A term, and below a colon what it means, with lists inside."""
    assert html("Begriff\n: Erklärung\n\nZwei\nDrei\n:   Mit Liste:\n  - a\n  - b\n") == (
        "<dl><dt>Begriff</dt><dd>Erklärung</dd><dt>Zwei</dt><dt>Drei</dt>"
        "<dd><p>Mit Liste:</p><ul><li>a</li><li>b</li></ul></dd></dl>"
    )


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_notes_in_both_ways_of_writing(kind: str) -> None:
    """A note without a title of its own is named in the reader's language later; lists inside are lists."""
    expected = (
        f'<div class="admonition {kind}"><p class="admonition-title">[note-title {kind}]</p>'
        "<p>Text</p><ul><li>a<ul><li>b</li></ul></li></ul></div>"
    )
    assert html(f"> [!{kind.upper()}]\n> Text\n> - a\n>   - b\n") == expected
    assert html(f"Davor\n!!! {kind}\n    Text\n    - a\n      - b\n") == f"<p>Davor</p>{expected}"


def test_notes_with_titles_of_their_own() -> None:
    """What the editor wrote as title is shown as written."""
    title = '<p class="admonition-title">Wichtige Fristen</p>'
    assert title in html('!!! warning "Wichtige Fristen"\n    Text\n')
    assert title in html("> [!WARNING] Wichtige Fristen\n> Text\n")
    assert html('!!! note ""\n    Text\n') == '<div class="admonition note"><p>Text</p></div>'


@pytest.mark.parametrize(
    "details",
    [
        "<details>\n<summary>Was *kostet* es?</summary>\n\nNichts, **gar** nichts:\n- a\n- b\n\n</details>\n",
        "<details>\n<summary>Was *kostet* es?</summary>\nNichts, **gar** nichts:\n- a\n- b\n</details>\n",
        "<details><summary>Was *kostet* es?</summary>\n\nNichts, **gar** nichts:\n\n- a\n- b\n</details>\n",
    ],
)
def test_questions_fold_and_have_markdown_inside(details: str) -> None:
    """With or without empty lines, question and answer are Markdown, and the text goes on below."""
    assert html(details + "\nDanach\n") == (
        "<details><summary>Was <em>kostet</em> es?</summary><p>Nichts, <strong>gar</strong> nichts:</p>"
        "<ul><li>a</li><li>b</li></ul></details><p>Danach</p>"
    )


def test_details_in_an_example_stay_as_written() -> None:
    """Code is shown, not carried out."""
    assert html("```html\n<details>\n```\n") == "<pre><code>&lt;details&gt;</code></pre>"


def test_strikethrough_and_what_only_looks_like_markup() -> None:
    """`~~` strikes out; single tildes, underscores in words, comparisons and ampersands are text."""
    assert html("~~alt~~ H~2~O snake_case_name 3 < 5 > 2 & 5 <x - y> 7 <3") == (
        "<p><del>alt</del> H~2~O snake_case_name 3 &lt; 5 &gt; 2 &amp; 5 &lt;x - y&gt; 7 &lt;3</p>"
    )


def test_every_sign_can_be_escaped() -> None:
    """A backslash before any sign of punctuation shows that sign, as on GitHub."""
    assert html("\\*a\\* \\<b\\> \\~~c\\~~ \\[d\\](e) \\|") == "<p>*a* &lt;b&gt; ~~c~~ [d](e) |</p>"


def test_bare_addresses_are_links() -> None:
    """Web and mail addresses need no brackets, and the full stop behind them is not part of them."""
    out = html("Siehe https://a.example/b?c=1&d=2, www.a.example oder amt@a.example.\n")
    assert '<a href="https://a.example/b?c=1&d=2">' in out.replace("&amp;", "&")
    assert '<a href="http://www.a.example">www.a.example</a> oder ' in out
    assert '<a href="mailto:amt@a.example">amt@a.example</a>.' in out


@pytest.mark.parametrize(
    "fenced",
    [
        "```python\n{}\n```\n",
        "~~~\n{}\n~~~\n",
        "Text davor\n```\n{}\n```\nText danach\n",
        '``` {{.js onclick="x"}}\n{}\n```\n',
        "````\n{}\n`````\n",
        "1. Punkt\n   ```\n   {}\n   ```\n",
        "- ```\n  {}\n  ```\n",
        "> ```\n> {}\n> ```\n",
        "!!! note\n    ```\n    {}\n    ```\n",
        "```\n{}\n",
    ],
)
def test_code_is_shown_as_it_is_wherever_it_stands(fenced: str) -> None:
    """Nothing in code is a block, a link, a list or an element; a fence that is never closed ends with the page."""
    code = "- <b>[[contact: x]]</b> *a* [b](c.md)"
    assert "<pre><code>- &lt;b&gt;[[contact: x]]&lt;/b&gt; *a* [b](c.md)</code></pre>" in html(fenced.format(code))


def test_code_inside_a_line() -> None:
    """Single backticks, also three of them, show code within a sentence."""
    assert html("Mit `<b>` und ``` [[contact: x]] ``` schreiben.") == (
        "<p>Mit <code>&lt;b&gt;</code> und <code>[[contact: x]]</code> schreiben.</p>"
    )


def test_abbreviations() -> None:
    """An abbreviation explained once is explained everywhere, and its word stays one word."""
    text = converted("Das BAMF hilft. BAMF-Kurse.\n\n*[BAMF]: Bundesamt für Migration und Flüchtlinge\n").text
    assert str(text.parts[0]).count('<abbr title="Bundesamt für Migration und Flüchtlinge">BAMF</abbr>') == 2
    assert text.words == "Das BAMF hilft. BAMF-Kurse."


def test_a_hash_without_a_space_is_no_heading() -> None:
    """A line that begins with a hashtag or a number sign is text."""
    assert html("#Integration und\n#Arbeit\n") == "<p>#Integration und#Arbeit</p>"


def test_the_first_level_belongs_to_the_title() -> None:
    """Each heading of the first level is told with its line, however it is written, but not in code."""
    assert told("# Eins\n\nText\n\nZwei\n====\n\n```\n# Kommentar\n```\n\n<h1>Drei</h1>\n") == [
        ("first-level-heading", 1),
        ("first-level-heading", 5),
        ("first-level-heading", 12),
    ]


def test_the_order_of_headings_is_watched() -> None:
    """Skipped levels and empty headings are told where they stand, although the same word stands in the text above."""
    assert told("Kosten\n\n## Kosten\n\n#### Kosten\n\n##\n\n```\n##### Beispiel\n```\n") == [
        ("empty-heading", 7),
        ("skipped-heading", 5),
    ]
    assert told("Text\n\n### Zu tief\n") == [("skipped-heading", 3)]


def test_overridden_direction_is_told() -> None:
    """Invisible characters that turn the direction of reading can make a number or an address look like another."""
    assert told("Text\n\nTel. \u202e1234\u202c\n") == [("direction-override", 3)]
    assert told("Text \u2067عربي\u2069 und\u200fZeichen\n") == [], "isolates and marks are needed in mixed texts"
