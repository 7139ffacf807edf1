"""The report's numbers are those that a second count finds in the same folder and history."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from integreat_ssg.checking.readability import readability
from tests.monitoring.conftest import DAY, run
from tests.monitoring.count import LANGUAGES, Files, Text, month_ends, sums, texts_on

TODAY = date.fromisoformat(DAY)
Past = list[tuple[date, Files]]


def figures(told: Any, slug: str) -> Any:
    """The part of the report about one region, or about all of them."""
    return next(each for each in (told["whole"], *told["regions"]) if each["slug"] == slug)


def counted(past: Past, day: date, slug: str) -> dict[tuple[str, str, str], Text]:
    """The texts of one region, or of all of them, each once."""
    return {
        key: text for region in LANGUAGES if slug in ("", region) for key, text in texts_on(day, past, region).items()
    }


def same(tally: Any, expected: dict[str, int]) -> None:
    """A tally has these numbers, and the shares that follow from them."""
    assert {name: tally[name] for name in expected} == expected
    for name, part, whole in (
        ("coverage", expected["texts"], expected["expected"]),
        ("currency", expected["texts"] - expected["outdated"], expected["texts"]),
        ("freshness", expected["fresh"], expected["texts"]),
    ):
        assert tally[name] == (100 * part // whole if whole else None)


def test_the_guide_is_worth_counting(past: Past) -> None:
    """Every state and every kind of date is there more than once, or the counts below would prove little."""
    assert len(past) > 50
    for slug in ("alpha", "beta"):
        now = sums(counted(past, TODAY, slug), TODAY)
        for name in ("outdated", "current", "missing", "overdue", "fresh"):
            assert now[name] > 1, (slug, name, now)
    assert sums(counted(past, TODAY, ""), TODAY)["machine"] > 1


@pytest.mark.parametrize("slug", ["", "alpha", "beta"])
def test_the_present(told: Any, past: Past, slug: str) -> None:
    """Texts, words, states, ages and reviews of each language and of each section are those of the folder."""
    region, texts = figures(told, slug), counted(past, TODAY, slug)
    same(region["all"], sums(texts, TODAY))
    same(region["translations"], sums({key: each for key, each in texts.items() if key[2] != "de"}, TODAY))
    for language in region["languages"]:
        spoken = {key: each for key, each in texts.items() if key[2] == language["tag"]}
        same(language["tally"], sums(spoken, TODAY))
        assert language["ages"] == ages(spoken)
    for row in region["rows"]:
        if not row["is_section"]:
            continue
        for tag, cell in row["cells"].items():
            inside = texts if slug else counted(past, TODAY, row["key"])
            same(cell, sums({key: each for key, each in inside.items() if key[2] == tag
                             and (not slug or section(key[1]) == row["key"])}, TODAY))  # fmt: skip


def section(path: str) -> str:
    """The row in which a path is counted."""
    return "start" if path in ("", "imprint", "privacy", "accessibility") else path.split("/")[0]


def ages(texts: dict[Any, Text]) -> list[int]:
    """How many are of each age; the guide's report is of the 20th, which every month has."""
    ends = [date(2026, 8, 20), date(2026, 5, 20), date(2025, 11, 20), date(2024, 11, 20)]
    found = Counter(sum(each.changed <= end for end in ends) for each in texts.values() if each.changed)
    return [*(found[number] for number in range(5)), 0]


@pytest.mark.parametrize("slug", ["", "alpha", "beta"])
def test_the_past(told: Any, past: Past, slug: str) -> None:
    """Each of the last 24 months, in each language, is as git's history has it."""
    months = figures(told, slug)["months"]
    assert [each["end"] for each in months] == [each.isoformat() for each in month_ends(TODAY)]
    for month in months:
        end = date.fromisoformat(month["end"])
        texts = counted(past, end, slug)
        same(month["all"], sums(texts, end))
        same(month["translations"], sums({key: each for key, each in texts.items() if key[2] != "de"}, end))
        for tag, tally in month["languages"].items():
            same(tally, sums({key: each for key, each in texts.items() if key[2] == tag}, end))


