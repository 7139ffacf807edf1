"""What an earlier reading has made of a file is taken for what the file says, never for what another one says."""

import json
import random
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from integreat_ssg.cache import Cache
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.library import read_library
from tests.conftest import REPOSITORY, SMALL_SITE, Files, write_files
from tests.planting import plant
from tests.reading.readings import Readings, told

EVERYTHING = (
    "---\ntitle: Arbeit\nsummary: Kurz\nkeywords: [a, b]\nreview_by: 2027-01-31\nupdated: 2026-01-02\ndraft: no\norder: 3\n"
    "unknown: x\nexcuses: {}\n---\n<!-- excuse: skipped-heading: so -->\n\n"
    "## Titel {#t}\n\n[a](b.md#c) [d](../../media/e.pdf) [f](https://g.example) ![h](../../media/i.png 'j') **k**\n\n"
    "[[contact: office]]\n\n> [!NOTE]\n> m\n\n#### n\n\n<script>o</script>\n"
)
WORLD: Files = {
    **SMALL_SITE,
    "town/de/work/index.md": EVERYTHING,
    "town/de/news/2026-11-02-new.md": "---\ntitle: Neues\ndate: 2026-11-02\n---\nText.\n",
    "town/de/empty.md": "",
    "town/de/open.md": "---\ntitle: Offen\nText.\n",
    "town/ar/index.md": "---\ntitle: أهلا\n---\nمرحبا.\n",
    "town/contacts/office.yaml": "name: {de: Amt, en: Office}\nhours: Mo-Fr 08:00-12:00\nunknown: 1\n",
    "town/organisations/us.yaml": "name: Wir\n",
    "town/places/hall.yaml": "name: Halle\naddress: {street: Weg 1, postcode: '21335', town: Town}\nhours: Mo-Fr 8-12\n",
    "town/events/course.yaml": "title: {de: Kurs}\nstart: 2026-12-01 18:00\nrepeat: FREQ=WEEKLY;COUNT=3\nplace: hall\n",
    "town/events/overrides/course.yaml": "title: {de: Sprachkurs}\n",
    "town/events/party.yaml": "title: Fest\nstart: nie\n",
    "town/media/form.txt": "Text",
    "town/media/form.txt.yaml": "caption: {de: Formular}\n",
    "town/media/broken.png": "no picture",
    "town/glossary.yaml": "permit: {name: {de: Erlaubnis}, text: {de: Text}}\n",
}


@pytest.fixture
def readings(tmp_path: Path) -> Readings:
    """A site with something of each kind, good and bad."""
    write_files(tmp_path / "content", WORLD)
    return Readings(tmp_path / "content", tmp_path / "cache")


def pages(readings: Readings) -> dict[str, str]:
    """The words of each German page."""
    library, _ = readings.read()
    return {path: page.body.words for (path, tag), page in library.folders["town"].pages.items() if tag == "de"}


def test_what_is_remembered_is_what_is_fresh(readings: Readings, converter: Converter) -> None:
    """Every value and every finding, to the digests that decide what is built."""
    fresh = told(readings.fresh(converter))
    codes = {each.code for each in readings.fresh(converter).folders["town"].findings}
    assert {"unknown-key", "html-removed", "empty-file", "unclosed-front-matter", "image-damaged", "bad-hours"} <= codes
    for _ in range(3):
        assert told(readings.read()[0]) == fresh


def test_real_content_is_remembered(tmp_path: Path, converter: Converter) -> None:
    """The site that has everything."""
    readings = Readings(REPOSITORY / "tests/sites/everything", tmp_path / "cache")
    fresh = told(readings.fresh(converter))
    for _ in range(2):
        assert told(readings.read()[0]) == fresh


