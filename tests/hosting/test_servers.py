"""Apache, nginx and Caddy, with the program's files, answer every kind of request in the same way.

The same table is asked of all three, for a site in a folder of its host and, by `make deploy-matrix`, for one at its root.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import pytest

from integreat_ssg.hosting.description import FOREVER
from tests.conftest import REPOSITORY
from tests.hosting.servers import SERVERS, Answer, Server, running
from tests.sharing import made_once

COMMAND = [sys.executable, "-m", "integreat_ssg"]
CONTENT = REPOSITORY / "tests" / "sites" / "everything"
BASES = {"folder": "/guide/", **({"root": "/"} if os.environ.get("MATRIX") == "all" else {})}
"""In a folder, where more can go wrong; at a host's root the sample lies (test_sample.py), and in the matrix this site, too."""
TILES = bytes(range(256)) * 64


def build(folder: Path, base: str, cache: Path) -> None:
    """The site of all elements with its portal, as it lies on a host, with host files and compressed copies."""
    folder.mkdir()
    content = shutil.copytree(CONTENT, folder / "content")
    with (content / "site.yaml").open("a") as settings:
        settings.write(f"base_url: https://guide.example{base}\nhost_files: [apache]\n")
    root = folder / "host"
    site = root / base.strip("/")
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}

    def run(*arguments: str) -> None:
        shared = ["--content", str(content), "--output", str(site), "--cache", str(cache)]
        done = subprocess.run([*COMMAND, *arguments, *shared], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    run("build")
    run("host-files", "nginx-brotli", "--into", str(folder))
    run("host-files", "caddy", "--into", str(folder))
    shutil.rmtree(site / ".integreat")
    (site / ".integreat").mkdir()
    (site / ".integreat" / "everything.lock").write_text("")
    (site / "everything/.well-known").mkdir()
    (site / "everything/.well-known/security.txt").write_text("Contact: mailto:a@guide.example\n")
    (site / "everything/.secret").write_text("secret")
    (site / "everything/release/former.json").write_text("{}")
    (site / "everything/map").mkdir()
    (site / "everything/map/0123456789ab.pmtiles").write_bytes(TILES)
    for file in (site / "everything").rglob("*"):
        if file.suffix in (".html", ".css", ".js"):
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
            file.with_name(f"{file.name}.br").write_bytes(brotli.compress(file.read_bytes(), quality=1))


@dataclass(frozen=True)
class Stand:
    """A server with the site below `base` of it, which lies at `site` on the disk."""

    server: Server
    base: str
    site: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """A request for a path below the base."""
        return self.server.ask(self.base + path, method, **headers)

    def first(self, pattern: str) -> str:
        """The first file that a pattern finds, below the base."""
        return min(each.relative_to(self.site).as_posix() for each in self.site.glob(pattern))


@pytest.fixture(scope="module", params=[(kind, base) for base in BASES for kind in SERVERS], ids="-".join)
def stand(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Stand]:
    kind, name = request.param
    base = BASES[name]
    (shared / "hosts").mkdir(parents=True, exist_ok=True)
    made = made_once(shared / "hosts" / name, lambda path: build(path, base, shared / "hosts" / "cache"))
    # Servers that root starts read as nobody, who may not look into the folders of pytest.
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)
        root = shutil.copytree(made / "host", folder / "host")
        for each in made.glob("integreat*"):
            shutil.copy(each, folder)
        with running(kind, folder, root) as server:
            yield Stand(server, base, root / base.strip("/"))


