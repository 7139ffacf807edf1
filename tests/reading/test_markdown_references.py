"""What a text points to, and what others ask about it: targets and their lines, blocks, anchors, words."""

import unicodedata

import pytest

from integreat_ssg.model.richtext import Block, FileLink, Heading, OutsideLink, PageLink, Picture, Reference
from integreat_ssg.reading.markdown import Converted, convert


def converted(markdown: str) -> Converted:
    """The text of a page at de/work/index.md."""
    return convert(markdown, "de/work/index.md")


def references(markdown: str) -> tuple[Reference, ...]:
    """What the text points to; there must be no findings."""
    result = converted(markdown)
    assert not result.findings, f"{markdown!r} gives {result.findings}"
    return result.text.references


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[a](jobs.md)", PageLink("work/jobs", "de", "", 3)),
        ("[a](../index.md)", PageLink("", "de", "", 3)),
        ("[a](index.md#suche)", PageLink("work", "de", "suche", 3)),
        ("[a](#suche)", PageLink("work", "de", "suche", 3)),
        ("[a](../../ar/work/jobs.md#وثائق)", PageLink("work/jobs", "ar", "وثائق", 3)),
        ("[a](../arrival/registration.md#documents 'Titel')", PageLink("arrival/registration", "de", "documents", 3)),
        ("[a](%C3%BCber%20uns.md#gr%C3%B6%C3%9Fe)", PageLink("work/über uns", "de", "größe", 3)),
        ("[a](<über uns.md>)", PageLink("work/über uns", "de", "", 3)),
        ('<a href="jobs.md">a</a>', PageLink("work/jobs", "de", "", 3)),
        ("[a][b]\n\n[b]: jobs.md", PageLink("work/jobs", "de", "", 5)),
        ("[a](../../media/form.pdf)", FileLink("media/form.pdf", 3)),
        ("[a](https://goslar.example/a?b=1&c=2)", OutsideLink("https://goslar.example/a?b=1&c=2", 3)),
        ("[a](https://goslar.example/a?b=1&amp;c=2)", OutsideLink("https://goslar.example/a?b=1&c=2", 3)),
        ("[a](tel:+4953211234)", OutsideLink("tel:+4953211234", 3)),
        ("[a](geo:53.2,10.4)", OutsideLink("geo:53.2,10.4", 3)),
        ("amt@goslar.example", OutsideLink("mailto:amt@goslar.example", 3)),
        ("www.goslar.example", OutsideLink("http://www.goslar.example", 3)),
        ("![Haus](../../media/haus.jpg)", Picture("media/haus.jpg", "Haus", "", 3)),
        (
            "![„Haus“ > 3](../../media/haus.jpg \"Am 'Markt'\")",
            Picture("media/haus.jpg", "„Haus“ > 3", "Am 'Markt'", 3),
        ),
        ("[[contact: immigration-office]]", Block("contact", "immigration-office", 3)),
        ("Text direkt davor:\n[[page: work/jobs]]\nText danach", Block("page", "work/jobs", 4)),
        ("   [[ include:germany/work ]]  ", Block("include", "germany/work", 3)),
        ("[[video: https://video.example/w/1]]", Block("video", "https://video.example/w/1", 3)),
    ],
)
def test_each_reference_is_found_with_its_line(link: str, expected: Reference) -> None:
    """Links to pages, files, the web and phones, pictures and blocks, each where it stands in the text."""
    assert references(f"Erste Zeile\n\n{link}\n") == (expected,)


def test_lines_are_those_of_the_link_itself() -> None:
    """Neither a longer target, nor the same target with an anchor, nor an example in code is taken for the link."""
    text = (
        "[a](homework.md) [a](work.md#x)\n`[a](work.md)`\n```\n[a](work.md)\n```\nwork.md\n\n"
        "[a](work.md)\n\n| A |\n|---|\n| [a](work.md) |\n"
    )
    found = [(link.path, link.line) for link in references(text) if isinstance(link, PageLink)]
    assert found == [("work/homework", 1), ("work/work", 1), ("work/work", 8), ("work/work", 12)]


