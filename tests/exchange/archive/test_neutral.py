"""An archive as a system reads it that knows nothing of us: every line by the published schema, HTML that stands for itself."""

import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from integreat_ssg.reading.conversion import Converter
from tests.conftest import REPOSITORY
from tests.exchange.archive.site import by_id, exported, guide, lines

SCHEMA = json.loads((REPOSITORY / "docs/schemas/archive.json").read_text())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, converter: Converter) -> Path:
    """The guide's archive."""
    folder = tmp_path_factory.mktemp("neutral")
    return exported(guide(folder / "content"), converter, folder / "archive")


def refused(line: dict[str, Any]) -> list[str]:
    """What a validator says that has read nothing but the published schema."""
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(line)]


def test_every_line_fits_the_published_schema(archive: Path) -> None:
    """Also those of the sample's region with the most languages; what is misspelt does not fit."""
    found = lines(archive)
    assert {line["kind"] for line in found} == set(
        "archive page news contact organisation place event term synonyms media".split()
    )
    assert [each for line in found for each in refused(line)] == []
    for line in found:
        assert refused({**line, "colour": "red"})
        assert refused({key: value for key, value in line.items() if key != "kind"})


def test_the_head_says_what_follows(archive: Path) -> None:
    """How many lines, whose folders, which languages and how they are written."""
    head, *others = lines(archive)
    assert head["lines"] == len(others)
    assert [each["region"] for each in head["folders"]] == ["town", "land"]
    assert head["languages"] == [
        {"tag": "de", "autonym": "Deutsch", "direction": "ltr"},
        {"tag": "ar", "autonym": "العربية", "direction": "rtl"},
    ]
    assert {line["region"] for line in others} == {"town", "land"}


class Targets(HTMLParser):
    """Where the links and pictures of a text lead."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes one."""
        found = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links += [found["href"]] if "href" in found else []
        elif tag == "img":
            self.pictures.append((found["src"], found["alt"]))


def test_html_leads_to_lines_and_files(archive: Path) -> None:
    """Each link names the id of a line that is shown, with a heading of its text, or a file; what leads to nothing is no link."""
    shown = by_id(archive)
    seen = []
    for line in (line for line in shown.values() if line["kind"] in ("page", "news")):
        targets = Targets()
        targets.feed(line["html"])
        for target in targets.links:
            seen.append(target)
            name, _, anchor = target.partition("#")
            if target.startswith("https://"):
                continue
            if name.startswith("media/"):
                assert (archive / name).is_file()
                continue
            assert name in shown, target
            assert not anchor or f'id="{anchor}"' in shown[name]["html"]
        assert all((archive / source).is_file() for source, _ in targets.pictures)
    assert {"de/work/jobs#suchen", "contacts/office", "places/hall", "de/work", "media/town/form.pdf"} <= set(seen)


def test_html_holds_what_readers_see(archive: Path) -> None:
    """Included texts are written out, a picture has the description that stands beside it, a block names what it shows."""
    html = by_id(archive)["de/work/jobs"]["html"]
    assert "<p>Text.</p>" in html
    assert '<img src="media/town/house.png" alt="Ein Haus">' in html
    assert '<div data-block="contact" data-argument="office"><a href="contacts/office">Amt</a></div>' in html
    assert '<div data-block="events" data-argument="meeting-place"></div>' in html
    assert "[[" not in html
    assert '<a>Rechte</a> <img src="media/town/house.png" alt="Rot">' in by_id(archive)["de/help"]["html"]


def test_lines_say_what_readers_see(archive: Path) -> None:
    """A draft, what is left out and what a nearer folder has are in the archive, and marked; an event is as it was corrected."""
    hidden = {(line["region"], line["id"]) for line in lines(archive)[1:] if not line.get("shown", True)}
    assert hidden == {
        ("town", "de/work/secret"),
        ("land", "de/rights"),
        ("land", "de/work/jobs"),
        ("land", "contacts/office"),
        ("land", "media/house.png"),
    }
    ids = [line["id"] for line in lines(archive)[1:] if line.get("shown", True)]
    assert len(set(ids)) == len(ids)
    event = by_id(archive)["events/talk"]
    assert event["data"]["title"] == {"de": "Sprachtreff"}
    assert event["data"].get("free", False) is False
    assert event["corrected"] == ["title", "place", "free"]
    assert event["original"] == {"title": "Treff", "free": True}


def test_values_have_their_types(archive: Path) -> None:
    """Numbers are numbers, and a postcode is a text; days and times are written as ISO 8601 has them."""
    shown = by_id(archive)
    assert shown["contacts/office"]["data"]["address"]["postcode"] == "01067"
    assert shown["places/hall"]["data"]["coordinates"] == {"latitude": 51.9, "longitude": 10.4}
    assert shown["de/work"]["data"]["order"] == 10
    assert shown["de/work/jobs"]["data"]["review_by"] == "2027-01-02"
    assert shown["ar/work/jobs"]["data"]["machine_translated"] is True
    assert shown["ar/work/jobs"]["state"] == "machine"
    assert (shown["media/house.png"]["width"], shown["media/house.png"]["height"]) == (8, 4)
    assert re.fullmatch("[0-9a-f]{64}", shown["media/form.pdf"]["sha256"])


def test_a_zip_holds_the_same_files(archive: Path, tmp_path: Path, converter: Converter) -> None:
    """Any program unpacks it to the folder that an export writes."""
    packed = exported(guide(tmp_path / "content"), converter, tmp_path / "archive.zip")
    with zipfile.ZipFile(packed) as opened:
        assert opened.testzip() is None
        found = {name: opened.read(name) for name in opened.namelist()}
    files = (file for file in archive.rglob("*") if file.is_file())
    assert found == {file.relative_to(archive).as_posix(): file.read_bytes() for file in files}
