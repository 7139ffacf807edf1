"""A probe's report for people and for programs: what a newcomer meets, what is in the way, and how to mend it on that host.

`language` is "de" or "en"; any other raises KeyError.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

import yaml

from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.reporting.formats import as_json, as_text
from integreat_ssg.reporting.printable import printable

_UNKNOWN: dict[str, Any] = {"name": "", "marks": []}


class Probed(Protocol):
    """The part of a report that is told here."""

    @property
    def url(self) -> str:
        """The address that was looked at."""

    @property
    def region(self) -> str:
        """Whose site is there; empty for the portal."""

    @property
    def version(self) -> str:
        """Its version."""

    @property
    def server(self) -> str:
        """What the host says that it is."""

    @property
    def listed(self) -> int:
        """Number of files that the site has."""

    @property
    def compared(self) -> int:
        """Number of files that were read."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found."""

    @property
    def aspects(self) -> Mapping[str, Severity | None]:
        """What a newcomer wants, to the worst finding about it."""


@cache
def _wording() -> Any:
    text = files("integreat_ssg.reporting").joinpath("probes.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


def probe_text(report: Probed, language: str, *, colour: bool = False) -> str:
    """The whole report in lines: what was looked at, what a newcomer meets, the findings, and what to do on that host."""
    words = _wording()
    server = f" ({printable(report.server)})" if report.server else ""
    region = report.region or words["portal"][language]
    numbers = {"compared": report.compared, "listed": report.listed}
    head = words["head"][language].format(
        url=printable(report.url), region=region, version=report.version, server=server, **numbers
    )
    lines = [head, *(f"  {sentence}" for sentence in _met(report, language))]
    lines += ["", as_text(report.findings, language, colour=colour)]
    advice = list(_advice(report, language))
    if advice:
        name = _host(report.server)["name"]
        lines += ["", words["how"][language].format(server=name), *(f"  {each}" for each in advice)]
    return "\n".join(lines)


def probe_value(report: Probed, language: str) -> dict[str, Any]:
    """The report for machines: what was looked at, each aspect with its severity or None, findings and advice."""
    return {
        "url": report.url,
        "region": report.region,
        "version": report.version,
        "server": printable(report.server),
        "listed": report.listed,
        "compared": report.compared,
        "aspects": {name: severity and severity.value for name, severity in report.aspects.items()},
        "advice": list(_advice(report, language)),
        **json.loads(as_json(report.findings, language)),
    }


def _met(report: Probed, language: str) -> Iterator[str]:
    degrees = {None: 0, Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
    for name, severity in report.aspects.items():
        yield _wording()["aspects"][name][language][degrees[severity]]


def _host(server: str) -> dict[str, Any]:
    """What is known about a host that calls itself so."""
    name = server.lower()
    return next((host for host in _wording()["hosts"] if any(mark in name for mark in host["marks"])), _UNKNOWN)


def _advice(report: Probed, language: str) -> Iterator[str]:
    """What helps on this host against what was found, each sentence once."""
    host, codes = _host(report.server), {finding.code for finding in report.findings}
    for topic, against in _wording()["topics"].items():
        if topic in host and codes & set(against):
            yield host[topic][language]
