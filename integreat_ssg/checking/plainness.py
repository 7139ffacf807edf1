"""Rules about whether readers will understand a text."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.checking.abbreviations import KNOWN
from integreat_ssg.checking.passages import RUNNING
from integreat_ssg.checking.readability import LANGUAGES, Readability, is_measurable, measured_with, readability
from integreat_ssg.checking.reader import Reading
from integreat_ssg.checking.sentences import sentences
from integreat_ssg.model.content import Page
from integreat_ssg.model.findings import Finding, Place, note, warning
from integreat_ssg.terms import spellings

FORMULAS_THAT_AGREE = 2
"""Of three. One alone is misled too easily: Flesch by long names, LIX by compounds, all of them by lists."""

COUNTED = "1"
"""To be raised when the counting changes."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SHORT = re.compile(r"(?<![\w-])(" + "|".join(sorted(map(re.escape, KNOWN), key=len, reverse=True)) + r")(?![\w-])")
_ABBR = re.compile(r"<abbr\b[^>]*>([^<]+)</abbr>")


def hard_texts(reading: Reading) -> Iterator[Finding]:
    """A German text is not harder to read than its folder allows, by two of three formulas at least."""
    if not is_measurable():
        yield note("readability-not-measured", reading.content.at_setting("readability"))
        return
    for page in reading.texts:
        if page.language.partition("-")[0] not in LANGUAGES:
            continue
        settings, limits = reading.limits(page)
        found = _measured(reading, page)
        over = (found.flesch < limits.flesch, found.wiener > limits.wiener, found.lix > limits.lix)
        if found.words >= settings.words and sum(over) >= FORMULAS_THAT_AGREE:
            yield warning(
                "hard-to-read",
                Place(page.file, page.body_line),
                flesch=f"{found.flesch:.0f}",
                wiener=f"{found.wiener:.0f}",
                lix=f"{found.lix:.0f}",
                least=f"{limits.flesch:g}",
                year=f"{limits.wiener:g}",
                most=f"{limits.lix:g}",
            )


def _measured(reading: Reading, page: Page) -> Readability:
    """The numbers of a page, which are remembered."""
    text = "\n".join(each.words for each in reading.passages[page.file] if each.kind in RUNNING)
    return remembered(reading.cache, text, page.language)


def remembered(cache: Cache, text: str, language: str) -> Readability:
    """`readability(text, language)`, from the cache where it was asked before."""
    key = key_of("readability", measured_with(), COUNTED, text, language)
    if data := cache.get(key):
        return Readability(**json.loads(data))
    found = readability(text, language)
    cache.put(key, json.dumps(asdict(found)).encode())
    return found


def long_sentences(reading: Reading) -> Iterator[Finding]:
    """A sentence has no more words than its folder allows, in any language that parts words by spaces."""
    for page, passage, place in reading.each(RUNNING):
        limit = reading.limits(page)[1].sentence
        if len(passage.words) < 2 * limit:  # no sentence of so many words is so short
            continue
        for sentence in sentences(passage.words, page.language):
            length = len(_WORD.findall(sentence))
            if length > limit:
                begin = " ".join(sentence.split()[:6])
                yield warning("sentence-too-long", place, begin=f"{begin} …", length=length, limit=limit)


def abbreviations(reading: Reading) -> Iterator[Finding]:
    """An abbreviation that offices use is explained on the page: written out, in brackets beside it, or by the glossary."""
    content = reading.content
    source = content.settings.source_language
    glossed = {
        tag: {form for entry in content.glossary.values() for form in spellings(entry.term, tag)}
        for tag in {*(page.language for page in reading.texts), source}
    }
    for page in reading.texts:
        whole = " ".join(each.words for each in reading.passages[page.file])
        known = {*glossed[page.language], *glossed[source]}
        known |= {word for part in page.body.parts if isinstance(part, str) for word in _ABBR.findall(part)}
        for short in dict.fromkeys(_SHORT.findall(whole)):
            if short in known or _is_explained(short, f"{page.meta.title} {whole}"):
                continue
            spot = next(each for each in reading.passages[page.file] if short in _SHORT.findall(each.words))
            place = Place(page.file, spot.line)
            yield warning("abbreviation-not-explained", place, short=short, long=KNOWN[short])


def _is_explained(short: str, text: str) -> bool:
    """Whether its long form stands in the text, in any case of its words, or brackets beside it say something."""
    stems = [re.escape(word[: max(4, len(word) - 2)]) + r"\w*" for word in KNOWN[short].split()]
    if re.search(r"\W+".join(stems), text, re.IGNORECASE):
        return True
    word = rf"(?<![\w-]){re.escape(short)}(?![\w-])"
    return re.search(rf"{word}\W{{0,2}}\s?[(:–=]\s?\w|\w[^()\w]*\([^()]*{word}[^()]*\)", text) is not None
