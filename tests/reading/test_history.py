"""What git tells: when a text last changed, and which translations its source text has overtaken."""

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from integreat_ssg.cache import Cache
from integreat_ssg.model.findings import Finding
from integreat_ssg.model.history import History
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.frontmatter import text_digest
from integreat_ssg.reading.git import head_of
from integreat_ssg.reading.history import read_history
from integreat_ssg.reading.known_history import present_history, remembered_history
from integreat_ssg.reading.library import read_library, read_region
from integreat_ssg.reading.memory import Memory
from integreat_ssg.reading.texts import Layout, page_units
from tests.conftest import Files, write_files
from tests.reading.readings import started

TOWN = Layout({"town": "de"})
"""One region, written in German."""


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """Git with a fixed author and date, untouched by the machine's own configuration."""
    person = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
              for what, value in (("NAME", "A"), ("EMAIL", "a@a.example"), ("DATE", f"{day}T12:00:00Z"))}  # fmt: skip
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**surroundings, **person, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def known_history(content: Path, *asked: Any) -> tuple[History, list[Finding]]:
    """As a reading asks for it."""
    return remembered_history(content, head_of(content), *asked)


class Repository:
    """A repository that grows by commits of whole files."""

    def __init__(self, folder: Path, inside: str = "") -> None:
        self.folder, self.content = folder, folder / inside
        self.content.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "-q", "-b", "main")
        self.cache = Cache(folder.with_name("cache"))
        self.memory = Memory(self.cache, stays=True)

    def commit(self, day: str, files: Files) -> str:
        """Writes and commits; the commit's name, as findings show it."""
        write_files(self.content, files)
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "--allow-empty", "-m", "x", day=day)
        return git(self.folder, "rev-parse", "HEAD")[:10]

    def outdated(self) -> dict[str, str]:
        """Each outdated translation to the commit that overtook it."""
        return {name: overtaken.since for name, overtaken in self.history().outdated.items()}

    def history(self) -> History:
        """What git tells, without findings."""
        history, findings = read_history(self.content, TOWN)
        assert not findings
        for _ in range(2):  # with a memory it is the same, whatever that holds from the commits before
            assert known_history(self.content, TOWN, [], dict, self.memory) == (self.with_nothing(), [])
            assert read_history(self.content, TOWN, cache=self.cache) == (history, [])
            assert present_history(self.content, TOWN, dict, self.memory) == self.with_nothing()
        return history

    def with_nothing(self) -> History:
        """What git tells where no file is left."""
        return read_history(self.content, TOWN, dict)[0]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository that is the content folder."""
    return Repository(tmp_path / "content")


def text(body: str, title: str = "T", **head: str) -> str:
    """A page's file."""
    return f"---\ntitle: {title}\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + f"---\n{body}\n"


def test_each_file_has_the_day_of_its_last_change(repository: Repository) -> None:
    """Readers see how fresh a page is; the newest day of all is the build's date."""
    repository.commit("2026-01-01", {"town/de/a.md": text("a"), "town/de/b.md": text("b")})
    repository.commit("2026-02-03", {"town/de/a.md": text("a2")})
    repository.commit("2026-03-05", {"town/de/c.md": text("c")})
    history = repository.history()
    assert history.changed == {
        "town/de/a.md": date(2026, 2, 3),
        "town/de/b.md": date(2026, 1, 1),
        "town/de/c.md": date(2026, 3, 5),
    }
    assert history.newest == date(2026, 3, 5)


def test_a_translation_is_outdated_when_its_source_changed_later(repository: Repository) -> None:
    """The commit that changed the source is named; when the translation follows, it is current again."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    assert not repository.history().outdated
    changed = repository.commit("2026-01-02", {"town/de/a.md": text("zwei")})
    assert repository.outdated() == {"town/ar/a.md": changed}
    repository.commit("2026-01-03", {"town/ar/a.md": text("اثنان")})
    assert not repository.history().outdated


def test_both_in_one_commit_are_current(repository: Repository) -> None:
    """Who changes source and translation together has translated."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    repository.commit("2026-01-02", {"town/de/a.md": text("zwei"), "town/ar/a.md": text("اثنان")})
    assert not repository.history().outdated


@pytest.mark.parametrize(
    "source",
    [
        text("eins\n\nzwei", order="3", keywords="[x]", icon="house"),
        text("eins  zwei \n\n"),
        "---\r\ntitle: T\r\n---\r\neins\r\n\r\nzwei\r\n",
        "---\ntitle: 'T'\nsummary: null\n---\neins\n\nzwei\n",
    ],
    ids=["front matter", "white space", "line ends", "quotes"],
)
def test_changes_that_no_translator_sees_count_for_nothing(repository: Repository, source: str) -> None:
    """Order, icons, line breaks and quotes do not make a hundred translations look outdated."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins\n\nzwei"), "town/ar/a.md": text("واحد")})
    repository.commit("2026-01-02", {"town/de/a.md": source})
    assert not repository.history().outdated


@pytest.mark.parametrize("source", [text("eins", title="Neu"), text("eins", summary="Neu"), text("eins!")])
def test_title_summary_and_text_count(repository: Repository, source: str) -> None:
    """All three are shown to readers."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    changed = repository.commit("2026-01-02", {"town/de/a.md": source})
    assert repository.outdated() == {"town/ar/a.md": changed}


