"""Names of languages and of rows in the languages of the report."""

from babel import Locale

from integreat_ssg.model.languages import PLAIN
from integreat_ssg.monitoring.duties import LANGUAGES
from integreat_ssg.monitoring.figures import Named
from integreat_ssg.monitoring.words import say


def language_names(tag: str, autonym: str) -> Named:
    """What a language is called in each language of the report, by CLDR; its own name where that does not know it."""
    base = tag.removesuffix(PLAIN)
    found = {}
    for language in LANGUAGES:
        name = Locale.parse(language).languages.get(base.replace("-", "_")) or autonym
        found[language] = say("plain-language", language, name=name) if tag != base else name
    return found


def both(key: str, name: Named | None = None) -> Named:
    """A sentence without numbers in each language of the report; `name` fills its gap."""
    return {language: say(key, language, **({"name": name[language]} if name else {})) for language in LANGUAGES}
