"""Objects as Integreat's API has them, every field of today's servers; a test names only what it is about."""

from typing import Any

Json = dict[str, Any]
WEB = "https://web.integreat.example"
"""Where the web app lies, to which all addresses in answers lead."""
CMS = "https://cms.integreat.example"
REGION = "musterstadt"


def language(code: str, tag: str, name: str, right_to_left: bool = False, **other: Any) -> Json:
    """A Language."""
    direction = "RIGHT_TO_LEFT" if right_to_left else "LEFT_TO_RIGHT"
    return {"id": sum(code.encode()), "code": code, "bcp47_tag": tag, "native_name": name, "dir": direction, **other}


LANGUAGES = [
    language("de", "de-DE", "Deutsch"),
    language("en", "en-US", "English"),
    language("ar", "ar", "العربية", True),
    language("sr-cyrl", "sr-Cyrl", "Српски"),
    language("de-si", "de-SI", "Deutsch (einfache Sprache)"),
    language("zh-cn", "zh-CN", "简体中文"),
]


def region(**other: Any) -> Json:
    """A Region."""
    return {
        "id": 7,
        "name": "Landkreis Musterstadt",
        "path": REGION,
        "live": True,
        "prefix": "Landkreis",
        "name_without_prefix": "Musterstadt",
        "plz": "01067",
        "extras": True,
        "events": True,
        "pois": True,
        "push_notifications": True,
        "longitude": 10.4,
        "latitude": 53.25,
        "bounding_box": [[10.1, 53.0], [10.9, 53.4]],
        "aliases": {
            "Kleinstadt": {"longitude": 10.5, "latitude": 53.2},
            "Bad Muster": {"longitude": 10.2, "latitude": 53.1},
        },
        "tunews": False,
        "external_news": False,
        "zammad_privacy_policy": None,
        "languages": LANGUAGES,
        "is_chat_enabled": False,
        **other,
    }


def elsewhere(paths: dict[str, str], fallback: tuple[str, ...] = ()) -> Json:
    """`available_languages`: codes to paths; those in `fallback` only show another language's text."""
    return {
        code: {"id": None if code in fallback else 9000 + number, "url": WEB + path, "path": path}
        for number, (code, path) in enumerate(paths.items())
    }


def page(path: str, title: str, content: str = "", **other: Any) -> Json:
    """A Page; `parent` may be given as its path."""
    above = other.pop("parent", "")
    number = sum(path.encode()) * 10
    return {
        "id": number,
        "url": WEB + path,
        "path": path,
        "title": title,
        "modified_gmt": "2026-03-04T09:15:00.000Z",
        "last_updated": "2026-03-04T10:15:00+01:00",
        "published_at": "2025-01-07T08:00:00+01:00",
        "excerpt": content,
        "content": content,
        "parent": parent(above) if isinstance(above, str) else above,
        "order": 1,
        "available_languages": {},
        "thumbnail": None,
        "organization": None,
        "hash": None,
        "embedded_offers": [],
        "slug_history": [],
        **other,
    }


def parent(path: str) -> Json:
    """The `parent` of a page. Its id is never that of a page in the list, as on real servers."""
    if not path:
        return {"id": 0, "url": None, "path": None}
    return {"id": sum(path.encode()) * 10 + 1, "url": WEB + path, "path": path}


def offer(name: str, url: str, **other: Any) -> Json:
    """An Offer."""
    return {
        "name": name,
        "alias": name.lower(),
        "url": url,
        "post": None,
        "thumbnail": f"{CMS}/media/offer.png",
        **other,
    }


def organisation(name: str, **other: Any) -> Json:
    """The `organization` of a page or a place."""
    logo, website = f"{CMS}/media/logo.png", "https://verein.example"
    return {"id": 3, "slug": name.lower(), "name": name, "logo": logo, "website": website, **other}


def address(**other: Any) -> Json:
    """A `location`; without arguments that of an event without a place."""
    empty = dict.fromkeys("id name address town state postcode region country latitude longitude".split())
    return empty | other


