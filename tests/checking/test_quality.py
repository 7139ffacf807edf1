"""Each rule about the quality of texts on what breaks it and on what comes close and does not."""

from collections.abc import Callable
from datetime import date
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.checking.quality import QUALITY, check_quality, read_passages
from integreat_ssg.checking.readability import measured_with
from integreat_ssg.checking.repetition import same_paragraphs
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import read_library, read_region
from tests.conftest import Files, write_files

TODAY = date(2026, 11, 28)
REGION = "kind: town\nname: Town\nlanguages: [de, de-simple, en, ar, uk]\n"
BASE: Files = {
    "site.yaml": "title: Guide\nregions: [town]\n",
    "town/region.yaml": REGION,
    "town/de/index.md": "---\ntitle: Start\n---\nText.\n",
}
Found = list[tuple[str, str, int]]


@pytest.fixture
def found_in(tmp_path: Path, converter: Converter) -> Callable[..., Found]:
    """What the rules say of these files: code, file below the region, line."""

    def find(files: Files, *slugs: str) -> Found:
        library = read_library(write_files(tmp_path, {**BASE, **files}), converter)
        library = type(library)(**{**library.__dict__, "today": TODAY})
        contents = [content for slug in slugs or ("town",) if (content := read_region(library, slug)[0])]
        read = read_passages(contents)
        findings = [each for content in contents for each in check_quality(content, read, Cache(None))]
        findings += same_paragraphs(contents, read)
        return sorted({(each.code, each.place.file.removeprefix("town/"), each.place.line) for each in findings})

    return find


def page(body: str, head: str = "") -> str:
    return f"---\ntitle: T\n{head}---\n{body}\n"


LONG = "Wer hier neu ist und noch niemanden kennt, der findet in unserem Haus an jedem Tag der Woche Menschen, die zuhören,"
SENTENCE = (
    f"{LONG} die Briefe erklären und die auch gern einmal mit Ihnen zusammen zu einem Amt gehen oder dort anrufen."
)
HARD = (
    "Die Inanspruchnahme niedrigschwelliger Unterstützungsangebote setzt grundsätzlich Antragstellung voraus. "
    "Zuständigkeitshalber verantwortlich zeichnet ausschließlich die Kreisverwaltungsbehörde. "
) * 4
EASY = "Sie sind neu hier. Wir helfen Ihnen. Kommen Sie in unser Büro. Das kostet kein Geld. " * 4

