"""How hard a German text is to read, by three published formulas, through textstat.

Flesch's reading ease as Amstad (1978) fitted it to German: 180 - words a sentence - 58.5 · syllables a word; the first
Wiener Sachtextformel (Bamberger and Vanecek, 1984), which gives a school year; and LIX (Björnsson, 1968): words a sentence
and percent of words longer than six letters. A formula counts; it does not understand. It finds texts worth a second look.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from integreat_ssg.checking.sentences import sentences

LANGUAGES = ("de",)
"""Those that all three formulas are made for, with their plain forms; textstat would fetch a dictionary for English."""
_SIGNS = re.compile(r"(?<!\w)[^\w\s]+(?!\w)|[.!?…:;]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True)
class Readability:
    """`flesch`: 100 very easy, 0 very hard. `wiener`: the school year, 4 to 15. `lix`: 25 a children's book, 60 and more a
    statute. With what they were counted from."""

    flesch: float
    wiener: float
    lix: float
    words: int
    sentences: int


def is_measurable() -> bool:
    """Whether textstat is installed (the extra `quality`)."""
    return bool(measured_with())


@cache
def measured_with() -> str:
    """What decides the numbers besides the text, for the keys under which they are remembered; empty without textstat."""
    try:
        return f"textstat {version('textstat')} pyphen {version('pyphen')}"
    except PackageNotFoundError:
        return ""


def readability(text: str, language: str) -> Readability:
    """The numbers of a text whose paragraphs, headings and list items stand on lines of their own.

    All are 0 where there is nothing to count. Raises ValueError for a language that the formulas are not made for, and
    ModuleNotFoundError without textstat; nothing is fetched.
    """
    base = language.partition("-")[0]
    if base not in LANGUAGES:
        raise ValueError(f"There is no formula for {language}.")
    stat = _textstat()
    # Sentences are told apart here, by rules that know "z. B." and "1.200"; every other stop would begin a new one there.
    split = [_plain(each) for each in sentences(text, language)]
    counted = [each for each in split if each]
    words = " ".join(counted)
    count = len(words.split())
    if not count:
        return Readability(0.0, 0.0, 0.0, 0, 0)
    per_sentence = count / len(counted)
    syllables = stat.counts.count_syllables(words, base)
    long = 100 * stat.counts.count_long_words(words) / count
    many = 100 * stat.counts.count_polysyllable_words(words, base) / count
    one = 100 * stat.counts.count_monosyllable_words(words, base) / count
    return Readability(
        flesch=round(180 - per_sentence - 58.5 * syllables / count, 1),
        wiener=round(0.1935 * many + 0.1672 * per_sentence + 0.1297 * long - 0.0327 * one - 0.875, 1),
        lix=round(per_sentence + long, 1),
        words=count,
        sentences=len(counted),
    )


def _plain(sentence: str) -> str:
    """Words only: no addresses, no signs that stand alone, no stops."""
    return " ".join(_SIGNS.sub(" ", _ADDRESS.sub(" ", sentence)).split())


def _textstat() -> Any:
    from textstat import backend  # takes half a second, and may be missing

    return backend
