"""Rules about audiences."""

import re
from collections.abc import Iterator
from datetime import date

from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, error, note

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def keys(content: Content, _: date | None) -> Iterator[Finding]:
    """An audience's key becomes an address, and a word in lists of them."""
    for key in content.settings.audiences:
        if not _KEY.fullmatch(key):
            yield error("bad-audience-key", content.at_setting("audiences", key), audience=key)


def named(content: Content, _: date | None) -> Iterator[Finding]:
    """Something is for each audience, or its page says nothing that the home page does not."""
    texts = {key for page in content.pages.values() for key in page.meta.audience}
    places = {key for entry in content.places.values() for key in entry.place.audiences}
    events = {key for entry in content.events.values() for key in entry.event.audiences}
    shown = texts | places | events
    if shown - set(content.settings.audiences):
        return  # a mistyped one is told already, and may be the one that seems unused
    for key in content.settings.audiences:
        if key not in shown:
            yield note("audience-unused", content.at_setting("audiences", key), audience=key)