def test_touching_only_the_head_of_a_translation_does_not_bring_it_up_to_date(repository: Repository) -> None:
    """A new order or icon in all languages says nothing about the text."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    changed = repository.commit("2026-01-02", {"town/de/a.md": text("zwei")})
    repository.commit("2026-01-03", {"town/ar/a.md": text("واحد ", order="1")})
    assert repository.outdated() == {"town/ar/a.md": changed}


def test_a_source_that_went_back_has_not_changed(repository: Repository) -> None:
    """A change that was taken back leaves translations as right as they were."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    repository.commit("2026-01-02", {"town/de/a.md": text("Irrtum")})
    repository.commit("2026-01-03", {"town/de/a.md": text("eins")})
    assert not repository.history().outdated


def merged(repository: Repository, *branch: Files, meanwhile: Files) -> History:
    """The history after a branch of some commits was merged, while the mainline had one of its own."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    git(repository.folder, "checkout", "-q", "-b", "branch")
    for files in branch:
        repository.commit("2026-01-02", files)
    git(repository.folder, "checkout", "-q", "main")
    repository.commit("2026-01-04", meanwhile)
    git(repository.folder, "merge", "-q", "--no-ff", "-m", "x", "branch", day="2026-01-05")
    return repository.history()


def test_a_merge_counts_as_one_step_for_dates(repository: Repository) -> None:
    """What a branch changed becomes true when it is merged."""
    history = merged(repository, {"town/de/a.md": text("zwei")}, meanwhile={"town/de/b.md": text("b")})
    assert history.changed["town/de/a.md"] == date(2026, 1, 5)


def test_a_branch_that_brings_source_and_translation_is_current(repository: Repository) -> None:
    """The translation is made of the source text that stood beside it in the branch."""
    steps: tuple[Files, ...] = ({"town/de/a.md": text("zwei")}, {"town/ar/a.md": text("اثنان")})
    assert not merged(repository, *steps, meanwhile={"town/de/b.md": text("b")}).outdated


def test_a_translation_made_in_a_branch_while_its_source_went_on_is_outdated(repository: Repository) -> None:
    """The translator never saw the new source text, though the merge is newer than it."""
    branch: Files = {"town/ar/a.md": text("كذا")}
    assert set(merged(repository, branch, meanwhile={"town/de/a.md": text("zwei")}).outdated) == {"town/ar/a.md"}


@pytest.mark.parametrize("edited", [False, True], ids=["as it was", "with mended links"])
@pytest.mark.parametrize("separately", [False, True], ids=["in one commit", "one language after the other"])
def test_a_move_changes_nothing(repository: Repository, edited: bool, separately: bool) -> None:
    """A page that moves takes the state of its translations along, outdated as well as current."""
    link = {False: "[x](b.md)", True: "[x](../b.md#c)"}
    pages = {"de": "eins", "ar": "واحد", "en": "one"}
    repository.commit(
        "2026-01-01", {f"town/{tag}/a.md": text(f"{words} {link[False]}") for tag, words in pages.items()}
    )
    changed = repository.commit("2026-01-02", {"town/de/a.md": text(f"zwei {link[False]}")})
    repository.commit("2026-01-03", {"town/en/a.md": text(f"two {link[False]}")})
    for tag, words in {"de": "zwei", "ar": "واحد", "en": "two"}.items():
        (repository.content / f"town/{tag}/a.md").unlink()
        write_files(repository.content, {f"town/{tag}/new/b.md": text(f"{words} {link[edited]}", aliases="[a]")})
        if separately or tag == "en":
            repository.commit("2026-01-04", {})
    assert repository.outdated() == {"town/ar/new/b.md": changed}


def test_a_translation_that_was_taken_back_is_what_it_was(repository: Repository) -> None:
    """Words that come back bring back what they were made from; reverting both changes nothing."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    changed = repository.commit("2026-01-02", {"town/de/a.md": text("zwei"), "town/ar/a.md": text("اثنان")})
    repository.commit("2026-01-03", {"town/ar/a.md": text("واحد")})
    assert repository.outdated() == {"town/ar/a.md": changed}
    repository.commit("2026-01-04", {"town/de/a.md": text("eins")})
    assert not repository.history().outdated


