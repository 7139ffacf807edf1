"""Made-up texts as editors of the CMS write them: HTML with everything that its editor leaves behind.

What a text says is decided by its random numbers alone, so that the same seed gives the same HTML.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from tests.exchange.integreat.shapes import CMS, WEB
from tests.exchange.integreat.words import WORDS

ENTITIES = {"ä": "&auml;", "ö": "&ouml;", "ü": "&uuml;", "ß": "&szlig;", "é": "&eacute;", "–": "&ndash;", "„": "&bdquo;",
            "“": "&ldquo;", "€": "&euro;", "\u00a0": "&nbsp;", "Ä": "&#196;", "Ü": "&#xDC;"}  # fmt: skip
CARD = "contact-card"
STRANGE = (
    "* kein Punkt", "# keine Überschrift", "1. keine Liste", "2) auch nicht", "- auch nicht", "> kein Zitat", "a | b | c",
    "__init__ und *stern*", "`code`", "[Klammern](nicht)", "![auch](nicht)", "[[contact: nobody]]", "<nicht> &amp; doch",
    "C:\\Ordner\\", "~~durch~~", "www.amt.example", "Punkt. 5 < 6 > 4", "+49 5321 0", "***", "---", "^1^", "{: .klasse}",
    "Fußnote[^1]", "*[Abk]: nichts", "http://amt.example/a_b_c",
)  # fmt: skip
"""Texts that Markdown would take for something else."""


@dataclass(frozen=True)
class Contact:
    """A contact whose card stands in texts."""

    number: int
    name: str
    email: str
    phone: str


@dataclass
class Writer:
    """Writes texts in one language. `paths` are addresses that links may lead to, `dead` such that lead nowhere."""

    code: str
    chance: random.Random
    paths: Sequence[str]
    dead: Sequence[str]
    pictures: Sequence[str]
    documents: Sequence[str]
    contacts: Sequence[Contact]

    def words(self, least: int, most: int) -> str:
        """Some words, joined as the language does."""
        joined = "" if self.code == "zh-cn" else " "
        return joined.join(self.chance.choices(WORDS[self.code], k=self.chance.randint(least, most)))

    def title(self) -> str:
        """A title, which begins with a capital letter where the script has such."""
        text = self.words(1, 4)
        return text[:1].upper() + text[1:]

    def text(self) -> str:
        """A whole page: blocks of all kinds, seldom none of a kind."""
        blocks: list[Callable[[], str]] = [
            self.paragraph, self.paragraph, self.paragraph, self.listing, self.picture, self.table, self.details, self.heading,
            self.card, self.quote, self.wrapped, self.strange, self.nothing, self.foreign, self.figure,
        ]  # fmt: skip
        return "".join(self.chance.choice(blocks)() for _ in range(self.chance.randint(3, 10)))

    def sentence(self) -> str:
        """Words with marks in between, as HTML."""
        pieces = []
        for _ in range(self.chance.randint(1, 4)):
            words = self.entities(self.words(2, 7))
            form = self.chance.randrange(14)
            if form == 0:
                words = f"<strong>{words}</strong>"
            elif form == 1:
                words = f"<em>{words}</em>"
            elif form == 2:
                words = f'<span style="color: #{self.chance.randrange(0x1000000):06x}; font-size: 11pt;">{words}</span>'
            elif form in (3, 4):
                words = self.link(words)
            elif form == 5:
                words = f"<b><i>{words}</i></b>"
            elif form == 6:
                words = f"{words}<br>{self.entities(self.words(1, 3))}"
            elif form == 7:
                words = f'<u class="x">{words}</u>'
            pieces.append(words)
        return self.chance.choice((" ", ", ", "&nbsp;&ndash; ")).join(pieces) + self.chance.choice(
            (".", "!", "?", " :", "")
        )

    def entities(self, text: str) -> str:
        """A text as HTML, with some of its letters as entities."""
        shown = escape(text, quote=False)
        if self.chance.random() < 0.5:
            for letter, entity in ENTITIES.items():
                shown = shown.replace(letter, entity)
        return shown

    def link(self, words: str) -> str:
        """A link of any kind around words."""
        form = self.chance.randrange(12)
        if form < 5 and self.paths:
            path = self.chance.choice(self.paths)
            return f'<a href="{WEB}{quote(path) if form == 0 else path}">{words}</a>'
        if form == 5 and self.dead:
            return f'<a href="{WEB}{self.chance.choice(self.dead)}">{words}</a>'
        if form == 6:
            return f'<a class="link-external" href="https://www.amt.example/{self.chance.randrange(99)}?a=1&amp;b=2">{words}</a>'
        if form == 7:
            return f'<a href="mailto:amt{self.chance.randrange(9)}@musterstadt.example">{words}</a>'
        if form == 8:
            return f'<a href="tel:+49532140{self.chance.randrange(99)}">{words}</a>'
        if form == 9 and self.documents:
            return f'<a href="{self.chance.choice(self.documents)}" target="_blank" rel="noopener">{words}</a>'
        return f'<a href="https://hilfe.example/" title="{escape(self.words(1, 2))}">{words}</a>'

    def paragraph(self) -> str:
        """One, perhaps aligned."""
        style = self.chance.choice(("", "", "", ' style="text-align: justify;"', ' class="western" align="left"'))
        return f"<p{style}>{' '.join(self.sentence() for _ in range(self.chance.randint(1, 3)))}</p>\n"

    def heading(self) -> str:
        """One of a level, with a paragraph below it."""
        level = self.chance.choice((2, 2, 2, 3))
        return f"<h{level}>{self.entities(self.title())}</h{level}>\n{self.paragraph()}"

    def listing(self, depth: int = 0) -> str:
        """A list, which may hold others."""
        kind = self.chance.choice(("ul", "ol"))
        items = "".join(
            f"<li>{self.sentence()}{self.listing(depth + 1) if depth < 2 and self.chance.random() < 0.2 else ''}</li>"
            for _ in range(self.chance.randint(1, 4))
        )
        return f"<{kind}>\n{items}</{kind}>\n"

    def table(self) -> str:
        """With or without a head."""
        columns = self.chance.randint(2, 4)

        def row(cell: str) -> str:
            return f"<tr>{''.join(f'<{cell}>{self.sentence()}</{cell}>' for _ in range(columns))}</tr>"

        head = f"<thead>{row('th')}</thead>" if self.chance.random() < 0.7 else ""
        body = "".join(row("td") for _ in range(self.chance.randint(1, 4)))
        return (
            f'<table style="border-collapse: collapse; width: 100%;" border="1">{head}<tbody>{body}</tbody></table>\n'
        )

    def picture(self) -> str:
        """A picture in a paragraph of its own, or within words."""
        source, alt = self.chance.choice(self.pictures), escape(self.words(2, 5))
        image = f'<img style="display: block; margin-left: auto;" src="{source}" alt="{alt}" width="600" height="400">'
        return f"<p>{image}</p>\n" if self.chance.random() < 0.7 else f"<p>{self.sentence()} {image}</p>\n"

    def figure(self) -> str:
        """A picture with words below it."""
        return (
            f'<figure class="image"><img src="{self.chance.choice(self.pictures)}" alt="{self.words(1, 3)}">'
            f"<figcaption>{self.sentence()}</figcaption></figure>\n"
        )

    def details(self) -> str:
        """What opens at a click."""
        inner = self.chance.choice((self.paragraph, self.listing, self.table))()
        return f"<details><summary>{self.entities(self.title())}</summary>\n{inner}</details>\n"

    def card(self) -> str:
        """A contact as editors of the CMS put it into a page."""
        each = self.chance.choice(self.contacts)
        return (
            f'<div contenteditable="false" data-contact-id="{each.number}" data-contact-url="{CMS}/contacts/{each.number}/"'
            f' class="{CARD} notranslate" dir="ltr" translate="no"><a href="{CMS}/contact/{each.number}/"'
            f' style="display: none">Contact</a><h4>{escape(each.name)}</h4>'
            f'<p><img src="{CMS}/static/svg/email.svg" alt="Email: " width="15" height="15">'
            f' <a href="mailto:{each.email}">{each.email}</a></p>'
            f'<p><img src="{CMS}/static/svg/call.svg" alt="Phone Number: " width="15" height="15">'
            f' <a href="tel:{each.phone.replace(" ", "")}">{each.phone}</a></p></div>\n'
        )

    def quote(self) -> str:
        """Words of others."""
        return f"<blockquote>{self.paragraph()}</blockquote>\n"

    def wrapped(self) -> str:
        """What was pasted from elsewhere."""
        return (
            f'<div class="O0"><div style="margin: 0cm"><span lang="DE"><!-- x -->{self.sentence()}</span></div>'
            f"{self.paragraph()}</div>\n"
        )

    def strange(self) -> str:
        """Words that Markdown would take for something else."""
        return f"<p>{self.chance.choice(STRANGE).replace('<n', '&lt;n')} {self.entities(self.words(1, 3))}</p>\n"

    def nothing(self) -> str:
        """Paragraphs that hold nothing, and a line that does."""
        return self.chance.choice(
            ("<p>&nbsp;</p>\n", "<p></p>\n", "<p><strong></strong><br></p>\n", f"{self.sentence()}\n<hr>\n")
        )

    def foreign(self) -> str:
        """Words in another script within a text."""
        other = self.chance.choice(("ar", "uk", "en"))
        words = " ".join(self.chance.choices(WORDS[other], k=3))
        direction = ' dir="rtl"' if other == "ar" else ""
        return f'<p lang="{other}"{direction}>{words}</p>\n'
