"""A region's content: its own files laid over those that it inherits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.errors import UsageError
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, has_errors
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import Library, read_library, read_region
from tests.conftest import Files, write_files
from tests.reading.readings import opened_in
from tests.reading.test_history import Repository, git

Reader = Callable[[Files], Library]


def page(title: str, body: str = "Text", **head: str) -> str:
    """A page's file."""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in {"title": title, **head}.items()) + f"---\n{body}\n"


def region(kind: str = "town", languages: str = "[de, ar]", **settings: str) -> str:
    """A region's settings."""
    rest = "".join(f"{key}: {value}\n" for key, value in settings.items())
    return f"kind: {kind}\nname: Name\nlanguages: {languages}\n{rest}"


SITE = "title: Guide\nregions: [town]\n"

FAMILY: Files = {
    "site.yaml": SITE,
    "country/region.yaml": region("shared"),
    "country/de/index.md": page("Land"),
    "country/de/work/index.md": page("Arbeit (Land)"),
    "country/de/work/jobs.md": page("Stellen (Land)"),
    "country/de/work/tax.md": page("Steuern (Land)"),
    "country/ar/work/jobs.md": page("وظائف"),
    "country/contacts/office.yaml": "name: Amt\nfallback: Fragen Sie im Rathaus.\n",
    "country/contacts/line.yaml": "name: Hotline\nphones: [{number: 115}]\n",
    "state/region.yaml": region("shared", inherits="[country]"),
    "state/de/work/jobs.md": page("Stellen (Staat)"),
    "state/de/work/tax.md": page("Steuern (Staat)"),
    "town/region.yaml": region(inherits="[state]"),
    "town/de/index.md": page("Stadt"),
    "town/de/work/tax.md": page("Steuern (Stadt)"),
}
"""A town that inherits from a state that inherits from a country."""


@pytest.fixture
def library(tmp_path: Path, converter: Converter) -> Reader:
    """Reads files as a content folder."""
    return lambda files: read_library(write_files(tmp_path, files), converter)


def read(library: Library, slug: str = "town") -> tuple[Content, list[tuple[str, str, int, dict[str, str]]]]:
    """The region, and its findings as code, file, line and details, without the note on git."""
    content, findings = read_region(library, slug)
    assert content is not None, findings
    return content, told([*library.findings, *findings])


def told(findings: list[Finding]) -> list[tuple[str, str, int, dict[str, str]]]:
    """Findings as tests compare them."""
    return [
        (each.code, each.place.file, each.place.line, dict(each.details)) for each in findings if each.code != "no-git"
    ]


def titles(content: Content, language: str = "de") -> dict[str, str]:
    """Path to title."""
    return {path: each.meta.title for (path, tag), each in content.pages.items() if tag == language}


def test_own_files_lie_over_inherited_ones_the_nearest_first(library: Reader) -> None:
    """The town's page hides the state's, the state's hides the country's, and what nobody replaces is inherited."""
    content, findings = read(library(FAMILY))
    assert not findings
    assert titles(content) == {
        "": "Stadt",
        "work": "Arbeit (Land)",
        "work/jobs": "Stellen (Staat)",
        "work/tax": "Steuern (Stadt)",
    }
    assert titles(content, "ar") == {"work/jobs": "وظائف"}
    assert content.pages["work/jobs", "de"].file == "state/de/work/jobs.md"


def test_the_first_of_two_parents_is_nearer(library: Reader) -> None:
    """`inherits` lists the nearest first."""
    files = {**FAMILY, "town/region.yaml": region(inherits="[country, state]")}
    assert titles(read(library(files))[0])["work/jobs"] == "Stellen (Land)"


