"""Views of single pages, the language choice, the 404 page and redirects."""

from datetime import date

from markupsafe import Markup

from integreat_ssg.model.content import HOME, NEWS, ROOT_PAGES, Page, ancestors, is_news
from integreat_ssg.model.languages import Text
from integreat_ssg.model.site import NOT_FOUND
from integreat_ssg.outputs import PageOutput, RedirectOutput
from integreat_ssg.planning import list_file, page_file
from integreat_ssg.rendering.audiences import audience_links, section_links
from integreat_ssg.rendering.contacts import contact_view, places_of
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import breadcrumb_json, frame, head, page_languages
from integreat_ssg.rendering.news import now_html
from integreat_ssg.rendering.text import text_html
from integreat_ssg.rendering.views import (
    Alternate,
    ContentsEntry,
    Date,
    LanguageLink,
    LanguagesView,
    Link,
    NotFoundText,
    NotFoundView,
    PageView,
    RedirectView,
    Words,
)
from integreat_ssg.rendering.wordings import beside, other_wording


def page_view(edition: Edition, output: PageOutput, neighbours: tuple[str | None, str | None]) -> PageView:
    """A page with everything around it; `neighbours` are the paths before and after it in reading order."""
    content, page, file, path = edition.plan.content, output.page, output.file, output.path
    own = page.language == output.language
    title = edition.title(path)
    above = [each for each in ancestors(path) if (each, output.language) in edition.plan.pages]
    trail = [(page_file(HOME, output.language), edition.region.text)]
    trail += [(page_file(each, output.language), edition.title(each).text) for each in above]
    trail.append((file, page.meta.title))
    canonical = edition.absolute(file if own else page_file(path, page.language))
    view_head = head(
        edition,
        file,
        title if path != HOME else Words(""),
        description=page.meta.summary or "",
        canonical=canonical,
        alternates=_alternates(edition, path),
        json_ld=breadcrumb_json(edition, trail) if path != HOME else "",
        index=own,
    )
    body_language = content.language(page.language)
    updated, expires = content.updated(page), content.expires(page)
    home = Link(edition.url(file, page_file(HOME, output.language)), edition.region)
    contact = content.contacts.get(page.meta.responsible or "")
    published = content.published(page) if is_news(path) else None
    return PageView(
        frame=frame(edition, file, view_head, page_languages(edition, file, path)),
        heading=title,
        summary=edition.words(Text(page.meta.summary, page.language)) if page.meta.summary else None,
        body=text_html(edition, page, file),
        body_lang=body_language.tag,
        body_dir=body_language.direction,
        shown_in="" if own else edition.voice.name_of(body_language),
        outdated=content.state(page) == "outdated",
        machine=page.meta.machine_translated and page.language != content.settings.source_language,
        source_url=_source_url(edition, page, file),
        breadcrumbs=(home, *_news_list(edition, file, path), *(edition.link(file, each) for each in above))
        if path != HOME
        else (),
        contents=_contents(page),
        children=(
            *_cards(edition, file, path),
            *_lists(edition, file, path),
        ),
        contact=contact_view(edition, contact, places_of(edition, file, page.meta.responsible or ""))
        if contact
        else None,
        previous=edition.link(file, neighbours[0]) if neighbours[0] is not None else None,
        next=edition.link(file, neighbours[1]) if neighbours[1] is not None else None,
        updated=_date(edition, updated),
        expires=_date(edition, expires),
        expired=bool(expires and content.today and expires <= content.today),
        now=now_html(edition, file) if path == HOME else Markup(""),
        published=_date(edition, published),
        wording=other_wording(edition, output),
        beside=beside(edition, output),
        audiences=audience_links(edition, file) if path == HOME else (),
    )


def _cards(edition: Edition, file: str, path: str) -> tuple[Link, ...]:
    """The pages below; on the home page, whose tiles a reader can narrow down, with their audiences."""
    if path == HOME:
        return section_links(edition, file)
    return tuple(edition.link(file, each, detailed=True) for each in edition.plan.content.children(path))


def _news_list(edition: Edition, file: str, path: str) -> tuple[Link, ...]:
    """The list that a news item stands in."""
    if not is_news(path):
        return ()
    return (Link(edition.url(file, list_file(NEWS, edition.language.tag)), Words(edition.voice.say("News"))),)


