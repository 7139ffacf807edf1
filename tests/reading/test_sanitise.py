"""Nothing active gets from a text into a page, and what was taken out is told; what is harmless stays, without a word."""

from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integreat_ssg.model.richtext import Block, FileLink, OutsideLink, PageLink, Picture, RichText
from integreat_ssg.reading.frontmatter import PageText, decode, split_page
from integreat_ssg.reading.markdown import Converted, convert
from integreat_ssg.reading.markdown.sanitise import ATTRIBUTES, CLASSES, SCHEMES, TAGS
from tests.conftest import REPOSITORY
from tests.reading.attacks import ATTACKS, SHOWN_AS_TEXT


def converted(markdown: str) -> Converted:
    """The text of a page at de/work/index.md."""
    return convert(markdown, "de/work/index.md")


def filled(text: RichText) -> str:
    """The page's HTML as rendering would put it together, with harmless addresses for what lies inside the site."""
    out = ""
    for part in text.parts:
        match part:
            case str():
                out += part
            case PageLink() | FileLink():
                out += "page.html"
            case OutsideLink(url):
                out += escape(url)
            case Picture(_, alt, title):
                out += f'<img src="picture.png" alt="{escape(alt)}" title="{escape(title)}">'
            case Block():
                out += "<div></div>"
    return out


class Browser(HTMLParser):
    """Complains about everything that a browser would run, load or send without the reader's doing."""

    def __init__(self) -> None:
        super().__init__()
        self.complaints: list[str] = []
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.complaints.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | {"class"}:
                self.complaints.append(f"<{tag} {name}>")
            if name == "class" and not set((value or "").split()) <= CLASSES.get(tag, set()):
                self.complaints.append(f"class {value}")
            if name == "src" and value != "picture.png":
                self.complaints.append(f"src {value}")
            if name == "href" and not (value == "page.html" or (value or "").startswith("#fn")):
                scheme = "".join(char for char in unescape(value or "") if char > " ").partition(":")[0].lower()
                if scheme not in SCHEMES:
                    self.complaints.append(f"href {value}")

    def handle_comment(self, data: str) -> None:
        self.complaints.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.complaints.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.complaints.append(f"<?{data}>")


def browsed(html: str) -> Browser:
    """What a browser sees in it."""
    browser = Browser()
    browser.feed(html)
    browser.close()
    return browser


def test_the_list_is_long_enough() -> None:
    """Attempts of every kind are kept."""
    assert len(set(ATTACKS)) >= 100


