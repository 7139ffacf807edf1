"""The app's manifests in a built site, and the screenshots that operators have taken."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from integreat_ssg.model.findings import Severity
from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE, Files

FULL: Files = {
    **SMALL_SITE,
    "site.yaml": "title: {de: Wegweiser, ar: الدليل}\nregions: [town]\n",
    "town/region.yaml": "kind: town\nname: {de: Neustadt, ar: نويشتات}\nfull_name: {de: Stadt Neustadt, ar: مدينة نويشتات}\n"
    "languages: [de, ar]\nsource_language: de\nemergency_page: work/jobs\ncolours: {brand: '#7a3b10'}\n",
    "town/de/index.md": "---\ntitle: Willkommen\nsummary: Für alle, die neu sind.\n---\nHallo.\n",
    "town/de/contact.md": "---\ntitle: Kontakt\n---\nText.\n",
}


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(buffer, form)
    return buffer.getvalue()


@pytest.fixture
def manifests(build_site: Callable[..., BuildResult], tmp_path: Path) -> Callable[..., dict[str, dict[str, Any]]]:
    """Builds and gives the manifest of each language."""

    def build(files: Files) -> dict[str, dict[str, Any]]:
        assert build_site(files).regions[0].written
        return {
            file.parent.name: json.loads(file.read_bytes())
            for file in (tmp_path / "build/town").glob("*/*.webmanifest")
        }

    return build


def test_one_app_that_speaks_each_language(manifests: Callable[..., dict[str, dict[str, Any]]]) -> None:
    """Name, description and direction are the language's; the app is the same, whichever one it was installed from."""
    german, arabic = (manifests(FULL)[tag] for tag in ("de", "ar"))
    assert german["id"] == arabic["id"] == "/town"
    assert german["scope"] == arabic["scope"] == "../"
    assert (german["name"], german["short_name"]) == ("Wegweiser – Stadt Neustadt", "Neustadt")
    assert (german["lang"], german["dir"]) == ("de", "ltr")
    assert german["description"] == "Für alle, die neu sind."
    assert (arabic["name"], arabic["short_name"]) == ("الدليل – مدينة نويشتات", "نويشتات")
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    assert german["display"] == "standalone"
    assert german["theme_color"] == "#7a3b10"


def test_a_short_name_for_a_narrow_place(manifests: Callable[..., dict[str, dict[str, Any]]]) -> None:
    """What stands below the icon is what the region says stands there."""
    settings = f"{FULL['town/region.yaml']!s}short_name: {{de: Neust.}}\n"
    assert manifests({**FULL, "town/region.yaml": settings})["de"]["short_name"] == "Neust."


def test_everything_named_is_there(manifests: Callable[..., dict[str, dict[str, Any]]], tmp_path: Path) -> None:
    """Start page, icons and shortcuts lead to files of the site, icons have the size that is said."""
    for tag, manifest in manifests(FULL).items():
        folder = tmp_path / "build/town" / tag
        assert (folder / manifest["start_url"]).is_file()
        assert [(each["sizes"], each.get("purpose")) for each in manifest["icons"]] == [
            ("192x192", None),
            ("512x512", None),
            ("512x512", "maskable"),
        ]
        assert len({each["src"] for each in manifest["icons"]}) == 3
        for icon in manifest["icons"]:
            with Image.open(folder / icon["src"]) as image:
                assert "{}x{}".format(*image.size) == icon["sizes"]
        for shortcut in manifest["shortcuts"]:
            assert (folder / shortcut["url"]).is_file()
            assert shortcut["name"]


def test_shortcuts(manifests: Callable[..., dict[str, dict[str, Any]]]) -> None:
    """Help in need, whom to ask, search, what is saved: as far as the region has them."""
    assert [each["url"] for each in manifests(FULL)["de"]["shortcuts"]] == [
        "work/jobs/index.html",
        "contact/index.html",
        "search/index.html",
        "offline/index.html",
    ]


def test_no_shortcuts_to_what_is_not_there(manifests: Callable[..., dict[str, dict[str, Any]]]) -> None:
    """A region without these pages, whose guide can neither be searched nor saved, has no shortcuts."""
    without = {
        **SMALL_SITE,
        "town/region.yaml": f"{SMALL_SITE['town/region.yaml']!s}features: {{offline: false, search: false}}\n",
    }
    assert "shortcuts" not in manifests(without)["de"]


