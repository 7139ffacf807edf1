"""Nodes to typed values: the dataclasses of `model/` are the schema, pydantic compares, the messages are our own."""

from collections.abc import Hashable, Iterable
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.reading.strict_yaml import Node

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


def typed(node: Node, kind: type[T], file: str) -> tuple[T | None, list[Finding]]:
    """`node` as a value of the dataclass `kind`, with a finding for each thing that does not fit.

    What does not fit is left out, a missing text is taken as empty, so that later rules still see the rest; None where
    even that makes no value.
    """
    findings: list[Finding] = []
    plain: Any = node.plain
    for _ in range(3):
        try:
            value: T = _adapter(cast(Hashable, kind)).validate_python(plain)
            return value, findings
        except ValidationError as problems:
            details = problems.errors(include_url=False, include_input=False)
            findings = findings or _merged(_finding(each, node, kind, file) for each in details)
            for each in details:
                _mend(plain, each)
    return None, findings


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be; empty where none is near."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def _real_steps(plain: Any, steps: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The part of pydantic's path that exists in the data: it also names the members of unions."""
    real: list[int | str] = []
    here = plain
    for step in steps:
        known = step in here if isinstance(here, dict) else isinstance(here, list) and step in range(len(here))
        if not known:
            break
        here = here[step]
        real.append(step)
    return tuple(real)


def _finding(problem: ErrorDetails, node: Node, kind: type[Any], file: str) -> Finding:
    steps = _real_steps(node.plain, problem["loc"])
    name = ".".join(str(step) for step in problem["loc"][: len(steps)])
    if problem["type"] == "missing":
        place = node.at(steps)
        return error("missing-key", Place(file, *place.key), key=str(problem["loc"][-1]))
    if problem["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        key = str(problem["loc"][-1])
        place = node.at(steps)
        return error("unknown-key", Place(file, *place.key), key=key, nearest=nearest(key, _fields(kind, steps[:-1])))
    place = node.at(steps)
    expected = (
        "text-or-languages"
        if len(steps) < len(problem["loc"])
        else _EXPECTED.get(problem["type"].split("_")[0], "other")
    )
    choices = str(problem.get("ctx", {}).get("expected", "")).replace("'", "") if expected == "choice" else ""
    return error("wrong-type", Place(file, place.line, place.column), key=name, expected=expected, choices=choices)


def _fields(kind: type[Any], steps: tuple[int | str, ...]) -> list[str]:
    """The keys that are known where `steps` lead, asked of the JSON Schema of `kind`."""
    schema = _adapter(cast(Hashable, kind)).json_schema()
    here = schema
    for step in steps:
        here = (
            here.get("items", {})
            if isinstance(step, int)
            else here.get("properties", {}).get(step) or here.get("additionalProperties", {})
        )
        here = next((option for option in here.get("anyOf", []) if "$ref" in option or "properties" in option), here)
        if "$ref" in here:
            here = schema["$defs"][here["$ref"].rpartition("/")[2]]
    return list(here.get("properties", {}))


def _mend(plain: Any, problem: ErrorDetails) -> None:
    """Takes out of the data what a finding now tells, or puts an empty text where one is missing."""
    steps = _real_steps(plain, problem["loc"])
    missing = problem["type"] == "missing"
    above, last = (steps, problem["loc"][-1]) if missing else (steps[:-1], steps[-1] if steps else None)
    for step in above:
        plain = plain[step]
    if missing and isinstance(plain, dict):
        plain[last] = ""
    elif isinstance(plain, dict):
        plain.pop(last, None)
    elif isinstance(plain, list) and isinstance(last, int):
        plain[last] = ""


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding a place: a union of types complains once per member."""
    return list({(each.place, each.code, dict(each.details).get("key")): each for each in findings}.values())
