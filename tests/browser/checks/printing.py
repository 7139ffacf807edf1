"""A printed page: the words on every sheet of Chromium's PDF, and how much of each sheet is used.

Reads what Skia writes (ISO 32000-1: 7.3.8 streams, 9.4.3 text showing, 9.10.3 ToUnicode), which is all that it needs to.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

PAPER = {"format": "A4", "margin": {"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"}}

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)(endobj|stream\r?\n)", re.DOTALL)
_DRAWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> ?Tj|(\[.*?\]) ?TJ|/(X\d+) Do", re.DOTALL)
_ON_THE_SCREEN = """
() => {
  const told = 'main :is(h1, h2, h3, p, li, td, th, dd, dt, pre, summary, img, .card a)';
  window.onTheScreen = [...document.querySelectorAll(told)].filter((each) =>
    each.checkVisibility()
    && !each.closest('.audiences, .contents, .finder, .neighbours, .now, .geo, .all, .views, .recent, .said'));
}
"""


@dataclass(frozen=True)
class Sheet:
    """One printed side. `letters` are all that is drawn on it, without white space, ligatures taken apart."""

    letters: str

    def says(self, text: str) -> bool:
        """Whether `text` stands on this sheet; for scripts that run from left to right."""
        return bare(text) in self.letters


def bare(text: str) -> str:
    """`text` without white space, ligatures and soft hyphens."""
    return re.sub(r"[\s\u00ad\u2060]+", "", unicodedata.normalize("NFKC", text))


def printed(page: Page) -> list[Sheet]:
    """The sheets that a reader's printer gives out."""
    return sheets(page.pdf(**PAPER))  # type: ignore[arg-type]


def sheets(pdf: bytes) -> list[Sheet]:
    """The sheets of a PDF of Chromium's."""
    objects = _objects(pdf)
    found = []
    for body in _in_order(objects):
        content = re.search(rb"/Contents (\d+) 0 R", body)
        found.append(Sheet(bare(_drawn(objects, body, objects[int(content[1])]) if content else "")))
    return found


def _drawn(objects: dict[int, bytes], resources: bytes, drawing: bytes) -> str:
    """The letters of a stream and of the forms that it draws (8.10), in the order of drawing."""
    named = {name: int(number) for name, number in re.findall(rb"/([FX]\d+) (\d+) 0 R", resources)}
    out: list[str] = []
    letters: dict[int, str] = {}
    for font, plain, spaced, form in _DRAWN.findall(_stream(drawing)):
        if font:
            letters = _letters(objects, named[font])
        elif form and b"/Form" in objects[named[form]]:
            out.append(_drawn(objects, objects[named[form]], objects[named[form]]))
        for part in re.findall(rb"<([0-9A-Fa-f]+)>", spaced) if spaced else [plain] if plain else []:
            out += [letters.get(int(part[at : at + 4], 16), "") for at in range(0, len(part), 4)]
    return "".join(out)


def _objects(pdf: bytes) -> dict[int, bytes]:
    """Every object by its number, its dictionary before its stream; a stream is as long as its dictionary says."""
    found: dict[int, bytes] = {}
    at = 0
    while match := _OBJECT.search(pdf, at):
        at = match.end()
        stream = b""
        if match[3] != b"endobj":
            length = re.search(rb"/Length (\d+)", match[2])
            assert length, "a stream without a length"
            stream = pdf[at : at + int(length[1])]
            at += len(stream)
        found[int(match[1])] = match[2] + b"\0stream\0" + stream
    return found


def _in_order(objects: dict[int, bytes]) -> list[bytes]:
    """The bodies of all pages, following the tree of pages (7.7.3)."""
    root = next(body for body in objects.values() if re.search(rb"/Type ?/Catalog", body))
    found: list[bytes] = []

    def visit(number: int) -> None:
        body = objects[number]
        kids = re.search(rb"/Kids ?\[([^\]]*)\]", body)
        if kids:
            for kid in re.findall(rb"(\d+) 0 R", kids[1]):
                visit(int(kid))
        else:
            found.append(body)

    pages = re.search(rb"/Pages (\d+) 0 R", root)
    assert pages, "a PDF without pages"
    visit(int(pages[1]))
    return found


def _stream(body: bytes) -> bytes:
    head, _, data = body.partition(b"\0stream\0")
    return zlib.decompress(data) if b"/FlateDecode" in head else data


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Glyph number to text, from the font's ToUnicode map."""
    reference = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    if not reference:
        return {}
    table = _stream(objects[int(reference[1])])
    letters: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(rb"<(\w+)> <(\w+)>", block):
            letters[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", block):
            start = int(text, 16)
            for offset in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + offset] = chr(start + offset)
    return letters


def print_problems(page: Page) -> list[str]:
    """Whether paper says what the screen says: title, texts, addresses of links, numbers; and nothing that can be pressed."""
    page.evaluate(_ON_THE_SCREEN)
    page.emulate_media(media="print", forced_colors="none")
    seen = page.evaluate((Path(__file__).parent / "printing.js").read_text("utf-8"))
    found = printed(page)
    page.emulate_media(media="screen")
    problems = [*seen["problems"]]
    for number, each in enumerate(found, 1):
        if each.letters in ("", f"{number}/{len(found)}"):  # the number of the page makes no page
            problems.append(f"sheet {number} of {len(found)} is empty")
    everything = Sheet("".join(sheet.letters for sheet in found))
    problems += [f"not on the first sheet: “{text}”" for text in seen["first"] if not found[0].says(text)]
    problems += [f"not printed: “{text}”" for text in seen["printed"] if not everything.says(text)]
    share = len(everything.letters) / max(1, len(bare(seen["all"])))
    if share < 0.97:
        problems.append(f"only {share:.0%} of the letters are printed")
    return problems
