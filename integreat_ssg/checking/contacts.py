"""Rules about contacts: what a reader calls, writes to or visits must be able to work."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from urllib.parse import unquote

import phonenumbers

from integreat_ssg.checking.texts import host_of, references
from integreat_ssg.checking.usages import usages
from integreat_ssg.model.contacts import Contact
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, error, note, warning
from integreat_ssg.model.places import Place as PlaceToGo
from integreat_ssg.model.richtext import Block, OutsideLink
from integreat_ssg.spelling import nearest

MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
"""The form that HTML's `<input type=email>` accepts, with a dot in the domain."""
_SHORT = re.compile(r"1\d{2}|115|116\d{3}|118\d{2,3}")
"""German service numbers: emergency calls, 115, 116xxx and directory enquiries."""


At = Callable[..., Place]
"""From a key, by its way from the top of a file, to where it stands."""


def _own(content: Content) -> Iterator[tuple[Contact | PlaceToGo, At]]:
    """Contacts and places, each with what tells where its keys stand."""
    for key, contact in content.contacts.items():
        yield contact, partial(content.at, content.contact_files[key])
    for entry in content.places.values():
        yield entry.place, entry.at


def phone_is_possible(number: str) -> bool:
    """Whether a number can be dialled from Germany, by the numbering plans that libphonenumber knows."""
    digits = re.sub(r"[\s/()\u00a0–-]", "", number)
    if _SHORT.fullmatch(digits):
        return True
    try:
        parsed = phonenumbers.parse(number, "DE")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed)


def phone_numbers(content: Content, _: date | None) -> Iterator[Finding]:
    """A phone number can be dialled, on a card as in a `tel:` link."""
    for contact, at in _own(content):
        for number, phone in enumerate(contact.phones):
            if not phone_is_possible(phone.number):
                yield error("bad-phone", at("phones", number, "number"), number=phone.number)
    for address, place in _linked(content, "tel:"):
        if not phone_is_possible(address):
            yield error("bad-phone", place, number=address)


def mail_addresses(content: Content, _: date | None) -> Iterator[Finding]:
    """A mail address has the form of one."""
    for contact, at in _own(content):
        if contact.email and not MAIL.fullmatch(contact.email):
            yield error("bad-mail", at("email"), address=contact.email)
    for address, place in _linked(content, "mailto:"):
        if not MAIL.fullmatch(address):
            yield error("bad-mail", place, address=address)


def _linked(content: Content, scheme: str) -> Iterator[tuple[str, Place]]:
    for _page, link, place in references(content):
        if isinstance(link, OutsideLink) and link.url.lower().startswith(scheme):
            yield unquote(link.url[len(scheme) :]), place


def websites(content: Content, _: date | None) -> Iterator[Finding]:
    """A website is a complete web address."""
    places = [(contact.website, at("website")) for contact, at in _own(content)]
    places += [
        (each.website, content.at(content.organisation_files[key], "website"))
        for key, each in content.organisations.items()
    ]
    for website, place in places:
        if website and "." not in host_of(website):
            yield error("bad-website", place, url=website)


def organisations(content: Content, _: date | None) -> Iterator[Finding]:
    """A contact or a place names an organisation that exists."""
    for contact, at in _own(content):
        if contact.organisation and contact.organisation not in content.organisations:
            near = nearest(contact.organisation, content.organisations)
            yield error("unknown-organisation", at("organisation"), organisation=contact.organisation, nearest=near)


def unfilled(content: Content, _: date | None) -> Iterator[Finding]:
    """A contact that texts of this region show has been filled in by the region; until then readers get the fallback."""
    shown = {block.argument for _page, block, _place in references(content)
             if isinstance(block, Block) and block.kind == "contact"}  # fmt: skip
    shown |= {page.meta.responsible for page in content.pages.values() if page.meta.responsible}
    shown |= {content.settings.imprint_contact or "", content.settings.feedback.contact}
    for key in sorted(shown & set(content.contacts)):
        if not content.contacts[key].reachable:
            fallback = content.contacts[key].fallback is not None
            place = Place(f"{content.slug}/contacts/{key}.yaml")
            yield (warning if fallback else error)(
                "contact-not-filled", place, contact=key, shared=content.contact_files[key]
            )


def unused(content: Content, _: date | None) -> Iterator[Finding]:
    """A contact of this region that no text, place or event shows is probably forgotten."""
    shown = usages(content)
    for key in sorted(content.contacts):
        if ("contact", key) not in shown and content.contact_files[key].startswith(f"{content.slug}/"):
            yield note("contact-unused", Place(content.contact_files[key]), contact=key)
