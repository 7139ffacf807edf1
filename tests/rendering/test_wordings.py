"""The same text in plain language, and the tool that puts a second language beside a text, where there is one."""

import re
from collections.abc import Callable
from pathlib import Path

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]

FILES = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, de-simple, de-AT, ar]\nfallback: {default: [ar]}\n",
    "town/de-simple/work/jobs.md": "---\ntitle: Arbeit finden\n---\nSie suchen Arbeit.\nRufen Sie an.\n",
    "town/de-AT/work/jobs.md": "---\ntitle: Stellen\n---\nText.\n",
    "town/ar/work/index.md": "---\ntitle: العمل\n---\nنص.\n",
}


def read(tmp_path: Path, file: str) -> str:
    """A page of the region `town`."""
    return (tmp_path / "build" / "town" / file / "index.html").read_text()


def links(html: str) -> list[str]:
    """The links between title and text that lead to another wording: address, and what else they say of their language."""
    opening = html.partition("<h1>")[2].partition('class="text"')[0]
    return [" ".join(each.split()) for each in re.findall(r'<a class="tool" href="([^>]*)>', opening)]


def test_german_and_plain_german_lead_to_each_other(build_site: Build, tmp_path: Path) -> None:
    """By the plain form's own name there, in its language; and back by what the usual one is called here."""
    build_site(FILES)
    plain = '../../../de-simple/work/jobs/index.html" hreflang="de-simple" lang="de-simple" dir="ltr"'
    assert links(read(tmp_path, "de/work/jobs")) == [plain]
    assert "<span>Leichte Sprache</span>" in read(tmp_path, "de/work/jobs")
    assert links(read(tmp_path, "de-AT/work/jobs")) == [plain]
    page = read(tmp_path, "de-simple/work/jobs")
    assert links(page) == ['../../../de/work/jobs/index.html" hreflang="de"']
    assert '<html lang="de-simple" dir="ltr"' in page
    assert "<span>Alltagssprache</span>" in page


def test_the_site_names_its_plain_form(build_site: Build, tmp_path: Path) -> None:
    """A region whose texts are in “Einfache Sprache” says so."""
    build_site({**FILES, "site.yaml": "title: Guide\nregions: [town]\nautonyms: {de-simple: Einfache Sprache}\n"})
    assert "<span>Einfache Sprache</span>" in read(tmp_path, "de/work/jobs")


def test_nobody_is_led_to_what_is_not_there(build_site: Build, tmp_path: Path) -> None:
    """No link for readers of other languages, nor where the plain form shows the usual text, which then says so."""
    build_site(FILES)
    assert links(read(tmp_path, "ar/work/jobs")) == []
    assert links(read(tmp_path, "de/work")) == []
    plain = read(tmp_path, "de-simple/work")
    assert links(plain) == []
    assert "Diese Seite gibt es noch nicht in Leichter Sprache." in plain
    assert '<div class="text" lang="de" dir="ltr">' in plain, "its own language comes before the default chain"


def test_a_second_language_is_offered_where_there_is_one(build_site: Build, tmp_path: Path) -> None:
    """The tool names the source language; it is missing where the text is in one language only, or not in the reader's."""
    build_site(FILES)
    tool, source = 'data-tool="beside"', 'data-beside="de"'
    for page, offered in {"de/work": True, "ar/work": True, "ar/work/jobs": False, "de/imprint": False}.items():
        html = read(tmp_path, page)
        assert ((tool in html), (source in html)) == (offered, offered), page
        assert 'data-tool="print"' in html