CASES: list[tuple[str, str, Files, bool]] = [
    ("hard-to-read", "de/a.md", {"town/de/a.md": page(HARD)}, True),
    ("hard-to-read", "de/a.md", {"town/de/a.md": page(EASY)}, False),
    ("hard-to-read", "de/a.md", {"town/de/a.md": page(HARD[:90])}, False),  # too short to be judged
    ("hard-to-read", "en/a.md", {"town/de/a.md": page(EASY), "town/en/a.md": page(HARD)}, False),
    ("sentence-too-long", "de/a.md", {"town/de/a.md": page(SENTENCE)}, True),
    ("sentence-too-long", "de/a.md", {"town/de/a.md": page(LONG)}, False),
    ("sentence-too-long", "de-simple/a.md", {"town/de/a.md": page("A."), "town/de-simple/a.md": page(LONG)}, True),
    ("sentence-too-long", "de/a.md", {"town/de/a.md": page("- Eins zwei drei\n" * 30)}, False),
    ("abbreviation-not-explained", "de/a.md", {"town/de/a.md": page("Das BAMF hilft.")}, True),
    ("abbreviation-not-explained", "ar/a.md", {"town/ar/a.md": page("مكتب BAMF هنا.")}, True),
    (
        "abbreviation-not-explained",
        "de/a.md",
        {"town/de/a.md": page("Beim Bundesamt für Migration und Flüchtlinge: BAMF.")},
        False,
    ),
    (
        "abbreviation-not-explained",
        "de/a.md",
        {"town/de/a.md": page("Der Kurs der Volkshochschule. Die VHS ist da.")},
        False,
    ),
    (
        "abbreviation-not-explained",
        "ar/a.md",
        {"town/ar/a.md": page("مركز تعليم الكبار (Volkshochschule, VHS) هنا.")},
        False,
    ),
    ("abbreviation-not-explained", "de/a.md", {"town/de/a.md": page("Das BAMF (Bundesamt) hilft.")}, False),
    ("abbreviation-not-explained", "de/a.md", {"town/de/a.md": page("Mit ADAC, DRK und B1 geht es.")}, False),
    ("abbreviation-not-explained", "de/a.md", {"town/de/a.md": page("Das BAMF hilft.\n\n*[BAMF]: Bundesamt")}, False),
    (
        "abbreviation-not-explained",
        "de/a.md",
        {
            "town/de/a.md": page("Das BAMF hilft."),
            "town/glossary.yaml": "bamf:\n  term: {de: BAMF}\n  explanation: {de: Ein Amt.}\n",
        },
        False,
    ),
    ("link-says-nothing", "de/a.md", {"town/de/a.md": page("Zum Antrag: [hier](index.md).")}, True),
    ("link-says-nothing", "de/a.md", {"town/de/a.md": page("[**Mehr …**](index.md)")}, True),
    ("link-says-nothing", "ar/a.md", {"town/ar/a.md": page("[اضغط هنا](index.md)")}, True),
    ("link-says-nothing", "uk/a.md", {"town/uk/a.md": page("[Натисніть тут!](index.md)")}, True),
    ("link-says-nothing", "de/a.md", {"town/de/a.md": page("[Mehr zum Kindergeld](index.md)")}, False),
    (
        "table-too-wide",
        "de/a.md",
        {"town/de/a.md": page("| a | b | c | d | e | f |\n|-|-|-|-|-|-|\n| 1 | 2 | 3 | 4 | 5 | 6 |")},
        True,
    ),
    (
        "table-too-wide",
        "de/a.md",
        {
            "town/de/a.md": page(
                "| Aufenthaltserlaubnisverlängerung | Bescheinigungsausstellungsstelle |\n|-|-|\n| a | b |"
            )
        },
        True,
    ),
    (
        "table-too-wide",
        "de/a.md",
        {"town/de/a.md": page("| viele kurze Wörter in einer Zelle | und noch viele mehr |\n|-|-|\n")},
        False,
    ),
    (
        "picture-too-large",
        "media/a.svg",
        {
            "town/de/a.md": page("![Haus](../media/a.svg)"),
            "town/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="' + "M0 0L9 9" * 20000 + '"/></svg>',
        },
        True,
    ),
    (
        "picture-too-large",
        "media/a.svg",
        {
            "town/de/a.md": page("![Haus](../media/a.svg)"),
            "town/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        },
        False,
    ),
    ("date-long-past", "de/a.md", {"town/de/a.md": page("Anmelden können Sie sich bis 31. März 2025.")}, True),
    ("date-long-past", "de/a.md", {"town/de/a.md": page("Der Kurs: 1.9.2026, 18 Uhr.")}, True),
    ("date-long-past", "en/a.md", {"town/en/a.md": page("Apply by March 31, 2025.")}, True),
    ("date-long-past", "de/a.md", {"town/de/a.md": page("Das gilt seit dem 1. Januar 2025.")}, False),
    ("date-long-past", "de/a.md", {"town/de/a.md": page("Gesetz vom 12.03.2020, Stand 1.1.2024.")}, False),
    ("date-long-past", "de/a.md", {"town/de/a.md": page("Nur bis 1. November 2026.")}, False),  # not long
    ("date-long-past", "de/a.md", {"town/de/a.md": page("Bis 31.12.2027, Version 1.2.2020.3, am 31.2.2020.")}, False),
    ("date-long-past", "de/news/2025-01-01-x.md", {"town/de/news/2025-01-01-x.md": page("Am 3. Januar 2025.")}, False),
    (
        "phones-differ",
        "places/office.yaml",
        {
            "town/contacts/office.yaml": "name: {de: Ausländerbehörde}\nphones: [{number: 05321 1234}]\n",
            "town/places/office.yaml": "name: {de: Ausländerbehörde}\nphones: [{number: 05321 9999}]\n",
        },
        True,
    ),
    (
        "phones-differ",
        "places/office.yaml",
        {
            "town/contacts/office.yaml": "name: {de: Ausländerbehörde}\nphones: [{number: 05321 1234}, {number: 05321 9}]\n",
            "town/places/office.yaml": "name: {de: Ausländerbehörde}\nphones: [{number: +49 (5321) 12-34}]\n",
        },
        False,
    ),
    (
        "phone-unlike-card",
        "de/a.md",
        {
            "town/contacts/office.yaml": "name: {de: Ausländerbehörde}\nphones: [{number: 05321 1234}]\n",
            "town/de/a.md": page("Die Ausländerbehörde erreichen Sie unter 05321 99990."),
        },
        True,
    ),
    (
        "phone-unlike-card",
        "de/a.md",
        {
            "town/contacts/office.yaml": "name: {de: Ausländerbehörde}\nphones: [{number: 05321 1234}]\n",
            "town/de/a.md": page("Ausländerbehörde: +49 5321 1234. Im Notfall 112."),
        },
        False,
    ),
    ("same-paragraph", "de/b.md", {"town/de/a.md": page(SENTENCE), "town/de/b.md": page(f"Kurz.\n\n{SENTENCE}")}, True),
    (
        "same-paragraph",
        "de/b.md",
        {"town/de/a.md": page("Kurz und gleich."), "town/de/b.md": page("Kurz und gleich.")},
        False,
    ),
    (
        "not-translated",
        "en/a.md",
        {"town/de/a.md": page("Sie sind hier ganz richtig."), "town/en/a.md": page("Sie sind hier ganz richtig.")},
        True,
    ),
    (
        "not-translated",
        "ar/a.md",
        {"town/de/a.md": page("Etwas."), "town/ar/a.md": page("Please ask at the office first.")},
        True,
    ),
    (
        "not-translated",
        "uk/a.md",
        {"town/de/a.md": page("Etwas."), "town/uk/a.md": page("Beitragsservice компаній ARD, ZDF і Deutschlandradio")},
        False,
    ),
    (
        "not-translated",
        "en/a.md",
        {
            "town/de/a.md": page("Hans-Meier-Weg 5, 38640 Goslar, Haus B"),
            "town/en/a.md": page("Hans-Meier-Weg 5, 38640 Goslar, Haus B"),
        },
        False,
    ),
    (
        "not-translated",
        "ar/a.md",
        {
            "town/de/a.md": page("Ich brauche bitte einen Termin."),
            "town/ar/a.md": page('<bdi lang="de">Ich brauche bitte einen Termin.</bdi>'),
        },
        False,
    ),
    (
        "structure-differs",
        "en/a.md",
        {"town/de/a.md": page("## Eins\n\n- a\n- b\n\nText"), "town/en/a.md": page("## One\n\nText")},
        True,
    ),
    (
        "structure-differs",
        "en/a.md",
        {"town/de/a.md": page("## Eins\n\nText\n\nText"), "town/en/a.md": page("## One\n\nText")},
        False,
    ),
    (
        "structure-differs",
        "de-simple/a.md",
        {"town/de/a.md": page("## Eins\n\nText"), "town/de-simple/a.md": page("Text")},
        False,
    ),
]


@pytest.mark.parametrize(("code", "file", "files", "expected"), CASES)
def test_rule(found_in: Callable[..., Found], code: str, file: str, files: Files, expected: bool) -> None:
    """Told where it is, and not told where it is not."""
    found = found_in(files)
    assert ((code, file) in {each[:2] for each in found}) is expected, found


def test_every_rule_says_what_it_is_for() -> None:
    """A rule's docstring is its documentation."""
    assert all(rule.__doc__ for rule in QUALITY)


def test_places_are_lines(found_in: Callable[..., Found]) -> None:
    """Each finding stands in the line of its paragraph."""
    files = {
        "town/de/a.md": page(f"Eins.\n\nDas BAMF.\n\n- Punkt\n- {SENTENCE}\n\n[hier](index.md) und bis 1.1.2020 Zeit.")
    }
    assert found_in(files) == [
        ("abbreviation-not-explained", "de/a.md", 6),
        ("date-long-past", "de/a.md", 11),
        ("link-says-nothing", "de/a.md", 11),
        ("sentence-too-long", "de/a.md", 9),
    ]


def test_paragraphs_of_two_regions(found_in: Callable[..., Found]) -> None:
    """What two regions both say belongs into a shared one; what they inherit is there once."""
    shared = {
        "site.yaml": "title: Guide\nregions: [town, city]\n",
        "land/region.yaml": "kind: shared\nname: Land\nlanguages: [de]\n",
        "land/de/both.md": page(SENTENCE.replace("neu", "fremd")),
        "town/region.yaml": REGION + "inherits: [land]\n",
        "city/region.yaml": REGION + "inherits: [land]\n",
        "city/de/index.md": page("Text."),
        "city/de/a.md": page(SENTENCE),
        "town/de/a.md": page(SENTENCE),
    }
    assert [each for each in found_in(shared, "town", "city") if each[0] == "same-paragraph"] == [
        ("same-paragraph", "de/a.md", 4)
    ]


def test_limits_are_those_of_the_folder(found_in: Callable[..., Found]) -> None:
    """For plain language and for other texts, whole or in part."""
    files = {"town/de/a.md": page(SENTENCE), "town/region.yaml": REGION + "readability: {usual: {sentence: 60}}\n"}
    assert found_in(files) == []
    files["town/region.yaml"] = REGION + "readability: {words: 5, usual: {flesch: 99, wiener: 1}}\n"
    assert ("hard-to-read", "de/a.md", 4) in found_in(files)
    files |= {"town/region.yaml": REGION + "readability: {words: 5, plain: {sentence: 99}}\n"}
    files |= {"town/de/a.md": page("Text."), "town/de-simple/a.md": page("Zuständigkeitshalber verantwortlich. " * 4)}
    assert ("hard-to-read", "de-simple/a.md", 4) in found_in(files)  # the other limits stay as strict as they were


def test_a_missing_library_is_told_and_nothing_breaks(
    found_in: Callable[..., Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the extra `quality` is not installed: the system knows no such package."""

    def unknown(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("integreat_ssg.checking.readability.version", unknown)
    measured_with.cache_clear()
    try:
        assert found_in({"town/de/a.md": page(HARD)}) == [("readability-not-measured", "region.yaml", 0)]
    finally:
        measured_with.cache_clear()


def test_a_build_asks_no_such_rule(make_job: Callable[..., Job]) -> None:
    """It would take time, and keep nobody from reading."""
    result: BuildResult = build(make_job({**BASE, "town/de/a.md": page(f"[hier](index.md) {SENTENCE}")}, today=TODAY))
    assert not {each.code for each in result.all_findings} & {"link-says-nothing", "sentence-too-long"}
