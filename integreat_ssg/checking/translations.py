"""Rules about how translations stand to their source texts. All of them are notes: a fallback is shown and marked."""

from collections.abc import Iterator
from datetime import date

from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, note
from integreat_ssg.model.history import Overtaken


def missing(content: Content, _: date | None) -> Iterator[Finding]:
    """A page exists in every language of the region."""
    for path in content.paths:
        for language in content.languages:
            shown = content.find(path, language.tag)
            if (path, language.tag) not in content.pages and shown:
                yield note("translation-missing", Place(shown.file), language=language.tag, shown=shown.language)


def outdated(content: Content, _: date | None) -> Iterator[Finding]:
    """A translation has followed the last change of its source text."""
    for page in content.pages.values():
        if content.state(page) == "outdated":
            overtaken = content.history.outdated.get(page.file, Overtaken())
            yield note("translation-outdated", Place(page.file), commit=overtaken.since or "–")


def of_another_text(content: Content, _: date | None) -> Iterator[Finding]:
    """A region that writes its own source text does not show an inherited translation of the shared one."""
    for page in content.pages.values():
        source = content.pages.get((page.path, content.settings.source_language))
        if source and source.region != page.region and source.region == content.slug:
            yield note("translation-of-another-text", Place(page.file), source=source.file)