def test_fields_of_places_have_their_own_state(repository: Repository) -> None:
    """Each translated field follows its source text; a new file name takes the state along."""

    def place(**names: str) -> str:
        words = "".join(f"  {tag}: {words}\n" for tag, words in names.items())
        return f"name:\n{words}description:\n  de: Text\n  ar: نص\n"

    repository.commit("2026-01-01", {"town/places/vhs.yaml": place(de="Schule", ar="مدرسة", en="School")})
    changed = repository.commit("2026-01-02", {"town/places/vhs.yaml": place(de="Akademie", ar="مدرسة", en="Academy")})
    assert repository.outdated() == {"town/places/vhs.yaml#name.ar": changed}
    git(repository.folder, "mv", "town/places/vhs.yaml", "town/places/academy.yaml")
    repository.commit("2026-01-03", {})
    assert repository.outdated() == {"town/places/academy.yaml#name.ar": changed}


def test_deleted_and_written_again(repository: Repository) -> None:
    """A file that was away for a while has the history of its text."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    (repository.content / "town/de/a.md").unlink()
    repository.commit("2026-01-02", {})
    repository.commit("2026-01-03", {"town/de/a.md": text("eins")})
    assert not repository.history().outdated
    changed = repository.commit("2026-01-04", {"town/de/a.md": text("zwei")})
    assert repository.outdated() == {"town/ar/a.md": changed}


@pytest.mark.parametrize("name", ["über uns.md", "u\u0308ber.md", "a\nb.md", "a\x01b.md", '"a".md', "عربي.md"])
def test_names_of_every_kind(repository: Repository, name: str) -> None:
    """Umlauts, spaces and worse in a name do not confuse what belongs to which file."""
    source, translation = f"town/de/{name}", f"town/ar/{name}"
    repository.commit("2026-01-01", {source: text("eins"), translation: text("واحد"), "town/de/z.md": text("z")})
    changed = repository.commit("2026-01-02", {source: text("zwei")})
    composed = {path: path.replace("u\u0308", "ü") for path in (source, translation)}
    history = repository.history()
    assert repository.outdated() == {composed[translation]: changed}
    assert history.changed[composed[source]] == date(2026, 1, 2)
    assert history.changed["town/de/z.md"] == date(2026, 1, 1)


def test_the_content_may_lie_deep_in_its_repository(tmp_path: Path) -> None:
    """Paths count from the content folder, and what lies beside it is not looked at."""
    repository = Repository(tmp_path / "all", inside="guide/my content")
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    changed = repository.commit("2026-01-02", {"town/de/a.md": text("zwei")})
    repository.commit("2026-01-09", {"../README.md": "x"})
    history = repository.history()
    assert repository.outdated() == {"town/ar/a.md": changed}
    assert set(history.changed) == {"town/de/a.md", "town/ar/a.md"}
    assert history.newest == date(2026, 1, 2)


def test_files_that_are_no_pages_are_no_obstacle(repository: Repository) -> None:
    """Broken heads, other encodings and pictures in the past are passed over."""
    repository.commit(
        "2026-01-01", {"town/de/a.md": "no head", "town/ar/a.md": b"\xff\xfe\0", "town/media/a.png": b"\x89PNG\0\n\n"}
    )
    repository.commit("2026-01-02", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    changed = repository.commit("2026-01-03", {"town/de/a.md": text("zwei")})
    assert repository.outdated() == {"town/ar/a.md": changed}


def test_a_shallow_clone_says_so(repository: Repository, tmp_path: Path) -> None:
    """A CI that fetches only the last commits does not know what is old: it is told, and no date is made up."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    repository.commit("2026-01-02", {"town/de/a.md": text("zwei")})
    repository.commit("2026-01-03", {"town/de/b.md": text("b")})
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{repository.folder}", "shallow")
    history, findings = read_history(tmp_path / "shallow", TOWN)
    assert [(each.code, each.severity) for each in findings] == [("shallow-clone", "note")]
    assert history.newest == date(2026, 1, 3)
    assert history.changed == {"town/de/b.md": date(2026, 1, 3)}
    assert not history.outdated


@pytest.mark.parametrize("kind", ["no repository", "nothing committed", "not committed here"])
def test_a_folder_without_history_says_so(tmp_path: Path, kind: str) -> None:
    """A folder from a ZIP file is built all the same; the note says why there are no dates."""
    write_files(tmp_path / "content", {"town/de/a.md": text("eins")})
    if kind != "no repository":
        git(tmp_path, "init", "-q")
    if kind == "not committed here":
        (tmp_path / "README").write_text("x")
        git(tmp_path, "add", "README")
        git(tmp_path, "commit", "-q", "-m", "x")
    history, findings = read_history(tmp_path / "content", TOWN)
    assert [(each.code, each.severity) for each in findings] == [("no-git", "note")]
    assert history == History()


