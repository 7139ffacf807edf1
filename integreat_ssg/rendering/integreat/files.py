"""A region's API as files.

Each answer is an `index.html` with JSON in it: that is the one name which every host hands out for an address that ends with
a slash. Hosts that read files of their own are told that its type is JSON.
"""

from collections.abc import Iterator, Mapping, Sequence

from integreat_ssg.cache import Cache
from integreat_ssg.model.site import API, BY_PATH, NOT_FOUND, Artifact
from integreat_ssg.model.theme import Theme
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.integreat.copy import Copy, Json, code_of, written
from integreat_ssg.rendering.integreat.events import events
from integreat_ssg.rendering.integreat.media import media_files
from integreat_ssg.rendering.integreat.news import listed, messages, news
from integreat_ssg.rendering.integreat.pages import imprint, pages
from integreat_ssg.rendering.integreat.places import categories, icons_of, places
from integreat_ssg.rendering.integreat.regions import languages, region

DEPTH = 2
"""Steps below a page that its answer for `children/` goes: as far as today's app asks."""


def api_files(editions: Mapping[str, Edition], theme: Theme, cache: Cache) -> Iterator[Artifact]:
    """Every file of the API of a region whose base URL is known; nothing where it is not, which a rule tells."""
    copy = Copy(editions)
    if not copy.content.settings.features.integreat_api or not copy.content.base_url:
        return
    own = f"{API}{copy.content.slug}/"
    told = region(copy)
    yield _answer(f"{API}regions/", [told])
    yield _answer(f"{API}regions/{copy.content.slug}/", told)
    yield _answer(f"{own}languages/", languages(copy))
    yield Artifact(f"{API}{NOT_FOUND}", written({"error": "There is nothing at this address."}))
    for edition in editions.values():
        yield from _in_language(copy, edition, f"{own}{code_of(edition.language.tag)}/")
    yield from media_files(next(iter(editions.values())).plan, cache)
    for file, name in icons_of(copy).items():
        yield Artifact(file, _drawing(theme, name))


def _in_language(copy: Copy, edition: Edition, folder: str) -> Iterator[Artifact]:
    yield from _pages(copy, edition, folder)
    yield _answer(f"{folder}locations/", places(copy, edition))
    yield _answer(f"{folder}locations/all/", places(copy, edition, all_of_them=True))
    yield _answer(f"{folder}location-categories/", categories(copy, edition))
    yield _answer(f"{folder}events/", events(copy, edition))
    told = news(copy, edition)
    yield _answer(f"{folder}news/", listed(told))
    for each in told:
        yield _answer(f"{folder}news/{each['id']}/", each)
    sent = messages(copy, edition)
    yield _answer(f"{folder}fcm/", sent)
    for each in sent:
        yield _answer(f"{folder}fcm/{each['id']}/", [each])
    for name in ("offers", "extras"):
        yield _answer(f"{folder}{name}/", [])
    if found := imprint(copy, edition):
        for name in ("imprint", "disclaimer"):
            yield _answer(f"{folder}{name}/", found)


def _pages(copy: Copy, edition: Edition, folder: str) -> Iterator[Artifact]:
    """The tree as a whole, and what is asked about single pages of it; each page is put into words once."""
    tree = pages(copy, edition)
    said = {path: written(each).strip() for path, each in tree.told.items()}

    def listed_at(place: str, paths: Sequence[str]) -> Artifact:
        return Artifact(f"{folder}{place}/index.html", b"[" + b",".join(said[path] for path in paths) + b"]\n")

    yield listed_at("pages", list(said))
    yield listed_at("children", list(said))
    yield listed_at("parents", [])
    yield listed_at(f"children/{BY_PATH}", tree.children("", DEPTH))
    for path in said:
        way = copy.page_path(edition.language.tag, path).strip("/")
        yield listed_at(f"children/{BY_PATH}/{way}", tree.children(path, DEPTH))
        yield listed_at(f"parents/{BY_PATH}/{way}", tree.parents(path))


def _answer(folder: str, value: Json | Sequence[object]) -> Artifact:
    return Artifact(f"{folder}index.html", written(value))


def _drawing(theme: Theme, name: str) -> bytes:
    """An icon of the theme as a file of its own."""
    inside = theme.icons.get(name) or theme.icons.get("map-pin", "")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        f' stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{inside}</svg>\n'
    ).encode()
