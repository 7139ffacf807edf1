"""Pages before their build, one after the other, each made from what is still known of the one before."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from integreat_ssg.build import Job
from integreat_ssg.glimpse import Sight, look, look_again
from integreat_ssg.serving.sources import Snapshot, changes
from integreat_ssg.serving.stand import Ask


@dataclass
class Ahead:
    """Makes single pages. `job` makes a fresh job for each, with the theme as it is by then."""

    job: Callable[[], Job]
    _sight: Sight | None = None
    _seen: Snapshot = field(default_factory=dict)

    def page(self, ask: Ask) -> bytes | None:
        """The page that is asked for; None where the build has to make it, since the theme has changed or there are errors."""
        with contextlib.suppress(Exception):  # the build meets it too, and tells
            job = replace(self.job(), progress=lambda stage, region: None)
            if job.theme.digest != ask.theme:
                return None
            slug, file = ask.page
            former, self._sight = self._sight, None
            self._sight = look_again(job, slug, former, self._changed(job, ask)) if former else look(job, slug)
            self._seen = ask.seen  # what has changed since it was seen, though it was read by now, is read once more
            return self._sight.page(file) if self._sight else None
        return None

    def _changed(self, job: Job, ask: Ask) -> list[str]:
        """The files of the content that look different from what they were when a page was made last."""
        root = os.path.realpath(job.content) + "/"
        changed = changes(self._seen, ask.seen) if self._seen is not ask.seen else ()
        return sorted(path.removeprefix(root) for path in changed if path.startswith(root))
