"""The command as its user meets it, on real folders: what is sent, what is refused, what stays."""

import json
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.deploying.local import PARTS
from integreat_ssg.deploying.record import JOURNAL, RECORD, Journal
from tests.conftest import REPOSITORY
from tests.deploying.conftest import Done, Releases
from tests.deploying.test_interrupted import tree

Deploy = Callable[..., Done]


def steps(done: Done, region: str = "town") -> dict[str, str]:
    """Path to reason, as `--dry-run --json` tells it."""
    assert done.returncode == 0, done.stderr
    plan = next(each for each in json.loads(done.stdout) if each["region"] == region)
    return {step["path"]: step["reason"] for step in plan["steps"]}


def test_from_the_first_deploy_to_the_last_file(deploy: Deploy, releases: Releases, tmp_path: Path) -> None:
    """First everything comes, then nothing, after an edit only that page and what names it; what has left the site goes one
    release later."""
    www = tmp_path / "www"
    first = deploy("web", "--output", str(releases.first))
    assert first.returncode == 0, first.stderr
    assert "town: " in first.stdout
    assert "portal: " in first.stdout
    assert {path: data for path, data in tree(www / "town").items() if path != RECORD} == (
        releases.files(releases.first)
    )
    assert not list(www.rglob(PARTS))

    before = tree(www)
    again = deploy("web", "--output", str(releases.first))
    assert "nothing was sent" in again.stdout
    assert tree(www) == before

    planned = steps(deploy("web", "--output", str(releases.second), "--dry-run", "--json"))
    assert tree(www) == before, "a dry run has changed something"
    pages = {path for path, reason in planned.items() if path.endswith(".html") and reason in ("new", "changed")}
    assert {"de/work/jobs/index.html", "de/work/new/index.html", "de/work/index.html"} <= pages
    assert not {"de/imprint/index.html", "de/privacy/index.html"} & pages
    assert deploy("web", "--output", str(releases.second)).returncode == 0
    assert (www / "town/de/work/new/index.html").is_file()
    assert (www / "town/de/work/leaving/index.html").is_file(), "the release before has lost a page"

    assert deploy("web", "--output", str(releases.first), "--older").returncode == 0
    assert deploy("web", "--output", str(releases.second)).returncode == 0
    assert deploy("web", "--output", str(releases.second), "--purge").returncode == 0
    left = {path for path in tree(www / "town") if path != RECORD}
    assert left == releases.files(releases.second).keys()


def test_rollback_brings_the_former_release_back(deploy: Deploy, releases: Releases, tmp_path: Path) -> None:
    """Every byte but the release's number, which rises, so that phones follow."""
    for output in (releases.first, releases.second):
        assert deploy("web", "town", "--output", str(output)).returncode == 0
    number = json.loads((tmp_path / "www/town/release.json").read_bytes())["sequence"]
    assert deploy("web", "--rollback").returncode == 2
    done = deploy("web", "town", "--rollback")
    assert done.returncode == 0, done.stderr
    old = releases.files(releases.first)
    now = tree(tmp_path / "www/town")
    assert {path for path in old if now.get(path) != old[path]} == {"release.json"}
    assert json.loads(now["release.json"])["sequence"] == number + 1
    assert json.loads(now["release.json"])["sets"] == json.loads(old["release.json"])["sets"]


def test_an_older_build_is_refused_unless_it_is_meant(deploy: Deploy, releases: Releases, tmp_path: Path) -> None:
    """`--from` means it."""
    assert deploy("web", "town", "--output", str(releases.second)).returncode == 0
    before = tree(tmp_path / "www")
    refused = deploy("web", "town", "--output", str(releases.first))
    assert refused.returncode == 2
    assert "--older" in refused.stderr
    assert tree(tmp_path / "www") == before
    assert deploy("web", "town", "--from", str(releases.first)).returncode == 0


def test_foreign_files_in_the_way_are_refused(deploy: Deploy, releases: Releases, tmp_path: Path) -> None:
    """A provider's own page is not replaced unasked, and nothing else is written beside it."""
    (tmp_path / "www/town").mkdir(parents=True)
    (tmp_path / "www/town/index.html").write_text("It works!")
    before = tree(tmp_path / "www")
    refused = deploy("web", "town", "--output", str(releases.first))
    assert refused.returncode == 2
    assert "/town/index.html" in refused.stderr
    assert "--adopt" in refused.stderr
    assert tree(tmp_path / "www") == before
    assert deploy("web", "town", "--output", str(releases.first), "--adopt").returncode == 0


def test_the_site_of_another_region_is_never_replaced(deploy: Deploy, releases: Releases, tmp_path: Path) -> None:
    """Not even with --adopt."""
    assert deploy("web", "--output", str(releases.first)).returncode == 0
    record = tmp_path / "www/town" / RECORD
    record.write_text(record.read_text().replace('"region": "town"', '"region": "village"'))
    before = tree(tmp_path / "www")
    refused = deploy("web", "town", "--output", str(releases.second), "--adopt")
    assert refused.returncode == 2
    assert "village" in refused.stderr
    assert tree(tmp_path / "www") == before


@pytest.mark.parametrize("damage", [b"", b"<html>404</html>", b'{"format": 1, "region": "town", "files": {"../x": 1}}'])
def test_a_damaged_record_costs_a_look_at_every_file(
    deploy: Deploy, releases: Releases, tmp_path: Path, damage: bytes
) -> None:
    """What is there as it should be is not sent again, what is not is mended."""
    assert deploy("web", "town", "--output", str(releases.first)).returncode == 0
    (tmp_path / "www/town" / RECORD).write_bytes(damage)
    (tmp_path / "www/town/de/index.html").write_text("half a pa")
    planned = steps(deploy("web", "town", "--output", str(releases.first), "--dry-run", "--json"))
    assert planned == {"de/index.html": "unsure"}
    assert deploy("web", "town", "--output", str(releases.first)).returncode == 0
    now = tree(tmp_path / "www/town")
    assert {path: now[path] for path in releases.files(releases.first)} == releases.files(releases.first)


