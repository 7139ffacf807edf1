"""Integreat's language codes to the tags that our folders have."""

from collections.abc import Iterable, Mapping

from integreat_ssg.exchange.integreat.shapes import Language
from integreat_ssg.model.languages import PLAIN
from integreat_ssg.reading.languages import read_language

_SIMPLE = {"de-si": f"de{PLAIN}", "de-ls": f"de{PLAIN}", "de-x-simple": f"de{PLAIN}", "en-si": f"en{PLAIN}"}
_SCRIPTS = {"zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "ku-latn": "kmr"}


def tags_of(languages: Iterable[Language], autonyms: Mapping[str, str]) -> dict[str, str]:
    """Each language's code to its tag, in their order; those that neither Unicode's CLDR nor `autonyms` (tag to name) knows
    are left out.

    A country is left out where it tells nothing: "de-DE" is "de" unless the region has German twice.
    """
    found: dict[str, str] = {}
    languages = list(languages)
    exact = {_tag(each.code, each.tag) for each in languages}
    for each in languages:
        wanted = _tag(each.code, each.tag)
        short = _without_country(wanted)
        forms = [wanted if short in exact - {wanted} else short, wanted, _tag(each.code, each.code)]
        fit = (tag for tag in forms if tag not in found.values() and read_language(tag, autonyms))
        if tag := next(fit, ""):
            found[each.code] = tag
    return found


def _tag(code: str, tag: str) -> str:
    """In the case that BCP 47 recommends: language, Script, COUNTRY."""
    for each in (tag.lower(), code.lower()):
        if each in _SIMPLE or each in _SCRIPTS:
            return (_SIMPLE | _SCRIPTS)[each]
    first, *others = (tag or code).replace("_", "-").split("-")
    shaped = [each.title() if len(each) == 4 else each.upper() if len(each) == 2 else each.lower() for each in others]
    return "-".join((first.lower(), *shaped))


def _without_country(tag: str) -> str:
    return "-".join(each for each in tag.split("-") if not (len(each) == 2 and each.isupper()))
