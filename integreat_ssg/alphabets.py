"""Where words stand in an alphabetical list, and under which letter, in the language of its readers.

In: words and a language tag. Out: a key to sort by, and a heading. Accents do not count, except where a language has letters of
its own by them. The order of letters is CLDR's (https://cldr.unicode.org), as far as it is not that of their code points.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from babel.core import get_global

DIGITS = "0–9"
"""The heading of what begins with a digit."""
OTHERS = "…"
"""The heading of what begins with neither letter nor digit."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "ءابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_PERSIAN = "ءابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_SOUTH_SLAVIC = "abcčćdđefghijklmnopqrsštuvwxyzž"

ALPHABETS = {
    "ar": _ARABIC,
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": _RUSSIAN,
    "bs": _SOUTH_SLAVIC,
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ",
    "cs": "abcčdefghijklmnopqrřsštuvwxyzž",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "fa": _PERSIAN,
    "hr": _SOUTH_SLAVIC,
    "hu": "abcdefghijklmnoöpqrstuüvwxyz",
    "ku": "abcçdeêfghiîjklmnopqrsştuûvwxyz",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "prs": _PERSIAN,
    "ps": "ءابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیې",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "ru": _RUSSIAN,
    "sk": "aäbcčdefghijklmnoôpqrsštuvwxyzž",
    "sq": "abcçdeëfghijklmnopqrstuvwxyz",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ur": "ءابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے",
    "vi": "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz",
}
"""Languages to their letters in order, where it is not the order of code points without accents."""

ALIKE = str.maketrans({"ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه"})
"""Arabic letters as Persian and its neighbours write them."""

ARTICLE = {"ar": "ال"}
"""What begins half of all names in a language, and does not count."""

_PINYIN = {
    0xB0A1: "A", 0xB0C5: "B", 0xB2C1: "C", 0xB4EE: "D", 0xB6EA: "E", 0xB7A2: "F", 0xB8C1: "G", 0xB9FE: "H",
    0xBBF7: "J", 0xBFA6: "K", 0xC0AC: "L", 0xC2E8: "M", 0xC4C3: "N", 0xC5B6: "O", 0xC5BE: "P", 0xC6DA: "Q",
    0xC8BB: "R", 0xC8F6: "S", 0xCBFA: "T", 0xCDDA: "W", 0xCEF4: "X", 0xD1B9: "Y", 0xD4D1: "Z",
}  # fmt: skip
"""The first of the common characters of GB 2312, which stand there in the order of their sounds, for each letter of Pinyin."""
_PINYIN_END = 0xD7FA

_FOREIGN = 1 << 24
"""Added to the place of letters of another script: they come last."""

Key = tuple[int, ...]


@lru_cache(maxsize=8192)
def sort_key(words: str, language: str) -> Key:
    """Where `words` stand in a list for readers of `language`; an article at their beginning does not count."""
    return tuple(_place(letter, language) for letter in _letters(words, language))


@lru_cache(maxsize=8192)
def heading(words: str, language: str) -> str:
    """The letter under which `words` stand in a list for readers of `language`."""
    letter = next((each for each in _letters(words, language) if each != " "), "")
    if not letter:
        return OTHERS
    if letter.isdigit():
        return DIGITS
    if _is_chinese(language) and (code := _code(letter)):
        return _PINYIN[max(start for start in _PINYIN if start <= code)]
    if "\u1200" <= letter <= "\u135a":
        return chr(ord(letter) & ~7)  # Ethiopic: a row of syllables begins with every eighth character.
    return "İ" if letter == "i" and _base(language) in ("tr", "az") else letter.upper()


@lru_cache(maxsize=8192)
def _letters(words: str, language: str) -> tuple[str, ...]:
    """The small letters and digits of `words` with single spaces between them, without accents that are no part of a letter."""
    base = _base(language)
    alphabet = ALPHABETS.get(base, "")
    if base in ("tr", "az"):
        words = words.replace("I", "ı").replace("İ", "i")
    small = unicodedata.normalize("NFC", words).casefold()
    if "پ" in alphabet:
        small = small.translate(ALIKE)
    letters = list(_bare(small, alphabet))
    article = ARTICLE.get(base, "")
    if article and "".join(letters[: len(article)]) == article and len(letters) > len(article) + 1:
        letters = letters[len(article) :]
    return tuple(letters)


def _bare(small: str, alphabet: str) -> Iterator[str]:
    gap = False
    told = False
    for char in small:
        letter = char if char in alphabet else _unmarked(char, alphabet)
        if not letter:
            continue
        if not letter.isalnum():
            gap = told
            continue
        if gap:
            yield " "
        gap, told = False, True
        yield letter


@lru_cache(maxsize=4096)
def _unmarked(char: str, alphabet: str) -> str:
    """A letter without its accents, but with the first of them that makes another letter of the alphabet; "" for an accent
    alone, and for the stroke that only lengthens Arabic words."""
    decomposed = unicodedata.normalize("NFKD", char)
    base = decomposed[0]
    if unicodedata.combining(base) or base == "ـ":
        return ""
    marked = (unicodedata.normalize("NFC", base + mark) for mark in decomposed[1:])
    return next((each for each in marked if each in alphabet), base)


@lru_cache(maxsize=4096)
def _place(letter: str, language: str) -> int:
    if letter == " ":
        return 0
    alphabet = ALPHABETS.get(_base(language), "")
    if letter in alphabet:
        return 1 + alphabet.index(letter)
    if _is_chinese(language) and (code := _code(letter)):
        return code
    is_latin = letter < "\u0250"
    return ord(letter) if is_latin == _is_latin(language) else _FOREIGN + ord(letter)


def _code(letter: str) -> int:
    """The place of a common Chinese character in GB 2312; 0 for all else."""
    code = int.from_bytes(letter.encode("gb2312", "ignore"), "big")
    return code if min(_PINYIN) <= code < _PINYIN_END else 0


def _base(language: str) -> str:
    return language.partition("-")[0]


def _is_chinese(language: str) -> bool:
    return _base(language) == "zh" and "Hant" not in language


@lru_cache(maxsize=64)
def _is_latin(language: str) -> bool:
    """Whether a language is written in Latin letters, as most are that CLDR knows nothing about."""
    likely = str(get_global("likely_subtags").get(_base(language), "und_Latn"))
    return "_Latn" in likely
