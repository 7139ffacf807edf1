"""What a reader and a search engine find on the pages of places."""

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from html import unescape
from pathlib import Path

import pytest
from babel import Locale

from integreat_ssg.checking.site import FIRST_VIEW
from integreat_ssg.model.languages import Language
from integreat_ssg.model.theme import Theme
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.rendering.templates import templates_maker
from integreat_ssg.rendering.voices import Voice
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]

TODAY = date(2026, 11, 22)
REGION = str(SMALL_SITE["town/region.yaml"]) + "land: NI\naliases: {Seesen: {latitude: 51.9, longitude: 10.2}}\n"
OFFICE = (
    "name: {de: Amt, ar: دائرة}\ndescription: {de: Hilfe.}\ncategories: [authority]\ncontacts: [office]\n"
    "address: {street: Weg 1, postcode: '01067', town: Seesen}\nmunicipality: Seesen\n"
    "coordinates: {latitude: 51.9, longitude: 10.2}\nphones: [{number: +49 5321 1234}]\nemail: a@b.example\n"
    "hours: Mo-Fr 08:00-12:00, Th 14:00-18:00; PH off\nlanguages: [de, ar]\naccess: {entrance: 'yes', parking: 'no'}\n"
)
WORLD = {
    **SMALL_SITE,
    "town/region.yaml": REGION,
    "town/contacts/office.yaml": "name: Kontakt\nphones: [{number: +49 5321 1234}]\n",
    "town/places/office.yaml": OFFICE,
    "town/de/work/jobs.md": "---\ntitle: Stellen\n---\n[[place: office]]\n\n[[contact: office]]\n",
}


@pytest.fixture
def read(build_site: Build, tmp_path: Path) -> Callable[..., str]:
    """A file of the town's site after a build on a fixed day, with some files changed."""

    def build_and_read(file: str, files: dict[str, str] | None = None, **options: object) -> str:
        result = build_site({**WORLD, **(files or {})}, **{"today": TODAY, **options})
        assert result.regions[0].version, result.all_findings
        return (tmp_path / "build" / "town" / file).read_text()

    return build_and_read


def rows(html: str) -> list[str]:
    """The lines of a table of hours, as text."""
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", row)).replace("\u202f", " ").split())
        for row in re.findall(r"<div>(<dt>(?!<svg).*?)</div>", html, re.DOTALL)
    ]


def test_hours_as_a_table(read: Callable[..., str]) -> None:
    """Without scripts the week stands there in words, days with the same hours together, holidays last."""
    assert rows(read("de/places/office/index.html")) == [
        "Montag – Mittwoch 08:00 – 12:00",
        "Donnerstag 08:00 – 12:00 14:00 – 18:00",
        "Freitag 08:00 – 12:00",
        "Samstag – Sonntag geschlossen",
        "Feiertage geschlossen",
    ]


def test_hours_in_arabic(read: Callable[..., str]) -> None:
    """Times are written as Arabic readers write them, each kept in its own direction."""
    html = read("ar/places/office/index.html")
    assert "الاثنين – الأربعاء 8:00 ص – 12:00 م" in rows(html)
    assert "<bdi>8:00 ص</bdi> – <bdi>12:00 م</bdi>" in html


@pytest.mark.parametrize(
    ("tag", "time", "day"),
    [
        ("fa", "۱۴:۰۵", "پنجشنبه"),
        ("en", "2:05\u202fPM", "Thursday"),
        ("uk", "14:05", "четвер"),
        ("ckb", "٢:٠٥ د.ن", "پێنجشەممە"),
    ],
)
def test_clock_and_weekday(tag: str, time: str, day: str) -> None:
    """Persian and Kurdish readers find their digits."""
    voice = Voice(Language(tag, tag, "ltr"), NullTranslations(), Locale.parse(tag))
    assert (voice.clock(14 * 60 + 5), voice.weekday(3)) == (time, day)


@pytest.mark.parametrize(
    ("tag", "day", "size", "big"),
    [
        ("fa", "۲۴ دسامبر ۲۰۲۶", "۱۲۰", "۱٫۵"),
        ("ar", "24 ديسمبر 2026", "120", "1.5"),
        ("ar-EG", "٢٤ ديسمبر ٢٠٢٦", "١٢٠", "١٫٥"),
        ("bn", "২৪ ডিসেম্বর, ২০২৬", "১২০", "১.৫"),
        ("uk", "24 грудня 2026\u202fр.", "120", "1,5"),
    ],
)
def test_dates_and_sizes(tag: str, day: str, size: str, big: str) -> None:
    """All numbers of a page are written in the digits that CLDR expects of its language."""
    voice = Voice(Language(tag, tag, "ltr"), NullTranslations(), Locale.parse(tag, sep="-"))
    assert voice.day(date(2026, 12, 24)) == day
    assert size in voice.size(120_000)
    assert big in voice.size(1_500_000)


