"""Rules about what translators have left: paragraphs in the source language, another structure than the source text's."""

import re
from collections import Counter
from collections.abc import Iterator

from integreat_ssg.checking.passages import Passage, structure
from integreat_ssg.checking.reader import Reading
from integreat_ssg.model.content import Content, Page
from integreat_ssg.model.findings import Finding, Place, note, warning
from integreat_ssg.model.languages import PLAIN
from integreat_ssg.model.richtext import FileLink, OutsideLink, PageLink

FEWEST_WORDS = 4
"""Fewer may be a name or a term of an office, which stay as they are."""
_KINDS = frozenset("p li h2 h3 h4 h5 h6 dd dt td summary".split())

_SCRIPTS = {
    "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]": "ar fa ckb ps ur prs sd ug",
    "[\u0400-\u04ff]": "uk ru bg sr mk be",
    "[\u1200-\u139f]": "ti am",
    "[\u3040-\u30ff\u3400-\u9fff]": "zh ja",
    "[\u0370-\u03ff]": "el",
    "[\u0900-\u097f]": "hi ne mr",
    "[\u10a0-\u10ff]": "ka",
    "[\u0530-\u058f]": "hy",
    "[\u0590-\u05ff]": "he yi",
    "[\u0e00-\u0e7f]": "th",
    "[\uac00-\ud7af]": "ko",
}
_LETTERS = {tag: re.compile(letters) for letters, tags in _SCRIPTS.items() for tag in tags.split()}
"""Language to the letters that it is written with, where these are not Latin."""
_LEAST = 0.1
"""The part of a passage's words that have its language's own letters; names of offices may be all the others."""

_WORD = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S+@\S+|(?<![\w.-])[\w.-]+\.(?:de|org|eu|com|net)\b\S*")
_BESIDE = re.compile(r"\([^()]*\)|[„“\"«][^“”\"»]{0,300}[“”\"»]")
"""What stands in brackets or quotes, where a translation gives the German term."""
_NOTATION = {
    "ul": "-",
    "ol": "1.",
    "table": "|",
    "link": "[…](…)",
    **{f"h{level}": "#" * level for level in range(2, 7)},
}
_LINKS = (PageLink, FileLink, OutsideLink)


def untranslated(reading: Reading) -> Iterator[Finding]:
    """A translation has no paragraph left that stands letter by letter in its source text, or in other letters than its own."""
    for page, source in _translations(reading.content):
        base = page.language.partition("-")[0]
        left = {_normal(each.words) for each in reading.passages[source.file]}
        letters = _LETTERS.get(base)
        for passage in reading.passages[page.file]:
            if passage.kind not in _KINDS or passage.foreign or not _is_sentence(passage):
                continue
            if _normal(passage.words) in left or (letters and _is_foreign(passage.words, letters)):
                begin = " ".join(passage.words.split()[:6])
                place = Place(page.file, passage.line)
                yield warning("not-translated", place, begin=f"{begin} …", language=source.language)


def structures(reading: Reading) -> Iterator[Finding]:
    """A translation that is current has the headings, lists, tables, blocks and links of its source text. Plain language is
    free: it is meant to be built otherwise."""
    for page, source in _translations(reading.content):
        if reading.content.state(page) == "outdated":
            continue
        own, others = _counted(page), _counted(source)
        parts = [each for each in dict.fromkeys((*others, *own)) if own[each] != others[each]]
        if parts:
            differences = ", ".join(f"{_NOTATION.get(each, each)} {others[each]} → {own[each]}" for each in parts)
            place = Place(page.file, page.body_line)
            yield note("structure-differs", place, differences=differences, source=source.file)


def _translations(content: Content) -> Iterator[tuple[Page, Page]]:
    """Each translation with its source text, without plain language and translations of another region's text."""
    for page in content.pages.values():
        source = content.pages.get((page.path, content.settings.source_language))
        if source is None or page.language.removesuffix(PLAIN) == source.language:
            continue
        if page.region == source.region:
            yield page, source


def _counted(page: Page) -> Counter[str]:
    parts = Counter(structure(page.body))
    parts["link"] = sum(isinstance(each, _LINKS) for each in page.body.references)
    return parts


def _normal(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold()))


def _is_sentence(passage: Passage) -> bool:
    """Whether it is more than a name, an address or a term: some words, and among them small ones."""
    words = _WORD.findall(_NO_WORDS.sub(" ", passage.words))
    small = sum(not word[0].isupper() for word in words)
    return len(words) >= FEWEST_WORDS and 3 * small >= len(words)


def _is_foreign(words: str, letters: re.Pattern[str]) -> bool:
    """Whether hardly any of the words have letters of the language."""
    found = _WORD.findall(_BESIDE.sub(" ", _NO_WORDS.sub(" ", words)))
    return len(found) >= FEWEST_WORDS and sum(bool(letters.search(word)) for word in found) < _LEAST * len(found)
