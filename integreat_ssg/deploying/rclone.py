"""Every host that rclone reaches: SFTP, FTP, WebDAV, object stores and some seventy more.

It is told what to copy and never compares by itself: sizes and times say nothing about a file that changes by one digest, and
many servers tell neither rightly. Exact calls and what was tried: docs/decisions/0034-rclone-carries.md.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from integreat_ssg.deploying.credentials import Credentials
from integreat_ssg.deploying.hostkeys import unknown
from integreat_ssg.deploying.record import JOURNAL
from integreat_ssg.deploying.refusals import NOT_THERE, refusal
from integreat_ssg.deploying.remotes import REMOTE, Remote, remote
from integreat_ssg.deploying.running import run
from integreat_ssg.deploying.transport import Abilities, Headers, RefusedError, Seen, Upload, Uploads
from integreat_ssg.model.hosts import Host

STORES = ("s3", "google cloud storage", "azureblob", "b2", "swift", "oracleobjectstorage")
"""Kinds in which a file appears whole or not at all, because each is one object."""
TAKE_HEADERS = ("s3", "google cloud storage", "azureblob")
"""Kinds to which rclone hands headers on."""
RENAMES_SINCE = (1, 63)
"""The first version that writes under a temporary name and renames, where it can."""
RENAMING = ("sftp", "ftp", "smb", "local")
KEEP_FOLDERS = ("sftp", "ftp")
"""Kinds whose servers themselves refuse to remove a folder that is not empty. WebDAV removes all below it, and may have hidden
some of that from us."""
MAX_FOLDERS = 30
"""Empty folders that are removed in one go; each costs a call."""
SECONDS = 180
"""How long a call may take, besides the bytes that it carries: rclone may wait for ever for a server that says nothing."""
SLOWEST = 20_000
"""Bytes a second that a line must carry at least."""
CAREFUL = (
    "--retries=1",
    "--low-level-retries=1",
    "--contimeout=20s",
    "--timeout=60s",
    "--ask-password=false",
    "--quiet",
)
COPYING = ("--ignore-times", "--no-traverse", "--no-update-modtime")


@contextmanager
def rclone(name: str, host: Host, credentials: Credentials) -> Iterator["Rclone"]:
    """The transport of a host that rclone reaches. Raises UsageError and WorldError as `remote` does."""
    with tempfile.TemporaryDirectory(prefix="integreat-") as folder:
        own = Path(folder)
        yield Rclone(name, host, remote(name, host, credentials, own), own)


@dataclass(frozen=True)
class Rclone:
    """A host's folder. `own` is a folder of this machine that only we can read, for lists of paths and small files."""

    name: str
    host: Host
    remote: Remote
    own: Path

    @property
    def abilities(self) -> Abilities:
        """`look` asks for each file by its name, so it needs no list of a folder; digests no such host tells."""
        renames = self.host.kind in RENAMING and self.remote.version >= RENAMES_SINCE
        return Abilities(
            renames=renames or self.host.kind in STORES, lists=True, headers=self.host.kind in TAKE_HEADERS
        )

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; copied, since `cat` of what is not there is empty on some hosts."""
        with tempfile.TemporaryDirectory(dir=self.own) as folder:
            self.fetch([path], Path(folder))
            file = Path(folder) / path
            return file.read_bytes() if file.is_file() else None

    def fetch(self, paths: Sequence[str], folder: Path) -> None:
        """Copies the files that are there."""
        if paths:
            folder.mkdir(parents=True, exist_ok=True)
            self._run("copy", self._place, str(folder), *self._only(paths), *COPYING, missing=True)

    def look(self, paths: Iterable[str]) -> Mapping[str, Seen]:
        """Sizes. A file whose name begins with a dot is read where it is not seen: some servers hide those."""
        wanted = list(paths)
        if not wanted:
            return {}
        flags = ("--recursive", "--files-only", "--no-modtime", "--no-mimetype", "--no-traverse")
        said = self._run("lsjson", self._place, *self._only(wanted), *flags, missing=True)
        seen = {str(each["Path"]): Seen(int(each["Size"])) for each in json.loads(said or b"[]")}
        for path in wanted:
            if path not in seen and PurePosixPath(path).name.startswith("."):
                data = self.read(path)
                if data is not None:
                    seen[path] = Seen(len(data), hashlib.sha256(data).hexdigest())
        return seen

    def claim(self, path: str, content: bytes) -> bool:
        """Looks, then puts: such hosts have nothing that only one can do."""
        if self.read(path) is not None:
            return False
        with tempfile.TemporaryDirectory(dir=self.own) as folder:
            file = Path(folder) / path
            file.parent.mkdir(parents=True)
            file.write_bytes(content)
            upload = Upload(path, "", len(content), Headers("application/json", "no-store"))
            self.put(Uploads(Path(folder), (upload,)))
        return True

    def put(self, uploads: Uploads) -> None:
        """Copies files, those with the same headers in one call where the host takes headers."""
        if self.host.kind not in TAKE_HEADERS:
            self._put(uploads.root, uploads.paths, ())
            return
        ordered = sorted(uploads.files, key=lambda upload: repr(upload.headers))
        for headers, group in groupby(ordered, key=lambda upload: upload.headers):
            self._put(uploads.root, [upload.path for upload in group], tuple(_header_flags(headers)))

    def delete(self, paths: Sequence[str]) -> None:
        """Removes files, and folders that they leave empty where the server itself looks whether they are."""
        if not paths:
            return
        self._run("delete", self._place, *self._only(paths), "--no-traverse", missing=True)
        if self.host.kind in KEEP_FOLDERS:
            emptied = [
                path for path in paths if PurePosixPath(path).name != JOURNAL
            ]  # beside the record, so never alone
            folders = {str(each) for path in emptied for each in PurePosixPath(path).parents if str(each) != "."}
            for folder in sorted(folders, key=lambda each: -each.count("/"))[:MAX_FOLDERS]:
                self._run("rmdir", self._below(folder), missing=True, refused=True)

    def commit(self, message: str) -> None:
        """Nothing waits for the end on such a host."""

    def _put(self, root: Path, paths: Sequence[str], flags: Sequence[str]) -> None:
        if paths:
            size = sum((root / path).stat().st_size for path in paths)
            parallel = (f"--transfers={self.host.parallel}", f"--checkers={self.host.parallel}")
            self._run("copy", str(root), self._place, *self._only(paths), *COPYING, *parallel, *flags, size=size)

    @property
    def _place(self) -> str:
        return f"{REMOTE}:{self.host.folder}"

    def _below(self, path: str) -> str:
        folder = self.host.folder
        return f"{REMOTE}:{folder}{'/' if folder and not folder.endswith('/') else ''}{path}"

    def _only(self, paths: Sequence[str]) -> tuple[str, str]:
        """The flags that have rclone touch these files and no other; names come from a file, as they are."""
        text = "".join(f"{path}\n" for path in paths)
        listed = self.own / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.txt"
        listed.write_text(text, encoding="utf-8")
        return "--files-from-raw", str(listed)

    def _run(self, *arguments: str, missing: bool = False, refused: bool = False, size: int = 0) -> bytes:
        """What rclone prints. With `missing` it may say that something is not there; with `refused` it may fail. `size` are the
        bytes that it carries."""
        command = [str(self.remote.program), *arguments, *CAREFUL]
        code, printed, told = run(command, self.remote.environment, self.own / "printed", SECONDS + size / SLOWEST)
        if code == 0 or refused or (missing and code in NOT_THERE):
            return printed if code == 0 else b""
        said = self.remote.credentials.hide(told)
        problem = refusal(self.name, code, said)
        if isinstance(problem, RefusedError) and "key is unknown" in str(problem):
            shown = unknown(self.host.options.get("host", ""), self.host.options.get("port", ""))
            problem = RefusedError(f"{problem} {shown}")
        raise problem


def _header_flags(headers: Headers) -> Iterator[str]:
    yield f"--header-upload=Content-Type: {headers.content_type}"
    yield f"--header-upload=Cache-Control: {headers.cache_control}"
    if headers.content_encoding:
        yield f"--header-upload=Content-Encoding: {headers.content_encoding}"
