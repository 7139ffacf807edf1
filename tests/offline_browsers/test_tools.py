"""After "saved" the host is gone: the tools of a page work all the same, with everything that they load when they are used."""

from tests.offline_browsers.reader import Reader
from tests.offline_browsers.results import Record

ARABIC = "/[\\u0600-\\u06ff]/"
PRINT = """
(() => {
  window.print = () => { window.printed = document.querySelectorAll('.further article h1').length; };
  return true;
})()
"""
"""A printer: it counts the further pages that it is given."""


def press(reader: Reader, selector: str, of: str = "document") -> None:
    """Presses something, as soon as it is there."""
    reader.until(f"Boolean({of}.querySelector({selector!r}))")
    reader.engine.evaluate(f"({of}.querySelector({selector!r}).click(), true)")


def test_tools(saved: Reader, record: Record) -> None:
    """Two languages side by side, an explained word, reading aloud or why not, and a section for the printer."""
    saved.open("ar/arrival/registration/")
    press(saved, ".tools:not([hidden]) [data-tool=beside]")
    saved.until("document.querySelectorAll('article [lang=de]').length > 5")
    assert saved.engine.evaluate("document.querySelector('article .text').textContent.includes('Wohnung')")
    press(saved, "a.term")
    saved.until("document.querySelector('dialog[open] dd')?.textContent.length > 20")
    assert saved.engine.evaluate(f"{ARABIC}.test(document.querySelector('dialog dd').textContent)")

    saved.open("de/arrival/registration/")
    saved.until("!document.querySelector('.tools').hidden")
    if saved.engine.evaluate("'speechSynthesis' in window"):
        press(saved, "[data-tool=listen]")
        saved.until("document.querySelector('.tool-panel .listening')?.textContent.length > 10")
    else:
        assert saved.engine.evaluate("document.querySelector('[data-tool=listen]') === null")

    saved.open("de/arrival/")
    saved.engine.evaluate(PRINT)
    press(saved, ".tools:not([hidden]) [data-tool=print]")
    press(saved, ".tool-panel button:nth-of-type(2)")
    saved.until("window.printed > 1")
    assert saved.engine.evaluate("document.querySelectorAll('article .printed .qr path').length") == 4, (
        "codes made here"
    )
    record("tools")
