"""The real `integreat-ssg serve` in a process of its own, and what a browser would ask it."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from tests.conftest import Files, write_files


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Served:
    """A server and its terminal. `folder` holds `content` and `build`."""

    folder: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    port: int = 0

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """What a browser gets."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)

    def finish(self) -> None:
        """Returns when everything is built that was saved: the portal is never shown before its build."""
        assert self.get("/").status == 200

    def raw(self, line: str, host: str = "127.0.0.1") -> bytes:
        """All bytes that come back for a request line that no browser would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(f"{line}\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def build(self, seen: int = -1) -> int:
        """The number of the newest build, as soon as it is not `seen`."""
        return int(json.loads(self.get(f"/.integreat/wait?seen={seen}").text)["build"])

    def save(self, files: Files) -> None:
        """Writes content files in place."""
        write_files(self.folder / "content", files)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stops the server; its exit code. Its whole terminal is in `said` then."""
        self.process.send_signal(number)
        code = self.process.wait(timeout=15)
        for _ in range(50):
            if len(self.said) and self.said[-1] is END:
                break
            time.sleep(0.05)
        return code

    @property
    def terminal(self) -> str:
        """Everything it has said."""
        return "".join(self.said)


END = ""


def start(folder: Path, *options: str, port: int = 0) -> Served:
    """A server on `folder/content` with the theme in `folder/theme`, as soon as it says where it listens."""
    command = [sys.executable, "-m", "integreat_ssg", "serve", "--port", str(port), "--theme", "theme", *options]
    process = subprocess.Popen(
        [*command, "--language", "en"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    served = Served(folder, process)

    def listen() -> None:
        assert process.stdout
        served.said.extend(iter(process.stdout.readline, ""))
        served.said.append(END)

    threading.Thread(target=listen, daemon=True).start()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(r"Serving at http://\S+?:(\d+)/", served.terminal):
            served.port = int(found[1])
            return served
        time.sleep(0.02)
    process.kill()
    raise AssertionError(f"no server: {served.terminal}")
