"""How much findings weigh, and what is excused: by folder, by file, by block, with a reason."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.checking.codes import ALWAYS_ERRORS, WEIGHED
from integreat_ssg.inspection import check
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reporting.formats import as_json, as_text
from tests.conftest import Files
from tests.reporting.codes_in_source import code_lists, codes_in_source

TODAY = date(2026, 11, 28)
REGION = "kind: town\nname: Town\nlanguages: [de]\n"
BASE: Files = {
    "site.yaml": "title: Guide\nregions: [town]\n",
    "town/region.yaml": REGION,
    **{
        f"town/de/{name}.md": f"---\ntitle: {name}\n---\nText.\n"
        for name in ("index", "imprint", "privacy", "accessibility")
    },
}
A = "town/de/a.md"
TWO = "---\ntitle: T\n---\n[hier](index.md)\n\n[hier](index.md)\n"
HIDDEN = "link-says-nothing"

Check = Callable[..., BuildResult]


def told(result: BuildResult, without: tuple[str, ...] = ("no-git",)) -> list[tuple[str, str, str, int]]:
    return [
        (str(each.severity), each.code, each.place.file, each.place.line)
        for each in result.all_findings
        if each.code not in without
    ]


@pytest.mark.parametrize(
    ("site", "region", "expected"),
    [
        ("", "", "warning"),
        ("note", "", "note"),
        ("note", "error", "error"),
        ("off", "", None),
        ("off", "warning", "warning"),
    ],
)
def test_region_over_site_over_rule(check_site: Check, site: str, region: str, expected: str | None) -> None:
    """The nearest that says something decides."""
    files = {**BASE, A: TWO}
    files["site.yaml"] += f"rules: {{{HIDDEN}: {site}}}\n" if site else ""  # type: ignore[operator]
    files["town/region.yaml"] += f"rules: {{{HIDDEN}: {region}}}\n" if region else ""  # type: ignore[operator]
    found = told(check_site(files, today=TODAY))
    assert found == ([(expected, HIDDEN, A, line) for line in (4, 6)] if expected else [])


def test_a_folder_decides_about_its_own_files(check_site: Check) -> None:
    """A shared text weighs the same in all regions, and is told once."""
    files = {
        **BASE,
        "site.yaml": "title: Guide\nregions: [town, city]\n",
        "town/region.yaml": REGION + f"inherits: [land]\nrules: {{{HIDDEN}: error}}\n",
        "city/region.yaml": REGION + f"inherits: [land, town]\nrules: {{{HIDDEN}: off}}\n",
        "land/region.yaml": f"kind: shared\nname: Land\nlanguages: [de]\nrules: {{{HIDDEN}: note}}\n",
        "land/de/shared.md": TWO,
    }
    assert told(check_site(files, today=TODAY)) == [("note", HIDDEN, "land/de/shared.md", line) for line in (4, 6)]


@pytest.mark.parametrize(
    ("rule", "code", "nearest"),
    [
        ("link-says-nothin", "unknown-rule", HIDDEN),
        ("zebra", "unknown-rule", ""),
        ("broken-link", "rule-is-always-error", None),
    ],
)
def test_rules_that_cannot_be_set_are_told(check_site: Check, rule: str, code: str, nearest: str | None) -> None:
    """In site.yaml, in region.yaml and in excuses, each in its line."""
    files = {
        **BASE,
        "site.yaml": f"title: Guide\nregions: [town]\nrules:\n  {rule}: off\n",
        "town/region.yaml": REGION + f"rules: {{{rule}: off}}\n",
        A: f"---\ntitle: T\nexcuses:\n  {rule}: so\n---\nText.\n",
    }
    result = check_site(files, today=TODAY)
    assert told(result) == [
        ("warning", code, "site.yaml", 4),
        ("warning", code, A, 4),
        ("warning", code, "town/region.yaml", 4),
    ]
    if nearest is not None:
        assert {dict(each.details)["nearest"] for each in result.all_findings if each.code == code} == {nearest}


def test_an_error_stays_one(check_site: Check) -> None:
    """Neither a setting nor an excuse lets a broken link through."""
    files = {**BASE, A: "---\ntitle: T\nexcuses: {broken-link: so}\n---\n[weg](gone.md)\n"}
    files["site.yaml"] += "rules: {broken-link: off}\n"  # type: ignore[operator]
    assert ("error", "broken-link", A, 5) in told(check_site(files, today=TODAY))


def test_a_note_made_an_error_keeps_the_region_from_being_written(make_job: Callable[..., Job]) -> None:
    """Where the rule is one that builds ask."""
    job = make_job({**BASE, "town/contacts/office.yaml": "name: Amt\nphones: [{number: +49 5321 1234}]\n"})
    assert build(job).regions[0].written
    (job.content / "town/region.yaml").write_text(REGION + "rules: {contact-unused: error}\n")
    assert build(job).regions[0].written is None


BLOCK = f"<!-- excuse: {HIDDEN}: Der Satz davor sagt es -->\n"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (BLOCK + "[hier](index.md)\n\n[hier](index.md)\n", [7]),
        (BLOCK + "\n[hier](index.md)\n\n[hier](index.md)\n", [8]),
        ("[hier](index.md)\n\n" + BLOCK + "[hier](index.md)\n", [4]),
        (BLOCK + "- [hier](index.md)\n- [mehr](index.md)\n\nText [hier](index.md)\n", [8]),
        (BLOCK + "| a | b |\n|---|---|\n| [hier](index.md) | b |\n", []),
        (f"<!--\nexcuse: {HIDDEN}:\nzwei Zeilen\n-->\n[hier](index.md)\n", []),
        ("```\n" + BLOCK + "```\n\n[hier](index.md)\n", [8]),
    ],
)
def test_a_comment_excuses_the_block_below(check_site: Check, body: str, lines: list[int]) -> None:
    """That block and no other; one in an example of code is none."""
    result = check_site({**BASE, A: f"---\ntitle: T\n---\n{body}"}, today=TODAY)
    assert told(result) == [("warning", HIDDEN, A, line) for line in lines]


def test_whole_files_are_excused_in_their_head(check_site: Check) -> None:
    """Pages, contacts, places, media, settings, and a term among others."""
    term = "term: {de: W%s}\n  explanation: {de: E}\n"
    files = {
        **BASE,
        A: TWO.replace("title: T\n", f"title: T\nexcuses: {{{HIDDEN}: so}}\n"),
        "town/contacts/office.yaml": "name: Amt\nexcuses: {contact-unused: bald}\nphones: [{number: +49 5321 1234}]\n",
        "town/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "town/media/a.svg.yaml": "excuses: {unused-media: bald}\n",
        "town/events/past.yaml": "title: Fest\nstart: 2020-01-01\nexcuses: {event-is-over: Archiv}\n",
        "town/glossary.yaml": "a:\n  " + (term % 1) + "  excuses: {term-unused: bald}\nb:\n  " + (term % 2),
    }
    result = check_site(files, today=TODAY)
    assert told(result) == [("note", "term-unused", "town/glossary.yaml", 5)]
    assert [each.finding.code for each in result.all_excused] == [
        "contact-unused", HIDDEN, HIDDEN, "event-is-over", "term-unused", "unused-media",
    ]  # fmt: skip
    assert as_text(result.all_findings, "en", excused=result.all_excused).endswith(", 6 excused")
    assert json.loads(as_json(result.all_findings, "de", excused=result.all_excused))["excused"][0]["reason"] == "bald"


def test_a_list_of_excuses_is_one_mistake(check_site: Check) -> None:
    """Its numbers are no rules that somebody has misspelt."""
    listed = {A: f"---\ntitle: T\nexcuses: [{HIDDEN}]\n---\n[hier](index.md)\n"}
    assert told(check_site({**BASE, **listed}, today=TODAY)) == [
        ("error", "wrong-type", A, 3),
        ("warning", HIDDEN, A, 5),
    ]


def test_excuses_that_do_not_count(check_site: Check) -> None:
    """Without a reason, and of nothing; a build, which does not ask all rules, calls none stale."""
    files = {
        **BASE,
        A: f"---\ntitle: T\nexcuses:\n  {HIDDEN}:\n---\n[hier](index.md)\n\n<!-- excuse: {HIDDEN} -->\n[hier](index.md)\n",
        "town/de/b.md": f"---\ntitle: T\n---\nA.\n\n<!-- excuse: {HIDDEN}: war einmal -->\nText.\n",
    }
    assert told(check_site(files, today=TODAY)) == [
        ("warning", "excuse-without-reason", A, 4),
        ("warning", HIDDEN, A, 6),
        ("warning", "excuse-without-reason", A, 8),
        ("warning", HIDDEN, A, 9),
        ("warning", "excuse-of-nothing", "town/de/b.md", 6),
    ]


def test_readers_and_translators_see_nothing_of_excuses(make_job: Callable[..., Job]) -> None:
    """The page stays byte by byte the same, and no translation is outdated by one."""
    files = {**BASE, A: "---\ntitle: T\nupdated: 2026-01-01\n---\nEins [hier](index.md).\n\nZwei.\n"}
    job = make_job(files, today=TODAY)
    build(job)
    page = job.output / "town/de/a/index.html"
    before, digest = page.read_bytes(), _digest(job)
    (job.content / A).write_text(
        str(files[A]).replace("Eins", BLOCK + "Eins").replace("title", "excuses: {a: b}\ntitle")
    )
    build(job)
    assert page.read_bytes() == before
    assert _digest(job) == digest
    assert b"excuse" not in before


def _digest(job: Job) -> str:
    from integreat_ssg.reading.library import read_library

    return read_library(job.content, job.converter).folders["town"].pages["a", "de"].digest


def test_the_lists_of_codes_are_current() -> None:
    """What settings may name is what the source makes."""
    uses = codes_in_source()
    weighed = {code for code, makers in uses.weights.items() if makers - {"error"}}
    assert (set(WEIGHED), set(ALWAYS_ERRORS)) == (weighed, set(uses.weights) - weighed), (
        "codes.py is not current: run `python -m tests.reporting.codes_in_source > integreat_ssg/checking/codes.py`"
    )
    assert code_lists().count("frozenset(") == 2


def test_one_region_alone_knows_not_all_excuses(make_job: Callable[..., Job]) -> None:
    """What a shared text excuses may show in another region only."""
    files = {
        **BASE,
        "site.yaml": "title: Guide\nregions: [town, city]\n",
        "town/region.yaml": REGION + "inherits: [land]\n",
        "city/region.yaml": REGION + "inherits: [land, town]\nexclude: [none]\n",
        "land/region.yaml": "kind: shared\nname: Land\nlanguages: [de]\n",
        "land/de/none.md": f"---\ntitle: T\n---\n{BLOCK}Text.\n",
    }
    job = make_job(files, today=TODAY)
    assert "excuse-of-nothing" not in {each.code for each in check(job, ["town"]).all_findings}
    assert "excuse-of-nothing" in {each.code for each in check(job).all_findings}
