"""Figures as tables that people read."""

from collections.abc import Sequence

from tests.bench.cases import Figure


def table(figures: Sequence[Figure], against: str) -> str:
    """The figures of one run. A ratio says how many times as much this one takes as the entrant named `against`."""
    head = (
        "",
        "",
        "wall s",
        "median",
        "cpu s",
        "MB",
        "wall ms/page",
        "cpu ms/page",
        "wall ratio",
        "cpu ratio",
        "changed",
    )
    rows = [head]
    others = {each.case: each for each in figures if each.generator == against}
    case = ""
    for each in figures:
        other = others.get(each.case)
        rows.append(
            (
                each.case if each.case != case else "",
                each.generator,
                f"{each.wall:.2f}",
                f"{each.median:.2f}",
                f"{each.cpu:.2f}",
                f"{each.memory:.0f}",
                f"{each.wall / each.pages * 1000:.2f}",
                f"{each.cpu / each.pages * 1000:.2f}",
                f"{each.wall / other.wall:.2f}" if other else "",
                f"{each.cpu / other.cpu:.2f}" if other else "",
                "" if each.changed is None else f"{each.changed}",
            )
        )
        case = each.case
    return _aligned(rows)


def stage_table(figures: Sequence[Figure]) -> str:
    """Seconds of each stage of the fastest build, of those that tell them. `start` is the program's own start, `end` what is
    done after the last stage."""
    told = [each for each in figures if each.stages]
    stages = list(dict.fromkeys(stage for each in told for stage in each.stages))
    rows = [("", "", *stages)]
    rows += [(each.case, each.generator, *(f"{each.stages.get(stage, 0):.2f}" for stage in stages)) for each in told]
    return _aligned(rows) if told else ""


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at < 2 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
