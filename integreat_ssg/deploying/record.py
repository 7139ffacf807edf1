"""What deploys of ours have put on a host: the record, `integreat-manifest.json`, and the journal of a deploy that is under
way. Both come from the host, so nothing in them is believed that could lead out of the host's folder."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from integreat_ssg.model.site import MANIFEST

FORMAT = 1
RECORD = MANIFEST
"""The site's manifest with more keys: what a build, a deploy and a check of the published site compare is one file."""
JOURNAL = "integreat-deploy.json"
"""Lock and journal: who deploys, until when, and which files are touched. It is there only while a deploy is under way."""
KEPT = "release/kept/"
"""Where the former bytes of changed files lie, named by their digests."""
MAX_BYTES = 64 * 1024 * 1024
"""Of a record; what is larger is none of ours."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[\w-][\w.-]{0,39}")

Entry = tuple[str, int]
"""SHA-256 (hexadecimal) and number of bytes."""
Files = Mapping[str, Entry]


class DamagedError(Exception):
    """It is no record, or no journal, that ours has written."""


@dataclass(frozen=True)
class Former:
    """The release before the one that stands."""

    version: str
    files: Files = field(repr=False)


@dataclass(frozen=True)
class Record:
    """What stands on the host. `region` is "portal" for the portal.

    `files`: the release, as its manifest lists it. `extra`: files beside it, such as compressed ones. `kept`: files of the
    former release that this one has no more, and former bytes. `former`: what the host can go back to. `sequence`: the number
    that the build gave its release, 0 where it has none or may be followed by any.
    """

    region: str
    version: str
    files: Files = field(repr=False)
    extra: Files = field(default_factory=dict, repr=False)
    kept: Files = field(default_factory=dict, repr=False)
    former: Former | None = None
    sequence: int = 0

    @property
    def current(self) -> dict[str, Entry]:
        """The files that the release needs."""
        return {**self.files, **self.extra}

    @property
    def ours(self) -> dict[str, Entry]:
        """Every file that a deploy of ours has put there."""
        return {**self.kept, **self.current}

    def encoded(self) -> bytes:
        """The file on the host; equal records, equal bytes."""
        value: dict[str, Any] = {
            "format": FORMAT,
            "region": self.region,
            "version": self.version,
            "files": _plain(self.files),
            "extra": _plain(self.extra),
            "kept": _plain(self.kept),
            "sequence": self.sequence,
        }
        if self.former:
            value["former"] = {"version": self.former.version, "files": _plain(self.former.files)}
        return (json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()


@dataclass(frozen=True)
class Journal:
    """A deploy under way, or one that was cut. `token` says whose, `until` when others may take over (seconds since 1970).

    `touched`: every file that it may have put, and as what; `deletes`: every file that it may have removed; `owned`: every file
    that was there before, for hosts that may leave the record half written; `record`: the digest of the record that will be
    written when all is put, empty where it is the one that stands.
    """

    token: str
    until: int
    version: str
    touched: Files = field(default_factory=dict, repr=False)
    deletes: frozenset[str] = field(default_factory=frozenset, repr=False)
    owned: frozenset[str] = field(default_factory=frozenset, repr=False)
    record: str = ""

    @property
    def unsure(self) -> frozenset[str]:
        """The files of which nobody can say what they are now."""
        return frozenset(self.touched) | self.deletes

    def encoded(self) -> bytes:
        """The file on the host."""
        value = {
            "format": FORMAT,
            "token": self.token,
            "until": self.until,
            "version": self.version,
            "touched": _plain(self.touched),
            "deletes": sorted(self.deletes),
            "owned": sorted(self.owned),
            "record": self.record,
        }
        return (json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()


def parse_record(data: bytes) -> Record:
    """The record of these bytes. Raises DamagedError where they are none."""
    match _json(data):
        case {"format": int(form), "region": str(region), "version": str(version), "files": dict(files)} as value if (
            form == FORMAT and _NAME.fullmatch(region) and _NAME.fullmatch(version)
        ):
            match value.get("former"):
                case None:
                    former = None
                case {"version": str(before), "files": dict(listed)} if _NAME.fullmatch(before):
                    former = Former(before, _files(listed))
                case _:
                    raise DamagedError
            extra, kept = _files(value.get("extra", {})), _files(value.get("kept", {}))
            sequence = value.get("sequence", 0)
            if type(sequence) is not int or not 0 <= sequence < 2**53:
                raise DamagedError
            return Record(region, version, _files(files), extra, kept, former, sequence)
    raise DamagedError


def parse_journal(data: bytes) -> Journal:
    """The journal of these bytes. Raises DamagedError where they are none."""
    match _json(data):
        case {
            "format": int(form),
            "token": str(token),
            "until": int(until),
            "version": str(version),
            "touched": dict(touched),
            "deletes": list(deletes),
            "owned": list(owned),
            "record": str(record),
        } if form == FORMAT and 0 <= until < 2**40 and _NAME.fullmatch(token) and _NAME.fullmatch(version):
            left = frozenset(_paths(deletes)), frozenset(_paths(owned))
            return Journal(token, until, version, _files(touched), *left, record)
    raise DamagedError


def is_path(path: object) -> bool:
    """Whether it is a path that a deploy of ours may write to or delete: below the folder, and neither record nor journal."""
    return (
        isinstance(path, str)
        and 0 < len(path) <= 1000
        and path.isprintable()
        and "\\" not in path
        and all(name not in ("", ".", "..") for name in path.split("/"))
        and path not in (RECORD, JOURNAL)
    )


def _json(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise DamagedError
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise DamagedError from problem


def _files(value: object) -> dict[str, Entry]:
    if not isinstance(value, dict):
        raise DamagedError
    return {path: _entry(entry) for path, entry in zip(_paths(value), value.values(), strict=True)}


def _paths(values: Iterable[object]) -> list[str]:
    found = list(values)
    if not all(is_path(path) for path in found):
        raise DamagedError
    return [str(path) for path in found]


def _entry(value: object) -> Entry:
    match value:
        case [str(digest), int(size)] if _DIGEST.fullmatch(digest) and not isinstance(size, bool) and 0 <= size < 2**40:
            return digest, size
    raise DamagedError


def _plain(files: Files) -> dict[str, list[object]]:
    return {path: list(entry) for path, entry in files.items()}
