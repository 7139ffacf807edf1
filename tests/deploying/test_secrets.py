"""A marker secret through every failure that there is: it stands in nothing that anybody can read."""

import base64
import threading
import traceback
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from integreat_ssg.build import Job
from integreat_ssg.cli.deploy import hidden
from integreat_ssg.deploying import git
from integreat_ssg.deploying.credentials import HIDDEN, Credentials, read_credentials
from integreat_ssg.deploying.transport import (
    CutError,
    DeniedError,
    NoRoomError,
    OvertakenError,
    RefusedError,
    UnreachableError,
)
from integreat_ssg.errors import IntegreatError, UsageError, WorldError
from integreat_ssg.inspection import check
from integreat_ssg.reporting.formats import FORMATS
from tests.conftest import SMALL_SITE, write_files
from tests.deploying.conftest import Done, Releases

MARKER = "pa55/w0rd+Zürich Käse"
FORMS = (
    MARKER,
    "pa55%2Fw0rd%2BZ%C3%BCrich%20K%C3%A4se",
    base64.b64encode(MARKER.encode()).decode().rstrip("="),
    "pa55/w0rd",
)
"""Forms in which the marker, or its beginning, could be read."""


def assert_hidden(text: str) -> None:
    assert not [form for form in FORMS if form in text], text


def fail(kind: type[Exception]) -> None:
    """Fails for a reason that names the secret, in words that do so as well."""
    try:
        raise ValueError(f"login user:{FORMS[1]}@host {FORMS[2]}")
    except ValueError as problem:
        raise kind(f"530 {MARKER} refused") from problem


@pytest.mark.parametrize(
    "kind",
    [
        RefusedError,
        DeniedError,
        NoRoomError,
        UnreachableError,
        CutError,
        OvertakenError,
        UsageError,
        WorldError,
        KeyError,
    ],
)
def test_no_exception_carries_it(kind: type[Exception]) -> None:
    """Neither its text, nor that of what caused it, nor a traceback with all of them."""
    credentials = Credentials({"pass": MARKER})
    with pytest.raises((IntegreatError, RuntimeError)) as caught, hidden(credentials):
        fail(kind)
    assert_hidden("".join(traceback.format_exception(caught.value)))
    assert HIDDEN in str(caught.value)
    assert isinstance(caught.value, kind if issubclass(kind, IntegreatError) else RuntimeError)
    assert_hidden(repr(credentials))


