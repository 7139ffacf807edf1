"""A small guide with one of each thing that readers keep and share."""

from tests.conftest import SMALL_SITE, Files

ADDRESS = "https://guide.example/"
"""Where the guide is at home, whatever host a test serves it from."""

TOWN: Files = {
    **SMALL_SITE,
    "town/de/work/jobs.md": "---\ntitle: Stellen & mehr\naliases: [old/jobs]\n---\n## Suchen\n\nText.\n",
    "town/ar/work/jobs.md": "---\ntitle: وظائف شاغرة\n---\nنص.\n",
    "town/places/hall.yaml": (
        "name: Rathaus\nphones: [{number: +49 30 23125 111}]\n"
        'address: {street: Markt 1, postcode: "12345", town: Stadt}\n'
    ),
    "town/events/cafe.yaml": (
        "title: Café\nstart: 2050-01-05 10:00\nend: 2050-01-05 12:00\naddress: Am Platz 2\n"  # still to come
    ),
    "town/de/news/2026-01-02-bus.md": "---\ntitle: Neuer Bus\n---\nText.\n",
}
JOBS, PLACE, EVENT, NEWS = "work/jobs", "places/hall", "events/cafe", "news/2026-01-02-bus"


def page(path: str, tag: str = "de") -> str:
    """The address of a page on a host that serves the guide at its root."""
    return f"town/{tag}/{path}/index.html"
