"""Contacts as views: a card with everything a reader can call, write to or visit."""

import re
from urllib.parse import urlsplit

import phonenumbers

from integreat_ssg.model.contacts import Contact, Phone
from integreat_ssg.model.languages import Text
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.views import ContactView, PhoneView, Words


def contact_view(edition: Edition, contact: Contact) -> ContactView:
    """The card of `contact`; one that the region has not filled shows its fallback."""
    organisation = edition.plan.content.organisations.get(contact.organisation or "")
    address: list[Words] = []
    if contact.address:
        if addition := edition.translated(contact.address.addition):
            address.append(addition)
        address += [Words(contact.address.street), Words(f"{contact.address.postcode} {contact.address.town}")]
    return ContactView(
        name=edition.translated(contact.name) or Words(""),
        responsibility=edition.translated(contact.responsibility),
        organisation=edition.translated(organisation.name) if organisation else None,
        phones=tuple(_phone(edition, phone) for phone in contact.phones),
        email=contact.email or "",
        website=contact.website or "",
        website_text=website_text(contact.website or ""),
        address=tuple(address),
        office_hours=edition.translated(contact.office_hours),
        fallback=None if contact.reachable else edition.translated(contact.fallback) or edition.words(Text("–")),
    )


def website_text(url: str) -> str:
    """A web address as people write it: "example.org/office"."""
    parts = urlsplit(url)
    return (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")


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


def _phone(edition: Edition, phone: Phone) -> PhoneView:
    return PhoneView(phone_url(phone.number), phone.number, edition.translated(phone.label))
