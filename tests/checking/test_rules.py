"""Each rule on a world that breaks it once, told in the right place, and on one that does not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.checking.rules import RULES, check_content
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import has_errors
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import read_library, read_region
from tests.conftest import SMALL_SITE, Files, write_files

TODAY = date(2026, 11, 22)
SETTINGS = "kind: town\nname: Town\nlanguages: [de]\n"
BOX = "bounding_box: {south: 51, west: 10, north: 52, east: 11}\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"/>'

WORLD: Files = {
    **SMALL_SITE,
    "town/region.yaml": SETTINGS,
    "town/contacts/office.yaml": "name: Amt\nphones: [{number: +49 5321 1234}]\n",
    "town/media/house.svg": DRAWING,
    "town/de/house.md": "---\ntitle: Haus\n---\n![Ein Haus](../media/house.svg)\n\n[[contact: office]]\n",
}
"""A town without findings."""

Content_ = Callable[[Files], Content]


@pytest.fixture
def content_of(tmp_path: Path, converter: Converter) -> Callable[[Files], Content]:
    """The content of the town, changed by some files; the files themselves must be read without errors."""

    def read(files: Files) -> Content:
        library = read_library(write_files(tmp_path, {**WORLD, **files}), converter)
        content, findings = read_region(library, "town")
        assert content is not None
        assert not has_errors([*library.findings, *findings]), findings
        return content

    return read


def page(body: str, **head: str) -> str:
    """A page whose text begins in the line after its head."""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in {"title": "T", **head}.items()) + f"---\n{body}\n"


def found(content: Content, today: date | None = TODAY) -> list[tuple[str, str, str, int, dict[str, str]]]:
    """What the rules say: severity, code, file, line and details."""
    return [
        (str(each.severity), each.code, each.place.file, each.place.line, dict(each.details))
        for each in check_content(content, today)
    ]


def test_the_world_breaks_no_rule(content_of: Content_) -> None:
    """Otherwise the other tests would prove nothing."""
    assert found(content_of({})) == []


def test_every_rule_says_what_it_is_for() -> None:
    """A rule's docstring is its documentation, and no rule stands in the list twice."""
    assert all(rule.__doc__ for rule in RULES)
    assert len(set(RULES)) == len(RULES)


A = "town/de/a.md"
REGION = "town/region.yaml"
OFFICE = "town/contacts/office.yaml"
ERROR, WARNING, NOTE = "error", "warning", "note"

