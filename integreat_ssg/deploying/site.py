"""A built site as deploying sees it: a folder, and what lies in it by its manifest."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from integreat_ssg.deploying.headers import headers_of
from integreat_ssg.deploying.plan import Step
from integreat_ssg.deploying.record import RECORD, DamagedError, Entry, Files, is_path, parse_record
from integreat_ssg.deploying.transport import Upload, Uploads
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.sealing import version_of
from integreat_ssg.writing import PORTAL_LIST, standing_sites

PORTAL = "portal"
"""What the portal is called among the regions, of which none can have this name."""


@dataclass(frozen=True)
class LocalSite:
    """A region's site, or the portal, in `root`. `folder` is its folder on the host, empty or with "/" at the end.

    `files` are those of its release; `extra` lie beside them. `made` are bytes that no file in `root` has.
    """

    region: str
    folder: str
    root: Path
    version: str
    files: Files = field(repr=False)
    extra: Files = field(default_factory=dict, repr=False)
    made: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def read(self, path: str) -> bytes:
        """The bytes of a file, which are those that the manifest tells. Raises WorldError where they are others."""
        entry = self.files.get(path) or self.extra[path]
        try:
            data = self.made[path] if path in self.made else (self.root / path).read_bytes()
        except OSError as problem:
            raise WorldError(f"{self.root / path} cannot be read: {problem.strerror}.") from problem
        if (hashlib.sha256(data).hexdigest(), len(data)) != entry:
            raise WorldError(f"{self.root / path} is not as its manifest says. Build again, then deploy again.")
        return data

    def having(self, path: str, content: bytes) -> "LocalSite":
        """The site with other bytes in a file of its release, and so with another version."""
        files = {**self.files, path: entry_of(content)}
        made = {**self.made, path: content}
        return replace(self, files=files, made=made, version=version_of(dict(sorted(files.items()))))


def entry_of(content: bytes) -> Entry:
    """Digest and size of some bytes."""
    return hashlib.sha256(content).hexdigest(), len(content)


def read_sites(output: Path, wanted: Sequence[str], alone: str | None = None) -> list[LocalSite]:
    """The wanted sites in a build's output folder, or all, and the portal last. `alone` is the region that has the host for
    itself, at its root. Raises UsageError where there is no such site."""
    standing = standing_sites(output)
    if alone is not None:
        if any(slug != alone for slug in wanted):
            raise UsageError(f"This host is for the region {alone} alone.")
        wanted = [alone]
    if not standing:
        raise UsageError(f"{output} holds no site. Build one, or name another --output.")
    if missing := [slug for slug in wanted if slug not in (*standing, PORTAL)]:
        raise UsageError(f"{output} holds no site of {', '.join(missing)}. Build it, or name another --output.")
    regions = [slug for slug in wanted or standing if slug != PORTAL]
    sites = [read_site(output / slug, "" if alone else f"{slug}/") for slug in dict.fromkeys(regions)]
    return [*sites, *_portal(output)] if not wanted or PORTAL in wanted else sites


def read_site(root: Path, folder: str) -> LocalSite:
    """The site in `root` by its manifest. Raises WorldError where that is missing or damaged."""
    try:
        record = parse_record((root / RECORD).read_bytes())
    except (OSError, DamagedError) as problem:
        raise WorldError(f"{root / RECORD} is missing or damaged. Build again.") from problem
    return LocalSite(record.region, folder, root, record.version, record.files)


def _portal(output: Path) -> Iterator[LocalSite]:
    """The portal, if it has been built, by the list of its files."""
    try:
        listed = json.loads((output / PORTAL_LIST).read_bytes())
        paths = sorted(path for path in listed if is_path(path))
        files = {path: entry_of((output / path).read_bytes()) for path in paths}
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError) as problem:
        raise WorldError(f"{output / PORTAL_LIST} is damaged. Build again.") from problem
    yield LocalSite(PORTAL, "", output, version_of(files), files)


def stage(site: LocalSite, steps: Iterable[Step], folder: Path) -> Uploads:
    """The files of some steps in `folder`, under their paths on the host, so that a build that runs meanwhile changes nothing
    of them. Raises WorldError as `LocalSite.read` does, and where there is no room."""
    uploads = []
    for step in steps:
        target = folder / site.folder / step.path
        data = site.read(step.path)
        write(target, data)
        uploads.append(upload_of(site.folder, step.path, data))
    return Uploads(folder, tuple(uploads))


def upload_of(folder: str, path: str, data: bytes) -> Upload:
    """The upload of a file that lies below the region's `folder`."""
    return Upload(folder + path, *entry_of(data), headers_of(path))


def write(file: Path, data: bytes) -> None:
    """Writes a file of the staging folder. Raises WorldError where the disk refuses."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as problem:
        raise WorldError(
            f"{problem.filename or file} cannot be written: {os.strerror(problem.errno or 0)}."
        ) from problem
