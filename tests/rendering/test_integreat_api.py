"""The copy of Integreat's API: every rule by which today's app and older clients can read it, on a built site."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from PIL import Image

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.inspection import check
from integreat_ssg.model.findings import has_errors
from integreat_ssg.model.theme import Theme
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.rendering.integreat.copy import LARGEST, hashed, numbered
from integreat_ssg.rendering.integreat.news import PAGE_OF_NEWS
from tests.api_site import BASE, PICTURE, SITE, answer
from tests.api_site import page as text
from tests.conftest import Files, write_files

TODAY = date(2026, 6, 1)
LANGUAGES = ("de", "ar", "de-si")


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Job]:
    folder = tmp_path_factory.mktemp("api")
    with Converter(Cache(None), Budget(seconds=10, processes=1)) as converter:
        yield Job(write_files(folder / "content", SITE), folder / "build", theme, Cache(None), converter, TODAY)


@pytest.fixture(scope="module")
def output(job: Job) -> Path:
    """The output folder with the site."""
    result = build(job)
    assert all(region.written for region in result.regions), [
        each for each in result.all_findings if has_errors([each])
    ]
    return job.output


@pytest.fixture(scope="module")
def town(output: Path) -> Path:
    """The region with all that the API can tell."""
    return output / "town"


TEXT, MAYBE = (str,), (str, type(None))
NUMBER, DEGREES, FLAG = (int,), (int, float, type(None)), (bool,)
LIST, OBJECT, PERHAPS = (list,), (dict,), (dict, type(None))
WEEK = (list, type(None))

LANGUAGE = {"id": NUMBER, "code": TEXT, "bcp47_tag": TEXT, "native_name": TEXT, "dir": TEXT}
REGION = {
    "id": NUMBER,
    "name": TEXT,
    "path": TEXT,
    "live": FLAG,
    "prefix": MAYBE,
    "name_without_prefix": TEXT,
    "plz": TEXT,
    "extras": FLAG,
    "events": FLAG,
    "pois": FLAG,
    "push_notifications": FLAG,
    "longitude": DEGREES,
    "latitude": DEGREES,
    "bounding_box": LIST,
    "aliases": PERHAPS,
    "tunews": FLAG,
    "external_news": FLAG,
    "zammad_privacy_policy": MAYBE,
    "languages": LIST,
    "is_chat_enabled": FLAG,
}
COMMON = {
    "url": TEXT,
    "path": TEXT,
    "title": TEXT,
    "modified_gmt": TEXT,
    "last_updated": TEXT,
    "excerpt": TEXT,
    "content": TEXT,
    "available_languages": OBJECT,
    "thumbnail": MAYBE,
    "hash": (type(None),),
}
PAGE = {
    **COMMON,
    "id": NUMBER,
    "published_at": TEXT,
    "parent": OBJECT,
    "order": NUMBER,
    "organization": PERHAPS,
    "embedded_offers": LIST,
    "slug_history": LIST,
}
PARENT = {"id": NUMBER, "url": MAYBE, "path": MAYBE}
IMPRINT = {**COMMON, "id": NUMBER, "parent": (type(None),)}
PLACE = {
    **COMMON,
    "id": NUMBER,
    "published_at": TEXT,
    "meta_description": MAYBE,
    "icon": MAYBE,
    "website": MAYBE,
    "email": MAYBE,
    "phone_number": MAYBE,
    "contacts": LIST,
    "category": OBJECT,
    "temporarily_closed": FLAG,
    "opening_hours": WEEK,
    "appointment_url": MAYBE,
    "location": OBJECT,
    "organization": PERHAPS,
    "barrier_free": (bool, type(None)),
}
CONTACT = {
    "area_of_responsibility": MAYBE,
    "name": TEXT,
    "email": TEXT,
    "phone_number": TEXT,
    "mobile_number": TEXT,
    "website": TEXT,
    "opening_hours": WEEK,
    "appointment_url": MAYBE,
}
DAY = {"allDay": FLAG, "closed": FLAG, "appointmentOnly": FLAG, "timeSlots": LIST}
SLOT = {"start": TEXT, "end": TEXT, "timezone": TEXT}
ADDRESS = {
    "id": (int, type(None)),
    "name": MAYBE,
    "address": MAYBE,
    "town": MAYBE,
    "state": (type(None),),
    "postcode": MAYBE,
    "region": (type(None),),
    "country": MAYBE,
    "latitude": DEGREES,
    "longitude": DEGREES,
}
CATEGORY = {"id": NUMBER, "name": TEXT, "color": MAYBE, "icon": MAYBE, "icon_url": TEXT, "icon_color": TEXT}
ORGANISATION = {"id": NUMBER, "slug": TEXT, "name": TEXT, "logo": TEXT, "website": MAYBE}
EVENT = {
    **COMMON,
    "id": (int, type(None)),
    "location": OBJECT,
    "location_path": MAYBE,
    "meeting_url": MAYBE,
    "event": OBJECT,
    "recurrence_rule": MAYBE,
}
TIMES = {
    "id": NUMBER,
    "start": TEXT,
    "start_date": TEXT,
    "start_time": TEXT,
    "end": TEXT,
    "end_date": TEXT,
    "end_time": TEXT,
    "all_day": FLAG,
    "only_weekdays": FLAG,
    "recurrence_id": (int, type(None)),
    "timezone": TEXT,
}
NEWS = {
    "id": TEXT,
    "title": TEXT,
    "content": TEXT,
    "last_updated": TEXT,
    "published_at": TEXT,
    "display_date": TEXT,
    "channel": MAYBE,
    "available_languages": PERHAPS,
    "source": TEXT,
    "externalUrl": TEXT,
}
FCM = {
    "id": NUMBER,
    "title": TEXT,
    "message": TEXT,
    "timestamp": TEXT,
    "last_updated": TEXT,
    "published_at": TEXT,
    "display_date": TEXT,
    "channel": TEXT,
    "available_languages": OBJECT,
}


def has_shape(value: object, shape: Mapping[str, tuple[type, ...]]) -> None:
    """An object has the fields of a shape, no other ones, and each of a type that the shape allows."""
    assert isinstance(value, dict)
    assert set(value) == set(shape)
    for name, kinds in shape.items():
        assert type(value[name]) in kinds, (name, value[name])


def moment(text: str) -> datetime:
    """A moment that says how far its clock is from UTC."""
    when = datetime.fromisoformat(text)
    assert when.tzinfo is not None
    return when


def test_regions_have_their_shape(town: Path) -> None:
    """Also the list has them, alone in a region's own site."""
    region = answer(town, "regions/town")
    has_shape(region, REGION)
    assert answer(town, "regions") == [region]
    assert (region["name"], region["name_without_prefix"], region["prefix"]) == ("Landkreis Tal", "Tal", "Landkreis")
    assert (region["path"], region["plz"]) == ("town", "01067")
    assert region["bounding_box"] == [[10.1, 51.6], [10.7, 52.1]]
    assert region["aliases"] == {"Ährenthal": {"longitude": 10.3, "latitude": 51.8}}
    assert (region["events"], region["pois"], region["push_notifications"]) == (True, True, True)


