"""Rules about what a region says on offline use."""

from collections.abc import Callable

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE


def found(check_site: Callable[..., BuildResult], line: str) -> list[tuple[str, str, dict[str, str]]]:
    """Findings about region.yaml with one more line in it."""
    result = check_site({**SMALL_SITE, "town/region.yaml": f"{SMALL_SITE['town/region.yaml']!s}{line}\n"})
    return [
        (each.code, each.severity.value, dict(each.details))
        for each in result.all_findings
        if each.place.file == "town/region.yaml"
    ]


@pytest.mark.parametrize(
    ("line", "details"),
    [
        (
            "offline: {stale_after_days: 0}",
            {"key": "offline.stale_after_days", "number": "0", "least": "1", "most": "365"},
        ),
        ("offline: {kept_releases: 21}", {"key": "offline.kept_releases", "number": "21", "least": "0", "most": "20"}),
        ("budgets: {text: -5}", {"key": "budgets.text", "number": "-5", "least": "1", "most": "1000000"}),
    ],
)
def test_a_number_that_makes_no_sense_is_an_error(
    check_site: Callable[..., BuildResult], line: str, details: dict[str, str]
) -> None:
    """The key is named, and what is possible."""
    assert found(check_site, line) == [("out-of-range", "error", details)]


@pytest.mark.parametrize(
    "line", ["offline: {stale_after_days: 365, kept_releases: 0}", "budgets: {base: 70, files: 1}"]
)
def test_numbers_at_the_edge_are_fine(check_site: Callable[..., BuildResult], line: str) -> None:
    """What is not said has a sensible value."""
    assert found(check_site, line) == []


def test_a_short_name_must_fit_below_an_icon(check_site: Callable[..., BuildResult]) -> None:
    """Each language is looked at; a name that fits is no finding."""
    assert found(check_site, "short_name: Lüneburg") == []
    [finding] = found(check_site, "short_name: {de: Lüneburg, ar: مقاطعة لونيبورغ}")
    assert finding[:2] == ("short-name-too-long", "warning")
    assert finding[2]["limit"] == "12"


def test_a_misspelled_feature_is_told(check_site: Callable[..., BuildResult]) -> None:
    """Nobody believes to have turned something off that is still on."""
    assert [each[0] for each in found(check_site, "features: {ofline: false}")] == ["unknown-key"]
