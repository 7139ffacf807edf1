"""Where a contact, a place or an organisation is shown, as an editor asks for it."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.conftest import SMALL_SITE, write_files

Run = Callable[..., CompletedProcess[str]]

WORLD = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar]\ninherits: [country]\nimprint_contact: office\n",
    "country/region.yaml": "kind: shared\nname: Land\nlanguages: [de]\n",
    "country/de/help.md": "---\ntitle: Hilfe\nresponsible: office\n---\nText.\n\n[[contact: office]]\n",
    "country/de/more.md": "---\ntitle: Mehr\n---\n[[include: help]]\n\n[[place: library]]\n",
    "town/contacts/office.yaml": "name: {de: Amt}\nphones: [{number: '115'}]\norganisation: city\n",
    "town/contacts/forgotten.yaml": "name: Niemand\nphones: [{number: '115'}]\n",
    "town/organisations/city.yaml": "name: Stadt\n",
    "town/places/library.yaml": "name: Bücherei\norganisation: city\ncontacts:\n  - office\n",
    "town/places/pool.yaml": "name: Bad\n",
    "town/events/cafe.yaml": "title: Treff\nstart: 2026-12-01 17:00\nplace: library\ncontact: office\norganisation: city\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A town that inherits texts; its content folder."""
    return write_files(tmp_path / "content", WORLD)


def test_for_people(site: Path, run: Run) -> None:
    """File and line of each spot, in the language of the terminal."""
    done = run("usages", "office", "--language", "de")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "town",
        "  Kontakt office: Amt (content/town/contacts/office.yaml)",
        "    content/country/de/help.md:3 zuständig für die Seite",
        "    content/country/de/help.md:7 im Text",
        "    content/town/events/cafe.yaml:4 bei der Veranstaltung",
        "    content/town/places/library.yaml:4 am Ort",
        "    content/town/region.yaml:5 im Impressum",
    ]


def test_for_programs(site: Path, run: Run) -> None:
    """The same as JSON, here of several things at once."""
    done = run("usages", "library", "city", "--json")
    (town,) = json.loads(done.stdout)
    assert town["slug"] == "town"
    library, city = town["things"]
    assert (library["kind"], library["name"], library["file"]) == ("place", "Bücherei", "town/places/library.yaml")
    assert [(each["file"], each["line"], each["by"]) for each in library["usages"]] == [
        ("country/de/more.md", 6, "text"),
        ("town/events/cafe.yaml", 3, "event"),
    ]
    assert [(each["file"], each["line"], each["by"]) for each in city["usages"]] == [
        ("town/contacts/office.yaml", 3, "contact"),
        ("town/events/cafe.yaml", 5, "event"),
        ("town/places/library.yaml", 2, "place"),
    ]


def test_everything(site: Path, run: Run) -> None:
    """Without keys all is told, and what nothing shows."""
    told = run("usages", "--language", "en", "--region", "town").stdout
    assert "contact forgotten: Niemand (content/town/contacts/forgotten.yaml)\n    shown nowhere\n" in told
    assert "place pool: Bad (content/town/places/pool.yaml)\n    only in the list of places\n" in told
    assert "organisation city" in told


def test_wrong_usage(site: Path, run: Run) -> None:
    """A key or a region that there is not: exit code 2, in one line."""
    for arguments in (("offcie",), ("office", "--region", "twon")):
        done = run("usages", *arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        assert arguments[-1] in done.stderr