@pytest.mark.parametrize("slug", ["alpha", "beta"])
def test_offices_and_their_dates(told: Any, past: Past, slug: str) -> None:
    """What an office is responsible for, and what of it is due, overdue or outdated."""
    texts = counted(past, TODAY, slug)
    for duty in figures(told, slug)["duties"]:
        own = {key: each for key, each in texts.items() if each.file and each.responsible == duty["key"]}
        files = {
            "texts": {each.file for key, each in own.items() if key[2] == "de"},
            "overdue": {each.file for each in own.values() if each.review and each.review < TODAY},
            "due": {each.file for each in own.values() if each.review and TODAY <= each.review <= date(2026, 11, 30)},
            "outdated": {each.file for each in own.values() if each.outdated},
        }
        assert {name: {line["file"] for line in duty[name]} for name in files} == files
    assert {each["key"] for each in figures(told, slug)["duties"]} >= {"office", "clinic", ""}


@pytest.mark.parametrize("slug", ["alpha", "beta"])
def test_readability(told: Any, past: Past, slug: str) -> None:
    """How many German texts are easy, medium and hard, and the values of the middle one, by the formulas themselves."""
    files = past[-1][1]
    measured = []
    for (_, _, language), text in counted(past, TODAY, slug).items():
        if language == "de" and text.file:
            lines = [line.strip("- ") for line in files[text.file].split("---\n", 2)[2].split("\n")]
            found = readability("\n".join(line for line in lines if line and not line.startswith("#")), "de")
            measured += [(found.flesch, found.wiener, found.lix)] if found.words >= 40 else []
    (german,) = figures(told, slug)["readability"]
    assert len(measured) > 3
    assert german["easy"] == sum(flesch >= 60 for flesch, _, _ in measured)
    assert german["hard"] == sum(flesch < 40 for flesch, _, _ in measured)
    assert german["easy"] + german["medium"] + german["hard"] == len(measured)
    middle = [round(median(values), 1) for values in zip(*measured, strict=True)]
    assert [german["flesch"], german["wiener"], german["lix"]] == middle
    assert [flesch for _, flesch in german["hardest"]] == sorted(flesch for flesch, _, _ in measured)[:10]


def test_findings_and_sizes_are_those_of_their_commands(told: Any, guide: Path) -> None:
    """`check` and `size` say the same of the same folder."""
    where = ("--content", guide / "content", "--date", DAY)
    findings = json.loads(run("check", *where, "--format", "json", folder=guide))["findings"]
    kinds = {each["code"]: each for each in told["whole"]["findings"]}
    assert {code: each["count"] for code, each in kinds.items()} == Counter(each["code"] for each in findings)
    assert {code: each["files"] for code, each in kinds.items()} == {
        code: len({each["file"] for each in findings if each["code"] == code}) for code in kinds
    }
    for region in json.loads(run("size", *where, "--json", folder=guide)):
        sizes = {each["name"]: each["size"] for each in region["sets"]}
        told_sizes = {f"text/{each['tag']}": each["phone"] for each in figures(told, region["slug"])["languages"]}
        assert told_sizes == {name: size for name, size in sizes.items() if name.startswith("text/")}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """A file for spreadsheets."""
    with (folder / f"csv/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_spreadsheets_have_the_same_numbers(folder: Path, told: Any) -> None:
    """Each row of the files is what the JSON says, and no row is missing."""
    months = {(each["region"], each["month_end"], each["language"]): each for each in table(folder, "months")}
    coverage = {(each["region"], each["row"], each["language"]): each for each in table(folder, "coverage")}
    languages = {(each["region"], each["language"]): each for each in table(folder, "languages")}
    expected_months, expected_coverage, expected_languages = {}, {}, {}
    for region in (told["whole"], *told["regions"]):
        for month in region["months"]:
            tallies = {"all": month["all"], "translations": month["translations"], **month["languages"]}
            expected_months |= {(region["slug"], month["end"], key): each for key, each in tallies.items()}
        for row in region["rows"]:
            expected_coverage |= {(region["slug"], row["key"], tag): each for tag, each in row["cells"].items()}
        expected_languages |= {(region["slug"], each["tag"]): each["tally"] for each in region["languages"]}
    for rows, expected in ((months, expected_months), (coverage, expected_coverage), (languages, expected_languages)):
        assert rows.keys() == expected.keys()
        for key, tally in expected.items():
            assert {name: rows[key][name] for name in tally} == {
                name: "" if value is None else str(value) for name, value in tally.items()
            }
    contacts = {(each["region"], each["contact"]): each for each in table(folder, "contacts")}
    for region in told["regions"]:
        for duty in region["duties"]:
            for name in ("texts", "due", "overdue", "outdated", "broken"):
                assert contacts[region["slug"], duty["key"]][name] == str(len(duty[name]))
        listed = [each for each in table(folder, "texts") if each["region"] == region["slug"]]
        assert Counter(each["why"] for each in listed)["outdated"] == len(region["outdated"])
