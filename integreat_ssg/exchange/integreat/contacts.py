"""Whom readers can ask: the contacts of places and the contact cards in texts, each once, with a key of its own."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from integreat_ssg.exchange.integreat.hours import ONLY_BY_APPOINTMENT, Week, week_of
from integreat_ssg.exchange.integreat.joining import Joined
from integreat_ssg.exchange.integreat.names import key_of
from integreat_ssg.exchange.integreat.shapes import ContactData, Place
from integreat_ssg.exchange.integreat.tongues import Tongues
from integreat_ssg.exchange.integreat.values import agreed, digits, left_out, mail, phone, website
from integreat_ssg.exchange.yaml_text import yaml_text
from integreat_ssg.model.findings import Finding

_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\+|\(?0)[\d\s/().–-]{5,}\d")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"']+", re.IGNORECASE)
_MARKS = re.compile(r"!?\[([^\]]*)\]\(([^)]*)\)|[*_#>\\`]|<[^>]+>")
APPOINTMENTS = {"de": "Termine", "en": "Appointments"}
MOBILE = {"de": "Mobil", "en": "Mobile"}


@dataclass(frozen=True)
class Contact:
    """One contact: what it says, and for what it is asked, by language code."""

    key: str
    data: ContactData
    areas: Mapping[str, str] = field(default_factory=dict)
    identity: str = ""


@dataclass(frozen=True)
class Contacts:
    """All contacts of a region. `of_places` leads from the path of a place's first version to keys; `by_card` from what a card
    says to one."""

    listed: tuple[Contact, ...] = ()
    of_places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_card: Mapping[str, str] = field(default_factory=dict)

    def key_of_card(self, attributes: Mapping[str, str], text: str) -> str:
        """The key of the contact that a card in a text shows; "" where there is none."""
        return self.by_card.get(_card_name(attributes, text), "")


def is_own(contact: ContactData) -> bool:
    """Whether a place's contact is the place itself: no name, no matter of its own."""
    return not contact.name and not contact.area


def is_reachable(contact: ContactData) -> bool:
    """Whether it tells any way to get through that works."""
    return bool(phone(contact.phone) or phone(contact.mobile) or mail(contact.email) or website(contact.website))


def gather(places: Sequence[Joined[Place]], cards: Iterable[tuple[Mapping[str, str], str]]) -> Contacts:
    """The contacts of all places, then those of `cards` (attributes and text) that no place has."""
    taken: set[str] = set()
    found: dict[str, Contact] = {}
    of_places: dict[str, tuple[str, ...]] = {}
    for place in places:
        keys = []
        for data, areas in _of_place(place):
            name = _identity(data)
            if name not in found:
                label = data.name or data.area or place.first.title
                key = _free_key(label, name, taken)
                taken.add(key)
                found[name] = Contact(key, data if data.name else _named(data, label), areas, name)
            keys.append(found[name].key)
        of_places[place.first.path] = tuple(dict.fromkeys(keys))
    by_card: dict[str, str] = {}
    reached = {reach: contact.key for contact in reversed(found.values()) for reach in _reaches(contact.data)}
    for attributes, text in cards:
        name, data = _card_name(attributes, text), read_card(text)
        if not name or name in by_card or not is_reachable(data):
            continue
        same = [reached[reach] for reach in _reaches(data) if reach in reached]
        if not same:
            key = _free_key(data.name, name, taken)
            taken.add(key)
            found[name] = Contact(key, data, {}, name)
            reached |= {reach: key for reach in _reaches(data) if reach not in reached}
            same = [key]
        by_card[name] = same[0]
    return Contacts(tuple(found.values()), of_places, by_card)


def files_of(contacts: Contacts, tongues: Tongues, findings: list[Finding]) -> Iterator[tuple[str, bytes, str]]:
    """Each contact's file, its bytes, and its name at the source."""
    for each in contacts.listed:
        path = f"contacts/{each.key}.yaml"
        yield path, yaml_text(_values(each, tongues, findings)).encode(), f"contact:{each.identity}"


def read_card(text: str) -> ContactData:
    """What the words of a contact card say: the first line is its name."""
    plain = unescape(_MARKS.sub(lambda mark: f"{mark[1]} {mark[2]}" if mark[2] is not None else "", text))
    lines = [" ".join(line.split()) for line in plain.splitlines() if line.strip()]
    mails, sites = (
        _MAIL.findall(plain),
        [each for each in _WEB.findall(plain) if "google." not in each and "/maps" not in each],
    )
    numbers = [number for line in lines for each in _PHONE.findall(_WEB.sub(" ", line)) if (number := phone(each))]
    name = next(
        (line for line in lines if not _MAIL.search(line) and not _PHONE.search(line) and not _WEB.search(line)), ""
    )
    numbers = list({digits(each): each for each in reversed(numbers)}.values())[::-1]
    return ContactData(
        name=name.strip(" :") or (mails or numbers or [""])[0],
        email=mails[0] if mails else "",
        phone=numbers[0] if numbers else "",
        mobile=numbers[1] if len(numbers) > 1 else "",
        website=sites[0] if sites else "",
    )


