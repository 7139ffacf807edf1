"""Words as they are compared: small, without marks, variants of letters folded, endings taken off.

`scripts/search-folding.js` does the same for queries, step by step, with the same table.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from integreat_ssg.rendering.search.endings import RULES, Group
from integreat_ssg.rendering.search.letters import (
    APOSTROPHES,
    CYRILLIC,
    IGNORED,
    KNOWN,
    LETTERS,
    SINGLE,
    alike,
    ranges,
)


def _class(spelled: str) -> str:
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges(spelled))


_UNKNOWN = re.compile(f"[^{_class(KNOWN)}]")
_IGNORED = re.compile(f"[{_class(IGNORED)}]")
_INNER = re.compile(f"([{_class(CYRILLIC)}])[{_class(APOSTROPHES)}](?=[{_class(CYRILLIC)}])")
_APART = re.compile(f"[^{_class(LETTERS)}]+")
_WORD = re.compile(f"[{_class(SINGLE)}]|[^{_class(SINGLE)} ]+")
_SINGLE = re.compile(f"[{_class(SINGLE)}]")
_ALIKE = str.maketrans(alike())


def fold(text: str) -> str:
    """`text` in folded words, with one space between them; characters of Chinese stay together.

    >>> fold("Straße, ÄRZTE und Kita-Platz")
    'strasse arzte und kita platz'
    """
    known = _UNKNOWN.sub(" ", text)
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", known).lower())
    bare = _IGNORED.sub("", _INNER.sub(r"\1", small)).translate(_ALIKE)
    return _APART.sub(" ", bare).strip()


Parts = Mapping[str, tuple[tuple[str, str], ...]]
"""What a group takes off and what it puts there, in its order, by the letter that stands outermost."""


@dataclass(frozen=True)
class Stemmer:
    """Takes off what a language's rules name, from words of its script."""

    letters: tuple[tuple[int, int], ...]
    beginnings: tuple[tuple[int, Parts], ...]
    endings: tuple[tuple[int, Parts], ...]
    small: frozenset[str] = field(repr=False)

    def knows(self, word: str) -> bool:
        """Whether a word is written in this language's script."""
        code = ord(word[0])
        return any(first <= code <= last for first, last in self.letters)

    def stem(self, word: str) -> str:
        """What is left of a folded word."""
        for remain, parts in self.beginnings:
            for part, _ in parts.get(word[0], ()):
                if word.startswith(part) and len(word) - len(part) >= remain:
                    word = word[len(part) :]
                    break
        for remain, parts in self.endings:
            for part, other in parts.get(word[-1], ()):
                if word.endswith(part) and len(word) - len(part) >= remain:
                    word = word[: len(word) - len(part)] + other
                    break
        return word


@lru_cache
def stemmer(language: str) -> Stemmer | None:
    """The stemmer of a language by the first part of its tag, None where there are no rules for it."""
    rules = RULES.get(language)
    if rules is None:
        return None
    return Stemmer(
        ranges(rules.script),
        tuple((each.remain, _parts(each, 0)) for each in rules.beginnings),
        tuple((each.remain, _parts(each, -1)) for each in rules.endings),
        frozenset(rules.small.split()),
    )


def _parts(group: Group, outermost: int) -> Parts:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for each in group.parts.split():
        part, _, other = each.partition(">")
        found[part[outermost]] = (*found.get(part[outermost], ()), (part, other))
    return found


@dataclass(frozen=True)
class Normaliser:
    """Makes terms of texts in some languages, the text's own first: a word is stemmed by the first of them that is written
    in its script. Tags as in the site ("zh-Hans")."""

    languages: Sequence[str]
    _known: dict[tuple[str, bool, bool], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    """Texts say the same words again and again."""

    @cached_property
    def stemmers(self) -> tuple[Stemmer, ...]:
        """Those there are for the languages."""
        found = (stemmer(each.partition("-")[0]) for each in self.languages)
        return tuple(each for each in found if each)

    def tokens(self, text: str, *, pairs: bool = False, small: bool = True) -> list[str]:
        """The terms of a text in reading order. `pairs` adds each two neighbours of a script without spaces, as titles have
        them; without `small` the words that mean little are left out."""
        found: list[str] = []
        for run in fold(text).split(" "):
            key = (run, pairs, small)
            terms = self._known.get(key)
            if terms is None:
                terms = self._known[key] = tuple(self._terms(run, pairs, small))
            found += terms
        return found

    def _terms(self, run: str, pairs: bool, small: bool) -> Iterator[str]:
        words = _WORD.findall(run)
        yield from (self.stem(word) for word in words if small or not self.is_small(word))
        if pairs:
            yield from (one + two for one, two in pairwise(words) if _are_single(one, two))

    def stem(self, word: str) -> str:
        """The term of a folded word."""
        for each in self.stemmers:
            if each.knows(word):
                return each.stem(word)
        return word

    def is_small(self, word: str) -> bool:
        """Whether a folded word means little by itself."""
        return any(word in each.small for each in self.stemmers)


def _are_single(*words: str) -> bool:
    return all(_SINGLE.match(word) for word in words)


def counted(terms: Iterable[str]) -> dict[str, int]:
    """How often each term comes."""
    found: dict[str, int] = {}
    for term in terms:
        found[term] = found.get(term, 0) + 1
    return found
