"""Language tags to languages: well-formed by BCP 47, named and directed by Unicode's CLDR as Babel ships it."""

import re
from collections.abc import Callable, Mapping

from babel import Locale
from babel.core import UnknownLocaleError

from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.model.languages import PLAIN, Direction, Language
from integreat_ssg.model.settings import RegionSettings, SiteSettings

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*")
"""RFC 5646 "langtag" without extensions, in its recommended case: language, script, region, variants."""

_WITHOUT_CLDR = {"prs": "fa-AF", "kmr": "ku"}
"""Tags that newcomers' languages carry and CLDR keeps under another name."""

_SIMPLE = {"de": "Leichte Sprache", "en": "Easy read"}
"""What readers call the plain form of a language."""


def read_language(tag: str, autonyms: Mapping[str, str]) -> Language | None:
    """The language with this tag; None where it is not well-formed or unknown and `autonyms` does not name it."""
    if not TAG.fullmatch(tag):
        return None
    base = tag.removesuffix(PLAIN)
    try:
        locale = Locale.parse(_WITHOUT_CLDR.get(base, base), sep="-")
    except (UnknownLocaleError, ValueError):
        return Language(tag, autonyms[tag], _direction_of(autonyms[tag])) if tag in autonyms else None
    autonym = locale.get_display_name(locale) or base
    if base != tag:
        autonym = _SIMPLE.get(base, autonym)
    direction: Direction = "rtl" if locale.text_direction == "rtl" else "ltr"
    return Language(tag, autonyms.get(tag, autonym[:1].upper() + autonym[1:]), direction)


def languages_of(
    site: SiteSettings, settings: RegionSettings, at_setting: Callable[..., Place]
) -> tuple[tuple[Language, ...], list[Finding]]:
    """The languages of a region, and which of its tags are none; `at_setting` tells where the first of some keys stands."""
    findings = []
    languages: dict[str, Language] = {}
    for tag in settings.languages:
        if language := read_language(tag, site.autonyms):
            languages[tag] = language
        else:
            findings.append(error("bad-language", at_setting("languages"), tag=tag))
    if settings.source_language not in languages:
        place = at_setting("source_language", "languages")
        findings.append(error("no-source-language", place, tag=settings.source_language))
    return tuple(languages.values()), findings


def _direction_of(autonym: str) -> Direction:
    """Right to left where the name itself is written in Hebrew, Arabic, Syriac, Thaana or N'Ko letters."""
    return "rtl" if re.match(r"[֐-߿ࢠ-ࣿ]", autonym) else "ltr"
