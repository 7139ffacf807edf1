"""What the tests need of a browser, whichever engine it has. No driver is downloaded: all of it is packaged by Debian."""

import json
from pathlib import Path
from typing import Any, Protocol

from tests.offline_browsers.chromium import Chromium
from tests.offline_browsers.firefox import Firefox
from tests.offline_browsers.webkit import WebKit

SCRIPTS = Path(__file__).parent / "scripts"


class Engine(Protocol):
    """A browser with one window."""

    name: str

    def visit(self, url: str, seconds: float = 20) -> None:
        """Goes to a page and waits for its load event, or until it leads elsewhere by itself. An error page counts as
        loaded: look at what is shown.

        Raises `TimeoutError` where the page has not loaded in time.
        """

    def evaluate(self, expression: str, seconds: float = 20) -> Any:
        """The JSON value of a JavaScript expression, which may contain `await`.

        Raises `RefusedError` for an exception in the page, `TimeoutError`, `ConnectionError`.
        """

    def screenshot(self) -> bytes:
        """The window as PNG."""

    def kill(self) -> None:
        """Ends the browser as a power cut would; its profile stays."""

    def close(self) -> None:
        """Ends the browser as a reader would."""


ENGINES = {"chromium": Chromium, "firefox": Firefox, "webkit": WebKit}
"""Name to engine, in the order of the table in docs/offline.md."""
RESTARTING = ("chromium", "firefox")
"""Engines whose profile outlives them; an automated WebKitGTK always starts afresh."""


def run(engine: Engine, script: str, *arguments: Any, seconds: float = 20) -> Any:
    """The result of a function in `scripts/`, called in the page with JSON arguments."""
    source = (SCRIPTS / f"{script}.js").read_text("utf-8").strip().removesuffix(";")
    given = ", ".join(json.dumps(argument) for argument in arguments)
    return engine.evaluate(f"await ({source})({given})", seconds)
