"""What each file should be served with, as data: its type, and how long it may be kept."""

from pathlib import PurePosixPath

from integreat_ssg.deploying.transport import Headers

IMMUTABLE = ("assets/", "media/", "map/", "release/", "screenshots/")
"""Where a region's files lie whose names change with their bytes."""
FOREVER = "public, max-age=31536000, immutable"
ASK = "no-cache"
"""May be kept, and has to be asked for each time."""

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".pdf": "application/pdf",
    ".ics": "text/calendar; charset=utf-8",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".bin": "application/octet-stream",
    ".pmtiles": "application/octet-stream",
    ".woff2": "font/woff2",
}
"""File name ending to media type. What is not here is handed out as bytes, which browsers save and never run."""
ENCODINGS = {".br": "br", ".gz": "gzip"}


def is_immutable(path: str) -> bool:
    """Whether the bytes of a region's file never change under its name. `path` is that below the region's folder."""
    return path.startswith(IMMUTABLE) and path != "release/former.json"


def headers_of(path: str) -> Headers:
    """The headers of a file at `path`, seen from its region's folder."""
    encoding = ENCODINGS.get(PurePosixPath(path).suffix)
    plain = path.rpartition(".")[0] if encoding else path
    kind = TYPES.get(PurePosixPath(plain).suffix.lower(), "application/octet-stream")
    return Headers(kind, FOREVER if is_immutable(plain) else ASK, encoding)
