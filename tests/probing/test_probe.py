"""A published site is read back from a real server; each fault of a host is told for what it is."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.probing import Report, probe
from integreat_ssg.probing.addresses import secure
from integreat_ssg.probing.client import Client
from integreat_ssg.probing.policy import blocked_by
from integreat_ssg.probing.record import Record
from integreat_ssg.reporting.probes import probe_text
from tests.certificates import certificate
from tests.conftest import SMALL_SITE, write_files
from tests.probing.host import POLICY, Host, Reply, serving

Fault = Callable[[Reply], None]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a town."""
    folder = tmp_path_factory.mktemp("probed")
    write_files(folder / "content", SMALL_SITE)
    command = [sys.executable, "-m", "integreat_ssg", "build", "--content", folder / "content"]
    subprocess.run([*command, "--output", folder / "build", "--no-cache"], check=True, capture_output=True)
    return folder / "build" / "town"


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    """A host of that site."""
    with serving(site) as host:
        yield host


def codes(report: Report) -> set[str]:
    """The codes of what was found."""
    return {finding.code for finding in report.findings}


def test_a_site_in_order_is_praised(host: Host, site: Path) -> None:
    """Nothing is found, every file was compared, and only a few requests were under way at once, all of them reading."""
    report = probe(host.url, all_files=True)
    assert not report.findings
    files = json.loads((site / "integreat-manifest.json").read_text())["files"]
    assert (report.region, report.listed, report.compared) == ("town", len(files), len(files))
    assert not any(report.aspects.values())
    assert host.methods == {"GET"}
    assert host.most <= 8
    assert "Pages can be read." in probe_text(report, "en")
    assert "Seiten sind lesbar." in probe_text(report, "de")


def test_addresses_are_taken_as_people_write_them(host: Host) -> None:
    """With and without a slash, index.html or an anchor."""
    for end in ("", "index.html", "integreat-manifest.json", "#top", "?from=mail"):
        assert probe(host.url + end).url == host.url
    assert probe(host.url.rstrip("/")).url == host.url


def wrong_type(ending: str, kind: str) -> Fault:
    def fault(reply: Reply) -> None:
        if reply.path.endswith(ending):
            reply.headers["Content-Type"] = kind

    return fault


def gone(path: str) -> Fault:
    def fault(reply: Reply) -> None:
        if reply.path == path:
            reply.status, reply.body = 404, b"gone"

    return fault


def login(reply: Reply) -> None:
    if reply.path == "release.json":
        reply.headers["Content-Type"], reply.body = "text/html", b"<h1>Please log in</h1>"


def stale(reply: Reply) -> None:
    if reply.path == "de/index.html" and not reply.query:
        reply.body, reply.headers["Age"] = b"<p>as it was yesterday</p>" * 400, "86000"


def truncated(reply: Reply) -> None:
    if reply.path == "de/index.html":
        reply.body = reply.body[:1000]


def cut(reply: Reply) -> None:
    if reply.path == "de/index.html":
        reply.cut = 900


def rewritten(reply: Reply) -> None:
    if reply.path == "de/index.html":
        reply.body += b"<script src=/ads.js></script>"


def soft_404(reply: Reply) -> None:
    if reply.status == 404:
        reply.status = 200


def home_for_all(reply: Reply) -> None:
    if reply.status == 404:
        reply.status, reply.headers["Location"] = 302, "/town/"


def foreign_404(reply: Reply) -> None:
    if reply.status == 404:
        reply.body = b"<h1>Not Found</h1>"


def no_slash(reply: Reply) -> None:
    if reply.path == "ar":
        reply.status, reply.headers = 404, {}


def no_index(reply: Reply) -> None:
    if reply.path == "ar/":
        reply.status, reply.body = 403, b"Index of files is not allowed."


def page_without_slash(reply: Reply) -> None:
    if reply.path == "ar":
        reply.status, reply.headers = 200, {"Content-Type": "text/html; charset=utf-8"}


def unprotected(reply: Reply) -> None:
    for name in ("Content-Security-Policy", "X-Content-Type-Options"):
        reply.headers.pop(name, None)


def hangs_up(reply: Reply) -> None:
    if reply.path == "de/index.html":
        raise ConnectionAbortedError


def pointer_says(**said: object) -> Fault:
    def fault(reply: Reply) -> None:
        if reply.path == "release.json":
            reply.body = json.dumps({**json.loads(reply.body), **said}).encode()

    fault.__name__ = f"pointer_says_{next(iter(said))}"
    return fault


def to_backend(reply: Reply) -> None:
    if reply.path == "ar":
        reply.headers["Location"] = "http://backend:8080/town/ar/"


def pretty(reply: Reply) -> None:
    if reply.path.endswith("index.html"):
        reply.status, reply.headers["Location"] = 308, f"/town/{reply.path.removesuffix('index.html')}"


def loose(reply: Reply) -> None:
    reply.headers["Uncompressed"] = "yes"


def kept_for_a_day(reply: Reply) -> None:
    reply.headers["Cache-Control"] = "max-age=86400"


