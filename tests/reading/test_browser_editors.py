"""What browser editors write is read without harm: `tests/sites/desk/after` is what Sveltia CMS 0.221.1 with its own formats has
made of `before`, when somebody changed a title of a page and the names of a contact, a place and an event."""

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PIL import Image

from integreat_ssg.build import Job, build
from integreat_ssg.inspection import measure
from integreat_ssg.model.findings import Severity
from tests.conftest import REPOSITORY, SMALL_SITE

BEFORE, AFTER = REPOSITORY / "tests/sites/desk/before", REPOSITORY / "tests/sites/desk/after"
BY_HAND = {
    "town/de/work/jobs.md": [("title: Stellen finden", "title: Neue Stellen")],
    "town/en/work/jobs.md": [("*here*", "_here_")],
    "town/ar/work/jobs.md": [("machine_translated: yes\n", "")],
    "town/contacts/office.yaml": [("de: Amt", "de: Neues Amt")],
    "town/places/hall.yaml": [("de: Rathaus", "de: Neues Rathaus")],
    "town/events/party.yaml": [("de: Fest", "de: Neues Fest"), ("free: yes\n", "")],
}
"""The same changes made by hand. It does not know our "yes" and takes it for no; the desk's own format does."""


def by_hand(folder: Path) -> Path:
    shutil.copytree(BEFORE, folder)
    for file, changes in BY_HAND.items():
        text = (folder / file).read_text("utf-8")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        (folder / file).write_text(text, "utf-8")
    return folder


def after(folder: Path) -> Path:
    """What the editor has made of it, outside of this repository, whose history would tell dates of its own."""
    return Path(shutil.copytree(AFTER, folder / "after"))


def test_the_site_is_the_same(tmp_path: Path, make_job: Callable[..., Job]) -> None:
    """Empty texts, null, lists, other quotes and another order: no finding, and the same bytes as by hand."""
    job = replace(make_job({}), today=date(2026, 11, 1))
    results = [
        build(replace(job, content=content, output=tmp_path / name))
        for name, content in (("editor", after(tmp_path)), ("hand", by_hand(tmp_path / "hand-content")))
    ]
    assert [each.code for each in results[0].all_findings] == ["no-git"]
    assert [each.code for each in results[1].all_findings] == ["no-git"]
    assert results[0].regions[0].version == results[1].regions[0].version


def test_windows_line_ends_and_null_are_read(tmp_path: Path, make_job: Callable[..., Job]) -> None:
    """The same files as another editor may leave them."""
    shutil.copytree(AFTER, tmp_path / "other")
    for file in (tmp_path / "other").rglob("*.*"):
        text = file.read_text("utf-8").replace(": ''\n", ": null\n").replace(": []\n", ": ~\n")
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    job = replace(make_job({}), today=date(2026, 11, 1))
    one, other = (measure(replace(job, content=content)) for content in (after(tmp_path), tmp_path / "other"))
    assert [each.code for each in other.all_findings] == ["no-git"]
    assert {each.sizes for each in one.regions} == {each.sizes for each in other.regions}


def test_a_save_of_all_languages_makes_no_translation_current_or_outdated(
    tmp_path: Path, make_job: Callable[..., Job]
) -> None:
    """The editor writes every language's file anew, although only the German title was changed."""
    content = Path(shutil.copytree(BEFORE, tmp_path / "kept"))

    def commit(day: str) -> None:
        who = ["-c", "user.name=Editor", "-c", "user.email=editor@town.example"]
        moment = {
            "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
            "PATH": "/usr/bin:/bin",
        }
        subprocess.run(["git", "-C", content, "add", "--all"], check=True)
        subprocess.run(["git", "-C", content, *who, "commit", "--quiet", "--message", day], check=True, env=moment)

    subprocess.run(["git", "init", "--quiet", content], check=True)
    commit("2026-10-01")
    shutil.copytree(AFTER, content, dirs_exist_ok=True)
    for file in ("work/index.md", "index.md"):  # saved without a change of words, in the editor's order and quotes
        for language in ("de", "en", "ar"):
            path = content / "town" / language / file
            path.write_text(
                path.read_text("utf-8").replace("---\n", "---\nicon: ''\nkeywords: []\ndraft: false\n", 1), "utf-8"
            )
    commit("2026-10-02")
    codes = [(each.code, each.place.file) for each in measure(replace(make_job({}), content=content)).all_findings]
    assert codes == [("translation-outdated", "town/ar/work/jobs.md")]


def test_a_picture_from_the_top_of_the_region(make_job: Callable[..., Job]) -> None:
    """An editor that does not know how deep a page lies writes `/media/…`; other addresses from the top stay mistakes."""
    picture = io.BytesIO()
    Image.new("RGB", (400, 300)).save(picture, "PNG")
    page = "---\ntitle: Stellen\n---\n![Ein Haus](/media/house.png)\n\n![Noch eins](/town/house.png)\n"
    job = make_job({**SMALL_SITE, "town/media/house.png": picture.getvalue(), "town/de/work/jobs.md": page})
    errors = [(each.code, each.place.line) for each in measure(job).all_findings if each.severity is Severity.ERROR]
    assert errors == [("image-outside", 6)]
