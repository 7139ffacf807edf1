"""What the CMS writes into answers by itself, which nobody has written: an excerpt of every text, and notices instead of texts.

Seen in integreat-cms 2026.7 and 2026.10 (tests/cms). An empty page whose text exists in other languages is answered with a
paragraph that says so and a list of links to them; it stands for no text.
"""

import html
import re
import unicodedata
from dataclasses import replace

from integreat_ssg.exchange.integreat.paths import path_of
from integreat_ssg.exchange.integreat.shapes import Page

_NOTICE = re.compile(
    r"(?<!\s)\s*<p>[^<]*</p>\s*<ul>(?P<links>(?:\s*<li>\s*<a href=\"[^\"<>]*\">[^<]*</a>\s*</li>)+)\s*</ul>\s*"
)
_HREF = re.compile(r"href=\"([^\"]*)\"")
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def without_notice(page: Page) -> Page:
    """The page without the CMS's notice that its text exists in other languages only: links to where itself is, and no more."""
    elsewhere = {each.path for each in page.translations}

    def kept(found: re.Match[str]) -> str:
        targets = {path_of(html.unescape(each)) for each in _HREF.findall(found["links"])}
        return "" if targets <= elsewhere else found[0]

    content = _NOTICE.sub(kept, page.content)
    return page if content == page.content else replace(page, content=content, excerpt="")


def is_own_excerpt(content: str, excerpt: str) -> bool:
    """Whether an excerpt is nothing but its text without the marks of HTML, or the beginning of that, or nothing. Letters and
    digits count, for nobody knows what a server puts in the place of the marks that it takes out."""
    return _letters(content).startswith(_letters(excerpt))


def _letters(text: str) -> str:
    words = html.unescape(_TAG.sub("", text))
    return "".join(char for char in unicodedata.normalize("NFC", words).casefold() if char.isalnum())
