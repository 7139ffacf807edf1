"""A branch of a bare repository as a host: one commit a deploy, nobody's work tree touched, races told."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.cli import deploy as command
from integreat_ssg.deploying.credentials import Credentials
from integreat_ssg.deploying.git import GitBranch
from integreat_ssg.deploying.record import RECORD
from integreat_ssg.deploying.run import Deploy, Wish
from integreat_ssg.deploying.site import read_sites
from integreat_ssg.deploying.transport import OvertakenError
from integreat_ssg.model.hosts import Host
from tests.deploying.conftest import Done, Releases

Run = Callable[..., Done]


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """An empty repository, as a forge has it."""
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "pages.git"], check=True)
    return tmp_path / "pages.git"


def files(bare: Path, folder: str = "town/", branch: str = "pages") -> dict[str, bytes]:
    """What the branch holds below a folder, but for the record."""
    listed = git(bare, "ls-tree", "-r", "--name-only", "-z", branch).split("\0")
    return {
        path.removeprefix(folder): subprocess.run(
            ["git", "cat-file", "blob", f"{branch}:{path}"], cwd=bare, capture_output=True, check=True
        ).stdout
        for path in listed
        if path.startswith(folder) and not path.endswith(RECORD)
    }


def test_first_nothing_edit_and_back(deploy: Run, releases: Releases, bare: Path) -> None:
    """A commit for each deploy that changes something, with just what has changed; a file of somebody else's stays."""
    assert deploy("pages", "--output", str(releases.first)).returncode == 0
    assert files(bare) == releases.files(releases.first)
    assert ".nojekyll" in git(bare, "ls-tree", "--name-only", "pages").split()
    work = bare.parent / "work"
    git(bare.parent, "clone", "--quiet", "--branch", "pages", str(bare), str(work))
    (work / "town" / "CNAME").write_text("guide.example")
    git(work, "add", "town/CNAME")
    git(work, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "--quiet", "-m", "A name")
    git(work, "push", "--quiet")

    assert "nothing was sent" in deploy("pages", "--output", str(releases.first)).stdout
    assert git(bare, "rev-list", "--count", "pages") == "2"
    assert deploy("pages", "town", "--output", str(releases.second)).returncode == 0
    changed = git(bare, "diff", "--name-only", "pages~", "pages").split()
    assert "town/de/work/jobs/index.html" in changed
    assert "town/de/imprint/index.html" not in changed
    assert files(bare)["CNAME"] == b"guide.example"
    assert deploy("pages", "town", "--rollback").returncode == 0
    now, old = files(bare), releases.files(releases.first)
    assert {path for path in old if now.get(path) != old[path]} == {"release.json"}
    assert git(bare, "rev-list", "--count", "pages") == "4"
    assert not git(work, "status", "--porcelain"), "somebody's work tree was touched"


def test_a_branch_without_history_in_a_folder(deploy: Run, releases: Releases, bare: Path) -> None:
    """`history: no` leaves one commit; `folder` puts all below it."""
    for output in (releases.first, releases.second):
        assert deploy("squashed", "town", "--output", str(output)).returncode == 0
    assert git(bare, "rev-list", "--count", "pages") == "1"
    new, now = releases.files(releases.second), files(bare, "docs/town/")
    assert {path: now[path] for path in new} == new


def test_a_faster_deploy_is_never_overwritten(releases: Releases, bare: Path, tmp_path: Path) -> None:
    """Whoever comes second is told so and begins anew; nothing of the first is lost."""
    host = Host("git", url=str(bare))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = (GitBranch("pages", host, Credentials(), tmp_path / name) for name in ("one", "two"))
    Deploy("pages", host, one, Wish()).run(read_sites(releases.first, ["town"]))
    tip = git(bare, "rev-parse", "pages")
    with pytest.raises(OvertakenError):
        Deploy("pages", host, two, Wish()).run(read_sites(releases.second, ["town"]))
    assert git(bare, "rev-parse", "pages") == tip


def test_the_command_begins_anew_after_a_faster_deploy(
    deploy: Run, releases: Releases, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another region that was deployed meanwhile is there afterwards, too."""
    real, pushed = command.read_sites, []

    def late(*arguments: object) -> object:
        if not pushed:
            pushed.append(True)
            work = bare.parent / "other"
            git(bare.parent, "clone", "--quiet", str(bare), str(work))
            git(work, "checkout", "--quiet", "-b", "pages")
            (work / "other.txt").write_text("another deploy")
            git(work, "add", "other.txt")
            git(work, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "--quiet", "-m", "Other")
            git(work, "push", "--quiet", "origin", "pages")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "read_sites", late)
    done = deploy("pages", "town", "--output", str(releases.first))
    assert done.returncode == 0, done.stderr
    assert git(bare, "show", "pages:other.txt") == "another deploy"
    assert files(bare) == releases.files(releases.first)
