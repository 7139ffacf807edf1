"""Nodes to typed values: the dataclasses of `model/` are the schema, pydantic compares, the messages are our own."""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.reading.strict_yaml import Node
from integreat_ssg.spelling import nearest

T = TypeVar("T")

_EXPECTED = {
    "int": "whole-number",
    "float": "number",
    "finite": "number",
    "bool": "yes-or-no",
    "date": "date",
    "list": "list",
    "dict": "mapping",
    "dataclass": "mapping",
    "string": "text",
    "literal": "choice",
}
"""The first word of pydantic's error type to the name of what a person should write instead."""

ATTEMPTS = 6
"""How often what does not fit is taken out; a value nested as deeply as the model's needs four."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_Steps = tuple[int | str, ...]
_Problem = tuple[_Steps, ErrorDetails]


def typed(node: Node, kind: type[T], file: str) -> tuple[T | None, list[Finding]]:
    """`node` as a value of the dataclass `kind`, with a finding for each thing that does not fit.

    What does not fit is left out, what is missing is taken as empty, so that later rules still see the rest; None where
    even that makes no value.
    """
    findings = _unknown_and_unset(node, kind, file)
    plain: Any = node.plain
    _refuse_timestamps(plain, kind)
    for attempt in range(ATTEMPTS):
        try:
            value: T = _adapter(cast(Hashable, kind)).validate_python(plain)
            return value, findings
        except ValidationError as problems:
            details = _without_doubles(plain, problems.errors(include_url=False, include_input=False))
            if attempt == 0:
                findings += [_finding(steps, each, node, kind, file) for steps, each in details]
            _mend(plain, details)
    return None, findings


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


@cache
def _json_schema(kind: Hashable) -> dict[str, Any]:
    return _adapter(kind).json_schema()


def _refuse_timestamps(plain: Any, kind: type[Any]) -> None:
    """Spoils numbers where a date belongs: pydantic would count them as seconds since 1970."""
    for name, kinds in _kinds(cast(Hashable, kind)):
        value = plain.get(name.rstrip("_"))
        if date in kinds and isinstance(value, str) and not _DATE.fullmatch(value):
            plain[name.rstrip("_")] = "?"
        elif isinstance(value, dict):
            for each in filter(is_dataclass, kinds):
                _refuse_timestamps(value, cast(type[Any], each))


@cache
def _kinds(kind: Hashable) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Each field of a dataclass with its annotation and what stands inside of that."""
    return tuple((name, (each, *get_args(each))) for name, each in get_type_hints(cast(type[Any], kind)).items())


def _unknown_and_unset(node: Node, kind: type[Any], file: str, steps: _Steps = ()) -> list[Finding]:
    """Unknown keys without a value, which the value does not show: `latitude: 51,9` between braces has a key 9."""
    children: Iterable[tuple[int | str, Node]] = ()
    found: list[Finding] = []
    if isinstance(node.value, dict):
        children = node.value.items()
        unset = [key for key, child in children if child.value is None]
        known = _fields(kind, steps) if unset else []
        found = [
            error("unknown-key", Place(file, *node.value[key].key), key=key, nearest=nearest(key, known))
            for key in unset
            if known and key not in known
        ]
    elif isinstance(node.value, list):
        children = enumerate(node.value)
    return found + [each for key, child in children for each in _unknown_and_unset(child, kind, file, (*steps, key))]


def _without_doubles(plain: Any, problems: list[ErrorDetails]) -> list[_Problem]:
    """Each problem with the steps that lead to it in the data.

    Pydantic also names the members of unions on its way, and complains once per member: the complaint that leads deepest
    is the one that a person can act on.
    """
    found: dict[_Steps, ErrorDetails] = {}
    unions: set[_Steps] = set()
    for problem in problems:
        steps = _real_steps(plain, problem["loc"])
        if len(steps) + (problem["type"] == "missing") < len(problem["loc"]):
            unions |= {steps[:length] for length in range(len(steps) + 1)} if steps else set()
        found.setdefault(steps if problem["type"] != "missing" else (*steps, problem["loc"][-1]), problem)
    above = {steps[:length] for steps in found for length in range(len(steps))}
    shallow = unions & above
    return [(steps, problem) for steps, problem in found.items() if steps not in shallow]


def _real_steps(plain: Any, steps: _Steps) -> _Steps:
    """The part of pydantic's path that exists in the data."""
    real: list[int | str] = []
    for step in steps:
        if (isinstance(plain, dict) and step in plain) or (
            isinstance(plain, list) and isinstance(step, int) and step < len(plain)
        ):
            plain = plain[cast(Any, step)]
            real.append(step)
    return tuple(real)


def _finding(steps: _Steps, problem: ErrorDetails, node: Node, kind: type[Any], file: str) -> Finding:
    place, last = node.at(steps), str(steps[-1]) if steps else ""
    if problem["type"] == "missing":
        return error("missing-key", Place(file, *node.at(steps[:-1]).key), key=last)
    if problem["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        close = nearest(last, _fields(kind, steps[:-1]))
        return error("unknown-key", Place(file, *place.key), key=last, nearest=close)
    expected = _EXPECTED.get(problem["type"].split("_")[0], "other")
    if steps and problem["loc"][-1] != steps[-1]:  # it ends with the name of a union's member
        expected = "text-or-languages"
    choices = str(problem.get("ctx", {}).get("expected", "")).replace("'", "") if expected == "choice" else ""
    name = ".".join(str(step) for step in steps)
    return error("wrong-type", Place(file, place.line, place.column), key=name, expected=expected, choices=choices)


def _fields(kind: type[Any], steps: tuple[int | str, ...]) -> list[str]:
    """The keys that are known where `steps` lead, asked of the JSON Schema of `kind`."""
    here = schema = _json_schema(cast(Hashable, kind))
    for step in steps:
        inner = (
            here.get("items")
            if isinstance(step, int)
            else here.get("properties", {}).get(step) or here.get("additionalProperties")
        )
        here = inner if isinstance(inner, dict) else {}  # a schema may also be True, for anything
        here = next((option for option in here.get("anyOf", []) if "$ref" in option or "properties" in option), here)
        if "$ref" in here:
            here = schema["$defs"][here["$ref"].rpartition("/")[2]]
    return list(here.get("properties", {}))


def _mend(plain: Any, problems: list[_Problem]) -> None:
    """Takes out of the data what a finding now tells, or puts something empty where a key is missing.

    What was empty before and still does not fit is taken out together with what it is part of: a point with no latitude
    is no point. At the top, where nothing is left to take out, a list or the first of the words allowed is tried.
    """
    for steps, problem in sorted(
        problems, key=lambda each: [(str(type(step)), step) for step in each[0]], reverse=True
    ):
        *way, last = steps or ("",)
        above = plain
        try:
            for step in way:
                above = above[cast(Any, step)]
            if problem["type"] == "missing":
                above[last] = ""
            elif above[cast(Any, last)] != "" or isinstance(above, list):
                del above[cast(Any, last)]
            elif not way:
                above[last] = _first_choice(problem) if problem["type"] == "literal_error" else []
            else:
                _take_out(plain, way)
        except (KeyError, IndexError, TypeError):
            continue  # gone with what it was part of


def _take_out(plain: Any, steps: Sequence[int | str]) -> None:
    for step in steps[:-1]:
        plain = plain[cast(Any, step)]
    del plain[cast(Any, steps[-1])]


def _first_choice(problem: ErrorDetails) -> str:
    return str(problem.get("ctx", {}).get("expected", "")).split("'")[1]