@pytest.mark.parametrize(
    "text",
    [
        "`[[contact: a]]`",
        "    [[contact: a]]",
        "```\n[[contact: a]]\n```",
        "- a\n\n      [[contact: a]]",
    ],
)
def test_only_a_block_alone_on_its_line_is_one(text: str) -> None:
    """In code the brackets stay brackets."""
    assert references(text) == ()


def test_blocks_one_below_the_other_and_in_notes() -> None:
    """Several blocks need no empty lines between them, and they may stand in a quote, a note or an item."""
    text = '[[contact: a]]\n[[contact: b]]\n> [[contact: c]]\n\n!!! note "N"\n    [[contact: d]]\n\n- Punkt\n  [[contact: e]]\n'
    assert [(block.argument, block.line) for block in references(text) if isinstance(block, Block)] == [
        ("a", 1), ("b", 2), ("c", 3), ("d", 6), ("e", 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("[a](/de/work/)", "absolute-link", {"link": "/de/work/"}),
        ("[a](//evil.example)", "absolute-link", {"link": "//evil.example"}),
        ("[a](\\\\\\\\evil.example)", "absolute-link", {"link": "\\\\evil.example"}),
        ("[a](../../../goslar/de/a.md)", "link-outside", {"link": "../../../goslar/de/a.md"}),
        ("[a](../../..)", "link-outside", {"link": "../../.."}),
        ("[a](jobs/)", "link-not-file", {"link": "jobs/"}),
        ("[a](form.pdf)", "link-not-file", {"link": "form.pdf"}),
        ("[a]()", "empty-link", {}),
        ("[a]( )", "empty-link", {}),
        ("[a](http://localhost/)", "bad-link", {"link": "http://localhost/"}),
        ("[a](https:goslar.example)", "bad-link", {"link": "https:goslar.example"}),
        ("[a](https://user:pass@goslar.example)", "bad-link", {"link": "https://user:pass@goslar.example"}),
        ("[a](https://goslar.example:0)", "bad-link", {"link": "https://goslar.example:0"}),
        ("[a](https://goslar.example:99999)", "html-removed", {"removed": "https://goslar.example:99999"}),
        ("[a](https://[::1)", "html-removed", {"removed": "https://[::1"}),
        ("![a](https://evil.example/a.png)", "external-image", {"link": "https://evil.example/a.png"}),
        ("![a](//evil.example/a.png)", "external-image", {"link": "//evil.example/a.png"}),
        ("![a](../a.png)", "image-outside", {"link": "../a.png"}),
        ("![a](../../../goslar/media/a.png)", "image-outside", {"link": "../../../goslar/media/a.png"}),
        ("![a]()", "image-outside", {"link": ""}),
        ("[[contakt: amt]]", "unknown-block", {"kind": "contakt", "nearest": "contact"}),
        ("[[xyz: amt]]", "unknown-block", {"kind": "xyz", "nearest": ""}),
        ("[[video: http://video.example]]", "bad-link", {"link": "http://video.example"}),
        ("[[video: javascript:alert(1)]]", "bad-link", {"link": "javascript:alert(1)"}),
    ],
)
def test_what_leads_nowhere_is_told_with_its_line(text: str, code: str, details: dict[str, str]) -> None:
    """One finding for each, in the right line, naming what was written."""
    findings = converted(f"Erste Zeile\n\n{text}\n").findings
    assert [(each.code, each.place.line, dict(each.details)) for each in findings] == [(code, 3, details)]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Fragen Sie [[contact: amt]] bitte.", "[[contact: amt]]"),
        ("- Fragen Sie [[ page:work/jobs ]]", "[[ page:work/jobs ]]"),
        ("| a |\n| --- |\n| [[contact: amt]] |", "[[contact: amt]]"),
        ("Film: [[video: https://video.example/1]]", "[[video: https://video.example/1]]"),
        ("## Amt [[contact: amt]]", "[[contact: amt]]"),
    ],
)
def test_a_block_inside_of_a_sentence_is_told(text: str, block: str) -> None:
    """Readers would see the brackets."""
    findings = converted(f"`[[contact: amt]]` geht so:\n\n{text}\n").findings
    assert [(each.code, dict(each.details)) for each in findings] == [("block-in-sentence", {"block": block})]
    assert findings[0].place.line == (5 if "---" in text else 3)