def _lists(edition: Edition, file: str, path: str) -> tuple[Link, ...]:
    """Tiles of the home page that lead to what the build lists."""
    if path != HOME:
        return ()
    voice, tag = edition.voice, edition.language.tag
    reach = voice.say("Addresses, opening hours and who speaks your language")
    tiles = (
        ("places", voice.say("Places and offices"), reach, "map-pin"),
        ("events", voice.say("Events"), voice.say("Courses, meetings and what is on near you"), "calendar"),
    )
    return tuple(
        Link(edition.url(file, list_file(kind, tag)), Words(title), Words(summary), icon)
        for kind, title, summary, icon in tiles
        if list_file(kind, tag) in edition.plan.sheets
    )


def _date(edition: Edition, day: date | None) -> Date | None:
    return Date(edition.voice.day(day), day.isoformat()) if day else None


def reading_order(edition: Edition) -> dict[str, tuple[str | None, str | None]]:
    """For each page of the tree the paths before and after it, section by section."""
    content = edition.plan.content
    order: list[str] = []
    waiting = list(reversed(content.children(HOME)))
    while waiting:
        path = waiting.pop()
        order.append(path)
        waiting += reversed(content.children(path))
    neighbours: dict[str, tuple[str | None, str | None]] = dict.fromkeys((HOME, *ROOT_PAGES), (None, None))
    for index, path in enumerate(order):
        before = order[index - 1] if index else None
        after = order[index + 1] if index + 1 < len(order) else None
        neighbours[path] = (before, after)
    return neighbours


def languages_view(edition: Edition) -> LanguagesView:
    """The region's first page."""
    file = "index.html"
    title = Words(edition.voice.say("Choose your language"))
    alternates = _alternates(edition, HOME)
    view_head = head(edition, file, title, canonical=edition.absolute(file), alternates=alternates)
    return LanguagesView(frame(edition, file, view_head, _homes(edition, file)))


def not_found_view(edition: Edition) -> NotFoundView:
    """The 404 page, which speaks all languages: nobody knows which one was looked for."""
    view_head = head(edition, NOT_FOUND, Words(edition.voice.say("Page not found")), index=False)
    texts = tuple(
        NotFoundText(
            lang=voice.language.tag,
            dir=voice.language.direction,
            title=voice.say("Page not found"),
            text=voice.say("This page does not exist or has moved."),
            home=edition.url(NOT_FOUND, page_file(HOME, tag)),
            home_text=voice.say("To the home page"),
        )
        for tag, voice in edition.voices.items()
    )
    return NotFoundView(frame(edition, NOT_FOUND, view_head, _homes(edition, NOT_FOUND)), texts)


def redirect_view(edition: Edition, output: RedirectOutput) -> RedirectView:
    """A page that leads on from an old address."""
    return RedirectView(
        lang=edition.language.tag,
        dir=edition.language.direction,
        target=edition.url(output.file, output.target),
        title=output.page.meta.title,
        canonical=edition.absolute(output.target),
    )


def _homes(edition: Edition, file: str) -> tuple[LanguageLink, ...]:
    return tuple(
        LanguageLink(edition.url(file, page_file(HOME, each.tag)), each.tag, each.direction, each.autonym)
        for each in edition.plan.content.languages
        if (HOME, each.tag) in edition.plan.pages
    )


def _alternates(edition: Edition, path: str) -> tuple[Alternate, ...]:
    """The languages that have a page of their own, for search engines; nothing where the base URL is not known."""
    if not edition.absolute(""):
        return ()
    return tuple(
        Alternate(each.tag, edition.absolute(page_file(path, each.tag)))
        for each in edition.plan.content.languages
        if (path, each.tag) in edition.plan.content.pages
    )


def _source_url(edition: Edition, page: Page, file: str) -> str:
    source = edition.plan.content.settings.source_language
    if page.language == source or (page.path, source) not in edition.plan.pages:
        return ""
    return edition.url(file, page_file(page.path, source))


def _contents(page: Page) -> tuple[ContentsEntry, ...]:
    return tuple(
        ContentsEntry(heading.anchor, heading.words, heading.level)
        for heading in page.body.headings
        if heading.level <= 3 and heading.anchor
    )
