"""How hard the German texts of a region are to read."""

from statistics import median

from integreat_ssg.cache import Cache
from integreat_ssg.checking.passages import running_text
from integreat_ssg.checking.plainness import remembered
from integreat_ssg.checking.readability import LANGUAGES, Readability, is_measurable
from integreat_ssg.model.content import Content, Page
from integreat_ssg.monitoring.duties import text_line
from integreat_ssg.monitoring.figures import ReadabilityFigures
from integreat_ssg.monitoring.names import language_names

EASY, HARD = 60, 40
"""From which ease on a text counts as easy, and below which as hard (Flesch, by Amstad's formula)."""
FEWEST_WORDS = 40
"""A shorter text is not measured: formulas count sentences, and need some."""
HARDEST = 10
"""How many of the hardest texts are named."""


def readabilities(content: Content, cache: Cache) -> tuple[ReadabilityFigures, ...]:
    """For each German form; none where nothing can measure them."""
    if not is_measurable():
        return ()
    found = []
    for language in content.languages:
        pages = [page for (_, tag), page in sorted(content.pages.items()) if tag == language.tag]
        if language.tag.partition("-")[0] in LANGUAGES and (measured := _measured(pages, cache)):
            found.append(_figures(content, language.tag, language.autonym, measured))
    return tuple(found)


def _measured(pages: list[Page], cache: Cache) -> list[tuple[Page, Readability]]:
    found = [(page, remembered(cache, running_text(page), page.language)) for page in pages]
    return [(page, each) for page, each in found if each.words >= FEWEST_WORDS]


def _figures(content: Content, tag: str, autonym: str, measured: list[tuple[Page, Readability]]) -> ReadabilityFigures:
    hardest = sorted(measured, key=lambda each: (each[1].flesch, each[0].file))[:HARDEST]
    numbers = [each for _, each in measured]
    easy, hard = sum(each.flesch >= EASY for each in numbers), sum(each.flesch < HARD for each in numbers)
    return ReadabilityFigures(
        tag,
        language_names(tag, autonym),
        easy,
        len(numbers) - easy - hard,
        hard,
        round(median(each.flesch for each in numbers), 1),
        round(median(each.wiener for each in numbers), 1),
        round(median(each.lix for each in numbers), 1),
        tuple((text_line(content, page), each.flesch) for page, each in hardest),
    )
