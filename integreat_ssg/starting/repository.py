"""A new repository of content: what somebody decided, to the files that are laid into a folder.

Templates lie in `files/repository`, with `$names` that are filled, `dot-` for the dot that their names begin with, and in YAML
one line for each language that the examples are written in. What lies in `files/pipelines` is taken as it is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template
from typing import get_args

from integreat_ssg.errors import UsageError
from integreat_ssg.model.hours import LANDS
from integreat_ssg.model.settings import RegionKind
from integreat_ssg.reading.folder import is_name
from integreat_ssg.reading.json_schema import FILES, file_pattern
from integreat_ssg.reading.key_rules import KEY
from integreat_ssg.reading.languages import read_language
from integreat_ssg.reading.library import RESERVED
from integreat_ssg.starting.schema_files import schema_files

WRITTEN = ("de", "en")
"""The languages of the example texts; one of them is the source language."""
SHARED = "shared"
"""The folder of the texts that regions share."""
_KINDS = tuple(kind for kind in get_args(RegionKind) if kind != "shared")

_FILES = Path(__file__).with_name("files")
_LINE = re.compile(r"^ +(de|en): .*\n", re.MULTILINE)
_UNTIL_EVENT = 28
_TUESDAY = 1


@dataclass(frozen=True)
class Start:
    """What somebody decided about a new repository. `version` is the program's, `wording` the language of schemas, `today` the
    day that the examples count from."""

    name: str
    slug: str
    kind: str
    languages: tuple[str, ...]
    version: str
    today: date
    wording: str = "en"
    land: str | None = None
    shared: bool = False
    inherits: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The language that the example texts are first written in."""
        return next(tag for tag in self.languages if tag in WRITTEN)


def repository_files(start: Start) -> Mapping[str, bytes]:
    """Path to bytes of everything a new repository holds. Raises UsageError where something cannot be."""
    _refuse(start)
    files = dict(_filled(start))
    files |= {f"schemas/{name}": data for name, data in schema_files(start.wording).items()}
    files[".vscode/settings.json"] = _editor_settings()
    return files | dict(_verbatim(_FILES / "pipelines"))


def region_part(start: Start) -> Mapping[str, bytes]:
    """Only the files of the region, seen from the content folder. Raises UsageError where something cannot be."""
    _refuse(start)
    begins = f"content/{start.slug}/"
    return {path.removeprefix("content/"): data for path, data in _filled(start) if path.startswith(begins)}


def _refuse(start: Start) -> None:
    if not start.name.strip():
        raise UsageError("A region needs a name, such as --name Goslar.")
    refuse_slug(start.slug)
    if start.kind not in _KINDS:
        raise UsageError(f"A region is one of these: {', '.join(_KINDS)}; not {start.kind}.")
    if start.land is not None and start.land not in LANDS:
        raise UsageError(f"There is no Land {start.land}. There are: {', '.join(sorted(LANDS))}.")
    if fault := languages_fault(start.languages):
        raise UsageError(fault)


def languages_fault(tags: tuple[str, ...]) -> str | None:
    """Why a new region cannot have these languages; None where it can."""
    if unknown := [tag for tag in tags if read_language(tag, {}) is None]:
        return f"{', '.join(unknown)} is no language tag, such as de, ar, zh-Hans or de-simple."
    if not set(tags) & set(WRITTEN):
        return "The examples are in German and English; one of de and en has to be among the languages."
    return None


def is_slug(slug: str) -> bool:
    """Whether a region's folder can have this name."""
    return bool(re.fullmatch(KEY, slug)) and is_name(slug) and slug not in (*RESERVED, SHARED)


def refuse_slug(slug: str) -> None:
    """Raises UsageError for a name that no region's folder can have."""
    if not is_slug(slug):
        raise UsageError(f"A region's folder cannot be called “{slug}”. Small letters, digits and hyphens: goslar.")


def _filled(start: Start) -> Iterator[tuple[str, bytes]]:
    event = start.today + timedelta(days=_UNTIL_EVENT)
    event += timedelta(days=(_TUESDAY - event.weekday()) % 7)
    hours = 'hours: "Tu-Fr 10:00-18:00; Sa 10:00-14:00; PH off"'
    inherits = ", ".join((*start.inherits, *((SHARED,) if start.shared else ())))
    values = {
        "name": json.dumps(start.name, ensure_ascii=False),
        "name_text": " ".join(start.name.split()),
        "slug": start.slug,
        "kind": start.kind,
        "languages": ", ".join(start.languages),
        "source": start.source,
        "land": f"land: {start.land}"
        if start.land
        else "# The Land whose holidays count in opening hours:\n# land: NI",
        "hours": hours if start.land else f"# {hours}",
        "inherits": f"inherits: [{inherits}]" if inherits else "# inherits: [shared]",
        "event": event.isoformat(),
        "version": start.version,
    }
    for path, data in _verbatim(_FILES / "repository"):
        if target := _target(path, start):
            yield target, Template(_spoken(path, data.decode(), start)).substitute(values).encode()


def _target(path: str, start: Start) -> str | None:
    """Where a template's file goes; None where this repository has none."""
    steps = path.split("/")
    if steps[0] != "content" or len(steps) < 3:
        return "/".join(re.sub("^dot-", ".", step) for step in steps)
    if steps[1] == SHARED and not start.shared:
        return None
    if steps[1] == "region":
        if steps[2] in WRITTEN and steps[2] not in start.languages:
            return None
        steps[1] = SHARED if start.shared and steps[2] in WRITTEN and steps[3] == "arrival" else start.slug
    return "/".join(steps).replace("day-", f"{start.today.isoformat()}-")


def _spoken(path: str, text: str, start: Start) -> str:
    """A YAML file without the lines of languages that the region does not have."""
    if not path.endswith(".yaml"):
        return text
    return _LINE.sub(lambda line: line[0] if line[1] in start.languages else "", text)


def _editor_settings() -> bytes:
    schemas = {f"./schemas/{name}.json": list(file_pattern(name)) for name in FILES if FILES[name]}
    settings = {
        "yaml.schemas": schemas,
        "yaml.schemaStore.enable": False,
        "yaml.yamlVersion": "1.2",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True},
        "[markdown]": {"editor.wordWrap": "on", "editor.unicodeHighlight.ambiguousCharacters": False},
    }
    return (json.dumps(settings, indent=2) + "\n").encode()


def _verbatim(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(each for each in folder.rglob("*") if each.is_file() and "__pycache__" not in each.parts):
        yield file.relative_to(folder).as_posix(), file.read_bytes()
