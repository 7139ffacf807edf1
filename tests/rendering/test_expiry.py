"""What a page says about itself from the day on which its text is out of date."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]

FILES = {
    **SMALL_SITE,
    "town/de/work/jobs.md": "---\ntitle: Stellen\nexpires: 2027-01-15\n---\nText.\n",
    "town/de/work/fair.md": "---\ntitle: Messe\nexpires: 2027-01-15\n---\nText.\n",
    "town/ar/work/fair.md": "---\ntitle: معرض\n---\nنص.\n",
}


def notice(folder: Path, file: str) -> tuple[bool, str]:
    """Whether a page shows the notice without any script, and the day from which a script shows it."""
    html = (folder / "build/town" / file).read_text()
    found = re.search(r'<div class="notice" data-enhance="expiry" data-expires="([^"]*)"( hidden)?>', html)
    assert found, html
    return not found[2], found[1]


def test_the_build_tells_when_its_day_has_come(build_site: Build, tmp_path: Path) -> None:
    """Until the day the notice waits, hidden; from that day on every build shows it, so that no script is needed."""
    for today, shown in (
        (date(2027, 1, 14), False),
        (date(2027, 1, 15), True),
        (date(2028, 1, 1), True),
        (None, False),
    ):
        result = build_site(FILES, today=today)
        assert result.regions[0].written
        assert notice(tmp_path, "de/work/jobs/index.html") == (shown, "2027-01-15"), today


def test_translations_expire_with_their_source_text(build_site: Build, tmp_path: Path) -> None:
    """The day of the source text holds for a translation that names none and for a page shown in another language; a day
    of its own comes first."""
    build_site(FILES)
    assert notice(tmp_path, "ar/work/fair/index.html")[1] == "2027-01-15"
    assert notice(tmp_path, "ar/work/jobs/index.html")[1] == "2027-01-15"
    build_site({**FILES, "town/ar/work/fair.md": "---\ntitle: معرض\nexpires: 2027-03-01\n---\nنص.\n"})
    assert notice(tmp_path, "ar/work/fair/index.html")[1] == "2027-03-01"
    assert notice(tmp_path, "de/work/fair/index.html")[1] == "2027-01-15"


def test_pages_without_a_day_say_nothing(build_site: Build, tmp_path: Path) -> None:
    """No page carries a sentence that it does not need."""
    build_site(FILES, today=date(2027, 6, 1))
    assert "data-expires" not in (tmp_path / "build/town/de/work/index.html").read_text()
