"""The table in docs/offline.md is the same whether one process has seen everything or several have."""

import json

from tests.offline_browsers.results import REQUIREMENTS, Results


def test_what_several_have_seen_comes_together() -> None:
    """Each tells what it has seen as plain data; nothing is missing in the table then, nothing is told twice."""
    cells = [(name, engine) for name, requirement in REQUIREMENTS.items() for engine in requirement.engines]
    alone, together, workers = Results(), Results(), (Results(), Results())
    for number, (name, engine) in enumerate(cells):
        alone.add(name, engine, f"{number} kB")
        workers[number % 2].add(name, engine, f"{number} kB")
    for worker in workers:
        assert worker.missing()
        together.merge(json.loads(json.dumps(worker.entries())))
    assert together.missing() == []
    assert together.table() == alone.table()
