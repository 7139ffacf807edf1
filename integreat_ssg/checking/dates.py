"""Dates in running text that are long over: what was to come when the text was written."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from integreat_ssg.checking.passages import RUNNING
from integreat_ssg.checking.reader import Reading
from integreat_ssg.model.content import is_news
from integreat_ssg.model.findings import Finding, warning

LONG = timedelta(days=60)
"""After so long nobody can say that it is only just over."""

_MONTHS = (
    ("januar", "jänner", "january", "jan"),
    ("februar", "february", "feb"),
    ("märz", "march", "mär", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("dezember", "december", "dez", "dec"),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAME = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![\w.])(?:(?P<d1>\d{{1,2}})\.\s?(?P<m1>\d{{1,2}})\.\s?(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:\.|st|nd|rd|th)?\s(?P<m2>{_NAME})\.?\s(?P<y2>(?:19|20)\d\d)"
    rf"|(?P<m3>{_NAME})\.?\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,\s(?P<y3>(?:19|20)\d\d)"
    r"|(?P<y4>(?:19|20)\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d))(?!\w)",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:seit|ab|vom|von|vor|nach|zwischen|geboren|gegründet|eröffnet|stand|fassung|kraft|erstmals|damals|aufgehoben|umbenannt"
    r"|since|from|before|after|between|born|founded|opened|version|dated|updated|effect|force|until\s+then|was|were|wurde|wurden"
    r"|war|waren|gesetz|act|law|urteil|beschluss|judgment)\b",
    re.IGNORECASE,
)
"""Words that make a date one that is meant to be past: since when a law is in force, when somebody came."""


def past_dates(reading: Reading) -> Iterator[Finding]:
    """A date in a text that is not news is not long over, unless its sentence speaks of the past. Without a build date nothing
    is over."""
    if reading.today is None:
        return
    for page, passage, place in reading.each(RUNNING):
        if is_news(page.path) or not re.search(r"(?:19|20)\d\d", passage.words):
            continue
        for text, day in dates_in(passage.words):
            if day < reading.today - LONG:
                yield warning("date-long-past", place, date=text, day=day.isoformat())


def dates_in(text: str) -> Iterator[tuple[str, date]]:
    """Complete dates of a text, German or English, as they are written and as days; without those in sentences about the past."""
    for found in _DATE.finditer(text):
        parts = {name[0]: value for name, value in found.groupdict().items() if value}
        month = _NUMBERS.get(parts["m"].lower()) or (int(parts["m"]) if parts["m"].isdigit() else 0)
        start = max(text.rfind(mark, 0, found.start()) for mark in ("? ", "! ", ": ")) + 1
        if _HISTORY.search(text[start : found.start()]):
            continue
        try:
            yield found[0], date(int(parts["y"]), month, int(parts["d"]))
        except ValueError:  # such as 31.2.2026
            continue
