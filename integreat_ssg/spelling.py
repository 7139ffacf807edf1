"""What was probably meant by a word that nobody knows: findings propose it. And words as keys and file names."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be; empty where none is near."""
    return next(iter(get_close_matches(word, list(known), n=1)), "")


def key_from(text: str, longest: int = 60) -> str:
    """A key out of a title, in small letters, digits and hyphens; empty where a text has no Latin letters or digits.

    >>> key_from("Straße & Häuser, 2. Teil")
    'strasse-haeuser-2-teil'
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).lower().translate(_LETTERS))
    words = re.sub(r"[^a-z0-9]+", "-", "".join(char for char in plain if not unicodedata.combining(char)))
    return words.strip("-")[:longest].strip("-")
