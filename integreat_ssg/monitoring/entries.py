"""Every text that a region should have, in every language, there or missing: what all numbers of the report are counted from.

The past is looked at with today's settings (languages, inheritance, what is excluded), so that only texts make a difference.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from integreat_ssg.model.content import Content, is_news
from integreat_ssg.model.past import Key, Month, PastText
from integreat_ssg.model.settings import RegionSettings
from integreat_ssg.model.standing import Standing, State, standings

TEXTS = ("page", "news")
"""What a translator has to write as a whole; places, events and contacts have only fields."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing in one language. `owner` is the folder that its source text lies in; what several regions show is one.

    `path` is that of a page or news item, or the key of a place, event or contact.
    """

    kind: str
    owner: str
    path: str
    language: str
    is_source: bool
    state: State
    words: int = 0
    changed: date | None = None
    review_by: date | None = None
    file: str = ""
    since: str = ""
    """The commit that has overtaken it, where that is known."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it one thing, whichever region shows it."""
        return self.kind, self.owner, self.path, self.language

    @property
    def is_there(self) -> bool:
        """Whether it has been written at all."""
        return self.state is not State.MISSING


def entries_now(content: Content, words: Mapping[str, int]) -> tuple[Entry, ...]:
    """Everything of a region as its folder has it; `words` leads from a page's file to its number of words."""
    source = content.settings.source_language
    return tuple(_entry(content, each, source, words) for each in standings(content))


def _entry(content: Content, standing: Standing, source: str, words: Mapping[str, int]) -> Entry:
    page = content.pages.get((standing.path, standing.language)) if standing.kind in TEXTS else None
    shown = content.find(standing.path, source) if standing.kind in TEXTS else None
    owner = shown.region if shown else (standing.source or standing.file).partition("/")[0]
    return Entry(
        standing.kind,
        owner,
        standing.path,
        standing.language,
        standing.language == source,
        standing.state,
        words.get(standing.file, 0) if page else 0,
        content.updated(page) if page else None,
        page.meta.review_by if page else None,
        standing.file,
        standing.since,
    )


def entries_then(content: Content, month: Month, regions: Mapping[str, RegionSettings]) -> tuple[Entry, ...]:
    """Pages and news at the end of a month; none where the region did not exist yet. `regions` are the settings of all
    folders."""
    if content.slug not in month.regions:
        return ()
    shown = _laid_over(content.slug, month.texts, regions)
    source, tags = content.settings.source_language, [each.tag for each in content.languages]
    found = []
    for path in sorted({path for path, language in shown if language in tags}):
        here = {tag: shown[path, tag] for tag in content.chain(source) if (path, tag) in shown}
        kind = "news" if is_news(path) else "page"
        owner, first = next(iter(here.values()))
        if kind == "news" and first.expires and first.expires <= month.end:
            continue
        written = here[source][1] if source in here else None
        for tag in tags:
            if tag not in here:
                found.append(Entry(kind, owner, path, tag, tag == source, State.MISSING))
                continue
            text = here[tag][1]
            state = _state(text, written, tag == source)
            found.append(Entry(kind, owner, path, tag, tag == source, state, text.words, text.changed, text.review_by))
    return tuple(found)


def _state(text: PastText, source: PastText | None, is_source: bool) -> State:
    """As `Content.state` tells it of the present."""
    if source is None or is_source:
        return State.CURRENT
    return State.OUTDATED if text.overtaken else State.MACHINE if text.machine else State.CURRENT


def _laid_over(
    slug: str, texts: Mapping[Key, PastText], regions: Mapping[str, RegionSettings], way: tuple[str, ...] = ()
) -> dict[tuple[str, str], tuple[str, PastText]]:
    """(path, language) to the folder and the text that a region shows there: its own, laid over what it inherits."""
    settings = regions.get(slug)
    found: dict[tuple[str, str], tuple[str, PastText]] = {}
    for name in reversed(settings.inherits if settings else []):
        if name not in (*way, slug):
            found |= _laid_over(name, texts, regions, (*way, slug))
    if settings:
        found = {key: each for key, each in found.items() if not settings.excludes(key[0])}
    return found | {(path, tag): (slug, text) for (owner, path, tag), text in texts.items() if owner == slug}


def together(several: Iterable[Iterable[Entry]]) -> tuple[Entry, ...]:
    """The texts of all regions, each once."""
    return tuple({each.key: each for entries in several for each in entries}.values())
