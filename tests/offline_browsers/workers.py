"""Workers other than the one that is shipped: a less patient one, older ones, one that lacks what a browser lacks."""

import re
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.offline_browsers.answers import Answer
from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.sites import Release

JAVASCRIPT = "text/javascript; charset=utf-8"
FAREWELL = REPOSITORY / "integreat_ssg" / "serving" / "farewell.js"
"""The worker that does nothing but leave; docs/operators.md shows it."""
KEEPER = "naive"
"""The store of the worker below."""
NAIVE = f"""
addEventListener("install", (event) => {{
  skipWaiting();
  event.waitUntil(caches.open("{KEEPER}").then((cache) => cache.addAll(["./", "de/index.html"])));
}});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(
  caches.match(event.request).then((found) => found || fetch(event.request)),
));
"""
"""What many sites have had: a worker that keeps what it has once loaded, and shows it for ever."""

WITHOUT = {
    "no unpacking": "delete self.DecompressionStream;",
    "no locks": "delete WorkerNavigator.prototype.locks;",
}
"""What a browser lacks, to the line that takes it from one that has it."""


def worker_of(release: Release) -> str:
    """The worker as it is shipped."""
    return release.bytes_of("sw.js").decode()


def serve_worker(host: Breakable, release: Release, code: str) -> None:
    """Serves this code in the place of the region's worker."""
    host.instead[f"{release.scope}sw.js"] = Answer(200, {"Content-Type": JAVASCRIPT}, code.encode())


def impatient(host: Breakable, release: Release) -> None:
    """The worker with a twentieth of its patience, so that tests of a host that never answers do not take for ever."""
    code, count = re.subn(r"\b(20_?000|2e4)\b", "1000", worker_of(release))
    assert count, "the worker gives up after 20 s without a byte"
    serve_worker(host, release, code)


def older_workers(release: Release) -> dict[str, str]:
    """Workers that phones may still have: each that was released (in `released/`), this one before a change, a naive one."""
    released = {
        file.stem: file.read_text("utf-8") for file in sorted((Path(__file__).parent / "released").glob("*.js"))
    }
    return {**released, "changed": f"/* older */{worker_of(release)}", "naive": NAIVE}
