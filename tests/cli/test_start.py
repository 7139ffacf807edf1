"""A command loads what it needs, so that asking for help, or completing a word in a shell, costs next to nothing."""

import resource
import subprocess
import sys

import pytest

HEAVY = ("markdown", "pydantic", "jinja2", "babel", "PIL", "yaml", "icalendar", "holidays", "integreat_ssg.build")
"""Libraries, and the whole line, that take longer to load than a list of commands to show."""


def seconds(*arguments: str) -> float:
    """The time that a processor works for a Python with these arguments: the best of several, since others work beside it."""
    found = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, timeout=60)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


def test_help_costs_little_more_than_python_itself() -> None:
    """At most eight times an empty Python's start."""
    assert seconds("-m", "integreat_ssg", "--help") < 8 * seconds("-c", "pass")


def loaded(code: str) -> set[str]:
    """The modules that a Python has loaded after these lines."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    return set(done.stdout.split())


def test_the_list_of_commands_loads_none_of_them() -> None:
    """Nothing of the line, and none of its libraries."""
    modules = loaded("import integreat_ssg.cli")
    assert "integreat_ssg.cli.commands" in modules
    assert not modules.intersection(HEAVY)


@pytest.mark.parametrize(
    "name", ["markdown", "nh3", "holidays", "watchdog", "textstat", "integreat_ssg.reading.geojson"]
)
def test_a_build_loads_what_it_meets(name: str) -> None:
    """Unchanged pages need no Markdown, regions without hours on holidays no calendar of the world."""
    modules = loaded("import integreat_ssg.build, integreat_ssg.cli.job")
    assert "integreat_ssg.build" in modules
    assert name not in modules
