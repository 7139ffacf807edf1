"""Findings to sentences, from `findings.yaml`. What a finding quotes is cleaned before it is shown.

`language` is "de" or "en" everywhere; any other raises KeyError.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.reporting.printable import printable

MAX_LENGTH = 200
"""Characters of a detail; what is longer is cut and ends in "…"."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What one code says in one language, with gaps. `hint_nearest` is empty where nothing near can be suggested."""

    message: str
    hint: str
    hint_nearest: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """`findings.yaml`: by code or name, then by language."""

    findings: Mapping[str, Mapping[str, Sentences]]
    expected: Mapping[str, Mapping[str, str]]
    severities: Mapping[str, Mapping[str, tuple[str, str]]]
    nothing: Mapping[str, str]
    excused: Mapping[str, str]
    changes: Mapping[str, Mapping[str, str]]
    gaps: Mapping[str, Mapping[str, str]]


@cache
def wording() -> Wording:
    """All words of this package. Raises KeyError or TypeError where `findings.yaml` is not as it should be."""
    text = files("integreat_ssg.reporting").joinpath("findings.yaml").read_text(encoding="utf-8")
    tables: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return Wording(
        findings={
            code: {language: Sentences(**sentences) for language, sentences in languages.items()}
            for code, languages in tables["findings"].items()
        },
        expected=tables["expected"],
        severities={
            severity: {language: (one, several) for language, (one, several) in languages.items()}
            for severity, languages in tables["severities"].items()
        },
        nothing=tables["no-findings"],
        excused=tables["excused"],
        changes=tables["changes"],
        gaps=tables["gaps"],
    )


def message(finding: Finding, language: str) -> str:
    """What is wrong, in one line. Raises KeyError for an unknown code or a missing detail: a mistake of ours."""
    return wording().findings[finding.code][language].message.format_map(_details(finding, language))


def hint(finding: Finding, language: str) -> str:
    """How to mend it, in one line. Raises KeyError as `message` does."""
    sentences = wording().findings[finding.code][language]
    details = _details(finding, language)
    return (sentences.hint_nearest if details.get("nearest") else sentences.hint).format_map(details)


def general(code: str, language: str) -> Sentences:
    """What a code says about any finding: in each gap stands ‹what will be named there›."""
    names = {gap: f"‹{words[language]}›" for gap, words in wording().gaps.items()}
    sentences = wording().findings[code][language]
    return Sentences(*(each.format_map(names) for each in (sentences.message, sentences.hint, sentences.hint_nearest)))


def expected_kinds(language: str) -> tuple[str, ...]:
    """Everything that `wrong-type` may call expected, in words."""
    choices = f"‹{wording().gaps['choices'][language]}›"
    return tuple(words[language].format(choices=choices) for words in wording().expected.values())


def summary(findings: Iterable[Finding], language: str, excused: int = 0) -> str:
    """The line at the end: "3 errors, 1 warning, 2 excused"."""
    counts = Counter(finding.severity for finding in findings)
    words = [f"{counts[each]} {severity_name(each, language, counts[each])}" for each in Severity if counts[each]]
    words += [f"{excused} {wording().excused[language]}"] if excused else []
    return ", ".join(words) or wording().nothing[language]


def severity_name(severity: Severity, language: str, count: int = 1) -> str:
    """The word for one or for several findings of a severity."""
    one, several = wording().severities[severity][language]
    return one if count == 1 else several


def _details(finding: Finding, language: str) -> dict[str, str]:
    details = {name: _shortened(printable(value)) for name, value in finding.details}
    if finding.code == "wrong-type":
        # pydantic lists choices as "a, b or c", which reads as English in a German sentence.
        details["choices"] = re.sub(r",? or ", ", ", details["choices"])
        details["expected"] = wording().expected[details["expected"]][language].format_map(details)
    if finding.code == "import-changed-form":
        details["kind"] = wording().changes[details["kind"]][language]
    return details


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_LENGTH else text[: MAX_LENGTH - 1] + "…"
