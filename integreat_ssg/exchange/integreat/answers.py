"""All that a region says, read from its source: the region, and in each language its pages, places, events and the rest."""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, TypeVar

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.integreat.items import Item, parsed
from integreat_ssg.exchange.integreat.paths import comparable
from integreat_ssg.exchange.integreat.read_events import read_event
from integreat_ssg.exchange.integreat.read_pages import read_imprint, read_news, read_offers, read_page
from integreat_ssg.exchange.integreat.read_places import read_category, read_place
from integreat_ssg.exchange.integreat.read_regions import SLUG, read_languages, read_region, slug_of
from integreat_ssg.exchange.integreat.shapes import Answers, Imprint, InLanguage, Language, Region
from integreat_ssg.exchange.integreat.source import Source
from integreat_ssg.model.findings import Finding, Place, error, in_order, note, warning
from integreat_ssg.spelling import nearest

MAX_ITEMS = 20_000
"""Things in one list."""
PIECE = 20
"""Pieces of news that servers give at a time, unless they are asked for more (or, since 2026.10, always for all)."""
MAX_PIECES = 100
_T = TypeVar("_T")
_STRAY = re.compile("[\udc80-\udcff]+")


class _Lacking(Enum):
    """Why there is no value: the source has no such answer, or one that cannot be had or read, which is a finding."""

    ABSENT = "absent"
    BROKEN = "broken"


