"""What a pull request is told: its own mistakes and those it makes elsewhere, and a summary of before and after."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from integreat_ssg.reading.theme_files import default_theme
from tests.conftest import REPOSITORY, SMALL_SITE, write_files
from tests.reading.test_history import Repository, git, text

Run = Callable[..., CompletedProcess[str]]

WORLD = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar]\n",
    "town/de/work/old.md": text("[Weg](nowhere.md)"),
    "town/de/work/links.md": text("[Stellen](jobs.md#suchen)\n\n[Andere](target.md)"),
    "town/de/work/target.md": text("Ziel."),
    "town/ar/work/target.md": text("هدف"),
}
"""A site with an old mistake in old.md."""


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    """The site, below the root of its repository."""
    repository = Repository(tmp_path, inside="content")
    (tmp_path / ".gitignore").write_text(".cache\ntheme\nbin\n")
    repository.commit("2026-01-01", WORLD)
    return repository


def lines(done: CompletedProcess[str]) -> list[str]:
    """File and code of each finding."""
    found = [line for line in done.stdout.splitlines() if line.startswith("content/")]
    return [
        f"{line.split(':')[0].removeprefix('content/')} {line.partition('[')[2].partition(']')[0]}" for line in found
    ]


def test_old_mistakes_are_nobodys_business(site: Repository, run: Run) -> None:
    """Without a change nothing is told, though the whole has an error."""
    assert run("check").returncode == 1
    done = run("check", "--changed-since", "HEAD", "--language", "en")
    assert done.returncode == 0, done.stderr
    assert lines(done) == []


def test_what_a_change_touches_and_breaks(site: Repository, run: Run) -> None:
    """A link elsewhere that leads nowhere now, a translation that fell behind, and all of the file itself."""
    (site.content / "town/de/work/jobs.md").unlink()
    write_files(site.content, {"town/de/work/target.md": text("Neues Ziel."), "town/de/new.md": text("[x](gone.md)")})
    done = run("check", "--changed-since", "HEAD", "--language", "en")
    assert done.returncode == 1
    assert lines(done) == [
        "town/ar/work/target.md translation-outdated",
        "town/de/new.md translation-missing",
        "town/de/new.md broken-link",
        "town/de/work/links.md broken-link",
    ]
    site.commit("2026-02-01", {})
    assert lines(run("check", "--changed-since", "HEAD~1", "--language", "en")) == lines(done)
    assert lines(run("check", "--changed-since", "HEAD", "--language", "en")) == []


def test_a_branch_is_compared_with_where_it_began(site: Repository, run: Run) -> None:
    """What has happened on the mainline meanwhile is not the branch's doing."""
    git(site.folder, "checkout", "-q", "-b", "branch")
    site.commit("2026-01-02", {"town/de/work/index.md": text("Arbeit.")})
    git(site.folder, "checkout", "-q", "main")
    site.commit("2026-01-03", {"town/de/work/old.md": text("Gut.")})
    git(site.folder, "checkout", "-q", "branch")
    assert lines(run("check", "--changed-since", "main", "--language", "en")) == [
        "town/de/work/index.md translation-missing"
    ]


@pytest.mark.parametrize("kind", ["no commit", "no repository"])
def test_what_cannot_be_compared_is_said(site: Repository, run: Run, tmp_path: Path, kind: str) -> None:
    """A wrong name or a folder without git is wrong usage."""
    if kind == "no repository":
        (tmp_path / ".git").rename(tmp_path / "git")
    done = run("check", "--changed-since", "nowhere")
    assert done.returncode == 2
    assert ("There is no commit nowhere" if kind == "no commit" else "no git repository") in " ".join(
        done.stderr.split()
    )