def test_exclude_drops_inherited_pages_and_sections_but_no_own_ones(library: Reader) -> None:
    """A region leaves out a page or a section with all below; what it writes itself stays."""
    one, findings = read(library({**FAMILY, "town/region.yaml": region(inherits="[state]", exclude="[work/jobs]")}))
    assert not findings
    assert list(titles(one)) == ["", "work", "work/tax"]
    assert not titles(one, "ar")
    section, findings = read(library({**FAMILY, "town/region.yaml": region(inherits="[state]", exclude="[work]")}))
    assert not findings
    assert titles(section) == {"": "Stadt", "work/tax": "Steuern (Stadt)"}


def test_what_the_state_leaves_out_the_town_does_not_inherit(library: Reader) -> None:
    """`exclude` in a shared region holds for all that inherit from it; its own pages are inherited all the same."""
    content, findings = read(
        library({**FAMILY, "state/region.yaml": region("shared", inherits="[country]", exclude="[work]")})
    )
    assert not findings
    assert titles(content) == {"": "Stadt", "work/jobs": "Stellen (Staat)", "work/tax": "Steuern (Stadt)"}
    assert content.settings.excludes("work/anything"), "links in shared texts are told to lead to what is left out"


def test_an_exclude_that_names_nothing_is_a_mistake(library: Reader) -> None:
    """A typing error would publish what a region wanted to leave out."""
    _, findings = read(library({**FAMILY, "town/region.yaml": region(inherits="[state]", exclude="[work/job]")}))
    assert findings == [("unknown-exclude", "town/region.yaml", 5, {"path": "work/job", "nearest": "work/jobs"})]


def test_a_region_fills_the_contacts_that_shared_texts_name(library: Reader) -> None:
    """The town's own office takes the place of the country's; what it does not fill keeps the fallback."""
    content, _ = read(library(FAMILY))
    assert not content.contacts["office"].reachable
    assert content.contacts["line"].reachable
    files = {**FAMILY, "town/contacts/office.yaml": "name: Rathaus\nemail: rathaus@town.example\n"}
    content, _ = read(library(files))
    assert content.contacts["office"].name == "Rathaus"
    assert content.contact_files == {"office": "town/contacts/office.yaml", "line": "country/contacts/line.yaml"}


@pytest.mark.parametrize(
    ("state", "chain"), [("[town, country]", "town → state → town"), ("[country, state]", "town → state → state")]
)
def test_nobody_inherits_from_himself(library: Reader, state: str, chain: str) -> None:
    """A circle is told with its way, and everything is read once all the same."""
    content, findings = read(library({**FAMILY, "state/region.yaml": region("shared", inherits=state)}))
    assert findings == [("inherits-itself", "state/region.yaml", 4, {"chain": chain})]
    assert titles(content)["work/jobs"] == "Stellen (Staat)"


def test_an_unknown_ancestor_is_told_with_the_nearest_name(library: Reader) -> None:
    """A typing error in `inherits` would empty the guide."""
    content, findings = read(library({**FAMILY, "town/region.yaml": region(inherits="[contry, country]")}))
    assert findings == [("unknown-region", "town/region.yaml", 4, {"region": "contry", "nearest": "country"})]
    assert titles(content)["work/jobs"] == "Stellen (Land)"


def test_drafts_stay_at_home(library: Reader) -> None:
    """A draft is published nowhere: not as a page, not by including it; the page that it will replace stays till then."""
    files = {
        **FAMILY,
        "town/de/new.md": page("Neu", draft="true"),
        "town/de/work/tax.md": page("Steuern (Entwurf)", draft="true"),
        "country/de/secret.md": page("Geheim", draft="true"),
    }
    content, findings = read(library(files))
    assert not findings
    assert titles(content)["work/tax"] == "Steuern (Staat)"
    assert "new" not in titles(content)
    assert content.included("country/secret", "de") is None
    assert content.included("country/work/jobs", "de") is not None


