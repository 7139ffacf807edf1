"""A folder that two write into: the source by its imports, editors by hand."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.imported import former_texts, read_present, read_record, write_outcome
from integreat_ssg.exchange.merging import Arrival, Outcome, blob_name, merge

PAGE = "---\ntitle: {title}\nupdated: {day}\n---\n\n{text}\n"


def page(text: str, title: str = "T", day: str = "2026-01-01") -> bytes:
    return PAGE.format(title=title, day=day, text=text).encode()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "town").mkdir(parents=True)
    for words in (["init", "-q"], ["config", "user.email", "a@town.example"], ["config", "user.name", "Editor"]):
        git(folder, *words)
    return folder


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "as it is", "--allow-empty")


def arrive(content: Path, files: Mapping[str, bytes], take: Mapping[str, str] | None = None, **more: object) -> Outcome:
    """One import, written and committed."""
    outcome = merge("town", read_present(content, "town"), read_record(content, "town", "test"),
                    Arrival(dict(files), **more), former_texts(content, "town", "test"), take=take)  # fmt: skip
    write_outcome(content, "town", "test", outcome, {})
    commit(content)
    return outcome


def edit(content: Path, path: str, data: bytes) -> None:
    (content / "town" / path).parent.mkdir(parents=True, exist_ok=True)
    (content / "town" / path).write_bytes(data)
    commit(content)


def codes(outcome: Outcome) -> list[str]:
    return [each.code for each in outcome.findings]


def held(content: Path, path: str) -> bytes:
    return (content / "town" / path).read_bytes()


def test_the_name_of_a_blob_is_the_one_that_git_gives(content: Path) -> None:
    edit(content, "a.md", page("Äö"))
    assert blob_name(page("Äö")) == git(content, "hash-object", "town/a.md").strip()


def test_what_only_the_source_changed_is_taken_and_what_only_editors_changed_stays(content: Path) -> None:
    arrive(content, {"de/a.md": page("A"), "de/b.md": page("B"), "de/c.md": page("C")})
    edit(content, "de/b.md", page("B, ours"))
    outcome = arrive(content, {"de/a.md": page("A2"), "de/b.md": page("B"), "de/c.md": page("C")})
    assert outcome.fates == {"de/a.md": "updated", "de/b.md": "kept", "de/c.md": "same"}
    assert (held(content, "de/a.md"), held(content, "de/b.md")) == (page("A2"), page("B, ours"))
    assert outcome.writes == {"de/a.md": page("A2")}


def test_changes_of_both_are_joined_again_and_again(content: Path) -> None:
    first, second, third = "One.\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree!", "One.\n\nTwo.\n\nThree?"
    arrive(content, {"de/a.md": page(first)})
    edit(content, "de/a.md", page("One, ours.\n\nTwo.\n\nThree."))
    assert arrive(content, {"de/a.md": page(second, day="2026-02-02")}).fates == {"de/a.md": "merged"}
    assert held(content, "de/a.md") == page("One, ours.\n\nTwo.\n\nThree!", day="2026-02-02")
    assert arrive(content, {"de/a.md": page(third)}).fates == {"de/a.md": "merged"}
    assert held(content, "de/a.md") == page("One, ours.\n\nTwo.\n\nThree?")
    outcome = arrive(content, {"de/a.md": page(third)})
    assert (outcome.fates, outcome.writes) == ({"de/a.md": "kept"}, {})


def test_a_title_of_editors_and_a_date_of_the_source_in_neighbouring_lines_are_no_conflict(content: Path) -> None:
    arrive(content, {"de/a.md": page("A")})
    edit(content, "de/a.md", page("A", title="Ours"))
    assert not arrive(content, {"de/a.md": page("A2", day="2026-05-05")}).findings
    assert held(content, "de/a.md") == page("A2", title="Ours", day="2026-05-05")


def test_a_conflict_leaves_the_text_of_editors_and_is_told_until_somebody_decides(content: Path) -> None:
    arrive(content, {"de/a.md": page("A")})
    edit(content, "de/a.md", page("A, ours"))
    for _ in range(2):
        outcome = arrive(content, {"de/a.md": page("A, theirs")})
        assert codes(outcome) == ["import-conflict"]
        assert dict(outcome.findings[0].details)["change"] == "- A + A, theirs"
        assert held(content, "de/a.md") == page("A, ours")
    assert not arrive(content, {"de/a.md": page("A, theirs")}, {"de/a.md": "ours"}).findings
    assert not arrive(content, {"de/a.md": page("A, theirs")}).findings
    assert held(content, "de/a.md") == page("A, ours")
    assert codes(arrive(content, {"de/a.md": page("A, again")})) == ["import-conflict"]
    assert not arrive(content, {"de/a.md": page("A, again")}, {"de/a.md": "theirs"}).findings
    assert held(content, "de/a.md") == page("A, again")


def test_after_a_decision_for_ours_later_changes_elsewhere_are_joined(content: Path) -> None:
    arrive(content, {"de/a.md": page("A\n\nB\n\nC")})
    edit(content, "de/a.md", page("A, ours\n\nB\n\nC"))
    arrive(content, {"de/a.md": page("A, theirs\n\nB\n\nC")}, {"de/a.md": "ours"})
    assert arrive(content, {"de/a.md": page("A, theirs\n\nB\n\nC2")}).fates == {"de/a.md": "merged"}
    assert held(content, "de/a.md") == page("A, ours\n\nB\n\nC2")


def test_without_the_text_that_both_began_with_nothing_is_overwritten(content: Path) -> None:
    outcome = merge("town", {}, read_record(content, "town", "test"), Arrival({"de/a.md": page("A")}), lambda _: {})
    write_outcome(content, "town", "test", outcome, {})
    edit(content, "de/a.md", page("A, ours\n\nB"))  # the import itself was never committed
    assert codes(arrive(content, {"de/a.md": page("A2\n\nB")})) == ["import-conflict"]
    assert held(content, "de/a.md") == page("A, ours\n\nB")


def test_what_editors_removed_stays_away_and_is_told_only_when_the_source_changes_it(content: Path) -> None:
    arrive(content, {"de/a.md": page("A")})
    (content / "town/de/a.md").unlink()
    commit(content)
    assert not arrive(content, {"de/a.md": page("A")}).findings
    for _ in range(2):
        assert codes(arrive(content, {"de/a.md": page("A2")})) == ["import-deleted-here"]
    assert not (content / "town/de/a.md").exists()
    assert not arrive(content, {"de/a.md": page("A2")}, {"de/a.md": "ours"}).findings
    assert not arrive(content, {"de/a.md": page("A2")}).findings
    assert codes(arrive(content, {"de/a.md": page("A3")}, {"de/a.md": "theirs"})) == []
    assert held(content, "de/a.md") == page("A3")


def test_what_the_source_removed_goes_unless_editors_changed_it(content: Path) -> None:
    arrive(content, {"de/x/a.md": page("A"), "de/b.md": page("B"), "de/c.md": page("C")})
    edit(content, "de/b.md", page("B, ours"))
    for _ in range(2):
        outcome = arrive(content, {"de/c.md": page("C")})
        assert codes(outcome) == ["import-gone"]
    assert not (content / "town/de/x").exists()
    assert held(content, "de/b.md") == page("B, ours")
    assert not arrive(content, {"de/c.md": page("C")}, {"de/b.md": "ours"}).findings
    assert not arrive(content, {"de/c.md": page("C")}).findings
    assert held(content, "de/b.md") == page("B, ours")


def test_a_list_that_could_not_be_read_removes_nothing(content: Path) -> None:
    arrive(content, {"events/a.yaml": b"title: A\n", "de/b.md": page("B")})
    arrive(content, {"de/b.md": page("B")}, speaks_of=lambda path: not path.startswith("events/"))
    assert held(content, "events/a.yaml") == b"title: A\n"
    arrive(content, {"de/b.md": page("B")})
    assert not (content / "town/events").exists()


def test_a_page_that_moves_at_the_source_takes_the_changes_of_editors_along(content: Path) -> None:
    arrive(content, {"de/old.md": page("A\n\nB\n\nC")})
    edit(content, "de/old.md", page("A, ours\n\nB\n\nC"))
    outcome = arrive(content, {"de/new.md": page("A\n\nB\n\nC2")}, formerly={"de/new.md": ("de/older.md", "de/old.md")})
    assert outcome.fates == {"de/new.md": "moved"}
    assert held(content, "de/new.md") == page("A, ours\n\nB\n\nC2")
    assert not (content / "town/de/old.md").exists()
    assert not arrive(content, {"de/new.md": page("A\n\nB\n\nC2")}).writes


def test_a_thing_is_known_again_by_the_name_that_the_source_gives_it(content: Path) -> None:
    arrive(content, {"events/fest.yaml": b"title: Fest\n"}, identities={"events/fest.yaml": "event:7"})
    edit(content, "events/fest.yaml", b"title: Fest\nfree: yes\n")
    arrive(content, {"events/feier.yaml": b"title: Feier\n"}, identities={"events/feier.yaml": "event:7"})
    assert held(content, "events/feier.yaml") == b"title: Feier\nfree: yes\n"
    assert not (content / "town/events/fest.yaml").exists()


def test_a_name_that_editors_have_used_already_is_theirs(content: Path) -> None:
    edit(content, "de/a.md", page("Ours"))
    for _ in range(2):
        assert codes(arrive(content, {"de/a.md": page("Theirs")})) == ["import-name-taken"]
        assert held(content, "de/a.md") == page("Ours")
    assert not arrive(content, {"de/a.md": page("Theirs")}, {"de/a.md": "theirs"}).findings
    assert held(content, "de/a.md") == page("Theirs")


def test_a_page_does_not_move_to_where_editors_have_another(content: Path) -> None:
    arrive(content, {"de/old.md": page("A")})
    edit(content, "de/new.md", page("Ours"))
    outcome = arrive(content, {"de/new.md": page("A2")}, formerly={"de/new.md": ("de/old.md",)})
    assert codes(outcome) == ["import-name-taken"]
    assert (held(content, "de/old.md"), held(content, "de/new.md")) == (page("A"), page("Ours"))


def test_settings_are_written_once_and_later_changes_are_told(content: Path) -> None:
    once = {"once": frozenset({"region.yaml"})}
    arrive(content, {"region.yaml": b"kind: town\nname: A\n"}, **once)
    edit(content, "region.yaml", b"kind: town\nname: Ours\n")
    assert not arrive(content, {"region.yaml": b"kind: town\nname: A\n"}, **once).findings
    outcome = arrive(content, {"region.yaml": b"kind: town\nname: B\n"}, **once)
    assert codes(outcome) == ["import-settings-changed"]
    assert held(content, "region.yaml") == b"kind: town\nname: Ours\n"


def test_a_join_that_could_not_be_read_is_a_conflict(content: Path) -> None:
    before = b"title: A\nstart: 2026-01-01\naddress: |-\n  x\n"
    arrive(content, {"events/a.yaml": before})
    edit(content, "events/a.yaml", b"# Ours\n- title\n")
    assert codes(arrive(content, {"events/a.yaml": before.replace(b"title: A", b"title: B")})) == ["import-conflict"]
    assert held(content, "events/a.yaml") == b"# Ours\n- title\n"


def test_pictures_are_never_joined(content: Path) -> None:
    arrive(content, {"media/a.png": b"\x89PNG 1"})
    edit(content, "media/a.png", b"\x89PNG ours")
    assert codes(arrive(content, {"media/a.png": b"\x89PNG 2"})) == ["import-conflict"]
    assert held(content, "media/a.png") == b"\x89PNG ours"


def test_an_import_that_the_disk_refuses_changes_nothing(content: Path) -> None:
    arrive(content, {"de/a.md": page("A"), "de/b.md": page("B")})
    elsewhere = content.parent / "elsewhere"
    elsewhere.mkdir()
    (content / "town/de/z").symlink_to(elsewhere)
    before = {file: file.read_bytes() for file in sorted(content.rglob("*")) if file.is_file()}
    with pytest.raises(WorldError, match="link"):
        arrive(content, {"de/a.md": page("A2"), "de/z/c.md": page("C")})
    assert {file: file.read_bytes() for file in sorted(content.rglob("*")) if file.is_file()} == before
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize(
    "record",
    [
        "",
        "[]",
        '{"files": []}',
        '{"files": {"../../x": "0"}, "identities": {}, "facts": {}}',
        '{"files": {"/x": "0"}, "identities": {}, "facts": {}}',
        '{"files": {"a.md": 1}, "identities": {}, "facts": {}}',
        '{"files": [], "identities": [], "facts": []}',
    ],
)
def test_a_damaged_record_is_told(content: Path, record: str) -> None:
    edit(content, "imported/test.json", record.encode())
    with pytest.raises(UsageError, match="damaged"):
        read_record(content, "town", "test")
