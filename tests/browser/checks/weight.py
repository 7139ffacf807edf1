"""What a first visit costs: bytes on the wire before a page can be read, and names under which a cache may keep things."""

import gzip
import hashlib
import re
from pathlib import Path

from tests.browser.checks.documents import read_document

FIRST_ANSWER = 14 * 1024
"""Bytes that a server may send before it waits for the phone (RFC 6928: ten segments): a page with its style, compressed."""
KEPT = re.compile(r"(^|/)(assets/[0-9a-f]{12}/[\w./-]+|media/[0-9a-f]{12}-[^/]+)$")
"""A path that carries a digest of what lies there, so that a host may let it be kept for ever."""


def packed(data: bytes) -> int:
    """Bytes after gzip, as any host compresses."""
    return len(gzip.compress(data, 6, mtime=0))


def weight_problems(folder: Path, file: Path) -> list[str]:
    """Whether a page and its styles fit into a server's first answer, and what it loads may be kept."""
    document = read_document(file)
    styles = [
        values["href"]
        for tag, values in document.tags
        if (tag, values.get("rel")) == ("link", "stylesheet")
        and values.get("media") != "print"  # nobody waits for that
    ]
    size = packed(file.read_bytes()) + sum(packed(_there(folder, file, url).read_bytes()) for url in styles)
    problems = [f"{size} bytes before it can be read; {FIRST_ANSWER} come at once"] if size > FIRST_ANSWER else []
    loaded = [
        each
        for each in document.references
        if (each.tag in ("script", "img", "source") or each.rel == "stylesheet")
        and each.url != "address.svg"  # for paper, where a fresh one does no harm
    ]
    problems += [f"may not be kept by a cache: {each.url}" for each in loaded if not KEPT.search(each.url)]
    return problems


def _there(folder: Path, file: Path, url: str) -> Path:
    return folder / url[1:] if url.startswith("/") else file.parent / url


def fingerprint(folder: Path) -> dict[str, str]:
    """Path to SHA-256 of every file in `folder` that a cache may keep for ever."""
    files = (file for file in folder.rglob("*") if file.is_file())
    paths = {file.relative_to(folder).as_posix(): file for file in files}
    return {
        path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in sorted(paths.items()) if KEPT.search(path)
    }
