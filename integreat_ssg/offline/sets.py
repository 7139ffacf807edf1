"""Which file belongs to which set: what readers choose to have on their phone is a set, never a single file."""

import re
from collections.abc import Iterable, Mapping

from integreat_ssg.model.content import HOME
from integreat_ssg.model.site import Artifact
from integreat_ssg.model.theme import MAP_LIBRARY
from integreat_ssg.outputs import BookOutput, MediaOutput
from integreat_ssg.planning import Plan, page_file

BASE = "base"
PICTURES = "pictures"
FILES = "files"
MAP = "map"
"""The interactive map: its tiles and what draws them."""

READING_WIDTH = 720
"""Pixels of the one size of a picture that is saved: the text column's on most screens, twice a small phone's."""

_SMALL_PARTS = ("offline/index.html", "sentences.json", "app.webmanifest")
"""What each language has in the base beside its most needed pages."""
_MAP_LIBRARY = re.compile(rf"assets/[^/]+/{re.escape(MAP_LIBRARY)}")
_NOT_SHOWN = (".png", ".jpg", ".webp", ".ico", ".txt")
"""Icons and screenshots of the app, which the system that installs it loads itself, and licences: no page shows them."""
_PICTURES = ("svg", "gif")
"""Pictures that are published as they are; every other file without sizes is a file to open."""


def text_set(language: str) -> str:
    """The name of the set with all texts of a language."""
    return f"text/{language}"


def in_sets(plan: Plan, artifacts: Iterable[Artifact]) -> dict[str, tuple[Artifact, ...]]:
    """Each set with its files, sorted by path; a set without files is left out.

    Base comes first, then the languages in the region's order. An event's own calendar file goes with the texts: who reads of
    an event without a network can note it down; so does the search index. What is read by machines only (feeds and calendars
    to subscribe to, sitemap, 404 page, other sizes of pictures), made for paper (QR codes) or passed on as it is (guides as
    one file) is in none.
    """
    languages = [each.tag for each in plan.content.languages]
    base, media = _base(plan, languages), _media(plan)
    books = {each.file for each in plan.outputs if isinstance(each, BookOutput)}
    names = (BASE, *map(text_set, languages), PICTURES, FILES, MAP)
    sets: dict[str, list[Artifact]] = {name: [] for name in names}
    for artifact in sorted(artifacts, key=lambda each: each.path):
        path = artifact.path
        top = path.partition("/")[0]
        if path in books:
            continue
        if is_of_map(path):
            sets[MAP].append(artifact)
        elif path in base or (top == "assets" and not path.endswith(_NOT_SHOWN)):
            sets[BASE].append(artifact)
        elif path in media:
            sets[media[path]].append(artifact)
        elif (path.endswith((".html", ".json")) or _is_of_one_event(path)) and text_set(top) in sets:
            sets[text_set(top)].append(artifact)
    return {name: tuple(files) for name, files in sets.items() if files}


def is_of_map(path: str) -> bool:
    """Whether a file of the site is loaded by the interactive map alone."""
    return path.startswith("map/") or bool(_MAP_LIBRARY.match(path))


def is_of_search(path: str) -> bool:
    """Whether this is a part of a language's search index, `<language>/search/<name>.json`."""
    return path.endswith(".json") and path.split("/")[1:-1] == ["search"]


def _is_of_one_event(path: str) -> bool:
    """Whether this is `<language>/events/<key>.ics`; calendars of many events lie elsewhere."""
    return path.endswith(".ics") and path.split("/")[1:-1] == ["events"]


def _base(plan: Plan, languages: Iterable[str]) -> frozenset[str]:
    """What a reader in need must find whatever else is saved: choice of language, home, imprint, emergency page."""
    emergency = plan.content.settings.emergency_page
    pages = [HOME, "imprint", *([emergency] if emergency else [])]
    files = {"index.html"}
    for language in languages:
        files |= {page_file(page, language) for page in pages}
        files |= {f"{language}/{part}" for part in _SMALL_PARTS}
    return frozenset(files)


def _media(plan: Plan) -> Mapping[str, str]:
    """The media files that are in a set: of a picture the one size nearest to a phone's, everything else as it is."""
    chosen: dict[str, str] = {}
    for outputs in plan.media.values():
        sizes = [each for each in outputs if each.width and each.format == "webp"]
        if sizes:
            chosen[min(sizes, key=_distance).file] = PICTURES
        else:
            chosen |= {each.file: PICTURES if each.format in _PICTURES else FILES for each in outputs}
    return chosen


def _distance(output: MediaOutput) -> tuple[int, int]:
    return abs(output.width - READING_WIDTH), output.width
