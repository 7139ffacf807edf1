"""Terms of the glossary: marked where a page first uses them, and explained on a page of their own."""

import re
from collections.abc import Callable
from html import escape, unescape

from integreat_ssg.model.content import Page
from integreat_ssg.model.glossary import TermEntry
from integreat_ssg.outputs import ListOutput
from integreat_ssg.planning import list_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.glossary_views import Explained, GlossaryView
from integreat_ssg.rendering.place_rows import sort_key
from integreat_ssg.rendering.sheets import sheet_frame, sheet_trail
from integreat_ssg.rendering.views import Words
from integreat_ssg.terms import found_in

LEFT_ALONE = frozenset("a h2 h3 h4 h5 h6 code pre kbd summary".split())
"""Elements in which no term is marked: links, buttons, headings, and what people type."""

_LINK = re.compile(r"<a[ >].*?>(.*?)</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_PIECE = re.compile(r"<(/?)([a-z0-9]+)[^>]*>?|[^<]+")


def glossary_view(edition: Edition, output: ListOutput) -> GlossaryView:
    """The page of explained words in one language."""
    title = Words(edition.voice.say("Words explained"))
    explained = (_explained(edition, entry) for entry in edition.plan.content.glossary.values())
    return GlossaryView(
        frame=sheet_frame(edition, output.file, title),
        breadcrumbs=sheet_trail(edition, output.file),
        terms=tuple(sorted(explained, key=lambda each: sort_key(each.term.text))),
    )


def _explained(edition: Edition, entry: TermEntry) -> Explained:
    content, term = edition.plan.content, edition.translated(entry.term.term) or Words(entry.key)
    source = edition.words(content.words(entry.term.term, content.settings.source_language))
    return Explained(
        anchor=_anchor(entry.key),
        term=term,
        source=source if source and source.text != term.text else None,
        explanation=edition.paragraphs(entry.term.explanation),
    )


def _anchor(key: str) -> str:
    return f"term-{key}"


class TermMarker:
    """Makes a link to its explanation of each term where a page first uses it. Remembers what the page has used."""

    def __init__(self, edition: Edition, file: str) -> None:
        """For the page in the site's file `file`."""
        self._plan = edition.plan
        self._url = edition.url(file, list_file("glossary", edition.language.tag))
        self._seen: set[str] = set()

    def marking(self, page: Page) -> Callable[[str], str]:
        """What marks terms in the pieces of a text's HTML, which are given to it in order. A piece may end inside of a tag."""
        finder = self._plan.finders.get(page.language)
        pattern = finder.pattern(page.body.words) if finder else None
        if pattern is None:
            return lambda html: html
        linked = self._linked_words(page)
        inside = 0

        def piece(found: re.Match[str]) -> str:
            nonlocal inside
            if not found[2]:
                return found[0] if inside else pattern.sub(lambda term: self._link(term, linked), found[0])
            if found[2] in LEFT_ALONE:
                inside += -1 if found[1] else 1
            return found[0]

        return lambda html: _PIECE.sub(piece, html)

    def _linked_words(self, page: Page) -> frozenset[str]:
        """The words of links that this text and its page have: two links of the same words would lead elsewhere."""
        html = "".join(part for part in page.body.parts if isinstance(part, str))
        below = (self._plan.content.find(path, page.language) for path in self._plan.content.children(page.path))
        titles = {child.meta.title for child in below if child}
        return frozenset(titles | {unescape(_TAG.sub("", match[1])).strip() for match in _LINK.finditer(html)})

    def _link(self, found: re.Match[str], linked: frozenset[str]) -> str:
        key, foreign = found_in(found)
        if key in self._seen or unescape(found[0]) in linked:
            return found[0]
        self._seen.add(key)
        source = self._plan.content.language(self._plan.content.settings.source_language)
        lang = f' lang="{source.tag}" dir="{source.direction}"' if foreign else ""
        return f'<a class="term"{lang} data-enhance="term" href="{escape(self._url)}#{_anchor(key)}">{found[0]}</a>'
