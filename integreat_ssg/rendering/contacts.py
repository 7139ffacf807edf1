"""Contacts as views: a card with everything a reader can call, write to or visit."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers

from integreat_ssg.model.contacts import Address, Contact, Phone
from integreat_ssg.model.languages import Text
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.hours import hours_view
from integreat_ssg.rendering.views import ContactView, Link, PhoneView, Words


def contact_view(edition: Edition, contact: Contact, places: tuple[Link, ...] = ()) -> ContactView:
    """The card of `contact`; one that the region has not filled shows its fallback. `places` are where it can be met."""
    organisation = edition.plan.content.organisations.get(contact.organisation or "")
    return ContactView(
        name=edition.translated(contact.name) or Words(""),
        responsibility=edition.translated(contact.responsibility),
        organisation=edition.translated(organisation.name) if organisation else None,
        phones=tuple(phone_view(edition, phone) for phone in contact.phones),
        email=contact.email or "",
        website=contact.website or "",
        website_text=website_text(contact.website or ""),
        address=address_lines(edition, contact.address),
        office_hours=edition.translated(contact.office_hours),
        fallback=None if contact.reachable else edition.translated(contact.fallback) or edition.words(Text("–")),
        places=places,
        hours=hours_view(edition, edition.plan.content.contact_hours.get(contact.hours or "")),
    )


def places_of(edition: Edition, file: str, contact: str) -> tuple[Link, ...]:
    """Links from `file` to the places where the contact with this key can be met."""
    content = edition.plan.content
    return tuple(
        Link(edition.url(file, page_file(f"places/{key}", edition.language.tag)), name)
        for key in content.places_of.get(contact, ())
        if (name := edition.translated(content.places[key].place.name))
    )


def address_lines(edition: Edition, address: Address | None) -> tuple[Words, ...]:
    """An address as it stands on a letter."""
    if address is None:
        return ()
    addition = edition.translated(address.addition)
    lines = (Words(address.street), Words(f"{address.postcode} {address.town}"))
    return (addition, *lines) if addition else lines


def website_text(url: str) -> str:
    """A web address as people write it: "example.org/office"."""
    parts = urlsplit(url)
    return (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")


@lru_cache(maxsize=4096)
def phone_url(number: str) -> str:
    """`tel:` with the number in E.164 (RFC 3966), or as it is for short service numbers."""
    digits = re.sub(r"[^\d+]", "", number)
    if len(digits) <= 6:
        return f"tel:{digits}"
    try:
        return "tel:" + phonenumbers.format_number(
            phonenumbers.parse(number, "DE"), phonenumbers.PhoneNumberFormat.E164
        )
    except phonenumbers.NumberParseException:
        return f"tel:{digits}"


def phone_view(edition: Edition, phone: Phone) -> PhoneView:
    """A phone number as a link."""
    return PhoneView(phone_url(phone.number), phone.number, edition.translated(phone.label))
