"""A small site with events and news of every kind, and how to read what it shows."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from tests.conftest import SMALL_SITE

TODAY = date(2026, 11, 22)
LAST = TODAY + timedelta(days=180)
BASE = "https://guide.example"

EVENTS = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar]\nsource_language: de\nland: NI\n",
    "town/events/cafe.yaml": """
title: {de: "Café; Tee, Kuchen und ein sehr langer Name, der in einer Kalenderdatei umbrochen werden muss", ar: مقهى}
start: 2026-10-06 17:00
end: 2026-10-06 18:30
repeat: FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629
except: [2026-12-22, "2026-12-29 17:00"]
also: [2026-12-23]
categories: [meeting-place]
free: yes
description: "Erster Absatz.\\n\\nZweiter: mit „Zeichen“, Komma; Strichpunkt"
""",
    "town/events/fair.yaml": "title: Messe\nstart: 2026-12-05\nend: 2026-12-06\naddress: Markt\ncategories: [culture]\n",
    "town/events/feast.yaml": "title: Fest\nstart: 2026-03-29\nrepeat: FREQ=YEARLY\nalso: [2027-01-06]\naddress: Markt\n",
    "town/events/talk.yaml": "title: Vortrag\nstart: 2026-12-09 18:00\nend: 2026-12-09 20:00\ncancelled: yes\naddress: Rathaus\n",
    "town/events/night.yaml": "title: Nacht\nstart: 2027-03-27 22:00\nend: 2027-03-28 04:00\naddress: Rathaus\n",
    "town/events/call.yaml": "title: Sprechstunde\nstart: 2026-11-25 10:00\ntime_zone: Europe/Kyiv\n"
    "repeat: FREQ=MONTHLY;BYDAY=-1WE;COUNT=5\nonline: https://meet.town.example/call\n",
    "town/events/choir.yaml": "title: {de: Chor, ar: جوقة}\nstart: 2026-11-26 19:00\nend: 2026-11-26 20:30\naddress: Rathaus\n"
    "repeat: FREQ=WEEKLY;UNTIL=20270415\ncancelled_dates: [2026-12-03, '2027-04-01 19:00']\n",
    "town/events/old.yaml": "title: Vorbei\nstart: 2026-05-01 10:00\naddress: Markt\n",
    "town/events/draft.yaml": "title: Entwurf\nstart: 2026-12-01 10:00\ndraft: yes\n",
    "town/de/news/2026-11-20-new.md": "---\ntitle: Neu & gut\nsummary: Kurz.\n---\nText.\n",
    "town/de/news/2026-11-01-old.md": "---\ntitle: Älter\nexpires: 2026-12-01\n---\nText.\n",
    "town/de/news/2026-10-01-over.md": "---\ntitle: Abgelaufen\nexpires: 2026-11-22\n---\nText.\n",
    "town/ar/news/2026-11-20-new.md": "---\ntitle: جديد\n---\nنص.\n",
}
COMING = ("cafe", "fair", "feast", "talk", "night", "call", "choir")


def coded(times: str) -> list[datetime]:
    """The starts in a row's `data-times`, read as the script reads them."""
    found, start = [], 0
    for code in times.split():
        start += int(code.rstrip("!").partition("+")[0], 36)
        found.append(datetime.fromtimestamp(start * 60, UTC))
    return found


def listed(site: Path, language: str = "de") -> dict[str, list[datetime]]:
    """Key of each event in the list of a built region to its starts."""
    html = (site / language / "events/index.html").read_text()
    rows = re.findall(r'<li data-times="([^"]+)".*?<a href="([\w-]+)/index.html">', html, re.DOTALL)
    return {key: coded(times) for times, key in rows}


def calendar(file: Path) -> dict[str, list[datetime]]:
    """UID of each event of a calendar file to its starts in the time that the site shows, by an independent library."""
    found: dict[str, list[datetime]] = {}
    parsed = icalendar.Calendar.from_ical(file.read_bytes())
    for event in recurring_ical_events.of(parsed).between(TODAY, LAST + timedelta(days=1)):
        start = event.start
        if not isinstance(start, datetime):
            start = datetime(start.year, start.month, start.day, tzinfo=ZoneInfo("Europe/Berlin"))
        found.setdefault(str(event["UID"]), []).append(start.astimezone(UTC))
    return {uid: sorted(starts) for uid, starts in found.items()}


def structured(file: Path) -> list[dict[str, Any]]:
    """The schema.org events of a page."""
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', file.read_text(), re.DOTALL)
    assert text
    data = json.loads(text[1])
    return [each for part in (data if isinstance(data, list) else [data]) for each in part.get("@graph", [])]
