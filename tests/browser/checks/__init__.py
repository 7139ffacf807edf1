"""What a good page is, as functions that return problems in sentences. The tests and the gate's seeded defects share them."""

from pathlib import Path

from playwright.sync_api import Page

_FOLDER = Path(__file__).parent


def ask(page: Page, script: str, *arguments: object) -> list[str]:
    """What the function in `checks/<script>.js` answers on the page; it runs beside the page's policy, not under it."""
    answer: list[str] = page.evaluate((_FOLDER / f"{script}.js").read_text("utf-8"), list(arguments))
    return answer
