# ruff: noqa: E501 - one sample a line
"""What editors find in the files after an import, form by form."""

import pytest

from integreat_ssg.exchange.markup import KINDS, Change, markdown_of
from integreat_ssg.model.richtext import Block
from integreat_ssg.reading.markdown import convert
from tests.exchange.markup.surroundings import Surroundings, converted, kinds, text

FORMS = {
    "paragraphs": ("<p>Eins</p>zwei<div>drei<p>vier</p></div>", "Eins\n\nzwei\n\ndrei\n\nvier"),
    "no empty paragraphs": ("<p>a</p><p>&nbsp;</p><p><b> </b><br></p><p>\u200b</p><p>b</p>", "a\n\nb"),
    "two breaks part paragraphs": ("<p><b>a<br><br>b</b><br>c</p>", "**a**\n\n**b**<br>\nc"),
    "spaces": ("<p> a&nbsp; b&nbsp;c\n\td <b> e </b>f </p>", "a b\u00a0c d **e** f"),
    "marks of direction, joiners, soft hyphens": ("<p>\u200fa\u200c\u00adb\u2067c\u2069</p>", "\u200fa\u200c\u00adb\u2067c\u2069"),
    "headings": ("<h1>A</h1><h4>B</h4><h4>C</h4><h2>D</h2>", "## A\n\n### B\n\n### C\n\n### D"),
    "headings keep given anchors": ('<h2 id="docs">A</h2><h2 id="_Toc1">B</h2><a href="#docs">x</a>', "## A {#docs}\n\n## B\n\n[x](#docs)"),
    "anchors stand once": ('<h2 id="x">A</h2><details><summary>b</summary><h2 id="x">A</h2></details>', "## A {#x}\n\n<details><summary>b</summary>\n\n## A\n\n</details>"),
    "anchors that the reader makes by itself": ('<h2 id="größe">Größe</h2><h2 id="größe_1">Größe</h2><a href="#gr%C3%B6%C3%9Fe_1">x</a>', "## Größe\n\n## Größe\n\n[x](#größe_1)"),
    "bold headings": ("<h2><strong>A</strong></h2><h2><b>B</b> c</h2>", "## A\n\n## **B** c"),
    "emphasis": ("<p><b>a</b> <i>b</i> <s>c</s> x<em>y</em>z</p>", "**a** *b* ~~c~~ x*y*z"),
    "bold and italic": ("<p><b><i>a</i></b> <b>c <i>d</i> e</b></p>", "***a*** **c *d* e**"),
    "bold by style": ('<span style="font-weight:700">a</span> <span style="font-style: italic">b</span>', "**a** *b*"),
    "not bold by style": ('<b style="font-weight:normal">a <b>b</b></b>', "a **b**"),
    "pieces of one word": ("<b>Bera</b><b>tung</b><a href='https://x.example/'>hi</a><a href='https://x.example/'>er</a>", "**Beratung**[hier](https://x.example/)"),
    "what Markdown has no sign for": ("H<sub>2</sub>O <mark>m</mark> <ins>i</ins>", "H<sub>2</sub>O <mark>m</mark> <u>i</u>"),
    "abbreviations": ('<abbr title="Bundesamt">BAMF</abbr>', '<abbr title="Bundesamt">BAMF</abbr>'),
    "lists": ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>", "- a\n  - b\n- c"),
    "lists in wrong places": ("<ul><li>a</li><ul><li>b</li></ul></ul><li>c</li>", "- a\n  - b\n\n<!-- -->\n\n- c"),
    "numbers": ('<ol start="9"><li>a</li><li><p>b</p><p>c</p></li></ol>', "9. a\n\n10. b\n\n    c"),
    "quotes": ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> - b"),
    "code": ("<pre><code>a\n  `b`</code></pre><p><code>x`y</code></p>", "```\na\n  `b`\n```\n\n``x`y``"),
    "rules": ("a<hr>b", "a\n\n---\n\nb"),
    "links": ('<a href="https://x.example/a b" class="link-external" target="_blank" rel="noopener">x</a>', "[x](https://x.example/a%20b)"),
    "bare links": ('<a href="https://x.example/a">https://x.example/a</a>', "<https://x.example/a>"),
    "addresses": ('<a href="mailto:a@x.example">a@x.example</a> <a href="https://x.example">www.x.example</a>', "<a@x.example> [www.x.example](https://x.example)"),
    "links around paragraphs": ('<a href="https://x.example/"><p>a</p><p>b</p></a>', "[a](https://x.example/)\n\n[b](https://x.example/)"),
    "pictures": ('<p><img src="../media/a.jpg" alt="Ein [Haus]" title="T" width="3"></p>', '![Ein \\[Haus\\]](../media/a.jpg "T")'),
    "linked pictures": ('<a href="https://x.example/"><img src="a.jpg" alt=""></a>', "[![](a.jpg)](https://x.example/)"),
    "figures": ('<figure><img src="a.jpg" alt="b"><figcaption>c <b>d</b></figcaption></figure>', '<figure><img src="a.jpg" alt="b">\n<figcaption>c <strong>d</strong></figcaption></figure>'),
    "figures without a caption": ('<figure><img src="a.jpg" alt="b"></figure>', "![b](a.jpg)"),
    "tables": ('<table><tr><th>A</th><th style="text-align:right">B</th></tr><tr><td>a|b</td><td align="right">c<br>d</td></tr></table>', "| A | B |\n| --- | ---: |\n| a\\|b | c<br>d |"),
    "tables with paragraphs": ("<table><thead><tr><th>A</th></tr></thead><tr><td><p>a</p><p>b</p></td></tr></table>", "| A |\n| --- |\n| a<br><br>b |"),
    "tables without a head stay HTML": ("<table><tr><td>a</td><td></td></tr></table>", "<table>\n<tr>\n<td>a</td>\n<td></td>\n</tr>\n</table>"),
    "spans stay HTML": ("<table><tr><th colspan=2>A</th></tr><tr><td>a</td><td rowspan=2>b</td></tr></table>", '<table>\n<thead><tr>\n<th colspan="2" scope="col">A</th>\n</tr></thead>\n<tr>\n<td>a</td>\n<td rowspan="2">b</td>\n</tr>\n</table>'),
    "details": ("<details open><summary>Frage <b>1</b></summary><p>a</p><details><summary>b</summary>c</details></details>", "<details open><summary>Frage **1**</summary>\n\na\n\n<details><summary>b</summary>\n\nc\n\n</details>\n\n</details>"),
    "details in lists": ("<ul><li><details><summary>Frage</summary>a</details></li></ul>", "- **Frage**\n\n  a"),
    "terms": ("<dl><dt>A</dt><dd>a</dd><dt>B</dt><dd><p>b</p></dd></dl>", "A\n: a\n\nB\n: b"),
    "one paragraph in another direction": ('<p>a</p><p dir="RTL" lang="ar">ب</p>', "a\n\nب\n{: lang=ar dir=rtl }"),
    "a list in another direction": ('<p>a</p><ul dir="rtl"><li>ب</li></ul>', 'a\n\n<div dir="rtl" markdown="1">\n\n- ب\n\n</div>'),
    "all in one direction": ('<p dir="rtl">ا</p><ul dir="rtl"><li>ب</li></ul>', "ا\n\n- ب"),
    "a word in another direction": ('<p>a <span dir="rtl" lang="ar">ب</span></p>', 'a <span lang="ar" dir="rtl">ب</span>'),
    "videos": ('<p>a<iframe src="https://v.example/1"></iframe>b</p>', "a\n\n[[video: https://v.example/1]]\n\nb"),
    "sound": ('<audio controls><source src="https://v.example/1.mp3">alt</audio>', "[[video: https://v.example/1.mp3]]"),
    "cards": ('<ul><li>a<div class="contact-card" data-contact-id="7"><b>x</b></div></li></ul>', "- a\n\n  [[contact: office-7]]"),
    "word processors": ('<!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal style="mso-fareast-language:DE"><o:p>a</o:p></p><style>p {}</style>', "a"),
    "old elements": ('<center><font color="red"><big>a</big></font></center><acronym title="t">b</acronym>', 'a\n\n<abbr title="t">b</abbr>'),
    "entities": ("<p>&uuml; &amp;amp; &lt;b&gt; 5 < 6 & AT&T &copy;</p>", "ü &amp;amp; &lt;b> 5 < 6 & AT&T ©"),
}  # fmt: skip

