"""A host in memory that can be as bad as hosts are: cut after any operation, files half written, nothing listed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from integreat_ssg.deploying.transport import Abilities, CutError, Seen, Uploads


@dataclass
class MemoryHost:
    """Path to bytes. `left` operations go well; then the connection is gone, and with `torn` the file that was on its way is
    there by half."""

    able: Abilities = Abilities(renames=True, lists=True, hashes=True, exclusive=True)  # noqa: RUF009 - frozen
    files: dict[str, bytes] = field(default_factory=dict)
    left: int | None = None
    torn: bool = False
    put_paths: list[str] = field(default_factory=list)

    @property
    def abilities(self) -> Abilities:
        return self.able

    def read(self, path: str) -> bytes | None:
        self._operation()
        return self.files.get(path)

    def fetch(self, paths: Sequence[str], folder: Path) -> None:
        for path in paths:
            data = self.read(path)
            if data is not None:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)

    def look(self, paths: Iterable[str]) -> Mapping[str, Seen]:
        self._operation()
        if not self.able.lists:
            return {}
        return {
            path: Seen(len(data), sha256(data).hexdigest() if self.able.hashes else None)
            for path in paths
            if (data := self.files.get(path)) is not None
        }

    def claim(self, path: str, content: bytes) -> bool:
        self._operation()
        if path in self.files:
            return False
        self.files[path] = content
        return True

    def put(self, uploads: Uploads) -> None:
        for upload in uploads.files:
            data = (uploads.root / upload.path).read_bytes()
            try:
                self._operation()
            except CutError:
                if self.torn and self.left == 0:
                    self.files[upload.path] = data[: len(data) // 2]
                    self.left = -1
                raise
            self.files[upload.path] = data
            self.put_paths.append(upload.path)

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._operation()
            self.files.pop(path, None)

    def commit(self, message: str) -> None:
        self._operation()

    def _operation(self) -> None:
        if self.left is None:
            return
        if self.left <= 0:
            raise CutError("The connection is gone.")
        self.left -= 1