def test_the_summary_of_a_pull_request(site: Repository, run: Run) -> None:
    """New and mended findings, translations and sizes before and after, as Markdown in which content is only text."""
    write_files(
        site.content,
        {
            "town/de/work/old.md": text("[Weg](target.md)" + " Viel mehr Text über Arbeit." * 400),
            "town/de/work/target.md": text("[x](<b>@all*.md)"),
        },
    )
    done = run("compare", "HEAD", "--language", "en")
    assert done.returncode == 0, done.stderr
    told = done.stdout
    assert "Changed files: 2. New findings: 2. Mended: 1." in told
    new, mended = told.partition("### New")[2].partition("### Mended")[::2]
    assert "- **error** `content/town/de/work/target.md:" in new
    assert "&lt;b&gt;&#64;all\\*" in new
    assert "<b>" not in told
    assert "content/town/de/work/old.md" in mended
    assert "| town | ar | 1 → 0 | 0 → 1 | 0 | 8 |" in told
    german = run("compare", "HEAD", "--language", "de").stdout
    assert "Geänderte Dateien: 2. Neue Befunde: 2. Behoben: 1." in german


def test_sizes_and_moves_in_the_summary(site: Repository, run: Run) -> None:
    """A page that moved brings its findings along: they are neither new nor mended. Sizes are told where they changed."""
    write_files(site.content, {"town/de/work/old.md": text("Gut.")})
    site.commit("2026-01-02", {})
    same = run("compare", "HEAD", "--language", "en").stdout
    assert "Changed files: 0. New findings: 0. Mended: 0." in same
    assert "What phones load is as large as it was." in same
    git(site.folder, "mv", "content/town/de/work/target.md", "content/town/de/work/goal.md")
    git(site.folder, "mv", "content/town/ar/work/target.md", "content/town/ar/work/goal.md")
    more = text(
        "[Stellen](jobs.md#suchen)\n\n[Andere](goal.md)\n\n"
        + " ".join(f"Haus {number} steht." for number in range(200))
    )
    write_files(site.content, {"town/de/work/links.md": more})
    moved = run("compare", "HEAD", "--language", "en", "--theme", str(default_theme())).stdout
    assert "New findings: 0. Mended: 0." in moved
    assert "The state of translations is as it was." in moved
    assert "| town | text/de | " in moved


def test_nothing_is_left_behind(site: Repository, run: Run, tmp_path: Path) -> None:
    """The past is looked at in a temporary folder; the repository is only read."""
    before = git(site.folder, "worktree", "list"), git(site.folder, "status", "--porcelain"), refs(site)
    temporary = tmp_path.parent / f"{tmp_path.name}-temporary"
    temporary.mkdir()
    assert run("compare", "HEAD", env={**os.environ, "TMPDIR": str(temporary)}).returncode == 0
    assert not list(temporary.glob("integreat-*"))
    assert (git(site.folder, "worktree", "list"), git(site.folder, "status", "--porcelain"), refs(site)) == before


def refs(site: Repository) -> str:
    """All branches and tags."""
    return git(site.folder, "for-each-ref")


def test_the_hook_guards_commits(tmp_path: Path) -> None:
    """What the hook definition says, run by git: a commit with a mistake of its own is refused, others are made."""
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"].startswith("integreat-ssg ")
    repository = Repository(tmp_path, inside="content")
    script = tmp_path / ".git" / "hooks" / "pre-commit"
    script.parent.mkdir(exist_ok=True)
    script.write_text(
        f"#!/bin/sh\nexec '{sys.executable}' -m {hook['entry'].replace('integreat-ssg', 'integreat_ssg', 1)}\n"
    )
    script.chmod(0o755)
    (tmp_path / ".gitignore").write_text(".cache\n")
    good = {file: words for file, words in WORLD.items() if not file.endswith("old.md")}
    repository.commit("2026-01-01", good)
    repository.commit("2026-01-02", {"town/de/work/target.md": text("Neu.")})
    with pytest.raises(subprocess.CalledProcessError) as refused:
        repository.commit("2026-01-03", {"town/de/work/target.md": text("[x](nowhere.md)")})
    assert "broken-link" in refused.value.stdout + refused.value.stderr
    assert git(tmp_path, "rev-list", "--count", "HEAD") == "2"
