"""Rules about telephone numbers that contradict one another: readers call the wrong one for years."""

from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from integreat_ssg.checking.passages import RUNNING
from integreat_ssg.checking.reader import Reading
from integreat_ssg.model.contacts import Phone
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, warning
from integreat_ssg.model.languages import Translated, choose

SHORTEST_NAME = 6
"""Letters of an office's name that is looked for in texts: "Amt" stands everywhere."""
_CELLS = frozenset(("td", "dd"))


def cards(reading: Reading) -> Iterator[Finding]:
    """A contact and a place of the same name, or two contacts, have a number in common where both have any."""
    content = reading.content
    language = content.settings.source_language
    first: dict[tuple[str, str], tuple[str, frozenset[str], str]] = {}
    for file, name, organisation, phones, place in _offices(content):
        numbers = _numbers(phones)
        words = choose(name, content.chain(language))
        if not numbers or words is None:
            continue
        key = (" ".join(words.words.casefold().split()), organisation or "")
        other, others, said = first.setdefault(key, (file, numbers, phones[0].number))
        if not numbers & others:
            yield warning("phones-differ", place, name=words.words, number=phones[0].number, other=other, others=said)


def in_texts(reading: Reading) -> Iterator[Finding]:
    """A number beside the name of an office in a text is one of those on the office's card."""
    content = reading.content
    by_language: dict[str, list[tuple[str, frozenset[str], str, str]]] = {}
    known: frozenset[str] = frozenset()
    for file, name, _, phones, _ in _offices(content):
        numbers = _numbers(phones)
        known |= numbers
        for tag in {page.language for page in reading.texts} if numbers else ():
            words = choose(name, (tag,))
            if words and len(words.words) >= SHORTEST_NAME:
                by_language.setdefault(tag, []).append((words.words, numbers, phones[0].number, file))
    for page, passage, place in reading.each(RUNNING | _CELLS):
        if page.region != content.slug or sum(char.isdigit() for char in passage.words) < SHORTEST_NAME:
            continue  # what a shared text says of an office holds in no single region
        named = [each for each in by_language.get(page.language, ()) if each[0] in passage.words]
        for match in phonenumbers.PhoneNumberMatcher(passage.words, "DE") if named else ():
            number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            right = frozenset().union(*(numbers for _, numbers, _, _ in named))
            if number not in right | known:
                name, _, said, file = named[0]
                yield warning("phone-unlike-card", place, name=name, number=match.raw_string, other=file, others=said)


def _offices(content: Content) -> Iterator[tuple[str, Translated, str | None, list[Phone], Place]]:
    """File, name, organisation, numbers, and where the numbers stand, of everything that readers call."""
    for key, contact in sorted(content.contacts.items()):
        file = content.contact_files[key]
        yield file, contact.name, contact.organisation, contact.phones, content.at(file, "phones")
    for entry in sorted(content.places.values(), key=lambda entry: entry.file):
        place = entry.place
        yield entry.file, place.name, place.organisation, place.phones, entry.at("phones")


def _numbers(phones: list[Phone]) -> frozenset[str]:
    return frozenset(number for phone in phones if (number := _dialled(phone.number)))


@lru_cache(maxsize=4096)
def _dialled(number: str) -> str:
    """A number in its one international form; empty where it is none."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(number, "DE"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ""
