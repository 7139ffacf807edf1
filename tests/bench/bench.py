"""Times builds of generated guides: cold, unchanged, edited; by turns with other generators where wanted; saves; the start.

Absolute times on a shared machine say little; the ratios of one run say more, and the fastest of several builds most.

    python tests/bench/bench.py --pages 300 3000 --saves 5 --json figures.json
    python tests/bench/bench.py --html-only --against hugo eleventy mkdocs=".venv/bin/mkdocs build --dirty"

`make bench`, `make bench-large` (15,000 and 60,000 pages, in regions of 3,000) and `make bench-others` call it.
"""

import argparse
import importlib
import json
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.bench.cases import CASES, COLD, Entrant, Figure, compete
from tests.bench.corpus import Size
from tests.bench.generators import Generator
from tests.bench.ours import ours
from tests.bench.saving import measure_saves
from tests.bench.starting import measure_start
from tests.bench.tables import stage_table, table

LANGUAGES = 12
REGION = 3000
"""Pages of a region, where there are so many."""
LEAST = 6
"""Pages of a language at least: the four that each region has, a section, and the page in it that is edited."""
OTHERS = ("hugo", "eleventy", "mkdocs", "nikola", "pelican", "zensical")
WHOLE, HTML = "integreat-ssg", "integreat-ssg, HTML only"


def size_of(pages: int, options: argparse.Namespace) -> Size:
    """A guide of about so many pages, with all that it has beside them."""
    regions = max(1, pages // REGION)
    each = max(LEAST, round(pages / regions / LANGUAGES))
    return Size(regions, LANGUAGES, each, options.places, options.events, options.pictures)


def other(given: str) -> Generator:
    """The adapter of this name, with another command where one is given: `NAME` or `NAME=COMMAND`."""
    name, _, command = given.partition("=")
    if name not in OTHERS:
        raise SystemExit(f"There is no layout for {name}. There are: {', '.join(OTHERS)}.")
    generator: Generator = getattr(importlib.import_module(f"tests.bench.others.{name}"), name.upper())
    return replace(generator, command=shlex.split(command)) if command else generator


def entrants(pages: int, folder: Path, options: argparse.Namespace) -> Iterator[Entrant]:
    """Who builds by turns: we with everything, we with pages alone, the others."""
    size = size_of(pages, options)
    alone = replace(size, places=0, events=0, pictures=0)
    if not options.html_only:
        yield Entrant(ours(WHOLE, options.processes, html_only=False), size, folder / "whole")
    if options.html_only or options.against:
        yield Entrant(ours(HTML, options.processes, html_only=True), alone, folder / "html")
    for given in options.against:
        yield Entrant(other(given), alone, folder / given.partition("=")[0])


def occasions(folder: Path, options: argparse.Namespace) -> Iterator[Figure]:
    """Cold builds of one region: with texts alone, with pictures, with places, with events as well."""
    texts = replace(size_of(300, options), places=0, events=0, pictures=0)
    steps = {
        "texts alone": texts,
        f"+ {options.pictures} pictures": replace(texts, pictures=options.pictures),
        f"+ {options.places} places": replace(texts, places=options.places),
        f"+ {options.places} places, {options.events} events": replace(
            texts, places=options.places, events=options.events
        ),
    }
    each = [
        Entrant(ours(name, options.processes, html_only=False), size, folder / str(at))
        for at, (name, size) in enumerate(steps.items())
    ]
    yield from compete(each, [COLD], options.rounds, note)


def note(text: str) -> None:
    """Says on the terminal what is being done."""
    print(f"\r\033[K{text}" if sys.stderr.isatty() else text, end="", file=sys.stderr, flush=True)
    print("\r\033[K" if sys.stderr.isatty() else "\n", end="", file=sys.stderr)


def shown(title: str, figures: Sequence[Figure], against: str) -> None:
    """Prints the tables of a run."""
    print(
        f"\n{title}; ratios to {against}\n\n{table(figures, against)}\n\nseconds of each stage\n\n{stage_table(figures)}",
        flush=True,
    )


def arguments() -> argparse.Namespace:
    """What is to be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[300, 3000], help=f"in {LANGUAGES} languages")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=CASES, metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--against", nargs="+", default=[], metavar="NAME[=COMMAND]", help=f"of: {', '.join(OTHERS)}")
    parser.add_argument("--html-only", action="store_true", help="of ours only the build with pages alone")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each for each case")
    parser.add_argument("--places", type=int, default=60, help="of each region")
    parser.add_argument("--events", type=int, default=100, help="of each region; one half comes again")
    parser.add_argument("--pictures", type=int, default=4, help="of each region")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--occasions", action="store_true", help="also what pictures, places and events add")
    parser.add_argument("--saves", type=int, default=0, help="also so many saves under `serve`")
    parser.add_argument("--starts", type=int, default=0, help="also so many starts of --help")
    parser.add_argument("--json", type=Path, help="a file for all figures")
    return parser.parse_args()


def main() -> None:
    """Makes the guides, runs the builds, prints tables, writes JSON."""
    options, runs, saves = arguments(), [], {}
    ours_first = HTML if options.html_only else WHOLE
    against = options.against[0].partition("=")[0] if options.against else ours_first
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as name:
            each = list(entrants(pages, Path(name), options))
            figures = list(compete(each, options.cases, options.rounds, note))
            size = each[0].size
            title = f"{size.total} pages: {size.regions} regions × {size.languages} languages × {size.pages} pages"
            shown(title, figures, against)
            runs.append({"size": asdict(size), "figures": [figure.plain() for figure in figures]})
            if options.saves:
                found = measure_saves(each[0].folder, options.saves)
                saves[size.total] = asdict(found)
                print(f"\n{'':<28}{'fastest':>11}{'median':>11}\n{found.rows()}", flush=True)
    if options.occasions:
        with tempfile.TemporaryDirectory() as name:
            figures = list(occasions(Path(name), options))
            shown("what pictures, places and events add", figures, "texts alone")
            runs.append({"size": "occasions", "figures": [figure.plain() for figure in figures]})
    start = measure_start(options.starts) if options.starts else None
    if start:
        print(f"\n{start.row()}")
    if options.json:
        found = {"runs": runs, "saves": saves, "start": asdict(start) if start else None}
        options.json.write_text(json.dumps(found, indent=1), "utf-8")


if __name__ == "__main__":
    main()
