"""Places: their contacts, hours, addresses and categories."""

from datetime import time

from integreat_ssg.exchange.integreat.items import Item
from integreat_ssg.exchange.integreat.read_pages import read_organisation, read_translations
from integreat_ssg.exchange.integreat.shapes import Address, ContactData, Day, Hours, Place, PlaceCategory, Slot

WEEK = 7


def read_place(item: Item) -> Place | None:
    """One place; None where it has no path or no title, which is a finding."""
    path, title = item.path("path", "url"), item.line("title")
    if not path or not title:
        item.leave_out("title" if path else "path")
        return None
    category = item.item("category")
    return Place(
        path=path,
        title=title,
        id=item.whole("id"),
        url=item.line("url"),
        content=item.text("content"),
        excerpt=item.text("excerpt"),
        description=item.text("meta_description"),
        translations=read_translations(item),
        modified=item.moment("last_updated", "modified_gmt"),
        published=item.moment("published_at"),
        icon=item.line("icon"),
        thumbnail=item.line("thumbnail"),
        email=item.line("email"),
        phone=item.line("phone_number"),
        website=item.line("website"),
        contacts=tuple(_contact(each) for each in item.items("contacts")),
        category=read_category(category) if category else None,
        temporarily_closed=item.flag("temporarily_closed"),
        hours=read_hours(item),
        appointment_url=item.line("appointment_url"),
        address=read_address(item),
        organisation=read_organisation(item),
        barrier_free=item.flag("barrier_free") if item.data.get("barrier_free") is not None else None,
    )


def read_category(item: Item) -> PlaceCategory | None:
    """A kind of place; None where it has no name, which is a finding."""
    name = item.line("name")
    if not name:
        item.leave_out("name")
        return None
    return PlaceCategory(
        name=name,
        id=item.whole("id"),
        icon=item.line("icon"),
        icon_url=item.line("icon_url"),
        colour=item.line("icon_color", "color"),
    )


def read_address(item: Item) -> Address:
    """Where it is: `location` of a place or an event."""
    each = item.item("location")
    longitude, latitude = each.degrees("longitude", 180), each.degrees("latitude", 90)
    known = longitude is not None and latitude is not None and (longitude, latitude) != (0, 0)
    return Address(
        name=each.line("name"),
        street=each.line("address"),
        postcode=each.line("postcode"),
        town=each.line("town"),
        country=each.line("country"),
        longitude=longitude if known else None,
        latitude=latitude if known else None,
        id=each.whole("id"),
    )


def _contact(item: Item) -> ContactData:
    return ContactData(
        area=item.line("area_of_responsibility"),
        name=item.line("name"),
        email=item.line("email"),
        phone=item.line("phone_number"),
        mobile=item.line("mobile_number"),
        website=item.line("website"),
        hours=read_hours(item),
        appointment_url=item.line("appointment_url"),
    )


def read_hours(item: Item) -> Hours | None:
    """A week of opening hours; None where there are none, or not seven days, which is a finding."""
    if item.data.get("opening_hours") in (None, [], ""):
        return None
    days = list(item.items("opening_hours"))
    if len(days) != WEEK:
        item.refuse("opening_hours")
        return None
    return tuple(_day(each) for each in days)


def _day(item: Item) -> Day:
    return Day(
        all_day=item.flag("allDay"),
        closed=item.flag("closed"),
        by_appointment=item.flag("appointmentOnly"),
        slots=tuple(slot for each in item.items("timeSlots") if (slot := _slot(each))),
    )


def _slot(item: Item) -> Slot | None:
    times = []
    for key in ("start", "end"):
        try:
            text = item.line(key).zfill(len("08:00"))
            times.append(time(0) if text == "24:00" else time.fromisoformat(text).replace(second=0, tzinfo=None))
        except ValueError:
            item.refuse(key)
            return None
    return Slot(times[0], times[1], item.line("timezone"))