class _Asking:
    """One source, asked for one region; what is wrong is noted on the way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self._names: dict[tuple[str, ...], str] = {}

    def value(self, path: str, kind: type) -> Any:
        """What an answer says, if it is of this kind, or what it lacks."""
        match self.source.answer(path):
            case None:
                return _Lacking.ABSENT
            case Finding() as finding:
                self.findings.append(finding)
                return _Lacking.BROKEN
            case data:
                value = self._parsed(data, path)
        if isinstance(value, kind):
            return value
        if value is not None:
            told = value.get("error") if isinstance(value, dict) else None
            self.findings.append(error("import-wrong-answer", Place(path), text=str(told or _named(value))[:200]))
        return _Lacking.BROKEN

    def _parsed(self, data: bytes, path: str) -> Any:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
        stray = _STRAY.findall(text)
        if stray:
            self.findings.append(warning("import-encoding", Place(path), count=sum(map(len, stray))))
            text = _STRAY.sub(
                lambda found: found[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text
            )
        value = parsed(text)
        if value is None:
            start = " ".join(text[:60].split())
            self.findings.append(error("import-no-json", Place(path), begin=start))
        return value

    def items(self, folder: str, usual: str, names: tuple[str, ...] = ()) -> list[Item] | None:
        """The objects of a list by its usual name, or by whichever of these `names` it has; None where it could not be had.

        The name that it had once is the first that is tried the next time: a server is the same in all languages.
        """
        names = names or (usual,)
        known = self._names.get(names, names[0])
        for name in sorted(names, key=lambda name: name != known):
            path = f"{folder}{name}/"
            value = self.value(path, list)
            if isinstance(value, list):
                self._names[names] = name
                return self._items(value, path)
            if value is _Lacking.BROKEN:
                return None
        self.findings.append(note("import-absent", Place(f"{folder}{usual}/")))
        return None

    def further(self, path: str, items: list[Item]) -> bool:
        """Adds what a list has in further pieces to its first, and says whether all came. A server that knows no pieces, or
        is asked for one after the last, answers with what is known already."""
        known = {item.line("id") for item in items}
        for number in range(2, MAX_PIECES + 1):
            value = self.value(f"{path}pages/{number}/", list)
            if not isinstance(value, list):
                return value is _Lacking.ABSENT
            fresh = [item for item in self._items(value, path) if item.line("id") not in known]
            if not fresh or len(items) + len(fresh) > MAX_ITEMS:
                return not fresh
            items += fresh
            known |= {item.line("id") for item in fresh}
        return False

    def _items(self, value: list[Any], path: str) -> list[Item]:
        if len(value) > MAX_ITEMS:
            self.findings.append(error("import-too-many", Place(path), count=len(value), most=MAX_ITEMS))
        found = []
        for number, each in enumerate(value[:MAX_ITEMS]):
            item = Item(each if isinstance(each, dict) else {}, path, f"[{number}]", self.findings)
            if isinstance(each, dict):
                found.append(item)
            else:
                item.leave_out("…")
        return found


def read_answers(source: Source, region: str, languages: Sequence[str] = ()) -> Answers:
    """All that `region` says, in these languages (by code or by BCP 47 tag), or in all of them.

    What cannot be had or read is a finding. Raises UsageError where the source has no such region, WorldError where it does
    not even tell its regions.
    """
    slug = comparable(region.strip("/"))
    if not SLUG.fullmatch(slug):
        raise UsageError(f"“{region}” cannot be the name of a region in an address.")
    asking = _Asking(source)
    found = _region(asking, slug)
    found = replace(found, languages=found.languages or _languages(asking, slug))
    wanted = _wanted(asking, found, languages)
    answers = {each.code: _in_language(asking, slug, each) for each in wanted}
    return Answers(source.name, found, answers, in_order(asking.findings))


def _region(asking: _Asking, slug: str) -> Region:
    path = "regions/"
    told = asking.value(path, list)
    items = [
        Item(each, path, f"[{number}]", asking.findings)
        for number, each in enumerate(told if isinstance(told, list) else ())
        if isinstance(each, dict)
    ]
    quiet = [(slug_of(Item(each.data, path, each.way, [])), each) for each in items]
    mine = next((each for name, each in quiet if name == slug), None)
    # One that is not public yet stands in no list.
    if not mine and isinstance(data := asking.value(f"{path}{slug}/", dict), dict):
        mine = Item(data, f"{path}{slug}/", "", asking.findings)
    region = read_region(mine) if mine else None
    if not region:
        if asking.findings:
            raise WorldError(_sentence(asking.findings[-1]))
        known = [name for name, _ in quiet if name]
        hint = f" Did you mean {near}?" if (near := nearest(slug, known)) else ""
        raise UsageError(f"{asking.source.name} has no region {slug}.{hint}")
    return region


def _sentence(finding: Finding) -> str:
    told = dict(finding.details)
    return (
        f"{told['reason']}."
        if "reason" in told
        else f"{finding.place.file} is no answer of Integreat's API: {' '.join(told.values())}."
    )


def _languages(asking: _Asking, slug: str) -> tuple[Language, ...]:
    """Those of a region that does not tell them itself."""
    known = read_languages(asking.items(f"{slug}/", "languages") or [])
    if not known:
        asking.findings.append(error("import-no-languages", Place(f"{slug}/languages/"), region=slug))
    return known


def _wanted(asking: _Asking, region: Region, chosen: Sequence[str]) -> list[Language]:
    known = region.languages
    if not chosen:
        return list(known)
    names = {name.lower(): each for each in known for name in (each.tag, each.code) if name}
    for name in chosen:
        if name.lower() not in names:
            told = ", ".join(each.code for each in known)
            asking.findings.append(error("import-no-language", Place(region.slug), language=name, languages=told))
    codes = {names[name.lower()].code for name in chosen if name.lower() in names}
    return [each for each in known if each.code in codes]


def _in_language(asking: _Asking, slug: str, language: Language) -> InLanguage:
    base = f"{slug}/{language.code}/"
    unanswered, unread = set[str](), set[str]()

    def every(
        name: str, read: Callable[[Item], _T | None], identity: Callable[[_T], Hashable], names: tuple[str, ...] = ()
    ) -> tuple[_T, ...]:
        """What a list holds, each thing once, and of things with a path only those of this language."""
        items = asking.items(base, name, names)
        whole = items is None or name != "news" or len(items) < PIECE or asking.further(f"{base}{name}/", items)
        if items is None or len(items) == MAX_ITEMS or not whole:  # what comes after them is not gone either
            unanswered.add(name)
        found: dict[Hashable, _T] = {}
        for item in items or ():
            each = read(item)
            path = getattr(each, "path", "")
            if path and not path.startswith(f"/{base}"):
                item.leave_out("path")
                each = None
            if each is None:
                unread.add(item.path("path", "url") or item.line("id"))
            elif (known := identity(each)) in found:
                asking.findings.append(error("import-double", Place(item.file), item=item.name))
            else:
                found[known] = each
        return tuple(found.values())

    pages = every("pages", read_page, lambda each: each.path)
    # A copy on a host that does not look at questions has only places with coordinates under the usual name.
    places = every("locations", read_place, lambda each: each.path, ("locations/all", "locations"))
    categories = every("location-categories", read_category, lambda each: each.id or each.name)
    events = every("events", read_event, lambda each: (each.path, each.start))
    news = every("news", read_news, lambda each: each.id, ("news", "fcm"))
    imprint, answered = _imprint(asking, base)
    if not answered:
        unanswered.add("imprint")
    offers = asking.items(base, "offers", ("offers", "extras"))
    if offers is None:
        unanswered.add("offers")
    return InLanguage(
        language, pages, places, categories, events, news, imprint, read_offers(iter(offers or ())),
        frozenset(unanswered), frozenset(unread - {""}),
    )  # fmt: skip


def _imprint(asking: _Asking, base: str) -> tuple[Imprint | None, bool]:
    """The imprint, and whether it is known that there is this one or none: then a server has no answer, or an empty list."""
    for name in ("imprint", "disclaimer"):
        value = asking.value(f"{base}{name}/", dict | list)  # type: ignore[arg-type]  # isinstance takes it
        if value is _Lacking.BROKEN:
            return None, False
        if isinstance(value, list):
            value = next((each for each in value if isinstance(each, dict)), {})
        if isinstance(value, dict):
            item = Item(value, f"{base}{name}/", "", asking.findings)
            if "error" in value:
                asking.findings.append(error("import-wrong-answer", Place(item.file), text=str(value["error"])[:200]))
                return None, False
            return read_imprint(item), True
    return None, True


def _named(value: Any) -> str:
    """What a value is, as JSON calls it."""
    return {list: "[…]", dict: "{…}", str: '"…"', bool: "true, false"}.get(type(value), str(value))
