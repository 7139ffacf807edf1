"""A region of Integreat is brought over, as editors meet it: the files that come, and what is told."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from integreat_ssg.build import Job
from integreat_ssg.cache import Cache
from integreat_ssg.inspection import check
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Severity
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import read_library, read_region
from tests.exchange.integreat.guide import Guide, new_guide
from tests.exchange.integreat.responses import CMS, MEDIA, responses
from tests.exchange.integreat.server import serving
from tests.exchange.integreat.shapes import REGION


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> tuple[Guide, str]:
    """The whole made-up region over HTTP with its media, saved on the way; and what was printed."""
    guide = new_guide(tmp_path_factory.mktemp("brought"))
    with serving() as stage:
        stage.answers = json.loads(json.dumps(responses()).replace(CMS, stage.origin))
        for url, data in MEDIA.items():
            stage.files[re.sub("%20", " ", url.removeprefix(CMS))] = data
        result = guide.run("--allow-private", "--save", str(guide.folder / "kept"), source=stage.origin)
    assert result.exit_code == 0, result.output
    guide.commit()
    return guide, result.output


@pytest.fixture(scope="module")
def content(brought: tuple[Guide, str], converter: Converter) -> Content:
    library = read_library(brought[0].content, converter)
    found, _ = read_region(library, REGION)
    assert found is not None
    return found


def words(html: str) -> list[str]:
    """What stands in HTML, without its marks."""
    return unescape(re.sub(r"<[^>]*>", " ", html)).split()


def sentences(content: Content, path: str, language: str) -> list[str]:
    return words(" ".join(part for part in content.pages[path, language].body.parts if isinstance(part, str)))


def test_check_finds_no_errors_and_nothing_that_the_import_got_wrong(
    brought: tuple[Guide, str], theme: Theme, converter: Converter
) -> None:
    guide, _ = brought
    found = check(Job(guide.content, guide.folder / "build", theme, Cache(None), converter)).all_findings
    assert [each for each in found if each.severity is Severity.ERROR] == []
    worse = {each.code for each in found if each.severity is Severity.WARNING}
    assert worse == {"no-root-page", "no-land"}, "what Integreat cannot know: privacy, accessibility, and the Land"


def test_every_page_has_the_words_of_its_source(content: Content) -> None:
    compared = 0
    for code, tag in (("de", "de"), ("en", "en"), ("ar", "ar")):
        for each in responses()[f"{REGION}/{code}/pages/"]:
            shown = next(one for (_, language), one in content.pages.items()
                         if language == tag and one.meta.title == unescape(each["title"]))  # fmt: skip
            source = re.sub(r"<div contenteditable.*?</div>", "", each["content"])
            expected = words(source) + [name for one in each["embedded_offers"] for name in one["name"].split()]
            assert sentences(content, shown.path, tag) == expected
            compared += 1
    assert compared == 8


def test_the_tree_is_joined_by_paths_in_the_order_of_the_source(content: Content) -> None:
    assert content.children("") == ("wohnen", "ankommen", "offers")
    assert content.children("wohnen/ämter") == ("wohnen/ämter/bauamt",)
    assert content.pages["wohnen/ämter/bauamt/plan", "de"].meta.title == "Pläne"
    assert content.pages["ankommen", "de"].meta.title == "Ankommen & Bleiben"


def test_translations_share_a_path_and_what_only_shows_german_is_none(content: Content) -> None:
    assert content.pages["ankommen", "en"].meta.title == "Arrival"
    assert content.pages["ankommen", "ar"].meta.title == "الوصول"
    assert ("ankommen", "sr-Cyrl") not in content.pages


def test_old_addresses_lead_on_in_the_language_in_which_they_were(content: Content) -> None:
    assert content.pages["ankommen", "de"].meta.aliases == ["alte-adresse", "erste-schritte", "start/ankommen"]
    assert content.pages["ankommen", "en"].meta.aliases == ["arrival"]
    assert content.pages["ankommen", "ar"].meta.aliases == ["الوصول"]


def test_links_lead_to_files_of_pages_old_and_new_and_to_media(brought: tuple[Guide, str]) -> None:
    text = brought[0].text("de/wohnen/index.md")
    assert "[Anmelden](../ankommen/anmelden.md)" in text
    assert "[alte Adresse](../ankommen/index.md)" in text
    assert "[Amt](https://www.amt.example/?a=1&b=2)" in text
    assert re.search(r"\[Antrag \(PDF\)]\(\.\./\.\./media/[\w.-]+\.pdf\)", text)
    assert re.search(r"!\[Das Rathaus]\(\.\./\.\./media/[\w.-]+\.png\)", text)


def test_cards_become_contacts_and_organisations_answer_for_their_pages(content: Content) -> None:
    page = content.pages["wohnen", "de"]
    shown = [part.argument for part in page.body.references if getattr(part, "kind", "") == "contact"]
    (key,) = shown
    assert (content.contacts[key].name, content.contacts[key].email) == ("Wohnungsamt", "amt@musterstadt.example")
    assert page.meta.responsible == "mieterverein"
    assert content.contacts["mieterverein"].organisation in content.organisations


def test_the_state_of_translations_is_what_the_source_tells(guide: Guide, converter: Converter) -> None:
    answers = responses()
    pages = answers[f"{REGION}/en/pages/"]
    pages[0]["last_updated"] = "2026-01-01T10:00:00+01:00"  # older than the German text
    guide.bring(answers=answers)
    content, _ = read_region(read_library(guide.content, converter), REGION)
    assert content is not None
    states = {tag: content.state(content.pages["ankommen", tag]) for tag in ("de", "en", "ar")}
    assert states == {"de": "current", "en": "outdated", "ar": "current"}
    assert str(content.pages["ankommen", "en"].meta.updated) == "2026-01-01"


def test_places_have_hours_contacts_and_all_their_languages(content: Content) -> None:
    library, mobile = content.places["stadtbuecherei"].place, content.places["beratung-mobil"].place
    assert library.name == {"de": "Stadtbücherei", "en": "City library"}
    assert library.hours == "Mo-Sa 10:00-18:00; Su off"
    assert (library.address.postcode, library.coordinates.latitude) == ("01067", 53.25)
    assert (library.organisation, library.access.entrance) == ("buecherfreunde", "yes")
    (contact,) = library.contacts
    assert content.contacts[contact].responsibility == "Ausleihe"
    assert content.contacts[contact].hours == "Mo-Sa 09:00-12:30,14:00-18:00; Su off"
    assert library.phones[0].number == "+49 170 1234567"
    assert mobile.hours == "Mo-Fr off; Sa 00:00-24:00; Su off"
    assert mobile.hours_note == {
        "de": "Nur mit Termin: Montag bis Freitag.",
        "en": "By appointment only: Monday to Friday.",
    }
    assert (mobile.appointment.url, mobile.closed.reason["de"]) == (
        "https://termin.example/mobil",
        "Vorübergehend geschlossen.",
    )
    assert (mobile.municipality, mobile.coordinates) == ("Kleinstadt", None)
    assert content.settings.categories["bildung"].name == "Bildung"
    assert (library.categories, mobile.categories) == (["bildung"], ["counselling"])


def test_events_have_the_times_of_their_place(content: Content) -> None:
    cafe, online, fest = (content.events[key].event for key in ("sprachcafe", "online", "fest"))
    assert (cafe.start, cafe.end, cafe.place) == ("2026-07-07 18:00", "2026-07-07 20:00", "stadtbuecherei")
    assert cafe.repeat == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T235959"
    assert cafe.title == {"de": "Sprachcafé", "en": "Language café"}
    assert (online.start, online.end, online.online) == (
        "2026-10-24 20:00",
        "2026-10-25 10:00",
        "https://treffen.example/raum",
    )
    assert (fest.start, fest.end, fest.address) == ("2026-08-01", "2026-08-02", "Marktplatz, Musterstadt")


def test_news_and_the_imprint_come_in_their_languages(content: Content) -> None:
    assert content.pages["news/2026-05-04-neues-amt", "en"].meta.title == "New office"
    assert sentences(content, "news/2026-05-04-aus-der-welt", "de") == "Text. Zweite Zeile. tunews.example".split()
    assert sentences(content, "imprint", "de") == "Landkreis Musterstadt Am Markt 1".split()


def test_the_region_is_set_up_and_listed(content: Content, brought: tuple[Guide, str]) -> None:
    settings = content.settings
    assert (settings.kind, settings.name, settings.full_name) == ("district", "Musterstadt", "Landkreis Musterstadt")
    assert settings.languages == ["de", "en", "ar", "sr-Cyrl", "de-simple", "zh-Hans"]
    assert settings.bounding_box.west == 10.1
    assert list(settings.aliases) == ["Kleinstadt", "Bad Muster"]
    assert (brought[0].content / "site.yaml").read_text() == "title: Landkreis Musterstadt\nregions: [musterstadt]\n"


def test_pictures_without_words_say_the_title_of_their_text(content: Content) -> None:
    said = [each.note.alt for each in content.media.values() if each.note.alt]
    assert {"de": "Wohnen"} in said


def test_the_table_tells_what_came_changed_and_was_left_out(brought: tuple[Guide, str]) -> None:
    table = brought[1]
    assert re.search(r"came in +changed form +left out\n", table)
    assert re.search(r"pages, in their languages +8 +0 +0\n", table)
    assert re.search(r"pictures and documents +3 +2 +0\n", table)
    assert "import-offer-form" in table
    assert "import-no-alt" in table


def test_what_was_saved_gives_the_same_files_without_a_network(brought: tuple[Guide, str], tmp_path: Path) -> None:
    again = new_guide(tmp_path / "again")
    result = again.run("--media", "download", source=str(brought[0].folder / "kept"))
    assert result.exit_code == 0, result.output
    left = {path: data for path, data in brought[0].files().items() if not path.endswith("imported/integreat.json")}
    assert {path: data for path, data in again.files().items() if not path.endswith("imported/integreat.json")} == left
