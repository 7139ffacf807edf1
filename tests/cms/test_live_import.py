"""Integreat's real CMS, filled through its own models with what guide.py tells, moves in over its API.

`make test-cms` runs this; README.md beside it tells what the CMS answers otherwise than one would expect.
"""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import yaml

from integreat_ssg.build import Job
from integreat_ssg.cache import Cache
from integreat_ssg.inspection import check
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from tests.cms import guide
from tests.cms.conftest import Moved
from tests.cms.guide import PAGES, SHOWN, YEAR, Page, Text, weekday
from tests.cms.servers import Cms
from tests.exchange.integreat.guide import new_guide

TAGS = {"de": "de", "en": "en", "ar": "ar", "de-si": "de-simple"}


def findings(moved: Moved, theme: Theme, converter: Converter) -> tuple[Finding, ...]:
    return check(Job(moved.content, moved.folder / "build", theme, Cache(None), converter)).all_findings


def words(html: str) -> list[str]:
    """What stands in HTML; links and emphasis part no words."""
    text = re.sub(r"</?(?:a|strong|em)\b[^>]*>", "", re.sub(r"\{card\}|\[contact [^\]]*\]", " ", html))
    return unescape(re.sub(r"<[^>]*>", " ", text)).split()


def published(page: Page, code: str) -> Text | None:
    return next((each for each in reversed(page.versions.get(code, ())) if each.status == "PUBLIC"), None)


def delivered() -> dict[tuple[str, str], Page]:
    """The pages that readers of the CMS see, by path here and language: published with all above them, and not in the archive."""
    pages, found = {page.key: page for page in PAGES}, {}
    for page in PAGES:
        line = [page]
        while line[0].parent:
            line.insert(0, pages[line[0].parent])
        for code in SHOWN:
            if all(published(each, code) and not each.archived for each in line):
                found["/".join(each.versions["de"][-1].slug for each in line), code] = page
    return found


def expected_words(page: Page, code: str) -> list[str]:
    pages = {each.key: each for each in PAGES}
    text, mirrored = published(page, code), published(pages[page.mirrors], code) if page.mirrors else None
    assert text is not None
    offers = [word for slug in page.offers for word in guide.OFFERS[slug][0].split()]
    return [*words(text.html), *words(mirrored.html if mirrored else ""), *offers]


def data(moved: Moved, path: str) -> dict[str, object]:
    return yaml.safe_load(moved.text(path))  # type: ignore[no-any-return]


def test_check_finds_no_errors(moved: Moved, theme: Theme, converter: Converter) -> None:
    assert [each for each in findings(moved, theme, converter) if each.severity is Severity.ERROR] == []


def test_the_table_counts_what_came(moved: Moved) -> None:
    counted = {line[:38].strip(): line[38:].split()[0] for line in moved.printed.splitlines() if line[38:].split()}
    assert int(counted["pages, in their languages"]) == len(delivered())
    assert {counted[name] for name in ("places", "contacts")} == {"3"}
    assert counted["news, in their languages"] == "26"
    assert counted["imprint, in its languages"] == "2"
    assert counted["events"] == "6"


def test_every_page_has_its_words_and_no_other_page_came(content: Content) -> None:
    own = {(path, code): page for (path, code), page in content.pages.items() if path not in ("", "imprint", "offers")}
    pages = {where: page for where, page in own.items() if not where[0].startswith("news/")}
    assert sorted(pages) == sorted((path, TAGS[code]) for path, code in delivered())
    for (path, code), told in delivered().items():
        page, text = content.pages[path, TAGS[code]], published(told, code)
        assert text is not None
        assert page.meta.title == text.title
        parts = " ".join(part for part in page.body.parts if isinstance(part, str))
        assert words(parts) == expected_words(told, code), (path, code)
        assert not page.meta.summary, "the CMS has no summaries: its excerpts are the texts again"


def test_pages_stand_in_the_order_of_the_tree(content: Content) -> None:
    assert content.children("") == ("willkommen", "erste-schritte", "sprache", "nur-deutsch", "offers")
    assert content.children("erste-schritte") == ("erste-schritte/anmeldung", "erste-schritte/konto")
    assert content.children("sprache") == ("sprache/kurse", "sprache/spiegel")


