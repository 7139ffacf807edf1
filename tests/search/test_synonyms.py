"""Synonyms: the program's own, those of regions over them, and what is told about entries that are none."""

from collections.abc import Callable

import pytest

from integreat_ssg.build import Job
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.library import read_library, read_region
from integreat_ssg.reading.synonyms import default_synonyms, read_synonyms
from tests.conftest import SMALL_SITE, Files

SHARED: Files = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\ninherits: [all]\nlanguages: [de, ar]\nsource_language: de\n",
    "all/region.yaml": "kind: shared\nname: All\n",
    "all/synonyms.yaml": "de:\n  - [Kita, Hort]\n  - [Rad, Fahrrad]\n",
    "town/synonyms.yaml": "de:\n  - [Kita, Spielkreis]\nar:\n  - [حضانة, كيتا]\n",
}


def test_nine_languages_come_with_the_program() -> None:
    """Each with at least twenty-five groups on the topics of newcomers, and no word twice in one."""
    synonyms = default_synonyms()
    for language in ("de", "en", "ar", "uk", "fa", "tr", "ru", "zh-Hans", "ti"):
        groups = synonyms.of(language)
        assert len(groups) >= 25, language
        assert all(len(group) > 1 for group in groups)


def test_a_region_adds_and_replaces(make_job: Callable[..., Job]) -> None:
    """Groups of inherited folders are there, a region's group takes the place of one that begins with the same word."""
    job = make_job(SHARED)
    content, findings = read_region(read_library(job.content, job.converter), "town")
    assert content is not None
    assert not [each for each in findings if each.code.startswith(("synonyms", "unknown"))]
    groups = content.synonyms.of("de")
    assert ("Kita", "Spielkreis") in groups
    assert ("Rad", "Fahrrad") in groups
    assert ("Kita", "Hort") not in groups
    assert ("حضانة", "كيتا") in content.synonyms.of("ar")
    assert set(default_synonyms().of("de")) <= set(groups)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("de: Kita, Hort\n", "synonyms-form", 1),
        ("de:\n  - [Kita, Hort]\n  - Kita, Hort\n", "synonyms-form", 3),
        ("de:\n  - [Kita, [Hort]]\n", "synonyms-form", 2),
        ("German:\n  - [Kita, Hort]\n", "synonyms-language", 1),
        ("de:\n  - [Kita]\n", "synonyms-alone", 2),
        ("de:\n  - [Kita, Hort, Kita]\n", "synonyms-twice", 2),
        ("- [Kita, Hort]\n", "not-a-mapping", 1),
        ("de:\n  - [Kita, Hort]\nde:\n  - [Rad, Fahrrad]\n", "duplicate-key", 3),
    ],
)
def test_mistakes_are_told(text: str, code: str, line: int) -> None:
    """Each with its file and line; the other groups stay."""
    synonyms, findings = read_synonyms(text.encode(), "town/synonyms.yaml")
    assert [(each.code, each.place.file, each.place.line) for each in findings] == [(code, "town/synonyms.yaml", line)]
    assert (
        ("Kita", "Hort") in synonyms.of("de")
        or "[Kita, Hort]\n" not in text
        or code in ("synonyms-language", "not-a-mapping")
    )


def test_a_mistake_keeps_a_region_from_being_written(build_site: Callable[..., BuildResult]) -> None:
    """The build tells it as it tells any other."""
    result = build_site({**SMALL_SITE, "town/synonyms.yaml": "de: [Kita]\n"})
    assert "synonyms-form" in {each.code for each in result.all_findings}
    assert not any(each.written for each in result.regions)
