"""A region's content to an archive: its own folder, and those it inherits from, each line marked with the folder it is from."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from integreat_ssg.errors import UsageError
from integreat_ssg.exchange.archive.html import page_html, page_id
from integreat_ssg.exchange.archive.plain import plain
from integreat_ssg.model.archive import (
    FORMAT,
    VERSION,
    Archive,
    ArchivedContact,
    ArchivedEvent,
    ArchivedFolder,
    ArchivedLanguage,
    ArchivedMedium,
    ArchivedOrganisation,
    ArchivedPage,
    ArchivedPlace,
    ArchivedSynonyms,
    ArchivedTerm,
    ArchiveHead,
    ArchiveLine,
)
from integreat_ssg.model.content import Content, Page, is_news
from integreat_ssg.model.events import Event
from integreat_ssg.model.findings import Finding, has_errors
from integreat_ssg.model.media import Media
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.events import FOLDER, OVERRIDES
from integreat_ssg.reading.folder import read_folder
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.geography import MAP_FOLDER
from integreat_ssg.reading.library import Library, read_library, read_region
from integreat_ssg.reading.region import RegionFolder
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.strict_yaml import Node, parse_yaml


def export_archive(root: Path, slug: str, converter: Converter) -> tuple[Archive | None, list[Finding]]:
    """The archive of the region `slug` in the content folder `root`, None where findings of error severity forbid it: what
    cannot be read would be missing in the archive. Raises UsageError where there is no such region."""
    library = read_library(root, converter)
    if slug not in library.site.regions:
        raise UsageError(f"There is no region {slug} in {root}.")
    content, findings = read_region(library, slug)
    findings += library.findings
    if content is None or has_errors(findings):
        return None, findings
    return _archive(root, library, content), findings


def _archive(root: Path, library: Library, content: Content) -> Archive:
    folders = [library.folders[each] for each in content.folders]
    files = {each.slug: read_folder(root, each.slug)[0] for each in folders}
    media = [each for folder in folders for each in _media(folder, files[folder.slug])]
    exporting = _Exporting(content, {each.path: each.file for each, _ in reversed(media)})
    lines: list[ArchiveLine] = []
    for folder in folders:
        lines += exporting.lines(folder, _originals(folder, files[folder.slug]))
    lines += [replace(each, shown=exporting.shows(each)) for each, _ in media]
    head = ArchiveHead(
        kind="archive",
        format=FORMAT,
        version=VERSION,
        region=content.slug,
        lines=len(lines),
        folders=[ArchivedFolder(slug, settings) for slug, settings in content.folders.items()],
        languages=[ArchivedLanguage(each.tag, each.autonym, each.direction) for each in content.languages],
    )
    return Archive(head, tuple(lines), {each.file: data for each, data in media})


@dataclass(frozen=True)
class _Exporting:
    """What decides how readers of a region see its lines; `files` are its media, nearest first, to places in the archive."""

    content: Content
    files: Mapping[str, str]

    def lines(self, folder: RegionFolder, imported: Mapping[str, dict[str, Any]]) -> Iterator[ArchiveLine]:
        """Everything of a folder but its media: pages by path and language, then data by key."""
        slug, content = folder.slug, self.content
        for _, page in sorted(folder.pages.items()):
            yield self.page(page)
        for key, contact in sorted(folder.contacts.items()):
            shown = content.contact_files[key] == f"{slug}/contacts/{key}.yaml"
            yield ArchivedContact("contact", f"contacts/{key}", slug, key, contact, shown)
        for key, organisation in sorted(folder.organisations.items()):
            shown = content.organisation_files[key] == f"{slug}/organisations/{key}.yaml"
            yield ArchivedOrganisation("organisation", f"organisations/{key}", slug, key, organisation, shown)
        for key, place in sorted(folder.places.items()):
            yield ArchivedPlace("place", f"places/{key}", slug, key, place.place, content.places.get(key) is place)
        for key, entry in sorted(folder.events.items()):
            shown = content.events.get(key) is entry and not entry.event.draft
            said = imported.get(key, {})
            original = {each: value for each, value in said.items() if value is not None}
            yield ArchivedEvent("event", f"events/{key}", slug, key, entry.event, shown, list(said), original)
        for key, term in folder.glossary.items():
            yield ArchivedTerm("term", f"glossary/{key}", slug, key, term.term, content.glossary.get(key) is term)
        if folder.synonyms.groups:
            groups = {tag: [list(group) for group in each] for tag, each in folder.synonyms.groups.items()}
            yield ArchivedSynonyms("synonyms", "synonyms", slug, groups)

    def page(self, page: Page) -> ArchivedPage:
        """A page in one language."""
        shown = self.content.pages.get((page.path, page.language)) is page
        return ArchivedPage(
            kind="news" if is_news(page.path) else "page",
            id=page_id(page.path, page.language),
            region=page.region,
            path=page.path,
            language=page.language,
            data=page.meta,
            shown=shown,
            section=page.is_section,
            markdown=page.source,
            html=page_html(self.content, page, self.files),
            changed=self.content.updated(page),
            state=self.content.state(page) if shown else None,
        )

    def shows(self, medium: ArchivedMedium) -> bool:
        """Whether a file is the nearest of its name."""
        return self.files[medium.path] == medium.file


def _media(folder: RegionFolder, files: Mapping[str, bytes]) -> Iterator[tuple[ArchivedMedium, bytes]]:
    """The media of a folder, and the files of its map and its screenshots; those that cannot be used have findings."""
    known = {**folder.media, **folder.screenshots}
    for file in sorted(files):
        path = file.removeprefix(f"{folder.slug}/")
        top, _, rest = path.partition("/")
        medium = known.get(path) or (Media(path, files[file], "") if top == MAP_FOLDER else None)
        if medium is None:
            continue
        yield (
            ArchivedMedium(
                kind="media",
                id=path,
                region=folder.slug,
                path=path,
                file=f"{top}/{folder.slug}/{rest}",
                sha256=hashlib.sha256(medium.data).hexdigest(),
                bytes=len(medium.data),
                width=medium.width,
                height=medium.height,
                data=medium.note,
            ),
            medium.data,
        )


def _originals(folder: RegionFolder, files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Event to each key that a correction sets to what the event's own file says, None for nothing."""
    found: dict[str, dict[str, Any]] = {}
    for key in folder.events:
        over = _mapping(files.get(f"{folder.slug}/{OVERRIDES}/{key}.yaml"))
        base = _mapping(files.get(f"{folder.slug}/{FOLDER}/{key}.yaml"))
        event = typed(base, Event, "")[0] if base and over else None
        if event and over and isinstance(over.value, dict):
            said = plain(event)
            found[key] = {each: said.get(each) for each, node in over.value.items() if node.value is not None}
    return found


def _mapping(data: bytes | None) -> Node | None:
    text = decode(data, "") if data is not None else ""
    return parse_yaml(text, "")[0] if isinstance(text, str) and text else None
