"""Where things stand between the thread that builds and those that answer.

Two numbers say it: `wanted` builds have been asked for, `visible` ones are done; answers wait until they are equal.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from integreat_ssg.model.findings import Finding, has_errors, in_order
from integreat_ssg.outcomes import BuildResult

PATIENCE = 25.0
"""Seconds that a browser's question for news is kept open."""


@dataclass
class Stand:
    """The newest build, and what the sources looked like when it began. `look` tells what they look like now.

    Every field is read and written under `news`.
    """

    look: Callable[[], object]
    news: threading.Condition = field(default_factory=threading.Condition)
    hurry: threading.Event = field(default_factory=threading.Event)
    """Set to wake the thread that builds."""
    seen: object = None
    wanted: int = 0
    visible: int = 0
    result: BuildResult | None = None
    fault: str = ""

    def notice(self) -> bool:
        """Looks at the sources and asks for a build if they have changed. Whether a build is still to be made."""
        with self.news:
            now = self.look()
            if now != self.seen:
                self.seen = now
                self.wanted += 1
            return self.visible < self.wanted

    def wait_for_build(self) -> int:
        """The number of the build in which what was saved until now can be seen; after a while that of the newest there is."""
        with self.news:
            known = self.wanted
            self.notice()
            if self.wanted > known:
                self.hurry.set()
            self.news.wait_for(lambda: self.visible >= self.wanted, PATIENCE)
            return self.visible

    def wait_for_news(self, seen: str) -> int:
        """The number of the newest build, as soon as it is another one than `seen`, or after a while all the same."""
        with self.news:
            self.news.wait_for(lambda: seen != str(self.visible), PATIENCE)
            return self.visible

    def built(self, number: int, result: BuildResult | None, fault: str) -> None:
        """Tells all who wait that the build which was wanted as `number` is done."""
        with self.news:
            self.result, self.fault, self.visible = result, fault, number
            self.news.notify_all()

    def trouble(self, region: str) -> tuple[tuple[Finding, ...], str] | None:
        """What kept this region, or everything, from being written: findings, and a fault that is none of the content's.
        None where the newest build wrote it."""
        with self.news:
            result, fault = self.result, self.fault
        findings = result.all_findings if result else ()
        if fault:
            return in_order(findings), fault
        if result is None:
            return None
        refused = any(each.slug == region and each.written is None for each in result.regions)
        return (findings, "") if refused or has_errors(result.findings) else None