def test_languages_have_their_shape(town: Path) -> None:
    """Plain German has the code that Integreat gives it, and the tag that it has."""
    languages = answer(town, "town/languages")
    assert answer(town, "regions/town")["languages"] == languages
    for language in languages:
        has_shape(language, LANGUAGE)
    assert [(each["code"], each["bcp47_tag"], each["dir"]) for each in languages] == [
        ("de", "de", "LEFT_TO_RIGHT"),
        ("ar", "ar", "RIGHT_TO_LEFT"),
        ("de-si", "de-simple", "LEFT_TO_RIGHT"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_its_shape(town: Path, language: str) -> None:
    """Every list that a client asks for is there in each language, empty too, and each of its things has every field, none of
    them of another type."""
    for page in [*answer(town, f"town/{language}/pages"), *answer(town, f"town/{language}/children")]:
        has_shape(page, PAGE)
        has_shape(page["parent"], PARENT)
    assert answer(town, f"town/{language}/parents") == []
    for place in answer(town, f"town/{language}/locations/all"):
        has_shape(place, PLACE)
        has_shape(place["location"], ADDRESS)
        has_shape(place["category"], CATEGORY)
        for contact in place["contacts"]:
            has_shape(contact, CONTACT)
        for week in (place["opening_hours"], *(each["opening_hours"] for each in place["contacts"])):
            assert week is None or len(week) == 7
            for day in week or ():
                has_shape(day, DAY)
                for slot in day["timeSlots"]:
                    has_shape(slot, SLOT)
        assert place["organization"] is None or not has_shape(place["organization"], ORGANISATION)
    for category in answer(town, f"town/{language}/location-categories"):
        has_shape(category, CATEGORY)
    for event in answer(town, f"town/{language}/events"):
        has_shape(event, EVENT)
        has_shape(event["event"], TIMES)
        has_shape(event["location"], ADDRESS)
        assert moment(event["event"]["start"]) <= moment(event["event"]["end"])
        moment(event["last_updated"])
    for news in answer(town, f"town/{language}/news"):
        has_shape(news, NEWS)
    for message in answer(town, f"town/{language}/fcm"):
        has_shape(message, FCM)
    has_shape(answer(town, f"town/{language}/imprint"), IMPRINT)
    assert answer(town, f"town/{language}/disclaimer") == answer(town, f"town/{language}/imprint")
    assert answer(town, f"town/{language}/offers") == answer(town, f"town/{language}/extras") == []


def test_pages_are_joined_by_their_paths(town: Path) -> None:
    """Paths have a slash on both ends, small letters and no encoding; the parent has the page's number, not its text's; the
    home page and those of the footer are no part of the tree."""
    pages = {each["path"]: each for each in answer(town, "town/de/pages")}
    assert list(pages) == [
        "/town/de/schule/",
        "/town/de/schule/größe/",
        "/town/de/work/",
        "/town/de/work/jobs/",
        "/town/de/work/jobs/night/",
    ]
    work, jobs = pages["/town/de/work/"], pages["/town/de/work/jobs/"]
    assert work["parent"] == {"id": 0, "url": None, "path": None}
    assert jobs["parent"]["path"] == work["path"]
    assert jobs["parent"]["url"] == work["url"] == f"{BASE}town/de/work/"
    assert jobs["parent"]["id"] not in (0, work["id"])
    assert jobs["slug_history"] == ["old-jobs", "former/jobs"]
    assert pages["/town/de/schule/"]["order"] < work["order"]
    assert (work["modified_gmt"], work["last_updated"]) == ("2026-05-01T22:00:00Z", "2026-05-02T00:00:00+02:00")


def test_only_real_translations_are_told(town: Path) -> None:
    """A page that readers see in another language is not in that language's list, and no list of languages names it."""
    arabic = {each["path"]: each for each in answer(town, "town/ar/pages")}
    assert set(arabic) == {"/town/ar/مدرسة/حجم/", "/town/ar/work/jobs/", "/town/ar/work/jobs/night/"}
    for language in LANGUAGES:
        for page in answer(town, f"town/{language}/pages"):
            for code, there in page["available_languages"].items():
                assert code != language
                told = {each["path"]: each for each in answer(town, f"town/{code}/pages")}
                assert told[there["path"]]["id"] == there["id"]
                assert told[there["path"]]["url"] == there["url"]
                assert page["path"] in (each["path"] for each in told[there["path"]]["available_languages"].values())


def test_a_translation_keeps_its_own_name(town: Path) -> None:
    """Integreat's pages have a name in each language; what came from there comes back under it."""
    size = next(each for each in answer(town, "town/de/pages") if each["path"] == "/town/de/schule/größe/")
    there = size["available_languages"]["ar"]
    assert there["path"] == "/town/ar/مدرسة/حجم/"
    assert there["url"] == f"{BASE}town/ar/schule/gr%C3%B6%C3%9Fe/"
    (arabic,) = answer(town, "town/ar/children/by-path/town/ar/مدرسة/حجم")
    assert arabic["slug_history"] == []
    assert arabic["available_languages"]["de"]["path"] == size["path"]


def test_pictures_and_files_keep_their_names(town: Path) -> None:
    """And their bytes, where nothing stands beside them."""
    assert (town / "api/media/house.png").read_bytes() == PICTURE
    assert (town / "api/media/form.pdf").read_bytes() == SITE["town/media/form.pdf"]


def test_what_a_camera_wrote_is_left_out(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Place and device; a picture that is larger than any of its sizes comes in the largest."""
    exif = Image.Exif()
    exif[0x010F] = "Kamera"
    photo = io.BytesIO()
    Image.new("RGB", (2000, 1000)).save(photo, "JPEG", exif=exif)
    shown = {
        "town/de/leben.md": text("Leben", "![Feld](../media/photo.jpg)"),
        "town/media/photo.jpg": photo.getvalue(),
    }
    build_site({**ONE, **shown}, today=TODAY)
    with Image.open(tmp_path / "build/town/api/media/photo.jpg") as picture:
        assert picture.width == 1440
        assert not picture.getexif()


def test_a_page_is_not_lost_with_its_parent(town: Path) -> None:
    """Where the page above has no translation, a page hangs on the nearest that has one, or on none."""
    arabic = {each["path"]: each for each in answer(town, "town/ar/pages")}
    assert arabic["/town/ar/work/jobs/"]["parent"]["path"] is None
    assert arabic["/town/ar/work/jobs/night/"]["parent"]["path"] == "/town/ar/work/jobs/"
    assert set(arabic) == {each["path"] for each in reachable(answer(town, "town/ar/children"))}


def reachable(pages: list[Any]) -> list[Any]:
    """What a reader of the app gets to from the start, which asks for pages by the path of their parent."""
    found = [each for each in pages if each["parent"]["path"] is None]
    for page in found:
        found += [each for each in pages if each["parent"]["path"] == page["path"]]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_reached_by_children(town: Path, language: str) -> None:
    """`children/` is the whole list, from which the app takes what it needs."""
    pages = answer(town, f"town/{language}/pages")
    assert answer(town, f"town/{language}/children") == pages
    assert sorted(each["path"] for each in reachable(pages)) == sorted(each["path"] for each in pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_for_questions_about_a_page(town: Path, language: str) -> None:
    """What a host that rewrites finds: a page with two steps below it, its parents from the top, and the roots."""
    pages = {each["path"]: each for each in answer(town, f"town/{language}/pages")}

    def above(page: Any) -> list[Any]:
        parent = pages.get(page["parent"]["path"])
        return [*above(parent), parent] if parent else []

    for path, page in pages.items():
        assert answer(town, f"town/{language}/parents/by-path{path}") == above(page)
        below = [each for each in pages.values() if page in above(each)[-2:]]
        assert answer(town, f"town/{language}/children/by-path{path}") == [page, *below]
    roots = [each for each in pages.values() if len(above(each)) < 2]
    assert answer(town, f"town/{language}/children/by-path") == roots


class Links(HTMLParser):
    """Addresses in a text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, value) for name, value in attrs if name in ("href", "src") and value is not None]


def test_texts_stand_for_themselves(town: Path, output: Path) -> None:
    """Every link and picture is a complete address, and leads to a file of the site where it begins with the site's address."""
    jobs = next(each for each in answer(town, "town/de/pages") if each["path"] == "/town/de/work/jobs/")
    links = Links(jobs["content"]).found
    assert ("a", f"{BASE}town/de/schule/gr%C3%B6%C3%9Fe/#wo") in links
    assert ("a", "mailto:amt@town.example") in links
    assert ("a", "https://videos.example/watch") in links
    assert ("a", f"{BASE}town/de/places/library/") in links
    assert any(tag == "img" for tag, _ in links)
    for _, url in links:
        assert re.match(r"https://|mailto:|tel:", url), url
        if url.startswith(BASE):
            file = output / url.removeprefix(BASE).partition("#")[0].replace("%C3%B6", "ö").replace("%C3%9F", "ß")
            assert (file / "index.html" if file.is_dir() else file).is_file(), url
    assert jobs["title"] == "Stellen & <mehr>"
    assert '<div contenteditable="false" data-contact-id="' in jobs["content"]
    assert 'class="contact-card notranslate"' in jobs["content"]
    assert "<h4>Amt | Anmeldung</h4>" in jobs["content"]
    assert "<table>" in jobs["content"]
    assert "<svg" not in jobs["content"]
    assert jobs["excerpt"].startswith("Suchen Siehe Schule, Form und fett. 5 &lt; 6 ")


def test_only_places_with_coordinates_are_on_the_map(town: Path) -> None:
    """All of them lie beside those, and a place that is in no language is in each."""
    assert [each["title"] for each in answer(town, "town/de/locations")] == ["Bücherei"]
    assert [each["title"] for each in answer(town, "town/ar/locations/all")] == ["مكتبة", "Café Welt"]
    assert [each["title"] for each in answer(town, "town/de-si/locations/all")] == ["Café Welt"]
    assert answer(town, "town/de-si/locations") == []


def test_places_say_all_that_readers_need(town: Path) -> None:
    """Contacts with every number, hours on the clock of the place, whether one gets in, who stands behind it."""
    library, cafe = answer(town, "town/de/locations/all")
    assert library["content"] == "<p>Bücher.</p><p>Und Spiele.</p>"
    numbers = [(each["name"], each["phone_number"], each["mobile_number"]) for each in library["contacts"]]
    assert numbers == [("Amt", "+49 5321 76400", "+49 1512 3456789"), ("Amt", "+49 5321 76401", "")]
    assert library["contacts"][0]["area_of_responsibility"] == "Anmeldung"
    assert library["contacts"][0]["opening_hours"][0]["timeSlots"] == [
        {"start": "08:00", "end": "12:00", "timezone": "Europe/Berlin"}
    ]
    monday, tuesday, *_, saturday, sunday = library["opening_hours"]
    assert [(each["start"], each["end"]) for each in monday["timeSlots"]] == [("10:00", "13:00"), ("14:00", "18:00")]
    assert (tuesday["allDay"], tuesday["closed"], sunday["closed"]) == (True, False, True)
    assert saturday["timeSlots"][0]["end"] == "02:00"
    assert library["appointment_url"] == "https://www.town.example/termin"
    assert (library["barrier_free"], cafe["barrier_free"]) == (True, None)
    assert library["organization"]["name"] == "Landkreis"
    assert library["location"]["postcode"] == "38640"
    assert (library["location"]["latitude"], library["location"]["longitude"]) == (51.9, 10.42)
    assert library["available_languages"]["ar"]["path"] == "/town/ar/locations/library/"
    assert cafe["contacts"][0]["phone_number"] == "+49 5321 999"
    assert (cafe["organization"], cafe["opening_hours"], cafe["location"]["latitude"]) == (None, None, None)
    categories = answer(town, "town/de/location-categories")
    assert {library["category"]["id"], cafe["category"]["id"]} == {each["id"] for each in categories}
    for category in categories:
        drawing = category["icon_url"].removeprefix(f"{BASE}town/")
        assert (town / drawing).read_text().startswith("<svg xmlns=")


def test_all_that_is_still_to_come_is_told(town: Path) -> None:
    """Also what is further ahead than our own lists reach, and nothing that is over."""
    titles = [each["title"] for each in answer(town, "town/de/events")]
    assert titles == ["Chor", "Tanz", "Tanz", "Tanz", "Gespräch", "Markt", "Spät"]


def test_a_series_is_one_event_with_its_rule(town: Path) -> None:
    """DTSTART is in UTC without saying so; the event's own start knows its zone; clients find the same dates as our calendar."""
    choir = next(each for each in answer(town, "town/de/events") if each["title"] == "Chor")
    assert choir["recurrence_rule"] == "DTSTART:20260105T073000\nRRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T235959"
    assert (choir["event"]["start"], choir["event"]["timezone"]) == ("2026-01-05T08:30:00+01:00", "Europe/Berlin")
    assert (choir["event"]["start_date"], choir["event"]["start_time"]) == ("2026-01-05", "08:30:00")
    assert choir["event"]["recurrence_id"]
    dates = list(rrulestr(choir["recurrence_rule"]))
    assert len(dates) == 52
    assert choir["location"]["name"] == "Bücherei"
    assert choir["location_path"] == "/town/de/locations/library/"


def test_a_series_with_exceptions_is_told_date_by_date(town: Path) -> None:
    """A rule alone would send readers to a date that is left out."""
    dances = [each for each in answer(town, "town/de/events") if each["title"] == "Tanz"]
    assert [each["path"] for each in dances] == [
        f"/town/de/events/dance${day}/" for day in ("2026-06-03", "2026-06-17", "2026-06-24")
    ]
    assert all(each["recurrence_rule"] is None for each in dances)
    assert dances[0]["location"] | {"id": 0} == {
        "id": 0,
        "name": "Turnhalle",
        "address": "Am Wall 3",
        "town": "Tal",
        "state": None,
        "postcode": "38640",
        "region": None,
        "country": "DE",
        "latitude": None,
        "longitude": None,
    }
    assert dances[0]["location"]["id"] > 0
    assert "3 Euro" in dances[0]["content"]
    assert 'href="tel:+49532176400"' in dances[0]["content"]


def test_events_without_a_place_have_an_address_of_nothing(town: Path) -> None:
    """The object is there, every value null; where one takes part online is told."""
    talk = next(each for each in answer(town, "town/de/events") if each["title"] == "Gespräch")
    assert set(talk["location"]) == set(ADDRESS)
    assert not any(talk["location"].values())
    assert talk["meeting_url"] == "https://meet.example/tal"


def test_whole_days_end_on_their_last_day(town: Path) -> None:
    fair = next(each for each in answer(town, "town/ar/events") if each["title"] == "Markt")
    assert (fair["event"]["all_day"], fair["event"]["start"], fair["event"]["end"]) == (
        True,
        "2026-07-04T00:00:00+02:00",
        "2026-07-05T23:59:00+02:00",
    )


def test_news_are_found_one_by_one(town: Path) -> None:
    """The newest first; each lies under its own id, which other languages name."""
    news = answer(town, "town/de/news")
    assert [each["title"] for each in news] == ["Neue Kurse", "Neues Amt"]
    for each in news:
        assert re.fullmatch(r"local-[1-9]\d*", each["id"])
        assert answer(town, f"town/de/news/{each['id']}") == each
    assert news[0]["display_date"] == "2026-02-01T00:00:00+01:00"
    arabic = news[0]["available_languages"]["ar"]["id"]
    assert answer(town, f"town/ar/news/{arabic}")["title"] == "دورات جديدة"
    messages = answer(town, "town/de/fcm")
    assert [f"local-{each['id']}" for each in messages] == [each["id"] for each in news]
    assert messages[0]["message"] == "Ab März."
    assert answer(town, f"town/de/fcm/{messages[1]['id']}") == [messages[1]]


def test_events_and_news_are_there_when_they_are_empty(output: Path) -> None:
    for name in ("events", "news", "fcm", "locations", "offers", "extras", "location-categories"):
        assert answer(output / "hamlet", f"hamlet/de/{name}") == []


def test_a_region_without_an_imprint_has_no_file(output: Path) -> None:
    """Then a host answers 404; `[]` would end the app."""
    for name in ("imprint", "disclaimer"):
        assert not (output / f"hamlet/api/v3/hamlet/de/{name}").exists()


def test_an_imprint_is_there_in_every_language(town: Path) -> None:
    """It is owed to readers; where it is not translated it is the one in the next language, which its number tells."""
    assert answer(town, "town/ar/imprint") == answer(town, "town/de/imprint")
    assert answer(town, "town/de/imprint")["content"] == "<p>Das Amt.</p>"
    assert answer(town, "town/de/imprint")["available_languages"] == {}


def test_a_region_that_tells_little_has_a_box_all_the_same(output: Path) -> None:
    """Clients cannot do without; nothing that needs a server is offered."""
    region = answer(output / "hamlet", "regions/hamlet")
    has_shape(region, REGION)
    (west, south), (east, north) = region["bounding_box"]
    assert west < east
    assert south < north
    assert region["is_chat_enabled"] is False
    assert (region["name"], region["prefix"], region["plz"], region["aliases"]) == ("Weiler", "", "", None)


def test_the_portal_has_the_api_of_all_regions(output: Path) -> None:
    """A client asks one address for all: the list of regions, and under the same address what each region tells."""
    assert [each["path"] for each in answer(output, "regions")] == ["hamlet", "town"]
    assert answer(output, "regions/town") == answer(output / "town", "regions/town")
    copied = {file.relative_to(output).as_posix() for file in (output / "api").rglob("*.html")}
    own = {
        file.relative_to(output / slug).as_posix()
        for slug in ("town", "hamlet")
        for file in (output / slug / "api").rglob("*.html")
    }
    assert copied == {path for path in own if "/by-path/" not in path}
    assert answer(output, "town/de/pages") == answer(output / "town", "town/de/pages")
    assert not (output / "quiet/api").exists()


def test_numbers_stay_and_never_meet(town: Path) -> None:
    """Whole numbers above 0 that a client can keep in 32 bits, made of what a thing is; two things never have the same."""
    ids = [each["id"] for name in ("pages", "locations/all") for code in LANGUAGES
           for each in answer(town, f"town/{code}/{name}")]  # fmt: skip
    assert len(ids) == len(set(ids))
    events = [each["location"] for each in answer(town, "town/de/events")]
    written = {each["id"] for each in events if each["id"] and each["id"] not in ids}
    assert len(written) == len({each["address"] for each in events if each["id"] in written}) > 0
    assert all(0 < each <= LARGEST for each in ids)
    assert numbered("town", ["a", "b"]) == {"a": hashed("town/a"), "b": hashed("town/b")}
    one, other = MEETING
    assert hashed(f"/{one}") == hashed(f"/{other}")
    assert numbered("", [other, one]) == {one: hashed(f"/{one}"), other: hashed(f"/{other}#1")}


def test_nothing_in_an_answer_is_a_page(output: Path) -> None:
    """A plain host hands the files out as HTML: no bracket stands in them that a browser could take for an element."""
    files = [*output.glob("**/api/v3/**/index.html"), *output.glob("**/api/v3/404.html")]
    assert files
    for file in files:
        assert b"<" not in file.read_bytes()
        json.loads(file.read_bytes())
    assert json.loads((output / "town/api/v3/404.html").read_bytes()).keys() == {"error"}


def test_readers_load_nothing_of_it(town: Path) -> None:
    """Neither phones, nor search engines, nor the worker."""
    release = json.loads((town / "release.json").read_bytes())
    contents = [*(town / "release/contents").glob("*.json")]
    assert release["sets"]
    assert contents
    assert not any(b"api/v3" in file.read_bytes() for file in contents)
    assert b"api/v3" not in (town / "sitemap.xml").read_bytes()
    assert "|api\\/)" in (town / "sw.js").read_text()


def test_the_same_content_gives_the_same_answers(job: Job, output: Path, tmp_path: Path) -> None:
    build(replace(job, output=tmp_path / "again"))
    files = [file.relative_to(output) for file in output.glob("**/api/**/*") if file.is_file()]
    assert files
    assert all((tmp_path / "again" / file).read_bytes() == (output / file).read_bytes() for file in files)


MEETING = ("43009", "57421")
"""Two names that have the same number until they are told apart."""

ONE: Files = {
    "site.yaml": f"title: Guide\nregions: [town]\nbase_url: {BASE}\n",
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de]\nfeatures: {integreat_api: true}\n",
    "town/de/index.md": text("Willkommen"),
    "town/de/imprint.md": text("Impressum"),
    "town/de/privacy.md": text("Datenschutz"),
    "town/de/accessibility.md": text("Barrierefreiheit"),
}
NEWS_ITEMS: Files = {
    f"town/de/news/2026-01-{day:02}-news.md": text(f"Nachricht {day}") for day in range(1, PAGE_OF_NEWS + 1)
}


