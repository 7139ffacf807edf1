"""A PDF of a guide or a section: every word, tagged for screen readers, the same twice, nothing from elsewhere."""

import io
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from integreat_ssg.binding import make_pdf
from integreat_ssg.build import Job, plan_region
from integreat_ssg.cache import Cache
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import read_library
from integreat_ssg.rendering.language import render_book
from integreat_ssg.typesetting import typeset
from tests.conftest import REPOSITORY, SMALL_SITE
from tests.typesetting.page_text import read
from tests.typesetting.pdf_words import pdf_words, words_of

TAKE_ALONG = REPOSITORY / "tests/sites/take-along"
SECTIONS = [
    ("lueneburg", "ar", "arrival"),
    ("lueneburg", "uk", "language"),
    ("town", "ti", None),
    ("town", "zh-Hans", None),
]

Made = tuple[str, bytes]


@pytest.fixture(scope="module")
def made(theme: Theme, converter: Converter) -> Callable[..., Made]:
    """`made(region, language, section)` is a book and the PDF of it, made once."""
    found: dict[tuple[str, str, str | None], Made] = {}

    def make(region: str, language: str, section: str | None) -> Made:
        if (region, language, section) not in found:
            content = TAKE_ALONG if region == "town" else REPOSITORY / "content"
            job = Job(content, Path("unused"), theme, Cache(None), converter)
            plan = plan_region(job, read_library(content, converter), region).plan
            assert plan
            book = render_book(plan, theme, language, section)
            pdf = make_pdf(job, region, language, section).pdf
            assert pdf
            found[region, language, section] = book, pdf
        return found[region, language, section]

    return make


@pytest.mark.parametrize(("region", "language", "section"), SECTIONS)
def test_every_word_and_no_other(region: str, language: str, section: str | None, made: Callable[..., Made]) -> None:
    """The words of the PDF are those of the book, as often. On top come only what stands at the foot of each page, addresses of
    websites, and the head of a table that goes on."""
    book, pdf = made(region, language, section)
    text = read(book, whole=True)
    expected, found = words_of(" ".join(text.texts)), pdf_words(pdf)
    assert sum(expected.values()) > 100
    missing = expected - found
    assert not missing
    heads = Counter[str]()
    for head in re.findall(r"<thead>(.*?)</thead>", book, re.DOTALL):
        heads += words_of(re.sub(r"<[^>]+>", " ", head))
    running = re.search(r'@bottom-left { content: "([^"]+)"', book)
    assert running
    known = heads + words_of(" ".join(text.links)) + words_of(running[1])
    assert not {word for word in found - expected if word not in known}


@pytest.mark.parametrize(("region", "language", "section"), SECTIONS)
def test_for_screen_readers(region: str, language: str, section: str | None, made: Callable[..., Made]) -> None:
    """PDF/UA says what it must: that it is tagged, its language and title, headings and lists as such, bookmarks, and fonts that
    are in it and name their letters (ISO 14289-1: 5, 7.1, 7.2, 7.21)."""
    book, pdf = made(region, language, section)
    title = re.search(r"<title>(.*?)</title>", book)
    assert title
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == re.findall(r'<html lang="([^"]+)"', book)[0]
        assert root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == title[1]
        kinds = Counter(_kinds(root.StructTreeRoot))
        assert {"/H1", "/H2", "/P", "/L", "/LI", "/Link"} <= set(kinds)
        assert len(document.open_outline().root) >= 1
        for page in document.pages:
            assert page.Tabs == "/S"
            for font in page.Resources.get("/Font", {}).values():
                inside = font.DescendantFonts[0]
                assert "/FontFile2" in inside.FontDescriptor or "/FontFile3" in inside.FontDescriptor
                assert "/ToUnicode" in font


def _kinds(element: pikepdf.Object) -> list[str]:
    kinds = [str(element.S)] if "/S" in element else []
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and ("/K" in kid or "/S" in kid):
            kinds += _kinds(kid)
    return kinds


@pytest.mark.parametrize(("region", "language", "section"), [SECTIONS[0], SECTIONS[3]])
def test_on_paper(region: str, language: str, section: str | None, made: Callable[..., Made], tmp_path: Path) -> None:
    """Each page has its number and that of the last one; the first has the address, in words and as a code that phones read."""
    book, pdf = made(region, language, section)
    (tmp_path / "book.pdf").write_bytes(pdf)
    pages = subprocess.run(
        ["pdftotext", tmp_path / "book.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout.split("\f")[:-1]
    assert all(f"{number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    address = re.search(r'<bdi dir="ltr">(https://[^<]+)</bdi></a></p></div>', book)
    assert address
    assert address[1] in pages[0].replace("\n", "")
    picture = ["pdftoppm", "-r", "150", "-l", "1", "-png", "-singlefile", tmp_path / "book.pdf", tmp_path / "page"]
    subprocess.run(picture, check=True)
    code = subprocess.run(["zbarimg", "-q", "--raw", tmp_path / "page.png"], capture_output=True, text=True, check=True)
    assert code.stdout.strip() == address[1]


def test_twice_the_same(made: Callable[..., Made]) -> None:
    """The same book gives the same bytes."""
    book, pdf = made(*SECTIONS[3])
    files = {"media": 0}
    once, again = (typeset(book.replace("<img", "<i"), lambda _: None) for _ in range(2))
    assert files
    assert once == again
    assert len(pdf) > 10_000


def test_nothing_from_elsewhere() -> None:
    """A book that names other places gets nothing from them, neither from the disk nor from the network."""
    asked: list[str] = []

    def read_file(path: str) -> bytes | None:
        asked.append(path)
        return None

    book = '<html lang="de"><title>x</title><img src="file:///etc/hostname" alt="a"><img src="http://127.0.0.1:9/b" alt="b">'
    pdf = typeset(f'{book}<img src="media/own.png" alt="c"><p>Text', read_file)
    assert pdf.startswith(b"%PDF")
    assert asked == ["media/own.png"]


def test_what_cannot_be_made(make_job: Callable[..., Job], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown language or page is told with those that there are; a missing WeasyPrint with what to install."""
    job = make_job(SMALL_SITE)
    with pytest.raises(UsageError, match=r"no language fr\. It has: de, ar"):
        make_pdf(job, "town", "fr")
    with pytest.raises(UsageError, match=r"no page leisure\. Its sections are: work"):
        make_pdf(job, "town", "de", "leisure")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(WorldError, match=r"integreat-ssg\[pdf\]"):
        make_pdf(job, "town", "de")


def test_errors_forbid_it(make_job: Callable[..., Job]) -> None:
    """A guide with errors is not made into a PDF either."""
    job = make_job({**SMALL_SITE, "town/de/work/jobs.md": "---\ntitle: Stellen\n---\n[weg](gone.md)\n"})
    result = make_pdf(job, "town", "de")
    assert result.pdf is None
    assert [each.code for each in result.findings if each.severity.name == "ERROR"] == ["broken-link"]


def test_the_command(run_cli: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    """`integreat-ssg pdf` writes a file that is named after what is in it, and says so."""
    shutil.copytree(TAKE_ALONG, tmp_path / "content")
    result = run_cli("pdf", "town", "--language", "zh-Hans", "--section", "arrival", "--no-cache")
    assert result.returncode == 0, result.stderr
    file = tmp_path / "town-zh-Hans-arrival.pdf"
    assert file.read_bytes().startswith(b"%PDF-1.7")
    assert file.name in result.stdout