def test_a_machine_without_git_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git is a wish, not a need."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [each.code for each in read_history(tmp_path, Layout({}))[1]] == ["no-git"]


def test_a_build_started_by_a_hook_looks_at_its_own_repository(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells its hooks where their repository lies; that is not always the content's."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins")})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert repository.history().newest == date(2026, 1, 1)


def test_what_an_editor_has_configured_changes_nothing(repository: Repository) -> None:
    """Colours, renames, signatures and quoting are matters of taste; the history is not."""
    settings = (
        "color.ui=always diff.renames=copies log.showSignature=true core.quotePath=true log.showRoot=false log.abbrevCommit=true"
        " diff.noprefix=true format.pretty=oneline log.decorate=full"
    )
    for setting in settings.split():
        git(repository.folder, "config", *setting.split("="))
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    changed = repository.commit("2026-01-02", {"town/de/a.md": text("zwei")})
    assert repository.outdated() == {"town/ar/a.md": changed}


def test_git_is_asked_for_its_history_once(repository: Repository) -> None:
    """What is unchanged costs one question; a commit, another branch, an amended commit and an edit are news."""
    repository.commit("2026-01-01", {"town/de/a.md": text("eins"), "town/ar/a.md": text("واحد")})
    branch = repository.commit("2026-01-02", {"town/de/a.md": text("zwei")})

    def ask(layout: Layout = TOWN, now: str = "zwei") -> History:
        present = {"town/de/a.md": page_units(text_digest("T", None, f"{now}\n"), None),
                   "town/ar/a.md": page_units(text_digest("T", None, "واحد\n"), None)}  # fmt: skip
        found, findings = known_history(
            repository.content, layout, [("town/de/a.md", now)], lambda: present, Memory(repository.cache)
        )
        assert (found, findings) == read_history(repository.content, layout, lambda: present)
        return found

    assert ask().outdated["town/ar/a.md"].since == branch
    with started() as commands:
        known_history(repository.content, TOWN, [("town/de/a.md", "zwei")], dict, Memory(repository.cache))
    assert len(commands) == 1
    assert " rev-parse " in commands[0]
    assert not ask(now="eins").outdated
    assert not ask(Layout({"town": "ar"})).outdated
    git(repository.folder, "checkout", "-q", "HEAD~1")
    assert ask().outdated["town/ar/a.md"].since == ""
    git(repository.folder, "checkout", "-q", "main")
    git(repository.folder, "commit", "-q", "--amend", "-m", "y", day="2026-01-03")
    assert ask().outdated["town/ar/a.md"].since not in ("", branch)
    for entry in repository.cache.folder.glob("??/*"):  # type: ignore[union-attr]
        entry.write_bytes(b"x")
    assert ask().newest == date(2026, 1, 3)


@pytest.fixture
def state(repository: Repository, converter: Converter) -> Callable[[], str]:
    """How the Arabic page stands to the German one."""

    def ask() -> str:
        content, _ = read_region(read_library(repository.content, converter), "town")
        assert content is not None
        return content.state(content.pages["a", "ar"])

    return ask


def test_what_is_not_committed_yet_counts(repository: Repository, state: Callable[[], str]) -> None:
    """Who translates or edits sees at once what it does to the state, before any commit."""
    site = {
        "site.yaml": "title: A\nregions: [town]\n",
        "town/region.yaml": "kind: town\nname: A\nlanguages: [de, ar]\n",
        "town/de/a.md": text("eins"),
        "town/ar/a.md": text("واحد"),
    }
    repository.commit("2026-01-01", site)
    write_files(repository.content, {"town/de/a.md": text("zwei")})
    assert state() == "outdated"
    write_files(repository.content, {"town/ar/a.md": text("اثنان")})
    assert state() == "current"


def test_what_a_translation_says_of_itself_overrules_git(repository: Repository, state: Callable[[], str]) -> None:
    """`translation_of` names the source text by its digest: a stamp acknowledges a change that changes no meaning."""
    site = {
        "site.yaml": "title: A\nregions: [town]\n",
        "town/region.yaml": "kind: town\nname: A\nlanguages: [de, ar]\n",
        "town/de/a.md": text("eins"),
        "town/ar/a.md": text("واحد"),
    }
    repository.commit("2026-01-01", site)
    assert state() == "current"
    repository.commit("2026-01-02", {"town/de/a.md": text("eins!")})
    assert state() == "outdated"
    repository.commit("2026-01-03", {"town/ar/a.md": text("واحد", translation_of=text_digest("T", None, "eins!"))})
    assert state() == "current"
    repository.commit("2026-01-04", {"town/de/a.md": text("zwei")})
    assert state() == "outdated"
    repository.commit("2026-01-05", {"town/ar/a.md": text("اثنان", machine_translated="true")})
    assert state() == "machine"
