"""After "saved" the host is gone: the search finds all the same, with excerpts, and over the bridge from German to Arabic."""

from urllib.parse import quote

from tests.offline_browsers.reader import Reader
from tests.offline_browsers.results import Record

HITS = """[...document.querySelectorAll('[data-part="hits"] a')].map((link) => link.textContent)"""
EXCERPT = """document.querySelector('[data-part="hits"] .excerpt')?.textContent"""
MARKED = """document.querySelector('[data-part="hits"] .excerpt mark')?.textContent"""
BRIDGE = """document.querySelector('[data-part="hits"] .bridge') !== null"""


def test_search(saved: Reader, record: Record) -> None:
    """Words in German and in Arabic, and a German word in Arabic; and the list from A to Z."""
    for tag, query, title in (
        ("de", "Anmeldung", "Wohnsitz anmelden"),
        ("ar", "تسجيل السكن", "تسجيل السكن"),
        ("ar", "Anmeldung", "تسجيل السكن"),
    ):
        saved.open(f"{tag}/search/?q={quote(query)}")
        saved.until(f"{HITS}.slice(0, 3).includes({title!r})")
        saved.until(f"({EXCERPT} ?? '').length > 20")
        if tag == "de" or query != "Anmeldung":
            assert saved.engine.evaluate(MARKED)
        else:
            assert saved.engine.evaluate(BRIDGE)
    saved.open("de/a-z/page-2/")
    saved.until("document.querySelectorAll('.rows a').length > 40")
    record("search")
