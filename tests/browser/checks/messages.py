"""Whether the site's own sentences are translated wherever they are seen: no message in its source language is left."""

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from integreat_ssg.reading.theme import default_theme
from tests.browser.checks.documents import Document

_GAP = re.compile(r"%\(\w+\)s|\{\w+\}")
LONG = 12
"""Letters from which on a part of a sentence is taken for the message itself; a shorter one must be the whole text."""


@cache
def english(tag: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Messages that language `tag` says otherwise: short ones, and the longest parts of long ones."""
    with (default_theme() / "messages" / f"{tag}.po").open("rb") as file:
        catalogue = read_po(file, locale=tag)
    ids = [
        str(msgid)
        for message in catalogue
        for msgid in (message.id if isinstance(message.id, tuple) else (message.id,))
        if msgid and msgid not in (message.string if isinstance(message.string, tuple) else (message.string,))
    ]
    short = tuple(each for each in ids if len(each) < LONG)
    long = tuple(max(_GAP.split(each), key=len).strip() for each in ids if len(each) >= LONG)
    return short, long


@cache
def said(tag: str, message: str) -> str:
    """What the default theme says for `message` in language `tag`."""
    with (default_theme() / "messages" / f"{tag}.po").open("rb") as file:
        found = read_po(file, locale=tag).get(message)
    assert found, f"the theme has no message “{message}”"
    return str(found.string)


def message_problems(document: Document) -> list[str]:
    """English messages in titles, texts and attributes that ought to be in another language the theme speaks."""
    said = [(document.title, document.lang), *document.texts, *document.spoken]
    problems = []
    for text, language in said:
        tag = language.partition("-")[0]
        if tag in catalogues():
            short, long = english(tag)
            if text.strip() in short or any(part in text for part in long):
                problems.append(f"not translated into {tag}: “{text[:80]}”")
    return problems


@cache
def catalogues() -> tuple[str, ...]:
    """The languages that the default theme speaks besides English."""
    return tuple(sorted(Path(file).stem for file in (default_theme() / "messages").glob("*.po")))