def test_nothing_is_done_twice(readings: Readings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can start, pages that were converted once are there, whatever changes beside their text."""
    before = pages(readings)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert pages(readings) == before
    write_files(readings.content, {"town/de/work/jobs.md": "---\ntitle: Anders\norder: 1\n---\n## Suchen\n\nText.\n"})
    library, _ = readings.read()
    assert library.folders["town"].pages["work/jobs", "de"].meta.title == "Anders"
    assert pages(readings) == before
    write_files(readings.content, {"town/de/work/jobs.md": "---\ntitle: Anders\n---\nNeu.\n"})
    assert pages(readings)["work/jobs"] == ""
    (readings.content / "town/de/work/jobs.md").rename(readings.content / "town/de/work/posts.md")
    assert pages(readings)["work/posts"] == ""


def test_a_page_that_failed_gets_another_chance(readings: Readings, monkeypatch: pytest.MonkeyPatch) -> None:
    """On another machine, or with a larger budget, it may succeed: such a failure is not remembered."""
    with monkeypatch.context() as broken:
        broken.setattr(sys, "executable", "/bin/false")
        assert not any(pages(readings).values())
    assert pages(readings)["work/jobs"] == "Suchen Text."


Damage = Callable[[Path], object]


def cut(entry: Path) -> None:
    """A disk was full."""
    data = entry.read_bytes()
    entry.write_bytes(data[: len(data) // 2])


def flip(entry: Path) -> None:
    """One bit of the last byte is another."""
    data = entry.read_bytes()
    entry.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def emptied(entry: Path) -> None:
    """Sound, with the right digests, and nothing in them."""
    held = json.loads(entry.read_bytes()[32:])
    kept = held if isinstance(held, dict) else {}
    plant(entry, json.dumps({file: (each[0], []) for file, each in kept.items() if isinstance(each, list)}).encode())


DAMAGE: Mapping[str, Damage] = {
    "cut": cut,
    "flipped": flip,
    "nothing": lambda entry: entry.write_bytes(b""),
    "zeros": lambda entry: entry.write_bytes(bytes(100)),
    "sound, with nothing in it": lambda entry: plant(entry, b""),
    "sound, and no text": lambda entry: plant(entry, b"\xff\xfe"),
    "sound, and half a list": lambda entry: plant(entry, b"[1"),
    "sound, and of another form": lambda entry: plant(
        entry, b'{"town/de/index.md": ["0", 1], "town/de/work/index.md": 3}'
    ),
    "sound, and emptied": emptied,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_memory_is_no_memory(readings: Readings, converter: Converter, damage: Damage) -> None:
    """Every entry in every state that a crash, a disk or another version can leave: worked out again, and right again."""
    readings.read()
    readings.read()
    good = {file: file.read_bytes() for file in readings.cache.glob("??/*")}
    assert len(good) > 5
    for file in good:
        damage(file)
    fresh = told(readings.fresh(converter))
    assert told(readings.read()[0]) == fresh
    assert told(readings.read()[0]) == fresh
    assert {file: file.read_bytes() for file in good} == good


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_memory_says_what_the_files_say(readings: Readings, converter: Converter, seed: int) -> None:
    """Files edited, renamed, copied, exchanged and removed at random: a reading with a memory equals one without, in one process
    that stays as `serve` does, and in one process for each."""
    chance = random.Random(seed)
    with Converter(Cache(readings.cache.with_name("other")), Budget(processes=1), stays=True) as staying:
        for _ in range(12):
            for _ in range(chance.randint(1, 3)):
                edit(readings.content / "town", chance)
            fresh = told(readings.fresh(converter))
            assert told(read_library(readings.content, staying)) == fresh
            assert told(readings.read()[0]) == fresh


def edit(town: Path, chance: random.Random) -> None:
    """One thing that people do to files."""
    files = sorted(each for each in town.rglob("*") if each.is_file() and each.name != "region.yaml")
    one, other = chance.choice(files), chance.choice(files)
    match chance.randrange(5):
        case 0:
            text = one.read_text()
            one.write_text(text.replace("Text", f"Text {chance.random()}") if "Text" in text else f"{text}# x\n")
        case 1:
            one.rename(other.with_name(f"new-{chance.randrange(9)}{one.suffix}"))
        case 2:
            shutil.copy2(one, other.with_name(f"copy-{chance.randrange(9)}{one.suffix}"))
        case 3 if one.suffix == other.suffix:
            first, second = one.read_bytes(), other.read_bytes()
            one.write_bytes(second)
            other.write_bytes(first)
        case _:
            if len(files) > 8:
                one.unlink()
