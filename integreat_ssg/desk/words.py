"""The words of the desk's forms, in German and English."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from integreat_ssg.reading.json_schema import words_for

NO_KEYS = ("body", "key", "terms")
"""Fields that only forms have."""


@cache
def _all() -> dict[str, Any]:
    text = files("integreat_ssg.desk").joinpath("words.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


def word(language: str, *way: str) -> str:
    """A word by its way in `words.yaml`, in "de" or "en"."""
    here: Any = _all()
    for step in way:
        here = here[step]
    return str(here[language])


def of_field(language: str, kind: str, name: str) -> dict[str, str]:
    """`label` and, where there is one, `hint` of a key of the model's class `kind`, or of what is no key ("body")."""
    said = _all()[name][language] if name in NO_KEYS else words_for(kind, name, language)
    return dict(zip(("label", "hint"), said, strict=False))
