"""PostgreSQL and the CMS as processes of the test's own on loopback, thrown away afterwards. None is a service of the system."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.ports import free_port

HERE = Path(__file__).parent
ENVIRONMENT = REPOSITORY / ".venv/cms"
UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Database:
    """A cluster that runs."""

    port: int
    user: str
    password: str


@contextmanager
def database() -> Iterator[Database]:
    """A new cluster in a folder of its own. PostgreSQL does not run as root: there it runs as somebody without rights."""
    tools, port, password = _postgres(), free_port(), secrets.token_urlsafe()
    as_other = ["setpriv", f"--reuid={UNPRIVILEGED}", "--clear-groups", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        told = folder / "password"
        told.write_text(password)
        if as_other:
            owner = pwd.getpwnam(UNPRIVILEGED).pw_uid
            for path in (folder, told):
                os.chown(path, owner, -1)
        initdb = [
            tools / "initdb",
            f"--pgdata={folder}/data",
            "--username=cms",
            f"--pwfile={told}",
            "--auth=scram-sha-256",
        ]
        _run([*as_other, *initdb, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], folder)
        quick = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        where = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={port}", "-c", "unix_socket_directories="]
        with (folder / "log").open("wb") as log:
            command = [*as_other, str(tools / "postgres"), "-D", f"{folder}/data", *where, *quick]
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            ready = [str(tools / "pg_isready"), "--quiet", "--host=127.0.0.1", f"--port={port}"]
            _wait(lambda: subprocess.run(ready, check=False).returncode == 0, process, folder / "log")
            yield Database(port, "cms", password)
        finally:
            process.terminate()
            process.wait(30)
    finally:
        shutil.rmtree(folder)


def _postgres() -> Path:
    """The folder with PostgreSQL's programs. Debian keeps them where no PATH leads."""
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    versions = [file.parent for file in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if not versions:
        raise AssertionError("There is no PostgreSQL. `make test-cms` installs Debian's.")
    return max(versions, key=lambda folder: int(folder.parent.name))


@dataclass(frozen=True)
class Cms:
    """The CMS, filled and answering."""

    origin: str
    environment: dict[str, str]

    def edit(self, *arguments: str) -> None:
        """Has the CMS's models change something: see fill.py."""
        _run([ENVIRONMENT / "bin/python", "-W", "ignore", HERE / "fill.py", *arguments], HERE, self.environment)


@contextmanager
def cms(folder: Path) -> Iterator[Cms]:
    """The CMS with what guide.py tells, under gunicorn. Its files are below `folder`."""
    python = ENVIRONMENT / "bin/python"
    assert python.exists(), f"There is no {python}. `make test-cms` makes it."
    port = free_port()
    with database() as base:
        told = {
            "DB_NAME": "postgres", "DB_USER": base.user, "DB_PASSWORD": base.password,
            "DB_HOST": "127.0.0.1", "DB_PORT": str(base.port), "SECRET_KEY": secrets.token_urlsafe(),
            "BASE_URL": f"http://127.0.0.1:{port}", "MEDIA_ROOT": f"{folder}/media", "LOGFILE": f"{folder}/cms.log",
            "BACKGROUND_TASKS_ENABLED": "0", "NOMINATIM_API_ENABLED": "0", "LINKCHECK_DISABLE_LISTENERS": "1",
        }  # fmt: skip
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "integreat_cms.core.settings",
            **{f"INTEGREAT_CMS_{name}": value for name, value in told.items()},
        }
        (folder / "media").mkdir()
        made = Cms(f"http://127.0.0.1:{port}", environment)
        _run([python, "-W", "ignore", "-m", "django", "migrate", "--verbosity=0"], HERE, environment)
        made.edit("fill")
        with (folder / "log").open("wb") as log:
            command = [
                python,
                "-W",
                "ignore",
                "-m",
                "gunicorn",
                f"--bind=127.0.0.1:{port}",
                "--threads=2",
                "host:application",
            ]
            process = subprocess.Popen(command, cwd=HERE, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(lambda: _answers(port), process, folder / "log")
            yield made
        finally:
            process.terminate()
            process.wait(30)


def _answers(port: int) -> bool:
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/api/v3/regions/")
        return connection.getresponse().status == 200
    except OSError:
        return False


def _wait(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while not ready():
        assert process.poll() is None, f"it ended:\n{log.read_text()}"
        assert time.monotonic() < end, f"it does not answer:\n{log.read_text()}"
        time.sleep(0.1)


def _run(command: list[str | Path], folder: Path, environment: dict[str, str] | None = None) -> None:
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, f"{command}\n{ended.stdout}\n{ended.stderr}"
