"""Every fault on every kind of file, at the first synchronisation and at an update, in every engine; and a sample of it.

`MATRIX=all` runs all of it: `make offline-matrix`.
"""

import os
from itertools import product
from typing import Any, NamedTuple

import pytest

from tests.offline_browsers.engines import ENGINES
from tests.offline_browsers.faults import FAULTS, KINDS

ALL = os.environ.get("MATRIX") == "all"
WHEN = ("first", "update")
SHARE = 6
"""One cell of so many is in the sample."""


class Cell(NamedTuple):
    """One thing that goes wrong."""

    engine: str
    fault: str
    kind: str
    when: str


def cells() -> list[Any]:
    """Parameters `shared_engine, fault, kind, when`.

    The sample is a diagonal: each fault meets each kind of file in at least one engine, and each engine meets each fault
    and each kind, at both times.
    """
    chosen = []
    axes = (enumerate(ENGINES), enumerate(FAULTS), enumerate(KINDS), enumerate(WHEN))
    for (e, engine), (f, fault), (k, kind), (w, when) in product(*axes):
        if ALL or (2 * e + f + k + 3 * w) % SHARE == 0:
            cell = Cell(engine, fault, kind, when)
            chosen.append(pytest.param(*cell, id="-".join(cell).replace(" ", "_")))
    return chosen