PAGE = "text/html; charset=utf-8"
OWN: dict[str, dict[str, Any]] = {
    "": {"type": PAGE, "says": "Überallingen"},
    "index.ar.html": {"type": PAGE, "says": "الكل"},
    "everything/": {"type": PAGE},
    "everything/index.html": {"type": PAGE},
    "everything/de/": {"type": PAGE, "says": 'lang="de"'},
    "everything/ar/": {"type": PAGE, "says": 'lang="ar"'},
    "everything/ar/states/moved/index.html": {"type": PAGE},
    "everything/de/everything-de.html": {"type": PAGE, "policy": "frame-ancestors 'none'"},
    "everything/sw.js": {"type": "text/javascript; charset=utf-8"},
    "everything/release.json": {"type": "application/json"},
    "everything/release/former.json": {"type": "application/json"},
    "everything/integreat-manifest.json": {"type": "application/json"},
    "everything/robots.txt": {"type": "text/plain; charset=utf-8"},
    "everything/sitemap.xml": {"type": "application/xml", "shared": True},
    "everything/de/feed.xml": {"type": "application/xml", "shared": True},
    "everything/de/events.ics": {"type": "text/calendar; charset=utf-8", "shared": True},
    "everything/ar/app.webmanifest": {"type": "application/manifest+json"},
    "everything/.well-known/security.txt": {"type": "text/plain; charset=utf-8"},
    "assets/*/style.css": {"type": "text/css; charset=utf-8", "forever": True},
    "everything/assets/*/style.css": {"type": "text/css; charset=utf-8", "forever": True},
    "everything/assets/*/scripts/*.js": {"type": "text/javascript; charset=utf-8", "forever": True},
    "everything/assets/*/**/*.svg": {"type": "image/svg+xml", "forever": True},
    "everything/media/*.png": {"type": "image/png", "forever": True},
    "everything/media/*.webp": {"type": "image/webp", "forever": True},
    "everything/media/*.pdf": {"type": "application/pdf", "forever": True},
    "everything/release/packs/*.bin": {"type": "application/octet-stream", "forever": True},
    "everything/release/index/*.json": {"type": "application/json", "forever": True},
    "everything/map/*.pmtiles": {"type": "application/octet-stream", "forever": True},
}
"""Path below the base, or a pattern of which the first file is taken, to what is answered."""


@pytest.mark.parametrize("path", OWN)
def test_each_kind_of_file(stand: Stand, path: str) -> None:
    """Status, type, cache and security headers of every kind of file, for GET and HEAD."""
    expected = OWN[path]
    url = stand.first(path) if "*" in path else path
    answer = stand.ask(url)
    file = stand.site / url
    assert answer.status == 200
    assert answer.body == (file / "index.html" if file.is_dir() else file).read_bytes()
    assert answer.headers["content-type"] == expected["type"]
    assert answer.headers["cache-control"] == (FOREVER if expected.get("forever") else "no-cache")
    assert expected.get("says", "").encode() in answer.body
    guarded(answer, expected.get("policy", ""), shared=expected.get("shared", False))
    head = stand.ask(url, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-type"] == expected["type"]
    assert head.headers["cache-control"] == answer.headers["cache-control"]


def guarded(answer: Answer, policy: str = "", *, shared: bool = False) -> None:
    """Every answer carries the security headers, each once; the policy is what pages say, and who may frame them."""
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == ("cross-origin" if shared else "same-origin")
    assert answer.headers.get("access-control-allow-origin") == ("*" if shared else None)
    assert answer.repeated == ()
    told = answer.headers["content-security-policy"]
    if policy:
        assert told == policy
    else:
        assert told.endswith("; trusted-types integreat; frame-ancestors 'none'")


def test_the_policy_is_the_pages_own(stand: Stand) -> None:
    """One source: the header is what the page says by meta, and `frame-ancestors`, which only a header can say."""
    answer = stand.ask("everything/de/")
    meta = answer.body.partition(b'Content-Security-Policy" content="')[2].partition(b'"')[0].decode()
    assert meta
    assert answer.headers["content-security-policy"] == f"{meta}; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("nothing", "Alles auf einmal"),
        ("de/nothing/", "Alles auf einmal"),
        ("everything/nothing", "Überallingen"),
        ("everything/de/nothing/at/all/", "Überallingen"),
        ("everything/assets/0123/gone.css", "Überallingen"),
        ("everything/media/gone.png", "Überallingen"),
        ("everything/de/gone.ics", "Überallingen"),
        ("everything/de/everything-xx.html", "Überallingen"),
        ("everything/.secret", "Überallingen"),
        ("everything/assets/", "Überallingen"),
        ("everything/release/packs/", "Überallingen"),
        ("unspoken/fa/nothing/", "Stummstadt"),
        (".integreat/everything.lock", "Alles auf einmal"),
    ],
)
def test_what_is_not_found(stand: Stand, path: str, title: str) -> None:
    """The region's own page with status 404, from where all that it names is found; hidden files and folders without a page are
    answered in the same way, and nothing of it is kept."""
    answer = stand.ask(path)
    zipped = stand.ask(path, Accept_Encoding="gzip, br")
    assert (answer.status, zipped.status) == (404, 404)
    assert decoded(zipped) == answer.body
    assert title in answer.body.decode()
    assert answer.headers["content-type"] == PAGE
    assert answer.headers["cache-control"] == "no-cache"
    guarded(answer)
    named = re.findall(r'(?:href|src)="([^"#?]+)', answer.body.decode())
    assert named
    for each in dict.fromkeys(named):
        assert each.startswith(("https:", stand.base))
        assert each.startswith("https:") or stand.server.ask(each).status == 200, each


