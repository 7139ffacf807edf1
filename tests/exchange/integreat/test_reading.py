"""Answers to values: what sound servers say is understood, what is damaged is told, and nothing makes the reader fail."""

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.integreat.answers import read_answers
from integreat_ssg.exchange.integreat.paths import path_of
from integreat_ssg.exchange.integreat.shapes import Address, Alias, Answers, InLanguage, Slot
from integreat_ssg.exchange.integreat.source import open_source
from integreat_ssg.model.findings import Severity
from tests.exchange.integreat.responses import AR, DE, EN, responses, write_responses
from tests.exchange.integreat.shapes import REGION, event, message, news, page, place, times

PAGES = f"{REGION}/de/pages/"


def answers_of(folder: Path, answers: dict[str, Any] | None = None, region: str = REGION, *languages: str) -> Answers:
    with open_source(str(write_responses(folder, answers)), region) as source:
        return read_answers(source, region, languages)


def german(folder: Path, **changed: Any) -> tuple[InLanguage, list[tuple[str, dict[str, str]]]]:
    """The German part with some lists changed, and what was found."""
    told = answers_of(folder, responses() | {f"{REGION}/de/{name}/": value for name, value in changed.items()})
    return told.languages["de"], [(each.code, dict(each.details)) for each in told.findings]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    return answers_of(tmp_path_factory.mktemp("saved"))


def test_sound_answers_make_no_findings(sound: Answers) -> None:
    """Every shape and every trap of the API is among them, and none is a damage."""
    assert not sound.findings
    assert list(sound.languages) == ["de", "en", "ar", "sr-cyrl", "de-si", "zh-cn"]
    assert not any(each.unanswered or each.unread for each in sound.languages.values())


def test_a_region_and_its_languages(sound: Answers) -> None:
    """Postcodes are texts, the box is in order, directions are known."""
    region = sound.region
    assert (region.slug, region.prefix, region.bare_name, region.postcode) == (
        REGION,
        "Landkreis",
        "Musterstadt",
        "01067",
    )
    assert region.box == (10.1, 53.0, 10.9, 53.4)
    assert region.aliases[0] == Alias("Kleinstadt", 10.5, 53.2)
    assert [(each.code, each.tag) for each in region.languages if each.right_to_left] == [("ar", "ar")]
    assert (region.has_offers, region.has_events, region.has_places, region.has_news) == (True,) * 4


def test_an_older_region(tmp_path: Path) -> None:
    """Slashes around its path, aliases as a text, a number for a postcode, an empty prefix."""
    region = answers_of(tmp_path, region="altdorf").region
    assert (region.slug, region.prefix, region.postcode, region.live) == ("altdorf", "", "90518", False)
    assert region.aliases == (Alias("Neudorf", 11.3, 49.4),)
    assert region.box is None


def test_a_region_that_does_not_tell_its_languages_is_asked_for_them(tmp_path: Path) -> None:
    """As older clients do."""
    told = answers_of(tmp_path, region="leer")
    assert list(told.languages) == ["de", "en"]
    assert told.languages["de"].unanswered == {
        "pages", "locations", "location-categories", "events", "news", "offers",
    }  # fmt: skip
    assert {each.code for each in told.findings} == {"import-absent"}


def test_paths_are_one_form_and_parents_join_by_them(sound: Answers) -> None:
    """Encoded and decoded, composed and decomposed, large and small letters name the same page; the ids do not join."""
    pages = {each.path: each for each in sound.languages["de"].pages}
    plan = pages[f"{DE}/wohnen/ämter/bauamt/plan/"]
    above = []
    while plan.parent:
        plan = pages[plan.parent]
        above.append(plan.title)
    assert above == ["Bauamt", "Ämter", "Wohnen"]
    assert not {each.parent_id for each in pages.values()} & {each.id for each in pages.values()}
    assert pages[f"{DE}/ankommen/"].former_slugs == ("alte-adresse", "erste schritte", "start/ankommen")
    assert sound.languages["ar"].pages[0].path == f"{AR}/الوصول/"
    assert [each.order for each in pages.values()][:3] == [9, 2, 1], "as they came"


