"""The report's value as JSON, and as files for spreadsheets (RFC 4180 with semicolons, UTF-8 with a byte order mark)."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from integreat_ssg.model.findings import Finding
from integreat_ssg.model.site import Artifact
from integreat_ssg.monitoring.counting import AGES, Tally
from integreat_ssg.monitoring.figures import RegionFigures, Report, TextLine

JSON = "report.json"
_COUNTED = ("missing", "coverage", "currency", "freshness")
"""What a tally tells beyond its own fields."""
_TALLY = ("expected", "texts", "words", "current", "machine", "outdated", "fresh", "overdue", *_COUNTED)

Rows = Iterator[tuple[object, ...]]


def exports(report: Report) -> tuple[Artifact, ...]:
    """`report.json`, and below `csv` a file for each kind of table."""
    regions = [*report.regions] if len(report.regions) == 1 else [report.whole, *report.regions]
    tables = [
        Artifact(f"csv/{name}.csv", _csv(head, (row for region in regions for row in rows(region))))
        for name, head, rows in TABLES
    ]
    return (Artifact(JSON, as_json(report).encode()), *tables)


def as_json(report: Report) -> str:
    """The whole value, with the shares that are counted from it."""
    return json.dumps(_plain(report), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _plain(value: object) -> Any:
    if isinstance(value, Finding):
        return {
            "code": value.code,
            "severity": value.severity.value,
            "file": value.place.file,
            "line": value.place.line,
        }
    if is_dataclass(value):
        told = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Tally):
            told |= {name: getattr(value, name) for name in _COUNTED}
        return told
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(each) for each in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return "" if value is None else value


def _counts(tally: Tally) -> tuple[object, ...]:
    return tuple(getattr(tally, name) for name in _TALLY)


def _coverage(region: RegionFigures) -> Rows:
    for row in region.rows:
        for tag, tally in row.cells.items():
            yield region.slug, row.key, row.name["de"], row.name["en"], tag, *_counts(tally)


def _languages(region: RegionFigures) -> Rows:
    for each in region.languages:
        yield region.slug, each.tag, each.name["de"], each.name["en"], *_counts(each.tally), *each.ages, each.phone


def _months(region: RegionFigures) -> Rows:
    for month in region.months:
        yield region.slug, month.end, "all", *_counts(month.all)
        yield region.slug, month.end, "translations", *_counts(month.translations)
        for tag, tally in month.languages.items():
            yield region.slug, month.end, tag, *_counts(tally)


def _texts(region: RegionFigures) -> Rows:
    """What somebody has to look at; regions only, for the lists of all together are the same."""
    if region.slug:
        due = [("due", line) for duty in region.duties for line in duty.due]
        overdue = [("overdue", line) for duty in region.duties for line in duty.overdue]
        outdated = [("outdated", line) for line in region.outdated]
        machine = [("machine", line) for line in region.machine]
        for why, line in (*overdue, *due, *outdated, *machine):
            yield region.slug, why, *_line(line)


def _line(line: TextLine) -> tuple[object, ...]:
    return line.language, line.path, line.title, line.file, line.changed, line.review_by, line.since


def _contacts(region: RegionFigures) -> Rows:
    if region.slug:
        for duty in region.duties:
            counts = (len(each) for each in (duty.texts, duty.due, duty.overdue, duty.outdated, duty.broken))
            yield region.slug, duty.key, duty.name["de"], duty.name["en"], duty.email, *counts


def _readability(region: RegionFigures) -> Rows:
    for each in region.readability:
        yield region.slug, each.language, each.easy, each.medium, each.hard, each.flesch, each.wiener, each.lix


def _findings(region: RegionFigures) -> Rows:
    for each in region.findings:
        yield region.slug, each.code, each.severity.value, each.count, each.files


_AGES = (*(f"under_{months}_months" for months in AGES), "older", "age_unknown")
TABLES = (
    ("coverage", ("region", "row", "name_de", "name_en", "language", *_TALLY), _coverage),
    ("languages", ("region", "language", "name_de", "name_en", *_TALLY, *_AGES, "phone_bytes"), _languages),
    ("months", ("region", "month_end", "language", *_TALLY), _months),
    ("texts", ("region", "why", "language", "path", "title", "file", "changed", "review_by", "since"), _texts),
    ("contacts", ("region", "contact", "name_de", "name_en", "email", "texts", "due", "overdue", "outdated", "broken"),
     _contacts),
    ("readability", ("region", "language", "easy", "medium", "hard", "flesch", "wiener", "lix"), _readability),
    ("findings", ("region", "code", "severity", "count", "files"), _findings),
)  # fmt: skip
"""Each file's name, its columns, and the rows of a region; the region is empty where all are told together."""