def silent_about_time(reply: Reply) -> None:
    reply.headers.pop("Cache-Control", None)


def strict(reply: Reply) -> None:
    reply.headers["Content-Security-Policy"] = "default-src 'none'"


def cookie(reply: Reply) -> None:
    reply.headers["Set-Cookie"] = "PHPSESSID=1; Path=/"


def worker_elsewhere(reply: Reply) -> None:
    if reply.path == "sw.js":
        reply.status, reply.headers["Location"] = 302, "/sw.js"


def no_icons(reply: Reply) -> None:
    if reply.path.endswith(".webmanifest"):
        reply.body = json.dumps({"name": "Town", "display": "browser", "start_url": "index.html"}).encode()


FAULTS: list[tuple[Fault, set[str], str]] = [
    (wrong_type(".css", "text/plain"), {"probe-type"}, "read"),
    (wrong_type(".webmanifest", "application/octet-stream"), {"probe-type"}, "read"),
    (wrong_type("de/index.html", "text/html; charset=iso-8859-1"), {"probe-type"}, "read"),
    (wrong_type("sw.js", "text/plain"), {"probe-type", "probe-worker-type"}, "keep"),
    (gone("sw.js"), {"probe-missing", "probe-worker-missing"}, "keep"),
    (gone("de/index.html"), {"probe-missing", "probe-not-installable"}, "read"),
    (login, {"probe-page-instead", "probe-no-release"}, "keep"),
    (stale, {"probe-stale"}, "current"),
    (truncated, {"probe-truncated"}, "keep"),
    (cut, {"probe-truncated"}, "keep"),
    (rewritten, {"probe-differs"}, "current"),
    (soft_404, {"probe-nothing-found"}, "keep"),
    (home_for_all, {"probe-nothing-redirects"}, ""),
    (foreign_404, {"probe-foreign-404"}, ""),
    (no_slash, {"probe-slash-missing"}, "read"),
    (no_index, {"probe-no-index"}, "read"),
    (page_without_slash, {"probe-no-slash"}, "read"),
    (unprotected, {"probe-headers-missing"}, ""),
    (hangs_up, {"probe-no-answer"}, "read"),
    (pointer_says(kill=True), {"probe-killed", "probe-differs"}, "current"),
    (pointer_says(site="village"), {"probe-other-site", "probe-differs"}, "keep"),
    (to_backend, {"probe-redirect-leaves"}, "read"),
    (pretty, {"probe-index-redirected"}, ""),
    (loose, {"probe-not-compressed"}, ""),
    (kept_for_a_day, {"probe-kept-long", "probe-kept-shortly"}, "current"),
    (silent_about_time, {"probe-lifetime-unsaid", "probe-kept-shortly"}, ""),
    (strict, {"probe-policy-blocks"}, "keep"),
    (cookie, {"probe-cookie"}, "protected"),
    (worker_elsewhere, {"probe-worker-redirected", "probe-missing"}, "keep"),
    (no_icons, {"probe-not-installable", "probe-truncated"}, "install"),
]


@pytest.mark.parametrize(("fault", "expected", "aspect"), FAULTS, ids=lambda value: getattr(value, "__name__", None))
def test_each_fault_is_told_for_what_it_is(host: Host, fault: Fault, expected: set[str], aspect: str) -> None:
    """That fault and no other is found, and what it means for a newcomer is said."""
    host.faults.append(fault)
    report = probe(host.url)
    assert codes(report) == expected
    assert not aspect or report.aspects[aspect] is not None
    for language in ("de", "en"):
        assert probe_text(report, language)


def test_half_a_deploy_is_a_mixture(site: Path, tmp_path: Path) -> None:
    """Where the release is newer than the record, or the other way round, that is said once."""
    mixed = tmp_path / "mixed"
    shutil.copytree(site, mixed)
    pointer = json.loads((mixed / "release.json").read_text())
    pointer["sets"] = {name: ["0" * 32, size] for name, (_, size) in pointer["sets"].items()}
    (mixed / "release.json").write_text(json.dumps(pointer))
    with serving(mixed) as host:
        report = probe(host.url)
    assert sum(finding.code == "probe-mixed" for finding in report.findings) == 1
    assert report.aspects["current"] == "error"


def test_what_a_site_has_not_or_a_host_cannot(site: Path, tmp_path: Path) -> None:
    """A site without a worker works with a network only; a host that sends no parts of a file sends a map's tiles whole."""
    other = tmp_path / "other"
    shutil.copytree(site, other)
    (other / "map").mkdir()
    (other / "map/town.pmtiles").write_bytes(b"tiles" * 100)
    record = json.loads((other / "integreat-manifest.json").read_text())
    del record["files"]["sw.js"]
    record["files"]["map/town.pmtiles"] = [hashlib.sha256(b"tiles" * 100).hexdigest(), 500]
    (other / "integreat-manifest.json").write_text(json.dumps(record))
    with serving(other) as host:
        assert codes(probe(host.url)) == {"probe-no-worker"}

        def whole(reply: Reply) -> None:
            if reply.path == "map/town.pmtiles":
                reply.whole = True

        host.faults.append(whole)
        assert codes(probe(host.url)) == {"probe-no-worker", "probe-no-ranges"}