class Forge(BaseHTTPRequestHandler):
    """Answers as a forge with a bad day: with the status in the path, and with what it was sent."""

    def do_GET(self) -> None:
        status = int(self.path.split("/")[1])
        self.send_response(status)
        self.send_header("WWW-Authenticate", f"Basic realm={self.headers.get('Authorization', 'x')}")
        self.end_headers()
        self.wfile.write(f"You sent {self.headers.get('Authorization')} {MARKER}".encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def forge() -> Iterator[int]:
    """The port of a forge on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Forge)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("status", [200, 401, 403, 404, 500, 503])
def test_a_forge_that_fails_tells_nothing(
    deploy: Callable[..., Done],
    releases: Releases,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    forge: int,
    status: int,
) -> None:
    """Refused, forbidden, not found, broken: one sentence, the right exit code, no token in it; nor in any file."""
    content = write_files(tmp_path / "content", {"site.yaml": site(f"http://127.0.0.1:{forge}/{status}/x.git")})
    monkeypatch.setenv("MARKER", MARKER)
    monkeypatch.setattr(git, "patiently", lambda action: action())  # a bad day of this forge does not end
    done = deploy("forge", "town", "--output", str(releases.first), "--content", str(content))
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "Error: The host forge: git " in done.stderr
    assert_hidden(done.stdout + done.stderr)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert_hidden(file.read_text(errors="replace"))


def site(url: str) -> str:
    return f"title: Guide\nregions: [town]\nhosts:\n  forge: {{kind: git, url: '{url}', secrets: {{token: MARKER}}}}\n"


def test_a_variable_or_a_file_outside_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not set, lies inside, or cannot be read is told by its name."""
    repository = tmp_path / "content"
    write_files(tmp_path, {"outside.txt": f"{MARKER}\n", "content/inside.txt": MARKER})
    monkeypatch.setenv("MARKER", MARKER)
    sources = {"pass": "MARKER", "token": str(tmp_path / "outside.txt")}
    assert read_credentials("web", sources, repository).values == {"pass": MARKER, "token": MARKER}
    for source in ("NOT_SET_ANYWHERE", str(repository / "inside.txt"), str(tmp_path / "missing.txt"), "hunter2"):
        with pytest.raises(IntegreatError) as caught:
            read_credentials("web", {"pass": source}, repository)
        assert "pass" in str(caught.value)
        assert_hidden(str(caught.value))


def test_a_file_beside_the_content_is_in_the_repository(
    deploy: Callable[..., Done], releases: Releases, tmp_path: Path
) -> None:
    """What could be committed with the content is no place for a secret."""
    source = tmp_path / "secret.txt"
    yaml = site("https://forge.example/x.git").replace("MARKER", str(source))
    write_files(tmp_path, {"secret.txt": MARKER, "content/site.yaml": yaml, ".git/HEAD": ""})
    done = deploy("forge", "--output", str(releases.first), "--content", str(tmp_path / "content"))
    assert done.returncode == 2
    assert "outside of the repository" in done.stderr
    assert_hidden(done.stderr)


@pytest.mark.parametrize(
    ("host", "key"),
    [
        (f"kind: sftp, options: {{host: h, pass: '{MARKER}'}}", "options.pass"),
        (f"kind: git, url: 'https://u:{FORMS[1]}@forge.example/x.git'", "url"),
        ("kind: s3, options: {secret_access_key: 'wJalrXUtnFEMI'}", "options.secret_access_key"),
        ("kind: git, url: x, options: {user: ghp_abcdefghijklmnop}", "options.user"),
        (f"kind: sftp, secrets: {{pass: '{MARKER}'}}", "secrets.pass"),
    ],
)
def test_a_secret_in_the_settings_is_a_finding(make_job: Callable[..., Job], host: str, key: str) -> None:
    """Told with its line and in both languages, without the secret."""
    yaml = f"title: Guide\nregions: [town]\nhosts:\n  web: {{{host}}}\n"
    result = check(make_job({**SMALL_SITE, "site.yaml": yaml}))
    finding = next(each for each in result.all_findings if each.code == "secret-in-settings")
    assert dict(finding.details) == {"host": "web", "key": key}
    assert finding.place.line == 4
    for form in FORMATS:
        for language in ("en", "de"):
            assert_hidden(FORMATS[form](result.all_findings, language, prefix="", colour=False))


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("Web: {kind: folder, folder: www}", "bad-host-name"),
        ("web: {kind: folder}", "host-incomplete"),
        ("web: {kind: git}", "host-incomplete"),
        ("web: {kind: sftp, folder: ../etc}", "host-incomplete"),
        ("web: {kind: folder, folder: www, region: village}", "host-of-no-region"),
    ],
)
def test_settings_that_cannot_be_are_findings(make_job: Callable[..., Job], host: str, code: str) -> None:
    """Each with its own code."""
    yaml = f"title: Guide\nregions: [town]\nhosts:\n  {host}\n"
    result = check(make_job({**SMALL_SITE, "site.yaml": yaml}))
    assert code in {each.code for each in result.all_findings}


def test_plain_settings_are_none(make_job: Callable[..., Job]) -> None:
    """What only sounds like a secret is no finding."""
    options = "{host: h, user: u, key_file: /k, token_url: 'https://x.example/t', pass_socket: x}"
    yaml = (
        "title: Guide\nregions: [town]\nhosts:\n"
        f"  web: {{kind: sftp, folder: /srv/www, options: {options}, secrets: {{pass: WEB_PASSWORD}}}}\n"
    )
    result = check(make_job({**SMALL_SITE, "site.yaml": yaml}))
    assert not [each for each in result.all_findings if "host" in each.code or "secret" in each.code]
