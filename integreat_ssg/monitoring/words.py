"""The report's sentences in German and English, from `words.yaml`; numbers, dates and months as people write them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

_GAP = "n"
"""The number in a sentence that decides between one and several."""


@cache
def wording() -> Mapping[str, Mapping[str, Any]]:
    """`words.yaml`: key to language to a sentence, or to one for each of `none`, `one` and `several`; the first
    may be missing."""
    text = files("integreat_ssg.monitoring").joinpath("words.yaml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return tables


def say(key: str, language: str, **gaps: object) -> str:
    """A sentence with its gaps filled: numbers and days as people of the language write them. `n` decides between none,
    one and several. Raises KeyError for a key, a language or a gap that is missing: a mistake of ours."""
    sentence = wording()[key][language]
    if isinstance(sentence, dict):
        number = gaps[_GAP]
        form = "none" if number == 0 else "one" if number == 1 else "several"
        sentence = sentence.get(form) or sentence["several"]
    return str(sentence.format_map({name: told(gap, language) for name, gap in gaps.items()}))


def told(value: object, language: str) -> str:
    """A number with its thousands marked, a day in figures and letters, anything else as it is; a dash for nothing."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return format_date(value, "long", locale=language)
    if isinstance(value, int | float):
        return format_decimal(value, locale=language)
    return str(value)


def month_name(day: date, language: str, *, short: bool = False) -> str:
    """The month of a day with its year."""
    return str(format_skeleton("yMMM" if short else "yMMMM", day, locale=language))
