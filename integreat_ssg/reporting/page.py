"""Findings as a page, for the browser of somebody who edits with `serve`."""

from collections.abc import Sequence
from html import escape

from integreat_ssg.model.findings import Finding
from integreat_ssg.reporting.sentences import hint, message

_WORDS = {
    "en": {
        "title": "Findings",
        "lead": "The last good site stands. This page goes away by itself when everything is mended.",
        "old": "Show the last good page",
        "error": "error",
        "warning": "warning",
        "note": "note",
    },
    "de": {
        "title": "Befunde",
        "lead": "Die letzte fehlerfreie Fassung bleibt stehen. Diese Seite verschwindet von selbst, sobald alles behoben ist.",
        "old": "Letzte fehlerfreie Seite zeigen",
        "error": "Fehler",
        "warning": "Warnung",
        "note": "Hinweis",
    },
}


def findings_page(findings: Sequence[Finding], language: str, fault: str, style: str, old: str) -> str:
    """A complete HTML document; `fault` is a failure of the whole build or empty, `style` and `old` are URLs.

    Nothing in it is trusted: file names and details of findings are escaped.
    """
    words = _WORDS[language]
    rows = "".join(
        f'<li class="{each.severity}"><p class="where"><code>{escape(each.place.file)}'
        f"{f':{each.place.line}' if each.place.line else ''}</code> <strong>{words[each.severity]}</strong></p>"
        f'<p>{escape(message(each, language))}</p><p class="hint">{escape(hint(each, language))}</p></li>'
        for each in findings
    )
    trouble = f'<p class="error">{escape(fault)}</p>' if fault else ""
    link = f'<p><a href="{escape(old)}">{words["old"]}</a></p>' if old else ""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{words["title"]}</title>'
        f'<link rel="stylesheet" href="{escape(style)}"></head><body><main><h1>{words["title"]}</h1>'
        f"<p>{words['lead']}</p>{trouble}{link}<ol>{rows}</ol></main></body></html>"
    )