LITERAL = """1. Januar
1986. Jahr
12) zwölf
- Strich
+49 30 1
+ plus
# Raute
#hashtag
* Stern*
_unter_ snake_case
> größer
| a | b |
|---|---|
--- | ---
---
===
: Doppelpunkt
::: drei
!!! note
``` x
~~~ y
[x] [Text](https://x.example) [Text] ![Bild](x.jpg)
[^1]: Fußnote
*[Wort]: Erklärung
[a]: https://x.example
[ ] offen
[[contact: x]]
[[events]]
&lt;b&gt; &amp;uuml;
https://x.example/a_b?c=d, www.x.example und info@x.example
{: .klasse } {#anker}
\\* C:\\_x
~~weg~~
Ende \\"""


@pytest.mark.parametrize(("html", "markdown"), FORMS.values(), ids=FORMS.keys())
def test_forms(html: str, markdown: str) -> None:
    assert text(html) == markdown


@pytest.mark.parametrize("line", LITERAL.split("\n"))
@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<p>x<br>{}<br>y</p>", "<h2>{}</h2>", "<b>{}</b>", "{}"]
)
def test_what_looks_like_markdown_is_read_as_what_it_says(line: str, around: str) -> None:
    markup = converted(around.format(line))
    read = convert(markup.text, "de/page.md")
    shown = line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert shown in read.text.words
    assert "html" not in [change.kind for change in markup.changed]
    assert not read.findings
    assert not read.text.references


