"""Each format is read as its consumer reads it."""

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from integreat_ssg.model.findings import Place, error, note, warning
from integreat_ssg.reporting.formats import FORMATS, as_github, as_gitlab, as_json, as_sarif, as_text

NASTY = "100%\r\n::error::x\x1b[31m, [y](z) {0}"
FINDINGS = (
    error("broken-link", Place("goslar/de/wohnen, heizen.md", 12, 4), target=NASTY, nearest=""),
    error("broken-link", Place("goslar/de/wohnen, heizen.md", 20, 1), target=NASTY, nearest=""),
    warning("empty-page", Place("goslar/de/arrival/index.md", 1)),
    note("no-git", Place("site.yaml")),
)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_formats_are_pure_and_printable(name: str, language: str) -> None:
    """Every format is called alike, gives the same text for findings in any order, and holds no control character."""
    text = FORMATS[name](FINDINGS, language, prefix="content", colour=False)
    assert text == FORMATS[name]([*reversed(FINDINGS), FINDINGS[0]], language, prefix="content", colour=False)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert text.encode()


@pytest.mark.parametrize("name", FORMATS)
def test_formats_speak_both_languages(name: str) -> None:
    """German and English reports differ."""
    assert FORMATS[name](FINDINGS, "de") != FORMATS[name](FINDINGS, "en")


def test_nothing_found_is_a_report_too() -> None:
    """Without findings a consumer still gets something valid."""
    assert as_text((), "de") == "Keine Befunde."
    assert as_github((), "de") == ""
    assert json.loads(as_json((), "de")) == {
        "findings": [],
        "counts": {"error": 0, "warning": 0, "note": 0},
        "excused": [],
    }
    assert json.loads(as_gitlab((), "de")) == []
    assert json.loads(as_sarif((), "de"))["runs"][0]["results"] == []


def test_text_is_read_file_by_file() -> None:
    """A line says where and what, an indented one how to mend it; unknown lines are left out; a summary ends it."""
    findings = [error("yaml-tab", Place("a.yaml", 2, 1)), note("no-git", Place("site.yaml")), FINDINGS[2]]
    lines = as_text(findings, "en", prefix="content/").splitlines()
    assert lines[0].startswith("content/a.yaml:2:1: error [yaml-tab] There is a tab")
    assert lines[1].startswith("    Replace")
    assert lines[2] == ""
    assert lines[3].startswith("content/goslar/de/arrival/index.md:1: warning [empty-page] ")
    assert lines[6].startswith("content/site.yaml: note [no-git] ")
    assert lines[-1] == "1 error, 1 warning, 1 note"


def test_text_is_coloured_only_on_request() -> None:
    """Only the severity is painted, and only where somebody asked for it."""
    assert "\x1b" not in as_text(FINDINGS, "en")
    coloured = as_text(FINDINGS, "en", colour=True)
    assert set(re.findall(r"\x1b\[(\d+)m(\w+)\x1b\[0m", coloured)) == {
        ("31", "error"),
        ("33", "warning"),
        ("34", "note"),
    }


def test_json_tells_everything() -> None:
    """Programs get place, sentences, details and counts."""
    report = json.loads(as_json(FINDINGS, "de", prefix="content"))
    assert report["counts"] == {"error": 2, "warning": 1, "note": 1}
    first = report["findings"][0]
    assert set(first) == {"code", "severity", "file", "line", "column", "message", "hint", "details"}
    assert (first["file"], first["line"], first["column"]) == ("content/goslar/de/arrival/index.md", 1, 0)
    assert report["findings"][1]["details"]["target"].startswith("100%")


def test_github_commands_are_one_line_each() -> None:
    """Percent signs, commas and colons are written so that the runner reads them back; a line 0 is left out."""
    commands = as_github(FINDINGS, "en", prefix="content/").splitlines()
    assert [command.split()[0] for command in commands] == ["::warning", "::error", "::error", "::notice"]
    assert commands[1].startswith(
        "::error file=content/goslar/de/wohnen%2C heizen.md,line=12,col=4,title=broken-link::"
    )
    assert "100%25 ::error::x" in commands[1]
    assert commands[3].startswith("::notice file=content/site.yaml,title=no-git::")


def test_gitlab_fingerprints_stay_when_lines_move() -> None:
    """Text added above a finding does not make it a new one, and two alike in one file are told apart."""
    before = json.loads(as_gitlab(FINDINGS, "en"))
    moved = [replace(each, place=replace(each.place, line=each.place.line + 7)) for each in FINDINGS]
    after = json.loads(as_gitlab(moved, "de", prefix="content"))
    assert [each["fingerprint"] for each in before] == [each["fingerprint"] for each in after]
    assert len({each["fingerprint"] for each in before}) == len(FINDINGS)


def test_gitlab_ignores_the_line_in_a_detail() -> None:
    """A doubled key names the line of the first one; that line may move as well."""
    one, other = (error("duplicate-key", Place("site.yaml", 9), key="title", line=line) for line in (2, 3))
    assert (
        json.loads(as_gitlab([one], "en"))[0]["fingerprint"] == json.loads(as_gitlab([other], "en"))[0]["fingerprint"]
    )


def test_gitlab_has_what_it_needs() -> None:
    """GitLab shows an entry only with all of these, a line of at least 1 and a severity it knows."""
    for entry in json.loads(as_gitlab(FINDINGS, "en", prefix="./content")):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        assert entry["location"]["path"].startswith("content/")


def test_sarif_has_what_its_readers_need() -> None:
    """Results point to rules by name and index, to files by relative URIs, and to regions only where a line is known."""
    report = json.loads(as_sarif(FINDINGS, "en", prefix="content"))
    assert report["version"] == "2.1.0"
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "error", "note"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert result["message"]["text"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0]["region"] == {"startLine": 1}
    assert places[1]["region"] == {"startLine": 12, "startColumn": 4}
    assert "region" not in places[3]
    uri = places[1]["artifactLocation"]["uri"]
    assert uri == "content/goslar/de/wohnen%2C%20heizen.md"
    assert unquote(uri) == f"content/{FINDINGS[0].place.file}"


def test_sarif_texts_are_taken_literally() -> None:
    """Braces are no placeholders, and words in brackets before round brackets are no link."""
    text = json.loads(as_sarif(FINDINGS, "en"))["runs"][0]["results"][1]["message"]["text"]
    assert r"\[y\](z) {{0}}" in text
