"""The sample of the faults is a good one: nothing is left out of it but what its neighbours tell."""

from itertools import product

from tests.offline_browsers.engines import ENGINES
from tests.offline_browsers.faults import FAULTS, KINDS
from tests.offline_browsers.matrix import KIN, WHEN, cells


def test_the_sample_has_every_pair() -> None:
    """Faults that are kin meet each kind of file; each engine meets each fault, and each kind at both times, as faults do."""
    chosen = [each.values for each in cells()]
    kin = {fault: next((pair for pair in KIN if fault in pair), (fault,)) for fault in FAULTS}
    assert {(kin[fault], kind) for _, fault, kind, _ in chosen} == set(product(kin.values(), KINDS))
    assert {(engine, fault) for engine, fault, _, _ in chosen} == set(product(ENGINES, FAULTS))
    assert {(engine, kind, when) for engine, _, kind, when in chosen} == set(product(ENGINES, KINDS, WHEN))
    assert {(fault, when) for _, fault, _, when in chosen} == set(product(FAULTS, WHEN))