def test_a_missing_record_finds_the_files_as_they_are(deploy: Deploy, releases: Releases, tmp_path: Path) -> None:
    """Equal files are taken over without a word; they cannot be anybody else's."""
    assert deploy("web", "town", "--output", str(releases.first)).returncode == 0
    (tmp_path / "www/town" / RECORD).unlink()
    assert steps(deploy("web", "town", "--output", str(releases.first), "--dry-run", "--json")) == {}
    assert deploy("web", "town", "--output", str(releases.first)).returncode == 0
    assert (tmp_path / "www/town" / RECORD).is_file()


def test_another_deploy_at_work_is_waited_for(deploy: Deploy, releases: Releases, tmp_path: Path) -> None:
    """Its lock holds until its time is over, or until somebody says that it is no more."""
    journal = tmp_path / "www/town" / JOURNAL
    journal.parent.mkdir(parents=True)
    journal.write_bytes(Journal("somebody", int(time.time()) + 300, "v1").encoded())
    refused = deploy("web", "town", "--output", str(releases.first))
    assert refused.returncode == 3
    assert "--take-over" in refused.stderr
    assert not (tmp_path / "www/town/index.html").exists()
    journal.write_bytes(Journal("somebody", int(time.time()) - 1, "v1").encoded())
    assert deploy("web", "town", "--output", str(releases.first)).returncode == 0
    assert not journal.exists()


def test_many_pages_leave_only_when_it_is_allowed(deploy: Deploy, releases: Releases, tmp_path: Path) -> None:
    """Without a terminal the answer is no; on one it is asked for."""
    assert deploy("web", "town", "--output", str(releases.first)).returncode == 0
    before = tree(tmp_path / "www")
    arguments = ("web", "town", "--output", str(releases.second), "--max-deletes", "0")
    refused = deploy(*arguments)
    assert refused.returncode == 2
    assert "--yes" in refused.stderr
    assert tree(tmp_path / "www") == before
    assert deploy(*arguments, "--yes").returncode == 0


def test_a_folder_that_is_read_only_is_refused_before_anything_changes(
    deploy: Deploy, releases: Releases, tmp_path: Path
) -> None:
    """The message names the place and the reason, in one line."""
    assert deploy("web", "town", "--output", str(releases.first)).returncode == 0
    before = tree(tmp_path / "www")
    for folder in [tmp_path / "www", *(each for each in (tmp_path / "www").rglob("*") if each.is_dir())]:
        folder.chmod(0o555)
    for each in (tmp_path, *tmp_path.parents, releases.content, *releases.content.parents):
        if "pytest" in str(each):  # the other user has to come that far
            each.chmod(0o755)
    try:
        # Root may write anywhere, so another user tries.
        drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
        command = [
            *drop,
            sys.executable,
            "-m",
            "integreat_ssg",
            "deploy",
            "web",
            "town",
            "--output",
            str(releases.second),
        ]
        done = subprocess.run(
            [*command, "--content", str(releases.content), "--cache", "/proc/nowhere"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    finally:
        for folder in [tmp_path / "www", *(tmp_path / "www").rglob("*")]:
            if folder.is_dir():
                folder.chmod(0o755)
    assert done.returncode == 3
    assert "www/" in done.stderr
    assert "Permission denied" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(tmp_path / "www") == before


def test_one_region_alone_at_the_root_with_compressed_files(deploy: Deploy, releases: Releases, tmp_path: Path) -> None:
    """Beside each text that gets smaller by it; the same bytes each time."""
    import brotli

    assert deploy("alone", "--output", str(releases.first)).returncode == 0
    www = tmp_path / "www"
    page = (www / "de/index.html").read_bytes()
    assert brotli.decompress((www / "de/index.html.br").read_bytes()) == page
    assert (www / "de/index.html.gz").read_bytes()[4:8] == bytes(4), "a time stands in the file"
    assert not list(www.rglob("*.bin.br"))
    assert "nothing was sent" in deploy("alone", "--output", str(releases.first)).stdout
    assert deploy("alone", "portal", "--output", str(releases.first)).returncode == 2


def test_a_terminal_shows_how_far_it_is(releases: Releases, tmp_path: Path) -> None:
    """Bytes of all bytes, on a terminal only."""
    leader, follower = pty.openpty()
    arguments = ["deploy", "web", "--output", str(releases.first), "--content", str(releases.content)]
    with subprocess.Popen(
        [sys.executable, "-m", "integreat_ssg", *arguments],
        cwd=tmp_path,
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=follower,
        env={**{name: value for name, value in os.environ.items() if name != "CI"}, "PYTHONPATH": str(REPOSITORY)},
    ) as process:
        os.close(follower)
        shown = b""
        while True:
            try:
                chunk = os.read(leader, 4096)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
        assert process.stdout
        assert b"\x1b" not in process.stdout.read()
    os.close(leader)
    assert process.returncode == 0
    assert "town ████████████████████".encode() in shown
    assert b"MB" in shown


def test_german_for_those_who_speak_it(deploy: Deploy, releases: Releases) -> None:
    """The summary, as all that is told."""
    done = deploy("web", "town", "--output", str(releases.first), "--language", "de")
    assert "Dateien übertragen" in done.stdout
    assert "Nothing" not in done.stdout
