"""The region folders as the history wants to know them: which texts they hold, and where source texts stand."""

from collections.abc import Iterable, Mapping

from integreat_ssg.model.contacts import Contact
from integreat_ssg.model.events import Event
from integreat_ssg.model.places import Place
from integreat_ssg.model.settings import RegionSettings
from integreat_ssg.reading.region import RegionFolder
from integreat_ssg.reading.texts import Layout, Units, field_units, page_units


def layout(settings: Mapping[str, RegionSettings], unread: Iterable[str] = ()) -> Layout:
    """In which language each region is written, and from which others it inherits."""
    return Layout(
        {slug: each.source_language for slug, each in settings.items()},
        {slug: tuple(_above(settings, slug)) for slug in settings},
        frozenset(unread),
    )


def _above(settings: Mapping[str, RegionSettings], slug: str) -> list[str]:
    """The regions that one inherits from, the nearest first, each once."""
    found: list[str] = []
    waiting = list(settings[slug].inherits)
    while waiting:
        if (name := waiting.pop(0)) in settings and name not in (*found, slug):
            found.append(name)
            waiting += settings[name].inherits
    return found


def texts_of(folders: Mapping[str, RegionFolder]) -> dict[str, Units]:
    """The texts of every page, place, event and contact by file, committed or not."""
    files: dict[str, Units] = {}
    for slug, folder in folders.items():
        for page in folder.pages.values():
            files[page.file] = page_units(page.digest, page.meta.translation_of)
        files |= {f"{slug}/contacts/{key}.yaml": field_units(Contact, each) for key, each in folder.contacts.items()}
        files |= {entry.file: field_units(Place, entry.place) for entry in folder.places.values()}
        for event in folder.events.values():
            for way, digest in field_units(Event, event.event).items():
                file = event.at(*way.split(".")).file  # a field stands in the event's file or in its corrections
                files[file] = {**files.get(file, {}), way: digest}
    return files
