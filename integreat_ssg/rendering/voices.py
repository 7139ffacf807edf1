"""The site's own sentences, dates and language names in one language, through gettext catalogues and CLDR."""

import gettext
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.units import format_unit

from integreat_ssg.model.languages import Language
from integreat_ssg.model.theme import Theme

SOURCE = Language("en", "English", "ltr")
"""The language in which templates and code write their messages."""


@dataclass(frozen=True)
class Voice:
    """How the site speaks in `language`, which a page's own language may fall back to."""

    language: Language
    translations: gettext.NullTranslations
    locale: Locale

    def say(self, message: str, **gaps: str) -> str:
        """`message` in this voice's language, its {gaps} filled."""
        sentence: str = self.translations.gettext(message)
        return sentence.format(**gaps)

    def day(self, day: date) -> str:
        """A date as people of this language write it, with the month's name."""
        return format_date(day, "long", locale=self.locale)

    def name_of(self, language: Language) -> str:
        """What speakers of this voice's language call another language; its autonym where CLDR has no name."""
        base = language.tag.partition("-")[0]
        return str(self.locale.languages.get(base, language.autonym))

    def size(self, count: int) -> str:
        """A number of bytes, rounded for people: "120 kB"."""
        if count < 1_000_000:
            return format_unit(max(1, round(count / 1000)), "digital-kilobyte", "short", locale=self.locale)
        return format_unit(round(count / 1_000_000, 1), "digital-megabyte", "short", locale=self.locale)


def voice_for(chain: Iterable[Language], theme: Theme) -> Voice:
    """The voice of the first language in `chain` that the theme has messages for; English at last.

    A variant speaks with its language's messages ("de-simple" with "de"), and is still itself.
    """
    for language in (*chain, SOURCE):
        for tag in dict.fromkeys((language.tag, language.tag.partition("-")[0])):
            if tag in theme.messages:
                return Voice(language, gettext.GNUTranslations(io.BytesIO(theme.messages[tag])), _locale(language.tag))
            if tag == SOURCE.tag:
                return Voice(language, gettext.NullTranslations(), _locale(language.tag))
    raise AssertionError("English needs no catalogue")


def _locale(tag: str) -> Locale:
    """CLDR's locale for a language tag, without the variant that CLDR does not know."""
    return Locale.parse(tag.removesuffix("-simple"), sep="-")
