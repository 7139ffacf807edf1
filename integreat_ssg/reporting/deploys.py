"""What a deploy does or would do, for the person at the terminal and for machines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from integreat_ssg.reporting.printable import printable


class Step(Protocol):
    """A step of a plan, as it is told."""

    @property
    def phase(self) -> Any:
        """A part of the deploy: an enum's member."""

    @property
    def path(self) -> str:
        """The file."""

    @property
    def reason(self) -> str:
        """Why it is done."""

    @property
    def entry(self) -> tuple[str, int]:
        """Digest and size."""


class Record(Protocol):
    """The release that will stand."""

    @property
    def version(self) -> str:
        """Its version."""


class Plan(Protocol):
    """A plan, as it is told."""

    @property
    def steps(self) -> Sequence[Step]:
        """In order."""

    @property
    def leaving(self) -> Sequence[str]:
        """Files that the site has no more."""

    @property
    def unchanged(self) -> int:
        """Files that stay."""

    @property
    def record(self) -> Record:
        """What stands afterwards."""


class Site(Protocol):
    """Where it goes."""

    @property
    def region(self) -> str:
        """The region, or the portal."""

    @property
    def folder(self) -> str:
        """Its folder on the host."""


_REASONS = {
    "new": {"en": "new", "de": "neu"},
    "changed": {"en": "changed", "de": "geändert"},
    "unsure": {"en": "to be sure", "de": "zur Sicherheit"},
    "former": {"en": "kept for going back", "de": "aufbewahrt zum Zurückgehen"},
    "stale": {"en": "compressed, no longer right", "de": "komprimiert, nicht mehr richtig"},
    "gone": {"en": "no longer needed", "de": "nicht mehr gebraucht"},
}
_SENTENCES = {
    "en": {
        "done": "{region}: {sent} files sent ({size:.1f} MB), {removed} removed, {unchanged} unchanged. Release {version}.",
        "planned": "{region}: {sent} files to send ({size:.1f} MB), {removed} to remove, {unchanged} unchanged."
        " Release {version}.",
        "nothing": "{region}: nothing has changed, nothing was sent. Release {version}.",
        "would-do-nothing": "{region}: nothing has changed, there is nothing to send. Release {version}.",
        "question": "{number} files leave the site of {region}, such as {path}. Go on?",
    },
    "de": {
        "done": "{region}: {sent} Dateien übertragen ({size:.1f} MB), {removed} entfernt, {unchanged} unverändert."
        " Ausgabe {version}.",
        "planned": "{region}: {sent} Dateien zu übertragen ({size:.1f} MB), {removed} zu entfernen, {unchanged} unverändert."
        " Ausgabe {version}.",
        "nothing": "{region}: nichts geändert, nichts übertragen. Ausgabe {version}.",
        "would-do-nothing": "{region}: nichts geändert, nichts zu übertragen. Ausgabe {version}.",
        "question": "{number} Dateien fallen aus der Website von {region} weg, etwa {path}. Fortfahren?",
    },
}
_REMOVING = ("stale", "gone")
_SIGNS = {"new": "+", "changed": "~", "unsure": "~", "former": "=", "stale": "-", "gone": "-"}


def deploy_line(site: Site, plan: Plan, language: str, *, planned: bool = False) -> str:
    """What became of a region, or will, in one sentence in "de" or "en"."""
    counts = Counter(step.reason for step in plan.steps)
    sent = [step for step in plan.steps if step.reason not in _REMOVING]
    name = ("planned" if planned else "done") if plan.steps else ("would-do-nothing" if planned else "nothing")
    return _SENTENCES[language][name].format(
        region=printable(site.region),
        sent=len(sent),
        size=sum(step.entry[1] for step in sent) / 1e6,
        removed=sum(counts[reason] for reason in _REMOVING),
        unchanged=plan.unchanged,
        version=plan.record.version,
    )


def plan_lines(site: Site, plan: Plan, language: str) -> list[str]:
    """A line for each step, in order."""
    return [
        f"{_SIGNS[step.reason]} {printable(site.folder + step.path)} ({_REASONS[step.reason][language]})"
        for step in plan.steps
    ]


def question(site: Site, plan: Plan, language: str) -> str:
    """Asks whether so many files shall leave the site."""
    return _SENTENCES[language]["question"].format(
        region=printable(site.region), number=len(plan.leaving), path=printable(plan.leaving[0])
    )


def deploy_value(site: Site, plan: Plan) -> dict[str, Any]:
    """The plan for machines."""
    return {
        "region": site.region,
        "folder": site.folder,
        "version": plan.record.version,
        "unchanged": plan.unchanged,
        "leaving": list(plan.leaving),
        "steps": [_step(step) for step in plan.steps],
    }


def _step(step: Step) -> Mapping[str, Any]:
    value: dict[str, Any] = {"phase": step.phase.name.lower(), "path": step.path, "reason": step.reason}
    return value if step.reason in _REMOVING else {**value, "size": step.entry[1], "digest": step.entry[0]}
