"""Times builds of a generated guide: cold, unchanged and edited, and what places and events add to one region's.

Absolute times on a shared machine say little; the ratios of one run say more. `make bench`, or for other sizes:
`python tests/bench/bench.py --regions 5 --languages 12 --pages 50 --places 300 --events 500 --json`.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import default_theme, read_theme
from tests.bench.corpus import TODAY, add_occasions, write_corpus

LANGUAGES = 12
"""Of the region to which places and events are added."""


@dataclass(frozen=True)
class Run:
    """One build: its name, seconds in all and by stage, files that changed, and what it wrote in all."""

    name: str
    seconds: float
    stages: dict[str, float]
    changed: int
    files: int
    bytes: int


def measure(name: str, folder: Path, processes: int) -> Run:
    """Builds once, from reading the theme to the last byte."""
    marks: list[tuple[float, str]] = [(time.perf_counter(), "start")]
    cache = Cache(folder / "cache")
    with Converter(cache, Budget(processes=processes)) as converter:
        job = Job(
            content=folder / "content",
            output=folder / "build",
            theme=read_theme(default_theme()),
            cache=cache,
            converter=converter,
            today=TODAY,
            progress=lambda stage, region: marks.append((time.perf_counter(), stage)),
        )
        result = build(job)
    marks.append((time.perf_counter(), "end"))
    stages: dict[str, float] = defaultdict(float)
    for (begin, stage), (end, _) in pairwise(marks):
        stages[stage] += end - begin
    changed = sum(each.written.changed for each in result.regions if each.written)
    if not all(each.written for each in result.regions):
        raise SystemExit(f"The generated guide has errors: {result.all_findings[:3]}")
    sizes = [file.stat().st_size for file in (folder / "build").rglob("*") if file.is_file()]
    return Run(name, marks[-1][0] - marks[0][0], dict(stages), changed, len(sizes), sum(sizes))


def measure_guide(folder: Path, options: argparse.Namespace) -> tuple[int, list[Run]]:
    """Pages of a whole guide, and its cold, unchanged and edited builds."""
    pages = write_corpus(folder / "content", options.regions, options.languages, options.pages)
    runs = [measure("cold", folder, options.processes), measure("unchanged", folder, options.processes)]
    edited = folder / "content" / "region-0" / "de" / "section-00" / "page-01.md"
    edited.write_text(edited.read_text() + "\nEin neuer Satz.\n")
    return pages, [*runs, measure("one page edited", folder, options.processes)]


def measure_occasions(folder: Path, options: argparse.Namespace) -> tuple[int, list[Run]]:
    """Pages of one region in twelve languages, and its cold builds: with texts alone, with places, with events as well."""
    runs = []
    steps = [("texts alone", 0, 0), (f"+ {options.places} places", options.places, 0)]
    for name, places, events in (*steps, (f"+ {options.events} events", options.places, options.events)):
        here = folder / f"{places}-{events}-{len(runs)}"
        pages = write_corpus(here / "content", 1, LANGUAGES, options.pages)
        add_occasions(here / "content" / "region-0", LANGUAGES, places, events)
        runs.append(measure(name, here, options.processes))
    return pages, runs


def table(title: str, pages: int, runs: Sequence[Run]) -> str:
    """Runs under each other, held against the first one."""
    stages = list(dict.fromkeys(stage for run in runs for stage in run.stages))
    head = f"{'':<16}{'seconds':>9}{'added':>9}{'ratio':>9}{'pages/s':>9}{'changed':>9}{'files':>9}{'MB':>9}  "
    lines = [title, head + "".join(f"{stage:>9}" for stage in stages)]
    for run in runs:
        shares = "".join(f"{run.stages.get(stage, 0) / run.seconds:>9.0%}" for stage in stages)
        added, ratio = run.seconds - runs[0].seconds, run.seconds / runs[0].seconds
        lines.append(
            f"{run.name:<16}{run.seconds:>9.2f}{added:>9.2f}{ratio:>9.2f}{pages / run.seconds:>9.0f}{run.changed:>9}"
            f"{run.files:>9}{run.bytes / 1e6:>9.1f}  {shares}"
        )
    return "\n".join(lines)


def main() -> None:
    """Makes the guides, runs the builds, prints tables or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=int, default=3)
    parser.add_argument("--languages", type=int, default=4)
    parser.add_argument("--pages", type=int, default=100, help="pages in each language")
    parser.add_argument("--places", type=int, default=300, help=f"of a region in {LANGUAGES} languages")
    parser.add_argument("--events", type=int, default=500, help="of the same region; one half comes again")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        pages, runs = measure_guide(Path(name), options)
    with tempfile.TemporaryDirectory() as name:
        texts, occasions = measure_occasions(Path(name), options)
    if options.json:
        more = {"places": options.places, "events": options.events, "languages": LANGUAGES, "pages": texts}
        found = {"pages": pages, "runs": [asdict(run) for run in runs]}
        print(json.dumps({**found, "occasions": {**more, "runs": [asdict(run) for run in occasions]}}))
        return
    numbers = f"{options.regions} regions × {options.languages} languages × {options.pages} pages"
    print(table(f"{pages} pages: {numbers}", pages, runs))
    numbers = f"1 region × {LANGUAGES} languages × {options.pages} pages, with places and events"
    print(table(f"\n{texts} pages: {numbers}", texts, occasions))


if __name__ == "__main__":
    main()
