"""Places of Integreat's to our files: one for all languages."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from integreat_ssg.exchange.integreat.contacts import Contacts, checked, is_own, is_reachable, phones_of
from integreat_ssg.exchange.integreat.hours import week_of
from integreat_ssg.exchange.integreat.joining import Joined
from integreat_ssg.exchange.integreat.kinds import Kinds
from integreat_ssg.exchange.integreat.names import key_of
from integreat_ssg.exchange.integreat.plain import has_marks, plain_text
from integreat_ssg.exchange.integreat.shapes import Address, ContactData, Place
from integreat_ssg.exchange.integreat.stamping import stamped
from integreat_ssg.exchange.integreat.tongues import Tongues
from integreat_ssg.exchange.integreat.tree import slug_of
from integreat_ssg.exchange.integreat.values import agreed, left_out, mail, translated, website
from integreat_ssg.model.findings import Finding, note
from integreat_ssg.model.findings import Place as Spot

CLOSED = {"de": "Vorübergehend geschlossen.", "en": "Temporarily closed."}


def place_keys(places: Sequence[Joined[Place]]) -> Mapping[str, str]:
    """The path of each version of each place to its key."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for place in places:
        key = key_of(slug_of(place.first.path), f"place-{identity(place.first).rpartition(':')[2].strip('/')}", taken)
        taken.add(key)
        found |= {version.path: key for version in place.versions.values()}
    return found


def identity(place: Place) -> str:
    """The source's own name of a place, the same in all languages where it has one."""
    return f"place:{place.address.id}" if place.address.id is not None else f"place:{place.path}"


def files_of(
    places: Sequence[Joined[Place]],
    keys: Mapping[str, str],
    contacts: Contacts,
    kinds: Kinds,
    organisations: Mapping[str, str],
    media: Mapping[str, str],
    municipalities: Collection[str],
    tongues: Tongues,
    findings: list[Finding],
) -> Iterator[tuple[str, bytes, str]]:
    """Each place's file, its bytes, and its name at the source. `organisations` lead from names to keys, `media` from addresses
    to files; `municipalities` are names that the region knows."""
    for place in places:
        path = f"places/{keys[place.first.path]}.yaml"
        values = _values(place, contacts, kinds, organisations, media, tongues, findings, tongues.file(path))
        town = place.first.address.town
        values["municipality"] = town if town in municipalities else ""
        if not values["address"] and (
            lost := written_address(place.first.address, values["municipality"], place.first.title)
        ):
            findings.append(left_out(tongues.file(path), "address", lost))
        yield path, stamped("places", values, place, tongues), identity(place.first)


def _values(
    place: Joined[Place],
    contacts: Contacts,
    kinds: Kinds,
    organisations: Mapping[str, str],
    media: Mapping[str, str],
    tongues: Tongues,
    findings: list[Finding],
    file: str,
) -> dict[str, object]:
    first, versions = place.first, place.versions
    own = next((each for each in first.contacts if is_own(each)), ContactData())
    own = ContactData("", "", own.email or first.email, own.phone or first.phone, own.mobile, own.website or first.website,
                      own.hours, own.appointment_url)  # fmt: skip
    findings += [
        left_out(file, "contacts", each.name or each.area)
        for each in first.contacts
        if not is_own(each) and not is_reachable(each)
    ]
    findings += [
        left_out(file, "contacts", ", ".join(filter(None, (each.email, each.phone, each.mobile, each.website))))
        for each in [each for each in first.contacts if is_own(each)][1:]
    ]
    if any(has_marks(each.content) for each in versions.values()):
        findings.append(note("import-plain-text", Spot(file)))
    week = week_of(first.hours or own.hours)
    appointment = website(first.appointment_url or own.appointment_url)
    category = kinds.key_of(first.category)
    if first.category and not category:
        findings.append(left_out(file, "categories", first.category.name))
    return {
        "name": agreed(tongues.texts(place, {code: each.title for code, each in versions.items()})),
        "description": translated(tongues.texts(place, {code: described(each.content, each.description, each.excerpt)
                                                        for code, each in versions.items()})),
        "categories": [category] if category else [],
        "organisation": organisations.get(first.organisation.name, "") if first.organisation else "",
        "contacts": list(contacts.of_places.get(first.path, ())),
        "address": address_of(first.address),
        "coordinates": coordinates_of(first.address.latitude, first.address.longitude),
        "phones": phones_of(own, tongues, file, findings),
        "email": checked(own.email, mail, "email", file, findings),
        "website": checked(own.website, website, "website", file, findings),
        "hours": week.text,
        "hours_note": tongues.own(dict(week.note)),
        "appointment": _appointment(week.only_by_appointment, appointment),
        "closed": {"reason": tongues.own(CLOSED)} if first.temporarily_closed else {},
        "access": {} if first.barrier_free is None else {"entrance": "yes" if first.barrier_free else "no"},
        "photo": media.get(first.thumbnail, ""),
    }  # fmt: skip


def described(content: str, description: str, excerpt: str = "") -> str:
    """A description in plain text: the short one first, unless the long one begins with it or repeats it."""
    long, short = plain_text(content), plain_text(description)
    if not long:
        return short or plain_text(excerpt)
    squeezed = "".join(long.split()).casefold()
    return long if not short or "".join(short.split()).casefold() in squeezed else f"{short}\n\n{long}"


def address_of(address: Address) -> dict[str, str]:
    """A postal address; nothing where it lacks a street, a postcode or a town."""
    if not (address.street and address.postcode and address.town):
        return {}
    return {"street": address.street, "postcode": address.postcode, "town": address.town}


def written_address(address: Address, *known: object) -> str:
    """An address in one line, "Marktplatz, Am Markt 1, 01067 Musterstadt", without what is `known` and the place's country."""
    town = f"{address.postcode} {address.town}".strip()
    return ", ".join(dict.fromkeys(each for each in (address.name, address.street, town) if each and each not in known))


def coordinates_of(latitude: float | None, longitude: float | None) -> dict[str, float]:
    """A point; nothing where it is none, or in the sea off Africa where both numbers are 0."""
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return {}
    return {"latitude": latitude, "longitude": longitude} if latitude or longitude else {}


def _appointment(only: bool, url: str) -> dict[str, str]:
    return ({"only": "yes"} if only else {}) | ({"url": url} if url else {})
