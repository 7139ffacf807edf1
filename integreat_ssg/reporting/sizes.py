"""What a phone has to load for a region, in words: one line after a build, a list for `size`."""

from collections.abc import Iterator, Sequence

from integreat_ssg.model.sizes import KILOBYTE, SetSize

_WORDS = {
    "en": {
        "phone": "  A phone loads: {sets}.",
        "base": "base {sizes} of {budget} kB",
        "text": "text {sizes} of {budget} kB",
        "pictures": "pictures {sizes} of {budget} kB",
        "files": "files {sizes} of {budget} kB",
        "map": "map {sizes} of {budget} kB",
        "set": "  {name:<12} {size:>9.1f} kB of {budget:>6} kB",
        "over": "  over budget",
        "none": "  Nothing is saved on phones.",
    },
    "de": {
        "phone": "  Ein Handy lädt: {sets}.",
        "base": "Grundlage {sizes} von {budget} kB",
        "text": "Texte {sizes} von {budget} kB",
        "pictures": "Bilder {sizes} von {budget} kB",
        "files": "Dateien {sizes} von {budget} kB",
        "map": "Karte {sizes} von {budget} kB",
        "set": "  {name:<12} {size:>9.1f} kB von {budget:>6} kB",
        "over": "  über dem Budget",
        "none": "  Auf Handys wird nichts gespeichert.",
    },
}


def phone_line(sizes: Sequence[SetSize], language: str) -> str:
    """All sets with their budgets in one line in "de" or "en", the languages side by side; empty where there are none."""
    words = _WORDS[language]
    told: dict[str, list[str]] = {}
    budgets = {}
    for each in sizes:
        kind, _, tag = each.name.partition("/")
        told.setdefault(kind, []).append(f"{tag} {_kilobytes(each.size)}".lstrip())
        budgets[kind] = each.budget // KILOBYTE
    sets = [words[kind].format(sizes=", ".join(each), budget=budgets[kind]) for kind, each in told.items()]
    return words["phone"].format(sets="; ".join(sets)) if sets else ""


def size_lines(sizes: Sequence[SetSize], language: str) -> Iterator[str]:
    """A line for each set in "de" or "en", and below it one for each of its largest files."""
    words = _WORDS[language]
    if not sizes:
        yield words["none"]
    for each in sizes:
        line = words["set"].format(name=each.name, size=each.size / KILOBYTE, budget=each.budget // KILOBYTE)
        yield line + (words["over"] if each.size > each.budget else "")
        yield from (f"  {share.size / KILOBYTE:>22.1f} kB  {share.path}" for share in each.largest)


def _kilobytes(size: int) -> str:
    return f"{size / KILOBYTE:.0f}"
