"""The sample, in its five regions and with its portal, as Apache, nginx and Caddy serve it with the program's files."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from integreat_ssg.hosting.description import FOREVER
from tests.conftest import REPOSITORY
from tests.hosting.servers import SERVERS, running
from tests.hosting.test_servers import Stand, guarded
from tests.sharing import made_once

REGIONS = ("aachen", "boerde", "goslar", "lueneburg", "peine")
HTML, SCRIPT = "text/html; charset=utf-8", "text/javascript; charset=utf-8"
PATHS = {
    "": (HTML, False),
    "de/": (HTML, False),
    "de/*/index.html": (HTML, False),
    "de/*/*/index.html": (HTML, False),
    "sw.js": (SCRIPT, False),
    "release.json": ("application/json", False),
    "release/index/*.json": ("application/json", True),
    "release/packs/*.bin": ("application/octet-stream", True),
    "assets/*/style.css": ("text/css; charset=utf-8", True),
    "assets/*/scripts/*.js": (SCRIPT, True),
    "de/app.webmanifest": ("application/manifest+json", False),
    "integreat-manifest.json": ("application/json", False),
}
"""Path below a region's folder, or a pattern of which the first file is taken, to type and whether it never changes."""


def build(folder: Path) -> None:
    """The sample, with host files, as it lies at the root of a host."""
    folder.mkdir()
    content = shutil.copytree(REPOSITORY / "content", folder / "content")
    with (content / "site.yaml").open("a") as settings:
        settings.write("host_files: [apache]\n")
    shared = ["--content", str(content), "--output", str(folder / "host")]
    for command in (
        ["build", "--date", "2026-11-22", "--no-cache"],
        ["host-files", "nginx-brotli", "--into", str(folder)],
        ["host-files", "caddy", "--into", str(folder)],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "integreat_ssg", *command, *shared],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module", params=SERVERS)
def stand(request: pytest.FixtureRequest, shared: Path) -> Iterator[Stand]:
    """Each server with the sample, which is built once in a run."""
    (shared / "hosts").mkdir(parents=True, exist_ok=True)
    made = made_once(shared / "hosts" / "sample", build)
    with tempfile.TemporaryDirectory() as temporary:  # which nobody, as whom servers read, can look into
        folder = Path(temporary)
        folder.chmod(0o755)
        root = shutil.copytree(made / "host", folder / "host")
        for each in made.glob("integreat*"):
            shutil.copy(each, folder)
        with running(request.param, folder, root) as server:
            yield Stand(server, "/", root)


def answered(stand: Stand, url: str, kind: str, *, forever: bool) -> None:
    answer, file = stand.ask(url), stand.site / url
    assert answer.status == 200, url
    assert answer.body == (file / "index.html" if file.is_dir() else file).read_bytes(), url
    assert answer.headers["content-type"] == kind, url
    assert answer.headers["cache-control"] == (FOREVER if forever else "no-cache"), url
    guarded(answer)


@pytest.mark.parametrize("region", REGIONS)
def test_each_kind_of_path_of_a_region(stand: Stand, region: str) -> None:
    """Status, bytes, type, cache and security headers; the slash that is missing; the region's own page where nothing is."""
    for path, (kind, forever) in PATHS.items():
        url = f"{region}/{path}"
        answered(stand, stand.first(url) if "*" in url else url, kind, forever=forever)
    assert stand.ask(region).status in (301, 308)
    lost = stand.ask(f"{region}/de/nothing/")
    assert (lost.status, lost.headers["cache-control"]) == (404, "no-cache")
    assert lost.body == (stand.site / region / "404.html").read_bytes()


def test_the_portal(stand: Stand) -> None:
    """It leads to the regions, and has a page where nothing is."""
    answered(stand, "", HTML, forever=False)
    answered(stand, stand.first("assets/*/style.css"), "text/css; charset=utf-8", forever=True)
    page = stand.ask("").body.decode()
    assert all(f"{region}/" in page for region in REGIONS)
    assert stand.ask("nothing").status == 404