AROUND = (
    "{}",
    "Text {} Text",
    "- a\n- {}",
    "> {}",
    "| A |\n|---|\n| {} |",
    "<details>\n<summary>F</summary>\n\n{}\n\n</details>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_active_is_left_and_it_is_told(attack: str) -> None:
    """Whatever stands around an attempt: it is gone and a finding says so, or it is shown as the text that it is."""
    for around in AROUND:
        result = converted(around.format(attack))
        html = filled(result.text)
        unresolved = {each.place.line for each in result.findings if each.severity == "error"}
        browser = browsed(html)
        if not unresolved:  # with an error nothing is published
            assert not browser.complaints, f"{attack!r} leaves {browser.complaints} in {html!r}"
        harmful = [each for each in browser.complaints if not each.startswith("href")]
        assert not harmful, f"{attack!r} leaves {harmful} in {html!r}"
        assert result.findings or "evil" in browser.text or "alert" in browser.text or "on" in browser.text, (
            f"{attack!r} vanished in {around!r}"
        )


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_attempt_alone_is_told(attack: str) -> None:
    """An editor who pasted something learns that it was taken out, and in which line, unless it is shown as text."""
    result = converted(f"Text\n\n{attack}\n")
    if not result.findings:
        assert "&lt;" in filled(result.text), f"{attack!r} vanished: {filled(result.text)!r}"
    for finding in result.findings:
        assert finding.place.line in (1, *range(3, 3 + attack.count("\n") + 1)), finding


@pytest.mark.parametrize("text", SHOWN_AS_TEXT)
def test_what_only_looks_active_is_shown(text: str) -> None:
    """Code, escaped signs and quotes inside quotes are text; nothing is taken out and nothing acts."""
    result = converted(text)
    assert not [each for each in result.findings if each.code == "html-removed"], result.findings
    assert not browsed(filled(result.text)).complaints, filled(result.text)


@pytest.mark.parametrize(
    ("html", "removed", "line"),
    [
        ("<script>x</script>", "<script>", 3),
        ("<p onclick=x>onclick</p>", "onclick", 3),
        ("<P STYLE='x'>Baustil</P>", "style", 3),
        ("*a*{: onclick=x }", "onclick", 3),
        ("[a](javascript:x)", "javascript:x", 3),
        ("<font color=red>a</font>", "<font>", 3),
        ("Text\n{: #anker }", "id", 4),
    ],
)
def test_a_finding_names_what_was_taken_out(html: str, removed: str, line: int) -> None:
    """Element, attribute or address, with its line, although the same word stands in the text before."""
    result = converted(f"`<script>` onclick style Lebensstil: java\n\n{html}\n")
    assert [(each.code, dict(each.details), each.place.line) for each in result.findings] == [
        ("html-removed", {"removed": removed}, line)
    ]


HARMLESS = (
    "<b>a</b> <i>b</i> <u>c</u> <s>d</s> <small>e</small> <kbd>Strg</kbd> H<sub>2</sub>O m<sup>2</sup> <q>f</q> <br> <br/>",
    '<abbr title="Bundesamt">BAMF</abbr> <bdi>عربي</bdi> <span lang="ar" dir="rtl">عربي</span>',
    '<a href="jobs.md" hreflang="de">a</a>',
    "<details open>\n<summary>a</summary>\n\nb\n\n</details>",
    '<table><caption>a</caption><thead><tr><th scope="col" colspan="2">b</th></tr></thead><tbody><tr>'
    '<td rowspan="2">c</td></tr></tbody></table>',
    '<figure><img src="../../media/a.png" alt="b"><figcaption>c</figcaption></figure>',
    '<ol start="3"><li>a</li></ol><ul><li>b</li></ul><dl><dt>c</dt><dd>d</dd></dl>',
    '<div dir="rtl" class="irgendwas">a</div><blockquote>b</blockquote><hr><pre>c</pre><h2 id="d">d</h2>',
    "<p>Nicht geschlossen\n\n<p>noch einer",
    "<!-- eine Bemerkung <script> -->",
    "[a](https://a.example/?x=1&copy=2&y=<3>) [b](sms:+491) [c](<https://a.example/a b>) [d](https://a.example/#a%20b)",
    "Text[^1] mit www.a.example\n\n[^1]: Ende mit https://a.example/x",
    "3 < 5, 5 > 3, a<b, x <y, 5 <x - y> 7, <3, <-, ->, <>, R&D, AT&T; &amp; &copy; &#x1F600; < b > 1<2>3",
    "{#nichts} {.auch} { nichts } {% raw %} {{ x }} [ ] [x] (c) $a$ a_b_c *a **b* c** `` ` ``",
    "| a | b |\n|:--|--:|\n| 1 \\| 2 | `x` |\n| <b>3</b> | ~~4~~ |",
)


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("around", ["{}\n", "Text\n\n{}\n\nText\n"])
def test_what_is_allowed_stays_without_a_word(text: str, around: str) -> None:
    """No editor is told that something was taken out that is still there, or was never HTML."""
    result = converted(around.format(text))
    assert not [each for each in result.findings if each.code == "html-removed"], result.findings


REMAINS = (
    "<div>x <![foo</div>",
    "<![if !supportLists]>·<![endif]>",
    "<p class=MsoNormal>x<o:p></o:p></p>",
    "<![CDATA[x]]>",
    "<!DOCTYPE x>",
    "<?xml?>",
)


@pytest.mark.parametrize("text", REMAINS)
def test_remains_of_word_processors_are_no_obstacle(text: str) -> None:
    """What comes along when somebody pastes from an office program is dropped or shown, and the page stays."""
    result = converted(f"Davor\n\n{text}\n\nDanach\n")
    assert result.text.words.startswith("Davor")
    assert result.text.words.endswith("Danach")
    assert not browsed(filled(result.text)).complaints


PIECES = [
    *"<>[](){}:|*_`~#\\!&=\"'/\n ",
    *"<p |<a href=|<img src=|<script|</|<!--|-->|<![|<details>|</div>|<svg|onclick=x|style=x|javascript:x|&#106;".split(
        "|"
    ),
    *("\n\n", "- ", "> ", "    ", "{: ", "[^1]", "]: ", "```", "x"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_mixture_of_pieces_acts_or_raises(text: str) -> None:
    """However elements, attributes and Markdown are cut and mixed, the page stays passive and findings lie inside the text."""
    result = converted(text)
    complaints = [each for each in browsed(filled(result.text)).complaints if not each.startswith("href")]
    assert not complaints
    assert all(1 <= each.place.line <= text.count("\n") + 1 for each in result.findings)


@pytest.mark.parametrize("folder", sorted((REPOSITORY / "content").glob("*/")), ids=lambda folder: folder.name)
def test_the_sample_content_loses_nothing(folder: Path) -> None:
    """Every page of the sample content is converted without a finding about HTML."""
    for file in sorted(folder.rglob("*.md")):
        text = decode(file.read_bytes(), file.name)
        page = split_page(text, file.name) if isinstance(text, str) else text
        assert isinstance(page, PageText), file
        assert not [each for each in converted(page.body).findings if each.code == "html-removed"], file