def test_languages_have_their_own_names_and_directions(library: Reader) -> None:
    """Names are those that readers use themselves; a variant in simple German has its own; unknown ones are named by the site."""
    files = {
        "site.yaml": SITE + "autonyms: {rom: Romani, xx-Arab: عربي}\n",
        "town/region.yaml": region(
            languages="[de, ar, ckb, fa, prs, uk, kmr, ti, zh-Hant, pt-BR, de-simple, rom, xx-Arab]"
        ),
    }
    content, findings = read(library(files))
    assert not findings
    names = {each.tag: (each.autonym, each.direction) for each in content.languages}
    assert names["de"] == ("Deutsch", "ltr")
    assert names["ar"] == ("العربية", "rtl")
    assert names["ckb"][1] == names["fa"][1] == names["prs"][1] == names["xx-Arab"][1] == "rtl"
    assert names["uk"] == ("Українська", "ltr")
    assert names["de-simple"] == ("Leichte Sprache", "ltr")
    assert names["rom"] == ("Romani", "ltr")
    assert list(names)[:3] == ["de", "ar", "ckb"], "the switcher keeps the region's order"


@pytest.mark.parametrize("tag", ["deutsch", "DE", "de_DE", "xx", "../de", "de-simple-"])
def test_a_tag_that_is_none_is_told(library: Reader, tag: str) -> None:
    """Only well-formed tags of known languages become folders and addresses."""
    content, findings = read(library({"site.yaml": SITE, "town/region.yaml": region(languages=f"[de, {tag}]")}))
    assert findings == [("bad-language", "town/region.yaml", 3, {"tag": tag})]
    assert [each.tag for each in content.languages] == ["de"]


def test_the_source_language_must_be_one_of_the_languages(library: Reader) -> None:
    """Otherwise nothing would be there to fall back to."""
    _, findings = read(library({"site.yaml": SITE, "town/region.yaml": region(languages="[en]", source_language="fr")}))
    assert findings == [("no-source-language", "town/region.yaml", 4, {"tag": "fr"})]
    _, findings = read(library({"site.yaml": SITE, "town/region.yaml": region(languages="[en]")}))
    assert findings == [("no-source-language", "town/region.yaml", 3, {"tag": "de"})]


def test_two_files_for_one_page_are_told(library: Reader) -> None:
    """`work.md` and `work/index.md` are the same page."""
    files = {**FAMILY, "town/de/work.md": page("Eins"), "town/de/work/index.md": page("Zwei")}
    _, findings = read(library(files))
    assert findings == [("same-url", "town/de/work.md", 0, {"other": "town/de/work/index.md"})]


@pytest.mark.parametrize(
    ("file", "data", "code", "line"),
    [
        ("town/notes.txt", "x", "unknown-file", 0),
        ("town/de/table.csv", "x", "unknown-file", 0),
        ("town/contacts/old/office.yaml", "name: x", "unknown-file", 0),
        ("town/contacts/office.yml", "name: x", "unknown-file", 0),
        ("town/contacts/office.md", "x", "unknown-file", 0),
        ("town/deutsch/a.md", page("A"), "bad-language-folder", 0),
        ("town/media/a.exe", "x", "unknown-media", 0),
        ("town/media/a.png.yaml", "alt: x", "note-without-media", 0),
        ("town/contacts/office.yaml", "nmae: x\nname: y", "unknown-key", 1),
        ("town/contacts/office.yaml", "- a", "not-a-mapping", 1),
        ("town/de/a.md", "---\ntitle: A\norder: x\n---\n", "wrong-type", 3),
        ("town/de/a.md", "---\ntitle: A\n---\nText\n\n<script></script>\n", "html-removed", 6),
        ("town/de/a.md", "---\ntitle: A: B\n---\nText\n", "yaml-colon", 2),
        ("town/de/a.md", "Text\n", "no-front-matter", 1),
        ("town/de/a.md", b"---\ntitle: \xe4\n---\n", "not-utf8", 2),
        ("town/de/a b.md", page("A"), "bad-name", 0),
    ],
)
def test_every_file_is_told_that_cannot_be_used(
    library: Reader, file: str, data: str | bytes, code: str, line: int
) -> None:
    """With its own place, in lines of the file, and once; everything else is read."""
    content, findings = read(library({**FAMILY, file: data}))
    assert [(each[0], each[1], each[2]) for each in findings] == [(code, file, line)]
    assert titles(content)["work/tax"] == "Steuern (Stadt)"


