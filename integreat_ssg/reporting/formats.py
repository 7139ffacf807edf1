"""Findings to the formats that people, editors and CI services read. Every format is a pure function of one signature.

All take the findings, the language of the sentences ("de" or "en"), `prefix`: the content folder as seen from where the
report is read (for CI services the root of the repository), so that paths lead to the files; `colour`, which only text heeds;
and what somebody has excused, which text counts and JSON tells. They return the whole report without a line end after it, in
reading order and without doubles. A code that `findings.yaml` does not know raises KeyError.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import quote

from integreat_ssg.model.excuses import Excused
from integreat_ssg.model.findings import Finding, Severity, in_order
from integreat_ssg.reporting.printable import printable
from integreat_ssg.reporting.sentences import general, hint, message, severity_name, summary

_COLOURS = {Severity.ERROR: 31, Severity.WARNING: 33, Severity.NOTE: 34}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_GITLAB = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}
_SARIF_LINK = re.compile(r"\[([^\[\]]*)\]\(")


class Format(Protocol):
    """How every format is called."""

    def __call__(
        self,
        findings: Sequence[Finding],
        language: str,
        *,
        prefix: str = "",
        colour: bool = False,
        excused: Sequence[Excused] = (),
    ) -> str:
        """The whole report."""


def as_text(
    findings: Sequence[Finding],
    language: str,
    *,
    prefix: str = "",
    colour: bool = False,
    excused: Sequence[Excused] = (),
) -> str:
    """For people: file by file, a line for what is wrong, an indented one for how to mend it, and a summary.

    `colour` paints the severities with ANSI sequences; a terminal and an editor both follow `path:line:column`.
    """
    blocks = []
    for _, group in groupby(in_order(findings), key=lambda finding: finding.place.file):
        blocks.append("\n".join(_as_lines(finding, language, prefix, colour) for finding in group))
    return "\n\n".join([*blocks, summary(in_order(findings), language, len(excused))])


def as_json(
    findings: Sequence[Finding],
    language: str,
    *,
    prefix: str = "",
    colour: bool = False,
    excused: Sequence[Excused] = (),
) -> str:
    """For programs: an object with `findings`, each with its sentences and details, `counts` by severity, and `excused`."""
    ordered = in_order(findings)
    counts = Counter(finding.severity for finding in ordered)
    told = {
        "findings": [_described(finding, language, prefix) for finding in ordered],
        "counts": {severity.value: counts[severity] for severity in Severity},
        "excused": [
            {**_described(each.finding, language, prefix), "reason": printable(each.excuse.reason)} for each in excused
        ],
    }
    return _json(told)


def as_github(
    findings: Sequence[Finding],
    language: str,
    *,
    prefix: str = "",
    colour: bool = False,
    excused: Sequence[Excused] = (),
) -> str:
    """Workflow commands of GitHub Actions, which become annotations on the files of a pull request."""
    return "\n".join(_github_command(finding, language, prefix) for finding in in_order(findings))


def as_gitlab(
    findings: Sequence[Finding],
    language: str,
    *,
    prefix: str = "",
    colour: bool = False,
    excused: Sequence[Excused] = (),
) -> str:
    """GitLab's Code Quality report. A finding whose line moves keeps its fingerprint, so it is not told as new."""
    return _json(
        [
            {
                "description": f"{message(finding, language)} {hint(finding, language)}",
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": _GITLAB[finding.severity],
                "location": {"path": _path(finding, prefix), "lines": {"begin": max(1, finding.place.line)}},
            }
            for finding, fingerprint in _with_fingerprints(findings)
        ]
    )


def as_sarif(
    findings: Sequence[Finding],
    language: str,
    *,
    prefix: str = "",
    colour: bool = False,
    excused: Sequence[Excused] = (),
) -> str:
    """SARIF 2.1.0 (OASIS), for code scanning services and editors."""
    found = list(_with_fingerprints(findings))
    codes = sorted({finding.code for finding, _ in found})
    results = [
        {
            "ruleId": finding.code,
            "ruleIndex": codes.index(finding.code),
            "level": finding.severity.value,
            "message": {"text": _sarif_text(f"{message(finding, language)} {hint(finding, language)}")},
            "locations": [{"physicalLocation": _sarif_location(finding, prefix)}],
            "partialFingerprints": {"finding/v1": fingerprint},
        }
        for finding, fingerprint in found
    ]
    driver = {"name": "integreat-ssg", "rules": [_sarif_rule(code, language) for code in codes]}
    run = {"tool": {"driver": driver}, "language": language, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _json({"$schema": schema, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Format] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}
"""Every format by the name under which a person asks for it."""


def _described(finding: Finding, language: str, prefix: str) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": _path(finding, prefix),
        "line": finding.place.line,
        "column": finding.place.column,
        "message": message(finding, language),
        "hint": hint(finding, language),
        "details": {name: printable(value) for name, value in finding.details},
    }


def _path(finding: Finding, prefix: str) -> str:
    return str(PurePosixPath(printable(prefix), printable(finding.place.file)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _as_lines(finding: Finding, language: str, prefix: str, colour: bool) -> str:
    place = finding.place
    position = [str(number) for number in (place.line, place.column) if number and place.line]
    severity = severity_name(finding.severity, language)
    if colour:
        severity = f"\x1b[{_COLOURS[finding.severity]}m{severity}\x1b[0m"
    where = ":".join([_path(finding, prefix), *position])
    return f"{where}: {severity} [{finding.code}] {message(finding, language)}\n    {hint(finding, language)}"


def _github_command(finding: Finding, language: str, prefix: str) -> str:
    place = finding.place
    properties = {"file": _path(finding, prefix)}
    if place.line:
        properties |= {"line": str(place.line)} | ({"col": str(place.column)} if place.column else {})
    properties["title"] = finding.code
    written = ",".join(f"{name}={_github_property(value)}" for name, value in properties.items())
    words = _github_data(f"{message(finding, language)} {hint(finding, language)}")
    return f"::{_GITHUB[finding.severity]} {written}::{words}"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def _with_fingerprints(findings: Sequence[Finding]) -> Iterator[tuple[Finding, str]]:
    """Findings with a digest of what they say and of which file, not where; equal ones are told apart by counting."""
    seen: Counter[str] = Counter()
    for finding in in_order(findings):
        said = [[name, value] for name, value in finding.details if name != "line"]
        subject = json.dumps([finding.code, finding.place.file, said])
        digest = hashlib.sha256(f"{subject}{seen[subject]}".encode()).hexdigest()
        seen[subject] += 1
        yield finding, digest


def _sarif_rule(code: str, language: str) -> dict[str, object]:
    sentences = general(code, language)
    return {
        "id": code,
        "shortDescription": {"text": _sarif_text(sentences.message)},
        "help": {"text": _sarif_text(sentences.hint)},
    }


def _sarif_location(finding: Finding, prefix: str) -> dict[str, object]:
    location: dict[str, object] = {"artifactLocation": {"uri": quote(_path(finding, prefix))}}
    if finding.place.line:
        column = {"startColumn": finding.place.column} if finding.place.column else {}
        location["region"] = {"startLine": finding.place.line, **column}
    return location


def _sarif_text(text: str) -> str:
    """As the standard wants it: braces doubled (3.11.5), and nothing that reads as an embedded link (3.11.6)."""
    return _SARIF_LINK.sub(r"\\[\1\\](", text.replace("{", "{{").replace("}", "}}"))
