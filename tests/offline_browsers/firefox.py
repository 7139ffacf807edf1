"""Firefox over WebDriver BiDi, which it speaks by itself: Debian packages no geckodriver, and none is needed."""

import base64
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.offline_browsers.processes import Process, program
from tests.offline_browsers.wire import RefusedError, Wire

START = 60
PREFERENCES: Mapping[str, bool | int | str] = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
"""A Firefox that asks nobody anything."""
ENDS = ("browsingContext.load", "browsingContext.fragmentNavigated", "browsingContext.navigationFailed")
"""How going to a page ends: it has loaded, was there already, or leads elsewhere by itself."""
PRIVATE: Mapping[str, bool | int | str] = {"browser.privatebrowsing.autostart": True}


class Firefox:
    """Firefox ESR, headless, with a profile of its own; see `engines.Engine`."""

    name = "firefox"

    def __init__(self, profile: Path, *, private: bool = False) -> None:
        profile.mkdir(parents=True, exist_ok=True)
        preferences = {**PREFERENCES, **(PRIVATE if private else {})}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
        (profile / "user.js").write_text("".join(lines))
        options = ["--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
        self._process = Process(
            [program("firefox-esr"), *options], {"HOME": str(profile), "MOZ_CRASHREPORTER_DISABLE": "1"}
        )
        address = self._process.says(r"WebDriver BiDi listening on (ws://\S+)", START)
        self._wire = Wire(f"{address}/session", START)
        self.command("session.new", capabilities={})
        self.command("session.subscribe", events=list(ENDS))
        self._window = self.command("browsingContext.getTree")["contexts"][0]["context"]

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a BiDi command."""
        return self._wire.call(method, params, START)

    def visit(self, url: str, seconds: float = 20) -> None:
        """See `Engine.visit`.

        Firefox's own `"wait": "complete"` is over as soon as a page changes its address by `history.replaceState`: the new
        one while it loads, or the old one while it is left.
        """
        self._wire.forget()
        params = {"context": self._window, "url": url, "wait": "none"}
        with suppress(RefusedError):  # an error page
            navigation = self._wire.call("browsingContext.navigate", params, seconds)["navigation"]
            self._wire.event(ENDS, lambda event: event["navigation"] == navigation, seconds)

    def evaluate(self, expression: str, seconds: float = 20) -> Any:
        """See `Engine.evaluate`."""
        params = {
            "expression": f"(async () => JSON.stringify(await (async () => ({expression}))()))()",
            "target": {"context": self._window},
            "awaitPromise": True,
        }
        answer = self._wire.call("script.evaluate", params, seconds)
        if answer["type"] == "exception":
            raise RefusedError(answer["exceptionDetails"]["text"])
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def screenshot(self) -> bytes:
        """See `Engine.screenshot`."""
        return base64.b64decode(self.command("browsingContext.captureScreenshot", context=self._window)["data"])

    def kill(self) -> None:
        """See `Engine.kill`."""
        self._process.kill()
        self._wire.close()

    def close(self) -> None:
        """See `Engine.close`."""
        with suppress(ConnectionError, TimeoutError, RefusedError):
            self.command("browser.close")
        self._process.wait(15)
        self._wire.close()