BROKEN: list[tuple[Files, tuple[str, str, str, int, dict[str, str]]]] = [
    # region.yaml
    ({REGION: "kind: town\nname: {ar: ب}\nlanguages: [de]\n"}, (ERROR, "no-name", REGION, 2, {})),
    ({REGION: SETTINGS + "base_url: guide.example\n"}, (ERROR, "bad-base-url", REGION, 4, {"url": "guide.example"})),
    ({REGION: SETTINGS + "base_url: 'https://['\n"}, (ERROR, "bad-base-url", REGION, 4, {"url": "https://["})),
    ({"site.yaml": "title: A\nregions: [town]\nbase_url: ftp://a\n"}, (ERROR, "bad-base-url", "site.yaml", 3, {"url": "ftp://a"})),
    ({REGION: SETTINGS + "colours: {brand: red}\n"}, (ERROR, "bad-colour", REGION, 4, {"colour": "red"})),
    ({REGION: SETTINGS + "colours: {brand: '#ff8800'}\n"},
     (ERROR, "low-contrast", REGION, 4, {"colour": "#ff8800", "ratio": "2.4", "better": "#b25f00"})),
    ({REGION: SETTINGS + "centre: {latitude: 91, longitude: 10}\n"}, (ERROR, "not-on-earth", REGION, 4, {"name": "centre"})),
    ({REGION: SETTINGS + "centre: {latitude: nan, longitude: 10}\n"}, (ERROR, "not-on-earth", REGION, 4, {"name": "centre"})),
    ({REGION: SETTINGS + BOX + "aliases: {Ort: {latitude: 10, longitude: 51}}\n"},
     (WARNING, "outside-bounding-box", REGION, 5, {"name": "Ort"})),
    ({REGION: SETTINGS + "bounding_box: {south: 52, west: 10, north: 51, east: 11}\ncentre: {latitude: 51.5, longitude: 10}\n"},
     (ERROR, "bad-bounding-box", REGION, 4, {})),
    ({REGION: SETTINGS + "aliases:\n  St. Ort:\n    latitude: 51\n    longitude: 1000\n"},
     (ERROR, "not-on-earth", REGION, 5, {"name": "St. Ort"})),
    ({REGION: SETTINGS + "time_zone: Berlin\n"}, (ERROR, "unknown-time-zone", REGION, 4, {"zone": "Berlin"})),
    ({REGION: SETTINGS + "short_name:\n  de: Kurz\n  en: Much too long a name\n"},
     (WARNING, "short-name-too-long", REGION, 6, {"name": "Much too long a name", "length": "20", "limit": "12"})),
    ({REGION: SETTINGS + "logo: media/hose.svg\n"},
     (ERROR, "names-nothing", REGION, 4, {"key": "logo", "name": "media/hose.svg", "nearest": "media/house.svg"})),
    ({REGION: SETTINGS + "emergency_page: huose\n"},
     (ERROR, "names-nothing", REGION, 4, {"key": "emergency_page", "name": "huose", "nearest": "house"})),
    ({REGION: SETTINGS + "imprint_contact: nobody\n"},
     (ERROR, "names-nothing", REGION, 4, {"key": "imprint_contact", "name": "nobody", "nearest": ""})),
    # pages and their tree
    ({A: page("x", summary="s", title="a" * 121)}, (ERROR, "title-too-long", A, 2, {"length": "121", "limit": "120"})),
    ({A: page("")}, (WARNING, "empty-page", A, 1, {})),
    ({A: page("<!-- kommt noch -->")}, (WARNING, "empty-page", A, 1, {})),
    ({"town/de/x/a.md": page("x")}, (ERROR, "no-section", "town/de/x/a.md", 1, {"section": "x/index.md"})),
    ({"town/de/house/a.md": page("x")}, (NOTE, "page-with-children", "town/de/house.md", 1, {"path": "house"})),
    ({A: page("x", audience="[famillies]"), REGION: SETTINGS + "audiences: {families: {name: F}}\n"},
     (ERROR, "unknown-audience", A, 3, {"audience": "famillies", "nearest": "families"})),
    ({A: page("x", review_by="2026-11-21", responsible="office")},
     (WARNING, "review-due", A, 3, {"due": "2026-11-21", "responsible": "office"})),
    ({A: page("x", expires="2026-11-22")}, (WARNING, "page-expired", A, 3, {"due": "2026-11-22"})),
    # what texts point to
    ({A: page("x\n\n[a](huose.md)")}, (ERROR, "broken-link", A, 6, {"target": "de/huose", "nearest": "house"})),
    ({A: page("[a](../en/house.md)")}, (ERROR, "broken-link", A, 4, {"target": "en/house", "nearest": "house"})),
    ({A: page("[a](work/jobs.md#suche)")},
     (ERROR, "broken-anchor", A, 4, {"target": "town/de/work/jobs.md", "anchor": "suche", "nearest": "#suchen"})),
    ({A: page("x\n\n![Haus](../media/hause.svg)")},
     (ERROR, "no-such-file", A, 6, {"file": "media/hause.svg", "nearest": "media/house.svg"})),
    ({A: page("[Form](../media/form.pdf)")}, (ERROR, "no-such-file", A, 4, {"file": "media/form.pdf", "nearest": ""})),
    ({A: page("![](../media/house.svg)")}, (ERROR, "no-alt-text", A, 4, {"file": "media/house.svg"})),
    ({A: page("![ House.svg ](../media/house.svg)")}, (ERROR, "alt-is-file-name", A, 4, {"file": "media/house.svg"})),
    ({A: page("x\n[[contact: offcie]]")}, (ERROR, "unknown-contact", A, 5, {"contact": "offcie", "nearest": "office"})),
    ({A: page("x", responsible="offcie")}, (ERROR, "unknown-contact", A, 3, {"contact": "offcie", "nearest": "office"})),
    ({A: page("x\n\n[[page: work/job]]")}, (ERROR, "broken-link", A, 6, {"target": "work/job", "nearest": "work/jobs"})),
    ({A: page("[[include: work/job]]")}, (ERROR, "unknown-include", A, 4, {"target": "work/job", "nearest": "work/jobs"})),
    ({A: page("x\n\n[[include: a]]")}, (ERROR, "include-loop", A, 6, {"chain": f"{A} → {A}"})),
    ({"town/media/old.svg": DRAWING}, (NOTE, "unused-media", "town/media/old.svg", 0, {})),
    # contacts
    ({OFFICE: "name: Amt\nphones: [{number: 0000 12}]\n"}, (ERROR, "bad-phone", OFFICE, 2, {"number": "0000 12"})),
    ({OFFICE: "name: Amt\nphones:\n  - number: '115'\n  - label: Auskunft\n    number: 0000 12\n"},
     (ERROR, "bad-phone", OFFICE, 5, {"number": "0000 12"})),
    ({A: page("x\n\n[Anruf](tel:*31%23)")}, (ERROR, "bad-phone", A, 6, {"number": "*31#"})),
    ({OFFICE: "name: Amt\nemail: amt@goslar\n"}, (ERROR, "bad-mail", OFFICE, 2, {"address": "amt@goslar"})),
    ({A: page("[M](mailto:a@b.example?bcc=c@d.example)")}, (ERROR, "bad-mail", A, 4, {"address": "a@b.example?bcc=c@d.example"})),
    ({OFFICE: "name: Amt\nwebsite: www.goslar.example\n"}, (ERROR, "bad-website", OFFICE, 2, {"url": "www.goslar.example"})),
    ({OFFICE: "name: Amt\nwebsite: 'https://['\n"}, (ERROR, "bad-website", OFFICE, 2, {"url": "https://["})),
    ({OFFICE: "name: Amt\nwebsite: 'javascript:alert(1)//a.b'\n"},
     (ERROR, "bad-website", OFFICE, 2, {"url": "javascript:alert(1)//a.b"})),
    ({"town/organisations/district.yaml": "name: D\nwebsite: nowhere\n"},
     (ERROR, "bad-website", "town/organisations/district.yaml", 2, {"url": "nowhere"})),
    ({OFFICE: "name: Amt\nphones: [{number: 112}]\norganisation: distrikt\n", "town/organisations/district.yaml": "name: D\n"},
     (ERROR, "unknown-organisation", OFFICE, 3, {"organisation": "distrikt", "nearest": "district"})),
    ({OFFICE: "name: Amt\n"}, (ERROR, "contact-not-filled", OFFICE, 0, {"contact": "office", "shared": OFFICE})),
    ({OFFICE: "name: Amt\nfallback: Rathaus\n"},
     (WARNING, "contact-not-filled", OFFICE, 0, {"contact": "office", "shared": OFFICE})),
    ({"town/contacts/b.yaml": "name: B\n", REGION: SETTINGS + "imprint_contact: b\n"},
     (ERROR, "contact-not-filled", "town/contacts/b.yaml", 0, {"contact": "b", "shared": "town/contacts/b.yaml"})),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "expected"), BROKEN, ids=[f"{each[1][1]}-{number}" for number, each in enumerate(BROKEN)]
)
def test_a_broken_rule_is_told_once_and_in_its_place(
    content_of: Content_, files: Files, expected: tuple[str, str, str, int, dict[str, str]]
) -> None:
    """Exactly one finding, with severity, file, line and what its sentence needs."""
    assert found(content_of(files)) == [expected]


