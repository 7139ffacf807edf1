"""A plan, carried out: phase by phase, in batches, each looked at afterwards, the record last but for deletions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from integreat_ssg.deploying.lock import Lock
from integreat_ssg.deploying.plan import ENTRANCE, PUTS, UNTOLD, Phase, Plan, Step
from integreat_ssg.deploying.record import KEPT, RECORD, Record
from integreat_ssg.deploying.site import LocalSite, entry_of, stage, upload_of, write
from integreat_ssg.deploying.transport import CutError, Transport, Upload, Uploads

BATCH_FILES = 200
BATCH_BYTES = 8_000_000
"""What goes to the host in one call: enough that a call's own time does not count, little enough to show progress."""

Progress = Callable[[str, int, int], None]
"""Called with the region, the bytes sent and the bytes to send in all, before each batch and at the end."""


def silent(region: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True)
class Execution:
    """How one region's plan is carried out. `lock` is None where the host shows nothing before the end. `stage` is an empty
    local folder."""

    transport: Transport
    site: LocalSite
    plan: Plan
    stage: Path
    lock: Lock | None = None
    progress: Progress = silent

    def run(self) -> Record:
        """Does all of it, and tells what the record says now. Raises TransportError where it was cut: another run goes on
        where this one ended, and readers have a whole site meanwhile."""
        record = self._keep()
        total = sum(step.entry[1] for step in self.plan.of(*PUTS))
        done = 0
        for steps in _batches(self.plan.of(Phase.STALE, *PUTS)):
            self.progress(self.site.region, done, total)
            self._renew(check=steps[0].phase >= Phase.PAGES)
            if steps[0].phase is Phase.STALE:
                self._delete(steps)
            else:
                done += self._put(stage(self.site, steps, self.stage))
        self.progress(self.site.region, done, total)
        self._renew(check=True)
        self._put(self._made(RECORD, record.encoded()))
        gone = self.plan.of(Phase.DELETE)
        if gone and self.lock and self.transport.abilities.renames:  # or the only list of what goes might be torn
            self.lock.narrow()
        for steps in _batches(gone):
            self._renew(check=False)
            self._delete(steps)
        if self.lock:
            self.lock.release()
        return record

    def _renew(self, *, check: bool) -> None:
        if self.lock:
            self.lock.renew()
            if check:
                self.lock.check()

    def _keep(self) -> Record:
        """Copies former bytes under the names of their digests. What the host has no longer as the record says cannot be kept:
        then there is nothing to go back to, and the record says so."""
        steps = self.plan.of(Phase.KEEP)
        for batch in _batches(steps):
            self._renew(check=False)
            data = gather(self.transport, self.site.folder, [(step.source, step.entry) for step in batch], self.stage)
            if len(data) < len(batch):
                kept = {
                    path: UNTOLD if path.startswith(KEPT) else entry for path, entry in self.plan.record.kept.items()
                }
                return replace(self.plan.record, former=None, kept=kept)
            uploads = []
            for step in batch:
                write(self.stage / self.site.folder / step.path, data[step.source])
                uploads.append(upload_of(self.site.folder, step.path, data[step.source]))
            self._put(Uploads(self.stage, tuple(uploads)))
        return self.plan.record

    def _made(self, path: str, data: bytes) -> Uploads:
        write(self.stage / self.site.folder / path, data)
        return Uploads(self.stage, (upload_of(self.site.folder, path, data),))

    def _put(self, uploads: Uploads) -> int:
        """Puts files and looks whether they have arrived; what has not is put once more. The local copies go."""
        self.transport.put(uploads)
        if wrong := self._wrong(uploads):
            self.transport.put(Uploads(uploads.root, wrong))
            if wrong := self._wrong(Uploads(uploads.root, wrong)):
                raise CutError(f"The host stores other bytes than were sent, first of all in {wrong[0].path}.")
        for path in uploads.paths:
            (uploads.root / path).unlink(missing_ok=True)
        return uploads.size

    def _wrong(self, uploads: Uploads) -> tuple[Upload, ...]:
        if not self.transport.abilities.lists:
            return ()
        seen = self.transport.look(uploads.paths)
        return tuple(
            upload
            for upload in uploads.files
            if upload.path not in seen
            or seen[upload.path].size != upload.size
            or seen[upload.path].digest not in (None, upload.digest)
        )

    def _delete(self, steps: Sequence[Step]) -> None:
        self.transport.delete([self.site.folder + step.path for step in steps])


def gather(
    transport: Transport, folder: str, wanted: Sequence[tuple[str, tuple[str, int]]], stage_folder: Path
) -> dict[str, bytes]:
    """The bytes of files of a release as they are wanted, from their own places on the host or from where they are kept.
    Those that are in neither are left out."""
    places = {path: (folder + path, f"{folder}{KEPT}{digest}.bin") for path, (digest, _) in wanted}
    into = stage_folder / ".fetched"
    transport.fetch([place for each in places.values() for place in each], into)
    found = {}
    for path, entry in wanted:
        for place in places[path]:
            file = into / place
            if file.is_file() and entry_of(data := file.read_bytes()) == entry:
                found[path] = data
                break
    return found


def _batches(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Steps of one phase in portions; the entrance of a new site, and each file of the release, are portions of their own."""
    for phase, group in groupby(steps, key=lambda step: step.phase):
        batch: list[Step] = []
        for step in group:
            alone = phase is Phase.RELEASE or (phase is Phase.NEW_PAGES and step.path.startswith(ENTRANCE))
            size = sum(each.entry[1] for each in batch) + step.entry[1]
            if batch and (alone or len(batch) >= BATCH_FILES or size > BATCH_BYTES):
                yield batch
                batch = []
            batch.append(step)
        if batch:
            yield batch
