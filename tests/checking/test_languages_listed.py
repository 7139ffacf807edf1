"""Texts that nobody would see."""

from collections.abc import Callable

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE


def test_texts_in_a_language_that_the_region_does_not_list_are_told(check_site: Callable[..., BuildResult]) -> None:
    """A folder of Ukrainian texts in a region of German and Arabic: a warning at the list of languages."""
    result = check_site({**SMALL_SITE, "town/uk/index.md": "---\ntitle: Вітаємо\n---\nТекст.\n"})
    found = [finding for finding in result.all_findings if finding.code == "language-not-listed"]
    assert [(each.place.file, each.place.line, dict(each.details)["language"]) for each in found] == [
        ("town/region.yaml", 3, "uk")
    ]
