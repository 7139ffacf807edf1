"""The parts of an import by themselves: which versions belong together, names, languages, hours, values, plain text, contacts."""

from datetime import datetime, time

import pytest

from integreat_ssg.exchange.integreat import contacts, names, plain, tags, values
from integreat_ssg.exchange.integreat.hours import week_of
from integreat_ssg.exchange.integreat.joining import Joining, join
from integreat_ssg.exchange.integreat.places import described
from integreat_ssg.exchange.integreat.region import kind_of
from integreat_ssg.exchange.integreat.shapes import ContactData, Day, Language, Page, Place, Region, Slot, Translation
from integreat_ssg.exchange.integreat.tree import grow
from integreat_ssg.reading.folder import is_name


def _page(
    code: str, slug: str, *others: tuple[str, str, int | None], parent: str = "", number: int | None = None
) -> Page:
    path = f"/r/{code}/{slug}/"
    translations = tuple(Translation(other, id_, f"/r/{other}/{there}/") for other, there, id_ in others)
    return Page(path, slug, number, translations=translations, parent=f"/r/{code}/{parent}/" if parent else "")


def _joined(**lists: list[Page]) -> Joining[Page]:
    return join(lists, lambda each: each.path, lambda each: each.path)


def _groups(joining: Joining[Page]) -> list[dict[str, str]]:
    return [{code: each.title for code, each in thing.versions.items()} for thing in joining.things]


def test_a_translation_is_found_from_either_side() -> None:
    de, en, ar = _page("de", "a"), _page("en", "b", ("de", "a", 1)), _page("ar", "c", ("en", "b", 2))
    assert _groups(_joined(de=[de], en=[en], ar=[ar])) == [{"de": "a", "en": "b", "ar": "c"}]


def test_two_pages_that_name_the_same_translation_do_not_share_it() -> None:
    de, en = [_page("de", "a", ("en", "x", 1)), _page("de", "b", ("en", "x", 1))], [_page("en", "x")]
    assert _groups(_joined(de=de, en=en)) == [{"de": "a", "en": "x"}, {"de": "b"}]


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param((_page("de", "a", ("en", "a", None)), _page("en", "a")), id="it is told by the page itself"),
        pytest.param((_page("de", "a", number=7), _page("en", "a", number=7)), id="it has the number of the original"),
    ],
)
def test_a_text_that_is_only_shown_in_another_language_is_none(copy: tuple[Page, Page]) -> None:
    found = _joined(de=[copy[0]], en=[copy[1]])
    assert _groups(found) == [{"de": "a"}]
    assert [code for code, _ in found.fallbacks] == ["en"]


def test_pages_without_a_source_text_keep_their_place_in_the_tree() -> None:
    de = [_page("de", "amt", ("en", "office", 1))]
    en = [_page("en", "office"), _page("en", "extra", parent="office")]
    assert [node.file for node in grow(_joined(de=de, en=en).things)] == ["amt/index.md", "amt/extra.md"]


def test_neighbours_are_numbered_only_where_their_names_would_stand_otherwise() -> None:
    ordered = [Page(f"/r/de/{slug}/", slug, order=number) for number, slug in enumerate(("b", "a", "c"))]
    assert [(node.path, node.order) for node in grow(_joined(de=ordered).things)] == [("b", 10), ("a", 20), ("c", 30)]


@pytest.mark.parametrize(
    "slug", ["con", "...", "", "a/b", "x" * 500, "ü" * 300, "CON.", "a\u0301", "-a-", "имя", "名", "index", "news"]
)
def test_every_slug_becomes_a_name_that_every_disk_takes(slug: str) -> None:
    name = names.file_name(slug, "page-1", "", ())
    assert is_name(f"{name}.md")
    assert len(name.encode()) <= 130
    assert name not in names.TAKEN
    assert name == name.lower()


def test_long_slugs_that_begin_alike_stay_apart() -> None:
    one, other = (names.file_name("lang" * 40 + end, "x", "", ()) for end in "ab")
    assert one != other


def test_a_name_is_used_once() -> None:
    assert names.file_name("amt", "x", "wohnen", {"wohnen/amt", "wohnen/amt-2"}) == "amt-3"


def test_languages_get_the_tags_of_folders() -> None:
    listed = [("de", "de-DE"), ("de-si", "de-SI"), ("en", "en-US"), ("zh-cn", "zh-CN"), ("sr-cyrl", "sr-Cyrl"), ("kmr", "kmr"),
              ("fa", "fa-IR"), ("xx", "xx"), ("rom", "rom")]  # fmt: skip
    assert tags.tags_of([Language(*each) for each in listed], {"rom": "Romani"}) == {
        "de": "de", "de-si": "de-simple", "en": "en", "zh-cn": "zh-Hans", "sr-cyrl": "sr-Cyrl", "kmr": "kmr", "fa": "fa",
        "rom": "rom",
    }  # fmt: skip


def test_a_language_that_is_there_twice_keeps_its_countries() -> None:
    assert tags.tags_of([Language("en-us", "en-US"), Language("en", "en")], {}) == {"en-us": "en-US", "en": "en"}


