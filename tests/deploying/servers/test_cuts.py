"""The line to a real server is cut in the middle of a first deploy, and of an edit."""

import shutil
from pathlib import Path

import pytest

from integreat_ssg.deploying.transport import CutError, UnreachableError
from tests.conftest import WHOLE
from tests.deploying.crawling import Folder, former_gaps, release_gaps
from tests.deploying.servers import SERVERS, Server
from tests.deploying.servers.cutting import cutting, through
from tests.deploying.servers.deploys import built_files, deploy

CUTS = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95] if WHOLE else [0.5]
"""After which part of the bytes of a deploy the line is cut."""
KINDS = list(SERVERS) if WHOLE else ["sftp"]
EDITS = list(SERVERS) if WHOLE else ["webdav"]


@pytest.mark.parametrize("part", CUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_deploy_that_was_cut_is_continued(
    kind: str, part: float, editions: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page is shown whose files are missing, and another deploy ends what was begun."""
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


@pytest.mark.parametrize("part", CUTS)
@pytest.mark.parametrize("kind", EDITS)
def test_readers_miss_nothing_while_an_edit_is_cut(
    kind: str, part: float, editions: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes for the first time, whoever holds the former release and whoever asks for the new one find every file, as
    after each cut in test_interrupted.py; another deploy ends what was begun."""
    first, edited = built_files(editions[0]), built_files(editions[1])
    changed = sum(len(data) for path, data in edited.items() if first.get(path) != data)
    with SERVERS[kind]() as server, cutting(server.port) as line:
        deploy(server, editions[0], tmp_path, monkeypatch)
        starts = [path.removeprefix("town/") for path in first if path.endswith(".html")]
        optional = set(Folder(published(server, tmp_path / "before")).missing(starts))
        detour = through(server, line.port)
        line.left = int(part * (6000 if kind == "ftp" else changed))
        with pytest.raises((CutError, UnreachableError)):
            deploy(server, editions[1], tmp_path, monkeypatch, **detour)
        site = published(server, tmp_path / "half")
        assert not set(Folder(site).missing(starts)) - optional
        assert not former_gaps(site, {path.removeprefix("town/"): data for path, data in first.items()})
        assert not release_gaps(site)
        line.left = None
        deploy(server, editions[1], tmp_path, monkeypatch, **detour)
        files = server.files()
        assert {path: files[path] for path in edited} == edited


def published(server: Server, folder: Path) -> Path:
    """The town as readers could have it now, in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in server.files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder / "town"
