"""What the guide for editors shows works: its files are read without a word, and its tables hold only what can be written."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from PIL import Image

from integreat_ssg.model.categories import DEFAULT_CATEGORIES
from integreat_ssg.occurrences import parts_of
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.hours import hours_problem
from tests.conftest import REPOSITORY, SMALL_SITE

GUIDE = (REPOSITORY / "docs" / "editors.md").read_text()
TODAY = date(2026, 8, 1)

REGION = """kind: district
name: Goslar
languages: [de, en, ar]
land: NI
aliases:
  Stadt Goslar: {latitude: 51.9, longitude: 10.43}
audiences: {families: {name: Familien}, new-arrivals: {name: Neu hier}}
"""


def example(file: str) -> str:
    """The example that the guide announces with a file's name."""
    match = re.search(rf"^`{re.escape(file)}`.*?^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    assert match, file
    return match[1]


def rows(head: str) -> list[str]:
    """The first column of the table that begins with these words, each thing between backticks."""
    table = GUIDE.partition(f"| {head} |")[2].partition("\n\n")[0]
    return [each for line in table.splitlines()[2:] for each in re.findall(r"`([^`]+)`", line.split(" | ")[0])]


def picture() -> bytes:
    """A small photo."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(buffer, "JPEG")
    return buffer.getvalue()


def test_the_files_of_the_guide(check_site: Callable[..., BuildResult]) -> None:
    """A contact, a place and an event as the guide shows them, in a region that has what they name: nothing is found."""
    page = re.search(r"^```markdown\n(---.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    assert page
    card = "name: {de: Beratung}\nphones: [{number: '115'}]\n"
    files: dict[str, str | bytes] = {
        **SMALL_SITE,
        "town/region.yaml": REGION,
        "town/de/registration.md": page[1] + "\n[[contact: immigration-office]]\n\n[[place: library]]\n\n[[events]]\n",
        "town/contacts/immigration-office.yaml": example("contacts/immigration-office.yaml"),
        "town/contacts/registration-office.yaml": card,
        "town/contacts/language-courses.yaml": card,
        "town/organisations/district.yaml": "name: Landkreis Goslar\n",
        "town/organisations/town.yaml": "name: Stadt Goslar\n",
        "town/places/library.yaml": example("places/library.yaml"),
        "town/media/library.jpg": picture(),
        "town/media/library.jpg.yaml": "alt: Die Bücherei\ncredit: Stadt Goslar\nlicence: CC BY 4.0\n",
        "town/events/language-cafe.yaml": example("events/language-cafe.yaml"),
        "town/de/news/2026-11-02-new-office.md": "---\ntitle: Neu\nexpires: 2026-12-24\n---\nText.\n",
    }
    result = check_site(files, today=TODAY)
    assert [each for each in result.all_findings if each.code not in ("translation-missing", "no-git")] == []


@pytest.mark.parametrize("hours", rows("you write"))
def test_hours_of_the_guide(hours: str) -> None:
    """Each of them can be read."""
    assert hours_problem(hours) is None


@pytest.mark.parametrize("rule", rows("rule"))
def test_rules_of_the_guide(rule: str) -> None:
    """Each of them can be followed (`-1TH` stands for a part of one)."""
    assert rule == "-1TH" or parts_of(rule)


def test_the_tables_are_found() -> None:
    """Otherwise the tests above would prove nothing."""
    assert len(rows("you write")) >= 10
    assert len(rows("rule")) >= 5


def test_categories_of_the_guide() -> None:
    """The categories that every region has, neither more nor less."""
    listed = GUIDE.partition("**Categories** that every region has:")[2].partition(".")[0]
    assert set(re.findall(r"`([\w-]+)`", listed)) == set(DEFAULT_CATEGORIES)
