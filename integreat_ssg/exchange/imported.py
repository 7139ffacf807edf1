"""What an import remembers, in the region's folder `imported`, and how its outcome gets to the disk: whole, or not at all.

`imported/<name>.json` has the blobs that came last. `imported/<name>/` holds texts of the source in whose places editors'
versions stand, so that git keeps them. The build reads none of it.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.merging import Outcome, Record, Texts, blob_name
from integreat_ssg.reading.folder import is_name, read_folder
from integreat_ssg.reading.git import read_blobs
from integreat_ssg.reading.region import IMPORTED_FOLDER


def read_present(content: Path, region: str) -> Mapping[str, bytes]:
    """The files of a region by their paths in its folder, without what imports remember; none where there is no such folder.
    Raises WorldError where it cannot be read."""
    if not (content / region).is_dir():
        return {}
    try:
        files, _ = read_folder(content, region)
    except OSError as problem:
        raise WorldError(f"{content / region} cannot be read: {problem.strerror}.") from problem
    inside = {path.removeprefix(f"{region}/"): data for path, data in files.items()}
    return {path: data for path, data in inside.items() if not path.startswith(f"{IMPORTED_FOLDER}/")}


def read_record(content: Path, region: str, name: str) -> Record:
    """What the last import of this `name` left. Raises UsageError where the file has been damaged."""
    file = content / region / IMPORTED_FOLDER / f"{name}.json"
    try:
        told = json.loads(file.read_bytes())
        parts = [told[key] for key in ("files", "identities", "facts")]
    except FileNotFoundError:
        return Record()
    except OSError as problem:
        raise WorldError(f"{file} cannot be read: {problem.strerror}.") from problem
    except (ValueError, KeyError, TypeError) as problem:
        raise UsageError(f"{file} is damaged; `git checkout` brings back its last version.") from problem
    texts = [value for each in parts if isinstance(each, dict) for value in (*each, *each.values())]
    sound = all(isinstance(each, dict) for each in parts) and all(isinstance(value, str) for value in texts)
    if not sound or not all(is_name(step) for part in parts[:2] for path in part for step in path.split("/")):
        raise UsageError(f"{file} is damaged; `git checkout` brings back its last version.")
    return Record(*parts)


def former_texts(content: Path, region: str, name: str) -> Texts:
    """What knows old texts by their blobs: from `imported/<name>/`, and from git."""

    def texts(blobs: Iterable[str]) -> Mapping[str, bytes]:
        wanted = set(blobs)
        if not wanted:
            return {}
        kept = {blob_name(data): data for data in _bases(content, region, name).values()}
        found = {blob: kept[blob] for blob in wanted & kept.keys()}
        return found | dict(read_blobs(content, wanted - kept.keys()))

    return texts


def write_outcome(content: Path, region: str, name: str, outcome: Outcome, beside: Mapping[str, bytes]) -> None:
    """Carries out what an import decided; `beside` are files seen from the content folder that go with it. Everything is
    written beside its place first, and put back where the disk refuses one. Raises WorldError; then nothing has changed."""
    remembered = f"{region}/{IMPORTED_FOLDER}/{name}"
    writes = {f"{region}/{path}": data for path, data in outcome.writes.items()} | dict(beside)
    writes |= {f"{remembered}/{path}": data for path, data in outcome.bases.items()}
    writes[f"{remembered}.json"] = record_text(outcome.record)
    stale = {path for path in _bases(content, region, name) if path not in outcome.bases}
    removals = [f"{region}/{path}" for path in outcome.removals] + [f"{remembered}/{path}" for path in sorted(stale)]
    _exchange(content, {path: data for path, data in writes.items() if not _is_there(content / path, data)}, removals)
    for path in removals:
        _drop_empty((content / path).parent, content / region)


def record_text(record: Record) -> bytes:
    """A record as it is kept: JSON, sorted, a line for each file, so that git shows and merges it well."""
    parts = {"facts": record.facts, "files": record.files, "identities": record.identities}
    return (json.dumps(parts, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _bases(content: Path, region: str, name: str) -> dict[str, bytes]:
    folder = content / region / IMPORTED_FOLDER / name
    files = sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _is_there(file: Path, data: bytes) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes() == data


def _exchange(content: Path, writes: Mapping[str, bytes], removals: Iterable[str]) -> None:
    content = content.resolve()
    undo: list[tuple[Path, Path | None]] = []
    try:
        content.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".import-", dir=content) as temporary:
            staged, old = Path(temporary, "new"), Path(temporary, "old")
            staged.mkdir()
            old.mkdir()
            for number, data in enumerate(writes.values()):
                (staged / str(number)).write_bytes(data)
            try:
                for number, path in enumerate([*writes, *removals]):
                    target, aside = content / path, old / str(number)
                    _refuse_links(content, target)
                    if os.path.lexists(target):
                        target.rename(aside)
                        undo.append((target, aside))
                    if number < len(writes):
                        target.parent.mkdir(parents=True, exist_ok=True)
                        undo.append((target, None))
                        (staged / str(number)).rename(target)
            except BaseException:
                _put_back(undo)
                raise
    except OSError as problem:
        raise WorldError(
            f"{problem.filename or content} cannot be written: {problem.strerror}. Nothing was changed."
        ) from problem


def _put_back(undo: list[tuple[Path, Path | None]]) -> None:
    """Takes away what has been written and brings back what stood there, the last step first."""
    for target, aside in reversed(undo):
        if aside is None:
            target.unlink(missing_ok=True)
        else:
            aside.replace(target)


def _refuse_links(content: Path, target: Path) -> None:
    if target.is_symlink() or target.is_dir() or not target.parent.resolve().is_relative_to(content):
        raise WorldError(f"{target} is a link or a folder; nothing is written there.")


def _drop_empty(folder: Path, root: Path) -> None:
    """Removes a folder that nothing is left in, and those above it that it leaves empty."""
    while folder != root and folder.is_relative_to(root):
        with suppress(OSError):
            folder.rmdir()
        folder = folder.parent
