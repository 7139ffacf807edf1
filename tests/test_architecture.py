"""The house guards itself: imports point down, files stay small, nothing ambient is read on the build line."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "integreat_ssg"
LAYERS = (
    {"__main__"},
    {"cli"},
    {"serving", "deploying", "desk", "exchange", "monitoring", "probing", "starting"},
    {"reporting"},
    {"comparison"},
    {"binding", "glimpse", "inspection"},
    {"build"},
    {"unchanged"},
    {"chunks", "joining", "outcomes"},
    {"kept"},
    {"reading", "checking", "rendering", "hosting", "sealing", "offline", "typesetting", "writing"},
    {"planning"},
    {"outputs"},
    {"occurrences", "cartography", "register", "terms"},
    {"outlines", "alphabets"},
    {"digests", "workers"},
    {"model", "cache", "spelling", "allocation"},
    {"errors"},
)
"""From the top down; a part imports from the layers below its own, or from itself. (ADR 1 says where this differs.)"""

ONLY_THERE = {
    "click": {"cli"},
    "markdown": {"reading"},
    "pymdownx": {"reading"},
    "nh3": {"reading", "exchange"},
    "minify": {"reading"},
    "yaml": {"reading", "reporting", "desk", "monitoring"},
    "pydantic": {"reading"},
    "jinja2": {"rendering", "monitoring"},
    "opening_hours": {"reading"},
    "holidays": {"reading"},
    "resvg_py": {"rendering"},
    "playwright": {"serving"},
    "watchdog": {"serving"},
    "http": {"serving", "exchange", "probing"},
    "icalendar": {"rendering", "exchange"},
    "dateutil": {"occurrences"},
    "zxingcpp": {"rendering", "serving"},
    "weasyprint": {"typesetting"},
    "brotli": {"deploying"},
    "textstat": {"checking"},
}
"""Library to the only parts that know it."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: Path) -> str:
    """The part of the package a module belongs to: its first folder or its own name."""
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


PARTS = sorted({part_of(module) for module in MODULES})


def modules_of(part: str) -> list[Path]:
    """The modules of a part."""
    return [module for module in MODULES if part_of(module) == part]


@cache
def parsed(module: Path) -> tuple[ast.AST, ...]:
    """Everything in a module, parsed once."""
    return tuple(ast.walk(ast.parse(module.read_text())))


def imports(module: Path) -> set[str]:
    """Dotted names of everything a module imports, wherever in it."""
    found = {alias.name for node in parsed(module) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module for node in parsed(module) if isinstance(node, ast.ImportFrom) and node.module}


def layer(part: str) -> int:
    """How far from the top a part stands."""
    return next(index for index, parts in enumerate(LAYERS) if part in parts)


@pytest.mark.parametrize("part", [part for part in PARTS if part != "__init__"])
def test_imports_point_down(part: str) -> None:
    """No module imports from its own layer's siblings or from a layer above."""
    for module in modules_of(part):
        for name in imports(module):
            if name.startswith("integreat_ssg."):
                other = name.split(".")[1]
                assert other == part or layer(other) > layer(part), f"{module} imports {other}"


STANDARD = {
    "integreat_ssg",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "gzip",
    "hashlib",
    "re",
    "typing",
}
"""What the model may import."""


@pytest.mark.parametrize("part", PARTS)
def test_libraries_stay_in_their_room(part: str) -> None:
    """Only the part that a library is for knows it; the model knows none."""
    for module in modules_of(part):
        tops = {name.split(".")[0] for name in imports(module)}
        strange = {top for top in tops if part not in ONLY_THERE.get(top, {part})}
        assert not strange, f"{module} imports {strange}"
        assert part != "model" or tops <= STANDARD, f"{module} imports {tops - STANDARD}"


def test_a_file_is_as_long_as_its_idea() -> None:
    """300 lines is long."""
    assert not [module for module in MODULES if len(module.read_text().splitlines()) > 300]


def test_no_drawers() -> None:
    """A function without a home shows a missing noun."""
    drawers = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "base"}
    assert not [module for module in MODULES if module.stem in drawers]


AMBIENT = {
    "time",
    "datetime.now",
    "datetime.today",
    "date.today",
    "os.environ",
    "os.getenv",
    "random",
    "socket",
    "locale",
}


LINE = (
    "model outlines alphabets spelling terms cartography occurrences register planning outputs checking rendering hosting "
    "offline sealing typesetting chunks outcomes joining unchanged build binding glimpse inspection comparison"
).split()
"""Parts of the build line."""


@pytest.mark.parametrize("part", LINE)
def test_the_line_reads_nothing_ambient(part: str) -> None:
    """No clock, locale, network, environment or disk on the build line."""
    assert modules_of(part)
    for module in modules_of(part):
        names = {ast.unparse(node) for node in parsed(module) if isinstance(node, ast.Attribute)}
        assert not names & AMBIENT, module
        assert not imports(module) & {"time", "random", "socket", "locale", "os", "urllib.request"}, module
        calls = {ast.unparse(node.func) for node in parsed(module) if isinstance(node, ast.Call)}
        disk = (".read_text", ".read_bytes", ".write_bytes")
        assert not [call for call in calls if call == "open" or call.endswith(disk)], module
