"""Questions to the person at the terminal, in German and English."""

from collections.abc import Mapping
from typing import Any

import click

QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "name": {
        "de": "Wie heißt die Region (kurz, etwa Goslar)",
        "en": "What is the region called (short, such as Goslar)",
    },
    "slug": {"de": "Name ihres Ordners, auch in der Webadresse", "en": "Name of its folder, also in the web address"},
    "kind": {"de": "Was ist sie", "en": "What is it"},
    "languages": {"de": "Sprachen, mit Kommas", "en": "Languages, with commas"},
    "land": {"de": "Land, dessen Feiertage gelten (leer: später)", "en": "Land whose holidays count (empty: later)"},
    "shared": {
        "de": "Soll es einen gemeinsamen Teil für weitere Regionen geben",
        "en": "Shall there be texts that further regions share",
    },
    "region": {"de": "In welcher Region", "en": "In which region"},
    "title": {"de": "Titel", "en": "Title"},
    "thing": {"de": "Name", "en": "Name"},
    "key": {"de": "Kennung (Dateiname)", "en": "Key (file name)"},
    "path": {"de": "Pfad, etwa arrival/registration", "en": "Path, such as arrival/registration"},
    "start": {"de": "Beginn (JJJJ-MM-TT HH:MM)", "en": "Start (YYYY-MM-DD HH:MM)"},
}


def ask(
    question: str,
    given: str | None,
    language: str,
    default: str | None = None,
    *,
    silent: bool = False,
    choices: tuple[str, ...] = (),
) -> str:
    """What was given, or else what the person answers; `silent` takes the default without asking where there is one."""
    if given is not None:
        return given
    if silent and default is not None:
        return default
    form: Any = click.Choice(choices) if choices else str
    answer: str = click.prompt(QUESTIONS[question][language], default=default, type=form, err=True)
    return answer.strip()


def confirm(question: str, language: str, *, silent: bool) -> bool:
    """Whether the person says yes; no where nobody is asked."""
    return not silent and click.confirm(QUESTIONS[question][language], default=False, err=True)
