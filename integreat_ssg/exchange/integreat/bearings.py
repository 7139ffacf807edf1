"""One text's surroundings: what its links, pictures and cards become, seen from the file that it will stand in."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from integreat_ssg.exchange.integreat.addresses import Addresses
from integreat_ssg.exchange.integreat.contacts import Contacts
from integreat_ssg.exchange.integreat.paths import path_of
from integreat_ssg.exchange.integreat.values import mail, phone, website
from integreat_ssg.model.findings import Finding, Place, note, warning
from integreat_ssg.reading.media import FORMATS

_OTHER_SCHEMES = ("sms", "geo")
_NUMBER = re.compile(r"^tel:(?://)?", re.IGNORECASE)


class Bearings:
    """Answers what the conversion of one text asks, and remembers what has to be told.

    `file` is the one that the text will stand in, seen from the region's folder; `below` are lines that belong to its end: cards
    of places that it links to, and links to pictures that were not taken along.
    """

    def __init__(self, region: str, file: str, addresses: Addresses, contacts: Contacts) -> None:
        self._place, self._file = Place(f"{region}/{file}"), file
        self._addresses, self._contacts = addresses, contacts
        self.findings: list[Finding] = []
        self.below: list[str] = []

    def link(self, url: str) -> str:
        """The destination of a link; "" where nobody would arrive."""
        url = url.strip()
        scheme = url.partition(":")[0].lower() if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d+/)", url) else ""
        if scheme == "mailto":
            address = mail(url)
            return f"mailto:{address}" if address else self._refused(url)
        if scheme == "tel":
            number = phone(unquote(_NUMBER.sub("", url)))
            return f"tel:{re.sub(r'[^+0-9]', '', number)}" if number else self._refused(url)
        if scheme in _OTHER_SCHEMES:
            return url if re.fullmatch(r"[\w+:.,;=?&%@/-]+", url) else self._refused(url)
        if url.startswith("#") or (scheme and scheme not in ("http", "https")):
            return self._refused(url)
        return self._web(url)

    def picture(self, url: str, alt: str) -> str:
        """The file of a picture; where it was not taken along, a link to it stands at the end of the text."""
        whole = self._addresses.complete(url)
        if file := self._addresses.media.get(whole):
            if posixpath.splitext(file)[1] in (*FORMATS, ".svg"):
                return self._relative(file)
        elif (address := website(whole)) and self._addresses.links_pictures:
            words = (
                re.sub(r"[\[\]\\<>*_`]", " ", alt).strip() or unquote(urlsplit(whole).path.rpartition("/")[2]) or "…"
            )
            self.below.append(f"[{' '.join(words.split())}]({_in_brackets(address)})")
        return ""

    def card(self, attributes: Mapping[str, str], text: str) -> str:
        """The block of a contact."""
        key = self._contacts.key_of_card(attributes, text)
        return f"[[contact: {key}]]" if key else ""

    def video(self, url: str) -> str:
        """The block of a video on a host that is safe to name."""
        whole = website(self._addresses.complete(url))
        return f"[[video: {whole}]]" if whole.startswith("https://") and "]" not in whole else ""

    def _web(self, url: str) -> str:
        addresses = self._addresses
        whole = addresses.complete(url) if not url.lower().startswith("www.") else website(url)
        if file := addresses.media.get(whole):
            return self._relative(file)
        path = path_of(whole)
        if addresses.is_own(whole):
            if target := addresses.pages.get(path):
                return self._relative(target)
            if key := addresses.places.get(path):
                self.below.append(f"[[place: {key}]]")
                self.findings.append(note("import-link-to-place", self._place, link=url, key=key))
                return ""
            kind = "import-link-to-event" if path in addresses.events else "import-dead-link"
            self.findings.append(warning(kind, self._place, link=url))
            return ""
        address = website(whole)
        return _in_brackets(address) if address else self._refused(url)

    def _relative(self, file: str) -> str:
        return posixpath.relpath(file, posixpath.dirname(self._file))

    def _refused(self, url: str) -> str:
        self.findings.append(warning("import-bad-link", self._place, link=url[:200]))
        return ""


def _in_brackets(address: str) -> str:
    """An address that can stand in the round brackets of a Markdown link."""
    return address.replace("(", "%28").replace(")", "%29").replace("*", "%2A").replace("[", "%5B").replace("]", "%5D")
