"""A large region that was made up, as the answers of Integreat's API: the size of a real one, or a part of it.

Pages stand in a tree, in several languages with slugs of their own. Some are only folders, some have no translation or one that
is announced and missing, links lead everywhere and nowhere. The same size and seed give the same answers.
"""

import hashlib
import io
import random
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image

from integreat_ssg.exchange.integreat.saving import Entry, write_index
from integreat_ssg.spelling import key_from
from tests.exchange.integreat.prose import Contact, Writer
from tests.exchange.integreat.responses import PDF, write_responses
from tests.exchange.integreat.shapes import (
    CMS,
    REGION,
    WEB,
    Json,
    address,
    category,
    contact,
    event,
    imprint,
    language,
    news,
    offer,
    organisation,
    page,
    parent,
    place,
    region,
    times,
    week,
)
from tests.exchange.integreat.words import LANGUAGES, WORDS

EMPTY = 0.07
"""How many pages with others below them are only folders."""
DEAD = 0.08
"""How many announced translations are missing."""


@dataclass(frozen=True)
class Size:
    """How much there is. `languages` counts from the source language on."""

    pages: int = 600
    languages: int = 12
    places: int = 300
    events: int = 200
    news: int = 60
    pictures: int = 120
    seed: int = 1


@dataclass
class _Node:
    """A page of the tree, in all its languages: code to path."""

    number: int
    above: "_Node | None"
    paths: dict[str, str] = field(default_factory=dict)
    below: list["_Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Large:
    """The answers, by their paths below `api/v3/`, and the media by their addresses."""

    answers: Mapping[str, Any]
    media: Mapping[str, bytes]

    def write(self, folder: Path) -> Path:
        """A folder as an import with `--save` leaves it."""
        write_responses(folder, self.answers)
        entries = {}
        for number, (url, data) in enumerate(self.media.items()):
            name = f"{number}-{url.rpartition('/')[2].lower()}"
            entries[url] = Entry(url, name, hashlib.sha256(data).hexdigest())
            (folder / "media").mkdir(exist_ok=True)
            (folder / "media" / name).write_bytes(data)
        write_index(folder / "media", entries)
        return folder


def large(size: Size = Size()) -> Large:
    """The answers of a region of this size."""
    chance = random.Random(size.seed)
    codes = [code for code, *_ in LANGUAGES[: size.languages]]
    media = _media(size)
    pictures = [url for url in media if url.endswith((".png", ".jpg"))]
    documents = [url for url in media if url.endswith(".pdf")]
    contacts = [
        Contact(number, f"Kontakt {number} {WORDS['de'][number % len(WORDS['de'])]}", f"amt{number}@musterstadt.example",
                f"+49 5321 {4000 + number}")
        for number in range(1, 2 + size.places // 6)
    ]  # fmt: skip
    nodes = _tree(size, codes, chance)
    listed = [language(*each) for each in LANGUAGES[: size.languages]]
    answers: dict[str, Any] = {
        "regions/": [region(languages=listed)],
        f"regions/{REGION}/": region(languages=listed),
        f"{REGION}/languages/": listed,
    }
    places = _places(size, codes, chance)
    for code in codes:
        paths = [node.paths[code] for node in nodes if code in node.paths]
        dead = [f"/{REGION}/{code}/gibt-es-nicht-{number}/" for number in range(5)]
        writer = Writer(code, chance, [*paths, *places[code]], dead, pictures, documents, contacts)
        base = f"{REGION}/{code}"
        answers |= {
            f"{base}/pages/": _page_list(nodes, code, writer),
            f"{base}/locations/": _place_list(places, code, writer, contacts),
            f"{base}/location-categories/": [category(name, id=number) for number, name in enumerate(CATEGORIES, 1)],
            f"{base}/events/": _event_list(size, codes, code, writer, places),
            f"{base}/news/": _news_list(size, codes, code, writer),
            f"{base}/offers/": [offer("Lehrstellen", "https://lehrstellen.example/")] if code == "de" else [],
            f"{base}/imprint/": [],
        }
        if code in ("de", "en"):
            answers[f"{base}/imprint/"] = imprint(
                f"/{base}/imprint/", "Impressum" if code == "de" else "Imprint", f"<p>{writer.sentence()}</p>"
            )
    return Large(answers, media)


CATEGORIES = ("Beratung", "Bildung", "Gesundheit", "Sport", "Freizeit", "Amt")


def _media(size: Size) -> dict[str, bytes]:
    """Pictures that differ, some under the same name in another folder, and documents."""
    found: dict[str, bytes] = {}
    for number in range(size.pictures):
        held = io.BytesIO()
        colour = (number * 37 % 256, number * 91 % 256, number % 256)
        ending = ("png", "jpg")[number % 2]
        Image.new("RGB", (24 + number % 7, 16), colour).save(held, {"png": "PNG", "jpg": "JPEG"}[ending])
        found[f"{CMS}/media/regions/7/20{20 + number % 5}/Bild%20{number % 50}.{ending}"] = held.getvalue()
    for number in range(max(1, size.pictures // 10)):
        found[f"{CMS}/media/regions/7/Formular_{number}.pdf"] = PDF.replace(b"%%EOF", b"%% %d\n%%%%EOF" % number)
    return found


def _slug(code: str, number: int, chance: random.Random) -> str:
    """A slug of a page's own, in the script of its language; some with signs that file systems do not like."""
    words = "-".join(chance.choices(WORDS[code], k=2)).lower().replace("'", "")
    return unicodedata.normalize("NFC", f"{words}-{number}")


def _tree(size: Size, codes: Sequence[str], chance: random.Random) -> list[_Node]:
    """Pages below others, at most five deep; a translation stands only where the page above has one (trap 7)."""
    nodes: list[_Node] = []
    for number in range(size.pages):
        roots = max(4, size.pages // 40)
        above = None if number < roots else chance.choice(nodes[-max(roots, len(nodes) // 2) :])
        while above and _depth(above) >= 4:
            above = above.above
        node = _Node(number, above)
        for code in codes:
            wanted = code == codes[0] or chance.random() < (0.98 if code == "en" else 0.94)
            if wanted and (above is None or code in above.paths):
                start = above.paths[code] if above else f"/{REGION}/{code}/"
                node.paths[code] = f"{start}{_slug(code, number, chance)}/"
        if above:
            above.below.append(node)
        nodes.append(node)
    return nodes


def _depth(node: _Node) -> int:
    return 1 + _depth(node.above) if node.above else 0


def _number(node: _Node, code: str) -> int:
    """The id of a page's translation, which is never that of a page."""
    return 100_000 + node.number * 50 + [each[0] for each in LANGUAGES].index(code)


def _page_list(nodes: Sequence[_Node], code: str, writer: Writer) -> list[Json]:
    """All pages of a language, in any order."""
    chance = writer.chance
    found = []
    for node in nodes:
        if code not in node.paths:
            continue
        changed = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=node.number * 7)
        if code != "de":  # most translations are younger than their source text
            changed += timedelta(days=3 if chance.random() < 0.8 else -3)
        path, above = node.paths[code], node.above.paths[code] if node.above else ""
        content = "" if node.below and chance.random() < EMPTY else writer.text()
        found.append(
            page(
                quote(path) if chance.random() < 0.3 else path,
                writer.title() + f" {node.number}",
                content,
                excerpt=unescape(re.sub("<[^>]*>", "", content)),
                parent={**parent(above), "path": quote(above) if chance.random() < 0.3 else above} if above else "",
                id=_number(node, code),
                order=chance.randrange(1000),
                modified_gmt=changed.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                last_updated=changed.isoformat(),
                available_languages=_elsewhere(node, code, chance),
                slug_history=[f"alt-{node.number}"] if chance.random() < 0.1 else [],
                organization=organisation("Mieterverein") if chance.random() < 0.03 else None,
                thumbnail=chance.choice(writer.pictures) if chance.random() < 0.1 else None,
            )
        )
    chance.shuffle(found)
    return found


def _elsewhere(node: _Node, code: str, chance: random.Random) -> Json:
    """Translations, those that only show the same text, and some that are not there (trap 2)."""
    found: Json = {}
    for other, *_ in LANGUAGES:
        if other == code:
            continue
        if path := node.paths.get(other):
            found[other] = {"id": _number(node, other), "path": path, "url": WEB + path}
        elif other in WORDS and chance.random() < DEAD:
            missing = f"/{REGION}/{other}/missing-{node.number}/"
            found[other] = {"id": 900_000 + node.number, "path": missing, "url": WEB + missing}
        elif chance.random() < 0.2:
            same = node.paths["de"].replace("/de/", f"/{other}/", 1)
            found[other] = {"id": None, "path": same, "url": WEB + same}
    return found


def _places(size: Size, codes: Sequence[str], chance: random.Random) -> dict[str, dict[str, int]]:
    """Language to the paths of its places, each with its number; German has all of them."""
    found: dict[str, dict[str, int]] = {code: {} for code in codes}
    for number in range(size.places):
        name = f"{chance.choice(WORDS['de'])}-{number}"
        for code in codes:
            if code == "de" or chance.random() < 0.5:
                slug = key_from(name, 40) if code != "ar" else f"{WORDS['ar'][number % 20]}-{number}"
                found[code][f"/{REGION}/{code}/locations/{slug}/"] = number
    return found


def _others(all_paths: Mapping[str, Mapping[str, int]], code: str, number: int, ids: int) -> Json:
    """The same thing in other languages."""
    found: Json = {}
    for position, (other, paths) in enumerate(all_paths.items()):
        path = next((path for path, each in paths.items() if each == number), "") if other != code else ""
        if path:
            found[other] = {"id": ids + number * 50 + position, "path": path, "url": WEB + path}
    return found


def _place_list(
    places: Mapping[str, Mapping[str, int]], code: str, writer: Writer, contacts: Sequence[Contact]
) -> list[Json]:
    found = []
    position = list(places).index(code)
    for path, number in places[code].items():
        chance = random.Random(number)
        near = {"latitude": 53.1 + number % 100 / 400, "longitude": 10.2 + number % 70 / 200} if number % 9 else {}
        reached = [
            contact(area_of_responsibility=each.name, email=each.email, phone_number=each.phone,
                    opening_hours=week(("08:00", "12:00")) if chance.random() < 0.3 else None)
            for each in chance.sample(list(contacts), chance.randint(0, min(2, len(contacts))))
        ]  # fmt: skip
        hours = None
        if chance.random() < 0.6:
            spans = [("08:00", "12:00"), ("13:00", "17:30")][: chance.randint(1, 2)]
            hours = week(*spans, appointmentOnly=chance.random() < 0.1)
        found.append(
            place(
                path,
                f"{writer.title()} {number}",
                writer.paragraph() + writer.listing() if number % 4 else "",
                id=300_000 + number * 50 + position,
                contacts=reached,
                category=category(CATEGORIES[number % 6], id=number % 6 + 1),
                opening_hours=hours,
                temporarily_closed=number % 40 == 0,
                location=address(
                    id=3000 + number,
                    name=f"Ort {number}",
                    address=f"Hauptstraße {number}",
                    town="Musterstadt",
                    postcode="01067",
                    country="Deutschland",
                    **near,
                ),
                barrier_free=(None, True, False)[number % 3],
                available_languages=_others(places, code, number, 300_000),
                meta_description=writer.words(3, 8) if number % 3 == 0 else None,
            )
        )
    return found


def _event_list(
    size: Size, codes: Sequence[str], code: str, writer: Writer, places: Mapping[str, Mapping[str, int]]
) -> list[Json]:
    """Single ones, series, whole days, some online and some at a place."""
    here = {number: path for path, number in places[code].items()}
    found = []
    for number in range(size.events):
        spoken = [each for at, each in enumerate(codes) if at == 0 or (number + at) % 3 == 0]
        if code not in spoken:
            continue
        day = date(2027, 1, 4) + timedelta(days=number * 2)
        summer = date(2027, 3, 28) <= day < date(2027, 10, 31)
        offset = "+02:00" if summer else "+01:00"
        whole, series = number % 5 == 0, number % 4 == 1
        start = f"{day}T{'00:00:00' if whole else '18:00:00'}{offset}"
        end = f"{day}T{'23:59:00' if whole else '20:30:00'}{offset}"
        first = datetime.fromisoformat(start).astimezone(UTC)
        rule = f"DTSTART:{first:%Y%m%dT%H%M%S}\nRRULE:FREQ=WEEKLY;BYDAY={'MO TU WE TH FR SA SU'.split()[day.weekday()]};COUNT=10"
        where = number % size.places if size.places else 0
        paths = {each: {f"/{REGION}/{each}/events/termin-{number}/": number} for each in spoken}
        found.append(
            event(
                f"/{REGION}/{code}/events/termin-{number}/",
                f"{writer.title()} {number}",
                times(start, end, all_day=whole, recurrence_id=number if series else None),
                id=500_000 + number * 50 + codes.index(code),
                content=writer.paragraph() + (writer.listing() if number % 3 == 0 else ""),
                recurrence_rule=rule if series else None,
                location=address(id=3000 + where, name=f"Ort {where}", address=f"Hauptstraße {where}", town="Musterstadt",
                                 postcode="01067") if number % 3 and size.places else address(),
                location_path=here.get(where) if number % 3 else None,
                meeting_url="https://treffen.example/raum" if number % 7 == 0 else None,
                available_languages={
                    other: {"id": 500_000 + number * 50 + codes.index(other), "path": path, "url": WEB + path}
                    for other, told in paths.items() if other != code for path in told
                },
            )
        )  # fmt: skip
    return found


def _news_list(size: Size, codes: Sequence[str], code: str, writer: Writer) -> list[Json]:
    found = []
    for number in range(size.news):
        spoken = [each for at, each in enumerate(codes) if at == 0 or (number + at) % 2 == 0]
        if code not in spoken:
            continue
        when = f"{date(2026, 1, 5) + timedelta(days=number * 3)}T10:00:00+01:00"
        others = {each: {"id": f"local-{number * 50 + codes.index(each) + 1}"} for each in spoken if each != code}
        found.append(
            news(f"local-{number * 50 + codes.index(code) + 1}", f"{writer.title()} {number}",
                 writer.paragraph() if number % 2 else writer.words(5, 12),
                 last_updated=when, published_at=when, display_date=when, available_languages=others or None)
        )  # fmt: skip
    return found
