"""Rules about the glossary: a term has an explanation, stands in a text, and is told from the others."""

from collections.abc import Iterator
from datetime import date

from integreat_ssg.checking.texts import texts
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, note, warning
from integreat_ssg.model.languages import choose
from integreat_ssg.terms import finder, spellings


def explanations(content: Content, _: date | None) -> Iterator[Finding]:
    """A term and its explanation are there in the source language, which readers get where their own is missing."""
    language = content.settings.source_language
    for entry in content.glossary.values():
        for key, field in (("term", entry.term.term), ("explanation", entry.term.explanation)):
            if not choose(field, (language,)):
                yield warning("term-not-explained", entry.at(key), term=entry.key, key=key, language=language)


def unused(content: Content, _: date | None) -> Iterator[Finding]:
    """A term of this region that no text has is probably written otherwise there."""
    own = {key: entry for key, entry in content.glossary.items() if entry.file.startswith(f"{content.slug}/")}
    used: set[str] = set()
    if own:
        source = content.settings.source_language
        finders = {each.tag: finder(own, each.tag, source) for each in content.languages}
        used.update(
            *(finders[page.language].keys(page.body.words) for page in texts(content) if page.language in finders)
        )
    for key, entry in own.items():
        if key not in used:
            yield note("term-unused", entry.at(), term=key)


def same_words(content: Content, _: date | None) -> Iterator[Finding]:
    """Two terms are not written alike in one language, or a text could mean either."""
    for language in content.languages:
        first: dict[str, str] = {}
        for key, entry in content.glossary.items():
            for each in spellings(entry.term, language.tag):
                other = first.setdefault(each.casefold(), key)
                if other != key:
                    yield warning("term-twice", entry.at(), term=key, other=other, words=each, language=language.tag)
