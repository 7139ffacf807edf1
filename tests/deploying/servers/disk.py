"""Hosts without a server: a folder of this machine, and a branch of a bare repository, each able to refuse."""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.deploying.servers.server import Server, open_folder

BRANCH = "pages"
PROTECTED = "#!/bin/sh\necho 'This branch is protected.' >&2\nexit 1\n"
AUTHOR = {f"GIT_{who}_{what}": "x@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


class Folder(Server):
    """A folder. It refuses by a file that stands where a folder has to be: root may write everywhere else."""

    @contextmanager
    def refusing(self) -> Iterator[None]:
        hidden = self.root.with_name("hidden")
        self.root.rename(hidden)
        self.root.write_bytes(b"a file")
        try:
            yield
        finally:
            self.root.unlink()
            hidden.rename(self.root)


@dataclass
class Repository(Server):
    """A bare repository, seen by its owner. It refuses as a forge does whose branch is protected."""

    def _git(self, *arguments: str, given: bytes | None = None) -> bytes:
        environment = {**os.environ, **AUTHOR, "GIT_INDEX_FILE": str(self.root / "owner-index")}
        command = ["git", *arguments]
        return subprocess.run(
            command, cwd=self.root, env=environment, input=given, capture_output=True, check=True
        ).stdout

    def _has_branch(self) -> bool:
        return bool(self._git("branch", "--list", BRANCH))

    def files(self) -> dict[str, bytes]:
        """What the branch holds."""
        if not self._has_branch():
            return {}
        listed = self._git("ls-tree", "-r", "--name-only", "-z", BRANCH).decode().split("\0")[:-1]
        return {path: self._git("cat-file", "blob", f"{BRANCH}:{path}") for path in listed}

    def write(self, path: str, content: bytes) -> None:
        """Commits a file as somebody else would."""
        parents = ["-p", BRANCH] if self._has_branch() else []
        self._git("read-tree", BRANCH if parents else "--empty")
        blob = self._git("hash-object", "-w", "--stdin", given=content).decode().strip()
        self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        tree = self._git("write-tree").decode().strip()
        commit = self._git("commit-tree", tree, *parents, "-m", "By hand").decode().strip()
        self._git("update-ref", f"refs/heads/{BRANCH}", commit)

    def writes(self) -> dict[str, int]:
        """File to the number of commits that have touched it."""
        if not self._has_branch():
            return {}
        return dict(Counter(self._git("log", "--name-only", "--format=", BRANCH).decode().split()))

    @contextmanager
    def refusing(self) -> Iterator[None]:
        hook = self.root / "hooks" / "pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(PROTECTED)
        hook.chmod(0o755)
        try:
            yield
        finally:
            hook.unlink()


@contextmanager
def folder() -> Iterator[Server]:
    """A folder of its own."""
    with open_folder() as place:
        root = place / "web"
        root.mkdir()
        yield Folder("folder", 0, {}, {}, {}, root, folder=str(root), refusal="Not a directory|File exists")


@contextmanager
def git() -> Iterator[Server]:
    """An empty bare repository, as a forge has it."""
    with open_folder() as place:
        subprocess.run(["git", "init", "--quiet", "--bare", str(place / "pages.git")], check=True)
        root = place / "pages.git"
        yield Repository("git", 0, {}, {}, {}, root, url=str(root), refusal="This branch is protected")
