"""All the answers of one region that was made up: every shape of Integreat's API, and everything in it that misleads importers.

Each trap is named where it stands. All of it is what sound servers answer: reading it makes no finding that is worse than a note.
"""

import base64
import copy
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.exchange.integreat.shapes import (
    CMS,
    LANGUAGES,
    REGION,
    WEB,
    Json,
    address,
    category,
    contact,
    elsewhere,
    event,
    imprint,
    news,
    offer,
    organisation,
    page,
    place,
    region,
    times,
    week,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
MEDIA: Mapping[str, bytes] = {
    f"{CMS}/media/regions/7/Rathaus.png": PNG,
    f"{CMS}/media/regions/7/2026/Rathaus.png": PNG + b"\0",  # the same name in another folder
    f"{CMS}/media/regions/7/Antrag%20Wohngeld.pdf": PDF,
    f"{CMS}/media/offer.png": PNG,
    f"{CMS}/media/logo.png": PNG,
    f"{CMS}/media/regions/7/Wohnung_thumbnail.png": PNG,
}
"""Pictures and documents that the answers name, by address."""

DE, EN, AR = (f"/{REGION}/{code}" for code in ("de", "en", "ar"))
ARABIC = f"{AR}/الوصول/"


def card(number: int, title: str) -> str:
    """A contact as editors of the CMS put it into a page."""
    return (
        f'<div contenteditable="false" data-contact-id="{number}" data-contact-url="{CMS}/{REGION}/contacts/{number}/"'
        f' class="contact-card notranslate" dir="ltr" translate="no"><a href="{CMS}/{REGION}/contact/{number}/"'
        f' style="display: none">Contact</a><h4>{title}</h4>'
        '<p><img src="https://cms.integreat.example/static/svg/email.svg" alt="Email: " width="15" height="15">'
        ' <a href="mailto:amt@musterstadt.example">amt@musterstadt.example</a></p>'
        '<p><img src="https://cms.integreat.example/static/svg/call.svg" alt="Phone Number: " width="15" height="15">'
        ' <a href="tel:+4912345678">+49 1234 5678</a></p></div>'
    )


HOUSING = (
    "<p>Wohnen &amp; Leben&nbsp;in &bdquo;Musterstadt&ldquo; &ndash; <strong>kurz</strong> erkl&auml;rt.</p>"
    f'<p><a href="{WEB}{DE}/ankommen/anmelden/" style="color: red">Anmelden</a>, '
    f'<a class="link-external" href="https://www.amt.example/?a=1&amp;b=2">Amt</a>, '
    f'<a href="{CMS}/media/regions/7/Antrag%20Wohngeld.pdf">Antrag (PDF)</a>, '
    f'<a href="{WEB}{DE}/alte-adresse/">alte Adresse</a></p>'
    f'<p><img style="display: block; margin: auto" src="{CMS}/media/regions/7/Rathaus.png" alt="Das Rathaus" width="600"></p>'
    f'<p><img src="{CMS}/media/regions/7/2026/Rathaus.png" alt=""></p>'
    "<details><summary>Kosten</summary><ul><li>Miete<ol><li>kalt</li><li>warm</li></ol></li><li>Kaution</li></ul></details>"
    "<table><thead><tr><th>Größe</th><th>Miete</th></tr></thead><tbody><tr><td>40&nbsp;m²</td><td>400&nbsp;€</td></tr></tbody></table>"
    f"{card(12, 'Wohnungsamt')}<h2>Hilfe</h2><h3>Beratung</h3><blockquote><p>Fragen kostet nichts.</p></blockquote>"
    '<p dir="rtl" lang="ar">أهلاً</p><p></p><p>&nbsp;</p>'
)


def _pages_de() -> list[Json]:
    """Not in the order of the tree: a child stands before its parent, and `order` counts among siblings only."""
    translated = {"en": f"{EN}/arrival/", "ar": quote(ARABIC)}
    return [
        page(f"{DE}/ankommen/anmelden/", "Anmelden", "<p>Im Rathaus.</p>", parent=f"{DE}/ankommen/", order=9),
        # Trap 5: a page that is only a folder. Trap 2: a language in which only the same text is shown.
        page(
            f"{DE}/ankommen/",
            "Ankommen &amp; Bleiben",
            "",
            order=2,
            available_languages=elsewhere(
                {**translated, "sr-cyrl": f"/{REGION}/sr-cyrl/ankommen/"}, fallback=("sr-cyrl",)
            ),
            slug_history=["alte-adresse", "Erste%20Schritte", "start/Ankommen"],
        ),
        page(
            f"{DE}/wohnen/",
            "Wohnen",
            HOUSING,
            order=1,
            thumbnail=f"{CMS}/media/regions/7/Wohnung_thumbnail.png",
            organization=organisation("Mieterverein"),
            embedded_offers=[offer("Wohnungsbörse", "https://boerse.example/")],
            # Trap 2: a link to a translation that is not there.
            available_languages=elsewhere({"en": f"{EN}/housing-that-is-gone/"}),
        ),
        # Trap 6: a slug in NFD with a capital, its child's parent encoded.
        page(
            unicodedata.normalize("NFD", f"{DE}/wohnen/Ämter/"), "Ämter", "<p>Alle Ämter.</p>", parent=f"{DE}/wohnen/"
        ),
        page(f"{DE}/wohnen/%C3%84mter/bauamt/", "Bauamt", "<p>Bauen.</p>", parent=f"{DE}/wohnen/%c3%a4mter/"),
        # Trap 7: this one has an English translation, its parent has none; English does not deliver it.
        page(f"{DE}/wohnen/ämter/bauamt/plan/", "Pläne", "<p>Plan.</p>", parent=f"{DE}/wohnen/Ämter/bauamt/"),
    ]


def _pages_en() -> list[Json]:
    return [
        page(f"{EN}/arrival/", "Arrival", "<p>Welcome!</p>", available_languages=elsewhere({"de": f"{DE}/ankommen/"})),
    ]


def _pages_ar() -> list[Json]:
    back = elsewhere({"de": f"{DE}/ankommen/", "en": f"{EN}/arrival/"})
    return [page(quote(ARABIC), "الوصول", "<p>أهلاً وسهلاً</p>", available_languages=back)]


def _places(base: str, title: str) -> list[Json]:
    where = address(
        id=31, name=title, address="Am Markt 1", town="Musterstadt", postcode="01067", country="Deutschland",
        latitude=53.25, longitude=10.41,
    )  # fmt: skip
    return [
        place(
            f"{base}/locations/stadtbuecherei/",
            title,
            "<p>Bücher.</p>",
            meta_description="Bücher und mehr.",
            contacts=[
                contact(
                    area_of_responsibility="Ausleihe",
                    name="Team Ausleihe",
                    email="buecher@musterstadt.example",
                    phone_number="+49 1234 567",
                    website="https://buecher.example",
                    opening_hours=week(("09:00", "12:30"), ("14:00", "18:00")),
                    appointment_url="https://termin.example",
                ),
                contact(mobile_number="+49 170 1234567"),
            ],
            category=category("Bildung", id=6),
            opening_hours=week(("10:00", "18:00")),
            location=where,
            organization=organisation("Bücherfreunde"),
            barrier_free=True,
            thumbnail=f"{CMS}/media/regions/7/Rathaus.png",
            available_languages=elsewhere(
                {"en" if base == DE else "de": f"{EN if base == DE else DE}/locations/stadtbuecherei/"}
            ),
        ),
        # Trap 8: a place without coordinates; older servers' contact data; open by appointment and around the clock.
        place(
            f"{base}/locations/beratung-mobil/",
            "Beratung mobil",
            temporarily_closed=True,
            website="https://mobil.example",
            email="mobil@musterstadt.example",
            phone_number="+49 1234 999",
            opening_hours=[
                *week(appointmentOnly=True)[:5],
                {"allDay": True, "closed": False, "appointmentOnly": False, "timeSlots": []},
                {"allDay": False, "closed": True, "appointmentOnly": False, "timeSlots": []},
            ],
            appointment_url="https://termin.example/mobil",
            location=address(id=32, name="Beratung mobil", town="Kleinstadt"),
            barrier_free=False,
        ),
    ]


def _events() -> list[Json]:
    return [
        # Trap 3: DTSTART is UTC without saying so; the start has its offset.
        event(
            f"{DE}/events/sprachcafe/",
            "Sprachcafé",
            times("2026-07-07T18:00:00+02:00", "2026-07-07T20:00:00+02:00", recurrence_id=4),
            content="<p>Für alle.</p>",
            excerpt="Für alle.",
            location=address(id=31, name="Stadtbücherei", address="Am Markt 1", town="Musterstadt", postcode="01067"),
            location_path=f"{DE}/locations/stadtbuecherei/",
            recurrence_rule="DTSTART:20260707T160000\nRRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T235959",
            available_languages=elsewhere({"en": f"{EN}/events/language-cafe/"}),
        ),
        # No place at all, online, over the end of summer time.
        event(
            f"{DE}/events/online/",
            "Online-Vortrag",
            times("2026-10-24T20:00:00+02:00", "2026-10-25T10:00:00+01:00"),
            meeting_url="https://treffen.example/raum",
            thumbnail=f"{CMS}/media/regions/7/Rathaus.png",
        ),
        # A whole day; a place of its own without a page.
        event(
            f"{DE}/events/fest/",
            "Stadtfest",
            times("2026-08-01T00:00:00+02:00", "2026-08-02T23:59:00+02:00", all_day=True, only_weekdays=True),
            location=address(
                name="Marktplatz", town="Musterstadt", country="Deutschland", longitude=10.4, latitude=53.2
            ),
        ),
    ]


def responses() -> dict[str, Any]:
    """Paths of the API below `api/v3/` to what they answer. What is not named answers with 404."""
    answers: dict[str, Any] = {
        "regions/": [
            region(),
            # Trap 4 and old data: slashes around the path, aliases as a text, an empty prefix, a number for a postcode.
            region(id=8, name="Altdorf", path="/altdorf/", prefix="", name_without_prefix="Altdorf", plz=90518,
                   aliases='{"Neudorf": {"longitude": 11.3, "latitude": 49.4}}', languages=LANGUAGES[:1], live=False,
                   longitude=None, latitude=None, bounding_box=None),
            region(id=9, name="Leer", path="leer", prefix=None, aliases=None, languages=[]),
        ],
        f"regions/{REGION}/": region(),
        f"{REGION}/languages/": LANGUAGES,
        "leer/languages/": LANGUAGES[:2],
    }  # fmt: skip
    pages = {"de": _pages_de(), "en": _pages_en(), "ar": _pages_ar()}
    places = {"de": _places(DE, "Stadtbücherei"), "en": _places(EN, "City library")}
    for each in LANGUAGES:
        code = each["code"]
        base = f"{REGION}/{code}"
        answers |= {
            f"{base}/pages/": pages.get(code, []),
            f"{base}/locations/": places.get(code, []),
            f"{base}/location-categories/": [category(), category("Bildung", id=6)],
            f"{base}/events/": _events() if code == "de" else [],
            f"{base}/news/": [],
            f"{base}/offers/": [],
            f"{base}/imprint/": [],  # trap 4
        }
    answers[f"{REGION}/en/events/"] = [
        event(f"{EN}/events/language-cafe/", "Language café",
              times("2026-07-07T18:00:00+02:00", "2026-07-07T20:00:00+02:00", recurrence_id=4),
              recurrence_rule="DTSTART:20260707T160000\nRRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T235959",
              available_languages=elsewhere({"de": f"{DE}/events/sprachcafe/"})),
    ]  # fmt: skip
    answers[f"{REGION}/de/news/"] = [
        news("local-7", "Neues Amt", "<p>Ab Mai im Rathaus.</p>", available_languages={"en": {"id": "local-8"}}),
        news("tunews-99", "Aus der Welt", "Text.\nZweite Zeile.", channel=None, source="tunews",
             externalUrl="https://tunews.example/99"),
    ]  # fmt: skip
    answers[f"{REGION}/en/news/"] = [
        news("local-8", "New office", "Town hall.", available_languages={"de": {"id": "local-7"}})
    ]
    answers[f"{REGION}/de/offers/"] = [
        offer("Sprungbrett", "https://sprungbrett.example/"),
        offer("Suche", "https://suche.example/", post={"api-name": "neuburg", "zip": "01067"}),
    ]
    answers[f"{REGION}/de/imprint/"] = imprint(
        f"{DE}/disclaimer/", "Impressum", "<p>Landkreis Musterstadt<br>Am Markt 1</p>",
        available_languages=elsewhere({"en": f"{EN}/disclaimer/"}),
    )  # fmt: skip
    return copy.deepcopy(answers)  # for whoever changes it


def encoded(answer: Any) -> bytes:
    """An answer as servers send it; bytes stay what they are."""
    return answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False).encode()


def write_responses(folder: Path, answers: Mapping[str, Any] | None = None) -> Path:
    """A folder with saved answers."""
    for path, answer in (responses() if answers is None else answers).items():
        file = folder / path.strip("/") / "index.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(encoded(answer))
    return folder
