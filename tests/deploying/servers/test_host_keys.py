"""An SFTP server is only talked to when its key is known."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from integreat_ssg.deploying.credentials import Credentials
from integreat_ssg.deploying.hosts import opened
from integreat_ssg.deploying.transport import RefusedError
from integreat_ssg.errors import UsageError
from integreat_ssg.model.hosts import Host
from tests.deploying.servers import Server, sftp


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """An SFTP server."""
    with sftp() as running:
        running.write("town/index.html", b"hello")
        yield running


def read(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch, **options: str) -> bytes | None:
    """A file of the server, asked for by somebody whose home knows no server."""
    monkeypatch.setenv("HOME", str(home))
    given = {name: value for name, value in server.options.items() if name != "known_hosts_file"}
    host = Host(kind="sftp", folder=server.folder, options={**given, **options})
    with opened("web", host, Credentials(server.secrets)) as transport:
        return transport.read("town/index.html")


def test_an_unknown_key_is_refused_and_can_be_made_known(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal tells the fingerprint; written under `host_key`, it lets us in, and so does the key itself."""
    with pytest.raises(RefusedError, match="Nothing was sent") as refused:
        read(server, tmp_path, monkeypatch)
    setting = str(refused.value).partition("`host_key: ")[2].partition("`")[0]
    assert setting.startswith("SHA256:")
    assert read(server, tmp_path, monkeypatch, host_key=setting) == b"hello"
    key = (server.root.parent / "host_key.pub").read_text().strip()
    assert read(server, tmp_path, monkeypatch, host_key=key) == b"hello"


def test_another_key_than_the_known_one_is_refused(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stands between gets nothing."""
    key = (server.root.parent / "other_key.pub").read_text().strip()
    with pytest.raises(RefusedError, match="another host key"):
        read(server, tmp_path, monkeypatch, host_key=key)
    with pytest.raises(RefusedError, match="no key with the fingerprint"):
        read(server, tmp_path, monkeypatch, host_key="SHA256:" + "A" * 43)
    with pytest.raises(UsageError, match="neither a public key"):
        read(server, tmp_path, monkeypatch, host_key="trust me")


def test_settings_that_cannot_be(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped option or kind names the right one; an option that runs a program is refused; so is an open password."""
    with pytest.raises(UsageError, match="Did you mean port"):
        read(server, tmp_path, monkeypatch, prot="22")
    with pytest.raises(UsageError, match="runs a program"):
        read(server, tmp_path, monkeypatch, ssh="sh -c date")
    with pytest.raises(UsageError, match="belongs under `secrets`"):
        read(server, tmp_path, monkeypatch, **{"pass": "open"})
    with pytest.raises(UsageError, match="Did you mean sftp"), opened("web", Host(kind="sfpt"), Credentials()):
        pass
