"""Addresses of Integreat's pages in one form, since encoded and decoded ones, and capitals, occur side by side."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\\ud800-\udfff]")


def path_of(address: str) -> str:
    """The path of an address, whole or not, in the form in which paths can be compared: decoded, NFC, small letters, a slash
    on both ends. Empty where it has none, or one that leads through `..` or holds what no name holds.

    >>> path_of("https://web.example/Stadt/de/%C3%84mter")
    '/stadt/de/ämter/'
    """
    try:
        parts = [unquote(each, errors="strict") for each in urlsplit(address.strip()).path.split("/") if each]
    except ValueError:  # no UTF-8, or no address at all
        return ""
    if not parts or any(each in (".", "..") or _UNSAFE.search(each) for each in parts):
        return ""
    return "/" + "".join(f"{comparable(each)}/" for each in parts)


def comparable(name: str) -> str:
    """A name as it is compared: NFC, small letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())
