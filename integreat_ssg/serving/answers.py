"""What the browser of an editor gets: files of the newest site, findings as a page, news of the next build."""

import json
import mimetypes
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from integreat_ssg.model.site import API
from integreat_ssg.reporting.page import findings_page
from integreat_ssg.serving.listening import LOOPBACK
from integreat_ssg.serving.stand import Stand
from integreat_ssg.writing import WORKSHOP

OURS = "/.integreat/"
LASTING = ("assets/", "media/")
"""Folders of a region whose files are named by what they hold: one that is there is the right one, whatever is being built."""
FAREWELL = files("integreat_ssg.serving").joinpath("farewell.js").read_bytes()
"""The worker that removes itself, also documented in `docs/operators.md` for hosts."""

mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")

_RELOAD = b"""// Asks for the number of the newest build, and reloads when it is not the one that this page is of.
const { src } = document.currentScript;
const { search } = new URL(src);
async function watch() {
  for (;;) {
    try {
      const answer = await fetch(src.replace(/reload\\.js.*/, `wait${search}`));
      const { build } = await answer.json();
      if (`?seen=${build}` !== search) return location.reload();
    } catch { await new Promise((wake) => setTimeout(wake, 1000)); }
  }
}
watch();
"""
_STYLE = b"""body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:50rem;margin:2rem auto;padding:0 1rem}
body{color:#1d2329;background:#fff}
li{margin-block:1rem;padding-inline-start:1rem;border-inline-start:.3rem solid #5a6670}.error{border-color:#a4161a}
.warning{border-color:#8a5a00}p{margin:.2rem 0}.hint{color:#46515b}code{font-size:1.05em}a{color:#0b5563}
"""


def handler(stand: Stand, output: Path, language: str, host: str, offline: bool) -> type[BaseHTTPRequestHandler]:
    """The class that answers requests, for `host` as it is listened on.

    Unless `offline`, every service worker is answered with one that removes itself: a browser that has once saved the site
    would show an editor old pages.
    """
    allowed = {"localhost", "127.0.0.1", "[::1]", host}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def do_GET(self) -> None:
            """Answers with a file of the output folder, a page of findings, or news of the newest build."""
            if host in LOOPBACK and self._host() not in allowed:
                return self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"Unknown host.\n")
            try:
                url = urlsplit(self.path)
            except ValueError:
                return self._answer(HTTPStatus.BAD_REQUEST, "text/plain", b"No address.\n")
            if url.path.startswith(OURS):
                return self._own(url.path.removeprefix(OURS), parse_qs(url.query))
            return self._file(url.path, "last-good" in parse_qs(url.query, keep_blank_values=True))

        do_HEAD = do_GET  # noqa: N815 - the base class looks for this name

        def _host(self) -> str:
            name = self.headers.get("Host", "").lower()
            return name if name.endswith("]") else name.rpartition(":")[0] or name

        def _own(self, name: str, query: dict[str, list[str]]) -> None:
            if name == "reload.js":
                self._answer(HTTPStatus.OK, "text/javascript", _RELOAD)
            elif name == "style.css":
                self._answer(HTTPStatus.OK, "text/css", _STYLE)
            elif name == "wait":
                answer = {"build": stand.wait_for_news(query.get("seen", ["-1"])[0])}
                self._answer(HTTPStatus.OK, "application/json", json.dumps(answer).encode())
            else:
                self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"")

        def _file(self, url: str, last_good: bool) -> None:
            if url.endswith("/sw.js") and not offline:
                return self._answer(HTTPStatus.OK, "text/javascript", FAREWELL)
            region, _, file = unquote(url).lstrip("/").partition("/")
            is_page = url.endswith(("/", ".html"))
            asked = (region, f"{file}index.html" if url.endswith("/") else file) if is_page and region else None
            if file.startswith(LASTING) and (body := _content(published(output, url))) is not None:
                return self._answer(HTTPStatus.OK, _kind(file), body)
            build, early = stand.wait_for_build(None if last_good else asked)
            if early is not None:
                return self._page(HTTPStatus.OK, early, build)
            if is_page and not last_good and (trouble := stand.trouble(region)):
                page = findings_page(
                    trouble[0], language, trouble[1], f"{OURS}style.css", f"{quote(unquote(url))}?last-good"
                )
                return self._page(HTTPStatus.INTERNAL_SERVER_ERROR, page.encode(), build)
            found = published(output, url)
            if found and found.is_dir():
                there = quote(found.relative_to(output).as_posix())
                return self._answer(HTTPStatus.MOVED_PERMANENTLY, "text/plain", b"", {"Location": f"/{there}/"})
            body = _content(found)
            if found is None or body is None:
                missing = _content(published(output, f"/{quote(region)}/404.html"))
                return self._page(HTTPStatus.NOT_FOUND, missing or b"<!DOCTYPE html>404", build)
            kind = _kind(found.name)
            if kind == "text/html" and API in found.relative_to(output).as_posix():
                return self._answer(HTTPStatus.OK, "application/json", body, {"Access-Control-Allow-Origin": "*"})
            if kind == "text/html":
                return self._page(HTTPStatus.OK, body, build)
            return self._answer(HTTPStatus.OK, kind, body)

        def _page(self, status: HTTPStatus, html: bytes, build: int) -> None:
            """The reload script is added while answering, so that the built bytes stay what they are.

            It is told of which build the page is: asked by itself, it would miss a build done while the page was loading.
            """
            script = f'<script src="{OURS}reload.js?seen={build}" defer></script>'.encode()
            head, tag, rest = html.partition(b"</head>")
            self._answer(status, "text/html", head + script + tag + rest if tag else html + script)

        def _answer(self, status: HTTPStatus, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            own = {"Content-Type": kind + charset, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
            for name, value in {**own, "X-Content-Type-Options": "nosniff", **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
            """Says nothing: the terminal belongs to builds and findings."""

    return Handler


def published(output: Path, url: str) -> Path | None:
    """The file of the output folder that a URL path asks for; a folder where the slash is missing; None for all else.

    Nothing outside the folder, no hidden file and no link is ever named, whatever the path says.
    """
    path = unquote(url)
    steps = [step for step in path.split("/") if step]
    if any(step.startswith(".") or "\\" in step or "\0" in step for step in steps):
        return None
    file = output.joinpath(*steps)
    if path.endswith("/") or not steps:
        file /= "index.html"
    try:
        real = file.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    inside = (
        real.is_relative_to(output.resolve())
        and WORKSHOP not in real.parts
        and real == output.resolve() / file.relative_to(output)
    )
    return file if inside else None


def _kind(name: str) -> str:
    """The type of a file's content, by its name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _content(file: Path | None) -> bytes | None:
    """The bytes of a regular file; None where there is none, or none any more."""
    try:
        return file.read_bytes() if file and file.is_file() else None
    except OSError:
        return None
