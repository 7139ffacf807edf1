"""Which finding codes the source makes, how much they weigh and with which details: read from its syntax, so that none can be
forgotten.

`python -m tests.reporting.codes_in_source > integreat_ssg/checking/codes.py` writes the list by which settings are checked.
"""

import ast
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import integreat_ssg

PACKAGE = Path(integreat_ssg.__file__).parent
MAKERS = {"error": 0, "warning": 0, "note": 0}
"""The functions of `model/findings.py`, with the position of the code among their arguments."""
ON_THE_LINE = {"build", "reading", "checking", "hosting", "rendering", "offline", "planning"}
"""The parts whose findings are about content."""


@dataclass
class Uses:
    """What was found. `details` holds for each code the details that every call passes, `weights` which of the makers are called
    for it on the line, `makers` the same for functions that make findings themselves."""

    details: dict[str, set[str]] = field(default_factory=dict)
    weights: dict[str, set[str]] = field(default_factory=dict)
    makers: dict[str, set[str]] = field(default_factory=lambda: {name: {name} for name in MAKERS})
    unreadable: list[str] = field(default_factory=list)

    def add(self, code: str, details: set[str], weights: set[str]) -> None:
        self.details[code] = self.details.get(code, details) & details
        if weights:
            self.weights[code] = self.weights.get(code, set()) | weights


def codes_in_source() -> Uses:
    """Every code in the package; `unreadable` are calls whose code could not be told."""
    uses = Uses()
    for path in sorted(PACKAGE.rglob("*.py")):
        if path != PACKAGE / "model" / "findings.py":
            _read_module(ast.parse(path.read_text(encoding="utf-8")), path.relative_to(PACKAGE).as_posix(), uses)
    return uses


def _read_module(module: ast.Module, file: str, uses: Uses) -> None:
    imported = {
        name.asname or name.name: MAKERS[name.name]
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "integreat_ssg.model.findings"
        for name in node.names
        if name.name in MAKERS
    }
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    makers = dict(imported)
    for function in functions:  # a helper that passes its parameter on as the code is a maker too
        parameters = [argument.arg for argument in function.args.args]
        for call, code in _calls(function, makers):
            if isinstance(code, ast.Name) and code.id in parameters:
                makers[function.name] = parameters.index(code.id)
                uses.makers[function.name] = _weights(call, function, makers, uses)
    for function in functions:
        for call, code in _calls(function, makers):
            details = {keyword.arg for keyword in call.keywords if keyword.arg}
            if makers.get(function.name) is not None and isinstance(code, ast.Name):
                continue
            codes = list(_strings(code, function))
            for each in codes:
                on_the_line = file.partition("/")[0].removesuffix(".py") in ON_THE_LINE
                uses.add(each, details, _weights(call, function, makers, uses) if on_the_line else set())
            if not codes:
                uses.unreadable.append(f"{file}:{call.lineno}")


def _calls(function: ast.FunctionDef, makers: dict[str, int]) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Calls that make a finding, by name, by `(warning if … else error)(…)`, or by a local name for one of these."""
    local = {
        target.id: makers[names[0]]
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and (names := _makers_in(node.value, makers))
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    known = makers | local
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and (names := _makers_in(node.func, known)):
            position = known[names[0]]
            if len(node.args) > position:
                yield node, node.args[position]


def _weights(call: ast.Call, function: ast.FunctionDef, makers: dict[str, int], uses: Uses) -> set[str]:
    """The severities that a call can make, through a local name as well."""
    named = isinstance(call.func, ast.Name) and call.func.id not in makers
    local = [
        node.value
        for node in (ast.walk(function) if named else ())
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(call.func, ast.Name) and target.id == call.func.id
    ]
    names = [name for node in (call.func, *local) for name in _makers_in(node, makers)]
    return {weight for name in names for weight in uses.makers.get(name, ())}


def _makers_in(node: ast.expr, makers: dict[str, int]) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_makers_in(node.body, makers), *_makers_in(node.orelse, makers)]
    return [node.id] if isinstance(node, ast.Name) and node.id in makers else []


def _strings(code: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """The text of a constant, of both arms of an `if`, or of what was assigned to a local name."""
    if isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield code.value
    elif isinstance(code, ast.IfExp):
        yield from _strings(code.body, function)
        yield from _strings(code.orelse, function)
    elif isinstance(code, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == code.id for target in node.targets
            ):
                yield from _strings(node.value, function)


def code_lists() -> str:
    """`integreat_ssg/checking/codes.py` as it should be."""
    weights = codes_in_source().weights
    weighed = sorted(code for code, makers in weights.items() if makers - {"error"})
    errors = sorted(code for code, makers in weights.items() if makers == {"error"})
    return f'''"""The codes of all findings about content. Made from the source by
`tests/reporting/codes_in_source.py`; a test holds them together.
"""

WEIGHED = frozenset(
    """
{_wrapped(weighed)}
    """.split()
)
"""Those whose weight a folder can set, and that can be excused."""

ALWAYS_ERRORS = frozenset(
    """
{_wrapped(errors)}
    """.split()
)
"""Those that would reach readers as something broken."""
'''


def _wrapped(codes: list[str]) -> str:
    return textwrap.fill(" ".join(codes), 110, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)


if __name__ == "__main__":
    sys.stdout.write(code_lists())
