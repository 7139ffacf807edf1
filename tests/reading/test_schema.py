"""What a value must be: all that does not fit is told at once, each with its line and the nearest known key."""

import gc
import time

import pytest
from pydantic import TypeAdapter

from integreat_ssg.model.contacts import Contact, Organisation, Phone
from integreat_ssg.model.media import MediaNote
from integreat_ssg.model.settings import FrontMatter, RegionSettings, SiteSettings
from integreat_ssg.reading.schema import nearest, typed
from integreat_ssg.reading.strict_yaml import parse_yaml

KINDS = (SiteSettings, RegionSettings, FrontMatter, Contact, Organisation, MediaNote)


def read(kind: type, text: str) -> tuple[object, list[tuple[str, int, dict[str, str]]]]:
    """The value, and each finding as code, line and details."""
    node, findings = parse_yaml(text, "x.yaml")
    assert node is not None
    assert not findings
    value, findings = typed(node, kind, "x.yaml")
    told = [(each.code, each.place.line, dict(each.details)) for each in findings]
    return value, sorted(told, key=lambda each: (each[0], each[1], each[2]["key"]))


def test_texts_become_what_the_fields_are() -> None:
    """Numbers, dates and yes or no are typed by the field, not by how they look."""
    head = "title: 0123\norder: '10'\nreview_by: 2027-06-30\ndraft: no\nkeywords: [1.10, no]\nsummary: null\n"
    value, findings = read(FrontMatter, head)
    assert not findings
    assert isinstance(value, FrontMatter)
    assert (value.title, value.order, str(value.review_by), value.draft, value.keywords, value.summary) == (
        "0123", 10, "2027-06-30", False, ["1.10", "no"], None,
    )  # fmt: skip


def test_a_contact_is_read_whole() -> None:
    """Postcodes keep their zero, phone numbers their plus, labels their languages."""
    value, findings = read(
        Contact,
        "name: {de: Amt, en: Office}\nphones:\n  - number: +49 3931 60\n    label: {de: Zentrale}\n"
        "address: {street: Markt 1, postcode: 01067, town: Dresden}\n",
    )
    assert not findings
    assert isinstance(value, Contact)
    assert value.phones == [Phone("+49 3931 60", {"de": "Zentrale"})]
    assert value.address is not None
    assert value.address.postcode == "01067"


def test_all_findings_come_at_once() -> None:
    """Nobody mends one line, checks again, and learns of the next."""
    value, findings = read(
        FrontMatter,
        "title: [a]\norder: zehn\naudience: families\nreview_by: 1.2.2026\ndraft: ja\nreponsible: x\nkeywords: {a: b}\n",
    )
    assert [(code, line, details.get("expected", details.get("nearest"))) for code, line, details in findings] == [
        ("unknown-key", 6, "responsible"),
        ("wrong-type", 1, "text"),
        ("wrong-type", 2, "whole-number"),
        ("wrong-type", 3, "list"),
        ("wrong-type", 4, "date"),
        ("wrong-type", 5, "yes-or-no"),
        ("wrong-type", 7, "list"),
    ]
    assert value == FrontMatter(title="")


@pytest.mark.parametrize(
    "seconds", ["86400", "1780000000", "20261102", "2026-11-02T00:00:00", "02.11.2026", "2026-13-01"]
)
def test_only_a_day_is_a_date(seconds: str) -> None:
    """A number is no count of seconds since 1970, and a German date says what is expected."""
    _, findings = read(FrontMatter, f"title: A\nreview_by: {seconds}\n")
    assert [(code, line, details["expected"]) for code, line, details in findings] == [("wrong-type", 2, "date")]


