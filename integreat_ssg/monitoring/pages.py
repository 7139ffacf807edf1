"""The report's value to its pages. The templates are this package's own: a report looks the same whatever a site's theme."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from integreat_ssg.model.site import Artifact
from integreat_ssg.monitoring.counting import AGES
from integreat_ssg.monitoring.figures import Duty, RegionFigures, Report, TextLine
from integreat_ssg.monitoring.mails import mail_file
from integreat_ssg.monitoring.steps import Step, steps
from integreat_ssg.monitoring.views import charts, headlines, per_cent
from integreat_ssg.monitoring.words import month_name, say, told
from integreat_ssg.reporting.printable import printable
from integreat_ssg.reporting.sentences import general, severity_name

MOST = 40
"""Lines of a list on a page; the files for spreadsheets have all."""
STYLE = "report.css"
_AGE_KEYS = (*(f"age-{each}" for each in AGES), "age-older", "age-unknown")


@dataclass(frozen=True, slots=True)
class _Way:
    """A link to another page of the report."""

    url: str
    name: str


def pages(report: Report, languages: Sequence[str], data: Sequence[str]) -> Iterator[Artifact]:
    """All pages in each language, and their style. The report on a single region has no page about all. `data` are the files
    with the same numbers."""
    yield Artifact(STYLE, files("integreat_ssg.monitoring").joinpath(f"templates/{STYLE}").read_bytes())
    alone = len(report.regions) == 1
    for language in languages:
        for region in report.regions if alone else (report.whole, *report.regions):
            html = _page(report, region, language, languages, data)
            yield Artifact(page_file(report, region.slug, language, languages), html.encode())


def page_file(report: Report, slug: str, language: str, languages: Sequence[str]) -> str:
    """Where the page of a region lies, or that of all of them together. The first page in the first language is what a web
    host shows by itself."""
    ending = "" if language == languages[0] else f".{language}"
    if not slug or len(report.regions) == 1:
        return f"index{ending}.html"
    return f"regions/{slug}{ending}.html"


def _page(report: Report, region: RegionFigures, language: str, languages: Sequence[str], data: Sequence[str]) -> str:
    speak = partial(say, language=language)
    own = page_file(report, region.slug, language, languages)
    up = "../" if "/" in own else ""
    urls = {each.slug: up + page_file(report, each.slug, language, languages) for each in report.regions}
    other = next((each for each in languages if each != language), "")
    several = len(report.regions) > 1
    view: dict[str, Any] = {
        "report": report,
        "region": region,
        "language": language,
        "up": up,
        "name": region.name[language] if region.slug else report.title[language],
        "urls": urls,
        "names": {each.slug: each.name[language] for each in report.regions},
        "others": [_Way(urls[each.slug], each.name[language]) for each in report.regions if several and each != region],
        "to_whole": up + page_file(report, "", language, languages) if several and region.slug else "",
        "other": other,
        "translated": up + page_file(report, region.slug, other, languages) if other else "",
        "headlines": headlines(region, language),
        "steps": steps(region),
        "charts": charts(region.months, language),
        "overdue": _each_once(line for duty in region.duties for line in duty.overdue),
        "due": _each_once(line for duty in region.duties for line in duty.due),
        "readability": [
            (each.slug, form) for each in ([region] if region.slug else report.regions) for form in each.readability
        ],
        "age_keys": _AGE_KEYS,
        "files": data,
        "most": MOST,
        "say": lambda key, **gaps: speak(key, **gaps),
        "told": partial(told, language=language),
        "month": partial(month_name, language=language),
        "share": partial(per_cent, language=language),
        "shade": shade,
        "step": lambda step: _step(step, language),
        "office": lambda duty: _office(duty, language),
        "mail_file": lambda duty: mail_file(duty, language),
        "general": lambda code: general(code, language).message,
        "severity": lambda severity: severity_name(severity, language),
    }
    return _templates().get_template("report.html").render(view)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("integreat_ssg.monitoring"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["breakable"] = breakable
    return environment


def breakable(text: str) -> Markup:
    """A file's name or a code that may go on in the next line after a stroke."""
    escaped = str(escape(printable(text)))
    return Markup(escaped.replace("/", "/<wbr>").replace("-", "-<wbr>"))  # noqa: S704


def shade(share: int | None) -> str:
    """The class of a cell by its per cent: the more is missing, the darker."""
    if share is None or share == 100:
        return ""
    return "shade-1" if share >= 90 else "shade-2" if share >= 50 else "shade-3"


def _step(step: Step, language: str) -> str:
    return " ".join(say(each.key, language, **dict(each.gaps)) for each in step.what)


def _office(duty: Duty, language: str) -> str:
    return duty.name[language] if duty.key else say("no-contact", language)


def _each_once(lines: Iterable[TextLine]) -> list[TextLine]:
    found = {line.file: line for line in lines}
    return sorted(found.values(), key=lambda line: (line.review_by, line.file))