def test_each_page_of_a_language_names_its_manifest(
    manifests: Callable[..., dict[str, dict[str, Any]]], tmp_path: Path
) -> None:
    """At any depth; pages that speak all languages name none. The colour around the page follows light and dark."""
    manifests(FULL)
    root = tmp_path / "build/town"
    for file in root.rglob("index.html"):
        html = file.read_text()
        names = re.findall(r'<link rel="manifest" href="([^"]*)">', html)
        if file.parent == root:
            assert not names
        else:
            tag = file.relative_to(root).parts[0]
            assert [(file.parent / name).resolve() for name in names] == [root / tag / "app.webmanifest"], file
        (icon,) = re.findall(r'<link rel="apple-touch-icon" href="([^"]*)">', html)
        with Image.open(file.parent / icon) as image:
            assert image.size == (180, 180)
        assert re.findall(r'<meta name="theme-color" content="([^"]*)"( media="[^"]*dark\)")?>', html) == [
            ("#1a1715", ' media="(prefers-color-scheme: dark)"'),
            ("#7a3b10", ""),
        ]


def test_the_portal_is_no_app(manifests: Callable[..., dict[str, dict[str, Any]]], tmp_path: Path) -> None:
    """An app over all regions would hide those below it."""
    manifests(FULL)
    html = (tmp_path / "build/index.html").read_text()
    assert "manifest" not in re.sub(r"manifest-src", "", html)


def test_screenshots_of_a_language_are_shown(
    manifests: Callable[..., dict[str, dict[str, Any]]], tmp_path: Path
) -> None:
    """They come in the order of their numbers, with their size, under a name that changes with the picture."""
    shots = {f"town/screenshots/de-{number}.png": picture(720, 1480) for number in (2, 10, 1)}
    manifest = manifests({**FULL, **shots, "town/screenshots/ar-1.png": picture(400, 600)})
    shown = manifest["de"]["screenshots"]
    assert [re.sub(r".*/[0-9a-f]{12}-", "", each["src"]) for each in shown] == ["de-1.png", "de-2.png", "de-10.png"]
    assert {(each["sizes"], each["form_factor"], each["type"]) for each in shown} == {
        ("720x1480", "narrow", "image/png")
    }
    assert all(each["label"] and (tmp_path / "build/town/de" / each["src"]).is_file() for each in shown)
    assert [each["sizes"] for each in manifest["ar"]["screenshots"]] == ["400x600"]
    index = json.loads((tmp_path / "build/town/release.json").read_bytes())
    assert "pictures" not in index["sets"], "no reader has to save them"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("de-2.png", picture(300, 600)),
        ("de-2.png", picture(400, 1000)),
        ("de-2.png", picture(720, 1400)),
        ("de-2.png", picture(3900, 3900)),
        ("de-2.jpg", picture(720, 1480, "JPEG")),
        ("fr-1.png", picture(720, 1480)),
        ("home.png", picture(720, 1480)),
    ],
    ids=["too small", "too long", "another shape", "too large", "no PNG", "no language of the region", "no number"],
)
def test_screenshots_that_no_phone_shows_are_told(
    name: str, data: bytes, build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    """One that browsers would refuse is left out and told; the others are shown, and the region is written."""
    files = {**FULL, "town/screenshots/de-1.png": picture(720, 1480), f"town/screenshots/{name}": data}
    result = build_site(files)
    assert result.regions[0].written
    told = [(each.place.file, each.severity) for each in result.all_findings if each.code == "bad-screenshot"]
    assert told == [(f"town/screenshots/{name}", Severity.WARNING)]
    manifest = json.loads((tmp_path / "build/town/de/app.webmanifest").read_bytes())
    assert len(manifest["screenshots"]) == 1
    assert len(list((tmp_path / "build/town/screenshots").iterdir())) == 1


def test_a_broken_screenshot_is_told(check_site: Callable[..., BuildResult]) -> None:
    """Screenshots are looked at as all pictures are."""
    codes = {each.code for each in check_site({**FULL, "town/screenshots/de-1.png": b"GIF89a"}).all_findings}
    assert "image-damaged" in codes