def test_nothing_is_lost_without_a_word() -> None:
    told = {
        "anchor": '<p><a id="x"></a>a</p>',
        "bad-link": '<a href="https://nowhere">a</a>',
        "cut": "a" * 1_000_001,
        "code": "<pre>a <b>b</b></pre>",
        "details": "<ul><li><details><summary>a</summary>b</details></li></ul>",
        "direction": '<p dir="rtl">a</p>',
        "empty-link": '<a href="https://x.example/"></a>a',
        "figure": "<figure><p>a</p><figcaption>b</figcaption></figure>",
        "heading": "<ul><li><h3>a</h3></li></ul>",
        "heading-level": "<h3>a</h3>",
        "hidden": '<p style="display:none">a</p>',
        "html": "<table><tr><td>a</td></tr></table>",
        "list": '<ol type="a"><li>b</li></ol>',
        "nesting": "<div>" * 100 + "a",
        "picture": '<img src="data:image/png;base64,AAAA">',
        "removed": "<form><input></form>",
        "style": '<p style="color: red">a</p>',
        "unproved": "<p>Wort Wort Wort Wort Wort</p>" * 10_000,
    }
    for kind, html in told.items():
        assert kind in kinds(html), kind
    refused = {
        "link": '<a href="https://x.example/">a</a>',
        "picture": '<img src="a.jpg">',
        "media": '<iframe src="https://v.example/"></iframe>',
        "card": '<div class="contact-card" data-contact-id="1">a</div>',
    }
    for kind, html in refused.items():
        assert kinds(html, refused=("https://x.example/", "a.jpg"), blocks=False) == [kind]
    assert told.keys() | refused.keys() == KINDS.keys()


def test_plain_texts_change_nothing() -> None:
    assert kinds("<h2>a</h2><p>b <b>c</b> <a href='https://x.example/'>d</a></p><ul><li>e</li></ul>") == []


def test_a_link_that_nobody_wants_leaves_its_words() -> None:
    markup = converted('<p>Zur <a href="https://x.example/">Anmeldung</a>.</p>', refused=("https://x.example/",))
    assert markup.text == "Zur Anmeldung.\n"
    assert markup.changed == (Change("link", "https://x.example/"),)


@pytest.mark.parametrize("href", ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "#nowhere", "#", "https://", "https://a:b@x.example/", "file:///etc/passwd"])  # fmt: skip
def test_a_bad_link_leaves_its_words(href: str) -> None:
    assert text(f'<a href="{href}">Wort</a>') == "Wort"


def test_what_surroundings_answer_is_not_trusted_either() -> None:
    class Wrong(Surroundings):
        def link(self, url: str) -> str:
            return "javascript:alert(1)"

        def picture(self, url: str, alt: str) -> str:
            return "data:text/html,x"

        def video(self, url: str) -> str:
            return "<script>"

    html = '<a href="https://x.example/">Wort</a><img src="a.jpg"><iframe src="https://v.example/"></iframe>'
    assert markdown_of(html, Wrong()).text == "Wort\n"


def test_a_card_is_asked_for_with_its_link_and_its_words() -> None:
    surroundings = Surroundings()
    html = (
        '<div class="contact-card notranslate" data-contact-id="7" contenteditable="false">'
        '<a style="display: none" href="https://cms.example/contact/7/">Contact</a><h4>Ausländerbehörde</h4><p>Tel. 1</p></div>'
    )
    assert markdown_of(html, surroundings).text == "[[contact: office-7]]\n"
    assert surroundings.asked == [("card", "https://cms.example/contact/7/", "ContactAusländerbehördeTel. 1")]


def test_a_card_stays_a_card_even_where_markdown_has_no_form() -> None:
    card = '<div class="contact-card" data-contact-id="7">x</div>'
    html = f"<ul><li>{card}<table><tr><td>a</td></tr></table></li></ul>"
    (block,) = convert(text(html), "de/page.md").text.references
    assert isinstance(block, Block)
    assert (block.kind, block.argument) == ("contact", "office-7")


def test_a_card_without_a_block_keeps_what_readers_saw() -> None:
    html = '<div class="contact-card" data-contact-id="7"><a style="display:none" href="/7">Contact</a><h4>Amt</h4><p>Tel. 1</p></div>'
    assert converted(html, blocks=False).text == "## Amt\n\nTel. 1\n"


def test_blocks_of_ours_come_only_from_surroundings() -> None:
    html = '<div data-block="include" data-argument="de/secret"></div><p>[[include: de/secret]]</p>'
    assert not convert(text(html), "de/page.md").text.references
