"""Who has to look at what: texts, dates and findings by the contact that is responsible."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from integreat_ssg.model.content import Content, Page
from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.standing import State
from integreat_ssg.monitoring.entries import TEXTS, Entry
from integreat_ssg.monitoring.figures import Duty, Named, TextLine

LANGUAGES = ("de", "en")
"""The languages of the report."""
TOLD_AS_DATES = ("review-due",)
"""Findings that the lists of review dates tell already."""


def duties(
    content: Content, entries: Sequence[Entry], findings: Sequence[Finding], day: date | None
) -> tuple[Duty, ...]:
    """A duty for each contact that is responsible for a text, by its name; the texts without one come last."""
    texts: dict[str, list[Entry]] = {}
    for each in entries:
        if each.kind in TEXTS and each.is_there:
            texts.setdefault(responsible(content, each), []).append(each)
    found = [_duty(content, key, listed, findings, day) for key, listed in texts.items()]
    return tuple(sorted(found, key=lambda duty: (not duty.key, duty.name["de"].casefold(), duty.key)))


def responsible(content: Content, entry: Entry) -> str:
    """The key of the contact that a text names, or else its source text; empty where neither does."""
    pages = (content.pages.get((entry.path, tag)) for tag in (entry.language, content.settings.source_language))
    return next((page.meta.responsible for page in pages if page and page.meta.responsible), "")


def _duty(content: Content, key: str, texts: list[Entry], findings: Sequence[Finding], day: date | None) -> Duty:
    contact = content.contacts.get(key)
    files = {each.file for each in texts} | ({content.contact_files[key]} if contact else set())
    dated = sorted((each for each in texts if each.review_by), key=lambda each: (each.review_by, each.file))
    return Duty(
        region=content.slug,
        key=key,
        name=named(content, contact.name if contact else None, key),
        email=contact.email if contact else None,
        texts=lines(content, (each for each in texts if each.is_source)),
        due=lines(content, (each for each in dated if _is_due(each.review_by, day))),
        overdue=lines(content, (each for each in dated if day and each.review_by and each.review_by < day)),
        outdated=lines(content, (each for each in texts if each.state is State.OUTDATED)),
        broken=tuple(
            each
            for each in findings
            if each.place.file in files and each.severity is not Severity.NOTE and each.code not in TOLD_AS_DATES
        ),
    )


def _is_due(review_by: date | None, day: date | None) -> bool:
    """Whether the day comes, and comes in this month."""
    return bool(day and review_by and day <= review_by <= day.replace(day=monthrange(day.year, day.month)[1]))


def named(content: Content, name: Translated | None, otherwise: str) -> Named:
    """A translated name in the languages of the report."""
    texts = {language: content.words(name, language) for language in LANGUAGES}
    return {language: text.words if text else otherwise for language, text in texts.items()}


def lines(content: Content, entries: Iterable[Entry]) -> tuple[TextLine, ...]:
    """Pages and news as lines of a list."""
    found = ((content.pages[each.path, each.language], each) for each in entries)
    return tuple(text_line(content, page, each.state, each.since) for page, each in found)


def text_line(content: Content, page: Page, state: State = State.CURRENT, since: str = "") -> TextLine:
    """A page as a line of a list. Its title is that of the source text: who reads the report may not read Arabic."""
    source = content.pages.get((page.path, content.settings.source_language))
    return TextLine(
        content.slug,
        page.path,
        page.language,
        (source or page).meta.title or page.path,
        page.file,
        state,
        content.updated(page),
        page.meta.review_by,
        since,
    )
