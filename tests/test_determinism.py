"""The same content gives the same bytes: anywhere, in any mood of the machine, without a network, and reading only."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY, WHOLE
from tests.writing.trees import difference, tree

NO_NETWORK = """
import os, sys

def refuse(event, _):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto"):
        os.write(2, b"something asks the network\\n")
        os._exit(66)

sys.addaudithook(refuse)
"""
REGIONS = () if WHOLE else ("lueneburg", "peine")
"""Which regions are built: all of them, or one of one language level and one of several."""
READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


def copy_content(folder: Path) -> Path:
    """The sample content and the theme as they are, with their git history where there is one."""
    if (REPOSITORY / ".git").exists():
        subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(folder)], check=True)
    for part in ("content", "themes"):
        shutil.rmtree(folder / part, ignore_errors=True)
        shutil.copytree(REPOSITORY / part, folder / part, copy_function=shutil.copyfile)
    return folder / "content"


def command(content: Path, output: Path, *options: str) -> list[str]:
    """A build with the theme that lies beside the content."""
    theme = content.parent / "themes/default"
    names = ["--content", str(content), "--theme", str(theme), "--output", str(output), "--format", "json"]
    return [sys.executable, "-m", "integreat_ssg", "build", *REGIONS, *names, *options]


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What would change if anything below a folder were written, made or removed."""
    every = [folder, *folder.rglob("*")]
    return {
        str(path): (status.st_mtime_ns, status.st_size, status.st_ino) for path in every if (status := path.lstat())
    }


def shut_off(content: Path, work: list[str], guard: Path) -> tuple[list[str], dict[str, str]]:
    """`work` where asking the network ends the process, and, where the system lets us, without any network and with the
    content mounted read-only."""
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(NO_NETWORK)
    around = ["unshare", "--net", "--mount", "sh", "-c", READ_ONLY, str(content)]
    allowed = subprocess.run([*around, "true"], capture_output=True, check=False).returncode == 0
    return [*around, *work] if allowed else work, {"PYTHONPATH": str(guard)}


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two checkouts in folders of different names and depths; other hash seeds, time zones, locales, umasks, numbers of
    processes; without a cache, with an empty and with a full one; for the first time and over what is published. Neither
    checkout is written to."""
    near = copy_content(tmp_path / "near")
    far = tmp_path / "far away/in a/deeper folder/content"
    shutil.copytree(near.parent, far.parent, copy_function=shutil.copyfile)
    before = state(near.parent), state(far.parent)
    one, two, three = (tmp_path / name for name in ("one", "zwei/2", "three"))
    cache = ["--cache", str(tmp_path / "cache"), "--processes", "3"]

    def start(work: list[str], umask: int, **environment: str) -> subprocess.Popen[bytes]:
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **environment}
        return subprocess.Popen(work, env=environment, umask=umask, cwd=tmp_path, stdout=subprocess.DEVNULL)

    plain = command(near, one, "--no-cache", "--processes", "1", "--language", "de")
    first = start(plain, 0o077, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    second = start(command(far, two, *cache), 0o000, PYTHONHASHSEED="2", TZ="Pacific/Pago_Pago", LC_ALL="de_DE.UTF-8")
    assert (first.wait(), second.wait()) == (0, 0)
    over = ["--published", str(one)]  # nothing is new, so nothing may be other
    work, guarded = shut_off(far, command(far, three, *cache, *over), tmp_path / "guard")
    assert start(work, 0o022, PYTHONHASHSEED="3", TZ="Europe/Berlin", PYTHONOPTIMIZE="2", **guarded).wait() == 0

    assert len(tree(one)) > 100
    assert not difference(tree(one), tree(two)), "two checkouts, two trees"
    assert not difference(tree(one), tree(three)), "with a full cache another tree"
    assert (state(near.parent), state(far.parent)) == before, "the content was written to"
