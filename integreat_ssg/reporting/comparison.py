"""A change of the content in Markdown, ready to be a comment below a pull request: before and after."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import PurePosixPath

from integreat_ssg.comparison import Comparison
from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.model.sizes import KILOBYTE
from integreat_ssg.model.standing import Coverage, State
from integreat_ssg.reporting.printable import printable
from integreat_ssg.reporting.sentences import hint, message, severity_name

MOST = 40
"""How many findings are told one by one; services take comments of some 65,000 characters."""

_WORDS = {
    "en": {
        "title": "What this change does to the guide",
        "lead": "Changed files: {files}. New findings: {new}. Mended: {mended}.",
        "new": "New",
        "mended": "Mended",
        "more": "… and {count} more.",
        "translations": "Translations",
        "same translations": "The state of translations is as it was.",
        "translation columns": "region | language | current | outdated | by machine | missing",
        "size": "Size on a phone",
        "same size": "What phones load is as large as it was.",
        "size columns": "region | set | before | now | budget",
        "over": "over budget",
    },
    "de": {
        "title": "Was diese Änderung am Wegweiser bewirkt",
        "lead": "Geänderte Dateien: {files}. Neue Befunde: {new}. Behoben: {mended}.",
        "new": "Neu",
        "mended": "Behoben",
        "more": "… und {count} weitere.",
        "translations": "Übersetzungen",
        "same translations": "Der Stand der Übersetzungen ist wie zuvor.",
        "translation columns": "Region | Sprache | aktuell | veraltet | maschinell | fehlend",
        "size": "Größe auf dem Handy",
        "same size": "Was Handys laden, ist so groß wie zuvor.",
        "size columns": "Region | Satz | vorher | jetzt | Budget",
        "over": "über dem Budget",
    },
}
_STATES = (State.CURRENT, State.OUTDATED, State.MACHINE, State.MISSING)
_SPECIAL = re.compile(r"([\\`*_\[\]|~#!])")


def comparison_markdown(comparison: Comparison, language: str, prefix: str) -> str:
    """The whole comment in "de" or "en". `prefix` is the content folder as seen from the root of the repository.

    Nothing that content says can become markup, a link or a mention in it.
    """
    words = _WORDS[language]
    new, mended = comparison.new, comparison.mended
    lead = words["lead"].format(files=len(comparison.changes.files), new=len(new), mended=len(mended))
    parts = [f"## {words['title']}", lead]
    for name, findings in (("new", new), ("mended", mended)):
        if findings:
            parts += [f"### {words[name]}", "\n".join(_told(findings, language, prefix, hints=name == "new"))]
    rows = list(_translations(comparison))
    parts += [f"### {words['translations']}", _table(words["translation columns"], rows) or words["same translations"]]
    rows = list(_sizes(comparison, words))
    parts += [f"### {words['size']}", _table(words["size columns"], rows) or words["same size"]]
    return "\n\n".join(parts)


def _told(findings: Sequence[Finding], language: str, prefix: str, *, hints: bool) -> Iterator[str]:
    worst = sorted(findings, key=lambda each: (each.severity.rank, each.order))
    for each in worst[:MOST]:
        line = f":{each.place.line}" if each.place.line else ""
        where = "`" + printable(f"{PurePosixPath(prefix, each.place.file)}{line}").replace("`", "'") + "`"
        name = severity_name(each.severity, language)
        weight = f"**{name}**" if each.severity is Severity.ERROR else name
        how = f" {_plain(hint(each, language))}" if hints else ""
        yield f"- {weight} {where}: {_plain(message(each, language))}{how}"
    if len(findings) > MOST:
        yield f"- {_WORDS[language]['more'].format(count=len(findings) - MOST)}"


def _translations(comparison: Comparison) -> Iterator[list[str]]:
    """A row for each region and language whose counts have changed, all kinds together."""
    before = {slug: _by_language(each) for slug, each in comparison.before.coverage.items()}
    for slug, each in comparison.after.coverage.items():
        for tag, counts in _by_language(each).items():
            then = before.get(slug, {}).get(tag, {})
            if counts != then:
                yield [slug, tag, *(_step(then.get(state, 0), counts.get(state, 0)) for state in _STATES)]


def _by_language(listed: Iterable[Coverage]) -> dict[str, dict[State, int]]:
    found: dict[str, dict[State, int]] = {}
    for each in listed:
        held = found.setdefault(each.language, {})
        for state, count in each.counts.items():
            held[state] = held.get(state, 0) + count
    return found


def _sizes(comparison: Comparison, words: Mapping[str, str]) -> Iterator[list[str]]:
    for slug, sizes in comparison.after.sizes.items():
        before = {each.name: each.size for each in comparison.before.sizes.get(slug, ())}
        for each in sizes:
            then, now = (f"{size / KILOBYTE:.1f} kB" for size in (before.get(each.name, 0), each.size))
            if then != now:
                over = f", **{words['over']}**" if each.size > each.budget else ""
                yield [slug, each.name, then, now, f"{each.budget // KILOBYTE} kB{over}"]


def _step(before: int, now: int) -> str:
    return str(now) if before == now else f"{before} → {now}"


def _table(columns: str, rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [columns, " | ".join(["---"] * len(rows[0])), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines)


def _plain(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, nobody mentioned, no address made a link."""
    safe = _SPECIAL.sub(r"\\\1", escape(printable(text), quote=False))
    return safe.replace("@", "&#64;").replace("://", "&#58;//").replace("www.", "www&#46;")
