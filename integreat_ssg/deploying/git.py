"""A branch of a git repository as a host, as GitHub, GitLab, Codeberg and others serve one.

Nobody's work tree is touched: a bare repository of its own holds the branch as it is, a tree is made from it in an index file of
its own, and at the end one commit is pushed, if the branch is still the one that it was made from.
"""

import base64
import hashlib
import os
import re
import shlex
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from integreat_ssg.deploying.credentials import Credentials
from integreat_ssg.deploying.patience import patiently
from integreat_ssg.deploying.transport import (
    Abilities,
    CutError,
    DeniedError,
    OvertakenError,
    RefusedError,
    Seen,
    TransportError,
    UnreachableError,
    Uploads,
)
from integreat_ssg.errors import UsageError
from integreat_ssg.model.hosts import Host

NO_JEKYLL = ".nojekyll"
"""Tells GitHub's Pages to hand out files as they are, also those whose names begin with "_"."""
BRANCH = re.compile(r"(?!.*(\.\.|//|@\{|\.lock$|/$|\.$))[\w][\w./-]*")
MODE = "100644"
MAX_SAID = 400
"""Characters of git's words that are passed on."""

_REFUSED = re.compile(
    r"authentication failed|could not read (username|password)|permission denied|access denied|http basic|invalid credentials"
    r"|host key verification failed|error: (401|403)|(returned|error:).{0,20}\b(401|403)\b|publickey",
    re.IGNORECASE,
)
_UNREACHABLE = re.compile(
    r"could not resolve|connection (refused|timed out)|network is unreachable|failed to connect|unable to connect"
    r"|no route to host",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"insufficient permission|protected branch|pre-receive hook declined|hook declined|unable to (create|migrate)"
    r"|does not appear to be a git repository|repository .*not found|not exported|read-only|git-http-push failed",
    re.IGNORECASE,
)
_OVERTAKEN = re.compile(
    r"stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|reference already exists",
    re.IGNORECASE,
)


