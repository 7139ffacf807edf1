"""The desk's folder and forms, as the real command writes them."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from integreat_ssg.desk.collections import SETTINGS
from integreat_ssg.desk.configuration import configure
from integreat_ssg.desk.folder import policy
from integreat_ssg.model.contacts import Contact, Organisation
from integreat_ssg.model.events import Event
from integreat_ssg.model.places import Place
from integreat_ssg.model.settings import FrontMatter
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.settings import read_settings
from tests.conftest import REPOSITORY, SMALL_SITE, write_files

Run = Callable[..., CompletedProcess[str]]
SITE = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: {de: Ort, ar: مكان}\nlanguages: [de, ar, de-simple]\ninherits: [land]\n"
    "audiences:\n  families: {name: {de: Familien, en: Families}}\n"
    "categories:\n  repair: {name: {de: Reparieren}}\n",
    "land/region.yaml": "kind: shared\nname: Land\nlanguages: [ar, de]\nsource_language: ar\n",
}


@pytest.fixture
def configured(tmp_path: Path, theme: Theme) -> Callable[..., dict[str, Any]]:
    """The configuration of SITE with a changed `site.yaml`, for German forms and all regions or some."""

    def configuration(site: str = "", *regions: str, language: str = "de") -> dict[str, Any]:
        write_files(tmp_path / "content", {**SITE, "site.yaml": f"title: Guide\nregions: [town]\n{site}"})
        settings = read_settings(tmp_path / "content")
        chosen = {slug: settings.regions[slug] for slug in regions or settings.regions}
        made = configure(settings.site, chosen, "content/", language, theme)
        return {**yaml.safe_load(made.text), "policy": policy(made.asks)}

    return configuration


def collection(config: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in config["collections"] if each["name"] == name)


def field(owner: dict[str, Any], *way: str) -> dict[str, Any]:
    for name in way:
        owner = next(each for each in owner["fields"] if each["name"] == name)
    return owner


def each_field(owner: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for each in owner.get("fields", []):
        yield each
        yield from each_field(each)


@pytest.mark.parametrize(
    ("name", "kind", "unseen"),
    [
        ("town-pages", FrontMatter, {"date", "translation_of", "excuses"}),
        ("town-news", FrontMatter, {"order", "icon", "translation_of", "excuses"}),
        ("town-contacts", Contact, {"translation_of", "excuses"}),
        ("town-organisations", Organisation, {"excuses"}),
        ("town-places", Place, {"translation_of", "excuses"}),
        ("town-events", Event, {"imported", "translation_of", "excuses"}),
    ],
)
def test_everything_can_be_filled_in(
    name: str, kind: type, unseen: set[str], configured: Callable[..., dict[str, Any]]
) -> None:
    """Every key of the model has its field, but for what programs write and what excuses findings; each has a label in German."""
    shown = collection(configured(), name)["fields"]
    keys = {each.name.rstrip("_") for each in fields(kind)}
    assert {each["name"] for each in shown} - {"body"} == keys - unseen
    assert all(each["label"] for each in shown)


def test_forms_follow_the_model(configured: Callable[..., dict[str, Any]]) -> None:
    """References are picked, choices are offered with their names, limits are those of the rules."""
    config = configured()
    pages, places = collection(config, "town-pages"), collection(config, "town-places")
    assert field(pages, "title")["maxlength"] == 120
    assert field(pages, "title")["required"]
    assert not field(pages, "summary")["required"]
    assert field(pages, "audience")["options"] == [{"label": "Familien", "value": "families"}]
    assert {"label": "Reparieren", "value": "repair"} in field(places, "categories")["options"]
    assert {"label": "Bibliothek", "value": "library"} in field(places, "categories")["options"]
    assert field(places, "contacts")["multiple"]
    assert not field(pages, "responsible")["multiple"]
    assert field(places, "coordinates", "latitude")["max"] == 90
    assert [each["value"] for each in field(places, "access", "entrance")["options"]] == ["yes", "partly", "no"]
    assert re.match(field(places, "email")["pattern"][0], "amt@town.example")
    names = {each["name"] for each in config["collections"]}
    targets = {
        each["collection"] for every in config["collections"] for each in each_field(every) if "collection" in each
    }
    assert targets == {
        f"{region}-{kind}" for region in ("town", "land") for kind in ("contacts", "organisations", "places")
    }
    assert targets <= names


def test_languages_side_by_side(configured: Callable[..., dict[str, Any]]) -> None:
    """A page's languages are those of its region, the source language first; a name has a field for each."""
    config = configured()
    assert collection(config, "town-pages")["i18n"]["locales"] == ["de", "ar", "de-simple"]
    assert collection(config, "land-pages")["i18n"]["default_locale"] == "ar"
    parts = field(collection(config, "town-places"), "name")["fields"]
    labels = [(each["name"], each["label"], each["required"]) for each in parts]
    assert labels == [("de", "Deutsch", True), ("ar", "Arabisch", False), ("de-simple", "Deutsch (simple)", False)]
    texts = {each["name"] for each in collection(config, "town-pages")["fields"] if each["i18n"]}
    assert texts == {"title", "summary", "keywords", "machine_translated", "draft", "body"}


