"""The content folder and its history to the report's one value."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from integreat_ssg.build import Job
from integreat_ssg.inspection import survey
from integreat_ssg.model.content import HOME, NEWS, ROOT_PAGES, Content
from integreat_ssg.model.findings import Finding, in_order
from integreat_ssg.model.past import Past
from integreat_ssg.model.sizes import SetSize
from integreat_ssg.model.standing import State
from integreat_ssg.monitoring.counting import Tally, ages, tally
from integreat_ssg.monitoring.duties import LANGUAGES, duties, lines, named
from integreat_ssg.monitoring.easiness import readabilities
from integreat_ssg.monitoring.entries import TEXTS, Entry, entries_now, entries_then, together
from integreat_ssg.monitoring.figures import (
    FindingKind,
    LanguageFigures,
    MonthFigures,
    Named,
    RegionFigures,
    Report,
    Row,
)
from integreat_ssg.monitoring.names import both, language_names
from integreat_ssg.offline.sets import text_set
from integreat_ssg.outcomes import BuildResult, RegionResult
from integreat_ssg.reading.inventory import layout
from integreat_ssg.reading.months import read_past, read_words

_START = "start"
"""The row of the home page and of the pages that the footer leads to."""
DATA = ("place", "event", "contact")
"""Kinds that stand below the sections."""


def make_report(job: Job, wanted: Sequence[str] = ()) -> Report:
    """The report on the wanted regions, or on all. Raises UsageError as `build` does."""
    library, result, contents = survey(job, wanted)
    results = {each.slug: each for each in result.regions}
    settings = library.folders.settings
    job.progress("past", "")
    past = read_past(job.content, layout(settings), library.today, job.cache)
    words = read_words(job.content, sorted({page.file for each in contents for page in each.pages.values()}))
    regions, now, then = [], [], []
    for each in contents:
        entries = entries_now(each, words)
        months = [entries_then(each, month, settings) for month in past.months]
        regions.append(_region(job, each, results[each.slug], entries, months, past))
        now.append(entries)
        then.append(months)
    listed = [slug for slug in library.site.regions if not wanted or slug in wanted]
    return Report(
        title={language: _in(library.site.title, language) for language in LANGUAGES},
        day=library.today,
        whole=_whole(regions, contents, result, now, then, past, library.today),
        regions=tuple(regions),
        silence=past.silence,
        left_out=tuple(slug for slug in listed if slug not in {each.slug for each in regions}),
    )


def _in(title: str | Mapping[str, str], language: str) -> str:
    return title if isinstance(title, str) else title.get(language) or next(iter(title.values()), "")


def _region(
    job: Job,
    content: Content,
    result: RegionResult,
    entries: tuple[Entry, ...],
    then: list[tuple[Entry, ...]],
    past: Past,
) -> RegionFigures:
    day = content.today
    texts = [each for each in entries if each.kind in TEXTS]
    tags = [each.tag for each in content.languages]
    return RegionFigures(
        slug=content.slug,
        name=named(content, content.settings.full_name or content.settings.name, content.slug),
        all=tally(texts, day),
        translations=tally(_translations(texts), day),
        rows=tuple(_rows(content, entries, tags, day)),
        languages=tuple(_languages([content], texts, result.sizes, day)),
        months=_months(then, past, tags),
        outdated=lines(content, (each for each in texts if each.state is State.OUTDATED)),
        machine=lines(content, (each for each in texts if each.state is State.MACHINE)),
        readability=readabilities(content, job.cache),
        findings=_kinds(result.findings),
        duties=duties(content, entries, result.findings, day),
    )


def _whole(
    regions: list[RegionFigures],
    contents: Sequence[Content],
    result: BuildResult,
    now: list[tuple[Entry, ...]],
    then: list[list[tuple[Entry, ...]]],
    past: Past,
    day: date | None,
) -> RegionFigures:
    """All regions together: a text that several of them show counts once."""
    texts = [each for each in together(now) if each.kind in TEXTS]
    tags = list(dict.fromkeys(language.tag for each in contents for language in each.languages))
    rows = [
        Row(region.slug, region.name, _cells([each for each in entries if each.kind in TEXTS], tags, day))
        for region, entries in zip(regions, now, strict=True)
    ]
    months = [together(each[at] for each in then) for at in range(len(past.months))]
    return RegionFigures(
        slug="",
        name={},
        all=tally(texts, day),
        translations=tally(_translations(texts), day),
        rows=tuple(rows),
        languages=tuple(_languages(contents, texts, (), day)),
        months=_months(months, past, tags),
        outdated=tuple({each.file: each for region in regions for each in region.outdated}.values()),
        machine=tuple({each.file: each for region in regions for each in region.machine}.values()),
        readability=(),
        findings=_kinds(result.all_findings),
        duties=tuple(each for region in regions for each in region.duties),
    )


def _translations(entries: Iterable[Entry]) -> list[Entry]:
    return [each for each in entries if not each.is_source]


def _rows(content: Content, entries: Sequence[Entry], tags: list[str], day: date | None) -> Iterable[Row]:
    """Sections in the order of the guide, then places, events and contacts, where there are any."""
    by_row: dict[str, list[Entry]] = {}
    for each in entries:
        by_row.setdefault(_row(each), []).append(each)
    sections = [key for key in by_row if key not in (*DATA, NEWS, _START)]
    order = {path: number for number, path in enumerate(content.children(HOME))}
    sections.sort(key=lambda key: (order.get(key, len(order)), key))
    for key in (_START, *sections, NEWS, *DATA):
        if listed := by_row.get(key):
            is_section = listed[0].kind in TEXTS
            name = _title(content, key) if key in sections else both(f"row-{key}")
            yield Row(key, name, _cells(listed, tags, day), is_section)


def _row(entry: Entry) -> str:
    if entry.kind not in TEXTS:
        return entry.kind
    top = entry.path.partition("/")[0]
    return _START if entry.path in (HOME, *ROOT_PAGES) else top


def _title(content: Content, path: str) -> Named:
    pages = {language: content.find(path, language) for language in LANGUAGES}
    return {language: page.meta.title if page and page.meta.title else path for language, page in pages.items()}


def _cells(entries: Sequence[Entry], tags: Iterable[str], day: date | None) -> dict[str, Tally]:
    return {tag: tally((each for each in entries if each.language == tag), day) for tag in tags}


def _languages(
    contents: Sequence[Content], texts: Sequence[Entry], sizes: Iterable[SetSize], day: date | None
) -> Iterable[LanguageFigures]:
    loaded = {each.name: each for each in sizes}
    autonyms = {language.tag: language.autonym for each in contents for language in each.languages}
    sources = {each.settings.source_language for each in contents}
    for tag, autonym in autonyms.items():
        spoken = [each for each in texts if each.language == tag]
        size = loaded.get(text_set(tag))
        yield LanguageFigures(
            tag,
            language_names(tag, autonym),
            sources == {tag},
            tally(spoken, day),
            ages(spoken, day),
            size.size if size else None,
            size.budget if size else None,
        )


def _months(then: Sequence[tuple[Entry, ...]], past: Past, tags: Iterable[str]) -> tuple[MonthFigures, ...]:
    """Those in which there was any text."""
    return tuple(
        MonthFigures(
            month.end,
            tally(entries, month.end),
            tally(_translations(entries), month.end),
            _cells(entries, tags, month.end),
        )
        for entries, month in zip(then, past.months, strict=True)
        if entries
    )


def _kinds(findings: Iterable[Finding]) -> tuple[FindingKind, ...]:
    """The worst first, then the most frequent."""
    listed = in_order(findings)
    counts = Counter((each.severity, each.code) for each in listed)
    kinds = [
        FindingKind(code, severity, count, len({each.place.file for each in listed if each.code == code}))
        for (severity, code), count in counts.items()
    ]
    return tuple(sorted(kinds, key=lambda each: (each.severity.rank, -each.count, each.code)))
