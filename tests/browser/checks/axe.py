"""axe-core in the page: its violations, and what it could not decide."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

UNDECIDED: dict[tuple[str, str, str], str] = {
    ("color-contrast", "<", "due to a background gradient"): (
        "The shade at the edges of a table that scrolls, and the arcade below the banner. test_appearance.py measures every"
        " colour of text on the darkest of the shade; no text stands on the arcade."
    ),
    ("color-contrast", "<", "overlapped by another element"): "Text under a menu that is open above it.",
    ("color-contrast", '<input id="name"', "Element has no value"): "An empty field; its letters are --ink on --paper.",
    ("color-contrast", '<input type="search" id="q"', "Element has no value"): "Likewise.",
    (
        "color-contrast",
        "<text",
        "contains an image node",
    ): "A name on the map. test_map.py measures it on all that is below.",
    ("color-contrast", "<text", "too short"): "A number on the map; likewise.",
    ("color-contrast", '<b class="number"', "too short"): "The same number in the list; likewise.",
    ("color-contrast", "<t", "partially obscured by another element"): (
        "Cells that stand outside the visible part of a table that scrolls. Their colours are those of the cells inside,"
        " which axe sees at 1280 px, and test_appearance.py measures them as pairs."
    ),
    ("color-contrast", "<l", "partially obscured by another element"): (
        "Legends and labels outside of the visible part of the display settings, which scroll on a small screen; in the colours"
        " of those inside."
    ),
    ("color-contrast", '<button type="button" class="tool">', "partially obscured by another element"): "Likewise.",
}
"""(rule, how the element's HTML begins, part of the message) to the reason why it is right although axe cannot tell."""

_RUN = """
(tags) => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, preload: false, resultTypes: ['violations', 'incomplete'],
})
"""


def axe_problems(page: Page) -> list[str]:
    """Violations of WCAG 2.2 AA and of best practice, and doubts that `UNDECIDED` does not explain."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    results: dict[str, Any] = page.evaluate(_RUN, list(TAGS))
    problems = [
        f"axe {rule['id']}: {rule['help']}: {node['target']} {_shortened(node['html'])} {_why(node)}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]
    problems += [
        f"axe is not sure of {rule['id']}: {node['target']} {_shortened(node['html'])} {_why(node)}"
        for rule in results["incomplete"]
        for node in rule["nodes"]
        if not any(
            rule["id"] == name and node["html"].startswith(start) and part in _why(node)
            for name, start, part in UNDECIDED
        )
    ]
    return problems


def _shortened(html: str) -> str:
    return html if len(html) < 200 else f"{html[:200]}…"


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])[:300]
