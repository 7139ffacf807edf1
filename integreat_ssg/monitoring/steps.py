"""What is to be done next, and by whom: at most a handful of steps, the most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from integreat_ssg.model.findings import Severity
from integreat_ssg.model.languages import PLAIN
from integreat_ssg.monitoring.figures import Duty, LanguageFigures, Named, RegionFigures
from integreat_ssg.monitoring.names import both

CONTACTS = 3
"""How many contacts are named; the table of all stands further down."""
TRANSLATIONS = 3
"""How many languages are named."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of `words.yaml`, and the numbers and days in it."""

    key: str
    gaps: tuple[tuple[str, int | date | None], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who does it, in which region where that is not clear, and what."""

    who: Named
    what: tuple[Sentence, ...]
    anchor: str
    """The section of the page that tells more."""
    region: str = ""


def steps(region: RegionFigures) -> tuple[Step, ...]:
    """The steps of a region, or of all regions together."""
    return tuple(_steps(region))


def _steps(region: RegionFigures) -> Iterator[Step]:
    if errors := region.count(Severity.ERROR):
        yield Step(both("who-editors"), (_sentence("step-errors", n=errors),), "findings")
    yield from _reviews(region)
    for language in _worst(region):
        what = []
        if language.tally.outdated:
            what.append(_sentence("step-outdated", n=language.tally.outdated))
        if language.tally.missing:
            what.append(_sentence("step-missing", n=language.tally.missing))
        yield Step(both("who-translators", language.name), tuple(what), "coverage")
    if machine := region.translations.machine:
        yield Step(both("who-translation"), (_sentence("step-machine", n=machine),), "outdated")
    if unowned := len({line.file for each in region.duties if not each.key for line in each.texts}):
        yield Step(both("who-editors"), (_sentence("step-unowned", n=unowned),), "contacts")


def _reviews(region: RegionFigures) -> Iterator[Step]:
    late = sorted((each for each in region.duties if each.overdue), key=_urgency)
    soon = sorted((each for each in region.duties if each.due and not each.overdue), key=_urgency)
    for each in [*late, *soon][:CONTACTS]:
        if each.overdue:
            oldest = min((line.review_by for line in each.overdue if line.review_by), default=None)
            what = _sentence("step-overdue", n=len(each.overdue), oldest=oldest)
        else:
            what = _sentence("step-due", n=len(each.due))
        yield Step(
            each.name if each.key else both("who-editors"), (what,), "contacts", "" if region.slug else each.region
        )
    if (others := len(late) + len(soon) - CONTACTS) > 0:
        yield Step(both("who-others"), (_sentence("step-others", n=others),), "contacts")


def _urgency(duty: Duty) -> tuple[int, int, str, str]:
    return -len(duty.overdue), -len(duty.due), duty.name["de"].casefold(), duty.region


def _sentence(key: str, **gaps: int | date | None) -> Sentence:
    return Sentence(key, tuple(gaps.items()))


def _worst(region: RegionFigures) -> list[LanguageFigures]:
    """The languages with most to translate. Plain language is left out: it is written for what many need, not for all."""
    found = [
        each
        for each in region.languages
        if not each.is_source and not each.tag.endswith(PLAIN) and each.tally.outdated + each.tally.missing
    ]
    return sorted(found, key=lambda each: (-each.tally.outdated - each.tally.missing, each.tag))[:TRANSLATIONS]