def test_htaccess_is_not_handed_out(stand: Stand) -> None:
    assert stand.ask("everything/.htaccess").status in (403, 404)


@pytest.mark.parametrize("ending", ["", "/", "/index.html"])
@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("old", ["old/address", "former-name"])
def test_old_addresses_are_redirected(stand: Stand, language: str, old: str, ending: str) -> None:
    """In one step, to the page's address in the same language and with the folder that the site lies in; never kept, since an
    old address may become a page again."""
    answer = stand.ask(f"everything/{language}/{old}{ending}")
    assert answer.status == 301
    assert path_of(answer) == f"{stand.base}everything/{language}/states/moved/"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.repeated == ()
    assert stand.server.ask(path_of(answer)).status == 200


def path_of(answer: Answer) -> str:
    """Where an answer leads on this host."""
    where = answer.headers["location"]
    return "/" + where.split("/", 3)[3] if "://" in where else where


@pytest.mark.parametrize("path", ["everything", "everything/de", "unspoken/ti/work"])
def test_a_missing_slash_is_added(stand: Stand, path: str) -> None:
    answer = stand.ask(path)
    assert answer.status in (301, 308)
    assert path_of(answer) == f"{stand.base}{path}/"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["everything/de/", "everything/de/index.html", "everything/assets/*/style.css"])
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br", "br"), ("identity", None), ("gzip;q=1.0, *;q=0", "gzip")],
)
def test_compressed_copies(stand: Stand, path: str, accepted: str, encoding: str | None) -> None:
    """The copy that a browser takes is sent, with the type of what is in it, and caches learn that answers differ."""
    url = stand.first(path) if "*" in path else path
    plain = stand.ask(url)
    answer = stand.ask(url, Accept_Encoding=accepted)
    assert answer.status == 200
    assert answer.headers.get("content-encoding") == encoding
    assert decoded(answer) == plain.body
    assert answer.headers["content-type"] == plain.headers["content-type"]
    assert answer.headers["cache-control"] == plain.headers["cache-control"]
    assert answer.repeated == ()
    assert "accept-encoding" in answer.headers.get("vary", "").lower() or encoding is None


def decoded(answer: Answer) -> bytes:
    match answer.headers.get("content-encoding"):
        case "br":
            return brotli.decompress(answer.body)
        case "gzip":
            return gzip.decompress(answer.body)
    return answer.body


def test_what_has_no_copy_is_compressed_on_its_way(stand: Stand) -> None:
    answer = stand.ask("everything/integreat-manifest.json", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert decoded(answer) == (stand.site / "everything/integreat-manifest.json").read_bytes()


@pytest.mark.parametrize("accepted", ["identity", "gzip, br"])
def test_ranges_of_tiles(stand: Stand, accepted: str) -> None:
    """Tiles are read a part at a time, and are never compressed, which would count other bytes."""
    answer = stand.ask("everything/map/0123456789ab.pmtiles", Range="bytes=100-199", Accept_Encoding=accepted)
    assert answer.status == 206
    assert answer.body == TILES[100:200]
    assert answer.headers["content-range"] == f"bytes 100-199/{len(TILES)}"
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("accepted", ["identity", "gzip", "gzip, br"])
@pytest.mark.parametrize(
    "path",
    ["everything/de/index.html", "everything/release.json", "everything/integreat-manifest.json", "everything/sw.js"],
)
def test_what_has_not_changed_is_not_sent_again(stand: Stand, path: str, accepted: str) -> None:
    """A conditional request costs headers only, whatever the encoding; what has changed comes whole."""
    first = stand.ask(path, Accept_Encoding=accepted)
    again = stand.ask(path, Accept_Encoding=accepted, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"
    assert again.repeated == ()
    changed = stand.ask(path, Accept_Encoding=accepted, If_None_Match='"0123456789abcdef"')
    assert changed.status == 200
    assert decoded(changed) == decoded(first)
