"""A build as `integreat-ssg build` makes it, which tells in the end how long each stage took: `staged.py FOLDER PROCESSES`."""

import json
import sys
import time
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

FOLDERS = {"content": "content", "output": "build", "theme": "theme", "cache": "cache"}
"""Option to what it means inside of FOLDER."""


def main(folder: Path, processes: int) -> None:
    """Builds `content` into `build` with the theme that lies beside them, and prints the stages as JSON."""
    marks = [(time.perf_counter(), "start")]
    # Here, for what is imported belongs to the start.
    from integreat_ssg.cli.building import build_command, unchanged_build
    from tests.bench.corpus import TODAY

    folders = (f"--{option}={folder / name}" for option, name in FOLDERS.items())
    given = [*folders, f"--processes={processes}", f"--date={TODAY}"]
    options = build_command.make_context("build", given).params  # all others are as the command has them
    result = unchanged_build((), options)
    if result is None:
        from integreat_ssg.build import build
        from integreat_ssg.cli.job import make_job

        with make_job(options) as job:
            result = build(replace(job, progress=lambda stage, _: marks.append((time.perf_counter(), stage))))
            marks.append((time.perf_counter(), "end"))
    marks.append((time.perf_counter(), ""))
    if not all(each.written for each in result.regions):
        raise SystemExit(f"The generated guide has errors: {result.all_findings[:3]}")
    stages: dict[str, float] = defaultdict(float)
    for (begin, stage), (end, _) in pairwise(marks):
        stages[stage] += end - begin
    changed = sum(each.written.changed for each in result.regions if each.written)
    print(json.dumps({"stages": stages, "changed": changed}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
