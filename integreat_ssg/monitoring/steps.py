"""What is to be done next, and by whom: at most a handful of steps, the most urgent first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from integreat_ssg.model.findings import Severity
from integreat_ssg.model.languages import PLAIN
from integreat_ssg.monitoring.figures import Duty, LanguageFigures, Named, RegionFigures
from integreat_ssg.monitoring.names import both

CONTACTS = 3
"""How many contacts are named; the table of all stands further down."""
TRANSLATIONS = 2
"""How many languages are named for what is outdated, and how many for what is missing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who does it, the sentence of `words.yaml` that says what, and the numbers and days in it."""

    who: Named
    what: str
    gaps: tuple[tuple[str, int | date | None], ...]
    anchor: str
    """The section of the page that tells more."""


def steps(region: RegionFigures) -> tuple[Step, ...]:
    """The steps of a region, or of all regions together."""
    return tuple(_steps(region))


def _steps(region: RegionFigures) -> Iterator[Step]:
    if errors := region.count(Severity.ERROR):
        yield _step(both("who-editors"), "step-errors", "findings", n=errors)
    late = sorted(
        (each for each in region.duties if each.overdue), key=lambda each: (-len(each.overdue), each.name["de"])
    )
    soon = [each for each in region.duties if each.due and not each.overdue]
    for each in [*late, *soon][:CONTACTS]:
        who = each.name if each.key else both("who-editors")
        if each.overdue:
            yield _step(who, "step-overdue", "contacts", n=len(each.overdue), oldest=_oldest(each))
        else:
            yield _step(who, "step-due", "contacts", n=len(each.due))
    if (others := len(late) + len(soon) - CONTACTS) > 0:
        yield _step(both("who-others"), "step-others", "contacts", n=others)
    for language in _worst(region, lambda each: each.tally.outdated):
        yield _step(_translators(language), "step-outdated", "outdated", n=language.tally.outdated)
    for language in _worst(region, lambda each: each.tally.missing):
        yield _step(_translators(language), "step-missing", "coverage", n=language.tally.missing)
    if machine := region.translations.machine:
        yield _step(both("who-translation"), "step-machine", "outdated", n=machine)
    if unowned := len({line.file for each in region.duties if not each.key for line in each.texts}):
        yield _step(both("who-editors"), "step-unowned", "contacts", n=unowned)


def _step(who: Named, what: str, anchor: str, **gaps: int | date | None) -> Step:
    return Step(who, what, tuple(gaps.items()), anchor)


def _oldest(duty: Duty) -> date | None:
    return min((line.review_by for line in duty.overdue if line.review_by), default=None)


def _worst(region: RegionFigures, count: Callable[[LanguageFigures], int]) -> list[LanguageFigures]:
    """The languages with most of something. Plain language is left out: it is written for what many need, not for all."""
    found = [each for each in region.languages if not each.is_source and not each.tag.endswith(PLAIN) and count(each)]
    return sorted(found, key=lambda each: (-count(each), each.tag))[:TRANSLATIONS]


def _translators(language: LanguageFigures) -> Named:
    return both("who-translators", language.name)
