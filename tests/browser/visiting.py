"""A reader's browser: opens pages with a screen, colours and scripts as told, and notes everything that goes wrong."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, WebError

CHROMIUM = "/usr/bin/chromium"
"""Chromium, as Debian packages it."""
SHELL = shutil.which("chromium-headless-shell") or CHROMIUM
"""The same without the toolbars, profiles and apps that are only there for eyes and hands: it opens a page for two thirds of
the work and a context for a third. What is about these, such as installing, takes the whole of it."""
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()

FROM_DISK = (r"^console: .*\.js' from origin 'null'", r"^console: .*ERR_FAILED", r"\.js: net::ERR_FAILED")
"""Chromium does not load modules from files, says so, and the page stands without them."""
WITHOUT_SCRIPTS = (r"\.js: csp$",)
"""Chromium refuses to preload modules where scripts are forbidden, as it should."""
NOT_FOUND = (r"^status 404", r"^console: .*status of 404")
"""A page that is answered with 404 on purpose."""

BLOCKED = (r"^console: Service Worker registration blocked by Playwright",)
"""A context that lets no page be saved, as a test gets it that is about something else."""

SPOKEN = "fr-FR"
"""The language of a reader who is no newcomer: one that no guide of these tests has, so that none is offered above a page."""

NO_ICON = (r"favicon\.ico",)
"""A page that names no icon; the browser looks for one at the root of the host, which is not ours to fill."""


@dataclass
class Visit:
    """Pages of one context, and what went wrong on them as sentences."""

    context: BrowserContext
    origin: str
    allowed: Sequence[str] = ()
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("console", self._console)
        self.context.on("weberror", self._error)
        self.context.on("request", self._request)
        self.context.on("requestfailed", self._failed)
        self.context.on("response", self._response)

    def _note(self, problem: str) -> None:
        if not any(re.search(pattern, problem) for pattern in self.allowed):
            self.problems.append(problem)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        self._note(f"exception: {error.error.message}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "file:", "data:", "blob:", "about:")):
            self._note(f"request to another origin: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it was there
            self._note(f"{request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"status {response.status}: {response.url}")


class Visitor:
    """Opens pages, each visit in a context of its own, with nothing remembered."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self.browser = browser
        self.origin = origin
        self.visits: list[Visit] = []

    def start(
        self,
        *,
        width: int = 360,
        height: int = 740,
        scheme: str = "light",
        javascript: bool = True,
        allowed: Sequence[str] = (),
        **options: Any,
    ) -> Visit:
        """A fresh context; `allowed` are patterns of what may go wrong there. Service workers need `service_workers="allow"`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            **{"reduced_motion": "reduce", "locale": SPOKEN, "service_workers": "block", **options},
        )
        context.set_default_timeout(10_000)
        visit = Visit(context, self.origin, (*allowed, *BLOCKED, *(() if javascript else WITHOUT_SCRIPTS)))
        self.visits.append(visit)
        return visit

    def open(self, url: str, **options: Any) -> Page:
        """A page at `url` in a fresh context, loaded with its scripts."""
        page = self.start(**options).context.new_page()
        page.goto(url)
        settle(page)
        return page

    def close(self) -> list[str]:
        """Ends every visit; what went wrong on all of them."""
        for visit in self.visits:
            visit.context.close()
        problems = [problem for visit in self.visits for problem in visit.problems]
        self.visits = []
        return problems


class Gallery:
    """Looks at one page after another in windows that stay open: quicker than a new context for each."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self._visitor = Visitor(browser, origin)
        self._windows: dict[tuple[int, str], tuple[Visit, Page]] = {}

    def look(self, url: str, width: int = 320, scheme: str = "light") -> Page:
        """The page at `url` in the window of this width and colour scheme, loaded with its scripts."""
        if (width, scheme) not in self._windows:
            visit = self._visitor.start(width=width, scheme=scheme, allowed=NOT_FOUND)
            self._windows[width, scheme] = (visit, visit.context.new_page())
        page = self._windows[width, scheme][1]
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(url)
        settle(page)
        return page

    def problems(self) -> list[str]:
        """What went wrong since the last question."""
        found = []
        for visit, _ in self._windows.values():
            found += visit.problems
            visit.problems.clear()
        return found

    def close(self) -> None:
        """Shuts all windows."""
        self._visitor.close()


def settle(page: Page) -> None:
    """Returns when the page's scripts have done what they do by themselves: load, and show what they enhance."""
    page.wait_for_load_state()
    if page.url.startswith("http") and page.evaluate("() => 'scripts' in document.documentElement.dataset"):
        page.wait_for_function("() => document.documentElement.dataset.scripts === 'done'")
        page.wait_for_function("() => !document.querySelector('.settings[hidden], .finder[hidden]')")


def open_filters(page: Page) -> None:
    """Opens what a phone keeps folded above a list, where it is not open yet."""
    if page.locator(".filters details:not([open])").count():
        page.locator(".filters summary").click()
