"""What becomes of findings: each weighs what its folder says, and is told unless somebody has excused it.

A folder decides about the files in it, so that a shared text weighs the same in every region that shows it. What a rule calls
an error would reach readers as something broken; it stays one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from integreat_ssg.checking.codes import ALWAYS_ERRORS, WEIGHED
from integreat_ssg.model.content import Content
from integreat_ssg.model.excuses import Excuse, Excused
from integreat_ssg.model.findings import Finding, Place, Severity, warning
from integreat_ssg.spelling import nearest


@dataclass(frozen=True)
class Weighed:
    """What is told, and what somebody has excused."""

    findings: tuple[Finding, ...] = ()
    excused: tuple[Excused, ...] = ()

    def __add__(self, other: "Weighed") -> "Weighed":
        return Weighed(self.findings + other.findings, self.excused + other.excused)


def weighed(contents: Sequence[Content], findings: Iterable[Finding]) -> Weighed:
    """The findings of some regions of a site as their folders want them."""
    rules = {slug: settings.rules for content in contents for slug, settings in content.folders.items()}
    everywhere = contents[0].site.rules if contents else {}
    return weigh(findings, everywhere, rules, sorted({each for content in contents for each in content.excuses}))


def weigh(
    findings: Iterable[Finding],
    everywhere: Mapping[str, str],
    folders: Mapping[str, Mapping[str, str]],
    excuses: Sequence[Excuse] = (),
) -> Weighed:
    """`everywhere` and `folders` say how much a code weighs, by code, and by folder and code: "off", "note", "warning" or
    "error"; what a folder does not say, everywhere says, and then the rule itself."""
    by_file: dict[str, list[Excuse]] = {}
    for excuse in excuses:
        if excuse.reason:
            by_file.setdefault(excuse.file, []).append(excuse)
    told: list[Finding] = []
    excused: list[Excused] = []
    for finding in findings:
        if finding.severity is Severity.ERROR:
            told.append(finding)
            continue
        reason = next((each for each in by_file.get(finding.place.file, ()) if each.covers(finding)), None)
        if reason:
            excused.append(Excused(finding, reason))
            continue
        said = folders.get(finding.place.file.partition("/")[0], {})
        weight = said.get(finding.code) or everywhere.get(finding.code) or finding.severity.value
        if weight != "off":
            told.append(replace(finding, severity=Severity(weight)))
    return Weighed(tuple(told), tuple(excused))


def named_rules(content: Content, _: date | None) -> Iterator[Finding]:
    """Settings and excuses name codes that are there and that can weigh less, and excuses say why."""
    for slug, settings in content.folders.items():
        for code in settings.rules:
            yield from _named(code, content.at(f"{slug}/region.yaml", "rules", code))
    for code in content.site.rules:
        yield from _named(code, content.at("site.yaml", "rules", code))
    for excuse in content.excuses:
        yield from _named(excuse.code, excuse.place)
        if not excuse.reason:
            yield warning("excuse-without-reason", excuse.place, rule=excuse.code)


def _named(code: str, place: Place) -> Iterator[Finding]:
    if code in ALWAYS_ERRORS:
        yield warning("rule-is-always-error", place, rule=code)
    elif code not in WEIGHED:
        yield warning("unknown-rule", place, rule=code, nearest=nearest(code, WEIGHED))


def unused_excuses(excuses: Iterable[Excuse], used: Iterable[Excuse], *, left_out: frozenset[str]) -> list[Finding]:
    """Excuses of nothing: what they excused has been mended. Of the codes that are `left_out` nothing was looked for."""
    still = set(used)
    return [
        warning("excuse-of-nothing", each.place, rule=each.code)
        for each in sorted(set(excuses) - still)
        if each.reason and each.code in WEIGHED and each.code not in left_out
    ]
