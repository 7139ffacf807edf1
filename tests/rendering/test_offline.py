"""The page "Offline and data", and what scripts say."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from integreat_ssg.errors import UsageError
from integreat_ssg.model.theme import Theme
from integreat_ssg.outcomes import BuildResult
from tests.conftest import REPOSITORY, SMALL_SITE

Build = Callable[..., BuildResult]
SCRIPTS = REPOSITORY / "themes" / "default" / "scripts"
LANGUAGES = ("de", "ar", "uk", "en")


def read(tmp_path: Path, file: str) -> str:
    """A file of the region `town`."""
    return (tmp_path / "build" / "town" / file).read_text()


def region(**settings: str) -> dict[str, str]:
    """The small site with other settings in its region."""
    given = {"kind": "town", "name": "Town", "languages": "[de, ar]", "source_language": "de", **settings}
    return {**SMALL_SITE, "town/region.yaml": "".join(f"{key}: {value}\n" for key, value in given.items())}


def test_every_page_leads_to_it(build_site: Build, tmp_path: Path) -> None:
    """The footer of every page of a language leads to that language's page; it lists all languages by their own names."""
    build_site(SMALL_SITE)
    for file, url in (("de/index.html", "offline/index.html"), ("ar/work/jobs/index.html", "../../offline/index.html")):
        footer = read(tmp_path, file).partition("<footer")[2]
        assert f'href="{url}"' in footer
        assert 'data-enhance="offline' in footer
    html = read(tmp_path, "ar/offline/index.html")
    assert '<html lang="ar" dir="rtl"' in html
    assert re.findall(r'data-set="([^"]*)"', html) == ["text/de", "text/ar", "pictures", "files"]
    assert '<strong><bdi lang="de">Deutsch</bdi></strong>' in html
    assert '<a href="../../de/offline/index.html" lang="de"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_days_until_a_warning(build_site: Build, tmp_path: Path) -> None:
    """What region.yaml says about old texts reaches the pages."""
    build_site(region(offline="{stale_after_days: 12}"))
    assert 'data-stale="12"' in read(tmp_path, "de/work/index.html")


def test_a_region_that_is_not_to_be_saved(build_site: Build, tmp_path: Path) -> None:
    """Where the feature is off there is no such page, and no page speaks of it."""
    build_site(region(features="{offline: false}"))
    assert not (tmp_path / "build/town/de/offline").exists()
    assert "offline" not in read(tmp_path, "de/work/index.html")


@pytest.mark.parametrize(
    "files",
    [
        {"town/de/offline.md": "---\ntitle: Ohne Netz\n---\nText.\n"},
        {"town/de/work/jobs.md": "---\ntitle: Stellen\naliases: [offline]\n---\nText.\n"},
    ],
    ids=["page", "alias"],
)
def test_nobody_else_takes_its_address(files: dict[str, str], build_site: Build) -> None:
    """A page or an old address of an editor's that would lie in its place is an error at the editor's file."""
    result = build_site({**SMALL_SITE, **files})
    found = {(finding.code, finding.place.file) for finding in result.all_findings if finding.severity == "error"}
    assert found == {("same-url", next(iter(files)))}


def sentences(build_site: Build, tmp_path: Path) -> dict[str, dict[str, str]]:
    """What scripts say, on every page and in its tools, for each language that the sample speaks."""
    build_site(region(languages="[de, ar, uk, en]"))
    files = ("sentences.json", "tools.json")
    return {
        tag: {k: v for file in files for k, v in json.loads(read(tmp_path, f"{tag}/{file}")).items()}
        for tag in LANGUAGES
    }


def test_sentences_are_complete_in_every_language(build_site: Build, tmp_path: Path) -> None:
    """Each language says the same things with the same gaps, in its own words."""
    said = sentences(build_site, tmp_path)
    for tag in LANGUAGES:
        assert said[tag].keys() == said["en"].keys()
        for name, sentence in said[tag].items():
            assert re.findall(r"\{\w+\}", sentence) == re.findall(r"\{\w+\}", said["en"][name]), (tag, name)
            assert tag == "en" or sentence != said["en"][name] or name in ("lang", "dir"), (tag, name)


def test_scripts_say_what_there_is(build_site: Build, tmp_path: Path) -> None:
    """Every sentence that a script names is there, and none is there for nobody."""
    known = sentences(build_site, tmp_path)["en"].keys()
    sources = "\n".join(file.read_text() for file in SCRIPTS.glob("*.js"))
    named = set(re.findall(r'\bsay\("(\w+)"', sources))
    assert named <= known
    used = {name for name in known if re.search(rf'"{name}"|\b{name}:|\.{name}\b', sources)}
    assert known - used == set()


@pytest.mark.parametrize("source", ["{", "[]", '{"saved": 7}'])
def test_faulty_sentences(source: str, theme: Theme, build_site: Build) -> None:
    """A theme whose sentences are not one object of texts is told so."""
    broken = replace(theme, templates={**theme.templates, "sentences.json": source})
    with pytest.raises(UsageError, match=r"sentences\.json"):
        build_site(SMALL_SITE, theme=broken)
