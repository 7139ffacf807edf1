"""How long `--help` takes, against a Python that does nothing, by turns."""

import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench.processes import cost_of

HELP = (sys.executable, "-m", "integreat_ssg", "--help")
NOTHING = (sys.executable, "-c", "pass")


@dataclass(frozen=True)
class Start:
    """Seconds of processors, least of all runs: of the help and of an empty Python."""

    shown: float
    empty: float

    @property
    def ratio(self) -> float:
        """How many times as long the help takes."""
        return self.shown / self.empty

    def row(self) -> str:
        """As a line of a table."""
        return f"{'--help':<28}{self.shown * 1000:>8.0f} ms  {self.ratio:.1f} × an empty Python's {self.empty * 1000:.0f} ms"


def measure_start(runs: int) -> Start:
    """Starts each so often."""
    here = Path.cwd()
    both = [(cost_of(HELP, here)[0].cpu, cost_of(NOTHING, here)[0].cpu) for _ in range(runs)]
    return Start(min(shown for shown, _ in both), min(empty for _, empty in both))