def test_counts_in_templates(theme: Theme) -> None:
    """A number in a sentence is written in the reader's digits, and still chooses between one and several."""
    theme = replace(
        theme,
        templates={"x.html": "{% trans count=view %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}"},
    )
    voice = Voice(Language("fa", "fa", "rtl"), NullTranslations(), Locale.parse("fa"))
    templates = templates_maker(theme)(voice)
    assert (templates.fill("x.html", 1), templates.fill("x.html", 12)) == ("۱ day", "۱۲ days")


def test_single_days(read: Callable[..., str]) -> None:
    """Days that differ are told with their dates, days in a row as one, weekends between them left out."""
    hours = "hours: Mo-Fr 08:00-12:00; Dec 17-Dec 22 off; PH off\n"
    found = rows(read("de/places/office/index.html", {"town/places/office.yaml": f"name: Amt\n{hours}"}))
    assert found[-1] == "17. Dezember 2026 – 22. Dezember 2026 geschlossen"


def test_links_to_call_to_write_and_to_go_there(read: Callable[..., str]) -> None:
    """A tap calls, writes, or opens the phone's maps with the place's name."""
    html = read("de/places/office/index.html")
    assert 'href="tel:+4953211234"' in html
    assert 'href="mailto:a@b.example"' in html
    assert 'href="geo:51.9,10.2?q=51.9,10.2(Amt)"' in html


def test_a_name_falls_back_and_says_so(read: Callable[..., str]) -> None:
    """An Arabic reader gets the Arabic name, and the German description marked as German."""
    html = read("ar/places/office/index.html")
    assert "<h1>دائرة</h1>" in html
    assert '<p><span lang="de" dir="ltr">Hilfe.</span></p>' in html


def test_places_and_contacts_show_each_other(read: Callable[..., str]) -> None:
    """The contact's card leads to the place; the place shows the card, and the pages that speak of both."""
    page = read("de/work/jobs/index.html")
    assert page.count('href="../../places/office/index.html"') == 2
    place = read("de/places/office/index.html")
    assert "<strong>Kontakt</strong>" in place
    assert '<a href="../../work/jobs/index.html">Stellen</a>' in place


def test_closed_for_a_while_and_appointments(read: Callable[..., str]) -> None:
    """A closure is told with its days and its reason until it is over; nobody is told "open now" who needs an appointment."""
    closed = OFFICE + "closed: {from: 2026-11-01, until: 2026-11-30, reason: {de: Umbau}}\n"
    html = read("de/places/office/index.html", {"town/places/office.yaml": closed})
    assert "Geschlossen von 1. November 2026 bis 30. November 2026" in html
    assert "Umbau" in html
    assert "Umbau" not in read(
        "de/places/office/index.html", {"town/places/office.yaml": closed}, today=date(2026, 12, 1)
    )
    only = OFFICE + "appointment: {only: true, url: https://b.example/termin}\n"
    html = read("de/places/office/index.html", {"town/places/office.yaml": only})
    assert "Nur mit Termin" in html
    assert "data-hours" not in html
    card = (
        read("de/work/jobs/index.html", {"town/places/office.yaml": only})
        .partition("place-card")[2]
        .partition("</dl>")[0]
    )
    assert "Nur mit Termin" in card
    assert 'href="https://b.example/termin"' in card


def place_json(html: str) -> dict[str, object]:
    """What the page tells search engines about the place."""
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert data
    told = json.loads(data[1])
    return next(each for each in (told if isinstance(told, list) else [told]) if "address" in each)


def test_json_ld(read: Callable[..., str]) -> None:
    """A search engine learns what the place is, where it is, and the hours that the table shows."""
    data = place_json(read("de/places/office/index.html", base_url="https://guide.example"))
    assert data["@type"] == "GovernmentOffice"
    assert data["url"] == "https://guide.example/town/de/places/office/"
    assert data["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Weg 1",
        "postalCode": "01067",
        "addressLocality": "Seesen",
        "addressCountry": "DE",
    }
    spans = {(tuple(each["dayOfWeek"]), each["opens"], each["closes"]) for each in data["openingHoursSpecification"]}  # type: ignore[attr-defined]
    assert spans == {
        (("Monday", "Tuesday", "Wednesday", "Friday"), "08:00", "12:00"),
        (("Thursday",), "08:00", "12:00"),
        (("Thursday",), "14:00", "18:00"),
    }
    christmas = {
        "@type": "OpeningHoursSpecification",
        "opens": "00:00",
        "closes": "00:00",
        "validFrom": "2026-12-25",
        "validThrough": "2026-12-25",
    }
    assert christmas in data["specialOpeningHoursSpecification"]  # type: ignore[operator]


def test_json_ld_tells_how_long_it_holds(read: Callable[..., str]) -> None:
    """The usual week has a first and a last day, so that nobody takes an old page for true."""
    data = place_json(read("de/places/office/index.html"))
    known = {(each["validFrom"], each["validThrough"]) for each in data["openingHoursSpecification"]}  # type: ignore[attr-defined]
    assert known == {("2026-11-16", "2027-12-20")}