def _of_place(place: Joined[Place]) -> Iterator[tuple[ContactData, Mapping[str, str]]]:
    """The contacts of a place as its first version has them, each with the words for its matter in all languages: they stand in
    the same order everywhere."""
    listed = {code: [each for each in version.contacts if not is_own(each)] for code, version in place.versions.items()}
    for number, data in enumerate(listed[place.code]):
        same = {
            code: each[number]
            for code, each in listed.items()
            if number < len(each) and _reach(each[number]) == _reach(data)
        }
        if is_reachable(data):
            yield data, {code: each.area for code, each in same.items() if each.area}


def _values(contact: Contact, tongues: Tongues, findings: list[Finding]) -> dict[str, object]:
    data, file = contact.data, tongues.file(f"contacts/{contact.key}.yaml")
    area = agreed((tongues.tags[code], words) for code, words in contact.areas.items() if code in tongues.tags)
    phones = phones_of(data, tongues, file, findings)
    week, appointment = week_of(data.hours), website(data.appointment_url)
    values: dict[str, object] = {
        "name": data.name,
        "responsibility": area if area != data.name else "",
        "phones": phones,
        "email": checked(data.email, mail, "email", file, findings),
        "website": checked(data.website, website, "website", file, findings) or appointment,
        "hours": week.text,
        "office_hours": tongues.own(_said(week, appointment if data.website else "")),
    }
    if data.appointment_url and not appointment:
        findings.append(left_out(file, "office_hours", data.appointment_url))
    return {key: value for key, value in values.items() if value}


def phones_of(data: ContactData, tongues: Tongues, file: str, findings: list[Finding]) -> list[dict[str, object]]:
    """The telephone numbers of a contact that can be dialled."""
    number, mobile = (checked(each, phone, "phones", file, findings) for each in (data.phone, data.mobile))
    phones: list[dict[str, object]] = [{"number": number}] if number else []
    return phones + ([{"number": mobile, "label": tongues.own(MOBILE)}] if mobile and mobile != number else [])


def checked(value: str, check: Callable[[str], str], kind: str, file: str, findings: list[Finding]) -> str:
    """A value in the form in which it can be used; what cannot is told and left out."""
    found = check(value) if value else ""
    if value and not found:
        findings.append(left_out(file, kind, value))
    return found


def _said(week: Week, appointment: str) -> dict[str, str]:
    """When there is only an appointment, and where one is made."""
    notes = dict(week.note) or (ONLY_BY_APPOINTMENT if week.only_by_appointment else {})
    if not appointment:
        return dict(notes)
    return {tag: f"{notes.get(tag, '')} {word}: {appointment}".strip() for tag, word in APPOINTMENTS.items()}


def _named(data: ContactData, name: str) -> ContactData:
    return ContactData(
        data.area, name, data.email, data.phone, data.mobile, data.website, data.hours, data.appointment_url
    )


def _free_key(label: str, name: str, taken: set[str]) -> str:
    """A key made of a label; where that is taken, with a few letters that only this contact has, so that the order of contacts
    changes no key."""
    key = key_of(label, "contact", ())
    return (
        key
        if key not in taken
        else key_of(f"{label[:50]} {hashlib.sha256(name.encode()).hexdigest()[:4]}", "contact", taken)
    )


def _reach(data: ContactData) -> tuple[str, ...]:
    return data.name.casefold(), data.email.lower(), digits(data.phone), digits(data.mobile), website(data.website)


def _reaches(data: ContactData) -> list[str]:
    """Ways by which a card is known again: its name with a mail address or a number."""
    ways = [data.email.lower(), digits(data.phone), digits(data.mobile)]
    return [f"{data.name.casefold()}|{way}" for way in ways if way] + [way for way in ways[:1] if way]


def _identity(data: ContactData) -> str:
    return hashlib.sha256("|".join((data.area.casefold(), *_reach(data))).encode()).hexdigest()[:16]


def _card_name(attributes: Mapping[str, str], text: str) -> str:
    """What a card is known by: the number of its contact, or the first ways to reach somebody that it names."""
    number = attributes.get("data-contact-id", "").strip()
    ways = [*_MAIL.findall(text)[:1], *(digits(each) for each in _PHONE.findall(_WEB.sub(" ", text))[:1])]
    return f"card:{number}" if number.isdigit() else "|".join(each.lower() for each in ways)
