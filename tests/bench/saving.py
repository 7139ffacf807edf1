"""From an editor's save to the new page, with the real `serve`: until it is answered, and until it stands in a real browser."""

import json
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

from tests.bench.corpus import TODAY
from tests.bench.ours import PAGE_FILE
from tests.browser.visiting import ARGUMENTS, SHELL

ADDRESS = "/region-0/de/section-00/page-01/index.html"
SHOWN = "mark => document.readyState === 'complete' && document.querySelector('main').innerText.includes(mark)"
PATIENCE = 120
"""Seconds for the first build and for each save."""


@dataclass(frozen=True)
class Saves:
    """Milliseconds of each save: until the new page was answered, until all was built, until the browser had loaded the page.
    Each save waits for the build of the one before."""

    answered: list[float]
    built: list[float]
    loaded: list[float]

    def rows(self) -> str:
        """As lines of a table."""
        named = (
            ("save to new page answered", self.answered),
            ("save to everything built", self.built),
            ("save to loaded in Chromium", self.loaded),
        )
        return "\n".join(f"{name:<28}{min(of):>8.0f} ms{statistics.median(of):>8.0f} ms" for name, of in named)


def measure_saves(folder: Path, count: int) -> Saves:
    """Serves the guide in `folder`, as `ours` lays it out, and saves one page so often in each way."""
    page = folder / PAGE_FILE
    saves = Saves([], [], [])
    with _served(folder) as port:
        for number in range(count):
            seen = _build(port)
            begun = _save(page, f"Antwort {number}")
            saves.answered.append(_until(partial(_shows, port, f"Antwort {number}"), begun))
            saves.built.append(_until(partial(_has_built, port, seen), begun))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=SHELL, args=list(ARGUMENTS))
            tab = browser.new_page()
            tab.goto(f"http://127.0.0.1:{port}{ADDRESS}", wait_until="load")
            for number in range(count):
                time.sleep(1)  # the tab asks for news again
                seen = _build(port)
                begun = _save(page, f"Browser {number}")
                tab.wait_for_function(SHOWN, arg=f"Browser {number}", timeout=PATIENCE * 1000)
                saves.loaded.append((time.perf_counter() - begun) * 1000)
                _until(partial(_has_built, port, seen), begun)
            browser.close()
    return saves


def _until(done: Callable[[], bool], begun: float) -> float:
    """Milliseconds since `begun` when it is done."""
    while not done():
        if time.perf_counter() - begun > PATIENCE:
            raise SystemExit("What was saved is never served.")
        time.sleep(0.005)
    return (time.perf_counter() - begun) * 1000


def _save(file: Path, mark: str) -> float:
    """Saves as editors do: whole, by renaming. The moment before."""
    new = file.with_name(f".{file.name}.new")
    text = f"{file.read_text('utf-8')}\n{mark}.\n"
    begun = time.perf_counter()
    new.write_text(text, "utf-8")
    new.replace(file)
    return begun


def _shows(port: int, mark: str) -> bool:
    return mark in _get(port, ADDRESS)


def _has_built(port: int, seen: int) -> bool:
    newest = _build(port)
    return newest % 2 == 0 and newest > seen  # an odd number is that of a page that was ready before its build


def _build(port: int) -> int:
    """The number of the newest build, or of a page that is ready before the next one."""
    return int(json.loads(_get(port, "/.integreat/wait?seen=-1"))["build"])


def _get(port: int, path: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """The port of a server that has built the guide."""
    command = [sys.executable, "-u", "-m", "integreat_ssg", "serve", "--port", "0", "--date", str(TODAY)]
    folders = ["--content", folder / "content", "--output", folder / "build", "--theme", folder / "theme"]
    process = subprocess.Popen(
        [*command, *map(str, folders), "--cache", str(folder / "cache")],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout
    try:
        said = ""
        for line in process.stdout:
            said += line
            if match := re.search(r"http://[\d.]+:(\d+)/", line):
                Thread(target=process.stdout.read, daemon=True).start()
                yield int(match[1])
                return
        raise SystemExit(f"serve has ended: {said}")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
