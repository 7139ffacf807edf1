"""What the report's template sees: the figures of a region in one language, as words and pictures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from integreat_ssg.model.findings import Severity
from integreat_ssg.model.languages import PLAIN
from integreat_ssg.monitoring.charts import Point, column_chart, line_chart, round_top
from integreat_ssg.monitoring.counting import Tally
from integreat_ssg.monitoring.figures import MonthFigures, RegionFigures
from integreat_ssg.monitoring.words import month_name, say, told

Measure = Callable[[Tally], int | None]


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the few numbers that matter. `trend` is "better", "worse", "same" or empty."""

    key: str
    value: int | None
    told: str
    label: str
    meaning: str
    trend: str
    comparison: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and its name; the numbers stand in the table beside it."""

    key: str
    name: str
    svg: Markup


def headlines(region: RegionFigures, language: str) -> tuple[Headline, ...]:
    """The numbers of the first page."""
    before, now, translations = region.before, region.all, region.translations
    errors = region.count(Severity.ERROR)
    faults = errors + region.count(Severity.WARNING)

    def share(key: str, value: int | None, then: int | None, **gaps: object) -> Headline:
        meaning = say(f"{key}-meaning", language, **gaps)
        comparison = _comparison(value, then, before, language, share=True)
        return Headline(key, value, per_cent(value, language), say(f"{key}-label", language), meaning, *comparison)

    def amount(key: str, value: int, comparison: tuple[str, str], **gaps: object) -> Headline:
        meaning = say(f"{key}-meaning", language, **gaps)
        return Headline(key, value, told(value, language), say(f"{key}-label", language, n=value), meaning, *comparison)

    then = before.translations if before else None
    coverage = share("coverage", translations.coverage, then.coverage if then else None,
                     expected=translations.expected, texts=translations.texts)  # fmt: skip
    if plain := sum(each.tally.missing for each in region.languages if each.tag.endswith(PLAIN) and not each.is_source):
        coverage = replace(coverage, meaning=f"{coverage.meaning} {say('coverage-plain', language, n=plain)}")
    return (
        coverage,
        share("currency", translations.currency, then.currency if then else None, n=translations.outdated),
        share("freshness", now.freshness, before.all.freshness if before else None, fresh=now.fresh, texts=now.texts),
        amount("overdue", now.overdue,
               _comparison(now.overdue, before.all.overdue if before else None, before, language, less=True),
               n=region.due),
        amount("size", now.texts, _growth(now.texts, before, language), words=now.words),
        Headline("faults", faults, told(faults, language), say("faults-label", language, n=faults),
                 say("faults-meaning" if errors else "faults-without-errors", language, n=errors or faults),
                 "", say("faults-comparison", language)),
    )  # fmt: skip


def _comparison(
    now: int | None,
    then: int | None,
    before: MonthFigures | None,
    language: str,
    *,
    share: bool = False,
    less: bool = False,
) -> tuple[str, str]:
    """Whether it got better, and the sentence that says so; with `less`, less is better."""
    if before is None or then is None or now is None:
        return "", ""
    month = month_name(before.end, language)
    if now == then:
        return "same", say("same", language, month=month)
    trend = "better" if (now < then) == less else "worse"
    return trend, say(trend, language, month=month, then=per_cent(then, language) if share else told(then, language))


def _growth(now: int, before: MonthFigures | None, language: str) -> tuple[str, str]:
    """More is neither better nor worse."""
    if before is None:
        return "", ""
    month, then = month_name(before.end, language), before.all.texts
    if now == then:
        return "same", say("same", language, month=month)
    key = "grown" if now > then else "shrunk"
    return key, say(key, language, month=month, then=then)


def per_cent(value: int | None, language: str) -> str:
    """ "81 %" in German, "81%" in English; a dash for nothing."""
    if value is None:
        return "–"
    return f"{value}\N{NO-BREAK SPACE}%" if language == "de" else f"{value}%"


MEASURES: tuple[tuple[str, bool, Measure], ...] = (
    ("coverage", True, lambda each: each.coverage),
    ("currency", True, lambda each: each.currency),
    ("freshness", False, lambda each: each.freshness),
)
"""What the line charts show, and whether of translations or of all texts."""


def charts(months: Sequence[MonthFigures], language: str) -> tuple[Chart, ...]:
    """The charts of the development; none where there are less than two months."""
    return tuple(_charts(months, language)) if len(months) > 1 else ()


def _charts(months: Sequence[MonthFigures], language: str) -> Iterator[Chart]:
    for key, of_translations, measure in MEASURES:
        values = [measure(each.translations if of_translations else each.all) for each in months]
        points = [
            _point(month.end, value, per_cent(value, language), language)
            for month, value in zip(months, values, strict=True)
        ]
        name = say(f"chart-{key}", language)
        yield Chart(key, name, line_chart(points, name, _description(points, language)))
    points = [_point(each.end, each.all.texts, told(each.all.texts, language), language) for each in months]
    name, top = say("chart-size", language), round_top(max(each.all.texts for each in months))
    scale = [(value, told(value, language)) for value in (0, top // 2, top)]
    yield Chart("size", name, column_chart(points, name, _description(points, language), scale))


def _point(end: date, value: int | None, words: str, language: str) -> Point:
    return Point(f"{end:%Y-%m}", month_name(end, language), month_name(end, language, short=True), value, words)


def _description(points: Sequence[Point], language: str) -> str:
    first, last = points[0], points[-1]
    return say(
        "chart-description", language, first=first.told, first_month=first.name, last=last.told, last_month=last.name
    )
