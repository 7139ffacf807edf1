"""Where the terms of a glossary stand in a text: as whole words, in every script, and in the forms that their editors name.

A text also finds the terms of the source language, exactly as they are written there: "Minijob" stays German in Arabic.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from integreat_ssg.model.glossary import Term, TermEntry
from integreat_ssg.model.languages import Translated

_LATIN = "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u024f\u1e00-\u1eff"
_OTHERS = (
    r"\w\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u0900-\u0963\u0966-\u0dff\u135d-\u135f"
)
"""Letters of all scripts with their marks, which `\\w` leaves out."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that part no words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_ARTICLE = "ال"
_PROCLITICS = f"(?:[وف]?(?:[بكل]?(?:{_ARTICLE})?|لل))"
"""What Arabic writes together with the word that follows: and, so, in, like, for, the."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one term is recognised: `telling` is a part of any text that has it, which is quickly looked for;
    `foreign` means in the source language, in a text of another one."""

    key: str
    telling: str
    pattern: str
    foreign: bool


@dataclass(frozen=True)
class Finder:
    """Finds terms in texts of one language."""

    spellings: tuple[Spelling, ...]

    def pattern(self, text: str) -> re.Pattern[str] | None:
        """What finds terms in pieces of `text`, also where these are HTML; None where it has no term."""
        here = tuple(each for each in self.spellings if each.telling in text)
        return _compiled(tuple(_groups(here))) if here else None

    def keys(self, text: str) -> frozenset[str]:
        """The terms that stand in `text`."""
        pattern = self.pattern(text)
        return (
            frozenset(found_in(match)[0] for match in pattern.finditer(escape(text, quote=False)))
            if pattern
            else frozenset()
        )


def found_in(match: re.Match[str]) -> tuple[str, bool]:
    """The key of the term that a finder's pattern has found, and whether it stands there in the source language instead of the
    text's."""
    kind, _, key = (match.lastgroup or "").partition("_")
    return key.replace("_", "-"), kind == "foreign"


def finder(glossary: Mapping[str, TermEntry], language: str, source: str) -> Finder:
    """What finds the terms of a glossary in texts of `language`; `source` is the region's source language."""
    found: list[Spelling] = []
    for key, entry in glossary.items():
        own = spellings(entry.term, language)
        foreign = [each for each in spellings(entry.term, source) if each not in own]
        found += [_spelling(key, each, language) for each in own]
        found += [_spelling(key, each, "") for each in foreign]
    return Finder(tuple(found))


def spellings(term: Term, language: str) -> tuple[str, ...]:
    """A term as texts of `language` write it; a variant ("de-simple") writes as its language does where it says nothing."""
    named = _within(term.term, language)
    forms = term.forms.get(language) or term.forms.get(language.partition("-")[0], [])
    return tuple(dict.fromkeys(" ".join(each.split()) for each in (named, *forms) if each.strip()))


def _within(field: Translated, language: str) -> str:
    if isinstance(field, str):
        return field
    return field.get(language) or field.get(language.partition("-")[0], "")


def _spelling(key: str, words: str, language: str) -> Spelling:
    """`language` is that of the text; empty for words from elsewhere, which stand there letter by letter."""
    base, before = language.partition("-")[0], ""
    if base == "ar" and "\u0600" <= words[0] <= "\u06ff":
        words = words.removeprefix(_ARTICLE) if len(words) > len(_ARTICLE) + 1 else words
        before = _PROCLITICS
    inner = r"(?:\s|&nbsp;)+".join(re.escape(escape(word, quote=False)) for word in words.split())
    first = words[0]
    both = first.lower() + first.upper()
    if base and len(both) == 2 and both[0] != both[1] and not (base == "de" and first.isupper()):
        inner = f"[{both}]{inner[1:]}"
    start, end = _edge(first), _edge(words[-1])
    ahead = f"(?![{end}]|-[{end}])" if end else ""
    behind = f"(?<![{start}])(?<![{start}]-)" if start else ""
    return Spelling(key, words.split()[0][1:], f"{behind}{before}{inner}{ahead}", not base)


def _edge(char: str) -> str:
    """What a word goes on with where a letter like `char` ends it: letters of its kind. Nothing where words are not parted."""
    if _UNSPACED.match(char):
        return ""
    return _LATIN if re.match(f"[{_LATIN}]", char) else _OTHERS


def _groups(here: tuple[Spelling, ...]) -> list[str]:
    """A named group for each term in each of the two languages; the longest patterns first, so that they win."""
    patterns: dict[str, list[str]] = {}
    for each in sorted(here, key=lambda each: (-len(each.pattern), each.pattern)):
        name = f"{'foreign' if each.foreign else 'own'}_{each.key.replace('-', '_')}"
        patterns.setdefault(name, []).append(each.pattern)
    return [f"(?P<{name}>{'|'.join(each)})" for name, each in patterns.items()]


@lru_cache(maxsize=4096)
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
