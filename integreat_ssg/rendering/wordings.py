"""The same text once more: in plain language ("de-simple" beside "de"), or in a second language beside the reader's."""

from collections.abc import Iterator

from integreat_ssg.model.languages import PLAIN
from integreat_ssg.outputs import PageOutput
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.views import LanguageLink


def other_wording(edition: Edition, output: PageOutput) -> LanguageLink | None:
    """The way from a page to its plain wording, or from that one back; None where there is no such text.

    A regional form leads to the plain wording of its language too: "de-AT" to "de-simple". What is shown in place of a
    missing text is none.
    """
    if output.language.endswith(PLAIN) and output.page.language != output.language:
        return None
    for tag in _candidates(edition, output.language):
        if _has_own(edition, output.path, tag):
            language = edition.plan.content.language(tag)
            url = edition.url(output.file, page_file(output.path, tag))
            return LanguageLink(url, tag, language.direction, language.autonym)
    return None


def _candidates(edition: Edition, tag: str) -> Iterator[str]:
    """Tags under which a text of the same language may stand in the other wording, best first."""
    if tag.endswith(PLAIN):
        base = tag.removesuffix(PLAIN)
        yield base
        yield from (
            each.tag for each in edition.plan.content.languages if _primary(each.tag) == base and each.tag != tag
        )
    else:
        yield f"{tag}{PLAIN}"
        yield f"{_primary(tag)}{PLAIN}"


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


def beside(edition: Edition, output: PageOutput) -> str:
    """The source language's tag where another language has a text of its own that can stand beside this one; else empty."""
    content, own = edition.plan.content, output.language
    others = (each.tag for each in content.languages if each.tag != own)
    found = (
        own == output.page.language
        and output.page.body.parts
        and any(_has_own(edition, output.path, tag) for tag in others)
    )
    return content.settings.source_language if found else ""


def _has_own(edition: Edition, path: str, tag: str) -> bool:
    output = edition.plan.pages.get((path, tag))
    return output is not None and output.page.language == tag
