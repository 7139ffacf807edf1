"""The site's own sentences, dates and language names in one language, through gettext catalogues and CLDR."""

import gettext
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.units import format_unit

from integreat_ssg.model.languages import PLAIN, Language
from integreat_ssg.model.theme import Theme

SOURCE = Language("en", "English", "ltr")
"""The language in which templates and code write their messages."""

DIGITS = {
    system: {ord("0") + value: zero + value for value in range(10)}
    for system, zero in {"arab": 0x660, "arabext": 0x6F0, "deva": 0x966, "beng": 0x9E6, "mymr": 0x1040}.items()
}
"""CLDR's numbering systems to their digits, which Babel leaves to its callers in dates and times."""


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
        return self.digits(format_date(day, "long", locale=self.locale))

    def clock(self, minutes: int) -> str:
        """Minutes since midnight as a time of day, as people of this language write it."""
        return _clock(self.locale, minutes)

    def weekday(self, number: int) -> str:
        """The name of a day of the week, 0 for Monday."""
        return str(get_day_names("wide", "stand-alone", self.locale)[number])

    def short_day(self, day: date) -> str:
        """A day of the coming months with its weekday: "Di., 24. Nov."."""
        return _short_day(self.locale, day.year, day.month, day.day)

    def month(self, day: date) -> str:
        """The month of a day, with its year."""
        return self.digits(format_skeleton("yMMMM", day, locale=self.locale))

    @property
    def numerals(self) -> str:
        """CLDR's name of the digits in which this voice writes ("latn")."""
        system = self.locale.default_numbering_system
        return system if system in DIGITS else "latn"

    def listing(self, items: Iterable[str]) -> str:
        """Words as a list in a sentence: "a, b and c"."""
        return str(format_list(list(items), "standard", self.locale))

    def digits(self, text: str) -> str:
        """`text` with the digits that readers of this language expect by CLDR: Persian ones in Persian, European ones in
        Arabic, which is also how German letters and forms write them; "ar-EG" and its neighbours have their own."""
        return _digits(self.locale, text)

    def name_of(self, language: Language) -> str:
        """What speakers of this voice's language call another language; its autonym where CLDR has no name."""
        base = language.tag.partition("-")[0]
        return str(self.locale.languages.get(base, language.autonym))

    def length(self, metres: int) -> str:
        """A distance: "500 m", "5 km"."""
        if metres < 1000:
            return format_unit(metres, "length-meter", "short", locale=self.locale)
        return format_unit(metres // 1000, "length-kilometer", "short", locale=self.locale)

    def size(self, count: int) -> str:
        """A number of bytes, rounded for people: "120 kB"."""
        small = count < 1_000_000
        unit = "digital-kilobyte" if small else "digital-megabyte"
        number = max(1, round(count / 1000)) if small else round(count / 1_000_000, 1)
        return self.digits(format_unit(number, unit, "short", locale=self.locale, numbering_system="default"))


def voice_for(chain: Iterable[Language], theme: Theme) -> Voice:
    """The voice of the first language in `chain` that the theme has messages for; English at last.

    A variant speaks with its language's messages ("de-simple" with "de"), and is still itself.
    """
    for language in (*chain, SOURCE):
        for tag in dict.fromkeys((language.tag, language.tag.partition("-")[0])):
            if tag in theme.messages:
                return Voice(language, _catalogue(theme.messages[tag]), _locale(language.tag))
            if tag == SOURCE.tag:
                return Voice(language, gettext.NullTranslations(), _locale(language.tag))
    raise AssertionError("English needs no catalogue")


@lru_cache(maxsize=64)
def _catalogue(messages: bytes) -> gettext.GNUTranslations:
    """A compiled catalogue, read once for all editions of a process."""
    return gettext.GNUTranslations(io.BytesIO(messages))


def _digits(locale: Locale, text: str) -> str:
    return text.translate(DIGITS.get(locale.default_numbering_system, {}))


@lru_cache(maxsize=65536)
def _clock(locale: Locale, minutes: int) -> str:
    """Remembered, like the days below: hundreds of events say the same few times in every list and on every page."""
    return _digits(locale, format_time(time(minutes // 60 % 24, minutes % 60), "short", locale=locale))


@lru_cache(maxsize=65536)
def _short_day(locale: Locale, year: int, month: int, day: int) -> str:
    return _digits(locale, format_skeleton("MMMEd", date(year, month, day), locale=locale))


def _locale(tag: str) -> Locale:
    """CLDR's locale for a language tag, without the variant that CLDR does not know."""
    return Locale.parse(tag.removesuffix(PLAIN), sep="-")