def test_fallback_texts_are_told_from_translations(sound: Answers) -> None:
    """By their id only: both have an address."""
    page = next(each for each in sound.languages["de"].pages if each.path == f"{DE}/ankommen/")
    assert [(each.code, each.id is None) for each in page.translations] == [
        ("en", False),
        ("ar", False),
        ("sr-cyrl", True),
    ]


def test_a_place_with_everything(sound: Answers) -> None:
    """Contacts, hours, address, category and organisation."""
    library, mobile = sound.languages["de"].places
    lending, other = library.contacts
    assert (lending.area, lending.phone, lending.appointment_url) == (
        "Ausleihe",
        "+49 1234 567",
        "https://termin.example",
    )
    assert lending.hours
    assert lending.hours[0].slots == (
        Slot(time(9), time(12, 30), "Europe/Berlin"),
        Slot(time(14), time(18), "Europe/Berlin"),
    )
    assert lending.hours[6].closed
    assert (other.mobile, other.name, other.hours) == ("+49 170 1234567", "", None)
    assert library.category
    assert library.organisation
    assert (library.category.name, library.organisation.name) == ("Bildung", "Bücherfreunde")
    assert (library.barrier_free, library.address.longitude, library.description) == (True, 10.41, "Bücher und mehr.")
    assert mobile.address == Address(name="Beratung mobil", town="Kleinstadt", id=32)
    assert (mobile.temporarily_closed, mobile.email, mobile.barrier_free) == (True, "mobil@musterstadt.example", False)
    assert mobile.hours
    assert (mobile.hours[0].by_appointment, mobile.hours[5].all_day, mobile.hours[6].closed) == (True, True, True)


def test_events_are_on_their_own_clock(sound: Answers) -> None:
    """The start has an offset; the recurrence's first date is in UTC without saying so, and is the same moment."""
    weekly, online, whole_day = sound.languages["de"].events
    berlin = ZoneInfo("Europe/Berlin")
    assert weekly.start == datetime(2026, 7, 7, 18, tzinfo=berlin)
    assert weekly.start.hour == 18
    assert weekly.recurrence
    assert weekly.recurrence.rule == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T235959"
    assert weekly.recurrence.start == datetime(2026, 7, 7, 16, tzinfo=UTC) == weekly.start
    assert weekly.place_path == f"{DE}/locations/stadtbuecherei/"
    assert online.end
    assert (online.end.hour, online.end.utcoffset()) == (10, timedelta(hours=1))
    assert (online.address, online.meeting_url) == (Address(), "https://treffen.example/raum")
    assert (whole_day.all_day, whole_day.only_weekdays, whole_day.address.name) == (True, True, "Marktplatz")


def test_news_imprint_and_offers(sound: Answers) -> None:
    """A list without an imprint is no damage; what a form sends is kept."""
    local, foreign = sound.languages["de"].news
    assert (local.id, local.translations[0].id, foreign.source, foreign.external_url) == (
        "local-7", "local-8", "tunews", "https://tunews.example/99",
    )  # fmt: skip
    imprint = sound.languages["de"].imprint
    assert imprint
    assert (imprint.title, imprint.path) == ("Impressum", f"{DE}/disclaimer/")
    assert sound.languages["en"].imprint is None
    assert [dict(each.post) for each in sound.languages["de"].offers] == [{}, {"api-name": "neuburg", "zip": "01067"}]


def test_a_list_may_have_another_name_in_one_language(tmp_path: Path) -> None:
    """The name that it had before is tried first, not only."""
    told = responses()
    told[f"{REGION}/de/extras/"] = told.pop(f"{REGION}/de/offers/")
    answers = answers_of(tmp_path, told)
    assert len(answers.languages["de"].offers) == 2
    assert not answers.findings