def test_builds_of_one_week_make_the_same_pages(read: Callable[..., str]) -> None:
    """Or every edit of anything would cost readers all pages with opening hours; on Monday they move on."""
    days = [date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 23)]
    monday, sunday, next_monday = (read("de/places/office/index.html", today=day) for day in days)
    assert monday == sunday
    assert next_monday != sunday


def test_json_ld_of_an_organisation_and_of_a_mere_place(read: Callable[..., str]) -> None:
    """Schema.org gives mail addresses, languages and what they belong to to organisations only; all have their phones."""
    more = "organisation: town\n"
    phones = "phones: [{number: +49 5321 1234}, {number: '115'}]"
    text = OFFICE.replace("phones: [{number: +49 5321 1234}]", phones) + more
    files = {"town/places/office.yaml": text, "town/organisations/town.yaml": "name: {de: Stadt, ar: مدينة}\n"}
    office = place_json(read("ar/places/office/index.html", files))
    assert office["telephone"] == ["+4953211234", "115"]
    assert office["email"] == "a@b.example"
    assert office["knowsLanguage"] == ["de", "ar"]
    assert office["parentOrganization"] == {"@type": "Organization", "name": "مدينة"}
    files["town/places/office.yaml"] = text.replace("[authority]", "[meeting-place]")
    house = place_json(read("ar/places/office/index.html", files))
    assert house["@type"] == "CivicStructure"
    assert not {"email", "knowsLanguage", "parentOrganization"} & set(house)


def test_the_photo_and_whose_it_is(read: Callable[..., str]) -> None:
    """A photo says what it shows, in the reader's language as far as there is one, and who made it under which licence."""
    note = "alt: {de: Der Eingang, ar: المدخل}\ncredit: Stadt Seesen\nlicence: CC BY 4.0\n"
    files = {
        "town/places/office.yaml": OFFICE + "photo: media/entrance.svg\n",
        "town/media/entrance.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>',
        "town/media/entrance.svg.yaml": note,
    }
    for language, alt in (("de", "Der Eingang"), ("ar", "المدخل")):
        html = read(f"{language}/places/office/index.html", files)
        assert f'alt="{alt}"' in html
        assert "<small>Stadt Seesen, CC BY 4.0</small>" in html


def test_own_categories(read: Callable[..., str]) -> None:
    """A region can add a category and rename one."""
    own = "categories: {repair: {name: {de: Reparatur}, icon: wrench}, authority: {name: {de: Behördengang}}}\n"
    files = {
        "town/region.yaml": REGION + own,
        "town/places/cafe.yaml": "name: Café\ncategories: [repair, authority]\n",
    }
    html = read("de/places/cafe/index.html", files)
    assert "Reparatur" in html
    assert "Behördengang" in html


def test_home_leads_to_places(read: Callable[..., str]) -> None:
    """The home page has a tile for places where there are any."""
    assert 'href="places/index.html"' in read("de/index.html")


def test_no_places_no_list(build_site: Build, tmp_path: Path) -> None:
    """A region without places has neither list nor tile."""
    build_site(SMALL_SITE)
    assert not (tmp_path / "build/town/de/places").exists()
    assert "places/index.html" not in (tmp_path / "build/town/de/index.html").read_text()


def test_a_long_list_stays_light(build_site: Build, tmp_path: Path) -> None:
    """Three hundred places stand on several pages, each of which fits into a server's first answer; none is lost."""
    many = {
        f"town/places/office-{number:03}.yaml": OFFICE.replace(
            "de: Amt", f"de: Amt für Angelegenheiten Nummer {number:03}"
        )
        .replace("ar: دائرة", f"ar: دائرة الشؤون رقم {number:03}")
        .replace("51.9", f"51.{number * 31 % 9000:04}")
        for number in range(300)
    }
    result = build_site({**WORLD, **many}, today=TODAY)
    assert not [each for each in result.all_findings if each.code == "page-too-heavy"]
    folder = tmp_path / "build/town"
    style = next(folder.glob("assets/*/style.css")).read_bytes()
    names = set()
    for tag in ("de", "ar"):
        pages = [folder / tag / "places/index.html", *sorted((folder / tag / "places").glob("page-*/index.html"))]
        for page in pages:
            assert len(gzip.compress(page.read_bytes(), 6)) + len(gzip.compress(style, 6)) < FIRST_VIEW
            names |= set(re.findall(r'href="[./]*(office-\d+)/index\.html"', page.read_text()))
    assert len(names) == 300


def test_contacts_have_hours_too(read: Callable[..., str]) -> None:
    """A contact's card shows its hours as a place does, and what is wrong in them is told."""
    contact = "name: Kontakt\nphones: [{number: +49 5321 1234}]\nhours: Mo-Fr 09:00-15:00; PH off\n"
    html = read("de/work/jobs/index.html", {"town/contacts/office.yaml": contact})
    assert "Montag – Freitag 09:00 – 15:00" in rows(html)
    assert html.count("data-hours=") == 2
