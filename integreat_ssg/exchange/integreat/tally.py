"""The table at the end of an import: of each kind of thing how many came in, changed form, or were left out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from integreat_ssg.model.findings import Finding, Severity

KINDS = ("pages", "news", "imprint", "places", "events", "contacts", "organisations", "offers", "media", "region")
CHANGED = frozenset(("import-changed-form", "import-plain-text", "import-title-cut", "import-start-moved",
                     "import-link-to-place", "import-no-alt", "import-parent-missing", "import-offer-form",
                     "import-encoding", "import-characters"))  # fmt: skip
"""Codes that say that something is there in another form; the other codes of an import say that something is not there."""
TOLD = frozenset(
    (
        "import-conflict",
        "import-name-taken",
        "import-deleted-here",
        "import-gone",
        "import-settings-changed",
        "import-absent",
    )
)
"""Codes that say neither."""
_LISTS = {
    "locations": "places",
    "location-categories": "places",
    "extras": "offers",
    "disclaimer": "imprint",
    "fcm": "news",
}


@dataclass(frozen=True, slots=True)
class Row:
    """Of one kind: what came in, the files or lists in which something changed form, and what was left out."""

    kind: str
    came: int
    changed: int
    left_out: int


def table(came: Mapping[str, int], fallbacks: int, findings: Iterable[Finding], region: str) -> tuple[Row, ...]:
    """The rows of all kinds of which there was anything, and one for texts that only showed another language's."""
    changed: dict[str, set[str]] = {}
    left: Counter[str] = Counter()
    for each in findings:
        kind = _kind(each.place.file, region)
        if each.code in CHANGED:
            changed.setdefault(kind, set()).add(each.place.file)
        elif each.code not in TOLD:
            left[kind] += int(dict(each.details).get("count", "1")) if each.severity is Severity.NOTE else 1
    rows = [Row(kind, came.get(kind, 0), len(changed.get(kind, ())), left[kind]) for kind in KINDS]
    shown = [Row("fallbacks", 0, 0, fallbacks)] if fallbacks else []
    return tuple(each for each in rows if each.came or each.changed or each.left_out) + tuple(shown)


def _kind(file: str, region: str) -> str:
    """The kind of thing that a file of ours, or a list of the source, holds."""
    parts = file.strip("/").split("/")
    if parts[0] == "media" or "media" in parts[1:2]:
        return "media"
    inner = parts[1:] if parts[0] == region or len(parts) > 2 else parts
    names = [_LISTS.get(each.partition(".")[0], each.partition(".")[0]) for each in inner]
    if inner[:1] and names[0] in ("contacts", "organisations", "places", "events", "region"):
        return names[0]
    if file.endswith("region.yaml") or "regions" in parts or file == "site.yaml" or len(inner) < 2:
        return "region"
    return names[1] if names[1] in ("news", "imprint", "places", "events", "offers") else "pages"