@dataclass
class GitBranch:
    """The branch of `host`, in a bare repository that lies in `place`. `tip` is the commit that stands, "" where there is no
    such branch yet."""

    name: str
    host: Host
    credentials: Credentials
    place: Path
    tip: str = field(default="", init=False)

    def __post_init__(self) -> None:
        if not BRANCH.fullmatch(self.host.branch):
            raise UsageError(f"The host {self.name} names a branch that git cannot have: {self.host.branch}.")
        if key := self.credentials.values.get("key"):
            descriptor = os.open(self.place / "key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(key.rstrip("\n") + "\n")
        self._git("init", "--quiet", "--bare", "--template=", str(self.place))
        patiently(self._start)

    def _start(self) -> None:
        """Fetches the branch as it is, without its history, into the index."""
        ref = f"refs/heads/{self.host.branch}"
        listed = self._git("ls-remote", "--", self.url, ref).decode().split()
        if listed:
            self._git("fetch", "--quiet", "--no-tags", "--depth=1", "--", self.url, ref)
            self.tip = self._git("rev-parse", "FETCH_HEAD").decode().strip()
            self._git("read-tree", self.tip)

    @property
    def url(self) -> str:
        """The repository; a folder by its full path."""
        return str(Path(self.host.url).resolve()) if Path(self.host.url).is_dir() else self.host.url

    @property
    def abilities(self) -> Abilities:
        """All at once, in one commit."""
        return Abilities(renames=True, lists=True, hashes=True, exclusive=True, whole=True)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        found = self._listed([path])
        return self._git("cat-file", "blob", found[path]) if path in found else None

    def fetch(self, paths: Sequence[str], folder: Path) -> None:
        """Copies the files that are there."""
        for path, blob in self._listed(paths).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(self._git("cat-file", "blob", blob))

    def look(self, paths: Iterable[str]) -> Mapping[str, Seen]:
        """Sizes and digests, of the blobs."""
        found = self._listed(list(paths))
        answer = self._git("cat-file", "--batch", given="".join(f"{blob}\n" for blob in found.values()).encode())
        seen, position = {}, 0
        for path in found:
            head, _, _ = answer[position : position + 200].partition(b"\n")
            start, size = position + len(head) + 1, int(head.split()[2])
            data = answer[start : start + size]
            seen[path], position = Seen(size, hashlib.sha256(data).hexdigest()), start + size + 1
        return seen

    def claim(self, path: str, content: bytes) -> bool:
        """Never needed: nothing is seen before the end."""
        if self._listed([path]):
            return False
        blob = self._git("hash-object", "-w", "--stdin", given=content).decode().strip()
        self._indexed([f"{MODE} {blob}\t{self._placed(path)}"])
        return True

    def put(self, uploads: Uploads) -> None:
        """Puts files into the tree to come."""
        files = "".join(f"{uploads.root / upload.path}\n" for upload in uploads.files)
        blobs = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=files.encode()).decode().split()
        self._indexed(
            f"{MODE} {blob}\t{self._placed(upload.path)}" for blob, upload in zip(blobs, uploads.files, strict=True)
        )

    def delete(self, paths: Sequence[str]) -> None:
        """Takes files out of the tree to come."""
        self._indexed(f"0 {'0' * 40}\t{self._placed(path)}" for path in paths)

    def commit(self, message: str) -> None:
        """Pushes one commit. Raises OvertakenError where the branch is no longer the one that was fetched."""
        if not self._git("ls-files", "--", NO_JEKYLL):
            blob = self._git("hash-object", "-w", "--stdin", given=b"").decode().strip()
            self._indexed([f"{MODE} {blob}\t{NO_JEKYLL}"])
        tree = self._git("write-tree").decode().strip()
        if self.tip and tree == self._git("rev-parse", f"{self.tip}^{{tree}}").decode().strip():
            return
        parents = ["-p", self.tip] if self.tip and self.host.history else []
        commit = self._git("commit-tree", tree, *parents, given=f"{message}\n".encode()).decode().strip()
        ref = f"refs/heads/{self.host.branch}"
        self._git("push", "--quiet", f"--force-with-lease={ref}:{self.tip}", "--", self.url, f"{commit}:{ref}")
        self.tip = commit

    def _listed(self, paths: Sequence[str]) -> dict[str, str]:
        """Path to blob, of those that are in the tree to come."""
        wanted = {self._placed(path): path for path in paths}
        if not wanted:
            return {}
        names = list(wanted) if len(wanted) <= 100 else []
        listed = self._git("ls-files", "--stage", "-z", "--", *names).decode()
        found = {}
        for line in listed.split("\0"):
            meta, _, place = line.partition("\t")
            if place in wanted:
                found[wanted[place]] = meta.split()[1]
        return found

    def _indexed(self, lines: Iterable[str]) -> None:
        self._git("update-index", "-z", "--index-info", given="".join(f"{line}\0" for line in lines).encode())

    def _placed(self, path: str) -> str:
        folder = self.host.folder.strip("/")
        return f"{folder}/{path}" if folder else path

    def _git(self, *arguments: str, given: bytes | None = None) -> bytes:
        """What git says. Its failures become those of a host, in its own words but without any secret."""
        try:
            done = subprocess.run(  # noqa: S603 - no shell; addresses and paths follow "--"
                ["git", *arguments],  # noqa: S607
                input=given,
                capture_output=True,
                env=self._environment(),
                cwd=self.place,
            )
        except FileNotFoundError as problem:
            raise UsageError("The host needs git, which is not installed.") from problem
        if done.returncode == 0:
            return done.stdout
        said = Credentials({**self.credentials.values, "header": self._header()}).hide(
            done.stderr.decode(errors="replace")
        )
        raise _kind(said)(f"The host {self.name}: git {arguments[0]} says: {_shortened(said)}")

    def _environment(self) -> dict[str, str]:
        """Git's environment: no variable of a repository around us, no hook of the user's, no question is asked, and secrets
        stay off the command line, where every user of the machine could read them."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        settings = dict(self._settings())
        return {
            **kept,
            "GIT_DIR": str(self.place),
            "GIT_INDEX_FILE": str(self.place / "deploy-index"),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_LITERAL_PATHSPECS": "1",
            "GIT_AUTHOR_NAME": self.host.options.get("author", "integreat-ssg"),
            "GIT_COMMITTER_NAME": self.host.options.get("author", "integreat-ssg"),
            "GIT_AUTHOR_EMAIL": self.host.options.get("email", "integreat-ssg@localhost"),
            "GIT_COMMITTER_EMAIL": self.host.options.get("email", "integreat-ssg@localhost"),
            "GIT_SSH_COMMAND": self._ssh(),
            "LC_ALL": "C",
            "GIT_CONFIG_COUNT": str(len(settings)),
            **{f"GIT_CONFIG_KEY_{number}": key for number, key in enumerate(settings)},
            **{f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(settings.values())},
        }

    def _settings(self) -> Iterator[tuple[str, str]]:
        yield "core.hooksPath", os.devnull
        yield "core.autocrlf", "false"
        parts = urlsplit(self.host.url)
        if (header := self._header()) and parts.scheme in ("http", "https"):
            yield f"http.{parts.scheme}://{parts.netloc}/.extraHeader", f"Authorization: Basic {header}"
            yield "credential.helper", ""

    def _header(self) -> str:
        """User and token as HTTP wants them; empty without a token."""
        token = self.credentials.values.get("token", "")
        user = self.host.options.get("user", "integreat-ssg")
        return base64.b64encode(f"{user}:{token}".encode()).decode() if token else ""

    def _ssh(self) -> str:
        """SSH that asks nothing and talks only to hosts whose keys are known."""
        options = ["-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"]
        if "key" in self.credentials.values:
            options += ["-i", str(self.place / "key"), "-o", "IdentitiesOnly=yes"]
        if known := self.host.options.get("known_hosts_file"):
            options += ["-o", f"UserKnownHostsFile={Path(known).expanduser().resolve()}"]
        return shlex.join(["ssh", *options])


def _kind(said: str) -> type[TransportError]:
    """What git's words mean."""
    for pattern, kind in (
        (_OVERTAKEN, OvertakenError),
        (_REFUSED, RefusedError),
        (_DENIED, DeniedError),
        (_UNREACHABLE, UnreachableError),
    ):
        if pattern.search(said):
            return kind
    return CutError


def _shortened(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("hint:")]
    return " ".join(lines)[:MAX_SAID]
