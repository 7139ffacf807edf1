"""What a plain web host answers: files of a folder, in the ways in which hosts differ."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from tests.browser.server import TYPES, part_of

COMPRESSED = ("text/", "application/json", "application/manifest+json", "image/svg+xml", "application/xml")
"""Types that hosts compress."""
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body of a response."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def kind(self) -> str:
        """Its media type with parameters."""
        return self.headers.get("Content-Type", "")


@dataclass(frozen=True, slots=True)
class Habits:
    """Ways in which hosts differ, all of them seen in the wild."""

    folders: str = "slash"
    """`x` leads to `x/` ("slash"), `x/index.html` leads to `x/` as well ("pretty"), or only files are known ("none")."""
    decoded: bool = False
    """Packs are sent with `Content-Encoding: gzip`, so that the browser unpacks them."""
    ranges: bool = True
    """A part of a file is sent where only that is asked for."""


def page(text: str, status: int = 200) -> Answer:
    """A page of the host's own."""
    return Answer(status, {"Content-Type": HTML}, f"<!doctype html><title>{text}</title><h1>{text}</h1>".encode())


def moved(address: str, status: int = 301) -> Answer:
    """A redirect."""
    return Answer(status, {"Location": quote(address), "Content-Type": HTML})


def answer_file(folder: Path, path: str, habits: Habits) -> Answer:
    """The answer for a decoded path that begins with "/"."""
    file = folder / path.lstrip("/")
    if habits.folders == "pretty" and path.endswith("/index.html"):
        return moved(path.removesuffix("index.html"), 308)
    if habits.folders != "none":
        if file.is_dir() and not path.endswith("/"):
            return moved(f"{path}/")
        file = file / "index.html" if path.endswith("/") else file
    if not file.is_file() or path.endswith("//"):
        return _missing(folder, path)
    return Answer(200, {"Content-Type": TYPES.get(file.suffix, "application/octet-stream")}, file.read_bytes())


def _missing(folder: Path, path: str) -> Answer:
    for above in (folder / path.lstrip("/")).relative_to(folder).parents:
        if (folder / above / "404.html").is_file():
            return Answer(404, {"Content-Type": HTML}, (folder / above / "404.html").read_bytes())
    return page("Not found", 404)


def dress(answer: Answer, asked: Mapping[str, str], habits: Habits) -> Answer:
    """The answer as it goes over the wire: tagged, not sent again where the browser has it, compressed."""
    headers = {
        "Server": "static",
        "Date": "Sun, 22 Nov 2026 12:00:00 GMT",
        "Cache-Control": "max-age=600",
        "X-Content-Type-Options": "nosniff",
        "Strict-Transport-Security": "max-age=31556952",
        "Accept-Ranges": "bytes",
        "X-Served-By": "cache-fra-eddf8230101-FRA",
        **answer.headers,
    }
    if answer.status == 200:
        headers["ETag"] = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        if asked.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
            return Answer(304, headers)
        if habits.ranges and (part := part_of(answer.body, asked.get("range", ""))):
            return Answer(206, {**headers, "Content-Range": part[0]}, part[1])
    if "Content-Encoding" in headers or "gzip" not in asked.get("accept-encoding", ""):
        return replace(answer, headers=headers)
    if answer.body[:2] == b"\x1f\x8b":
        return replace(answer, headers={**headers, "Content-Encoding": "gzip"} if habits.decoded else headers)
    if len(answer.body) > 200 and answer.kind.startswith(COMPRESSED):
        body = _compressed(answer.body)
        return Answer(answer.status, {**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}, body)
    return replace(answer, headers=headers)


@lru_cache(maxsize=4096)
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)
