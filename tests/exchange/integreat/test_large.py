"""A large region comes in whole: nothing in it is an error here, and each page says what it said there.

`make import-matrix` takes all of it, 600 pages in twelve languages; otherwise a part.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from integreat_ssg.cache import Cache
from integreat_ssg.cli import main
from integreat_ssg.model.content import Content
from integreat_ssg.model.richtext import Block
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.library import read_library, read_region
from tests.exchange.integreat.large import Large, Size, large
from tests.exchange.integreat.prose import CARD
from tests.exchange.integreat.shapes import REGION, Json
from tests.exchange.integreat.words import LANGUAGES

SIZE = (
    Size()
    if os.environ.get("MATRIX") == "all"
    else Size(pages=60, languages=4, places=30, events=20, news=8, pictures=20)
)
INLINE = set("a abbr b bdi code del em i kbd q s small span strong sub sup u".split())
"""Elements that part no words."""


@dataclass(frozen=True)
class Imported:
    """The region, there and here."""

    source: Large
    content: Content
    root: Path
    told: str

    def tag(self, code: str) -> str:
        """How we call a language of the source: the lists of both are in the same order."""
        return self.content.settings.languages[[each[0] for each in LANGUAGES].index(code)]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The large region, brought in by the command."""
    folder = tmp_path_factory.mktemp("large")
    source = large(SIZE)
    saved, root = source.write(folder / "saved"), folder / "content"
    arguments = ["import", "integreat", str(saved), "--region", "town", "--remote-name", REGION, "--content", str(root)]
    done = CliRunner().invoke(main, [*arguments, "--language", "en"], prog_name="integreat-ssg")
    assert done.exit_code == 0, done.output[-3000:]
    with Converter(Cache(folder / "cache"), Budget(processes=2)) as converter:
        content, _ = read_region(read_library(root, converter), "town")
    assert content
    return Imported(source, content, root, done.stdout)


class _Text(HTMLParser):
    """What a reader sees of HTML: its words, without contact cards, which are blocks here."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.card = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block parts words."""
        if self.card and tag not in ("img", "br"):
            self.card += 1
        elif CARD in (dict(attrs).get("class") or "").split():
            self.card = 1
        self.words += "" if tag in INLINE else " "

    def handle_endtag(self, tag: str) -> None:
        """So does its end."""
        self.card -= 1 if self.card else 0
        self.words += "" if tag in INLINE else " "

    def handle_data(self, data: str) -> None:
        """Words."""
        self.words += "" if self.card else data


def text_of(html: str) -> str:
    """The words of HTML, with single spaces."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join(parser.words.split())


def pages(source: Large) -> Iterator[tuple[str, str, Json]]:
    """Each page of each language with its code and the path that it has here: that of its German version."""
    for code, *_ in LANGUAGES[: SIZE.languages]:
        for page in source.answers[f"{REGION}/{code}/pages/"]:
            german = page if code == "de" else page["available_languages"]["de"]
            path = unicodedata.normalize("NFC", unquote(german["path"])).strip("/")
            yield code, path.split("/", 2)[2], page


def test_check_finds_no_error(imported: Imported) -> None:
    """The guide can be built at once."""
    arguments = ["check", "--content", str(imported.root), "--no-cache", "--language", "en", "--date", "2026-11-29"]
    done = CliRunner().invoke(main, arguments, prog_name="integreat-ssg")
    errors = [line for line in done.stdout.splitlines() if ": error [" in line]
    assert errors == []
    assert done.exit_code == 0


def test_every_page_says_what_it_said(imported: Imported) -> None:
    """Title and words of each page in each language are those of its source; and there is no other page."""
    count = 0
    wrong = []
    for code, path, page in pages(imported.source):
        here = imported.content.pages.get((path, imported.tag(code)))
        assert here, f"{path} is missing in {code}"
        count += 1
        expected = text_of(page["content"])
        if (here.meta.title, here.body.words) != (unescape(page["title"]), expected):
            wrong.append(f"{here.file}\n  there: {expected}\n  here:  {here.body.words}")
    assert count >= SIZE.pages * SIZE.languages / 2
    assert not wrong, f"{len(wrong)} of {count} differ:\n" + "\n".join(wrong[:5])
    known = {(path, imported.tag(code)) for code, path, _ in pages(imported.source)}
    others = {path for path in imported.content.pages if path not in known and not path[0].startswith("news/")}
    assert {path for path, _ in others} <= {"", "imprint", "privacy", "accessibility", "offers"}


def test_cards_are_blocks_with_contacts(imported: Imported) -> None:
    """As many cards as there were stand in a text, each of a contact with the same mail address."""
    count = 0
    for code, path, page in pages(imported.source):
        blocks = imported.content.pages[path, imported.tag(code)].body.references
        keys = [part.argument for part in blocks if isinstance(part, Block) and part.kind == "contact"]
        cards = re.findall(rf'class="{CARD}.*?mailto:([^"]+)"', page["content"])
        assert [imported.content.contacts[key].email for key in keys] == cards, path
        count += len(cards)
    assert count > SIZE.pages / 4


def test_the_tree_is_the_same(imported: Imported) -> None:
    """Children stand below their parents, in the order of the source."""
    order: dict[str, list[tuple[int, str]]] = {}
    for code, path, page in pages(imported.source):
        if code == "de":
            order.setdefault(path.rpartition("/")[0], []).append((page["order"], path))
    for above, children in order.items():
        ranks: Mapping[str, int] = {path: rank for rank, path in children}
        here = [path for path in imported.content.children(above) if path in ranks]
        assert [ranks[path] for path in here] == sorted(ranks.values()), above


def test_a_second_import_changes_nothing(imported: Imported) -> None:
    """The same answers, the same files."""
    saved = imported.root.parent / "saved"
    before = {file: file.read_bytes() for file in imported.root.rglob("*") if file.is_file()}
    arguments = ["import", "integreat", str(saved), "--region", "town", "--remote-name", REGION]
    done = CliRunner().invoke(main, [*arguments, "--content", str(imported.root), "--language", "en"])
    assert done.exit_code == 0
    assert {file: file.read_bytes() for file in imported.root.rglob("*") if file.is_file()} == before