@pytest.mark.parametrize(
    ("kind", "text", "line", "key", "expected"),
    [
        (SiteSettings, "title: A\nregions: []\nnotise: x", 3, "notise", "notice"),
        (RegionSettings, "kind: town\nname: A\nlanguage: [de]", 3, "language", "languages"),
        (RegionSettings, "kind: town\nname: A\ncentre:\n  latitud: 1\n  latitude: 1\n  longitude: 2", 4, "latitud", "latitude"),
        (RegionSettings, "kind: city\nname: A\naliases: {B: {latitude: 1, longitude: 2, lon: 3}}", 3, "lon", ""),
        (RegionSettings, "kind: town\nname: A\ncolours: {brnad: '#000000'}", 3, "brnad", "brand"),
        (RegionSettings, "kind: town\nname: A\naudiences:\n  families:\n    name: A\n    nmae: B", 6, "nmae", "name"),
        (Contact, "name: A\nphones:\n  - number: 112\n  - number: 112\n    lable: x", 5, "lable", "label"),
        (Contact, "name: A\naddress:\n  street: a\n  postcode: b\n  town: c\n  adition: d", 6, "adition", "addition"),
        (Contact, "name: A\noffice_hour: x", 2, "office_hour", "office_hours"),
        (Contact, "name: A\nfax: 1", 2, "fax", ""),
        (FrontMatter, "title: A\nimage:\n  file:\n", 2, "image", ""),
    ],
)  # fmt: skip
def test_an_unknown_key_names_the_nearest(kind: type, text: str, line: int, key: str, expected: str) -> None:
    """At every level a typing error is led to the key that was meant; a far-off word to none."""
    _, findings = read(kind, text)
    assert findings == [("unknown-key", line, {"key": key, "nearest": expected})]


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (FrontMatter, "order: 1", [("missing-key", 1, "title")]),
        (SiteSettings, "notice: x", [("missing-key", 1, "regions"), ("missing-key", 1, "title")]),
        (Contact, "name: A\nphones:\n  - label: x", [("missing-key", 3, "number")]),
        (RegionSettings, "kind: town\nname: A\n\ncentre: {latitude: 53}", [("missing-key", 4, "longitude")]),
        (RegionSettings, "kind: vilage\nname: A", [("wrong-type", 1, "kind")]),
        (RegionSettings, "kind: town\nname: A\ncentre: {latitude: '53,2', longitude: 1}", [("wrong-type", 3, "centre.latitude")]),
        (RegionSettings, "kind: town\nname:\n  de: A\n  en: [B]", [("wrong-type", 4, "name.en")]),
        (RegionSettings, "kind: town\nname: [A]", [("wrong-type", 2, "name")]),
        (RegionSettings, "kind: town\nname: A\nfallback:\n  ckb: ar", [("wrong-type", 4, "fallback.ckb")]),
        (RegionSettings, "kind: town\nname: A\naudiences:\n  families: Familien", [("wrong-type", 4, "audiences.families")]),
        (Contact, "name: A\nphones:\n  - 112\n  - number: 110", [("wrong-type", 3, "phones.0")]),
        (Contact, "name: A\naddress: Markt 1", [("wrong-type", 2, "address")]),
        (FrontMatter, "title: A\nkeywords:\n  - a\n  -\n  - [b]", [("wrong-type", 5, "keywords.1")]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_where_it_stands(kind: type, text: str, found: list[tuple[str, int, str]]) -> None:
    """One finding for each mistake, with the line of the value itself, and the rest is still read."""
    value, findings = read(kind, text)
    assert [(code, line, details["key"]) for code, line, details in findings] == found
    assert value is not None, "later rules must see the rest"


def test_only_what_does_not_fit_is_left_out() -> None:
    """Later rules still see every field and item that is right."""
    value, _ = read(
        RegionSettings,
        "kind: distrikt\nname: {de: A, en: [B]}\ncentre: {latitude: 1}\nlanguages: [de, [x], ar]\n"
        "aliases: {Hier: {latitude: 1, longitude: 2}, Dort: {latitude: x, longitude: 2}}\n",
    )
    assert isinstance(value, RegionSettings)
    assert value.name == {"de": "A"}
    assert value.centre is None
    assert value.languages == ["de", "ar"]
    assert list(value.aliases) == ["Hier"]
    contact, _ = read(Contact, "name: A\nphones: [112, {number: 110}, {nummer: 115}]\naddress: {street: A}\n")
    assert isinstance(contact, Contact)
    assert contact.phones == [Phone("110"), Phone("")]


def test_the_choices_are_named() -> None:
    """Who writes an unknown kind of region learns which there are."""
    _, findings = read(RegionSettings, "kind: vilage\nname: A\n")
    assert "district, city, town" in findings[0][2]["choices"]


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "regions: {a: [b]}",
        "kind: []\nname: []\ncolours: x\ncentre: [1]\nbounding_box: {a: b}",
        "a:\n  b:\n    - c:",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_raises_and_every_loss_is_told(kind: type, text: str) -> None:
    """Whatever is written, there is a value or a finding."""
    value, findings = read(kind, text)
    assert findings
    assert value is not None


def test_a_long_list_of_mistakes_takes_no_longer_than_its_length() -> None:
    """Four times as many wrong items do not take sixteen times as long; all are told, each with its line."""

    def seconds(count: int) -> float:
        node, _ = parse_yaml("title: Stadt\nlanguages:\n" + "- {}\n" * count, "x.yaml")
        assert node is not None
        gc.disable()  # what it takes depends on all that other tests have left
        started = time.process_time()
        _, findings = typed(node, RegionSettings, "x.yaml")
        taken = time.process_time() - started
        gc.enable()
        lines = [each.place.line for each in findings if dict(each.details)["key"].startswith("languages.")]
        assert lines == list(range(3, 3 + count))
        return taken

    few, many = (min(seconds(count) for _ in range(3)) for count in (10_000, 40_000))
    assert many < 10 * few


@pytest.mark.parametrize("kind", KINDS)
def test_the_model_gives_a_schema_for_editors(kind: type) -> None:
    """Text editors complete and check keys by JSON Schema: every field is in it, and no other key is allowed."""
    schema = TypeAdapter(kind).json_schema()
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == {name.rstrip("_") for name in kind.__dataclass_fields__}
    for name, definition in schema.get("$defs", {}).items():
        assert definition["additionalProperties"] is False, name


def test_nearest() -> None:
    """A neighbour is near, a stranger is not."""
    assert nearest("sumary", ["title", "summary"]) == "summary"
    assert nearest("xyz", ["title", "summary"]) == ""
