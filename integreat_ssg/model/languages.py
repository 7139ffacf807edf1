"""Languages as the reader meets them: a BCP 47 tag, a name for itself, a direction; and texts in several of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]

Translated = str | dict[str, str]
"""A text of a YAML field: plain (the same in every language) or a map from language tag to text."""

PLAIN = "-simple"
"""Ends the tag of a language's plain form: "de-simple" (IANA registry, variant "simple": "Simplified form")."""


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 tag (RFC 5646) with its autonym and its writing direction."""

    tag: str
    autonym: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the language it is in; `language` is empty for what belongs to no language, such as a name."""

    words: str
    language: str = ""


def choose(translated: Translated | None, chain: Iterable[str]) -> Text | None:
    """The text in the first language of `chain` that has one; None where none has."""
    if translated is None or isinstance(translated, str):
        return Text(translated) if translated else None
    for tag in chain:
        if words := translated.get(tag):
            return Text(words, tag)
    return None


def fallback_chain(language: str, configured: Mapping[str, list[str]], source_language: str) -> tuple[str, ...]:
    """The languages to look in for `language`, best first: itself, its own or the default chain, the source language.

    Plain language without a chain of its own goes on with the same language's usual texts.

    >>> fallback_chain("ckb", {"ckb": ["ar"], "default": ["en"]}, "de")
    ('ckb', 'ar', 'de')
    >>> fallback_chain("en-simple", {"default": ["fr"]}, "de")
    ('en-simple', 'en', 'fr', 'de')
    """
    chain = configured.get(language, [language.removesuffix(PLAIN), *configured.get("default", [])])
    return tuple(dict.fromkeys((language, *chain, source_language)))