def _open(*spans: str) -> Day:
    return Day(slots=tuple(Slot(*map(time.fromisoformat, span.split("-"))) for span in spans))


OFF, ASK = Day(closed=True), Day(by_appointment=True)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((_open("08:00-12:00"),) * 5 + (OFF, OFF), "Mo-Fr 08:00-12:00; Sa-Su off"),
        ((_open("14:00-18:00", "08:00-12:00"),) * 7, "Mo-Su 08:00-12:00,14:00-18:00"),
        ((_open("08:00-12:00", "11:00-13:00"),) * 7, "Mo-Su 08:00-13:00"),
        ((Day(all_day=True),) * 7, "24/7"),
        ((OFF,) * 6 + (_open("20:00-00:00"),), "Mo-Sa off; Su 20:00-24:00"),
        ((OFF,) * 7, ""),
        (None, ""),
    ],
)
def test_hours_are_written_as_openstreetmap_writes_them(days: tuple[Day, ...] | None, text: str) -> None:
    assert week_of(days).text == text


def test_days_by_appointment_are_told_in_words() -> None:
    assert week_of((ASK,) * 5 + (OFF, OFF)).only_by_appointment
    mixed = week_of((_open("08:00-12:00"), OFF, ASK, ASK, OFF, OFF, OFF))
    assert (mixed.only_by_appointment, dict(mixed.note)["de"]) == (False, "Nur mit Termin: Mittwoch, Donnerstag.")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("05321/76 123 (Zentrale)", "05321/76 123"),
        ("+49 30 23125-460", "+49 30 23125-460"),
        ("030.23125.460", "030 23125 460"),
        ("115", "115"),
        ("keine", ""),
        ("12", ""),
    ],
)
def test_numbers_that_can_be_dialled(written: str, number: str) -> None:
    assert values.phone(written) == number


def test_one_text_for_all_only_where_several_agree() -> None:
    assert values.agreed([("de", "VHS"), ("en", "VHS")]) == "VHS"
    assert values.agreed([("de", "VHS"), ("en", "")]) == {"de": "VHS"}


def test_plain_text_keeps_words_lists_cells_and_addresses() -> None:
    html = (
        '<h2>Wann</h2><p>Am &lt;Montag&gt;<br>oder <a href="https://a.example/x">hier</a></p><ul><li>eins</li><li>zwei</li></ul>'
        '<table><tr><td>a</td><td>b</td></tr></table><script>x()</script><p><a href="tel:0301">0301</a></p>'
    )
    assert plain.plain_text(html).split("\n\n") == [
        "Wann", "Am <Montag>", "oder hier (https://a.example/x)", "– eins", "– zwei", "a | b", "0301",
    ]  # fmt: skip


def test_a_short_description_is_not_said_twice() -> None:
    assert described("<p>Bücher und Filme.</p>", "Bücher") == "Bücher und Filme."
    assert described("<p>Bücher.</p>", "Für alle.") == "Für alle.\n\nBücher."


def test_contacts_of_several_places_are_one_and_names_alike_stay_apart() -> None:
    office = ContactData(name="Amt", email="amt@stadt.example")
    other = ContactData(name="Amt", email="anderes@stadt.example")
    nobody = ContactData(name="Niemand")
    places = [Place(f"/r/de/locations/{key}/", key, contacts=held) for key, held in
              (("a", (office, nobody)), ("b", (office, other)))]  # fmt: skip
    joined = join({"de": places}, lambda each: each.path, lambda each: each.path).things
    found = contacts.gather(
        joined, [({"data-contact-id": "4"}, "Amt\n\namt@stadt.example"), ({}, "Wer\n\nwer@stadt.example")]
    )
    first, second, third = (each.key for each in found.listed)
    assert (first, third) == ("amt", "wer")
    assert second.startswith("amt-")
    assert found.of_places == {"/r/de/locations/a/": (first,), "/r/de/locations/b/": (first, second)}
    assert found.key_of_card({"data-contact-id": "4"}, "") == "amt"
    assert found.key_of_card({}, "Wer wer@stadt.example") == "wer"
    assert found.key_of_card({}, "Sonst wer") == ""


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [("Landkreis", "district"), ("Stadt", "city"), ("", "city"), ("Gemeinde", "town"), ("Samtgemeinde", "association")],
)
def test_what_a_region_is_stands_before_its_name(prefix: str, kind: str) -> None:
    assert kind_of(Region("r", f"{prefix} Muster".strip(), prefix=prefix, bare_name="Muster")) == kind


def test_a_translation_is_outdated_when_its_source_is_newer() -> None:
    old, new = datetime.fromisoformat("2026-01-01T10:00:00+01:00"), datetime.fromisoformat("2026-01-01T09:30:00+00:00")
    de, en = (
        Page("/r/de/a/", "a", modified=new),
        Page("/r/en/a/", "a", modified=old, translations=(Translation("de", 1, "/r/de/a/"),)),
    )
    (thing,) = _joined(de=[de], en=[en]).things
    assert (thing.is_outdated("en"), thing.is_outdated("de")) == (True, False)
