"""Single values of the source, taken where a reader can use them: numbers that can be dialled, addresses that lead somewhere."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

from integreat_ssg.checking.contacts import MAIL, phone_is_possible
from integreat_ssg.model.findings import Finding, Place, warning

_SAFE = "%/:=&?~+!$,;'@*#[]"
_EXTENSION = re.compile(r"[^\d+()/\s\u00a0\u2013-].*$", re.DOTALL)
_HOST_ONLY = re.compile(r"(?:www\.)[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", re.IGNORECASE)


def left_out(file: str, key: str, value: str) -> Finding:
    """That a value of the source is not taken over: `key` is the one that it would have stood under."""
    return warning("import-value-left-out", Place(file), key=key, value=value[:200])


def phone(number: str) -> str:
    """A telephone number as people write it; "" where it cannot be dialled."""
    plain = (
        unicodedata.normalize("NFKC", number.strip()).replace("\u2013", "-").replace("\u2010", "-").replace(".", " ")
    )
    for form in (" ".join(plain.split()), " ".join(_EXTENSION.sub("", plain).split()).rstrip("-/( ")):
        if form and re.fullmatch(r"[+(]?[\d\s/()-]+", form) and phone_is_possible(form):
            return form
    return ""


def mail(address: str) -> str:
    """A mail address; "" where it is none."""
    address = unquote(address.strip().removeprefix("mailto:").partition("?")[0]).strip()
    return address if MAIL.fullmatch(address) else ""


def website(address: str) -> str:
    """A complete web address; "" where nothing is reached by it. One that begins with "www." becomes complete."""
    address = "".join(address.split())
    if _HOST_ONLY.fullmatch(address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        sound = parts.scheme.lower() in ("http", "https") and parts.hostname and "." in parts.hostname.strip(".")
        if not sound or parts.username or parts.port == 0:
            return ""
    except ValueError:
        return ""
    begins = f"{parts.scheme}://{parts.netloc}"
    return begins + quote(address[len(begins) :], safe=_SAFE)


def digits(number: str) -> str:
    """A telephone number as it is compared."""
    return re.sub(r"\D", "", re.sub(r"^\s*\+49", "0", number)).lstrip("0")


def agreed(texts: Iterable[tuple[str, str]]) -> str | dict[str, str]:
    """A text of each language tag as our files have it: one for all where several say the same, "" where nobody says anything."""
    found = {tag: text for tag, text in texts if text}
    return next(iter(found.values())) if len(found) > 1 and len(set(found.values())) == 1 else found or ""


def translated(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A text of each language tag, those that are empty left out."""
    return {tag: text for tag, text in texts if text}
