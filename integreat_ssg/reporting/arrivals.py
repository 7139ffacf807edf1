"""What an import brought, as a table for the person at the terminal."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class Row(Protocol):
    """A kind of thing with its numbers."""

    @property
    def kind(self) -> str:
        """One of the kinds below."""

    @property
    def came(self) -> int:
        """How many came in."""

    @property
    def changed(self) -> int:
        """In how many something changed form."""

    @property
    def left_out(self) -> int:
        """How many were left out."""


_KINDS = {
    "pages": {"en": "pages, in their languages", "de": "Seiten, in ihren Sprachen"},
    "news": {"en": "news, in their languages", "de": "Neuigkeiten, in ihren Sprachen"},
    "imprint": {"en": "imprint, in its languages", "de": "Impressum, in seinen Sprachen"},
    "places": {"en": "places", "de": "Orte"},
    "events": {"en": "events", "de": "Veranstaltungen"},
    "contacts": {"en": "contacts", "de": "Kontakte"},
    "organisations": {"en": "organisations", "de": "Organisationen"},
    "offers": {"en": "pages with offers", "de": "Seiten mit Angeboten"},
    "media": {"en": "pictures and documents", "de": "Bilder und Dokumente"},
    "region": {"en": "the region's own settings", "de": "Einstellungen der Region"},
    "fallbacks": {"en": "texts shown in another language only", "de": "nur in anderer Sprache gezeigte Texte"},
}
_HEAD = {"en": ("", "came in", "changed form", "left out"), "de": ("", "übernommen", "andere Form", "weggelassen")}
_FATES = {
    "new": {"en": "new", "de": "neu"},
    "updated": {"en": "updated", "de": "aktualisiert"},
    "merged": {"en": "joined with changes made here", "de": "mit hiesigen Änderungen vereint"},
    "moved": {"en": "moved", "de": "umgezogen"},
    "removed": {"en": "removed", "de": "entfernt"},
    "kept": {"en": "kept as they are here", "de": "wie hier geblieben"},
    "same": {"en": "as they were", "de": "unverändert"},
    "open": {"en": "waiting for a decision", "de": "noch zu entscheiden"},
}
_DRY = {"en": "Nothing was written.", "de": "Nichts wurde geschrieben."}


def arrival_table(rows: Sequence[Row], language: str) -> str:
    """The table in "de" or "en"; numbers stand below one another."""
    lines: list[tuple[str, ...]] = [_HEAD[language]]
    lines += [
        (_KINDS[row.kind][language], *(str(each) for each in (row.came, row.changed, row.left_out))) for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    return "\n".join(
        "  ".join((line[0].ljust(widths[0]), *(line[column].rjust(widths[column]) for column in (1, 2, 3)))).rstrip()
        for line in lines
    )


def fate_line(region: str, fates: Mapping[str, int], language: str, *, dry: bool = False) -> str:
    """How many files became what, in one sentence; `dry` where none was written."""
    told = ", ".join(f"{fates[fate]} {words[language]}" for fate, words in _FATES.items() if fates.get(fate))
    return f"{region}: {told or '–'}." + (f" {_DRY[language]}" if dry else "")