KEPT: list[Files] = [
    {REGION: SETTINGS + "base_url: https://guide.example/town\ncolours: {brand: '#0b5563'}\nlogo: media/house.svg\n"},
    {REGION: SETTINGS + "emergency_page: work/jobs\nimprint_contact: office\n"},
    {REGION: SETTINGS + BOX + "centre: {latitude: 51.9, longitude: 10.4}\n"},
    {A: page("x", title="a" * 120, review_by="2026-11-22", expires="2026-11-23")},
    {"town/de/work/index.md": page("")},
    {A: page("![Haus](../media/house.svg)")},
    {A: page("x", audience="[families]"), REGION: SETTINGS + "audiences: {families: {name: F}}\n"},
    {A: page("[a](house.md) [b](index.md) [c](work/index.md) [d](work/jobs.md#suchen) [e](#t)\n\n## T")},
    {A: page("[[page: work]]\n[[page: /work/jobs/]]\n[[include: house]]\n[[contact: office]]\n[[video: https://v.example]]")},
    {A: page("[[include: b]]\n[[include: c]]"), "town/de/b.md": page("[[include: c]]"), "town/de/c.md": page("x")},
    {"town/media/house.svg.yaml": "alt: {de: Ein Haus}\n", A: page("![](../media/house.svg)")},
    {A: page("[112](tel:112) [115](tel:115) [a](tel:+49-5321-1234) [b](tel:+49%205321%201234) [c](mailto:a@b.example)")},
    *({OFFICE: f"name: Amt\nphones: [{{number: '{number}'}}]\n"}
      for number in ("112 110 115 116117 +49(0)53211234 05321/1234 05321–1234 +380441234567 08001110111".split())),
    {OFFICE: "name: Amt\nemail: vor.nach-name+x@amt.goslar.example\nwebsite: https://goslar.example/amt?x=1\n"},
    {OFFICE: "name: Amt\naddress: {street: a, postcode: 01067, town: b}\n"},
    {"town/contacts/unfilled.yaml": "name: Gezeigt\nphones: [{number: '115'}]\n", A: page("[[contact: unfilled]]")},
]  # fmt: skip