@pytest.mark.parametrize(("number", "listed"), [(PAGE_OF_NEWS - 1, PAGE_OF_NEWS - 1), (PAGE_OF_NEWS, PAGE_OF_NEWS - 1)])
def test_a_list_of_news_never_ends_where_the_app_would_ask_for_more(
    build_site: Callable[..., BuildResult], tmp_path: Path, number: int, listed: int
) -> None:
    """The app asks for a next page after one of twenty, and a static host would answer the same list without end."""
    build_site({**ONE, **dict([*NEWS_ITEMS.items()][:number])}, today=TODAY)
    town = tmp_path / "build/town"
    assert len(answer(town, "town/de/news")) == listed
    assert len([*(town / "api/v3/town/de/news").glob("local-*")]) == number


def test_without_an_address_there_is_no_api(make_job: Callable[..., Job], tmp_path: Path) -> None:
    """Its texts need complete addresses; who asked for it is told, and told how to mend it."""
    made = make_job({**ONE, "site.yaml": "title: Guide\nregions: [town]\n"}, today=TODAY)
    result = build(made)
    (found,) = [each for each in result.all_findings if each.code == "api-needs-base-url"]
    assert (found.place.file, found.place.line) == ("town/region.yaml", 4)
    assert not (tmp_path / "build/town/api").exists()
    assert not [each for each in check(replace(made, base_url=BASE)).all_findings if each.code == "api-needs-base-url"]
