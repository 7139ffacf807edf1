"""Where things stand between the thread that builds and those that answer.

Two numbers say it: `wanted` is the build that was asked for last, `visible` the newest that is done; answers wait until they
are equal. Builds have even numbers; the odd one before is that of a page which was ready before its build.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from integreat_ssg.model.findings import Finding, has_errors, in_order
from integreat_ssg.outcomes import BuildResult

PATIENCE = 25.0
"""Seconds that a browser's question for news is kept open."""

FIRST = 2
"""The number of the first build."""

Page = tuple[str, str]
"""A region and a file of its site."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A page that was ready before its build, with the number that it is told by, which is one less than the build's.

    `holds` says that the build has made the very same page."""

    number: int
    page: Page
    html: bytes
    holds: bool = False

    def is_in(self, output: Path) -> bool:
        """Whether the page that stands in the output folder is this one."""
        slug, file = self.page
        try:
            return (output / slug / file).read_bytes() == self.html
        except OSError:
            return False


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
    looked: Page | None = None
    """The page that was asked for last."""
    theme: object = None
    """The theme of the newest build."""
    early: Glimpse | None = None

    def notice(self) -> bool:
        """Looks at the sources and asks for a build if they have changed. Whether a build is still to be made."""
        with self.news:
            now = self.look()
            if now != self.seen:
                self.seen = now
                self.wanted += 2
            return self.visible < self.wanted

    def wait_for_build(self, page: Page | None = None) -> tuple[int, bytes | None]:
        """The number of the build in which what was saved until now can be seen; after a while that of the newest there is.

        Where `page` is ready before its build, that page and the number it is told by."""
        with self.news:
            self.looked = page or self.looked
            known = self.wanted
            self.notice()
            if self.wanted > known:
                self.hurry.set()
            self.news.wait_for(lambda: self.visible >= self.wanted or self._glimpse(page), PATIENCE)
            early = self._glimpse(page)
            return (early.number, early.html) if early else (self.visible, None)

    def _glimpse(self, page: Page | None) -> Glimpse | None:
        """What is ready of the build that is still to be made, if it is this page."""
        early = self.early
        ready = early and self.visible < self.wanted and early.number == self.wanted - 1 and early.page == page
        return early if ready else None

    def wait_for_news(self, seen: str) -> int:
        """The number of the newest build, or page, as soon as it is another one than `seen`, or after a while all the same."""
        with self.news:
            self.news.wait_for(lambda: seen not in self._newest(), PATIENCE)
            newest = self._newest()
            return int(seen if seen in newest else newest[0])

    def _newest(self) -> tuple[str, ...]:
        """The number of what is newest, and that of a page which the newest build has not changed."""
        early = self.early
        if early and self._glimpse(early.page):
            return (str(early.number),)
        return (str(self.visible), str(early.number)) if early and early.holds else (str(self.visible),)

    def glimpsed(self, number: int, page: Page, html: bytes) -> None:
        """Tells all who wait that a page of the build `number` is ready."""
        with self.news:
            self.early = Glimpse(number - 1, page, html)
            self.news.notify_all()

    def built(self, number: int, result: BuildResult | None, fault: str, output: Path) -> None:
        """Tells all who wait that the build which was wanted as `number` is done, and stands in `output`."""
        with self.news:
            self.result, self.fault, self.visible = result, fault, number
            early = self.early
            if early:
                holds = early.number == number - 1 and not self.trouble(early.page[0]) and early.is_in(output)
                self.early = replace(early, holds=holds)
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