def test_links_lead_to_files(moved: Moved) -> None:
    text = moved.text("de/willkommen.md")
    assert "[Anmeldung](erste-schritte/anmeldung.md)" in text
    assert "[[place: rathaus]]" in text
    assert re.search(r"\[Merkblatt\]\(\.\./media/[\w-]*merkblatt[\w-]*\.pdf\)", text)
    assert "[Bundesamt](https://www.bamf.example/de)" in text
    assert "(erste-schritte/anmeldung.md)" in moved.text("en/willkommen.md")
    assert "(erste-schritte/anmeldung.md)" in moved.text("ar/willkommen.md"), "its address was percent-encoded"
    assert "integreat.app" not in "".join(moved.text(name) for name in moved.files() if name.endswith(".md"))


def test_pictures_and_documents_are_the_files_of_the_library(moved: Moved) -> None:
    picture = re.search(r"!\[Ein blauer Platz\]\(\.\./(media/\S+\.png)\)", moved.text("de/willkommen.md"))
    assert picture
    assert f"](../{picture[1]})" in moved.text("en/willkommen.md")
    assert (moved.region / picture[1]).read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert [name for name in moved.files() if name.endswith(".pdf")]


def test_an_old_slug_leads_on(moved: Moved) -> None:
    head = moved.text("de/erste-schritte/anmeldung.md").split("---")[1]
    assert yaml.safe_load(head)["aliases"] == ["erste-schritte/anmelden"]


def test_a_translation_older_than_its_source_is_outdated_and_no_other(
    moved: Moved, theme: Theme, converter: Converter
) -> None:
    found = findings(moved, theme, converter)
    outdated = [each.place.file for each in found if each.code == "translation-outdated"]
    assert outdated == [f"{guide.SLUG}/en/erste-schritte/anmeldung.md"]


def test_cards_become_contacts(moved: Moved) -> None:
    for page, address in (("anmeldung", "melden@"), ("konto", "beratung@")):
        card = re.search(r"\[\[contact: ([\w-]+)\]\]", moved.text(f"de/erste-schritte/{page}.md"))
        assert card, page
        assert str(data(moved, f"contacts/{card[1]}.yaml")["email"]).startswith(address)
    assert "[[contact: " in moved.text("de/sprache/spiegel.md"), "a card in a text that another page takes in"


def test_places_come_with_where_and_when(moved: Moved) -> None:
    hall = data(moved, "places/rathaus.yaml")
    assert hall["name"] == {"de": "Rathaus", "en": "Town hall", "ar": "دار البلدية"}
    assert hall["coordinates"] == {"latitude": 51.9061, "longitude": 10.4292}
    assert str(hall["hours"]).startswith("Mo 08:00-12:00,13:00-17:00; Tu 08:00-12:00; We")
    assert hall["appointment"] == {"url": "https://termin.fantasietal.example/"}
    assert hall["phones"] == [{"number": "+49 (0) 5321 9999"}]
    library = data(moved, "places/buecherei.yaml")
    assert library["name"] == {"de": "Bücherei"}, "what other languages were shown is the German text"
    assert "closed" in library
    assert "coordinates" not in data(moved, "places/treffpunkt.yaml")
    assert data(moved, "places/treffpunkt.yaml")["hours"] == "24/7"
    assert not (moved.region / "places/alter-ort.yaml").exists()


def test_a_category_has_names_where_it_was_named(moved: Moved) -> None:
    assert data(moved, "region.yaml")["categories"] == {"bildung": {"name": {"de": "Bildung", "en": "Education"}}}
    assert data(moved, "places/rathaus.yaml")["categories"] == ["authority"]


def test_events_come_with_their_days_and_rules(moved: Moved) -> None:
    names = {file.stem for file in (moved.region / "events").iterdir()}
    assert names == {"sommerfest", "sprachcafe", "sprechstunde", "ferienspiele", "nacht", "fruehschicht"}
    party = data(moved, "events/sommerfest.yaml")
    assert (party["start"], party["end"]) == (f"{YEAR}-06-12 15:00", f"{YEAR}-06-12 22:30")
    assert (party["place"], party["title"]) == ("rathaus", {"de": "Sommerfest", "en": "Summer party"})
    holidays = data(moved, "events/ferienspiele.yaml")
    assert (holidays["start"], holidays["end"]) == (date(YEAR, 7, 20), date(YEAR, 7, 24)), "all day"
    shift = data(moved, "events/fruehschicht.yaml")
    assert shift["start"] == f"{YEAR}-{weekday(2, 0)} 00:30"
    assert "BYDAY=MO" in str(shift["repeat"]), "Mondays on the clock of the region, though it is Sunday in UTC"
    assert data(moved, "events/sprechstunde.yaml")["online"] == "https://meet.fantasietal.example/sprechstunde"
    assert "INTERVAL=2" in str(data(moved, "events/sprachcafe.yaml")["repeat"])


