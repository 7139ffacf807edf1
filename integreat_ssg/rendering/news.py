"""News as views, and what is going on now, for the home page."""

import json
from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from integreat_ssg.model.content import NEWS, Page
from integreat_ssg.model.languages import Text
from integreat_ssg.model.site import Artifact
from integreat_ssg.outputs import ListOutput
from integreat_ssg.planning import list_file, page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.event_views import NewsItem, NewsView, NowView
from integreat_ssg.rendering.events import upcoming_view
from integreat_ssg.rendering.feeds import FEED_LENGTH, entries_feed
from integreat_ssg.rendering.sheets import sheet_frame, sheet_trail
from integreat_ssg.rendering.views import Date, Words

NEWEST = 3
"""News items on the home page."""


def news_view(edition: Edition, output: ListOutput) -> NewsView:
    """The list of news."""
    file, title = output.file, Words(edition.voice.say("News"))
    known = bool(edition.absolute(""))
    return NewsView(
        frame=sheet_frame(edition, file, title),
        breadcrumbs=sheet_trail(edition, file),
        items=tuple(news_item(edition, file, page) for page in edition.plan.content.news(edition.language.tag)),
        atom=edition.url(file, atom_file(edition)) if known else "",
        json=edition.url(file, json_file(edition)) if known else "",
    )


def has_news(edition: Edition) -> bool:
    """Whether a reader of this language finds any."""
    return bool(edition.plan.content.news(edition.language.tag))


def now_html(edition: Edition, file: str) -> Markup:
    """What is on next and the newest news, on the home page in `file`; nothing where there is neither."""
    news = edition.plan.content.news(edition.language.tag)[:NEWEST]
    upcoming = upcoming_view(edition, file) if edition.plan.agenda.by_event else None
    if not news and not upcoming:
        return Markup("")
    items = tuple(news_item(edition, file, page) for page in news)
    view = NowView(upcoming, items, edition.url(file, list_file(NEWS, edition.language.tag)))
    return Markup(edition.templates.fill("now.html", view))  # noqa: S704 - the theme's template


def news_feeds(edition: Edition) -> Iterator[Artifact]:
    """The feeds of an edition's news, where the region has news and its address is known."""
    if edition.absolute("") and list_file(NEWS, _tag(edition)) in edition.plan.sheets:
        yield Artifact(atom_file(edition), news_atom(edition))
        yield Artifact(json_file(edition), news_json(edition))


def atom_file(edition: Edition) -> str:
    """The Atom feed of an edition's news."""
    return f"{edition.language.tag}/news/feed.xml"


def json_file(edition: Edition) -> str:
    """The JSON feed of an edition's news."""
    return f"{edition.language.tag}/news/feed.json"


def news_atom(edition: Edition) -> bytes:
    """The news as readers of one language find them in the list, as an Atom feed (RFC 4287)."""
    home = list_file(NEWS, _tag(edition))
    return entries_feed(edition, atom_file(edition), edition.voice.say("News"), home, _newest(edition), published=True)


def news_json(edition: Edition) -> bytes:
    """The same as a JSON feed (https://www.jsonfeed.org/version/1.1/)."""
    content = edition.plan.content
    region = edition.translated(content.settings.full_name) or edition.region
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{region.text}: {edition.voice.say('News')}",
        "home_page_url": edition.absolute(list_file(NEWS, _tag(edition))),
        "feed_url": edition.absolute(json_file(edition)),
        "language": _tag(edition),
        "authors": [{"name": region.text}],
        "items": [_json_item(edition, day, page) for day, page in _newest(edition)],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(edition: Edition, day: date, page: Page) -> dict[str, str]:
    own = edition.absolute(page_file(page.path, page.language))
    url = edition.absolute(page_file(page.path, _tag(edition)))
    item = {"id": own, "url": url, "title": page.meta.title, "content_text": page.body.words or page.meta.title}
    summary = {"summary": page.meta.summary} if page.meta.summary else {}
    return {**item, **summary, "date_published": f"{day.isoformat()}T00:00:00Z", "language": page.language}


def _newest(edition: Edition) -> list[tuple[date, Page]]:
    """The newest news with their days; what is missing in the edition's language is there in the next best one."""
    content = edition.plan.content
    newest = content.news(_tag(edition))[:FEED_LENGTH]
    return [(content.published(page) or date(1970, 1, 1), page) for page in newest]


def _tag(edition: Edition) -> str:
    return edition.language.tag


def news_item(edition: Edition, file: str, page: Page) -> NewsItem:
    """A news item in a list, as it stands in the site's file `file`."""
    content = edition.plan.content
    day, expires = content.published(page), content.expires(page)
    return NewsItem(
        url=edition.url(file, page_file(page.path, edition.language.tag)),
        title=edition.words(Text(page.meta.title, page.language)) or Words(page.path),
        summary=edition.words(Text(page.meta.summary, page.language)) if page.meta.summary else None,
        date=Date(edition.voice.day(day), day.isoformat()) if day else None,
        expires=expires.isoformat() if expires else "",
    )