@pytest.mark.parametrize(
    "text",
    [
        "`[[contact: a]]`",
        "```\n[[contact: a]]\n```",
        "[[1]] und [[Fußnote: x]]",
        "    [[page: a]]",
        "So schreibt man es: \\[[contact: a]] oder \\[\\[page: a]]",
    ],
)
def test_double_brackets_that_are_no_block_are_left_in_peace(text: str) -> None:
    """An example in code is what the editor wants to show; so are brackets that are escaped."""
    assert not converted(f"Text\n\n{text}\n").findings


def test_an_anchor_given_twice_is_told() -> None:
    """Each heading that takes an anchor again, in its own line, with that of the first; anchors from words are numbered."""
    text = "## A {#x}\n\n## B {#xy}\n\n[zu](#x)\n\n### C {: #x }\n\n<h2 id='x'>D</h2>\n\n## x\n\n## E\n\n## E\n"
    findings = [each for each in converted(text).findings if each.code == "duplicate-anchor"]
    assert [(each.place.line, dict(each.details)) for each in findings] == [
        (7, {"anchor": "x", "line": "1"}),
        (9, {"anchor": "x", "line": "1"}),
    ]


def test_headings_and_their_anchors_in_every_script() -> None:
    """Anchors are made of the words, with the marks that many scripts need; `{#id}` overrules them; twins are numbered."""
    text = converted(
        "## Größe & Maß\n\n## متى يحق لي؟\n\n### Що робити?\n\n## हिन्दी\n\n## Unterlagen {#documents}\n\n## Größe & Maß\n\n"
        "## `code` und **fett**[^1]\n\nSetext\n------\n\n> ## Im Zitat\n\n[^1]: Note\n"
    ).text
    assert text.headings == (
        Heading(2, "größe--maß", "Größe & Maß"),
        Heading(2, "متى-يحق-لي", "متى يحق لي؟"),
        Heading(3, "що-робити", "Що робити?"),
        Heading(2, "हिन्दी", "हिन्दी"),
        Heading(2, "documents", "Unterlagen"),
        Heading(2, "größe--maß_1", "Größe & Maß"),
        Heading(2, "code-und-fett", "code und fett"),
        Heading(2, "setext", "Setext"),
        Heading(2, "im-zitat", "Im Zitat"),
    )
    assert {heading.anchor for heading in text.headings} <= set(text.anchors)


def test_composed_and_decomposed_headings_have_one_anchor() -> None:
    """A heading typed on another computer is found by the same link."""
    assert converted(unicodedata.normalize("NFD", "## Über uns")).text.anchors == ("über-uns",)


def test_words_are_what_a_reader_sees() -> None:
    """No markup, no numbers of footnotes; markup inside a word does not part it, blocks do."""
    text = converted(
        "## Titel\n\nEin **Wort**teil, ein [Link](a.md)[^1] & mehr.\n\n- a\n- b\n\n![x > y](../../media/a.png)\n\n[^1]: N\n"
    ).text
    assert text.words.startswith("Titel Ein Wortteil, ein Link & mehr. a b N")


@pytest.mark.parametrize("text", ["", "\n", "<!-- nur eine Bemerkung -->", "[a]: b.md"])
def test_a_text_with_nothing_to_see_is_empty(text: str) -> None:
    """A page that holds only remarks says nothing to its reader."""
    assert converted(text).text.empty


@pytest.mark.parametrize("text", ["Wort", "[[contact: a]]", "![Bild](../../media/a.png)"])
def test_a_text_with_anything_to_see_is_not_empty(text: str) -> None:
    """A card or a picture alone is content."""
    assert not converted(text).text.empty


@pytest.mark.parametrize(
    "forged",
    [
        '<span data-block="note-title" data-argument="anything"></span>',
        '<div data-block="contact" data-argument="a">Text</div>',
        '<div data-argument="a">Text</div>',
        '<span data-block="video" data-argument="javascript:alert(1)"></span>',
    ],
)
def test_a_block_cannot_be_forged_in_html(forged: str) -> None:
    """The marks by which blocks are found later are no way around their checks; what was written is told."""
    result = converted(f"Text\n\n{forged}\n")
    assert [each.place.line for each in result.findings] == [3]
    assert not result.text.references
    assert "data-" not in "".join(str(part) for part in result.text.parts)
