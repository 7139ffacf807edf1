"""What each file should be served with, for hosts that take it from us: the same as host files tell a server."""

from pathlib import PurePosixPath

from integreat_ssg.deploying.transport import Headers
from integreat_ssg.hosting.description import ASK, BINARY, FOREVER, IMMUTABLE, TYPES, with_charset

ENCODINGS = {".br": "br", ".gz": "gzip"}
"""Ending of a compressed file to what it is called in a header."""


def is_immutable(path: str) -> bool:
    """Whether the bytes of a region's file never change under its name. `path` is that below the region's folder."""
    return path.startswith(tuple(f"{folder}/" for folder in IMMUTABLE))


def headers_of(path: str) -> Headers:
    """The headers of a file at `path`, seen from its region's folder."""
    encoding = ENCODINGS.get(PurePosixPath(path).suffix)
    plain = path.rpartition(".")[0] if encoding else path
    kind = with_charset(TYPES.get(PurePosixPath(plain).suffix.lower(), BINARY))
    return Headers(kind, FOREVER if is_immutable(plain) else ASK, encoding)
