"""After "saved" the host is gone: pages are kept, listed and shared all the same, in any language that is saved."""

from collections.abc import Callable

from tests.browser.checks.messages import said
from tests.offline_browsers.reader import Reader
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import Release, Sites

PRESSED = "document.querySelector('[data-tool=keep]')?.getAttribute('aria-pressed')"
TITLES = "[...document.querySelectorAll('.kept div > a')].map((link) => link.textContent)"


def press(reader: Reader, selector: str) -> None:
    """Presses a button, as soon as it is there."""
    reader.until(f"Boolean(document.querySelector({selector!r}))")
    reader.engine.evaluate(f"(document.querySelector({selector!r}).click(), true)")


def test_kept_and_shared(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """The button, the list with what it tells of a place, its further languages, and the QR code come from what is saved."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save("text/de", "text/ar")
    reader.host.stop()
    for path in ("de/places/migration-counselling/", "de/rights/counselling/"):
        reader.open(path)
        reader.until(f"{PRESSED} === 'false'")
        press(reader, "[data-tool=keep]")
        reader.until(f"{PRESSED} === 'true'")
        told = said("de", "Kept. It stays on this device.")
        reader.until(f"document.querySelector('.tools [role=status]').textContent.includes({told!r})")
    press(reader, "[data-tool=share]")
    press(reader, ".tool-panel [aria-expanded]")
    reader.until("Boolean(document.querySelector('.qr svg path'))")
    reader.open("de/my-list/")
    reader.until("document.querySelector('.kept a[href^=\"tel:\"]') !== null")
    assert reader.engine.evaluate(TITLES) == ["Migrationsberatung Landkreis Lüneburg", "Beratung und Schutz"]
    assert reader.engine.evaluate("getComputedStyle(document.querySelector('.kept > li')).display") == "flex", (
        "its style"
    )
    reader.open("ar/my-list/")
    reader.until(f"{TITLES}.length === 2 && {TITLES}.every((title) => /[\\u0600-\\u06ff]/.test(title))")
    assert reader.engine.evaluate("document.querySelectorAll('.kept .gone:not([hidden])').length") == 0
    record("kept")
