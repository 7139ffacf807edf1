"""Rules about what phones and ears make of a text: links by their words, tables, pictures."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest

from integreat_ssg.checking.passages import marked
from integreat_ssg.checking.reader import Reading
from integreat_ssg.model.content import Page
from integreat_ssg.model.findings import Finding, Place, warning

NARROW = 60
"""Letters side by side in the longest words of a table's columns, with two for what lies between columns. A phone shows 40; the
theme lets tables be moved to the side, but from here on two neighbouring columns are not seen together."""
MOST_COLUMNS = 5
LARGE_PICTURE = 4_000_000
"""Bytes. Phones get it made small; the repository keeps it for ever."""
LARGE_SIDE = 5000
"""Pixels: twice as many as any screen shows."""
LARGE_DRAWING = 150_000
"""Bytes of an SVG, which phones get as it is."""

SAYING_NOTHING = frozenset(
    word
    for words in (
        # German
        "hier|hier klicken|klicken sie hier|klick hier|mehr|mehr dazu|mehr erfahren|mehr infos|mehr informationen|mehr lesen"
        "|weiter|weiterlesen|weitere informationen|weitere infos|siehe hier|dazu|link|zum link|zur seite|zur website|website"
        "|webseite|internetseite|download|herunterladen|diese seite|auf dieser seite|hier finden sie mehr|infos"
        "|informationen",
        # English
        "here|click here|more|read more|learn more|find out more|more info|more information|further information|link"
        "|this link|this page|this website|go|continue|see here|details",
        # Arabic, Persian, Kurdish (Sorani)
        "هنا|اضغط هنا|انقر هنا|المزيد|اقرأ المزيد|لمعرفة المزيد|مزيد من المعلومات|رابط|الرابط|من هنا"
        "|اینجا|اینجا کلیک کنید|بیشتر|ادامه مطلب|اطلاعات بیشتر|لینک|لێرە|کرتە لێرە بکە|زیاتر",
        # Ukrainian, Russian
        "тут|натисніть тут|клацніть тут|більше|докладніше|детальніше|читати далі|дізнатися більше|посилання"
        "|здесь|нажмите здесь|подробнее|больше|читать далее|узнать больше|ссылка",
        # Turkish, French, Spanish, Polish, Romanian, Italian, Bulgarian
        "burada|buraya|buraya tıklayın|daha fazla|devamı|ici|cliquez ici|en savoir plus|plus|lire la suite|lien"
        "|aquí|haga clic aquí|más|leer más|más información|tutaj|kliknij tutaj|więcej|czytaj więcej|aici|click aici"
        "|mai mult|mai multe|qui|clicca qui|di più|leggi di più|тук|кликнете тук|повече|още",
    )
    for word in words.split("|")
)
"""Words of links that tell nothing when a screen reader lists them, or when eyes skip from link to link."""

_EDGES = re.compile(r"^\W+|(?<!\W)\W+$")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CELL = re.compile(r"<t([hd])\b[^>]*>(.*?)</t\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>|\x00\d+\x00")
_BREAK = re.compile(r"[\s\u00ad\u200b/-]+")
_CELLS = frozenset(("th", "td"))


def link_words(reading: Reading) -> Iterator[Finding]:
    """The words of a link say what it leads to."""
    for page in reading.texts:
        for passage in reading.passages[page.file]:
            for link in passage.links:
                words = _EDGES.sub("", " ".join(link.words.casefold().split()))
                if words in SAYING_NOTHING:
                    line = getattr(link.target, "line", 0)
                    place = Place(page.file, page.body_line - 1 + line if line else passage.line)
                    yield warning("link-says-nothing", place, words=link.words)


def wide_tables(reading: Reading) -> Iterator[Finding]:
    """A table can be read on a phone without being moved from side to side."""
    for page in reading.texts:
        html = marked(page.body)
        for table in _TABLE.findall(html) if "<table" in html else ():
            rows = [[_words(cell) for _, cell in _CELL.findall(row)] for row in table.split("</tr>")]
            columns = list(zip_longest(*rows, fillvalue=""))
            width = sum(2 + max(len(word) for cell in column for word in _BREAK.split(cell)) for column in columns)
            if len(columns) > MOST_COLUMNS or width > NARROW:
                place = Place(page.file, _line_of(reading, page, rows))
                yield warning("table-too-wide", place, columns=len(columns), width=width, limit=NARROW)


def _words(cell: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", cell)).split())


def _line_of(reading: Reading, page: Page, rows: list[list[str]]) -> int:
    first = next((cell for row in rows for cell in row if cell), "")
    cells = (each for each in reading.passages[page.file] if each.kind in _CELLS)
    return next((each.line for each in cells if each.words == first), page.body_line)


def large_pictures(reading: Reading) -> Iterator[Finding]:
    """A picture is no larger than anybody needs it; what nothing shows is told by another rule."""
    content = reading.content
    for file in sorted(content.used_media):
        medium = content.media.get(file)
        if medium is None or not (medium.width or file.endswith(".svg")):
            continue
        side, size = max(medium.width, medium.height), len(medium.data)
        drawing = file.endswith(".svg")
        limit = LARGE_DRAWING if drawing else LARGE_PICTURE
        if size > limit or (side > LARGE_SIDE and not drawing):
            pixels = "SVG" if drawing else f"{medium.width} × {medium.height}"
            place = Place(medium.source)
            yield warning(
                "picture-too-large", place, size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:g}", pixels=pixels,
                side=LARGE_SIDE,
            )  # fmt: skip
