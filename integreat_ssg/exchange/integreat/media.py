"""Pictures and documents of a region, brought into one folder: within limits, under safe names, and only what a site may hold."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from integreat_ssg.errors import WorldError
from integreat_ssg.exchange.integreat.saving import Entry, append_entry, read_index, replace_file, write_index
from integreat_ssg.exchange.integreat.sniffing import suffix_of
from integreat_ssg.exchange.integreat.source import Medium, Source, short
from integreat_ssg.model.findings import Finding, Place, error, in_order
from integreat_ssg.reading.media import DOCUMENTS, FORMATS, read_media

KNOWN = (".svg", *FORMATS, *DOCUMENTS)
LONGEST_NAME = 80
"""Bytes of a name in UTF-8, without its ending."""
_OF_A_SITE = re.compile(r"^[0-9a-f]{12}-(.+?)(?:-\d+)?(?=\.\w+$)")
"""What sites of ours call a file: digest, name, and the width of a picture (planning)."""
_UNSAFE = re.compile(r"[^\w.]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
"""Names that Windows keeps to itself."""


@dataclass(frozen=True)
class MediaLimits:
    """How many pictures and documents are brought, and how many bytes all of them may have together."""

    count: int = 20_000
    bytes_all: int = 2000 * 1024 * 1024


@dataclass(frozen=True)
class Brought:
    """Addresses to the entries of the files that are in the folder now, and what could not be brought."""

    files: Mapping[str, Entry]
    findings: tuple[Finding, ...] = ()


def fetch_media(urls: Iterable[str], source: Source, folder: Path, limits: MediaLimits | None = None) -> Brought:
    """Brings what lies at these addresses into `folder`, where `index.jsonl` tells which file is which address's.

    What is there from an earlier run is asked for only whether it has changed. Raises WorldError where the folder cannot be
    written.
    """
    limits = limits or MediaLimits()
    wanted = sorted(set(urls))
    findings: list[Finding] = []
    if len(wanted) > limits.count:
        findings.append(error("import-too-many-media", Place("media/"), count=len(wanted), most=limits.count))
    known = read_index(folder)
    stems = _stems(wanted, {url: entry.name for url, entry in known.items()} | dict(source.names()))
    files: dict[str, Entry] = {}
    size = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for url in wanted[: limits.count]:
            former = known.get(url)
            there = former.data(folder) if former else None
            brought = _bring(url, stems[url], source, former, there)
            if isinstance(brought, Finding):
                findings.append(brought)
                if former and there is not None:
                    files[url] = former  # better than none
                continue
            entry, data = brought
            size += len(data)
            if size > limits.bytes_all:
                megabytes = limits.bytes_all // 1024 // 1024
                findings.append(error("import-media-too-large", Place("media/"), url=short(url), megabytes=megabytes))
                break
            if entry != former or there is None:
                replace_file(folder / entry.name, data)
                append_entry(folder, entry)
            files[url] = entry
        write_index(folder, known | files)
    except OSError as problem:
        raise WorldError(f"{folder} cannot be written: {problem.strerror}.") from problem
    return Brought(files, in_order(findings))


def _bring(
    url: str, stem: str, source: Source, known: Entry | None, there: bytes | None
) -> tuple[Entry, bytes] | Finding:
    """An entry and its bytes; those that are `there` from an earlier run, where the source says that they still hold."""
    medium = source.medium(url, known if there is not None else None)
    if isinstance(medium, Finding):
        return medium
    if medium.data is None and known and there is not None:
        return known, there
    return _judged(url, stem, medium)


def _judged(url: str, stem: str, medium: Medium) -> tuple[Entry, bytes] | Finding:
    """The file that a medium becomes, if it is one that a site may hold."""
    data = medium.data or b""
    suffix = suffix_of(data, _ending(url))
    if not suffix:
        return error("import-media-kind", Place("media/"), url=short(url), known=" ".join(KNOWN))
    name = f"{stem}{suffix}"
    match read_media(f"media/{name}", data, url):
        case Finding() as finding:
            return finding
    return Entry(url, name, hashlib.sha256(data).hexdigest(), medium.etag, medium.modified), data


def _stems(urls: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """Names without endings, each only once: those that are given already; otherwise what the address calls the file, and
    where several would have the same, a part of the address's digest with it."""
    given = {url: name.rpartition(".")[0] for url, name in names.items() if _is_safe(name)}
    taken = set(given.values())
    alike: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        if url not in given:
            alike[safe_name(url)].append(url)
    for stem, same in alike.items():
        for url in same:
            digest = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:8]
            given[url] = stem if len(same) == 1 and stem not in taken else f"{stem}-{digest}"
    return given


def _is_safe(name: str) -> bool:
    stem, dot, suffix = name.rpartition(".")
    return bool(dot) and f".{suffix}" in KNOWN and _cleaned(stem) == stem and name == Path(name).name


def safe_name(url: str) -> str:
    """A file's name without its ending, from its address: NFC, small letters, and nothing that a path or a shell could mind.

    >>> safe_name("https://cms.example/media/2026/Antrag%20Wohngeld.PDF")
    'antrag-wohngeld'
    """
    last = _OF_A_SITE.sub(r"\1", _last(url))
    return _cleaned(last.removesuffix(f".{last.rpartition('.')[2]}") if "." in last else last) or "file"


def _cleaned(name: str) -> str:
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())
    text = re.sub(r"\.+", ".", _UNSAFE.sub("-", text)).strip("-._")
    while len(text.encode()) > LONGEST_NAME:
        text = text[:-1]
    text = text.strip("-._")
    return f"file-{text}" if _RESERVED.fullmatch(text) else text


def _ending(url: str) -> str:
    return f".{_last(url).rpartition('.')[2].lower()}"


def _last(url: str) -> str:
    """The last part of an address's path."""
    try:
        return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]).replace("\\", "/").rpartition("/")[2]
    except ValueError:
        return ""