def test_a_broken_head_does_not_break_the_links_to_the_page(library: Reader) -> None:
    """One mistake in YAML is one finding, not one for each link that leads to the page."""
    content, findings = read(library({**FAMILY, "town/de/a.md": "---\ntitle: 'A\n---\nText\n"}))
    assert [each[0] for each in findings] == ["yaml-syntax"]
    assert content.find("a", "de") is not None


def test_a_region_that_cannot_be_read_says_why(library: Reader) -> None:
    """Without its settings there is no region, and the reason is told."""
    for settings, code in (({}, "no-region-file"), ({"town/region.yaml": "kind: 'a"}, "yaml-syntax")):
        content, findings = read_region(library({"site.yaml": SITE, "town/de/index.md": page("A"), **settings}), "town")
        assert content is None
        assert [each.code for each in findings] == [code]


@pytest.mark.parametrize(
    ("site", "found"),
    [
        (None, [("no-site-file", 0)]),
        ("", [("missing-key", 1), ("missing-key", 1)]),
        ("title: A\nregions: [town, town]\n", [("unused-region", 0)]),
        ("title: A\nregion: [town]\nregions: []\n", [("unknown-key", 2)]),
        ("title: A: B\n", [("yaml-colon", 1)]),
    ],
)
def test_the_list_of_regions(library: Reader, site: str | None, found: list[tuple[str, int]]) -> None:
    """Each region is a folder of its own that lies beside `site.yaml`, and each is built once."""
    files = {"town/region.yaml": region(), ".git/region.yaml": region(), "assets/region.yaml": region()}
    result = library(files if site is None else {**files, "site.yaml": site})
    assert [(code, line) for code, _, line, _ in told(list(result.findings))] == found
    assert len(result.site.regions) == len(set(result.site.regions))
    assert set(result.folders) <= {"town", "assets"}


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("nowhere", "no-region-folder"),
        ("assets", "reserved-region"),
        (".git", "reserved-region"),
        ("../town", "reserved-region"),
        ("country", "shared-region-listed"),
    ],
)
def test_a_region_that_can_have_no_site_stops_no_other(library: Reader, slug: str, code: str) -> None:
    """No folder, a name that is taken or leads out, a shared region: it alone is told and left out."""
    others = {".git/region.yaml": region(), "assets/region.yaml": region()}
    result = library({**FAMILY, **others, "site.yaml": f"title: Guide\nregions: [{slug}, town]\n"})
    assert not has_errors(result.findings)
    content, findings = read_region(result, slug)
    assert content is None
    assert [(each.code, each.place.file) for each in findings if each.place.file == "site.yaml"] == [
        (code, "site.yaml")
    ]
    content, findings = read_region(result, "town")
    assert content is not None
    assert not has_errors(findings)


def test_a_region_that_nobody_uses_is_told(library: Reader) -> None:
    """A folder that site.yaml does not list and that no listed region inherits; folders without settings are none."""
    files = {"forgotten/region.yaml": region("shared"), "drafts/notes.md": "x", ".git/region.yaml": region()}
    result = library({**FAMILY, **files})
    assert [(each.code, each.place.file) for each in result.findings if each.code != "no-git"] == [
        ("unused-region", "forgotten/region.yaml")
    ]
    result = library({**FAMILY, **files, "site.yaml": "title: [\n"})
    assert "unused-region" not in {each.code for each in result.findings}, "who is listed is not known"