def test_older_names_of_lists(tmp_path: Path) -> None:
    """`disclaimer`, `extras` and `fcm` stand in for what is not there."""
    told = responses()
    told[f"{REGION}/de/disclaimer/"] = told.pop(f"{REGION}/de/imprint/")
    told[f"{REGION}/de/extras/"] = told.pop(f"{REGION}/de/offers/")
    del told[f"{REGION}/de/news/"]
    told[f"{REGION}/de/fcm/"] = [message(7, "Neues Amt", "Ab Mai.", available_languages={"en": {"id": 8}})]
    part = answers_of(tmp_path, told).languages["de"]
    assert part.imprint
    assert part.imprint.title == "Impressum"
    assert len(part.offers) == 2
    assert [(each.id, each.content, each.translations[0].id) for each in part.news] == [
        ("local-7", "Ab Mai.", "local-8")
    ]
    assert not part.unanswered


def test_what_is_written_otherwise_is_taken_as_it_is_meant(tmp_path: Path) -> None:
    """Ids as texts, flags as numbers, hours with one digit, dates without a zone, NaN, nothing where nothing is needed."""
    bare = {"path": f"{DE}/a/", "title": " A\n B ", "id": "12", "order": "3", "modified_gmt": "2026-01-02 03:04:05"}
    hall = place(
        f"{DE}/locations/h/", "Halle", temporarily_closed=1, location={"longitude": "10.5", "latitude": "53,1"}
    )
    hall["opening_hours"] = [{"allDay": 0, "closed": "false", "timeSlots": [{"start": "8:00", "end": "24:00"}]}] * 7
    part, found = german(
        tmp_path,
        pages=[bare],
        locations=[hall],
        events=json.dumps([event(f"{DE}/events/e/", "E", times("2026-01-01T10:00:00Z", ""), id=float("nan"))]).encode(),
    )
    (one,), (there,), (happens,) = part.pages, part.places, part.events
    assert (one.title, one.id, one.order, one.modified) == ("A B", 12, 3, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert there.temporarily_closed
    assert there.hours
    assert there.hours[0].slots == (Slot(time(8), time(0)),)
    assert (there.address.longitude, there.address.latitude) == (None, None)
    assert (happens.id, happens.end, happens.start.hour) == (None, None, 11)
    assert found == [("import-value", {"item": "[0].location", "key": "latitude", "value": '"53,1"'})]


DAMAGED = {
    "no object": ("pages", ["a page", None]),
    "no path": ("pages", [page("", "A")]),
    "a path that climbs": ("pages", [page(f"{DE}/../../etc/", "A")]),
    "a path that climbs in disguise": ("pages", [page(f"{DE}/%2e%2e%2f%2e%2e/", "A")]),
    "a path of another language": ("pages", [page(f"{EN}/a/", "A")]),
    "no title": ("pages", [page(f"{DE}/a/", "  ")]),
    "a title that is none": ("pages", [page(f"{DE}/a/", {"de": "A"})]),  # type: ignore[arg-type]
    "an event without a beginning": ("events", [event(f"{DE}/events/a/", "A", {})]),
    "an event that is never": ("events", [event(f"{DE}/events/a/", "A", times("2026-13-45T99:00:00", ""))]),
    "news without an id": ("news", [news("", "A", "B")]),
    "an offer without an address": ("offers", [{"name": "A", "url": None}]),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_what_cannot_be_used_is_left_out_and_told(case: str, tmp_path: Path) -> None:
    """Each thing by itself: what stands beside it is read."""
    name, items = DAMAGED[case]
    good = {
        "pages": page(f"{DE}/gut/", "Gut"),
        "events": event(f"{DE}/events/gut/", "Gut", times("2026-01-01T10:00:00+01:00", "2026-01-01T11:00:00+01:00")),
        "news": news("local-1", "Gut", "Gut"),
        "offers": {"name": "Gut", "url": "https://gut.example"},
    }[name]
    part, found = german(tmp_path, **{name: [*items, good]})
    assert len(getattr(part, name)) == 1
    assert [code for code, _ in found if code != "import-value"] == ["import-item"] * len(items)


WRONG = {
    "thumbnail": {"pages": [page(f"{DE}/a/", "A", thumbnail=["x"])]},
    "parent": {"pages": [page(f"{DE}/a/", "A") | {"parent": "above"}]},
    "available_languages": {"pages": [page(f"{DE}/a/", "A", available_languages=["de"])]},
    "embedded_offers": {"pages": [page(f"{DE}/a/", "A", embedded_offers={})]},
    "slug_history": {"pages": [page(f"{DE}/a/", "A", slug_history=["../b"])]},
    "last_updated": {"pages": [page(f"{DE}/a/", "A", last_updated="yesterday", modified_gmt=None)]},
    "order": {"pages": [page(f"{DE}/a/", "A", order="first")]},
    "id": {"pages": [page(f"{DE}/a/", "A", id=1.5)]},
    "opening_hours": {"locations": [place(f"{DE}/locations/a/", "A", opening_hours=[{}] * 6)]},
    "longitude": {"locations": [place(f"{DE}/locations/a/", "A", location={"longitude": 181, "latitude": 1})]},
    "contacts": {"locations": [place(f"{DE}/locations/a/", "A", contacts="call us")]},
    "barrier_free": {"locations": [place(f"{DE}/locations/a/", "A", barrier_free="partly")]},
    "timezone": {"events": [event(f"{DE}/events/a/", "A", times("2026-01-01T10:00:00Z", "", timezone="../etc"))]},
    "end": {"events": [event(f"{DE}/events/a/", "A", times("2026-01-01T10:00:00Z", "2025-01-01T10:00:00Z"))]},
    "recurrence_rule": {
        "events": [event(f"{DE}/events/a/", "A", times("2026-01-01T10:00:00Z", ""), recurrence_rule="weekly")]
    },
}


@pytest.mark.parametrize("key", WRONG)
def test_one_wrong_value_costs_that_value_only(key: str, tmp_path: Path) -> None:
    """And it is told which one, of what, with what stood there."""
    part, found = german(tmp_path, **WRONG[key])
    assert len({"pages": part.pages, "locations": part.places, "events": part.events}[next(iter(WRONG[key]))]) == 1
    assert {(code, told["key"]) for code, told in found} == {("import-value", key)}
    assert all(told["item"].startswith("[0]") and told["value"] for _, told in found)


def test_doubles_are_told(tmp_path: Path) -> None:
    """Two pages at one address cannot both be kept; two dates of one event can."""
    when = [times(f"2026-01-0{day}T10:00:00Z", "") for day in (1, 2, 2)]
    part, found = german(
        tmp_path,
        pages=[page(f"{DE}/Ä/", "Eins"), page(f"{DE}/%C3%A4/", "Zwei")],
        events=[event(f"{DE}/events/a/", "A", each) for each in when],
    )
    assert [each.title for each in part.pages] == ["Eins"]
    assert len(part.events) == 2
    assert [code for code, _ in found] == ["import-double", "import-double"]


def test_a_list_without_end_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and what was cut off is not taken to be gone."""
    monkeypatch.setattr("integreat_ssg.exchange.integreat.answers.MAX_ITEMS", 3)
    part, found = german(tmp_path, pages=[page(f"{DE}/{number}/", "A") for number in range(5)])
    assert (len(part.pages), part.unanswered >= {"pages"}) == (3, True)
    assert ("import-too-many", {"count": "5", "most": "3"}) in found


def test_texts_hold_only_what_files_can_hold(tmp_path: Path) -> None:
    """Control characters and halves of characters go, what scripts need stays; line ends are ours."""
    raw = json.dumps([page(f"{DE}/a/", "می\u200cخواهم", "a\x00b\x07c\ud800\r\nd\re")]).encode()
    part, found = german(tmp_path, pages=raw)
    assert (part.pages[0].title, part.pages[0].content) == ("می\u200cخواهم", "abc\nd\ne")
    assert ("import-characters", {"item": "[0]", "key": "content", "count": "3"}) in found


BAD = {
    "broken": (b'[{"title": "A"', "import-no-json"),
    "empty": (b"", "import-no-json"),
    "a web page": (b"<!doctype html><title>Login</title>", "import-no-json"),
    "deep": (b"[" * 200_000 + b"]" * 200_000, "import-no-json"),
    "a number too long": (b"[" + b"9" * 5000 + b"]", "import-no-json"),
    "an object": (b'{"pages": []}', "import-wrong-answer"),
    "an error": (b'{"error": "No such region"}', "import-wrong-answer"),
    "a text": (b'"pages"', "import-wrong-answer"),
}


@pytest.mark.parametrize("case", BAD)
def test_an_answer_that_is_none_costs_that_list_only(case: str, tmp_path: Path) -> None:
    """It is not taken for a list without anything in it: what is missing is not known to be gone."""
    data, code = BAD[case]
    part, found = german(tmp_path, pages=data, imprint=data if case in ("broken", "an error") else [])
    assert part.pages == ()
    assert part.unanswered == ({"pages", "imprint"} if case in ("broken", "an error") else {"pages"})
    assert {each for each, _ in found} == {code}
    assert part.events
    assert part.places


def test_marks_and_bytes_of_other_encodings(tmp_path: Path) -> None:
    """A byte order mark is nothing; bytes of Latin-1 are read as what they were meant for, which is told."""
    text = json.dumps([page(f"{DE}/strasse/", "Straße „A“")], ensure_ascii=False)
    part, found = german(tmp_path / "mark", pages=b"\xef\xbb\xbf" + text.encode())
    assert (part.pages[0].title, found) == ("Straße „A“", [])
    part, found = german(tmp_path / "latin", pages=text.encode("cp1252"))
    assert (part.pages[0].title, found) == ("Straße „A“", [("import-encoding", {"count": "3"})])
    part, found = german(tmp_path / "mixed", pages=text.encode().replace("ß".encode(), b"\xdf"))
    assert (part.pages[0].title, found) == ("Straße „A“", [("import-encoding", {"count": "1"})])


def test_only_the_languages_that_are_asked_for(tmp_path: Path) -> None:
    """By code or by BCP 47 tag, in the region's order; one that it does not have is told with those that it has."""
    told = answers_of(tmp_path, None, REGION, "zh-CN", "DE", "fr")
    assert list(told.languages) == ["de", "zh-cn"]
    (finding,) = told.findings
    assert (finding.code, finding.severity) == ("import-no-language", Severity.ERROR)
    assert dict(finding.details)["languages"] == "de, en, ar, sr-cyrl, de-si, zh-cn"


@pytest.mark.parametrize("code", ["../de", "de/..", "", "d e", "x" * 200, None, 5.5, ["de"]])
def test_a_code_that_is_no_name_is_no_language(code: Any, tmp_path: Path) -> None:
    """It becomes a folder's name and a part of addresses."""
    told = responses()
    languages = [{"code": code, "bcp47_tag": "de"}, {"code": "en"}]
    told["regions/"] = [told["regions/"][0] | {"languages": languages}]
    answers = answers_of(tmp_path, told)
    assert list(answers.languages) == ["en"]
    assert "import-item" in {each.code for each in answers.findings}


def test_a_region_that_is_not_there(tmp_path: Path) -> None:
    """Is wrong usage, and the one that was meant is named; one that no list names may still be there."""
    with pytest.raises(UsageError, match=f"has no region musterstad. Did you mean {REGION}"):
        answers_of(tmp_path, region="musterstad")
    with pytest.raises(UsageError, match="cannot be the name"):
        answers_of(tmp_path, region="../etc")
    told = responses()
    told["regions/"] = told["regions/"][1:]
    assert answers_of(tmp_path / "hidden", told).region.slug == REGION


@pytest.mark.parametrize("regions", [b"<html>", b"{}", b'{"error": "Down"}', b'[{"path": "musterstadt"}]'])
def test_regions_that_cannot_be_read(regions: bytes, tmp_path: Path) -> None:
    """Without them nothing can be known of the region."""
    told = {"regions/": regions}
    with pytest.raises(WorldError):
        answers_of(tmp_path, told)


def test_a_folder_that_holds_no_answers(tmp_path: Path) -> None:
    """Is wrong usage."""
    with pytest.raises(UsageError, match="no folder with saved answers"):
        open_source(str(tmp_path), REGION)


def test_a_file_that_is_too_large_is_no_answer(tmp_path: Path) -> None:
    """As from a server."""
    folder = write_responses(tmp_path)
    with (folder / PAGES / "index.json").open("wb") as file:
        file.truncate(30 * 1024 * 1024)
    with open_source(str(folder), REGION) as source:
        told = read_answers(source, REGION, ["de"])
    assert [each.code for each in told.findings] == ["import-unanswered"]
    assert "larger than 25 MB" in str(told.findings)


def test_a_region_without_any_language(tmp_path: Path) -> None:
    """There is nothing to import, which is told."""
    told = responses()
    del told["leer/languages/"]
    answers = answers_of(tmp_path, told, "leer")
    assert not answers.languages
    assert {each.code for each in answers.findings} == {"import-absent", "import-no-languages"}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """Saved answers may come from anybody."""
    (tmp_path / "secret.json").write_bytes(json.dumps([page(f"{DE}/a/", "Geheim")]).encode())
    folder = write_responses(tmp_path / "saved")
    file = folder / PAGES / "index.json"
    file.unlink()
    file.symlink_to(tmp_path / "secret.json")
    with open_source(str(folder), REGION) as source:
        told = read_answers(source, REGION)
    assert "Geheim" not in str(told.languages["de"].pages)


@pytest.mark.parametrize("name", ["index.html", "../pages.json"])
def test_other_names_under_which_hosts_keep_answers(name: str, tmp_path: Path) -> None:
    """A built site may have it as the page of its folder, another tool may have saved it by its name."""
    folder = write_responses(tmp_path)
    file = folder / PAGES / "index.json"
    file.rename(file.parent / name)
    with open_source(str(folder), REGION) as source:
        assert len(read_answers(source, REGION).languages["de"].pages) == 6


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([f"{DE}/a/", "2026-01-01"]),
    lambda inner: st.lists(inner, max_size=7) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_answer_makes_the_reader_fail(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever stands where something else should: any value of a sound answer exchanged for any other."""
    told = responses()
    spots = [(told, key) for key in told if key != "regions/"]
    waiting: list[Any] = [value for key, value in told.items() if key != "regions/"]
    while waiting:
        each = waiting.pop()
        inner = each.items() if isinstance(each, dict) else enumerate(each) if isinstance(each, list) else ()
        for key, value in inner:
            spots.append((each, key))
            waiting.append(value)
    for _ in range(data.draw(st.integers(1, 6))):
        owner, key = spots[data.draw(st.integers(0, len(spots) - 1))]
        owner[key] = data.draw(JSON)
    folder = tmp_path_factory.mktemp("odd")
    read = answers_of(folder, told, REGION, "de", "en")
    for code, part in read.languages.items():
        for thing in (*part.pages, *part.places, *part.events):
            assert thing.title
            assert thing.path.startswith(f"/{REGION}/{code}/")
            assert path_of(thing.path) == thing.path
