"""A language's news: its pages below `news/`, whose names begin with their day."""

from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.views import Link

FOLDER = "news/"
NEWEST = 3
"""How many the home page shows."""


def has_news(edition: Edition) -> bool:
    """Whether this language has any."""
    return bool(_paths(edition))


def newest_news(edition: Edition, file: str) -> tuple[Link, ...]:
    """Links from `file` to the newest, newest first."""
    return tuple(edition.link(file, path, detailed=True) for path in _paths(edition)[:NEWEST])


def _paths(edition: Edition) -> list[str]:
    tag = edition.language.tag
    return sorted(
        (path for path, language in edition.plan.pages if language == tag and path.startswith(FOLDER)), reverse=True
    )
