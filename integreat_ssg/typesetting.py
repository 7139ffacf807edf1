"""A book to a PDF: tagged for screen readers (PDF/UA-1), with page numbers, made without a network and without a clock.

Only this module knows WeasyPrint, an optional extra; it is imported when a PDF is wanted.
"""

import hashlib
import mimetypes
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from PIL import ImageFile

from integreat_ssg.errors import WorldError

_SITE = "https://site.invalid/"
"""Where the book stands for the typesetter; RFC 2606 keeps the name free for ever."""
_MISSING = (
    "PDF files are made by WeasyPrint, which is not installed: {reason}. "
    "Install it with `pip install 'integreat-ssg[pdf]'`, the system's library Pango (on Debian `apt install libpango-1.0-0 "
    "libpangoft2-1.0-0`), and fonts for all scripts of the guide (`fonts-noto-core`, for Chinese `fonts-noto-cjk`)."
)


def typeset(book: str, read: Callable[[str], bytes | None]) -> bytes:
    """`book`, a complete HTML file, as a PDF; `read` gives the site's files that it shows, by their paths.

    The same book gives the same bytes, with the same version of WeasyPrint and the same fonts. Raises WorldError where what
    makes PDFs is not installed.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as problem:  # OSError: a library of the system's is missing
        reason = str(problem).partition("\n")[0].rstrip(".")
        raise WorldError(_MISSING.format(reason=reason)) from problem
    ImageFile.LOAD_TRUNCATED_IMAGES = (
        False  # WeasyPrint turns it on for the whole program, and damaged pictures pass for whole
    )

    class SiteFiles(URLFetcher):  # type: ignore[misc, unused-ignore]
        """Gives out the site's own files and nothing else: a book cannot ask the network or the disk."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            name = unquote(urlsplit(url).path).lstrip("/")
            data = read(name) if url.startswith(_SITE) else None
            if data is None:
                raise ValueError(f"{url} is no file of this site")
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    document = HTML(string=_isolated(book), base_url=_SITE, url_fetcher=SiteFiles())
    identifier = hashlib.sha256(book.encode()).digest()[:16]
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier))


def _isolated(book: str) -> str:
    """`book` with Unicode's isolates where HTML has `<bdi>`, which WeasyPrint does not know: a postcode stays before its town
    in a text from right to left (UAX 9, 2.4)."""
    return re.sub(r"(<bdi\b[^>]*>)", "\\1\u2068", book).replace("</bdi>", "\u2069</bdi>")
