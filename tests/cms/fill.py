"""Fills the CMS through its own models with what guide.py tells: run by the Python of the CMS's environment.

`python fill.py fill` writes everything; `python fill.py edit PAGE LANGUAGE TITLE HTML` saves a new version of a page's text as
its editor does, `python fill.py rename PAGE LANGUAGE SLUG` one under another name. Versions since 2026.8 say place where older
ones say POI or location; both are known here.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from integreat_cms.cms import models  # noqa: E402
from integreat_cms.cms.models.events.recurrence_rule import RecurrenceRule  # noqa: E402
from integreat_cms.cms.models.utils import get_default_opening_hours  # noqa: E402
from integreat_cms.cms.utils.content_utils import render_contact_card  # noqa: E402
from integreat_cms.integreat_celery.celery import app  # noqa: E402
from lxml.html import tostring  # noqa: E402
from PIL import Image  # noqa: E402

sys.path.insert(0, str(Path(__file__).parent))
import guide  # noqa: E402

NEWER = hasattr(models, "Place")
PLACE, PLACE_TEXT = ("Place", "PlaceTranslation") if NEWER else ("POI", "POITranslation")
CATEGORY, CATEGORY_TEXT = (
    ("PlaceCategory", "PlaceCategoryTranslation") if NEWER else ("POICategory", "POICategoryTranslation")
)
OF_PLACE, ON_MAP, AT = ("place", "place_on_map", "place") if NEWER else ("poi", "location_on_map", "location")
BERLIN = ZoneInfo("Europe/Berlin")
CARD = ("address", "email", "phone_number", "website")
PAPER = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def main() -> None:
    """What the command line asks for."""
    app.conf.update(broker_url="memory://", result_backend="disabled://", task_ignore_result=True)  # there is no Redis
    match sys.argv[1:]:
        case ["fill"]:
            _fill()
        case ["edit", page, language, title, html]:
            _edit(page, language, title, html)
        case ["rename", page, language, slug]:
            _rename(page, language, slug)
        case wrong:
            sys.exit(f"not known: {wrong}")


def _fill() -> None:
    languages = {
        code: models.Language.objects.create(
            slug=code, bcp47_tag=tag, native_name=name, english_name=code, text_direction=direction,
            primary_country_code="de", table_of_contents="Inhalt",
        )
        for code, tag, name, direction, _ in guide.LANGUAGES
    }  # fmt: skip
    region = _region(guide.SLUG, guide.NAME, languages)
    _region("leer", "Leerstadt", {"de": languages["de"]})
    files = _media(region)
    organisation = models.Organization.objects.create(
        region=region,
        slug=guide.ORGANISATION[0],
        name=guide.ORGANISATION[1],
        website=guide.ORGANISATION[2],
        icon=files[0],
    )
    offers = _offers(region)
    contacts, places = _places(region, languages, organisation, files[0])
    words = {
        "{site}": settings.WEBAPP_URL,
        "{server}": settings.BASE_URL,
        "{picture}": files[0].url,
        "{paper}": files[1].url,
        "{contact}": str(contacts["beratung"].pk),
        "{card}": tostring(render_contact_card(contacts["meldeamt"].pk, CARD)).decode(),
    }
    _pages(region, languages, words, organisation, offers, files[0])
    _events(region, languages, places, words)
    _news(region, languages)
    imprint = models.ImprintPage.objects.create(region=region)
    for code, html in guide.IMPRINT.items():
        models.ImprintPageTranslation.objects.create(
            page=imprint, language=languages[code], title="Impressum", content=html, status="PUBLIC"
        )


def _region(slug: str, name: str, languages: "dict[str, models.Language]") -> "models.Region":
    region = models.Region.objects.create(
        name=name, slug=slug, status="ACTIVE", administrative_division="RURAL_DISTRICT",
        administrative_division_included=True, latitude=51.95, longitude=10.3, postal_code=guide.POSTCODE,
        admin_mail="post@fantasietal.example", aliases=guide.ALIASES,
        longitude_min=guide.BOX[0], latitude_min=guide.BOX[1], longitude_max=guide.BOX[2], latitude_max=guide.BOX[3],
        **{"places_enabled" if NEWER else "locations_enabled": True},
    )  # fmt: skip
    shown = {code: seen for code, *_, seen in guide.LANGUAGES}
    root = None
    for code, language in languages.items():
        told = {"language": language, "region": region, "visible": shown[code], "active": True}
        if root is None:
            root = models.LanguageTreeNode.add_root(**told)
        else:
            models.LanguageTreeNode.objects.get(pk=root.pk).add_child(**told, parent=root)
    return models.Region.objects.get(pk=region.pk)


def _media(region: "models.Region") -> "list[models.MediaFile]":
    drawn = BytesIO()
    Image.new("RGB", (64, 48), "blue").save(drawn, "PNG")
    files = []
    for name, kind, data in (
        ("Blauer Platz.png", "image/png", drawn.getvalue()),
        ("merkblatt.pdf", "application/pdf", PAPER),
    ):
        file = models.MediaFile(
            region=region, name=name, type=kind, file_size=len(data), alt_text=name, last_modified=datetime.now(UTC)
        )
        file.file.save(name, ContentFile(data), save=False)
        if kind.startswith("image/"):
            file.thumbnail.save(name, ContentFile(data), save=False)
        file.save()
        files.append(file)
    return files


def _offers(region: "models.Region") -> "dict[str, models.OfferTemplate]":
    offers = {}
    for slug, (name, url, code) in guide.OFFERS.items():
        offers[slug] = models.OfferTemplate.objects.create(
            slug=slug, name=name, url=url, use_postal_code=code, thumbnail=f"https://{slug}.example/bild.png"
        )
        region.offers.add(offers[slug])
    return offers


def _hours(week: tuple[str, ...] | None) -> list[dict[str, object]]:
    if week is None:
        return get_default_opening_hours()
    return [
        {
            "allDay": day == "all day",
            "closed": day == "closed",
            "appointmentOnly": day == "appointment",
            "timeSlots": [
                dict(zip(("start", "end"), slot.split("-"), strict=True)) for slot in day.split() if "-" in slot
            ],
        }
        for day in week
    ]


def _places(region, languages, organisation, picture):
    categories, contacts, places = {}, {}, {}
    for name, (icon, colour, english) in guide.CATEGORIES.items():
        categories[name] = getattr(models, CATEGORY).objects.create(icon=icon, color=colour)
        for code, told in (("de", name), ("en", english)):
            getattr(models, CATEGORY_TEXT).objects.create(
                category=categories[name], language=languages[code], name=told
            )
    for told in guide.PLACES:
        place = getattr(models, PLACE).objects.create(
            region=region, address=told.address, postcode=guide.POSTCODE, city=guide.NAME, country="Deutschland",
            latitude=told.at[0] if told.at else None, longitude=told.at[1] if told.at else None,
            category=categories[told.category], temporarily_closed=told.closed, opening_hours=_hours(told.hours),
            appointment_url=told.appointment, barrier_free=told.barrier_free, archived=told.archived,
            organization=organisation if told.organisation else None, icon=picture if told.organisation else None,
            **{ON_MAP: told.on_map},
        )  # fmt: skip
        places[told.key] = place
        for code, text in told.texts.items():
            getattr(models, PLACE_TEXT).objects.create(
                **{OF_PLACE: place}, language=languages[code], title=text.title, slug=text.slug, content=text.html,
                status=text.status, meta_description=f"{text.title}: kurz",
            )  # fmt: skip
        for one in told.contacts:
            contacts[one.key] = models.Contact.objects.create(
                **{AT: place}, area_of_responsibility=one.area, name=one.name, email=one.email, phone_number=one.phone,
                mobile_phone_number=one.mobile, website=one.website, opening_hours=_hours(one.hours),
                appointment_url=one.appointment,
            )  # fmt: skip
    return contacts, places


def _pages(region, languages, words, organisation, offers, picture):
    pages = {}
    for told in guide.PAGES:
        values = {
            "region": region,
            "explicitly_archived": told.archived,
            "mirrored_page": pages[told.mirrors] if told.mirrors else None,
            "mirrored_page_first": False,
            "organization": organisation if told.organisation else None,
            "icon": picture if told.picture else None,
        }
        if told.parent:
            parent = models.Page.objects.get(pk=pages[told.parent].pk)
            page = parent.add_child(**values, parent=parent)
        else:
            page = models.Page.add_root(**values)
        pages[told.key] = page
        page.embedded_offers.set(offers[slug] for slug in told.offers)
        for code, versions in told.versions.items():
            for version, text in enumerate(versions, 1):
                saved = models.PageTranslation.objects.create(
                    page=page, language=languages[code], title=text.title, slug=text.slug, status=text.status,
                    content=_filled(text.html, words), version=version,
                )  # fmt: skip
                day = datetime(guide.YEAR - 1, 5, text.day, 8, tzinfo=UTC) - timedelta(days=365)
                models.PageTranslation.objects.filter(pk=saved.pk).update(last_updated=day)


def _events(region, languages, places, words):
    for told in guide.EVENTS:
        year = guide.YEAR - told.years_ago
        start, end = (
            datetime.strptime(f"{year}-{at}", "%Y-%m-%d %H:%M").replace(tzinfo=BERLIN) for at in (told.start, told.end)
        )
        event = models.Event.objects.create(
            region=region, start=start, end=end, archived=told.archived, meeting_url=told.meeting,
            recurrence_rule=RecurrenceRule.objects.create(**{"weekdays_for_weekly": []} | told.rule) if told.rule else None,
            **{AT: places[told.place] if told.place else None},
        )  # fmt: skip
        for code, text in told.texts.items():
            models.EventTranslation.objects.create(
                event=event, language=languages[code], title=text.title, slug=text.slug,
                content=_filled(text.html, words), status=text.status,
            )  # fmt: skip


def _news(region, languages):
    for told in guide.NEWS:
        sent = None if told.days_ago is None else datetime.now(UTC) - timedelta(days=told.days_ago)
        notice = models.PushNotification.objects.create(
            sent_date=sent, channel="news", mode="ONLY_AVAILABLE", archived=told.archived
        )
        notice.regions.add(region)
        for code, (title, text) in told.texts.items():
            models.PushNotificationTranslation.objects.create(
                push_notification=notice, language=languages[code], title=title, text=text
            )


def _edit(slug: str, code: str, title: str, html: str) -> None:
    version = _newest(slug, code).create_new_version_copy()
    version.title, version.content, version.status = title, html, "PUBLIC"
    version.save()


def _rename(slug: str, code: str, new: str) -> None:
    version = _newest(slug, code).create_new_version_copy()
    version.slug = new
    version.save()


def _newest(slug: str, code: str) -> "models.PageTranslation":
    found = models.PageTranslation.objects.filter(
        slug=slug, language__slug=code, page__region__slug=guide.SLUG, status="PUBLIC"
    )
    return found.order_by("-version")[0]


def _filled(html: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        html = html.replace(word, value)
    return html


if __name__ == "__main__":
    os.umask(0o022)
    main()
