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
"""One cell of so many lies on the diagonal."""
KIN = (
    ("closed", "reset"),
    ("hanging", "stalling"),
    ("404", "500"),
    ("redirect", "wrong type"),
    ("empty", "flipped"),
    ("shorter", "longer"),
    ("portal", "html for everything"),
    ("stale", "half deploy"),
)
"""Faults that a worker meets in the same way: no answer, one that never ends, an error, an answer of another kind, other bytes,
another length, a page in the place of everything, an older release."""


class Cell(NamedTuple):
    """One thing that goes wrong."""

    engine: str
    fault: str
    kind: str
    when: str


def cells() -> list[Any]:
    """Parameters `shared_engine, fault, kind, when`.

    The sample is a part of a diagonal: of two faults that are kin one or the other meets each kind of file, a fault without kin
    each of them; each engine meets each fault, and each kind at both times (test_matrix.py).
    """
    axes = (enumerate(ENGINES), enumerate(FAULTS), enumerate(KINDS), enumerate(WHEN))
    return [
        pytest.param(*cell, id="-".join(cell).replace(" ", "_"))
        for (e, engine), (f, fault), (k, kind), (w, when) in product(*axes)
        for cell in [Cell(engine, fault, kind, when)]
        if ALL or ((2 * e + f + k + 3 * w) % SHARE == 0 and _speaks(fault, k))
    ]


def _speaks(fault: str, kind: int) -> bool:
    """Whether this one of two kin, which take turns, meets a kind of file; who has no kin meets all."""
    return all(fault not in pair or pair[(number + kind // 3) % 2] == fault for number, pair in enumerate(KIN))
