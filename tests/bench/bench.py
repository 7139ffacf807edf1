"""Times cold, unchanged and edited builds of a generated guide: pages a second and the share of each stage.

Absolute times on a shared machine say little; the ratios of one run say more. `make bench`, or for other sizes:
`python tests/bench/bench.py --regions 5 --languages 12 --pages 50 --json`.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import default_theme, read_theme
from tests.bench.corpus import write_corpus


@dataclass(frozen=True)
class Run:
    """One build: its name, seconds in all and by stage, files that changed."""

    name: str
    seconds: float
    stages: dict[str, float]
    changed: int


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
    return Run(name, marks[-1][0] - marks[0][0], dict(stages), changed)


def main() -> None:
    """Makes the corpus, runs the builds, prints a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=int, default=3)
    parser.add_argument("--languages", type=int, default=4)
    parser.add_argument("--pages", type=int, default=100, help="pages in each language")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = write_corpus(folder / "content", options.regions, options.languages, options.pages)
        runs = [measure("cold", folder, options.processes), measure("unchanged", folder, options.processes)]
        edited = folder / "content" / "region-0" / "de" / "section-00" / "page-01.md"
        edited.write_text(edited.read_text() + "\nEin neuer Satz.\n")
        runs.append(measure("one page edited", folder, options.processes))
    if options.json:
        print(json.dumps({"pages": pages, "runs": [asdict(run) for run in runs]}))
        return
    print(f"{pages} pages: {options.regions} regions × {options.languages} languages × {options.pages} pages")
    stages = list(dict.fromkeys(stage for run in runs for stage in run.stages))
    print(
        f"{'':<16}{'seconds':>9}{'of cold':>9}{'pages/s':>9}{'changed':>9}  "
        + "".join(f"{stage:>9}" for stage in stages)
    )
    for run in runs:
        shares = "".join(f"{run.stages.get(stage, 0) / run.seconds:>9.0%}" for stage in stages)
        ratio = run.seconds / runs[0].seconds
        print(f"{run.name:<16}{run.seconds:>9.2f}{ratio:>9.2f}{pages / run.seconds:>9.0f}{run.changed:>9}  {shares}")


if __name__ == "__main__":
    main()
