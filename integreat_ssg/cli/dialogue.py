"""Questions to the person at the terminal, in German and English."""

from collections.abc import Callable, Mapping

import click

from integreat_ssg.cli.terminal import say

NO_ANSWER = 2
"""The exit code where a question found nobody to answer it."""

QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "name": {
        "de": "Wie heißt die Region (kurz, etwa Goslar)",
        "en": "What is the region called (short, such as Goslar)",
    },
    "slug": {"de": "Name ihres Ordners, auch in der Webadresse", "en": "Name of its folder, also in the web address"},
    "kind": {
        "de": "Was ist sie: district (Landkreis), city (kreisfreie Stadt), town (Gemeinde), association (Verband)",
        "en": "What is it: district, city, town, association",
    },
    "languages": {"de": "Sprachen, mit Kommas", "en": "Languages, with commas"},
    "land": {
        "de": "Kürzel des Landes, dessen Feiertage gelten, etwa NI (leer: später)",
        "en": "Land whose holidays count, such as NI (empty: later)",
    },
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

HINTS: Mapping[str, Mapping[str, str]] = {
    "slug": {
        "de": "Bitte nur kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche, etwa goslar.",
        "en": "Small letters, digits and hyphens, please: goslar.",
    },
    "kind": {"de": "Bitte eines der vier englischen Wörter.", "en": "One of the four words, please."},
    "languages": {
        "de": "Bitte Sprachkürzel wie de, ar, uk oder de-simple, mit Kommas; de oder en muss dabei sein.",
        "en": "Language tags such as de, ar, uk or de-simple, please, with commas; de or en has to be among them.",
    },
    "land": {
        "de": "Bitte eines von BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH, oder nichts.",
        "en": "One of BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH, please, or nothing.",
    },
    "region": {"de": "Bitte den Namen eines der Ordner.", "en": "The name of one of the folders, please."},
    "path": {
        "de": "Bitte Buchstaben ohne Umlaute, Ziffern und Bindestriche, Ordner mit /: arrival/registration.",
        "en": "Letters, digits and hyphens, please, folders with /: arrival/registration.",
    },
    "start": {
        "de": "Bitte wie 2026-12-24 18:00, oder nur der Tag: 2026-12-24.",
        "en": "Such as 2026-12-24 18:00, please, or only the day: 2026-12-24.",
    },
    "yes": {"de": "Bitte j oder n.", "en": "y or n, please."},
}
"""What is said to an answer that does not fit, before the question comes again."""

_ANSWERS = {"j": True, "ja": True, "y": True, "yes": True, "n": False, "nein": False, "no": False, "": False}
_NO_ANSWER = {
    "de": "Ohne Antwort abgebrochen; es ist nichts geschrieben.",
    "en": "Stopped without an answer; nothing is written.",
}


def ask(
    question: str,
    given: str | None,
    language: str,
    default: str | None = None,
    *,
    silent: bool = False,
    fits: Callable[[str], bool] | None = None,
) -> str:
    """What was given, or else what the person answers, asked again until it `fits`; `silent` takes the default without asking
    where there is one. What was given is for others to judge."""
    if given is not None:
        return given
    if silent and default is not None:
        return default
    while True:
        answer = _prompt(QUESTIONS[question][language], language, default)
        if fits is None or fits(answer):
            return answer
        say(HINTS[question][language], err=True)


def confirm(question: str, language: str, *, silent: bool) -> bool:
    """Whether the person says yes; no where nobody is asked."""
    if silent:
        return False
    sentence = f"{QUESTIONS[question][language]} [{'j/N' if language == 'de' else 'y/N'}]"
    while (answer := _prompt(sentence, language, "", shown=False).lower()) not in _ANSWERS:
        say(HINTS["yes"][language], err=True)
    return _ANSWERS[answer]


def _prompt(sentence: str, language: str, default: str | None, *, shown: bool = True) -> str:
    try:
        answer: str = click.prompt(sentence, default=default, show_default=shown and bool(default), err=True)
    except click.Abort:
        say(f"\n{_NO_ANSWER[language]}", err=True)
        raise click.exceptions.Exit(NO_ANSWER) from None
    return answer.strip()
