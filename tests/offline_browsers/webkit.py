"""WebKitGTK, the nearest to Safari on Debian: its driver speaks plain WebDriver over HTTP, its browser wants a screen."""

import base64
import http.client
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.offline_browsers.processes import Process, program
from tests.offline_browsers.wire import RefusedError
from tests.ports import free_port

START = 40
LOADED = "document.readyState === 'complete' || await new Promise((done) => addEventListener('load', () => done(true)))"
ASYNCHRONOUS = """
const done = arguments[arguments.length - 1];
(async () => (%s))().then((value) => done({ value: JSON.stringify(value) }), (error) => done({ error: String(error) }));
"""


def minibrowser() -> Path:
    """WebKitGTK's own small browser, which its driver can drive."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"))
    if not found:
        raise FileNotFoundError("The offline tests need WebKitGTK's MiniBrowser. `make offline` installs it.")
    return found[0]


class WebKit:
    """WebKitGTK's MiniBrowser; an automated one keeps no profile. See `engines.Engine`."""

    name = "webkit"

    def __init__(self, profile: Path, *, private: bool = False) -> None:
        profile.mkdir(parents=True, exist_ok=True)
        self._screen = None if os.environ.get("DISPLAY") else _Screen()
        display = {"DISPLAY": self._screen.name} if self._screen else {}
        self._port = free_port()
        environment = {"HOME": str(profile), "XDG_RUNTIME_DIR": str(profile), **display}
        self._driver = Process([program("WebKitWebDriver"), f"--port={self._port}"], environment)
        options = {"binary": str(minibrowser()), "args": ["--automation", *(["--private"] if private else [])]}
        wanted = {"alwaysMatch": {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}}
        try:
            self._await_driver()
            self._session = self._ask("POST", "/session", {"capabilities": wanted}, START)["sessionId"]
        except BaseException:
            self.kill()
            raise

    def _await_driver(self) -> None:
        end = monotonic() + START
        while True:
            try:
                self._ask("GET", "/status", None, 5)
            except (OSError, ConnectionError):
                if monotonic() > end:
                    raise
                sleep(0.05)  # a driver tells nobody when it listens
            else:
                return

    def visit(self, url: str, seconds: float = 20) -> None:
        """See `Engine.visit`.

        The driver's own answer comes as soon as a page changes its address by `history.replaceState` while it loads.
        """
        self._command("/timeouts", {"pageLoad": int(seconds * 1000)}, START)
        try:
            self._command("/url", {"url": url}, seconds + 10)
        except RefusedError:  # an error page, or the page before was still on its way
            with suppress(RefusedError):
                self._command("/url", {"url": url}, seconds + 10)
        with suppress(RefusedError):  # it leads elsewhere by itself
            self.evaluate(LOADED, seconds)

    def evaluate(self, expression: str, seconds: float = 20) -> Any:
        """See `Engine.evaluate`."""
        self._command("/timeouts", {"script": int(seconds * 1000)}, START)
        body = {"script": ASYNCHRONOUS % expression, "args": []}
        answer = self._command("/execute/async", body, seconds + 10)
        if "error" in answer:
            raise RefusedError(answer["error"])
        value = answer.get("value")
        return None if value is None else json.loads(value)

    def screenshot(self) -> bytes:
        """See `Engine.screenshot`."""
        return base64.b64decode(self._ask("GET", f"/session/{self._session}/screenshot", None, START))

    def kill(self) -> None:
        """See `Engine.kill`."""
        self._driver.kill()
        if self._screen:
            self._screen.close()

    def close(self) -> None:
        """See `Engine.close`."""
        with suppress(OSError, RefusedError, ConnectionError):
            self._ask("DELETE", f"/session/{self._session}", None, 10)
        self.kill()

    def _command(self, path: str, body: dict[str, Any], seconds: float) -> Any:
        return self._ask("POST", f"/session/{self._session}{path}", body, seconds)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None, seconds: float) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=seconds)
        try:
            given = None if body is None else json.dumps(body)
            connection.request(method, path, given, {"Content-Type": "application/json"})
            answer = json.loads(connection.getresponse().read())["value"]
        except TimeoutError:
            raise
        except (http.client.HTTPException, OSError, json.JSONDecodeError) as error:
            raise ConnectionError(f"The browser is gone: {error}") from error
        finally:
            connection.close()
        if isinstance(answer, dict) and re.search("timeout", str(answer.get("error", ""))):
            raise TimeoutError(f"{path}: {answer}")
        if isinstance(answer, dict) and "error" in answer and "message" in answer:
            raise RefusedError(f"{path}: {answer['error']}: {answer['message']}")
        return answer


class _Screen:
    """A screen in memory."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        command = ["-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
        self._process = Process([program("Xvfb"), *command], keep=(writing,))
        os.close(writing)
        with os.fdopen(reading) as announced:
            self.name = f":{announced.readline().strip()}"

    def close(self) -> None:
        self._process.kill()