def test_another_version_than_the_deployed_one(host: Host) -> None:
    """Whoever has deployed a version learns that readers have another."""
    assert codes(probe(host.url, version="0123456789abcdef")) == {"probe-other-version"}
    assert not codes(probe(host.url, version=probe(host.url).version))


def test_a_deploy_meanwhile_is_noticed(host: Host) -> None:
    """What was found while the site changed is not to be trusted, and that is said."""
    seen = []

    def changing(reply: Reply) -> None:
        if reply.path == "integreat-manifest.json":
            seen.append(reply)
            if len(seen) > 1:
                reply.body = reply.body.replace(b'"version": "', b'"version": "0')

    host.faults.append(changing)
    assert codes(probe(host.url)) == {"probe-changed-meanwhile"}


def test_https_and_the_way_there(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With https all is well where http leads there; where it does not, or the certificate ends soon, that is said."""
    pair = certificate(tmp_path, days=5)
    monkeypatch.setenv("SSL_CERT_FILE", str(pair[0]))
    with serving(site, pair) as host, serving(site) as plain:
        port = int(plain.origin.rpartition(":")[2])
        assert codes(probe(host.url, plain_port=port)) == {"probe-http-open", "probe-certificate-ends"}

        def lead(reply: Reply) -> None:
            reply.status, reply.headers = 301, {"Location": f"{host.origin}/town/{reply.path}"}

        plain.faults.append(lead)
        assert codes(probe(host.url, plain_port=port)) == {"probe-certificate-ends"}
        plain.faults[:] = [
            lambda reply: reply.headers.update(Location="https://elsewhere.example/") or setattr(reply, "status", 302)
        ]
        assert codes(probe(host.url, plain_port=port)) == {"probe-certificate-ends", "probe-http-elsewhere"}
        silent = int(plain.origin.rpartition(":")[2])
    with serving(site, pair) as host:
        assert codes(probe(host.url, plain_port=silent)) == {"probe-certificate-ends", "probe-http-silent"}
    monkeypatch.delenv("SSL_CERT_FILE")
    with serving(site, pair) as host, pytest.raises(WorldError, match="browsers refuse its certificate"):
        probe(host.url)


def test_a_site_of_others_without_https_is_an_error() -> None:
    """Browsers keep nothing of it. On this machine they do."""
    client = Client(1)
    own, others = (Record(f"http://{name}/town/", "town", "v", {}) for name in ("localhost", "guide.example"))
    assert [each.code for each in secure(client, others)] == ["probe-no-https"]
    assert not list(secure(client, own))


def test_what_is_no_site_is_refused(host: Host, tmp_path: Path) -> None:
    """No address, no record, a damaged record, one that leads out of the site, nobody there: each in one sentence."""
    for address in ("guide.example", "ftp://guide.example/", "https://me:word@guide.example/"):
        with pytest.raises(UsageError):
            probe(address)
    with pytest.raises(WorldError, match="not that of the portal"):
        probe(f"{host.origin}/elsewhere/")
    for content in ("<html>", "{}", '{"files": {"../x": ["a", 1]}, "region": "r", "version": "v"}', "[" * 100000):
        (tmp_path / "integreat-manifest.json").write_text(content)
        (tmp_path / "404.html").write_text("")
        with serving(tmp_path) as broken, pytest.raises(WorldError, match="integreat-manifest"):
            probe(broken.url)
    with pytest.raises(WorldError, match="does not answer"):
        probe("http://127.0.0.1:1/", seconds=1)


def test_the_command(host: Host, run_cli: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """It prints what a newcomer meets and what helps on that host; exit code 1 says that something is broken."""
    done = run_cli("probe", host.url, "--language", "en")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Phones can keep it" in done.stdout
    host.faults.append(wrong_type(".css", "text/plain"))
    done = run_cli("probe", host.url, "--all", "--language", "de")
    assert done.returncode == 1
    assert "So geht es bei nginx:" in done.stdout
    report = json.loads(run_cli("probe", host.url, "--json").stdout)[0]
    assert report["aspects"]["read"] == "error"
    assert report["findings"][0]["code"] == "probe-type"
    assert run_cli("probe", "http://127.0.0.1:1/", "--wait", "1").returncode == 3
    assert run_cli("probe", "nonsense").returncode == 2


def test_policies_are_read_as_browsers_read_them() -> None:
    """Directives fall back to others; two policies both hold; ours passes."""
    assert not blocked_by(POLICY)
    assert not blocked_by("default-src 'self'; object-src 'none'")
    assert not blocked_by("frame-ancestors 'none'")
    assert blocked_by("default-src 'self'; worker-src 'none'") == ["worker-src"]
    assert blocked_by("default-src 'self'; script-src 'none'") == ["script-src", "worker-src"]
    assert blocked_by("default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'") == [
        "trusted-types"
    ]
    assert blocked_by("sandbox") == ["sandbox"]