def week(*spans: tuple[str, str], **day: Any) -> list[Json]:
    """Seven equal days of opening hours; Sunday closed."""
    slots = [{"start": start, "end": end, "timezone": "Europe/Berlin"} for start, end in spans]
    usual = {"allDay": False, "closed": False, "appointmentOnly": False, "timeSlots": slots, **day}
    return [*(dict(usual) for _ in range(6)), {**usual, "closed": True, "timeSlots": []}]


def category(name: str = "Beratung", **other: Any) -> Json:
    """A PlaceCategory."""
    return {"id": 5, "name": name, "color": "#123456", "icon": "advice", "icon_url": f"{CMS}/i/advice.png",
            "icon_color": "#123456", **other}  # fmt: skip


def contact(**other: Any) -> Json:
    """One of a place's `contacts`; what it does not have is an empty text."""
    return {
        "area_of_responsibility": None,
        "name": "",
        "email": "",
        "phone_number": "",
        "mobile_number": "",
        "website": "",
        "opening_hours": None,
        "appointment_url": None,
        **other,
    }


def place(path: str, title: str, content: str = "", **other: Any) -> Json:
    """A Place."""
    return {
        "id": sum(path.encode()) * 10,
        "url": WEB + path,
        "path": path,
        "title": title,
        "modified_gmt": "2026-02-01T08:00:00.000Z",
        "last_updated": "2026-02-01T09:00:00+01:00",
        "published_at": "2025-01-07T08:00:00+01:00",
        "meta_description": None,
        "excerpt": content,
        "content": content,
        "available_languages": {},
        "icon": None,
        "thumbnail": None,
        "website": None,
        "email": None,
        "phone_number": None,
        "contacts": [],
        "category": category(),
        "temporarily_closed": False,
        "opening_hours": None,
        "appointment_url": None,
        "location": address(),
        "hash": None,
        "organization": None,
        "barrier_free": None,
        **other,
    }


def times(start: str, end: str, **other: Any) -> Json:
    """The `event` of an Event, from its beginning and end as ISO texts with an offset."""
    return {
        "id": 77,
        "start": start,
        "start_date": start[:10],
        "start_time": start[11:19],
        "end": end,
        "end_date": end[:10],
        "end_time": end[11:19],
        "all_day": False,
        "only_weekdays": False,
        "recurrence_id": None,
        "timezone": "Europe/Berlin",
        **other,
    }


def event(path: str, title: str, when: Json, **other: Any) -> Json:
    """An Event."""
    return {
        "id": sum(path.encode()) * 10,
        "url": WEB + path,
        "path": path,
        "title": title,
        "modified_gmt": "2026-02-01T08:00:00.000Z",
        "last_updated": "2026-02-01T09:00:00+01:00",
        "excerpt": "",
        "content": "",
        "available_languages": {},
        "thumbnail": None,
        "location": address(),
        "location_path": None,
        "meeting_url": None,
        "event": when,
        "hash": None,
        "recurrence_rule": None,
        **other,
    }


def news(identity: str, title: str, content: str, **other: Any) -> Json:
    """A piece of News."""
    when = "2026-05-04T10:00:00+02:00"
    return {
        "id": identity,
        "title": title,
        "content": content,
        "last_updated": when,
        "published_at": when,
        "display_date": when,
        "channel": "news",
        "available_languages": None,
        "source": "local",
        "externalUrl": "",
        **other,
    }


def message(number: int, title: str, text: str, **other: Any) -> Json:
    """A piece of news as older clients get it."""
    when = "2026-05-04T10:00:00+02:00"
    return {"id": number, "title": title, "message": text, "timestamp": when, "last_updated": when, "published_at": when,
            "display_date": when, "channel": "news", "available_languages": {}, **other}  # fmt: skip


def imprint(path: str, title: str, content: str, **other: Any) -> Json:
    """An Imprint."""
    whole = page(path, title, content, parent=None, **other)
    return {key: value for key, value in whole.items() if key != "order"}
