"""What a content folder holds, in one digest: from equal states the same is read."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from integreat_ssg.cache import Cache
from integreat_ssg.model.findings import Finding
from integreat_ssg.reading.folder import is_name, read_file
from integreat_ssg.reading.git import head_of
from integreat_ssg.reading.memory import Memory

SITE_FILE = "site.yaml"
REGION_FILE = "region.yaml"


def content_state(root: Path, head: str | None, settings: bytes, digests: Mapping[str, str]) -> str:
    """The state of the content folder `root` with these commits (as `head_of` tells them), this site.yaml, and these files of
    regions that are read, with their SHA-256; of all others the settings count. "" where commits may come that are not here
    yet."""
    if head is None:
        return ""
    others = (f"{name}/{REGION_FILE}" for name in region_folders(root))
    unread = {path: _digest(read_file(root, path)) for path in others if path not in digests}
    told = [head, _digest(settings), *sorted({**unread, **digests}.items())]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _digest(data: bytes | Finding) -> str:
    return "" if isinstance(data, Finding) else hashlib.sha256(data).hexdigest()


def state_of(root: Path, folders: Iterable[str], cache: Cache) -> str:
    """The state of the content folder `root` if these folders are read; files that are surely as they were are not opened. ""
    where it cannot be told."""
    try:
        settings, memory = read_file(root, SITE_FILE), Memory(cache)
        digests: dict[str, str] = {}
        if isinstance(settings, Finding):
            return ""
        for name in folders:
            files, _ = memory.files(root, name)
            digests |= {path: files.digest(path) for path in files}
        return content_state(root, head_of(root), settings, digests)
    except OSError:
        return ""


def region_folders(root: Path) -> list[str]:
    """The folders that look like a region's."""
    found = sorted(file.parent.name for file in root.glob(f"*/{REGION_FILE}"))
    return [name for name in found if is_region_folder(root, name)]


def is_region_folder(root: Path, name: str) -> bool:
    """Whether a region may have this name, and has a folder that is no link."""
    return is_name(name) and (root / name).is_dir() and not (root / name).is_symlink()
