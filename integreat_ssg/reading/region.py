"""One region's folder to values, as it stands, before anything is inherited."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from integreat_ssg.model.contacts import Contact, Organisation
from integreat_ssg.model.content import Page
from integreat_ssg.model.events import EventEntry
from integreat_ssg.model.findings import Finding, Place, error, warning
from integreat_ssg.model.geography import Boundary
from integreat_ssg.model.glossary import TermEntry
from integreat_ssg.model.media import Media, MediaNote
from integreat_ssg.model.places import Place as PlaceToGo
from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.model.settings import RegionSettings
from integreat_ssg.model.synonyms import Synonyms
from integreat_ssg.model.tiles import Tiles
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.documents import Documents
from integreat_ssg.reading.events import is_event_file, read_events
from integreat_ssg.reading.folder import TILES_SUFFIX, Files
from integreat_ssg.reading.geography import BOUNDARY_SUFFIX, MAP_FOLDER, boundary_files, read_boundary
from integreat_ssg.reading.glossary import GLOSSARY_FILE, read_glossary
from integreat_ssg.reading.languages import TAG
from integreat_ssg.reading.media import media_kind, media_of
from integreat_ssg.reading.pages import read_pages
from integreat_ssg.reading.places import place_entry
from integreat_ssg.reading.synonyms import SYNONYMS_FILE, read_synonyms
from integreat_ssg.reading.tiles import read_tiles

T = TypeVar("T")

IMPORTED_FOLDER = "imported"
"""What imports remember, for the next one; no part of the content."""
DATA_FOLDERS = ("contacts", "organisations", "events", "places", MAP_FOLDER)


@dataclass(frozen=True)
class RegionFolder:
    """What one folder holds. `settings` is None where `region.yaml` is missing or cannot be read."""

    slug: str
    settings: RegionSettings | None
    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """YAML file to its keys, with their way from the top, and the lines in which they stand."""
    pages: Mapping[tuple[str, str], Page] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    media: Mapping[str, Media] = field(default_factory=dict)
    screenshots: Mapping[str, Media] = field(default_factory=dict)
    events: Mapping[str, EventEntry] = field(default_factory=dict)
    places: Mapping[str, PlaceEntry] = field(default_factory=dict)
    glossary: Mapping[str, TermEntry] = field(default_factory=dict)
    synonyms: Synonyms = field(default_factory=Synonyms)
    boundary: Boundary | None = None
    tiles: Tiles | None = None
    boundary_files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> frozenset[str]:
        """Media that are there and that a finding keeps from being used, by the names that texts give them."""
        inside = f"{self.slug}/media/"
        names = {each.place.file for each in self.findings if each.place.file.startswith(inside)}
        return frozenset(name.removeprefix(f"{self.slug}/") for name in names) - set(self.media)

    @property
    def file(self) -> str:
        """The region's settings file, for findings about the region as a whole."""
        return f"{self.slug}/region.yaml"

    def at_setting(self, key: str, *others: str) -> Place:
        """Where a key stands in region.yaml, or the first of some others that is there."""
        lines = self.lines.get(self.file, {})
        return Place(self.file, next((lines[each] for each in (key, *others) if each in lines), 0))

    @property
    def published(self) -> Mapping[tuple[str, str], Page]:
        """The pages without drafts."""
        return {key: page for key, page in self.pages.items() if not page.meta.draft}


def read_region_folder(slug: str, files: Files, findings: list[Finding], converter: Converter) -> RegionFolder:
    """`files` as `read_folder` gives them, with its findings; all files of the folder `slug`."""
    found = list(findings)
    documents = Documents(slug, files, converter.memory)
    kept = converter.memory.kept(media_kind(files), slug)
    settings: RegionSettings | None = None
    lines: dict[str, Mapping[str, int]] = {}
    contacts: dict[str, Contact] = {}
    organisations: dict[str, Organisation] = {}
    media: dict[str, Media] = {}
    screenshots: dict[str, Media] = {}
    places: dict[str, PlaceEntry] = {}
    notes: dict[str, MediaNote] = {}
    pages: list[str] = []
    synonyms = Synonyms()
    if f"{slug}/region.yaml" not in files:
        found.append(error("no-region-file", Place(f"{slug}/region.yaml")))
    for path in files:
        folder, _, rest = path.removeprefix(f"{slug}/").partition("/")
        if folder == "region.yaml":
            region = documents.read(path, RegionSettings, found)
            settings, lines[path] = region.value, region.lines
        elif folder == GLOSSARY_FILE or (folder == IMPORTED_FOLDER and rest):
            continue  # read below, or by the next import
        elif folder == SYNONYMS_FILE:
            synonyms, findings = read_synonyms(files[path], path)
            found += findings
        elif not rest:
            found.append(warning("unknown-file", Place(path)))
        elif folder == "contacts" and rest.endswith(".yaml") and "/" not in rest:
            contact = documents.read(path, Contact, found)
            lines[path] = contact.lines
            _keep(contacts, rest, contact.value)
        elif folder == "organisations" and rest.endswith(".yaml") and "/" not in rest:
            organisation = documents.read(path, Organisation, found)
            lines[path] = organisation.lines
            _keep(organisations, rest, organisation.value)
        elif is_event_file(f"{folder}/{rest}"):
            continue  # read together below: corrections lie over them
        elif folder == MAP_FOLDER and rest.endswith((BOUNDARY_SUFFIX, TILES_SUFFIX)):
            continue  # read below, when the settings are known
        elif folder == "places" and rest.endswith(".yaml") and "/" not in rest:
            place = documents.read(path, PlaceToGo, found)
            _keep(places, rest, place_entry(slug, path, place.value, place.lines) if place.value else None)
        elif folder == "media" and rest.endswith(".yaml"):
            if note := documents.read(path, MediaNote, found).value:
                notes[f"media/{rest.removesuffix('.yaml')}"] = note
        elif folder in ("media", "screenshots"):
            match media_of(f"{folder}/{rest}", path, files, kept):
                case Finding() as finding:
                    found.append(finding)
                case Media() as medium:
                    (media if folder == "media" else screenshots)[medium.file] = medium
        elif TAG.fullmatch(folder) and rest.endswith(".md"):
            pages.append(path)
        elif rest.endswith(".md") and folder not in DATA_FOLDERS:
            found.append(error("bad-language-folder", Place(path), folder=folder))
        else:
            found.append(warning("unknown-file", Place(path)))
    for file, note in notes.items():
        if file in media:
            media[file] = replace(media[file], note=note)
        elif f"{slug}/{file}" not in files:
            found.append(warning("note-without-media", Place(f"{slug}/{file}.yaml")))
    documents.keep()
    converter.memory.keep(kept, slug)
    boundaries = boundary_files(slug, files)
    return RegionFolder(
        slug=slug,
        settings=settings,
        lines=lines,
        pages=read_pages(slug, files, pages, converter, found),
        contacts=contacts,
        organisations=organisations,
        media=media,
        screenshots=screenshots,
        events=read_events(slug, files, converter.memory, found),
        places=places,
        glossary=read_glossary(slug, files, found),
        synonyms=synonyms,
        boundary=read_boundary(slug, settings.map, boundaries, found) if settings else None,
        tiles=read_tiles(slug, settings.map, files, found) if settings else None,
        boundary_files=tuple(boundaries),
        findings=tuple(found),  # last: the lines above add to them
    )


def _keep(things: dict[str, T], file: str, thing: T | None) -> None:
    if thing is not None:
        things[file.removesuffix(".yaml")] = thing
