"""Where things stand between the threads that look, that build and that answer.

Numbers say it: `wanted` is the build that was asked for last, `due` the one that may be made, since nothing changes any more,
`visible` the newest that is done; answers wait until all was built that is wanted. Builds have even numbers; the odd one before
is that of pages which were ready before their build.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from integreat_ssg.model.findings import Finding, has_errors, in_order
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.serving.sources import Snapshot, changes, is_quiet

PATIENCE = 25.0
"""Seconds that a browser's question for news is kept open."""

ALERT = 0.5
"""Seconds after which the thread that builds wakes up for a moment: a signal to end that came just before it fell asleep is acted
upon only then."""

FIRST = 2
"""The number of the first build."""

Page = tuple[str, str]
"""A region and a file of its site."""


@dataclass(frozen=True, slots=True)
class Glimpses:
    """Pages that were ready before their build, with the number that they are told by, which is one less than the build's; None
    for a page that only the build can make.

    `hold` says that the build has made the very same pages."""

    number: int = 0
    pages: Mapping[Page, bytes | None] = field(default_factory=dict)
    hold: bool = False

    def are_in(self, output: Path) -> bool:
        """Whether the pages that stand in the output folder are these."""
        try:
            return all((output / slug / file).read_bytes() == html for (slug, file), html in self.pages.items() if html)
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Ask:
    """A page that somebody waits for, the build that would show it, what the sources looked like when it was asked for, and the
    digest of the theme that it is shown with."""

    number: int
    page: Page
    seen: Snapshot
    theme: str


@dataclass
class Stand:
    """The newest build, and what the sources looked like last. `look` tells what they look like now.

    Every field is read and written under `news`. A look takes a while, in which others are told what is ready; so it has a lock
    of its own, by which a later look is never overtaken.
    """

    look: Callable[[], Snapshot]
    news: threading.Condition = field(default_factory=threading.Condition)
    looking: threading.Lock = field(default_factory=threading.Lock)
    hurry: threading.Event = field(default_factory=threading.Event)
    """Set to wake the thread that looks."""
    seen: Snapshot = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    """The files that had changed when something had changed last."""
    wanted: int = 0
    due: int = 0
    visible: int = 0
    result: BuildResult | None = None
    fault: str = ""
    looked: Page | None = None
    """The page that was asked for last."""
    theme: str = ""
    """The digest of the newest build's theme."""
    early: Glimpses = field(default_factory=Glimpses)
    lost: Exception | None = None
    """Why nobody looks any more."""

    def notice(self) -> int:
        """Looks at the sources and asks for a build if they have changed. The number of the build that is wanted."""
        with self.looking:
            now = self.look()
            with self.news:
                if changed := changes(self.seen, now):
                    self.changed = changed
                    self.wanted += 2
                self.seen = now
                return self.wanted

    def is_quiet(self) -> bool:
        """Whether the files that changed last are still as they were seen."""
        with self.news:
            changed, seen = self.changed, self.seen
        return is_quiet(changed, seen)

    def settle(self, number: int) -> None:
        """Lets a build be made."""
        with self.news:
            self.due = number
            self.news.notify_all()

    def is_settled(self) -> bool:
        """Whether all that is wanted may be built, or is."""
        with self.news:
            return self.due == self.wanted

    def wait_until_due(self) -> tuple[int, BuildResult | None]:
        """The number of the next build as soon as it may be made, and what became of the last one. Raises what has ended the
        thread that looks."""
        with self.news:
            while not self.news.wait_for(lambda: self.lost or self.visible < self.due, ALERT):
                pass
            if self.lost:
                raise self.lost
            return self.due, self.result

    def begin(self, theme: str) -> None:
        """Tells with which theme the build that is due is made."""
        with self.news:
            self.theme = theme

    def lose(self, problem: Exception) -> None:
        """Tells that nobody looks any more."""
        with self.news:
            self.lost = problem
            self.news.notify_all()

    def wait_for_build(self, page: Page | None = None) -> tuple[int, bytes | None]:
        """The number of the build in which what was saved until now can be seen; after a while that of the newest there is.

        Where `page` is ready before its build, that page and the number it is told by."""
        with self.news:
            self.looked = page or self.looked
        wanted = self.notice()
        with self.news:
            if self.visible < wanted:
                self.hurry.set()
            self.news.wait_for(lambda: self.visible >= self.wanted or (page and self._glimpse(page)), PATIENCE)
            early = self._glimpse(page) if page else None
            return (self.early.number, early) if early else (self.visible, None)

    def asked(self) -> Ask | None:
        """The page that was asked for last, if it may be shown before the build that is still to be made: where all was well
        before."""
        with self.news:
            page = self.looked
            known = self.early.pages if self.early.number == self.wanted - 1 else ()
            if page is None or self.visible >= self.wanted or page in known or self.trouble(page[0]):
                return None
            return Ask(self.wanted, page, self.seen, self.theme)

    def _glimpse(self, page: Page) -> bytes | None:
        """What is ready of the build that is still to be made, if this page is."""
        ready = self.visible < self.wanted and self.early.number == self.wanted - 1
        return self.early.pages.get(page) if ready else None

    def wait_for_news(self, seen: str) -> int:
        """The number of the newest build, or page, as soon as it is another one than `seen`, or after a while all the same."""
        with self.news:
            self.news.wait_for(lambda: seen not in self._newest(), PATIENCE)
            newest = self._newest()
            return int(seen if seen in newest else newest[0])

    def _newest(self) -> tuple[str, ...]:
        """The number of what is newest, and that of pages which the newest build has not changed."""
        early = self.early
        if any(self._glimpse(page) for page in early.pages):
            return (str(early.number),)
        return (str(self.visible), str(early.number)) if early.hold else (str(self.visible),)

    def glimpsed(self, ask: Ask, html: bytes | None) -> None:
        """Tells all who wait for a page that it is ready, or that only its build can make it."""
        with self.news:
            pages = self.early.pages if self.early.number == ask.number - 1 else {}
            self.early = Glimpses(ask.number - 1, {**pages, ask.page: html})
            self.news.notify_all()

    def built(self, number: int, result: BuildResult | None, fault: str, output: Path) -> None:
        """Tells all who wait that the build which was wanted as `number` is done, and stands in `output`."""
        with self.news:
            self.result, self.fault, self.visible = result, fault, number
            early = self.early
            hold = early.number == number - 1 and early.are_in(output)
            hold = hold and not any(self.trouble(region) for region, _ in early.pages)
            self.early = replace(early, hold=hold)
            self.news.notify_all()

    def trouble(self, region: str) -> tuple[tuple[Finding, ...], str] | None:
        """What kept this region, or everything, from being written: findings, and a fault that is none of the content's.
        None where the newest build wrote it."""
        with self.news:
            result, fault = self.result, self.fault
        if fault:
            return in_order(result.all_findings if result else ()), fault
        if result is None:
            return None
        refused = any(each.slug == region and each.written is None for each in result.regions)
        return (result.all_findings, "") if refused or has_errors(result.findings) else None
