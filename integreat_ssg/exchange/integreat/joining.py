"""The versions of one thing in several languages, found together.

Each language has its own list. What says of itself where it is in another language belongs to what is there; what only shows
another language's text is no translation and is left aside.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from integreat_ssg.exchange.integreat.shapes import Translation


class Version(Protocol):
    """What the versions of pages, places, events and news have in common."""

    @property
    def id(self) -> int | str | None:
        """The name of this version, which no other language's has."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def translations(self) -> tuple[Translation, ...]:
        """Where it is in other languages."""

    @property
    def modified(self) -> datetime | None:
        """When it was changed last."""


V = TypeVar("V", bound=Version)


@dataclass(frozen=True)
class Joined(Generic[V]):
    """One thing: language code to its version, the source language first where it has one."""

    versions: Mapping[str, V]

    @property
    def first(self) -> V:
        """The version that the others are translations of, or the first that there is."""
        return next(iter(self.versions.values()))

    @property
    def code(self) -> str:
        """The language of the first version."""
        return next(iter(self.versions))

    def is_outdated(self, code: str) -> bool:
        """Whether the first version has changed since this one was made, as far as the source tells."""
        mine, source = self.versions[code].modified, self.first.modified
        return code != self.code and mine is not None and source is not None and mine < source


@dataclass(frozen=True)
class Joining(Generic[V]):
    """All things in the order of their first versions, and what only shows a text of another language: code and version."""

    things: tuple[Joined[V], ...]
    fallbacks: tuple[tuple[str, V], ...]


def join(
    lists: Mapping[str, Sequence[V]],
    address: Callable[[V], str],
    target: Callable[[Translation], str],
    own: Callable[[V], str] = lambda _: "",
) -> Joining[V]:
    """Versions to things. `lists` are by language code, the source language first.

    `address` is where a version is, as `target` says it of a translation; `own` is a name that all versions of a thing share,
    "" where there is none.
    """
    shown = {code: _once(versions, address) for code, versions in lists.items()}
    told = {(each.code, target(each)) for versions in shown.values() for version in versions.values()
            for each in version.translations if each.id is None and each.code in shown}  # fmt: skip
    originals = {each.id for each in shown[next(iter(shown))].values() if each.id is not None} if shown else set()
    left: dict[str, dict[str, V]] = {}
    fallbacks = []
    for number, (code, versions) in enumerate(shown.items()):
        left[code] = {}
        for at, each in versions.items():
            is_copy = number > 0 and ((code, at) in told or each.id in originals)
            if is_copy or _lies_in(at) in shown.keys() - {code}:
                fallbacks.append((code, each))
            else:
                left[code][at] = each
    return Joining(tuple(_things(left, target, own)), tuple(fallbacks))


def _once(versions: Sequence[V], address: Callable[[V], str]) -> dict[str, V]:
    found: dict[str, V] = {}
    for each in versions:
        found.setdefault(address(each), each)
    return found


def _lies_in(at: str) -> str:
    """The language code in a path such as "/lueneburg/de/ankommen/"; "" where there is none."""
    return at.split("/")[2] if at.count("/") > 2 else ""


def _things(
    left: Mapping[str, Mapping[str, V]], target: Callable[[Translation], str], own: Callable[[V], str]
) -> Iterator[Joined[V]]:
    groups: dict[tuple[str, str], dict[str, str]] = {(code, at): {code: at} for code in left for at in left[code]}
    for one, other in _pairs(left, target, own):
        if one in groups and other in groups and not groups[one].keys() & groups[other].keys():
            both = groups[one] | groups[other]
            groups |= dict.fromkeys(both.items(), both)
    seen: set[int] = set()
    for group in groups.values():
        if id(group) not in seen:
            seen.add(id(group))
            yield Joined({code: left[code][group[code]] for code in left if code in group})


def _pairs(
    left: Mapping[str, Mapping[str, V]], target: Callable[[Translation], str], own: Callable[[V], str]
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """What may belong together, the surest first: shared names, then what the source language says, then the others."""
    named: dict[str, tuple[str, str]] = {}
    for code, versions in left.items():
        count = Counter(own(each) for each in versions.values())
        for at, each in versions.items():
            if (name := own(each)) and count[name] == 1:  # a name that two things share is none
                yield named.setdefault(name, (code, at)), (code, at)
    for code, versions in left.items():
        for at, each in versions.items():
            yield from (((code, at), (one.code, target(one))) for one in each.translations if one.id is not None)
