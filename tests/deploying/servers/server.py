"""What all servers have in common: a process that is waited for, and what a deploy has to know of it."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

NOBODY = "nobody"
"""Whom servers become that refuse to work as root, or should not."""


@dataclass
class Server:
    """A server that runs. `options` and `secrets` are those of a host in site.yaml, with the secrets' values; `wrong` are
    others that it refuses. `root` is where its files lie on this disk; an object store has none."""

    kind: str
    port: int
    options: Mapping[str, str]
    secrets: Mapping[str, str]
    wrong: Mapping[str, str]
    root: Path
    folder: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What the deploying process needs besides, such as the authority of certificates."""
    url: str = ""
    refusal: str = "does not accept"
    """What a deploy that is refused is told."""

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Meanwhile a deploy with the credentials in `wrong`, if there are any, is refused."""
        yield

    def files(self) -> dict[str, bytes]:
        """Every file that is there."""
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes() for file in self.root.rglob("*") if file.is_file()
        }

    def write(self, path: str, content: bytes) -> None:
        """Puts a file as somebody else would."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        if os.geteuid() == 0:  # the server's own user has to be able to write beside it
            owner = self.root.stat()
            for each in (file, *file.parents):
                if each.is_relative_to(self.root):
                    os.chown(each, owner.st_uid, owner.st_gid)

    def writes(self) -> dict[str, int]:
        """File to the moment of its last upload, to see which were uploaded again."""
        return {
            file.relative_to(self.root).as_posix(): file.stat().st_mtime_ns
            for file in self.root.rglob("*")
            if file.is_file()
        }


def program(name: str, package: str) -> str:
    """The path of a server's program. AssertionError where it is missing: `make test` installs it."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin:/sbin")
    assert found, f"{name} is missing (Debian package {package})"
    return found


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that a server can reach which is not root; pytest's own are closed to all others."""
    folder = Path(tempfile.mkdtemp(prefix="integreat-host-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(
    command: Sequence[str | Path], port: int, log: Path, user: str | None = None, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that listens on `port`, ended at the end. As another user where we are root and one is named."""
    become = {"user": user, "group": "nogroup", "extra_groups": []} if user and os.geteuid() == 0 else {}
    with log.open("ab") as out:
        process = subprocess.Popen(
            [str(each) for each in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env={**os.environ, **environment},
            start_new_session=True,
            **become,  # type: ignore[call-overload]
        )
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, f"{command[0]} ended: {log.read_text(errors='replace')[-2000:]}"
                assert time.monotonic() < deadline, f"{command[0]} does not listen: {log.read_text(errors='replace')}"
                time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
