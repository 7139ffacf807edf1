"""Which characters make words and which letters count as one. With `endings.py` it is the one table of the normaliser: Python
reads it here, browsers as `scripts/search-table.js`, which `script.py` writes of it.

Ranges are spelled out, because Python and browsers know different versions of Unicode. They hold what all of them agree on:
characters that are assigned since Unicode 10 or never change in decomposition.
"""

KNOWN = (
    "0020-1FFF 200B-206F 2070-2071 2074-208E 2100-214E 2160-2188 2460-24EA 2C60-2C7F 2D80-2DDE 3000-30FF 3131-318E 3400-9FFF "
    "A640-A66D AC00-D7A3 F900-FAD9 FB00-FBB1 FBD3-FD3D FD50-FD8F FD92-FDC7 FDF0-FDFB FE00-FE0F FE20-FE2F FE70-FEFC FEFF "
    "FF01-FFBE 1D400-1D7CB 1D7CE-1D7FF 20000-2FA1D"
)
"""Characters that are looked at; all others part words."""

IGNORED = (
    "00AD 034F 061C 0640 180B-180E 200C-200F 202A-202E 2060-2064 2066-2069 FE00-FE0F FEFF "
    "0300-036F 0483-0487 0591-05BD 05BF 05C1-05C2 05C4-05C5 05C7 0610-061A 064B-065F 0670 06D6-06DC 06DF-06E4 06E7-06E8 "
    "06EA-06ED 08D3-08E1 08E3-08FF 135D-135F 1AB0-1ABE 1DC0-1DF9 1DFB-1DFF 3099-309A FE20-FE2F"
)
"""Characters that are left out: marks upon letters, the Arabic stretch, joiners and non-joiners, signs of direction."""

LETTERS = (
    "0030-0039 0061-007A 00DF-00F6 00F8-00FF 0100-02AF 0370-0373 0376-0377 037B-037D 03AC-03CE 03D7-03FF 0430-0481 048A-052F "
    "0561-0587 05D0-05EA 05F0-05F2 0620-063F 0641-064A 066E-066F 0671-06D3 06D5 06EE-06EF 06FA-06FC 06FF 0710-072F 074D-076D "
    "076E-077F 0780-07B1 07CA-07EA 08A0-08B4 08B6-08BD 0900-0963 0971-09E3 0A00-0A65 0A70-0AE3 0B00-0B65 0B71-0BE5 0C00-0C65 "
    "0C80-0CE3 0D00-0D65 0D7A-0DF3 0E01-0E3A 0E40-0E4E 0E81-0ECD 0EDC-0EDF 0F40-0F84 0F90-0FBC 1000-103F 1050-109D "
    "10D0-10FA 10FD-10FF 1100-11FF 1200-135A 1380-138F 1780-17D3 1E00-1EFF 1F00-1FBC 1FC2-1FFC 2C61 2C65-2C66 2D80-2DDE "
    "3041-3096 309D-309F 30A1-30FA 30FC-30FF 3400-4DB5 4E00-9FEA A641-A66D 20000-2FA1D"
)
"""Characters that words are made of, once everything is small, decomposed and folded."""

SINGLE = "3041-3096 309D-309F 30A1-30FA 30FC-30FF 3400-4DB5 4E00-9FEA 20000-2FA1D"
"""Characters of scripts without spaces, each of which is a word for search: Chinese and Japanese."""

APOSTROPHES = "0027 0060 00B4 02BC 2019 2018 02B9 201B FF07"
"""Between two Cyrillic letters they are a part of the word and left out; elsewhere they part words."""

CYRILLIC = "0400-052F"

_ALIKE = {
    # Latin letters that do not decompose.
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h",
    "ə": "e", "ſ": "s", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ƴ": "y", "ƙ": "k", "ŧ": "t",
    # Greek and Hebrew forms at the end of words.
    "ς": "σ", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    # Cyrillic: keyboards of neighbours, and letters that people leave out. Marks are gone already: й is и, ё is е, ї is і.
    "і": "и", "є": "е", "э": "е", "ґ": "г", "ѓ": "г", "ј": "и", "ђ": "д", "ћ": "т", "ѣ": "е",
    # Arabic, Persian, Urdu, Kurdish, Pashto: one letter for each that keyboards take for another.
    "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ے": "ي", "ێ": "ي", "ک": "ك", "ڪ": "ك", "ګ": "گ", "ة": "ه", "ہ": "ه", "ھ": "ه",
    "ە": "ه", "ۃ": "ه", "ٱ": "ا", "ء": "", "ۆ": "و", "ۇ": "و", "ۋ": "و", "ړ": "ر", "ڵ": "ل", "ں": "ن", "ڕ": "ر",
}  # fmt: skip

_SOUND_ALIKE = (("ሐ", "ሀ"), ("ኀ", "ሀ"), ("ሠ", "ሰ"), ("ዐ", "አ"), ("ፀ", "ጸ"))
"""Ethiopic letters that sound like others, in all seven orders; which is written varies from person to person."""

_ZEROS = "0660 06F0 07C0 0966 09E6 0A66 0AE6 0B66 0BE6 0C66 0CE6 0D66 0E50 0ED0 0F20 1040 1090 17E0 1810"
"""The zero of each script that has digits of its own; the other nine follow it."""


def alike() -> dict[str, str]:
    """Letter to what it is folded to."""
    found = dict(_ALIKE)
    for other, letter in _SOUND_ALIKE:
        found |= {chr(ord(other) + order): chr(ord(letter) + order) for order in range(7)}
    found |= {"ሀ": "ሃ", "ሐ": "ሃ", "ኀ": "ሃ", "ኣ": "አ", "ዓ": "አ"}  # of these, two orders sound alike as well
    for zero in _ZEROS.split():
        found |= {chr(int(zero, 16) + digit): str(digit) for digit in range(10)}
    return found


def ranges(spelled: str) -> tuple[tuple[int, int], ...]:
    """Ranges as they are spelled above: first and last code point of each."""
    pairs = (each.partition("-") for each in spelled.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)