def test_all_news_came_and_as_they_were_written(moved: Moved, content: Content) -> None:
    """The CMS gives the newest twenty to who does not ask for more."""
    news = {code: [page for (path, tag), page in content.pages.items() if path.startswith("news/") and tag == code]
            for code in ("de", "en", "ar", "de-simple")}  # fmt: skip
    assert {code: len(pages) for code, pages in news.items()} == {"de": 24, "en": 1, "ar": 1, "de-simple": 0}
    first = next(page for page in news["de"] if page.meta.title == "Neue Öffnungszeiten")
    parts = " ".join(part for part in first.body.parts if isinstance(part, str))
    assert words(parts)[:9] == "Ab Montag öffnen wir um 8 Uhr. Mehr auf".split()
    assert "&amp; vor Ort &lt;dort" in parts, "news are plain text, in which less-than is no tag"
    assert "integreat.app" not in parts


def test_the_imprint_is_no_translation_where_the_german_one_was_shown(moved: Moved) -> None:
    assert sorted(name for name in moved.files() if name.endswith("imprint.md")) == ["de/imprint.md", "en/imprint.md"]


def test_the_region_is_told(moved: Moved) -> None:
    told = data(moved, "region.yaml")
    assert (told["kind"], told["name"], told["full_name"]) == ("district", guide.NAME, f"Landkreis {guide.NAME}")
    assert told["languages"] == ["de", "en", "ar", "de-simple"]
    assert told["bounding_box"] == dict(zip(("west", "south", "east", "north"), guide.BOX, strict=True))
    assert told["aliases"] == guide.ALIASES
    assert data(moved, "organisations/fantasiewerk.yaml")["name"] == guide.ORGANISATION[1]


def test_what_was_saved_on_the_way_gives_the_same_files(moved: Moved, tmp_path: Path) -> None:
    again = Moved(new_guide(tmp_path / "guide").folder)
    result = again.bring(str(moved.folder.parent / "kept"))
    assert result.exit_code == 0, result.output
    assert again.files() == moved.files()


def test_a_region_without_anything_moves_in(source: Cms, tmp_path: Path, theme: Theme, converter: Converter) -> None:
    empty = Moved(new_guide(tmp_path / "guide").folder)
    result = empty.bring(source.origin, "--allow-private", region="leer")
    assert result.exit_code == 0, result.output
    assert not list(empty.content.rglob("imprint.md"))
    assert [each for each in findings(empty, theme, converter) if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize("region", ["nirgends", "fantasi"])
def test_a_region_that_is_not_there_is_named(source: Cms, tmp_path: Path, region: str) -> None:
    result = Moved(new_guide(tmp_path / "guide").folder).bring(source.origin, "--allow-private", region=region)
    assert result.exit_code == 2, result.output
    assert f"has no region {region}" in result.output


def test_edits_in_the_cms_come_with_a_second_import_and_nothing_else_changes(source: Cms, moved: Moved) -> None:
    """Last, for it changes what the CMS holds."""
    before = moved.files()
    assert moved.bring(source.origin, "--allow-private").exit_code == 0
    assert moved.files() == before

    source.edit("edit", "courses", "en", "All courses", "<p>All courses, and <strong>one more</strong>.</p>")
    moved.bring(source.origin, "--allow-private")
    assert changed(before, moved.files()) == {"en/sprache/kurse.md"}
    assert "All courses, and **one more**." in moved.text("en/sprache/kurse.md")

    # What an editor changed here stays, beside what comes from there; a translation still states what it was made from.
    (moved.region / "de/sprache/index.md").write_text(
        moved.text("de/sprache/index.md").replace("title: Sprache", "title: Sprachen")
    )
    moved.bring(source.origin, "--allow-private")
    before = moved.files()
    source.edit("edit", "sprache", "de", "Sprache", "<p>Deutsch lernen und üben.</p>")
    moved.bring(source.origin, "--allow-private")
    assert changed(before, moved.files()) == {"de/sprache/index.md"}
    assert "title: Sprachen" in moved.text("de/sprache/index.md")
    assert "Deutsch lernen und üben." in moved.text("de/sprache/index.md")

    before = moved.files()
    source.edit("rename", "konto", "de", "bankkonto")
    moved.bring(source.origin, "--allow-private")
    assert "de/erste-schritte/konto.md" not in moved.files()
    assert "erste-schritte/konto" in moved.text("de/erste-schritte/bankkonto.md").split("---")[1]
    old, new = "erste-schritte/konto.md", "erste-schritte/bankkonto.md"
    assert changed(before, moved.files()) == {f"{language}/{name}" for language in ("de", "en") for name in (old, new)}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
