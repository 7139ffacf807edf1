"""Whether the site's own sentences are translated wherever they are seen: no message in its source language is left."""

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from integreat_ssg.reading.theme_files import default_theme
from tests.browser.checks.documents import Document

_GAP = re.compile(r"%\(\w+\)s|\{\w+\}")
LONG = 12
"""Letters from which on a part of a sentence is taken for the message itself; a shorter message must be the whole text, or be
recognised by all of its parts."""


@cache
def english(tag: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Messages that language `tag` says otherwise: short ones, and what tells the others inside of a text."""
    with (default_theme() / "messages" / f"{tag}.po").open("rb") as file:
        catalogue = read_po(file, locale=tag)
    ids = [
        str(msgid)
        for message in catalogue
        for msgid in (message.id if isinstance(message.id, tuple) else (message.id,))
        if msgid and msgid not in (message.string if isinstance(message.string, tuple) else (message.string,))
    ]
    short = tuple(each for each in ids if len(each) < LONG)
    others = [each for each in ids if len(each) >= LONG and re.search("[a-z]", _GAP.sub("", each))]
    return short, re.compile("|".join(map(_telling, others)))


def _telling(message: str) -> str:
    """The pattern of a message's longest part, or of all parts and their gaps where that alone says little ("to")."""
    parts = _GAP.split(message)
    longest = max(parts, key=len).strip()
    return re.escape(longest) if len(longest) >= LONG else ".+".join(map(re.escape, parts))


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
            short, telling = english(tag)
            if text.strip() in short or telling.search(text):
                problems.append(f"not translated into {tag}: “{text[:80]}”")
    return problems


@cache
def catalogues() -> tuple[str, ...]:
    """The languages that the default theme speaks besides English."""
    return tuple(sorted(Path(file).stem for file in (default_theme() / "messages").glob("*.po")))
