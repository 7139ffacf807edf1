"""Where things stand between the thread that builds and those that answer.

Two numbers say it: `wanted` builds have been asked for, `visible` ones are done; answers wait until they are equal.
"""

import threading
from dataclasses import dataclass, field

from integreat_ssg.build import BuildResult
from integreat_ssg.model.findings import has_errors

PATIENCE = 25.0
"""Seconds that a browser's question for news is kept open."""


@dataclass
class Stand:
    """The newest build. Every field is read and written under `news`."""

    news: threading.Condition = field(default_factory=threading.Condition)
    wanted: int = 0
    visible: int = 0
    result: BuildResult | None = None
    fault: str = ""

    def wait_for_build(self) -> None:
        """Returns when what was saved can be seen, or after a while all the same."""
        with self.news:
            self.news.wait_for(lambda: self.visible >= self.wanted, PATIENCE)

    def broken(self, region: str) -> bool:
        """Whether the newest build kept this region, or everything, from being written."""
        if self.fault or self.result is None:
            return bool(self.fault)
        return has_errors(self.result.findings) or any(
            each.slug == region and each.written is None for each in self.result.regions
        )
