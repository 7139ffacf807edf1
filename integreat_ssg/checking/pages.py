"""Rules about single pages and about the tree they stand in."""

from collections.abc import Iterator
from datetime import date

from integreat_ssg.model.content import HOME, ROOT_PAGES, Content, Page, is_news, parent
from integreat_ssg.model.findings import Finding, Place, error, note, warning
from integreat_ssg.spelling import nearest

MAX_TITLE = 120
"""Characters of a title; search engines and phones cut at about half of it."""


def at(page: Page, key: str = "") -> Place:
    """The place of a front matter key, or of the page."""
    return Place(page.file, page.key_lines.get(key, 1))


def titles(content: Content, _: date | None) -> Iterator[Finding]:
    """Titles are short enough to be read in a list. (A missing one is told when the page is read.)"""
    for page in content.pages.values():
        if len(page.meta.title) > MAX_TITLE:
            yield error("title-too-long", at(page, "title"), length=len(page.meta.title), limit=MAX_TITLE)


def home_page(content: Content, _: date | None) -> Iterator[Finding]:
    """A region has a home page and the pages that law and readers ask for."""
    source = content.settings.source_language
    for path in (HOME, *ROOT_PAGES):
        if (path, source) not in content.pages:
            place = Place(f"{content.slug}/{source}/{path or 'index'}.md")
            yield error("no-home-page", place) if path == HOME else warning("no-root-page", place, page=path)


def empty_pages(content: Content, _: date | None) -> Iterator[Finding]:
    """A page has text, or at least pages below it."""
    for page in content.pages.values():
        if page.body.empty and not content.children(page.path):
            yield warning("empty-page", at(page))


def unreachable_pages(content: Content, _: date | None) -> Iterator[Finding]:
    """Every page's section exists, or no tile, list or breadcrumb leads there."""
    existing = set(content.paths)
    for page in content.pages.values():
        above = parent(page.path)
        if page.path not in (HOME, *ROOT_PAGES) and not is_news(page.path) and above != HOME and above not in existing:
            yield error("no-section", at(page), section=f"{above}/index.md")
        if page.path != HOME and not page.is_section and content.children(page.path):
            yield note("page-with-children", at(page), path=page.path)


def audiences(content: Content, _: date | None) -> Iterator[Finding]:
    """Pages name audiences that the region has; a shared page may name one that this region does not offer."""
    known = content.settings.audiences
    for page in content.pages.values():
        for audience in page.meta.audience:
            if audience not in known:
                make = error if page.region == content.slug else note
                yield make(
                    "unknown-audience", at(page, "audience"), audience=audience, nearest=nearest(audience, known)
                )


def review_dates(content: Content, today: date | None) -> Iterator[Finding]:
    """A page whose review date has passed waits for somebody to read it again."""
    for page in content.pages.values():
        if today and page.meta.review_by and page.meta.review_by < today:
            yield warning(
                "review-due", at(page, "review_by"), due=page.meta.review_by, responsible=page.meta.responsible or "–"
            )


def expiry_dates(content: Content, today: date | None) -> Iterator[Finding]:
    """A page that has expired tells its readers so, until somebody renews or removes it; news are left out by themselves."""
    for page in content.pages.values():
        if today and page.meta.expires and page.meta.expires <= today and not is_news(page.path):
            yield warning("page-expired", at(page, "expires"), due=page.meta.expires)
