"""Chromium over its DevTools protocol: that can kill it, stop its workers and limit its storage, and never waits for ever."""

import base64
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.browser.visiting import ARGUMENTS
from tests.offline_browsers.processes import Process, program
from tests.offline_browsers.wire import RefusedError, Wire

START = 40


class Chromium:
    """Debian's Chromium, headless, with a profile of its own; see `engines.Engine`."""

    name = "chromium"

    def __init__(self, profile: Path, *, private: bool = False, arguments: Sequence[str] = ()) -> None:
        quiet = ("--headless=new", "--remote-debugging-port=0", "--disable-crash-reporter", "--password-store=basic")
        command = [program("chromium"), *ARGUMENTS, *quiet, *arguments, f"--user-data-dir={profile}", "about:blank"]
        self._process = Process(command, {"HOME": str(profile)})
        self._wire = Wire(self._process.says(r"DevTools listening on (ws://\S+)", START), START)
        context = self.browser("Target.createBrowserContext") if private else {}
        target = self.browser("Target.createTarget", url="about:blank", **context)["targetId"]
        self._session = self.browser("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.command("Page.enable")
        self.command("Page.setLifecycleEventsEnabled", enabled=True)

    def browser(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a DevTools command to the browser as a whole."""
        return self._wire.call(method, params, START)

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a DevTools command to the page."""
        return self._wire.call(method, params, START, sessionId=self._session)

    def visit(self, url: str, seconds: float = 20) -> None:
        """See `Engine.visit`."""
        self._wire.forget()
        try:
            answer = self._wire.call("Page.navigate", {"url": url}, seconds, sessionId=self._session)
            if loader := answer.get("loaderId"):
                self._wire.event(
                    ["Page.lifecycleEvent"],
                    lambda event: event["name"] == "load" and event["loaderId"] == loader,
                    seconds,
                )
        except TimeoutError:
            with suppress(TimeoutError, RefusedError):
                self.command("Page.stopLoading")
            raise

    def evaluate(self, expression: str, seconds: float = 20) -> Any:
        """See `Engine.evaluate`."""
        return self.evaluate_in(self._session, expression, seconds)

    def evaluate_in(self, session: str, expression: str, seconds: float = 20) -> Any:
        """The same in another window."""
        params = {
            "expression": f"(async () => JSON.stringify(await (async () => ({expression}))()))()",
            "awaitPromise": True,
            "returnByValue": True,
        }
        answer = self._wire.call("Runtime.evaluate", params, seconds, sessionId=session)
        if fault := answer.get("exceptionDetails"):
            raise RefusedError(fault.get("exception", {}).get("description") or fault["text"])
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def screenshot(self) -> bytes:
        """See `Engine.screenshot`."""
        return base64.b64decode(self.command("Page.captureScreenshot")["data"])

    def kill(self) -> None:
        """See `Engine.kill`."""
        self._process.kill()
        self._wire.close()

    def close(self) -> None:
        """See `Engine.close`."""
        with suppress(ConnectionError, TimeoutError, RefusedError):
            self.browser("Browser.close")
        self._process.wait(10)
        self._wire.close()
