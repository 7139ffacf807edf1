"""What gets another name, and what that makes of each word that names it."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize
from urllib.parse import unquote

from integreat_ssg.reading.editing import Edit, Source, nodes, renamed
from integreat_ssg.reading.languages import TAG
from integreat_ssg.reading.markdown.places import without_code

Kind = Literal["page", "contact", "organisation", "place", "event"]

FOLDERS: Mapping[str, Kind] = {
    "contacts": "contact",
    "organisations": "organisation",
    "places": "place",
    "events": "event",
}
"""Where data lies, and of which kind it is."""

_WAYS: Mapping[tuple[Kind, str], tuple[tuple[str | None, ...], ...]] = {
    ("page", "region"): (("emergency_page",),),
    ("contact", "page"): (("responsible",),),
    ("contact", "region"): (("imprint_contact",), ("feedback", "mail")),
    ("contact", "place"): (("contacts", None),),
    ("contact", "event"): (("contact",),),
    ("organisation", "contact"): (("organisation",),),
    ("organisation", "place"): (("organisation",),),
    ("organisation", "event"): (("organisation",),),
    ("place", "event"): (("place",),),
}
"""What is renamed and the kind of a file to the keys that name it there."""

_DESTINATIONS = (
    re.compile(r"\]\(\s*(?:<([^<>]*)>|((?:[^\s()<>]|\([^\s()]*\))+))"),
    re.compile(r"^[ >]*\[[^\]^][^\]]*\]:\s*(?:<([^<>]*)>|(\S+))"),
    re.compile(r"\b(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE),
)
_BLOCK = re.compile(r"\[\[ *(page|include|contact|place) *: *([^\[\]]*?) *\]\]", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#]|$")


@dataclass(frozen=True, slots=True)
class Renaming:
    """`old` becomes `new`: paths of pages, each with all below it, or keys of data. `owners` are the folders that have it."""

    kind: Kind
    old: str
    new: str
    owners: frozenset[str] = frozenset()

    def path(self, path: str) -> str:
        """Where a page stands afterwards."""
        if self.kind == "page" and (path == self.old or path.startswith(f"{self.old}/")):
            return self.new + path[len(self.old) :]
        return path

    def inner(self, file: str) -> str:
        """Where a file stands afterwards, both seen from its region's folder."""
        first, _, rest = file.partition("/")
        if self.kind == "page" and not TAG.fullmatch(first):
            return file
        if self.kind == "page":
            stem, dot, ending = rest.rpartition(".md")
            return f"{first}/{self.path(stem)}{dot}{ending}" if dot else f"{first}/{self.path(rest)}"
        ways = (f"{folder}/" for folder, kind in FOLDERS.items() if kind == self.kind)
        overrides = ("events/overrides/",) if self.kind == "event" else ()
        for way in (*ways, *overrides):
            if file == f"{way}{self.old}.yaml":
                return f"{way}{self.new}.yaml"
        return file


def page_edits(source: Source, inner: str, renaming: Renaming) -> Iterator[Edit]:
    """Every word of a page that has to change; `inner` is its file, seen from its region's folder."""
    for way in _WAYS.get((renaming.kind, "page"), ()):
        yield from _named(source, way, renaming)
    sights = without_code(source.body).split("\n")
    for number, (here, sight) in enumerate(zip(source.lines[source.body_line - 1 :], sights, strict=False)):
        if len(here) != len(sight):  # a line of code
            continue
        if renaming.kind == "page":
            for match in (each for pattern in _DESTINATIONS for each in pattern.finditer(sight)):
                start, end = next(
                    match.span(group) for group in range(1, match.re.groups + 1) if match[group] is not None
                )
                after = _destination(here[start:end], inner, renaming)
                if after != here[start:end]:
                    yield Edit(source.body_line + number, start, here[start:end], after)
        for match in _BLOCK.finditer(sight):
            after = _argument(match[1].lower(), match[2], renaming)
            if after != match[2]:
                yield Edit(source.body_line + number, match.start(2), here[match.start(2) : match.end(2)], after)


def yaml_edits(source: Source, kind: str, renaming: Renaming) -> Iterator[Edit]:
    """Every word of a YAML file that has to change, but for `exclude`; `kind` is that of the file."""
    for way in _WAYS.get((renaming.kind, kind), ()):
        yield from _named(source, way, renaming)


def _named(source: Source, way: tuple[str | None, ...], renaming: Renaming) -> Iterator[Edit]:
    for node in nodes(source.head, way):
        named = str(node.value)
        after = renaming.path(named.strip("/")) if renaming.kind == "page" else renaming.new
        if after != named.strip("/") and (renaming.kind == "page" or named == renaming.old):
            yield renamed(source, node, after)


def _destination(written: str, inner: str, renaming: Renaming) -> str:
    """A link's target as it has to be written in the file's new place; what need not change stays as it is written."""
    if _ELSEWHERE.match(written.strip()):
        return written
    size = min((at for mark in "#?" if (at := written.find(mark)) >= 0), default=len(written))
    path, rest = written[:size], written[size:]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(inner), normalize("NFC", unquote(path))))
    if target.startswith(".."):
        return written
    wanted = renaming.inner(target) if target.endswith(".md") else target
    here, place = posixpath.dirname(inner), posixpath.dirname(renaming.inner(inner))
    if posixpath.relpath(target, here) == path:  # as short as can be, and so it stays: moved back, it is what it was
        return posixpath.relpath(wanted, place) + rest
    if posixpath.normpath(posixpath.join(place, normalize("NFC", unquote(path)))) == wanted:
        return written
    return posixpath.relpath(wanted, place) + rest


def _argument(block: str, written: str, renaming: Renaming) -> str:
    """What a block shows, under its new name."""
    if block in ("contact", "place"):
        return renaming.new if (renaming.kind, renaming.old) == (block, written) else written
    if renaming.kind != "page":
        return written
    region, _, path = written.strip("/").partition("/")
    if block == "include" and region in renaming.owners:
        after = f"{region}/{renaming.path(path)}"
    else:
        after = renaming.path(written.strip("/"))
    return after if after != written.strip("/") else written
