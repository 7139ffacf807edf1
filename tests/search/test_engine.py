"""What the engine tells about what it finds, and where its files lie."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from integreat_ssg.offline.encoding import hash_of
from integreat_ssg.outcomes import BuildResult
from tests.conftest import REPOSITORY, Files

SITE: Files = {
    "site.yaml": "title: Guide\nregions: [town]\n",
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar]\nsource_language: de\naudiences:\n"
    "  families: {name: Familien}\n  workers: {name: Fachkräfte}\n",
    "town/contacts/office.yaml": "name: {de: Sozialamt, ar: دائرة الشؤون الاجتماعية}\nemail: office@town.example\n",
    "town/places/library.yaml": "name: {de: Stadtbücherei, ar: مكتبة المدينة}\naudiences: [families]\n",
    "town/events/fair.yaml": "title: {de: Jobmesse, ar: معرض الوظائف}\nstart: 2027-01-05 10:00\naudiences: [workers]\n"
    "address: Markt 1\n",
    "town/de/index.md": "---\ntitle: Willkommen\n---\nHallo.\n",
    "town/de/imprint.md": "---\ntitle: Impressum\n---\nText.\n",
    "town/de/privacy.md": "---\ntitle: Datenschutz\n---\nText.\n",
    "town/de/accessibility.md": "---\ntitle: Barrierefreiheit\n---\nText.\n",
    "town/de/arrival/index.md": "---\ntitle: Ankommen\n---\nText.\n",
    "town/de/arrival/registration.md": "---\ntitle: Wohnsitz anmelden\nkeywords: [Ummeldung]\n---\n## Unterlagen\n\n"
    "Bringen Sie Ihren Reisepass mit.\n\n[[contact: office]]\n",
    "town/de/family.md": "---\ntitle: Elterngeld beantragen\naudience: [families]\n---\nGeld für Eltern.\n",
    "town/de/news/2026-11-02-bus.md": "---\ntitle: Neue Buslinie\n---\nAb Januar fährt ein Bus.\n",
    "town/ar/index.md": "---\ntitle: أهلا\n---\nمرحبا.\n",
    "town/ar/arrival/index.md": "---\ntitle: الوصول\n---\nنص.\n",
    "town/ar/arrival/registration.md": "---\ntitle: تسجيل السكن\n---\nأحضر معك جواز السفر.\n",
}
ANSWERS = REPOSITORY / "tests" / "scripts" / "search" / "answers.mjs"


@pytest.fixture
def search(build_site: Callable[..., BuildResult], tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """`search(language, query, **options)` over the small site."""
    result = build_site(SITE)
    assert all(each.written for each in result.regions), result.all_findings

    def answer(language: str, query: str, **options: object) -> dict[str, Any]:
        asked = {"folder": str(tmp_path / "build" / "town" / language / "search"), "queries": [[query, options]]}
        done = subprocess.run(
            ["node", str(ANSWERS)], input=json.dumps(asked), capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)[0]  # type: ignore[no-any-return]

    return answer


def test_a_hit_tells_what_a_reader_wants_to_know(search: Callable[..., dict[str, Any]]) -> None:
    """File, title, kind, the sections above it, and the terms that were met."""
    hit = search("de", "Ummeldungen")["hits"][0]
    assert "ummeld" in hit.pop("terms")
    assert hit == {
        "file": "de/arrival/registration/index.html",
        "title": "Wohnsitz anmelden",
        "kind": "page",
        "lang": "",
        "trail": ["Ankommen"],
        "bridge": False,
    }
    assert search("de", "Sozialamt")["hits"][0]["file"] == "de/arrival/registration/index.html"
    kinds = {query: search("de", query)["hits"][0] for query in ("Bücherei", "Jobmesse", "Buslinie")}
    assert [each["kind"] for each in kinds.values()] == ["place", "event", "news"]
    assert kinds["Bücherei"]["trail"] == ["Orte und Ämter"]


def test_german_words_lead_to_the_readers_page(search: Callable[..., dict[str, Any]]) -> None:
    """Through the source text's title and keywords, and their synonyms; what is found by them alone says so."""
    for query in ("Ummeldung", "anmelden", "Meldebescheinigung", "Umeldung"):
        hit = search("ar", query)["hits"][0]
        assert (hit["file"], hit["bridge"]) == ("ar/arrival/registration/index.html", True), query
    assert search("ar", "التسجيل")["hits"][0]["bridge"] is False
    untranslated = search("ar", "Elterngeld")["hits"][0]
    assert (untranslated["lang"], untranslated["bridge"]) == ("de", False)


