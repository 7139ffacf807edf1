"""The guide as one file: every page's text, links that lead within it, nothing to load, and where it stands in the site."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.model.theme import Theme
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.rendering.codes import code_svg
from integreat_ssg.rendering.extraction import Binding, extracted
from tests.conftest import REPOSITORY, SMALL_SITE
from tests.typesetting.page_text import read, text_of

TAGS = ("de", "ti", "zh-Hans")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, theme: Theme, converter: Converter) -> Path:
    """The small guide in Tigrinya and Chinese, built."""
    output = tmp_path_factory.mktemp("town")
    content = REPOSITORY / "tests/sites/take-along"
    result = build(Job(content, output, theme, Cache(None), converter))
    assert result.regions[0].written
    return output / "town"


def book(site: Path, tag: str) -> str:
    """The guide of a language as one file."""
    return (site / tag / f"{site.name}-{tag}.html").read_text()


@pytest.mark.parametrize("tag", TAGS)
def test_it_says_what_the_pages_say(tag: str, town: Path) -> None:
    """Each page with a text is a chapter with the same words in the same order: pages, places, events. A picture is told by its
    description where it is left out."""
    whole = book(town, tag)
    pages = [file for file in (town / tag).rglob("index.html") if not _is_list(file, town / tag)]
    assert len(pages) >= 9
    for file in pages:
        path = file.parent.relative_to(town / tag).as_posix()
        anchor = "home" if path == "." else path.replace("/", ".")
        assert text_of(whole, anchor) == text_of(file.read_text()), path


def _is_list(file: Path, root: Path) -> bool:
    return file.parent.relative_to(root).as_posix() in (
        "places",
        "events",
        "offline",
        "map",
        "news",
        "search",
        "a-z",
        "my-list",
    )


@pytest.mark.parametrize("tag", TAGS)
def test_links_lead_within_or_out(tag: str, town: Path) -> None:
    """No id twice, every anchor is there, everything else is complete; nothing is loaded but what stands in the file."""
    whole = book(town, tag)
    parsed = read(whole, whole=True)
    assert len(parsed.ids) == len(set(parsed.ids))
    inner = {link.removeprefix("#") for link in parsed.links if link.startswith("#")}
    assert inner <= set(parsed.ids)
    assert {"emergencies", "arrival.registration", "places.town-hall", "contacts"} <= inner
    assert all(re.match(r"#|https://|tel:|mailto:|geo:", link) for link in parsed.links)
    assert set(re.findall(r' src="([^"]{11})', whole)) == {"data:image/"}
    assert not re.search(r"<(script|link|iframe|base)\b| on\w+=| style=", whole)


def test_its_policy_allows_just_its_style(town: Path) -> None:
    """The policy names the digest of the style that stands in the file, and pictures within it."""
    whole = book(town, "ti")
    style = re.search(r"<style>(.*?)</style>", whole, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'"
    assert f'content="{policy.format(digest)}"' in whole.replace("&#39;", "'").replace("&#x27;", "'")


def test_help_comes_first(town: Path) -> None:
    """The list of contents begins with the page for emergencies, and names each chapter once."""
    contents = re.findall(r'<li class="level-(\d)"><a href="#([^"]+)">', book(town, "zh-Hans"))
    assert contents[:4] == [("1", "emergencies"), ("1", "home"), ("1", "arrival"), ("2", "arrival.registration")]
    anchors = [anchor for _, anchor in contents]
    assert anchors[4:] == [
        *("places", "places.town-hall", "contacts", "events", "events.walk", "imprint", "privacy", "accessibility")
    ]


def test_where_readers_find_it(town: Path) -> None:
    """The page "Offline and data" offers it with its size, under a name that tells what it is; phones do not save it."""
    page = (town / "zh-Hans/offline/index.html").read_text()
    size = round(len((town / "zh-Hans/town-zh-Hans.html").read_bytes()) / 1000)
    assert re.search(r'href="../town-zh-Hans.html" download="样板市 \([^"]+\).html"', page)
    assert f"{size} kB" in page.replace("\u202f", " ").replace("\xa0", " ")
    held = "".join(file.read_text() for file in (town / "release/contents").iterdir())
    assert "town-zh-Hans.html" not in held
    assert "address.svg" not in held


def test_a_region_chooses(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """`take_along` turns it off; without `pictures` their descriptions stand in it; without an address links to what is not in
    it keep their words."""
    files = {**SMALL_SITE, "town/de/work/jobs.md": "---\ntitle: Stellen\n---\nSiehe [Arbeit](index.md).\n"}
    build_site(files)
    whole = (tmp_path / "build/town/de/town-de.html").read_text()
    assert '<a href="#work">Arbeit</a>' in whole
    assert "<img" not in whole
    assert not list((tmp_path / "build").rglob("address.svg"))
    settings = files["town/region.yaml"] + "take_along: {html: no}\n"  # type: ignore[operator]
    build_site({**files, "town/region.yaml": settings})
    assert not (tmp_path / "build/town/de/town-de.html").exists()
    assert "town-de.html" not in (tmp_path / "build/town/de/offline/index.html").read_text()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>A</h1><h5 id=\"x\">B</h5>", '<h2>A</h2><h6 id="here--x">B</h6>'),
        ('<p><svg><path d="M0"/><g><b>x</b></g></svg>Text</p><nav><p>weg</p></nav>', "<p>Text</p>"),
        ('<p hidden>weg</p><p data-screen>weg</p><p title="a > b">da</p>', '<p title="a > b">da</p>'),
        ('<a href="../there/index.html#part">x</a>', '<a href="#there--part">x</a>'),
        ('<a href="#part">x</a>', '<a href="#here--part">x</a>'),
        ('<a href="../gone/index.html">x</a>', "<a>x</a>"),
        ('<p class="all"><a href="../../map.ics">weg</a></p><p>da</p>', "<p>da</p>"),
        ('<a href="https://a.example/?a=1&amp;b=2">x</a>', '<a href="https://a.example/?a=1&amp;b=2">x</a>'),
        ('<picture><source srcset="a.webp"><img src="a.png" alt="Haus"></picture>', '<span class="picture">[Haus]</span>'),
        ('<picture><img src="a.png" alt=""></picture><p>x</p>', "<p>x</p>"),
        ("<details><summary>a</summary>b</details>", "<details open><summary>a</summary>b</details>"),
    ],
)  # fmt: skip
def test_what_becomes_of_elements(html: str, expected: str) -> None:
    """Headings go down, ids get the chapter's name, what is for screens goes, links find their chapter."""
    anchors = {"de/here/index.html": "here", "de/there/index.html": "there"}
    binding = Binding(anchors, lambda _: "", lambda _: "", lambda file: file.endswith("index.html"))
    assert extracted(html, "de/here/index.html", 1, binding) == expected


def test_a_code_is_the_same_each_time() -> None:
    """Each address has its own."""
    plain = code_svg("https://guide.example/de/")
    assert plain == code_svg("https://guide.example/de/")
    assert plain != code_svg("https://guide.example/ar/")
    assert len(plain) < 3000
