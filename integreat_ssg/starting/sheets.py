"""New files for single things, with remarks that help to fill them in: words of a person to the bytes of one file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from string import Template

from integreat_ssg.errors import UsageError
from integreat_ssg.model.content import NEWS, ROOT_PAGES, parent
from integreat_ssg.model.events import moment
from integreat_ssg.reading.folder import is_name
from integreat_ssg.reading.key_rules import KEY
from integreat_ssg.reading.region_settings import region_settings
from integreat_ssg.spelling import key_from

FOLDERS = {"contact": "contacts", "place": "places", "event": "events"}

_TEMPLATES = Path(__file__).with_name("files") / "new"
_PLAIN = re.compile(r"\w[\w .()/-]*[\w.)]|\w")
_TEXT = {"de": "Hier fehlt noch der Text.", "en": "The text is still missing here."}
_YEAR = timedelta(days=365)
_EXAMPLES = {
    "phones": 'phones: [{number: "+49 30 23125 110"}]',
    "email": "email: office@guide.example",
    "website": "website: https://guide.example/",
    "hours": 'hours: "Tu-Fr 10:00-18:00; Sa 10:00-14:00; PH off"',
    "address": 'address: {street: Beispielstraße 2, postcode: "12345", town: Musterstadt}',
    "end": "end: 2026-12-24 20:00",
    "place": "place: example-library",
}
"""What stands, as a remark, where nothing was given."""


@dataclass(frozen=True)
class Desk:
    """Where somebody writes: the content folder, a region, the language of new texts and that of the remarks."""

    content: Path
    region: str
    language: str
    wording: str
    today: date


@dataclass(frozen=True)
class Sheet:
    """A new file: its path, seen from the content folder, and its bytes."""

    file: str
    data: bytes = field(repr=False)


def region_names(content: Path) -> tuple[str, ...]:
    """Every region's folder that has settings."""
    return tuple(sorted(file.parent.name for file in content.glob("*/region.yaml")))


def language_of(content: Path, region: str, wanted: str | None) -> str:
    """The language of a new text: the one that is wanted, or the region's source language. Raises UsageError where there is no
    such region, or where it does not have the language."""
    settings = region_settings(content, region)
    if wanted is not None and wanted not in settings.languages:
        raise UsageError(f"{region} has no language {wanted}. It has: {', '.join(settings.languages) or '–'}.")
    return wanted or settings.source_language


def is_page_path(text: str) -> bool:
    """Whether a page can have this path, as somebody writes it: with or without `.md` and slashes around."""
    path = _bare(text)
    return all(is_name(step) for step in path.split("/")) and path.partition("/")[0] != NEWS


def _bare(path: str) -> str:
    return path.strip("/").removesuffix(".md").removesuffix("/index")


def new_page(desk: Desk, path: str, title: str, *, section: bool = False) -> Sheet:
    """A page, or a section with a text of its own. Raises UsageError where its path cannot be, or has no section above it."""
    path = _bare(path)
    if not is_page_path(path):
        raise UsageError(
            f"A page's path cannot be “{path}”. Such as arrival/registration: letters, digits and hyphens."
        )
    above = parent(path)
    if above and not _has_section(desk, desk.region, above):
        raise UsageError(f"There is no section {above}. Make it first: integreat-ssg new page {above} --section.")
    file = f"{desk.region}/{desk.language}/{path}{'/index' if section else ''}.md"
    siblings = (desk.content / desk.region / desk.language / above).glob("*")
    order = 10 * (1 + sum(1 for each in siblings if each.stem not in ("index", NEWS, *ROOT_PAGES)))
    return Sheet(file, _filled(desk, "page.md", title=title, order=str(order), review=str(desk.today + _YEAR)))


def new_news(desk: Desk, day: date, title: str, key: str) -> Sheet:
    """A news item of one day."""
    file = f"{desk.region}/{desk.language}/{NEWS}/{day.isoformat()}-{_sound(key)}.md"
    return Sheet(file, _filled(desk, "news.md", title=title, review=str(day + timedelta(days=30))))


def new_data(desk: Desk, kind: str, key: str, name: str, **given: str | None) -> Sheet:
    """A contact, a place or an event. `given` are texts of further keys; None for what was not given. Raises UsageError where
    an event does not begin at a time."""
    for moment_of in ("start", "end"):
        if (text := given.get(moment_of)) and moment(text) is None:
            raise UsageError(f"“{text}” is no time, such as 2026-12-24 18:00, and no day, such as 2026-12-24.")
    values = {each: _line(each, given.get(each)) for each in _EXAMPLES}
    filled = _filled(
        desk, f"{kind}.yaml", **values, key=_sound(key), name=name, title=name, start=given.get("start") or ""
    )
    return Sheet(f"{desk.region}/{FOLDERS[kind]}/{_sound(key)}.yaml", filled)


def key_for(title: str) -> str:
    """The key that a title suggests; empty where it has no Latin letters."""
    return key_from(title, 50)


def _sound(key: str) -> str:
    if not re.fullmatch(KEY, key):
        raise UsageError(f"A file cannot be called “{key}”: small letters, digits and hyphens, such as youth-centre.")
    return key


def _has_section(desk: Desk, region: str, path: str, seen: tuple[str, ...] = ()) -> bool:
    """Whether a region has a section, in any language, by itself or inherited."""
    if any((desk.content / region).glob(f"*/{path}/index.md")):
        return True
    inherited = [name for name in region_settings(desk.content, region).inherits if name not in seen]
    return any(_has_section(desk, name, path, (*seen, region)) for name in inherited)


def _line(key: str, text: str | None) -> str:
    """A line of YAML; as a remark with an example where nothing is given."""
    if not text:
        return f"# {_EXAMPLES[key]}"
    if key == "phones":
        return f"phones: [{{number: {json.dumps(text, ensure_ascii=False)}}}]"
    if key == "address":
        street, _, town = (part.strip() for part in text.partition(","))
        postcode, _, town = town.partition(" ")
        parts = {"street": street, "postcode": postcode, "town": town}
        return f"address: {{{', '.join(f'{name}: {json.dumps(each, ensure_ascii=False)}' for name, each in parts.items())}}}"
    return f"{key}: {text if key in ('end', 'start') else _quoted(text)}"


def _quoted(text: str) -> str:
    """A text as YAML, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off"):
        return text
    return json.dumps(text, ensure_ascii=False)


def _filled(desk: Desk, template: str, **values: str) -> bytes:
    text = _TEXT["de" if desk.language.partition("-")[0] == "de" else "en"]
    raw: Mapping[str, str] = {**values, "language": desk.language, "text": text}
    quoted = {key: _quoted(value) if key in ("title", "name") else value for key, value in raw.items()}
    pattern = (_TEMPLATES / desk.wording / template).read_text("utf-8")
    return Template(pattern).substitute(quoted).encode()