def test_a_content_folder_that_is_none_is_a_wrong_call(tmp_path: Path, converter: Converter) -> None:
    """Somebody who named a wrong folder is told so, not that a file in it is missing."""
    with pytest.raises(UsageError, match="no content folder"):
        read_library(tmp_path / "nowhere", converter)


def test_aliases_and_order_come_from_the_head(library: Reader) -> None:
    """Former paths are kept for redirects; the source language orders the children."""
    files = {
        **FAMILY,
        "town/de/b.md": page("B", order="1", aliases="[old/b, older]"),
        "town/de/a.md": page("A", order="2"),
        "town/ar/a.md": page("أ", order="0"),
    }
    content, _ = read(library(files))
    assert content.pages["b", "de"].meta.aliases == ["old/b", "older"]
    assert content.children("") == ("b", "a", "work")
    assert content.pages["b", "de"].key_lines["aliases"] == 4


def test_of_what_is_not_wanted_only_the_settings_are_read(tmp_path: Path, converter: Converter) -> None:
    """A region is the same as if all had been read; another one is read where somebody looks into it."""
    others = {path.replace("town/", "city/"): text for path, text in FAMILY.items() if path.startswith("town/")}
    content = write_files(tmp_path, {**FAMILY, **others, "site.yaml": SITE.replace("[town]", "[town, city]"),
                                     "idle/region.yaml": region()})  # fmt: skip
    whole = read_library(content, converter)
    with opened_in(content) as opened:
        library = read_library(content, converter, ["town"])
    assert {each for each in opened if each.startswith("city/")} == {"city/region.yaml"}
    assert [*library.folders] == ["town", "state", "country"]
    assert library.findings == whole.findings
    assert {"unused-region"} <= {each.code for each in library.findings}
    assert read_region(library, "town") == read_region(whole, "town")
    assert read_region(library, "city") == read_region(whole, "city")


def test_a_wrong_region_beside_the_wanted_one(tmp_path: Path, converter: Converter) -> None:
    """One without settings, or with wrong ones, is not met where nobody wants it."""
    site = SITE.replace("[town]", "[town, gone, bare, torn]")
    content = write_files(
        tmp_path, {**FAMILY, "site.yaml": site, "bare/de/index.md": page("A"), "torn/region.yaml": "a: [\n"}
    )
    library = read_library(content, converter, ["town"])
    assert {each.code for each in library.findings} <= {"no-git"}
    assert read_region(library, "town")[0]
    for slug, code in (("gone", "no-region-folder"), ("bare", "no-region-file"), ("torn", "yaml-syntax")):
        assert code in {each.code for each in read_region(library, slug)[1]}, slug


def test_what_came_from_regions_that_are_not_read(tmp_path: Path, converter: Converter) -> None:
    """A text that was moved from one region to another is still a translation of what it was made from there; one that says the
    same as one elsewhere by chance was not moved from there, only because nobody has looked whether that one is still there."""
    content = Repository(tmp_path / "content")
    pages = {f"town/{language}/{name}.md": page(name, f"{language} {name}")
             for language in ("de", "ar") for name in ("bus", "train", "tram")}  # fmt: skip
    content.commit("2026-01-01", {"site.yaml": SITE.replace("[town]", "[town, city]"), **pages,
                                  "town/region.yaml": region(), "city/region.yaml": region()})  # fmt: skip
    content.commit("2026-02-01", {"town/de/bus.md": page("bus", "de bus, neu")})
    for language in ("de", "ar"):
        (content.content / "city" / language).mkdir()
        for name in ("bus", "train"):
            git(content.folder, "mv", f"town/{language}/{name}.md", f"city/{language}/{name}.md")
    content.commit("2026-03-01", {})
    write_files(content.content, {"city/de/tram.md": page("Tram"), "city/ar/tram.md": pages["town/ar/tram.md"]})
    whole = read_library(content.content, converter).history
    assert [*whole.outdated] == ["city/ar/bus.md"]
    assert read_library(content.content, converter, ["city"]).history == whole
