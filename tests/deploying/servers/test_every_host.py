"""The same deploys on every kind of host, each a real server on loopback."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from integreat_ssg.deploying import remotes
from integreat_ssg.deploying.transport import CutError, RefusedError, UnreachableError
from tests.deploying.servers import SERVERS, Server, s3
from tests.deploying.servers.cutting import cutting
from tests.deploying.servers.deploys import FOREIGN, built_files, deploy, put_paths, site_files

CUTS = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95] if os.environ.get("MATRIX") == "all" else [0.5]
"""After which part of the bytes of a deploy the line is cut."""
SYSTEMS = shutil.which("rclone", path="/usr/bin:/usr/local/bin:/opt/homebrew/bin")
"""The system's own rclone, which may be years old."""
PROGRAMS = [(kind, None) for kind in SERVERS]
if os.environ.get("MATRIX") == "all":
    PROGRAMS += [(kind, SYSTEMS) for kind in SERVERS if kind != "ftp"]  # where old ones hang: decision 34


@pytest.fixture(scope="module", params=PROGRAMS, ids=lambda value: f"{value[0]}{'-system' if value[1] else ''}")
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of each kind, for the rclone of the extra and, in the matrix, for the system's."""
    kind, program = request.param
    with SERVERS[kind]() as running, pytest.MonkeyPatch.context() as patch:
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

    deploy(server, shorter, tmp_path, monkeypatch, purge=True)  # else the page stays for one release more
    files = site_files(server)
    assert "town/de/work/jobs/index.html" not in files
    assert {path: content for path, content in files.items() if path in built_files(shorter)} == built_files(shorter)
    assert server.files()[FOREIGN] == b"ours"
    assert "town/integreat-deploy.json" not in server.files()
    assert not [path for path in server.files() if path.endswith(".partial")]


def test_a_store_is_told_the_headers(editions: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no web server decides, each file says by itself what it is and how long it may be kept."""
    with s3() as store:
        deploy(store, editions[0], tmp_path, monkeypatch)
        page, worker = store.headers("town/de/index.html"), store.headers("town/sw.js")
        assert (page["content-type"], page["cache-control"]) == ("text/html; charset=utf-8", "no-cache")
        assert (worker["content-type"], worker["cache-control"]) == ("text/javascript; charset=utf-8", "no-cache")
        style = next(path for path in store.files() if path.startswith("town/assets/") and path.endswith(".css"))
        assert store.headers(style)["cache-control"] == "public, max-age=31536000, immutable"


def test_wrong_credentials_change_nothing(
    server: Server, editions: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is refused is told so, in words without the password, and the host is as it was."""
    before = server.files()
    with pytest.raises(RefusedError, match="does not accept") as refused:
        deploy(server, editions[0], tmp_path, monkeypatch, server.wrong)
    for secret in server.wrong.values():
        assert not any(line and line in str(refused.value) for line in secret.splitlines())
    assert server.files() == before


@pytest.mark.parametrize("part", CUTS)
@pytest.mark.parametrize("kind", SERVERS)
def test_a_deploy_that_was_cut_is_continued(
    kind: str, part: float, editions: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is cut in the middle. No page is shown whose files are missing, and another deploy ends what was begun."""
    with SERVERS[kind]() as server, cutting(server.port) as line:
        detour = through(server, line.port)
        built = built_files(editions[0])
        # FTP's files have lines of their own; on this one only commands travel.
        line.left = int(part * (6000 if kind == "ftp" else sum(map(len, built.values()))))
        with pytest.raises((CutError, UnreachableError)):
            deploy(server, editions[0], tmp_path, monkeypatch, **detour)
        half = server.files()
        assert "town/integreat-manifest.json" not in half
        if "town/index.html" in half:  # the entrance comes when all that it leads to is there
            assert {path for path in built if path.endswith(".html")} <= half.keys()
        line.left = None
        deploy(server, editions[0], tmp_path, monkeypatch, **detour)
        files = server.files()
        assert {path: files[path] for path in built} == built


def through(server: Server, port: int) -> dict[str, str]:
    """The options that lead through a line instead of straight to the server."""
    if server.kind == "sftp":
        known = Path(server.options["known_hosts_file"])
        own = known.with_name("known_through_line")
        own.write_text(known.read_text().replace(f":{server.port} ", f":{port} "))
        return {"port": str(port), "known_hosts_file": str(own)}
    if server.kind == "ftp":
        return {"port": str(port)}
    option = "url" if server.kind == "webdav" else "endpoint"
    return {option: server.options[option].replace(f":{server.port}", f":{port}")}
