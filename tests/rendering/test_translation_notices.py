"""What readers are told about a text that is older than its original, or a machine's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE
from tests.reading.test_history import Repository

OLDER = "This translation is older than the original text."
MACHINE = "This text was translated by a computer."
TEXT = "---\ntitle: {title}\n{head}---\n{body}\n"


def page(title: str, head: str = "") -> str:
    """A page's file."""
    return TEXT.format(title=title, head=head, body=f"{title}.")


FILES = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, en, en-GB]\nfallback: {en-GB: [en]}\n",
    "town/de/old.md": page("Alt"),
    "town/en/old.md": page("Old"),
    "town/de/both.md": page("Beides"),
    "town/en/both.md": page("Both", "machine_translated: true\n"),
    "town/de/robot.md": page("Maschine"),
    "town/en/robot.md": page("Machine", "machine_translated: true\n"),
    "town/de/good.md": page("Gut"),
    "town/en/good.md": page("Good"),
    "town/places/vhs.yaml": "name: {de: Schule, en: School}\n",
    "town/places/pool.yaml": "name: {de: Bad, en: Pool}\n",
    "town/events/cafe.yaml": "title: {de: Treff, en: Cafe}\nstart: 2026-03-01 10:00\n",
}
LATER = {
    "town/de/old.md": page("Neu"),
    "town/de/both.md": page("Beides neu"),
    "town/places/vhs.yaml": "name: {de: Akademie, en: School}\n",
    "town/events/cafe.yaml": "title: {de: Fest, en: Cafe}\nstart: 2026-03-01 10:00\n",
}


@pytest.fixture
def read(tmp_path: Path, build_site: Callable[..., BuildResult]) -> Callable[[str], str]:
    """The site after an edit of some source texts, page by page."""
    repository = Repository(tmp_path / "content")
    repository.commit("2026-01-01", FILES)
    repository.commit("2026-01-02", LATER)
    result = build_site({})
    assert result.regions[0].written
    return lambda path: (tmp_path / "build" / "town" / path / "index.html").read_text()


def test_readers_know_what_to_trust(read: Callable[[str], str]) -> None:
    """Old, a machine's, both or neither; in the reader's language or in the one shown instead; texts of places and events."""
    told = {path: (OLDER in (html := read(path)), MACHINE in html) for path in (
        "en/old", "en/both", "en/robot", "en/good", "de/old", "en-GB/old", "en-GB/both", "en-GB/good",
        "en/places/vhs", "en/places/pool", "de/places/vhs", "en/events/cafe", "de/events/cafe",
    )}  # fmt: skip
    assert told == {
        "en/old": (True, False),
        "en/both": (True, True),
        "en/robot": (False, True),
        "en/good": (False, False),
        "de/old": (False, False),
        "en-GB/old": (True, False),
        "en-GB/both": (True, True),
        "en-GB/good": (False, False),
        "en/places/vhs": (True, False),
        "en/places/pool": (False, False),
        "de/places/vhs": (False, False),
        "en/events/cafe": (True, False),
        "de/events/cafe": (False, False),
    }
    assert read("en/both").count('href="../../de/both/index.html">Go to the original text') == 1
