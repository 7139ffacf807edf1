"""Answers kept byte by byte in a folder that mirrors the API's paths, as the static copies of our own sites do.

`regions/index.json`, `lueneburg/de/pages/index.json` …; media in `media/`, with `media/index.jsonl` as their list.
"""

import errno
import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.fetching import MEGABYTE
from integreat_ssg.exchange.integreat.items import parsed

UNFINISHED = ".unfinished"
"""The file that stands in a folder while answers are saved; it names what they are answers of."""
INDEX = "index.jsonl"
MAX_BYTES = 25 * MEGABYTE
"""Of one answer or one saved file."""
MAX_AGE = 86400
"""Seconds after which a run that broke off is not taken up again."""


def file_of(path: str) -> str:
    """The file of an answer, by its path in the API."""
    return f"{path.strip('/')}/index.json"


class Saved:
    """A folder in which answers are kept. Where an earlier run of the same `purpose` did not come to its end, what it has is
    not asked for again.

    Raises UsageError where the folder is in use for something else, WorldError where it cannot be written.
    """

    def __init__(self, folder: Path, purpose: str) -> None:
        self.folder = folder
        mark = folder / UNFINISHED
        try:
            if folder.is_dir() and any(folder.iterdir()) and not (folder / "regions").is_dir() and not mark.is_file():
                raise UsageError(
                    f"{folder} is not empty, and holds no saved answers. --save takes a folder of its own."
                )
            folder.mkdir(parents=True, exist_ok=True)
            self.resumes = _is_of(mark, purpose)
            if not self.resumes:
                replace_file(mark, purpose.encode())
        except OSError as problem:
            raise WorldError(f"{folder} cannot be written: {problem.strerror}.") from problem

    def earlier(self, path: str) -> bytes | None:
        """What an earlier run that did not come to its end has saved, if it is JSON."""
        if not self.resumes:
            return None
        with suppress(OSError):
            data = (self.folder / file_of(path)).read_bytes()
            if parsed(data.decode("utf-8-sig", "replace")) is not None:
                return data
        return None

    def keep(self, path: str, data: bytes) -> None:
        """Saves an answer."""
        try:
            replace_file(self.folder / file_of(path), data)
        except OSError as problem:
            raise WorldError(f"{self.folder / file_of(path)} cannot be written: {problem.strerror}.") from problem

    def forget(self, path: str) -> None:
        """What the server does not have any more is not kept either."""
        (self.folder / file_of(path)).unlink(missing_ok=True)

    def finish(self) -> None:
        """All is there: the next run begins anew."""
        (self.folder / UNFINISHED).unlink(missing_ok=True)


def _is_of(mark: Path, purpose: str) -> bool:
    """Whether a mark is of this purpose, and not so old that what was saved with it may be no more true."""
    return (
        mark.is_file()
        and mark.read_text("utf-8", "replace") == purpose
        and 0 <= time.time() - mark.stat().st_mtime < MAX_AGE
    )


def replace_file(file: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.write_bytes(data)
    new.replace(file)


@dataclass(frozen=True)
class Entry:
    """One saved medium: where it is from, its file's name, the SHA-256 of its bytes, and by which marks of the server one can
    ask later whether it has changed (RFC 9110, 8.8)."""

    url: str
    name: str
    digest: str
    etag: str = ""
    modified: str = ""

    def data(self, folder: Path) -> bytes | None:
        """The bytes, if they are there and what they were."""
        with suppress(OSError):
            data = inside(folder, self.name)
            if data is not None and hashlib.sha256(data).hexdigest() == self.digest:
                return data
        return None


def read_index(folder: Path) -> dict[str, Entry]:
    """What a folder of media holds, by address. Lines that are none, such as the last one of a run that broke off, do not
    count; of several about one address the last does."""
    found: dict[str, Entry] = {}
    with suppress(OSError):
        for line in (inside(folder, INDEX) or b"").decode("utf-8", "replace").splitlines():
            match parsed(line):
                case {"url": str(url), "name": str(name), "digest": str(digest), **rest}:
                    found[url] = Entry(url, name, digest, str(rest.get("etag", "")), str(rest.get("modified", "")))
    return found


def append_entry(folder: Path, entry: Entry) -> None:
    """Adds a line to the list, so that a run that breaks off knows what it had."""
    with (folder / INDEX).open("a", encoding="utf-8") as file:
        file.write(_line(entry))


def write_index(folder: Path, entries: Mapping[str, Entry]) -> None:
    """The whole list, in order of the addresses."""
    replace_file(folder / INDEX, "".join(_line(entries[url]) for url in sorted(entries)).encode())


def _line(entry: Entry) -> str:
    told = {key: value for key, value in asdict(entry).items() if value}
    return f"{json.dumps(told, ensure_ascii=False)}\n"


def inside(root: Path, path: str, most: int = MAX_BYTES) -> bytes | None:
    """The bytes of a regular file inside a folder; None where there is none, or where it lies elsewhere in truth.

    Raises OSError where it cannot be read, and where it has more than `most` bytes.
    """
    if "\0" in path:
        return None
    file, real = root / path, Path(os.path.realpath(root / path))
    if not real.is_relative_to(os.path.realpath(root)) or not file.is_file():
        return None
    with file.open("rb") as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // MEGABYTE} MB")
    return data