def test_glossary_and_settings_are_files(configured: Callable[..., dict[str, Any]]) -> None:
    """A map by key is a list of things whose first field is their key; settings are those that editors decide on."""
    glossary, region = collection(configured(), "town-files")["files"]
    assert (glossary["file"], region["file"]) == ("content/town/glossary.yaml", "content/town/region.yaml")
    assert [each["name"] for each in field(glossary, "terms")["fields"]] == ["key", "term", "explanation", "forms"]
    assert {each["name"] for each in region["fields"]} == set(SETTINGS)


@pytest.mark.parametrize(
    ("site", "backend", "asked"),
    [
        ("", {"name": "github", "auth_methods": ["token"]}, ""),
        (
            "desk: {repository: a/b}",
            {"repo": "a/b", "branch": "main", "auth_methods": ["token"]},
            " https://api.github.com",
        ),
        (
            "desk: {repository: a/b, sign_in: 'https://in.town.example/sign'}",
            {"base_url": "https://in.town.example/sign"},
            " https://api.github.com",
        ),
        (
            "desk: {repository: a/b, forge: github, forge_url: 'https://ghe.town.example'}",
            {"api_root": "https://ghe.town.example/api/v3"},
            " https://ghe.town.example",
        ),
        (
            "desk: {repository: a/b/c, forge: gitlab, forge_url: 'https://git.town.example', app_id: x1}",
            {"name": "gitlab", "api_root": "https://git.town.example/api/v4", "auth_type": "pkce", "app_id": "x1"},
            " https://git.town.example",
        ),
        (
            "desk: {repository: a/b, forge: forgejo}",
            {"name": "gitea", "base_url": "https://codeberg.org"},
            " https://codeberg.org",
        ),
    ],
)
def test_forges(site: str, backend: dict[str, Any], asked: str, configured: Callable[..., dict[str, Any]]) -> None:
    """The editor's page asks its own folder, and the forge that site.yaml names; nobody else."""
    config = configured(site)
    assert config["backend"].items() >= backend.items()
    rules = dict(rule.split(" ", 1) for rule in config["policy"].split("; "))
    assert rules["connect-src"] == f"'self' blob: data:{asked}"
    assert rules["script-src"] == "'self'"
    assert rules["default-src"] == "'none'"


def test_review_and_chosen_regions(configured: Callable[..., dict[str, Any]]) -> None:
    """Proposals where somebody accepts them; only the regions that were asked for; English forms on request."""
    config = configured("desk: {repository: a/b, review: yes}", "town", language="en")
    assert config["publish_mode"] == "editorial_workflow"
    assert {each["name"].partition("-")[0] for each in config["collections"]} == {"town"}
    assert field(collection(config, "town-pages"), "title")["label"] == "Title"
    assert collection(config, "town-pages")["label"] == "Ort: Pages"


def test_it_is_made_anew_and_nothing_else_is_touched(tmp_path: Path, run_cli: Run) -> None:
    """A second call replaces the desk; a folder with anything else in it is refused, and so are an unknown region, a wrong
    address and settings with errors."""
    write_files(tmp_path / "content", SITE)
    assert run_cli("desk", "--output", "out/desk").returncode == 0
    page = html.unescape((tmp_path / "out/desk/index.html").read_text("utf-8"))
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy(())}">' in page
    first = {file: file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file()}
    write_files(tmp_path / "out/desk", {"old.js": ""})
    assert run_cli("desk", "--output", "out/desk").returncode == 0
    assert {file: file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file()} == first
    assert run_cli("desk", "--output", "content").returncode == 2
    assert (tmp_path / "content/site.yaml").is_file()
    write_files(tmp_path / "scripts", {"desk.js": "// somebody's own", "other.js": ""})
    assert run_cli("desk", "--output", "scripts").returncode == 2
    assert (tmp_path / "scripts/other.js").is_file()
    assert "There are: town, land." in run_cli("desk", "--region", "city").stderr
    write_files(
        tmp_path / "content",
        {"site.yaml": "title: G\nregions: [town]\ndesk: {repository: a/b, forge_url: 'https://x; y'}\n"},
    )
    assert run_cli("desk").returncode == 2
    write_files(tmp_path / "content", {"site.yaml": "title: G\nregions: [town]\ndesk: {forge: gitlab}\n"})
    done = run_cli("desk")
    assert done.returncode == 1
    assert "repository" in done.stderr


def test_the_bundle_names_no_third_party_that_it_would_ask() -> None:
    """Networks for fonts and code, status pages and maps are not in the code that could ask them."""
    editor = REPOSITORY / "integreat_ssg/desk/editor"
    text = "".join(file.read_text("utf-8") for file in editor.glob("*.js"))
    for host in ("jsdelivr.net/fontsource/fonts", "unpkg.com/@", "nominatim.openstreetmap"):
        assert host not in text
    assert len(list((editor / "assets").glob("*.woff2"))) == 3
    assert sum(file.stat().st_size for file in editor.rglob("*") if file.is_file()) < 3_300_000
