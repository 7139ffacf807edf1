"""The same deploys on every kind of host, each a real server on loopback."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from integreat_ssg.deploying import remotes
from integreat_ssg.deploying.local import PARTS
from integreat_ssg.deploying.transport import DeniedError, RefusedError
from tests.conftest import WHOLE
from tests.deploying.servers import HOSTS, SERVERS, Server
from tests.deploying.servers.deploys import FOREIGN, built_files, deploy, put_paths, site_files
from tests.deploying.servers.s3 import Store

DELETING = tuple(HOSTS) if WHOLE else ("folder", "git", "sftp")
"""Where the story goes on to a deletion. To all of rclone's servers that is the same command, and it is dear."""
SYSTEMS = shutil.which("rclone", path="/usr/bin:/usr/local/bin:/opt/homebrew/bin")
"""The system's own rclone, which may be years old."""
PROGRAMS = [(kind, None) for kind in HOSTS]
if WHOLE:
    PROGRAMS += [(kind, SYSTEMS) for kind in SERVERS if kind != "ftp"]  # where old ones hang: decision 34


@pytest.fixture(scope="module", params=PROGRAMS, ids=lambda value: f"{value[0]}{'-system' if value[1] else ''}")
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of each kind, for the rclone of the extra and, in the matrix, for the system's."""
    kind, program = request.param
    with HOSTS[kind]() as running, pytest.MonkeyPatch.context() as patch:
        if program:
            patch.setattr(remotes, "find_rclone", lambda: Path(program))
        yield running


def test_from_the_first_deploy_to_a_deletion(
    server: Server, editions: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is put; then nothing; then one page and what names it; then that page goes. A foreign file stays as it is."""
    first, edited, shorter = editions
    server.write(FOREIGN, b"ours")
    deploy(server, first, tmp_path, monkeypatch)
    assert site_files(server) == built_files(first)
    if isinstance(server, Store):
        told_headers(server)

    before = server.writes()
    assert deploy(server, first, tmp_path, monkeypatch).is_empty
    assert server.writes() == before

    plan = deploy(server, edited, tmp_path, monkeypatch)
    old, new = built_files(first), built_files(edited)
    changed = {path for path in new if old.get(path) != new[path]}
    assert put_paths(plan) == changed
    assert "town/de/work/jobs/index.html" in changed
    assert "town/de/imprint/index.html" not in changed
    after = server.writes()
    written = {path for path in after if after[path] != before.get(path)}
    assert {path for path in written if path in new} == changed
    assert {path: content for path, content in site_files(server).items() if path in new} == new

    if server.kind not in DELETING:
        return
    deploy(server, shorter, tmp_path, monkeypatch, purge=True)  # else the page stays for one release more
    files = site_files(server)
    assert "town/de/work/jobs/index.html" not in files
    assert {path: content for path, content in files.items() if path in built_files(shorter)} == built_files(shorter)
    assert server.files()[FOREIGN] == b"ours"
    assert "town/integreat-deploy.json" not in server.files()
    assert not [path for path in server.files() if path.endswith(".partial") or PARTS in path]


def told_headers(store: Store) -> None:
    """Where no web server decides, each file says by itself what it is and how long it may be kept."""
    page, worker = store.headers("town/de/index.html"), store.headers("town/sw.js")
    assert (page["content-type"], page["cache-control"]) == ("text/html; charset=utf-8", "no-cache")
    assert (worker["content-type"], worker["cache-control"]) == ("text/javascript; charset=utf-8", "no-cache")
    style = next(path for path in store.files() if path.startswith("town/assets/") and path.endswith(".css"))
    assert store.headers(style)["cache-control"] == "public, max-age=31536000, immutable"


def test_who_is_refused_changes_nothing(
    server: Server, editions: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told in words without the password; afterwards the host is as it was."""
    before = server.files()
    with server.refusing(), pytest.raises((RefusedError, DeniedError), match=server.refusal) as refused:
        deploy(server, editions[0], tmp_path, monkeypatch, server.wrong or None, older=True)
    for secret in server.wrong.values():
        assert not any(line and line in str(refused.value) for line in secret.splitlines())
    assert server.files() == before
