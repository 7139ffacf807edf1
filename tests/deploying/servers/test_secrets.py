"""Whatever goes wrong, no password or key is shown: not in an exception, not in what is printed, not in the list of processes."""

import os
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from integreat_ssg.deploying.credentials import Credentials
from integreat_ssg.deploying.hosts import opened
from integreat_ssg.deploying.transport import (
    CutError,
    DeniedError,
    Headers,
    RefusedError,
    TransportError,
    UnreachableError,
    Upload,
    Uploads,
)
from integreat_ssg.errors import IntegreatError, UsageError
from tests.deploying.servers import SERVERS, Server
from tests.deploying.servers.cutting import cutting, through
from tests.deploying.servers.deploys import host_of
from tests.ports import free_port


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of each kind."""
    with SERVERS[request.param]() as running:
        yield running


@dataclass
class Watch:
    """Command lines and exceptions that were seen."""

    lines: set[str]
    text: str = ""


@contextmanager
def watched(secrets: Mapping[str, str], capfd: pytest.CaptureFixture[str]) -> Iterator[Watch]:
    """Watches all processes meanwhile; afterwards no secret is in what was seen, and at least one process was."""
    watch, over = Watch(set()), threading.Event()

    def look() -> None:
        while not over.is_set():
            for process in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    line = process.read_bytes().replace(b"\0", b" ").decode(errors="replace")
                except OSError:
                    continue
                if "rclone" in line.split(" ")[0]:
                    watch.lines.add(line)
            over.wait(0.01)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield watch
    finally:
        over.set()
        looking.join()
    printed = capfd.readouterr()
    shown = "\n".join([*watch.lines, watch.text, printed.out, printed.err])
    for secret in secrets.values():
        for line in secret.splitlines():
            assert len(line) < 8 or line.startswith("-----") or line not in shown
    assert watch.lines


def failing(server: Server, watch: Watch, secrets: Mapping[str, str], tmp_path: Path, **options: str) -> IntegreatError:
    """The exception of a host that cannot be read or written to; everything that Python would show of it is remembered."""
    (tmp_path / "town").mkdir(exist_ok=True)
    (tmp_path / "town" / "x.html").write_text("x" * 200_000)
    upload = Upload("town/x.html", "", 200_000, Headers("text/html", "no-cache"))

    def use() -> None:
        with opened("web", host_of(server, **options), Credentials(secrets)) as host:
            host.read("town/integreat-manifest.json")
            host.put(Uploads(tmp_path, (upload,)))

    with pytest.raises(IntegreatError) as caught:
        use()
    watch.text += "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    return caught.value


def test_no_failure_shows_a_secret(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Refused, unreachable, cut, not trusted, forbidden, mistyped: each its own exception, and none tells."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    with watched({**server.secrets, "wrong": next(iter(server.wrong.values()))}, capfd) as watch:
        assert isinstance(failing(server, watch, server.wrong, tmp_path), RefusedError)
        port = free_port()
        assert isinstance(failing(server, watch, server.secrets, tmp_path, **through(server, port)), UnreachableError)
        with cutting(server.port) as line:
            line.left = 3000
            problem = failing(server, watch, server.secrets, tmp_path, **through(server, line.port))
            assert isinstance(problem, CutError | UnreachableError)
        assert isinstance(failing(server, watch, server.secrets, tmp_path, hosst="x"), UsageError)
        if server.environment:
            monkeypatch.setenv("SSL_CERT_FILE", os.devnull)
            monkeypatch.setenv("SSL_CERT_DIR", os.devnull)
            problem = failing(server, watch, server.secrets, tmp_path)
            assert isinstance(problem, RefusedError)
            assert "certificate" in str(problem)


def test_nothing_is_written_where_it_is_forbidden(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A folder in which the user may not write, or a bucket that is not there, is told for what it is."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    if server.kind == "sftp" and os.geteuid() == 0:
        elsewhere = replace(server, folder="/proc/nothing")  # where not even root may
    elif server.kind == "s3":
        elsewhere = replace(server, folder="no-such-bucket")
    else:
        closed = server.root / "closed"
        closed.mkdir()
        closed.chmod(0o555)
        elsewhere = replace(
            server, folder=f"{server.folder}/closed".lstrip("/") if server.kind == "webdav" else str(closed)
        )
    with watched(server.secrets, capfd) as watch:
        problem = failing(elsewhere, watch, server.secrets, tmp_path)
    assert isinstance(problem, DeniedError | RefusedError | CutError)
    assert isinstance(problem, TransportError)
