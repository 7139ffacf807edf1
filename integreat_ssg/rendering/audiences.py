"""What is especially for an audience, and the ways to it."""

from dataclasses import replace

from integreat_ssg.model.audiences import audiences_below, audiences_of, paths_for
from integreat_ssg.model.content import HOME, ancestors
from integreat_ssg.outputs import ListOutput
from integreat_ssg.planning import PAGES_FOR_AN_AUDIENCE, list_file
from integreat_ssg.rendering.audience_views import AudienceView, PageForSome
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.event_views import NewsItem, UpcomingView
from integreat_ssg.rendering.events import clock, event_row
from integreat_ssg.rendering.news import news_item
from integreat_ssg.rendering.place_details import audience_name
from integreat_ssg.rendering.place_rows import place_name, place_row, sort_key
from integreat_ssg.rendering.place_views import PlaceRow
from integreat_ssg.rendering.sheets import sheet_frame, sheet_trail
from integreat_ssg.rendering.views import Link, Words

EVENTS = 5
PLACES = 6
NEWS = 3
"""How many of each stand on the page of an audience; links lead to all."""


def audience_links(edition: Edition, file: str) -> tuple[Link, ...]:
    """From the page in `file` to the page of each audience; nothing where the region names none."""
    tag = edition.language.tag
    return tuple(
        Link(edition.url(file, list_file(f"for/{key}", tag)), name, icon=audience.icon or "", audiences=key)
        for key, audience in edition.plan.content.settings.audiences.items()
        if (name := audience_name(edition, key)) and list_file(f"for/{key}", tag) in edition.plan.sheets
    )


def section_links(edition: Edition, file: str) -> tuple[Link, ...]:
    """The sections of the guide, each with the audiences that it is only for."""
    content, tag = edition.plan.content, edition.language.tag
    return tuple(
        replace(edition.link(file, path, detailed=True), audiences=" ".join(audiences_below(content, path, tag)))
        for path in content.children(HOME)
    )


def audience_view(edition: Edition, output: ListOutput) -> AudienceView:
    """The page of an audience, or the page `output.number` on which its list of pages goes on."""
    file, key, tag, first = output.file, output.key, edition.language.tag, output.number == 1
    audience = edition.plan.content.settings.audiences[key]
    name = audience_name(edition, key) or Words(key)
    paths = paths_for(edition.plan.content, key, tag)
    start = (output.number - 1) * PAGES_FOR_AN_AUDIENCE
    summary = edition.translated(audience.summary)
    after = list_file(f"for/{key}", tag, output.number + 1)
    return AudienceView(
        frame=sheet_frame(edition, file, name, description=summary.text if summary else ""),
        breadcrumbs=sheet_trail(edition, file),
        key=key,
        name=name,
        summary=summary,
        icon=audience.icon or "",
        audiences=audience_links(edition, file),
        pages=tuple(_page(edition, file, path) for path in paths[start : start + PAGES_FOR_AN_AUDIENCE]),
        upcoming=_upcoming(edition, file, key) if first else None,
        places=_places(edition, file, key) if first else (),
        all_places=f"{edition.url(file, list_file('places', tag))}?for={key}",
        news=_news(edition, file, key) if first else (),
        topics=_topics(edition, file, key) if first else (),
        previous="" if first else edition.url(file, list_file(f"for/{key}", tag, output.number - 1)),
        next=edition.url(file, after) if start + PAGES_FOR_AN_AUDIENCE < len(paths) else "",
    )


def _page(edition: Edition, file: str, path: str) -> PageForSome:
    above = tuple(edition.title(each) for each in ancestors(path) if (each, edition.language.tag) in edition.plan.pages)
    return PageForSome(edition.link(file, path, detailed=True), above)


def _upcoming(edition: Edition, file: str, key: str) -> UpcomingView | None:
    events = edition.plan.content.events
    coming = [each for each in edition.plan.agenda.by_event if key in events[each].event.audiences]
    if not coming:
        return None
    everything = f"{edition.url(file, list_file('events', edition.language.tag))}?for={key}"
    return UpcomingView(clock(edition), tuple(event_row(edition, file, each) for each in coming[:EVENTS]), everything)


def _places(edition: Edition, file: str, key: str) -> tuple[PlaceRow, ...]:
    named = [each for each in edition.plan.content.places.values() if key in each.place.audiences]
    named.sort(key=lambda each: sort_key(place_name(edition, each).text))
    return tuple(place_row(edition, each, file, {}) for each in named[:PLACES])


def _news(edition: Edition, file: str, key: str) -> tuple[NewsItem, ...]:
    content = edition.plan.content
    named = [page for page in content.news(edition.language.tag) if key in audiences_of(content, page)]
    return tuple(news_item(edition, file, page) for page in named[:NEWS])


def _topics(edition: Edition, file: str, key: str) -> tuple[Link, ...]:
    """The sections without their summaries, for this page has much to say already."""
    sections = section_links(edition, file)
    return tuple(replace(each, summary=None) for each in sections if key in (each.audiences or key).split())
