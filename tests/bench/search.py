"""Times search in Chromium as a cheap phone has it: 300 pages of 2.5 kB in one language, the processor slowed down sixfold.

Absolute times on a shared machine say little, so a loop of fixed work is timed in the same page: `work` is what it took, and
on a machine that does nothing else it takes about 40 ms before the slowdown. `make bench`, or
`python tests/bench/search.py --languages de ar uk zh-Hans --pages 300 --slowdown 6 --json`.
"""

import argparse
import contextlib
import gzip
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme
from tests.browser.visiting import ARGUMENTS, CHROMIUM
from tests.search.corpus import index_files

QUERIES = {
    "de": (
        "Anmeldung",
        "Wohnung mieten Kaution",
        "Krankenversicherng",
        "wo kann ich deutsch lernen",
        "Sprachkurszeit",
        "be",
    ),
    "en": ("registration", "rent a flat", "insurence", "where can I learn German", "health", "sc"),
    "ar": ("تسجيل السكن", "دورة لغة", "Anmeldung", "طبيب", "عمل", "كيف أجد مسكنا", "مد"),
    "uk": ("реєстрація", "курси німецької", "лікаря", "як знайти роботу", "страхуваня", "шк"),
}
MEASURE = """async () => {
  const { open } = await import("/scripts/search-engine.js");
  const { default: MiniSearch } = await import("/libraries/search.js");
  const work = performance.now();
  let sum = 0;
  for (let at = 0; at < 2e7; at += 1) sum = (sum * 31 + at) | 0;
  const started = performance.now();
  const engine = await open(async (path) => (await fetch(`/index/${path}`)).json(), MiniSearch);
  engine.search(QUERIES[0]);
  const ready = performance.now();
  const times = QUERIES.slice(1).map((query) => {
    const before = performance.now();
    engine.search(query);
    return performance.now() - before;
  });
  return { work: started - work + (sum % 1), ready: ready - started, times };
}"""


@dataclass(frozen=True)
class Times:
    """Of one language, in milliseconds: until the first answer, and of the queries after it; and the kilobytes of its index."""

    language: str
    kilobytes: float
    work: float
    ready: float
    later: float
    slowest: float


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which `folder` is served."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def measure(browser: Browser, language: str, pages: int, slowdown: float, runs: int) -> Times:
    """The median of some runs, each in a page of its own."""
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as origin:
        folder = Path(name)
        for path, data in read_theme(default_theme()).assets.items():
            if path.startswith(("scripts/search", "libraries/search")):
                (folder / path).parent.mkdir(exist_ok=True)
                (folder / path).write_bytes(data)
        shutil.rmtree(folder / "index", ignore_errors=True)
        (folder / "index").mkdir()
        files = index_files(language, pages)
        for file, data in files.items():
            (folder / "index" / file).write_bytes(data)
        (folder / "index.html").write_text("<!doctype html><title>Search</title>", "utf-8")
        found = []
        for _ in range(runs):
            page = browser.new_page()
            page.goto(f"{origin}/index.html")
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
            found.append(page.evaluate(MEASURE.replace("QUERIES", json.dumps(QUERIES[language]))))
            page.close()
    times = [median(run["times"][at] for run in found) for at in range(len(QUERIES[language]) - 1)]
    size = sum(len(gzip.compress(data, 9)) for data in files.values()) / 1000
    work, ready = median(run["work"] for run in found), median(run["ready"] for run in found)
    return Times(language, size, work, ready, median(times), max(times))


def main() -> None:
    """Prints a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--languages", nargs="*", default=list(QUERIES))
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--slowdown", type=float, default=6)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        found = [measure(browser, each, options.pages, options.slowdown, options.runs) for each in options.languages]
        browser.close()
    if options.json:
        print(json.dumps([asdict(each) for each in found]))
        return
    print(f"{options.pages} pages, processor slowed down {options.slowdown:g} times, milliseconds")
    print(f"{'':<10}{'kB gzip':>9}{'work':>9}{'ready':>9}{'later':>9}{'slowest':>9}")
    for each in found:
        numbers = (each.kilobytes, each.work, each.ready, each.later, each.slowest)
        print(f"{each.language:<10}" + "".join(f"{number:>9.0f}" for number in numbers))


if __name__ == "__main__":
    main()