@pytest.mark.parametrize("files", KEPT)
def test_what_keeps_the_rules_is_left_in_peace(content_of: Content_, files: Files) -> None:
    """No false alarm: editors who learn to ignore findings miss the true ones."""
    assert found(content_of(files)) == []


@pytest.mark.parametrize(("missing", "severity", "code", "details"), [
    ("index", ERROR, "no-home-page", {}),
    ("imprint", WARNING, "no-root-page", {"page": "imprint"}),
    ("privacy", WARNING, "no-root-page", {"page": "privacy"}),
    ("accessibility", WARNING, "no-root-page", {"page": "accessibility"}),
])  # fmt: skip
def test_pages_that_every_region_needs(
    content_of: Content_, missing: str, severity: str, code: str, details: dict[str, str]
) -> None:
    """The home page, and those that the law asks for, in the source language."""
    content = content_of({f"town/de/{missing}.md": page("x", draft="true")})
    assert found(content) == [(severity, code, f"town/de/{missing}.md", 0, details)]


def test_a_home_page_with_a_mistake_is_there(check_site: Callable[..., BuildResult]) -> None:
    """Nobody is asked to make a file that is there."""
    for broken in ("Willkommen.\n", "---\ntitle: Willkommen\n\nText.\n"):
        told = check_site({**SMALL_SITE, "town/de/index.md": broken}).all_findings
        assert len([each for each in told if each.place.file == "town/de/index.md"]) == 1


def test_without_a_date_nothing_is_due(content_of: Content_) -> None:
    """Where neither git nor the command tells the day, no page is called overdue."""
    assert found(content_of({A: page("x", review_by="2000-01-01", expires="2000-01-01")}), None) == []
