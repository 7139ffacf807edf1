"""The report as one value: every number and every line that its pages, tables, JSON and mails show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.model.past import Silence
from integreat_ssg.model.standing import State
from integreat_ssg.monitoring.counting import Tally

Named = Mapping[str, str]
"""A name in each language of the report: {"de": "Ankommen", "en": "Arriving"}."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a matrix: what is counted in it, and the numbers of each language."""

    key: str
    name: Named
    cells: Mapping[str, Tally]
    is_section: bool = True
    """False for places, events and contacts, which stand below the sections and in no sum."""


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """One language: pages and news, their ages, and what a phone loads in bytes, None where that is not known."""

    tag: str
    name: Named
    is_source: bool
    tally: Tally
    ages: tuple[int, ...]
    phone: int | None = None
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The end of a month: all texts, the translations among them, and each language."""

    end: date
    all: Tally
    translations: Tally
    languages: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text that somebody has to look at. `since` is the commit that overtook it, "" where that is not known."""

    region: str
    path: str
    language: str
    title: str
    file: str
    state: State
    changed: date | None = None
    review_by: date | None = None
    since: str = ""


@dataclass(frozen=True, slots=True)
class ReadabilityFigures:
    """How hard the texts of one German form are: how many are easy, medium and hard by their ease (Amstad's Flesch), the
    middle one's values, and the hardest with theirs."""

    language: str
    name: Named
    easy: int
    medium: int
    hard: int
    flesch: float
    wiener: float
    lix: float
    hardest: tuple[tuple[TextLine, float], ...] = ()


@dataclass(frozen=True, slots=True)
class FindingKind:
    """All findings of one code."""

    code: str
    severity: Severity
    count: int
    files: int


@dataclass(frozen=True, slots=True)
class Duty:
    """What one contact is responsible for: its source texts, those to review by the end of this month and those whose day
    has passed, outdated translations of them, and what is broken in any of their files. The key is empty for texts without a
    responsible contact."""

    region: str
    key: str
    name: Named
    email: str | None
    texts: tuple[TextLine, ...]
    due: tuple[TextLine, ...]
    overdue: tuple[TextLine, ...]
    outdated: tuple[TextLine, ...]
    broken: tuple[Finding, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.due or self.overdue or self.outdated or self.broken)


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """A region, or all of them together, whose `slug` is empty and whose rows are the regions."""

    slug: str
    name: Named
    all: Tally
    translations: Tally
    rows: tuple[Row, ...]
    languages: tuple[LanguageFigures, ...]
    months: tuple[MonthFigures, ...]
    outdated: tuple[TextLine, ...]
    machine: tuple[TextLine, ...]
    readability: tuple[ReadabilityFigures, ...]
    findings: tuple[FindingKind, ...]
    duties: tuple[Duty, ...]

    @property
    def before(self) -> MonthFigures | None:
        """What today is compared with: a year ago, or the oldest month there is; None where there is only one."""
        others = self.months[:-1]
        return (others[-12] if len(others) >= 12 else others[0]) if others else None

    @property
    def due(self) -> int:
        """Texts to review by the end of this month."""
        return len({line.file for duty in self.duties for line in duty.due})

    @property
    def overdue(self) -> int:
        """Texts whose day of review has passed."""
        return len({line.file for duty in self.duties for line in duty.overdue})

    def count(self, severity: Severity) -> int:
        """How many findings weigh so much."""
        return sum(each.count for each in self.findings if each.severity is severity)


@dataclass(frozen=True, slots=True)
class Report:
    """All regions together, and each of them. `day` is the day of the report, None where nothing tells it."""

    title: Named
    day: date | None
    whole: RegionFigures
    regions: tuple[RegionFigures, ...]
    silence: Silence
    left_out: tuple[str, ...] = ()
    """Regions whose settings cannot be read."""
