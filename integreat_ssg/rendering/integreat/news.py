"""News as the API tells them, in the shape of today and in that of older clients."""

from integreat_ssg.model.content import NEWS, Page
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.integreat.copy import Copy, Json, code_of, utc
from integreat_ssg.rendering.integreat.text import page_html, words_of

PAGE_OF_NEWS = 20
"""Today's app asks for the next page where one had just so many; a static host answers the same list again, for ever."""


def news(copy: Copy, edition: Edition) -> list[Json]:
    """Each piece of news with a text in this language in the shape News, the newest first."""
    return [_news(copy, edition, page) for page in _own(copy, edition)]


def listed(told: list[Json]) -> list[Json]:
    """What the list has of the news: all, but never just as many as make today's app ask for more."""
    return told[:-1] if len(told) == PAGE_OF_NEWS else told


def messages(copy: Copy, edition: Edition) -> list[Json]:
    """The same in the shape Fcm, for older clients."""
    return [_message(copy, edition, page) for page in _own(copy, edition)]


def _own(copy: Copy, edition: Edition) -> list[Page]:
    content, tag = copy.content, edition.language.tag
    return [page for page in content.news(tag) if page.language == tag]


def _news(copy: Copy, edition: Edition, page: Page) -> Json:
    published = copy.moment(copy.content.published(page)).isoformat()
    return {
        "id": _id(copy, page, edition.language.tag),
        "title": page.meta.title,
        "content": page_html(copy, edition, page),
        "last_updated": copy.days(copy.content.updated(page) or copy.content.published(page))["last_updated"],
        "published_at": published,
        "display_date": published,
        "channel": NEWS,
        "available_languages": {code_of(tag): {"id": _id(copy, page, tag)} for tag in _languages(copy, page)},
        "source": "local",
        "externalUrl": "",
    }


def _message(copy: Copy, edition: Edition, page: Page) -> Json:
    content, tag = copy.content, edition.language.tag
    published = copy.moment(content.published(page))
    return {
        "id": copy.number("page", page.path, tag),
        "title": page.meta.title,
        "message": words_of(page_html(copy, edition, page)),
        "timestamp": utc(published),
        "last_updated": copy.days(content.updated(page) or content.published(page))["last_updated"],
        "published_at": published.isoformat(),
        "display_date": published.isoformat(),
        "channel": NEWS,
        "available_languages": {
            code_of(each): {"id": copy.number("page", page.path, each)} for each in _languages(copy, page)
        },
    }


def _languages(copy: Copy, page: Page) -> list[str]:
    content = copy.content
    return [each.tag for each in content.languages if (page.path, each.tag) in content.pages]


def _id(copy: Copy, page: Page, language: str) -> str:
    return f"local-{copy.number('page', page.path, language)}"
