"""The record of a published site: which files it should have, and which of them to look at."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote

from integreat_ssg.errors import WorldError
from integreat_ssg.model.release import POINTER
from integreat_ssg.model.site import HOST_FILES, MANIFEST, WORKER
from integreat_ssg.probing.client import Client

SAMPLE = 60
"""Files that are compared unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Record:
    """What `integreat-manifest.json` says. `files`: path to SHA-256 and size in bytes."""

    base: str
    region: str
    version: str
    files: Mapping[str, tuple[str, int]] = field(repr=False)

    def url(self, path: str) -> str:
        """The address of a file."""
        return self.base + quote(path)

    def sample(self, count: int | None = SAMPLE) -> list[str]:
        """Paths to look at: what every visit needs, one file of each kind, then others, spread evenly and the same each time.
        All that readers can ask for where `count` is None."""
        paths = [path for path in self.files if not _is_for_hosts(path)]
        if count is None:
            return sorted(paths)
        first = [path for path in paths if path in ("index.html", "404.html", WORKER, POINTER)]
        first += [path for path in paths if path.count("/") == 1 and path.endswith(("/index.html", ".webmanifest"))]
        kinds = {PurePosixPath(path).suffix: path for path in sorted(paths, reverse=True)}
        others = sorted(paths, key=lambda path: self.files[path])  # digests know no order, so this is a fair draw
        return list(dict.fromkeys([*sorted(first), *sorted(kinds.values()), *others]))[:count]


def read_record(client: Client, base: str) -> Record:
    """The record at the address of a region, which ends in "/". Raises WorldError where there is none that can be read."""
    answer = client.follow(base + MANIFEST)
    if answer.status != 200:
        raise WorldError(
            f"{base + MANIFEST} answers with {answer.status}: there is no site of integreat-ssg. Give the address of a "
            "region, such as https://guide.example/lueneburg/, not that of the portal."
        )
    try:
        written = json.loads(answer.body)
        files = {str(path): (str(digest), int(size)) for path, (digest, size) in written["files"].items()}
        record = Record(base, str(written["region"]), str(written["version"]), files)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise WorldError(f"{base + MANIFEST} is no record of a site: a deploy brings it again.") from problem
    if any(_leaves(path) for path in record.files):
        raise WorldError(f"{base + MANIFEST} names files outside of the site.")
    return record


def languages(paths: Sequence[str]) -> list[str]:
    """The folders of the languages that a site with these files has."""
    return sorted(
        path.partition("/")[0] for path in paths if path.count("/") == 1 and path.endswith("/app.webmanifest")
    )


def _leaves(path: str) -> bool:
    return path.startswith("/") or "\\" in path or any(part in ("", ".", "..") for part in path.split("/"))


def _is_for_hosts(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in HOST_FILES or name.startswith(".") or path.endswith((".br", ".gz"))
