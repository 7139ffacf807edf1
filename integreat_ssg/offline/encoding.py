"""How release files are written and named: the same value gives the same bytes, the same bytes give the same name."""

import hashlib
import json

from integreat_ssg.model.release import HASH_LENGTH

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "mp3": "audio/mpeg",
    "vtt": "text/vtt; charset=utf-8",
}


def hash_of(data: bytes) -> str:
    """The name of these bytes: the first 32 hexadecimal digits of their SHA-256."""
    return hashlib.sha256(data).hexdigest()[:HASH_LENGTH]


def compact(value: object) -> bytes:
    """JSON without white space, in UTF-8; the order of keys is the caller's."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def media_type(path: str) -> str:
    """The MIME type that a worker answers with, by the file's ending (the server is not asked)."""
    return _TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
