"""YAML as people write it: every value stays what it looks like, and every mistake is told with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integreat_ssg.model.findings import Finding
from integreat_ssg.reading.strict_yaml import MAX_DEPTH, parse_yaml


def plain(text: str) -> object:
    """The values of a text without mistakes."""
    node, findings = parse_yaml(text, "x.yaml")
    assert not findings, f"{text!r} gives {findings}"
    assert node is not None
    return node.plain


def mistake(text: str, first_line: int = 1) -> Finding:
    """The only finding of a text."""
    _, findings = parse_yaml(text, "x.yaml", first_line)
    assert len(findings) == 1, f"{text!r} gives {findings}"
    return findings[0]


@pytest.mark.parametrize(
    "scalar",
    [
        "01067",
        "17:00",
        "no",
        "yes",
        "on",
        "+49 4131 26",
        "1.10",
        "0x1F",
        "1e3",
        "2026-11-02",
        "true",
        ".inf",
        "<<",
        "=",
        "½",
    ],
)
def test_a_value_stays_what_was_written(scalar: str) -> None:
    """No postcode becomes a number, no time a count of seconds, no country code a boolean."""
    assert plain(f"key: {scalar}\nlist: [{scalar}]") == {"key": scalar, "list": [scalar]}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL", "''", '""', "'  '", "# only a remark"])
def test_null_and_empty_text_mean_not_set(nothing: str) -> None:
    """Browser editors write `null` and empty quotes for fields that were left empty."""
    assert plain(f"before: a\nkey: {nothing}\nafter: b") == {"before": "a", "after": "b"}


def test_null_in_quotes_is_a_word() -> None:
    """Somebody may be called Null."""
    assert plain("name: 'null'") == {"name": "null"}


@pytest.mark.parametrize("text", ["", "\n\n", "# remark\n", "---\n", "null"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    """A file with nothing in it says nothing, and that is no mistake of syntax."""
    assert plain(text) == {}


def test_positions_are_those_of_the_file() -> None:
    """Values and keys know line and column; front matter begins in the second line of its file."""
    node, _ = parse_yaml("title: A\nlist:\n  - {de: Wort}\n", "x.md", first_line=2)
    assert node is not None
    inner = node.at(("list", 0, "de"))
    assert (inner.value, inner.line, inner.column, inner.key) == ("Wort", 4, 10, (4, 6))


def test_items_that_are_not_set_do_not_shift_the_others() -> None:
    """The second item that is there is found although an empty one stands before it."""
    node, _ = parse_yaml("list:\n  - a\n  -\n  - b\n", "x.yaml")
    assert node is not None
    assert node.plain == {"list": ["a", "b"]}
    assert node.at(("list", 1)).line == 4


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", "duplicate-key", 3, 1),
        ("a: 1\nb:\n  c: 1\n  c: 2", "duplicate-key", 4, 3),
        ("a: b\nc: !!python/object:os.system rm", "yaml-tag", 2, 4),
        ("a: !Ref name", "yaml-tag", 1, 4),
        ("!x a: b", "yaml-tag", 1, 1),
        ("a: &anchor b", "yaml-alias", 1, 4),
        ("&anchor a: b", "yaml-alias", 1, 1),
        ("a: *alias", "yaml-alias", 1, 4),
        ("a: b\n*alias : c", "yaml-alias", 2, 1),
        ("a: [b, *c]", "yaml-alias", 1, 8),
        ("? [a, b]\n: c", "yaml-key", 1, 3),
        ("a: b\n---\nc: d", "yaml-documents", 2, 1),
        ("a: b\n...\nc: d", "yaml-documents", 3, 1),
        ("\ta: b", "yaml-tab", 1, 1),
        ("a:\n\tb: c", "yaml-tab", 2, 1),
        ("a:\n  b: c\n\td: e", "yaml-tab", 3, 1),
        ("a: b\ntitle: Arbeit: so geht es", "yaml-colon", 2, 14),
        ("a: b\n  c: d", "yaml-syntax", 2, 4),
        ("a: 1\ntitle: 'never closed\nb: c\n", "yaml-syntax", 2, 8),
        ('a: 1\ntitle: "never closed\nb: c\n', "yaml-syntax", 2, 8),
        ('title: "Er sagte "Hallo" gern"', "yaml-syntax", 1, 19),
        ("a: 1\nlist: [b, c\nd: e\n", "yaml-syntax", 2, 7),
        ("a: 1\nmap: {b: c\nd: e\n", "yaml-syntax", 2, 6),
        ("a: b\nc: @home", "yaml-syntax", 2, 4),
        ("a: b\nc: d\x07e", "yaml-syntax", 2, 5),
        ("a: b\nc: \x1b[31m", "yaml-syntax", 2, 4),
        ('a: b\nc: "\\u0007"', "yaml-syntax", 2, 4),
        ("- a\n- b", "not-a-mapping", 1, 1),
        ("only words", "not-a-mapping", 1, 1),
        ("a: " + "[" * MAX_DEPTH + "b" + "]" * MAX_DEPTH, "yaml-depth", 1, 4 + MAX_DEPTH),
        ("a: " + "{b: " * 5000, "yaml-depth", 1, 4 + 4 * MAX_DEPTH),
    ],
)
def test_each_mistake_has_its_code_and_place(text: str, code: str, line: int, column: int) -> None:
    """An editor is led to the very spot, and told in words for this mistake."""
    finding = mistake(text)
    assert (finding.code, finding.place.line, finding.place.column) == (code, line, column)
    assert mistake(text, first_line=2).place.line == line + 1, "front matter counts from the file's first line"


def test_depth_within_the_limit_is_read() -> None:
    """What a person nests by hand is never too deep."""
    depth = MAX_DEPTH - 1
    assert plain("a: " + "[" * depth + "b" + "]" * depth)


def test_a_colon_without_a_space_needs_no_quotes() -> None:
    """Addresses and times are written as they are."""
    assert plain("url: https://goslar.example:8080/a\ntime: 17:00") == {
        "url": "https://goslar.example:8080/a",
        "time": "17:00",
    }


def test_a_duplicate_key_names_the_first_and_keeps_it() -> None:
    """The finding says where the other one stands; the first value counts, and reading goes on."""
    node, findings = parse_yaml("title: A\norder: 1\ntitle: B\ntitle: C\n", "x.md")
    assert node is not None
    assert node.plain == {"title": "A", "order": "1"}
    assert [(each.place.line, dict(each.details)["line"]) for each in findings] == [(3, "1"), (4, "1")]


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    """A few lines of aliases that would swell to gigabytes are never expanded."""
    bomb = "a: &a [x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert mistake(bomb).code == "yaml-alias"


PIECES = ["a", "b: ", "- ", "[", "]", "{", "}", "'", '"', ":", "\n", "  ", "\t", "&x ", "*x", "!t ", "---\n", "...\n", "# ",
          "|\n", ">\n", "%", "@", "\\", ",", "?", "\u2028", "\x85", "\ufeff", "ü", "null", "\x00"]  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_no_text_whatever_raises(text: str) -> None:
    """Whatever stands in a file, the answer is a value or a finding, and its place lies inside the file."""
    node, findings = parse_yaml(text, "x.yaml")
    assert node is not None or findings
    for finding in findings:
        assert 1 <= finding.place.line <= len(text.splitlines()) + 1
