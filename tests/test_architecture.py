"""The house guards itself: imports point down, files stay small, nothing ambient is read on the build line."""

import ast
from collections.abc import Iterator
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
    {"binding", "inspection"},
    {"build"},
    {"chunks", "joining", "outcomes"},
    {"reading", "checking", "rendering", "hosting", "sealing", "offline", "typesetting", "writing"},
    {"planning"},
    {"outputs"},
    {"occurrences", "cartography", "register", "terms"},
    {"outlines", "alphabets"},
    {"digests", "workers"},
    {"model", "cache", "spelling"},
    {"errors"},
)
"""From the top down; a part imports from the layers below its own, or from itself. (ADR 1 says where this differs.)"""

ONLY_THERE = {
    "click": {"cli"},
    "markdown": {"reading"},
    "pymdownx": {"reading"},
    "nh3": {"reading"},
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


def imports(module: Path) -> Iterator[str]:
    """Dotted names of everything a module imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def layer(part: str) -> int:
    """How far from the top a part stands."""
    return next(index for index, parts in enumerate(LAYERS) if part in parts)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports_point_down(module: Path) -> None:
    """No module imports from its own layer's siblings or from a layer above."""
    part = part_of(module)
    if part == "__init__":
        return
    for name in imports(module):
        if not name.startswith("integreat_ssg."):
            continue
        other = name.split(".")[1]
        below = layer(other) > layer(part)
        assert below or other == part, f"{part} imports {other}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_libraries_stay_in_their_room(module: Path) -> None:
    """Only the part that a library is for knows it; the model knows none."""
    part = part_of(module)
    for name in imports(module):
        top = name.split(".")[0]
        assert part in ONLY_THERE.get(top, {part}), f"{part} imports {top}"
        if part == "model":
            assert top in (
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
            ), f"the model imports {top}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_a_file_is_as_long_as_its_idea(module: Path) -> None:
    """300 lines is long."""
    assert len(module.read_text().splitlines()) <= 300


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


@pytest.mark.parametrize(
    "module",
    [
        module
        for module in MODULES
        if part_of(module)
        in {
            "model",
            "outlines",
            "cartography",
            "occurrences",
            "planning",
            "outputs",
            "checking",
            "rendering",
            "hosting",
            "offline",
            "sealing",
            "typesetting",
            "build",
        }
    ],
    ids=lambda module: str(module.relative_to(PACKAGE)),
)
def test_the_line_reads_nothing_ambient(module: Path) -> None:
    """No clock, locale, network, environment or disk on the build line."""
    tree = ast.parse(module.read_text())
    names = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & AMBIENT
    assert not set(imports(module)) & {"time", "random", "socket", "locale", "os", "urllib.request"}
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not {
        call for call in calls if call == "open" or call.endswith((".read_text", ".read_bytes", ".write_bytes"))
    }