def test_an_audience_narrows(search: Callable[..., dict[str, Any]]) -> None:
    """It leaves out what names other audiences only, never what names none."""
    assert search("de", "Elterngeld", audience="families")["total"] == 1
    assert search("de", "Elterngeld", audience="workers")["total"] == 0
    assert search("de", "anmelden", audience="workers")["total"] == 1
    assert search("de", "Bücherei", audience="workers")["total"] == 0
    assert search("de", "Jobmesse", audience="workers")["total"] == 1


def test_without_a_hit_the_nearest_titles_are_told(search: Callable[..., dict[str, Any]]) -> None:
    """Those that look most like the query; nothing where nothing does; nothing beside hits."""
    answer = search("de", "Wilkommn-Seite")
    if answer["total"] == 0:
        assert answer["nearest"][0]["title"] == "Willkommen"
    far = search("de", "wohnmld")
    assert far["total"] == 0
    assert far["nearest"][0] == {
        "file": "de/arrival/registration/index.html",
        "title": "Wohnsitz anmelden",
        "kind": "page",
        "lang": "",
    }
    assert search("de", "qqqq")["nearest"] == []
    assert search("de", "anmelden")["nearest"] == []


def test_odd_queries_are_no_fault(search: Callable[..., dict[str, Any]]) -> None:
    """Nothing, signs only, the names of JavaScript's own properties, very much."""
    for query in ("", "   ", "!!! … 👍", "constructor __proto__ toString", "a" * 5000, "wort " * 400, "\u202e\u0000"):
        assert search("de", query)["total"] >= 0


def test_search_can_be_turned_off(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Then there is no index, no script and no library of it; else the library is in the base, the index with the texts."""
    build_site(SITE)
    site = tmp_path / "build" / "town"
    sets = json.loads((site / "release.json").read_text())["sets"]
    files = {name: "".join(map(str, _files(site, digest))) for name, (digest, _) in sets.items()}
    assert "libraries/search.js" in files["base"]
    assert "scripts/search-engine.js" in files["base"]
    assert "ar/search/index.json" in files["text/ar"]
    settings = str(SITE["town/region.yaml"]) + "features: {search: false}\n"
    build_site({**SITE, "town/region.yaml": settings})
    assert not [file for file in site.rglob("*") if file.match("search/*.json") or file.name.startswith("search")]


def test_an_edit_comes_as_a_patch(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Phones that hold the published index load what has changed in one part of it."""
    build_site(SITE)
    published = shutil.copytree(tmp_path / "build", tmp_path / "published")
    text = str(SITE["town/de/family.md"]) + "Rufen Sie uns an.\n"
    build_site({**SITE, "town/de/family.md": text}, published=published)
    folder, site = published / "town" / "de" / "search", tmp_path / "build" / "town"
    changed = [file for file in folder.iterdir() if file.read_bytes() != (site / "de/search" / file.name).read_bytes()]
    assert len(changed) == 1
    old, new = changed[0].read_bytes(), (site / "de/search" / changed[0].name).read_bytes()
    patch = (site / f"release/patches/{hash_of(old)}-{hash_of(new)}.bin").read_bytes()
    assert len(patch) < 300


def _files(site: Path, digest: str) -> list[str]:
    index = json.loads((site / f"release/index/{digest}.json").read_text())
    packs = [json.loads((site / f"release/contents/{pack}.json").read_text()) for pack, *_ in index["packs"]]
    return [f"{path}\n" for pack in packs for path, *_ in pack]
