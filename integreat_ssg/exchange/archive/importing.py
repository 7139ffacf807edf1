"""An archive's lines to content files in their canonical form, folder by folder. Nothing here touches the disk."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from integreat_ssg.exchange.archive.canonical import canonical_yaml
from integreat_ssg.exchange.archive.plain import plain
from integreat_ssg.exchange.archive.reading import Numbered, as_node, is_inside
from integreat_ssg.model.archive import (
    LINES,
    Archive,
    ArchivedContact,
    ArchivedEvent,
    ArchivedMedium,
    ArchivedOrganisation,
    ArchivedPage,
    ArchivedPlace,
    ArchivedSynonyms,
    ArchivedTerm,
    ArchiveLine,
)
from integreat_ssg.model.content import HOME
from integreat_ssg.model.events import Event
from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.model.media import MediaNote
from integreat_ssg.reading.events import FOLDER, OVERRIDES
from integreat_ssg.reading.folder import MAX_DEPTH, MAX_TEXT_BYTES, TILES_SUFFIX, is_name, shown
from integreat_ssg.reading.geography import BOUNDARY_SUFFIX, MAP_FOLDER
from integreat_ssg.reading.glossary import GLOSSARY_FILE
from integreat_ssg.reading.key_rules import KEY
from integreat_ssg.reading.languages import TAG
from integreat_ssg.reading.media import read_media
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.synonyms import SYNONYMS_FILE

DATA = {ArchivedContact: "contacts", ArchivedOrganisation: "organisations", ArchivedPlace: "places"}
"""Lines that are one file each, in these folders."""
SUFFIXES = {MAP_FOLDER: (BOUNDARY_SUFFIX, TILES_SUFFIX), "screenshots": (".png",)}
LONGEST = 240
"""Characters of a path, as the reader of folders takes them."""

Files = Mapping[str, bytes]


@dataclass
class _Laying:
    """The files of all folders so far. `first` has where each path, as file systems without case tell it, stood first."""

    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    first: dict[str, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def lay(self, region: str, path: str, data: bytes, place: Place) -> None:
        """Puts a file of a folder in its place, unless it may not or there is one."""
        whole = f"{region}/{path}"
        folded = unicodedata.normalize("NFC", whole).casefold()
        if not is_inside(path) or len(whole) > LONGEST or path.count("/") >= MAX_DEPTH:
            self.findings.append(error("archive-bad-path", place, path=shown(path)))
        elif folded in self.first:
            self.findings.append(error("archive-duplicate", place, path=whole, line=self.first[folded].line))
        elif path.endswith((".md", ".yaml")) and len(data) > MAX_TEXT_BYTES:
            self.findings.append(error("file-too-large", place, limit=f"{MAX_TEXT_BYTES // 1024} kB"))
        else:
            self.first[folded] = place
            self.files[region][path] = data


def content_files(archive: Archive, lines: tuple[Numbered, ...]) -> tuple[dict[str, Files], list[Finding]]:
    """Each folder that takes part to its files by their paths in it, with a finding for each line that makes none.

    `lines` are the archive's with their places.
    """
    laying = _Laying()
    head = Place(LINES, 1)
    for folder in archive.head.folders:
        if not is_name(folder.region) or folder.region in laying.files:
            laying.findings.append(error("archive-unknown-region", head, region=shown(folder.region)))
            continue
        laying.files[folder.region] = {}
        laying.lay(folder.region, "region.yaml", canonical_yaml(plain(folder.data)).encode(), head)
    if archive.head.region not in laying.files:
        laying.findings.append(error("archive-unknown-region", head, region=shown(archive.head.region)))
    glossaries: dict[str, tuple[Place, dict[str, Any]]] = {}
    for numbered in lines:
        line, place = numbered.line, numbered.place
        if line.region not in laying.files:
            laying.findings.append(error("archive-unknown-region", place, region=shown(line.region)))
        elif isinstance(line, ArchivedTerm):
            _, terms = glossaries.setdefault(line.region, (place, {}))
            if line.key in terms:
                laying.findings.append(
                    error("archive-duplicate", place, path=line.key, line=glossaries[line.region][0].line)
                )
            elif re.fullmatch(KEY, line.key):
                terms[line.key] = plain(line.data)
            else:
                laying.findings.append(error("archive-bad-path", place, path=shown(line.key)))
        else:
            for path, data in _files(line, place, archive, laying.findings):
                laying.lay(line.region, path, data, place)
    for region, (place, terms) in glossaries.items():
        laying.lay(region, GLOSSARY_FILE, canonical_yaml(terms).encode(), place)
    return dict(laying.files), laying.findings


def _files(line: ArchiveLine, place: Place, archive: Archive, findings: list[Finding]) -> Iterator[tuple[str, bytes]]:
    """The files that a line becomes."""
    match line:
        case ArchivedPage():
            if file := _page_file(line, place, findings):
                yield file, f"---\n{canonical_yaml(plain(line.data))}---\n{line.markdown}".encode()
        case ArchivedContact() | ArchivedOrganisation() | ArchivedPlace():
            if _is_key(line.key, place, findings):
                yield f"{DATA[type(line)]}/{line.key}.yaml", canonical_yaml(plain(line.data)).encode()
        case ArchivedEvent():
            if _is_key(line.key, place, findings):
                yield from _event_files(line, place, findings)
        case ArchivedSynonyms():
            if all(map(TAG.fullmatch, line.data)):
                yield SYNONYMS_FILE, canonical_yaml(line.data).encode()
            else:
                findings.append(error("archive-bad-path", place, path=shown(", ".join(line.data))))
        case ArchivedMedium():
            yield from _medium_files(line, place, archive, findings)


def _page_file(page: ArchivedPage, place: Place, findings: list[Finding]) -> str | None:
    """Where a page lies: "de/work/jobs.md", or "de/work/index.md" for a section."""
    steps = page.path.split("/") if page.path != HOME else []
    if not TAG.fullmatch(page.language) or "index" in steps[-1:] or not all(map(is_name, steps)):
        findings.append(error("archive-bad-path", place, path=shown(f"{page.language}/{page.path}")))
        return None
    name = "/".join((page.language, *steps))
    return f"{name}/index.md" if page.section or not steps else f"{name}.md"


def _is_key(key: str, place: Place, findings: list[Finding]) -> bool:
    if is_name(f"{key}.yaml"):
        return True
    findings.append(error("archive-bad-path", place, path=shown(key)))
    return False


def _event_files(line: ArchivedEvent, place: Place, findings: list[Finding]) -> Iterator[tuple[str, bytes]]:
    """An event as it was imported once, and an editor's correction, where there is one."""
    said = plain(line.data)
    if not line.corrected:
        yield f"{FOLDER}/{line.key}.yaml", canonical_yaml(said).encode()
        return
    kept = {key: value for key, value in said.items() if key not in line.corrected}
    base, found = typed(as_node({**kept, **line.original}, place), Event, LINES)
    findings += found
    order = [name.rstrip("_") for name in Event.__dataclass_fields__]
    now = {key: said.get(key, _default(key)) for key in order if key in line.corrected}
    if base:
        yield f"{FOLDER}/{line.key}.yaml", canonical_yaml(plain(base)).encode()
        yield f"{OVERRIDES}/{line.key}.yaml", canonical_yaml(now).encode()


def _default(key: str) -> Any:
    """What an event says where its file says nothing: a correction may say just that."""
    default = next(each.default for name, each in Event.__dataclass_fields__.items() if name.rstrip("_") == key)
    return default if isinstance(default, bool) else []


def _medium_files(
    line: ArchivedMedium, place: Place, archive: Archive, findings: list[Finding]
) -> Iterator[tuple[str, bytes]]:
    data = archive.files.get(line.file)
    top, _, rest = line.path.partition("/")
    if data is None:
        return  # a finding has told why
    if not rest or top not in ("media", *SUFFIXES) or (top in SUFFIXES and not rest.endswith(SUFFIXES[top])):
        findings.append(error("archive-bad-path", place, path=shown(line.path)))
        return
    found = None if top == MAP_FOLDER else read_media(line.path, data, LINES)
    if isinstance(found, Finding):
        findings.append(replace(found, place=place))
        return
    yield line.path, data
    if line.data != MediaNote():
        yield f"{line.path}.yaml", canonical_yaml(plain(line.data)).encode()
