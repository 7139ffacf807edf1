"""The words of a PDF as it holds them, glyph by glyph: a reader's copy, a search and a screen reader get the same.

Tools that guess the text from where letters stand take Arabic ligatures apart in the wrong order. The PDF itself knows better:
each glyph names the letters that it stands for (ISO 32000-1, 9.10.3), and a run from right to left is drawn from its left end.
"""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pikepdf

HYPHEN = "\u2010"
"""What the typesetter adds where it breaks a word; authors write another one."""
_MARK = "[\u0300-\u036f\u064b-\u0655\u0670]"
_WORD = re.compile(rf"[^\W\d_]+(?:{_MARK}+[^\W\d_]*)*")
_LAM_ALEF = re.compile(rf"(?<=\u0644)({_MARK}+)([\u0627\u0622\u0623\u0625])")
_SCRIPTS = re.compile(r"(?<=[\u0600-\u06ff])(?=[A-Za-z\u00c0-\u024f])|(?<=[A-Za-z\u00c0-\u024f])(?=[\u0600-\u06ff])")
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def words_of(text: str) -> Counter[str]:
    """The words of a text, each in its normal form: ligatures and presentation forms taken apart; a mark within the ligature
    of lam and alef behind it, as fonts have it; letters of two scripts parted, which no run holds."""
    text = _LAM_ALEF.sub(r"\2\1", unicodedata.normalize("NFKC", text))
    return Counter(_WORD.findall(_SCRIPTS.sub(" ", text)))


def pdf_words(pdf: bytes) -> Counter[str]:
    """The words of a PDF."""
    found: Counter[str] = Counter()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            text = ""
            for run in _runs(page):
                text += run if text.endswith(HYPHEN) else f" {run}"
            found += words_of(text.replace(f"{HYPHEN} ", "").replace(HYPHEN, ""))
    return found


def _runs(page: pikepdf.Page) -> Iterator[str]:
    """The runs of a page in the order in which they are drawn, each in the order in which it is read. A run is what stands in
    one font on one line; a mark above a letter only moves the pen."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    glyphs: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("TJ", "Tj"):
            parts = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            numbers = [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]
            assert 0 not in numbers, "a box instead of a letter: no font has it"
            glyphs += [letters.get(number, "") for number in numbers]
        elif str(operator) in ("Tf", "ET"):
            yield "".join(reversed(glyphs) if _is_from_right("".join(glyphs)) else glyphs)
            glyphs = []
            letters = fonts[str(operands[0])] if str(operator) == "Tf" else letters


def _is_from_right(text: str) -> bool:
    strong = [direction for char in text if (direction := unicodedata.bidirectional(char)) in ("L", "R", "AL")]
    return bool(strong) and strong[0] != "L"


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Glyph number to letters, from the font's ToUnicode map."""
    table, letters = font["/ToUnicode"].read_bytes(), {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        codes = _HEX.findall(block)
        for glyph, text in zip(codes[::2], codes[1::2], strict=True):
            letters[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return letters
