"""Hosts that stumble, lie, fill up, or are taken over in the middle; regions side by side; compressed files that would hide."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from integreat_ssg.deploying.compression import compressed
from integreat_ssg.deploying.headers import headers_of
from integreat_ssg.deploying.patience import WAITS, Patient
from integreat_ssg.deploying.record import JOURNAL, RECORD, Journal, parse_record
from integreat_ssg.deploying.run import Deploy, Wish
from integreat_ssg.deploying.site import LocalSite, entry_of
from integreat_ssg.deploying.transport import Abilities, CutError, Headers, OvertakenError, RefusedError, Uploads
from integreat_ssg.errors import UsageError
from integreat_ssg.model.hosts import Host
from integreat_ssg.sealing import version_of
from tests.conftest import REPOSITORY
from tests.deploying.conftest import Releases
from tests.deploying.memory import MemoryHost
from tests.deploying.test_any_order_of_events import same_as, site_of
from tests.deploying.test_interrupted import tree

HOST = Host("folder", folder="x", max_deletes=1000)


@pytest.fixture
def wish() -> Iterator[Wish]:
    with tempfile.TemporaryDirectory() as folder:
        yield Wish(remembered=Path(folder), older=True)


@dataclass
class Bad(MemoryHost):
    """A host that stores the first so many puts wrongly, or fails them, or is taken over when it has got so many."""

    short: int = 0
    failing: int = 0
    failure: type[Exception] = CutError
    overtaken_after: int | None = None
    calls: list[str] = field(default_factory=list)

    def put(self, uploads: Uploads) -> None:
        self.calls.append("put")
        if self.failing:
            self.failing -= 1
            raise self.failure("a bad moment")
        super().put(uploads)
        if self.short and not any(path.endswith((JOURNAL, RECORD)) for path in uploads.paths):
            self.short -= 1
            self.files[uploads.paths[-1]] = b""
        if self.overtaken_after is not None and len(self.put_paths) >= self.overtaken_after:
            self.files[f"town/{JOURNAL}"] = Journal("another", 2**31, "v9").encoded()


def patient(host: MemoryHost, slept: list[float]) -> Patient:
    return Patient(host, sleep=slept.append)


def test_bad_moments_are_waited_for(wish: Wish) -> None:
    """Each wait is longer than the one before; in the end all is there."""
    host, slept = Bad(failing=3), list[float]()
    Deploy("web", HOST, patient(host, slept), wish).run([site_of({"a": 1})])
    same_as(host, site_of({"a": 1}))
    assert slept == sorted(slept)
    assert len(slept) == 3


@pytest.mark.parametrize(("failure", "tries"), [(CutError, len(WAITS) + 1), (RefusedError, 1)])
def test_what_waiting_does_not_help_is_told(wish: Wish, failure: type[Exception], tries: int) -> None:
    """A refused password is not tried twice: providers lock accounts."""
    host = Bad(failing=10**6, failure=failure)
    with pytest.raises(failure):
        Deploy("web", HOST, patient(host, []), wish).run([site_of({"a": 1})])
    assert len(host.calls) == tries
    assert not [path for path in host.files if path.endswith(".html")]


@pytest.mark.parametrize("hashes", [True, False])
def test_what_was_stored_wrongly_is_sent_again(wish: Wish, hashes: bool) -> None:
    """Once; a host that does it again and again is left with the former release and a message."""
    able = Abilities(renames=True, lists=True, hashes=hashes)
    host = Bad(able)
    Deploy("web", HOST, host, wish).run([site_of({"a": 1})])
    before = host.files["town/de/a.html"]
    host.short = 10**6
    with pytest.raises(CutError, match="other bytes"):
        Deploy("web", HOST, host, wish).run([site_of({"a": 2})])
    assert host.files["town/de/a.html"] == before
    host.short = 1
    Deploy("web", HOST, host, wish).run([site_of({"a": 2})])
    same_as(host, site_of({"a": 2}))


def test_whoever_is_overtaken_stops_before_pages_change(wish: Wish) -> None:
    """The lock is looked at again before pages and before the record."""
    host = Bad()
    Deploy("web", HOST, host, wish).run([site_of({"a": 1})])
    record, page = host.files[f"town/{RECORD}"], host.files["town/de/a.html"]
    host.put_paths.clear()
    host.overtaken_after = 1
    with pytest.raises(OvertakenError):
        Deploy("web", HOST, host, wish).run([site_of({"a": 2})])
    assert (host.files[f"town/{RECORD}"], host.files["town/de/a.html"]) == (record, page)


def test_a_long_deploy_keeps_its_lock(wish: Wish) -> None:
    """It is renewed before its time is over."""
    host, now = Bad(), [1000.0]

    def clock() -> float:
        now[0] += 150
        return now[0]

    Deploy("web", HOST, host, wish, clock).run([site_of({"a": 1, "b": 2, "c": 3})])
    assert host.put_paths.count(f"town/{JOURNAL}") >= 2
    same_as(host, site_of({"a": 1, "b": 2, "c": 3}))


def test_two_regions_and_a_portal_live_side_by_side(wish: Wish) -> None:
    """A deploy of one touches nothing of the others, nor what lies between them."""
    host = MemoryHost(files={"robots.txt": b"another's"})
    town, city = site_of({"a": 1}), replace(site_of({"a": 2}), region="city", folder="city/")
    made = {"index.html": b"portal", "assets/1/portal.css": b"style"}
    files = {path: entry_of(data) for path, data in sorted(made.items())}
    portal = LocalSite("portal", "", Path(), version_of(files), files, {}, made)
    Deploy("web", HOST, host, wish).run([town, city, portal])
    others = {path: data for path, data in host.files.items() if not path.startswith("town/")}
    for number in (3, 4, 5):
        Deploy("web", HOST, host, wish).run([site_of({"b": number})])
        assert {path: data for path, data in host.files.items() if not path.startswith("town/")} == others
    assert not [path for path in host.files if path == "town/de/a.html"]


def test_a_lock_of_one_region_is_none_of_another(wish: Wish) -> None:
    """A pipeline deploys its regions side by side."""
    host = MemoryHost(files={f"town/{JOURNAL}": Journal("another", 2**31, "v9").encoded()})
    Deploy("web", HOST, host, wish).run([replace(site_of({"a": 2}), region="city", folder="city/")])
    with pytest.raises(OvertakenError):
        Deploy("web", HOST, host, wish).run([site_of({"a": 1})])


def test_a_compressed_file_never_hides_a_newer_page(wish: Wish) -> None:
    """Where compression is turned off, the compressed files go before the pages change."""
    host, host_of = MemoryHost(), replace(HOST, precompress=True)
    page = {"de/a.html": b"a page with many words " * 60}

    def site(data: bytes) -> LocalSite:
        return site_of({}).having("de/a.html", data)

    Deploy("web", host_of, host, wish).run([site(page["de/a.html"])])
    assert "town/de/a.html.br" in host.files
    plain = Deploy("web", HOST, host, wish)
    steps = [(step.path, step.reason) for step in plain.plans([site(b"other words " * 90)])[0].plan.steps]
    assert steps.index(("de/a.html.br", "stale")) < steps.index(("de/a.html", "changed"))
    plain.run([site(b"other words " * 90)])
    assert "town/de/a.html.br" not in host.files


def test_compressing_twice_gives_the_same_bytes() -> None:
    """No time and no name stands in them."""
    site = site_of({}).having("de/a.html", b"a page with many words " * 60)
    one, two = compressed(site, {}), compressed(site, {})
    assert one.made == two.made
    assert {"de/a.html.br", "de/a.html.gz"} == one.extra.keys()


@pytest.mark.parametrize(
    ("path", "kind", "cache", "encoding"),
    [
        ("de/index.html", "text/html; charset=utf-8", "no-cache", None),
        ("de/index.html.br", "text/html; charset=utf-8", "no-cache", "br"),
        ("assets/1/style.css.gz", "text/css; charset=utf-8", "public, max-age=31536000, immutable", "gzip"),
        ("sw.js", "text/javascript; charset=utf-8", "no-cache", None),
        ("release.json", "application/json", "no-cache", None),
        ("release/former.json", "application/json", "no-cache", None),
        ("release/packs/0.bin", "application/octet-stream", "public, max-age=31536000, immutable", None),
        ("de/app.webmanifest", "application/manifest+json", "no-cache", None),
        ("de/events.ics", "text/calendar; charset=utf-8", "no-cache", None),
        ("media/x.exe", "application/octet-stream", "public, max-age=31536000, immutable", None),
    ],
)
def test_each_file_has_its_headers(path: str, kind: str, cache: str, encoding: str | None) -> None:
    """What changes under its name is asked for each time; what does not may be kept for ever."""
    assert headers_of(path) == Headers(kind, cache, encoding)


def test_the_output_folder_cannot_be_the_host(releases: Releases, tmp_path: Path) -> None:
    """It would be deployed onto itself."""
    (tmp_path / "www").symlink_to(releases.first)
    before = tree(releases.first)
    command = [sys.executable, "-m", "integreat_ssg", "deploy", "web", "--output", str(releases.first)]
    done = subprocess.run(
        [*command, "--content", str(releases.content)], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "as well" in done.stderr
    assert tree(releases.first) == before


def test_a_full_disk_leaves_the_former_release(releases: Releases, tmp_path: Path) -> None:
    """One sentence, exit code 3; with room again the deploy goes on."""
    command = [sys.executable, "-m", "integreat_ssg", "deploy", "web", "town", "--content", str(releases.content)]

    def deploy(output: Path, limit: int | None) -> subprocess.CompletedProcess[str]:
        before = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None
        return subprocess.run(
            [*command, "--output", str(output)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            preexec_fn=before,
        )

    assert deploy(releases.first, None).returncode == 0
    pages = {path: data for path, data in tree(tmp_path / "www/town").items() if path.endswith(".html")}
    full = deploy(releases.second, 2000)
    assert full.returncode == 3
    assert "Traceback" not in full.stderr
    now = tree(tmp_path / "www/town")
    assert {path: now[path] for path in pages} == pages
    assert deploy(releases.second, None).returncode == 0
    assert parse_record(tree(tmp_path / "www/town")[RECORD]).files.keys() == releases.files(releases.second).keys()
    assert str(REPOSITORY) not in full.stderr


def test_what_somebody_changed_on_the_host_cannot_be_gone_back_to(wish: Wish) -> None:
    """The deploy goes on; a rollback says that there is nothing, instead of bringing something else back."""
    host = MemoryHost()
    Deploy("web", HOST, host, wish).run([site_of({"a": 1})])
    host.files["town/de/a.html"] = b"edited by hand"
    deploy = Deploy("web", HOST, host, wish)
    deploy.run([site_of({"a": 2})])
    same_as(host, site_of({"a": 2}))
    with pytest.raises(UsageError, match="no former release"), tempfile.TemporaryDirectory() as stage:
        deploy.former("town", "town/", Path(stage))
    deploy.run([site_of({"a": 3})])
    with tempfile.TemporaryDirectory() as stage:
        deploy.run([deploy.former("town", "town/", Path(stage))])
    same_as(host, site_of({"a": 2}))
