"""The site with copies of Integreat's API as hosts have it: built once in a run, with the files for each kind of server."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from integreat_ssg.build import Job, build, describe_output
from integreat_ssg.cache import Cache
from integreat_ssg.hosting.files import host_files
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme
from tests.api_site import SITE
from tests.conftest import write_files
from tests.hosting.servers import Server

BASE = "/guide/"
"""Where the output folder lies on its host."""
TODAY = date(2026, 6, 1)


def build_api(folder: Path) -> None:
    """The site with its portal in a folder of a host, in `folder/host`, and beside it what nginx and Caddy are told."""
    folder.mkdir()
    content = write_files(folder / "content", SITE)
    (content / "site.yaml").write_text(
        f"title: Guide\nregions: [town, hamlet, quiet]\nbase_url: https://guide.example{BASE}\nhost_files: [apache]\n"
    )
    output = folder / f"host{BASE}".rstrip("/")
    with Converter(Cache(None), Budget(seconds=10, processes=1)) as converter:
        job = Job(content, output, read_theme(default_theme()), Cache(None), converter, TODAY)
        result = build(job)
        assert all(region.written for region in result.regions), result.all_findings
        hosting = describe_output(job)
    for kind in ("nginx-brotli", "caddy"):
        write_files(folder, host_files(kind, hosting))


def made_on(built: Path, folder: Path) -> tuple[Path, Path]:
    """A server's folder and root: copies in `folder`, into which servers that read as nobody can look."""
    folder.chmod(0o755)
    root = shutil.copytree(built / "host", folder / "host")
    for each in built.glob("integreat*"):
        shutil.copy(each, folder)
    return folder, root


class _Quiet(SimpleHTTPRequestHandler):
    """Hands out files and `index.html` for folders, and knows nothing else."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
        """Says nothing."""


@contextmanager
def plain_host(built: Path) -> Iterator[Server]:
    """A host that reads no files of its own."""
    handler = partial(_Quiet, directory=str(built / "host"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Server(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()
