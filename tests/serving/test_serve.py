"""Saving and seeing: what an editor has saved is in the next answer, and a mistake is told where the page was."""

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SMALL_SITE, write_files
from tests.serving.served import Served
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, tree

Serve = Callable[..., Served]

JOBS = "town/de/work/jobs.md"
URL = "/town/de/work/jobs/"


def text(words: str) -> str:
    """A page that says `words`."""
    return f"---\ntitle: Stellen\n---\n{words}\n"


def test_a_save_is_in_the_next_answer(serve: Serve) -> None:
    """Asked at once after a save, the server answers with what was saved, and the built files are what `build` makes."""
    served = serve()
    assert "Text." in served.get(URL).text
    for number in range(3):
        served.save({JOBS: text(f"Fassung {number}")})
        assert f"Fassung {number}" in served.get(URL).text
    page = served.get(URL)
    assert page.status == 200
    assert page.headers["cache-control"] == "no-store"
    assert "/.integreat/reload.js" in page.text
    served.finish()
    assert b"/.integreat/" not in (served.folder / "build/town/de/work/jobs/index.html").read_bytes()


def test_the_browser_hears_of_a_save(serve: Serve) -> None:
    """The question for news is answered when a save can be seen, though nobody asked for the page."""
    served = serve()
    number = served.build()
    threading.Timer(0.3, served.save, [{JOBS: text("Neu.")}]).start()
    began = time.monotonic()
    assert served.build(number) > number
    assert time.monotonic() - began < 5
    assert "Neu." in served.get(URL).text


def in_place(file: Path, words: str) -> None:
    """nano, kate: empties the file and writes it, here with a pause."""
    with file.open("w") as stream:
        time.sleep(0.03)
        stream.write(text(words))


def by_renaming(file: Path, words: str) -> None:
    """VS Code on some systems, gedit, sed -i: writes beside and renames."""
    beside = file.with_name(f".{file.name}.swp-new")
    beside.write_text(text(words))
    beside.rename(file)


def like_vim(file: Path, words: str) -> None:
    """vim: a test file, a swap file, the old one renamed, the new one written, the rest removed."""
    trial, swap, backup = file.with_name("4913"), file.with_name(f".{file.name}.swp"), file.with_name(f"{file.name}~")
    trial.touch()
    trial.unlink()
    swap.write_bytes(b"b0VIM 9.0\0")
    file.rename(backup)
    time.sleep(0.02)
    file.write_text(text(words))
    backup.unlink()
    swap.unlink()


def like_emacs(file: Path, words: str) -> None:
    """emacs: a lock that is a dangling link, a backup, an autosave."""
    lock, autosave = file.with_name(f".#{file.name}"), file.with_name(f"#{file.name}#")
    lock.symlink_to("editor@machine.1234")
    autosave.write_text("half")
    shutil.copy(file, file.with_name(f"{file.name}~"))
    file.write_text(text(words))
    autosave.unlink()
    lock.unlink()


@pytest.mark.parametrize("save", [in_place, by_renaming, like_vim, like_emacs])
def test_every_way_to_save(serve: Serve, save: Callable[[Path, str], None]) -> None:
    """However an editor saves, each of six saves is shown, and what lies there for a moment never is."""
    served = serve()
    answers: list[int] = []
    done = threading.Event()

    def reader() -> None:
        while not done.is_set():
            answers.append(served.get(URL).status)

    thread = threading.Thread(target=reader)
    thread.start()
    slow = 0
    for number in range(6):
        began = time.monotonic()
        save(served.folder / "content" / JOBS, f"Fassung {number}")
        slow += time.monotonic() - began > 0.09
        assert f"Fassung {number}" in served.get(URL).text
    done.set()
    thread.join()
    broken = [status for status in answers if status != 200]
    assert len(broken) <= slow, "a page was built from half a save"


def test_a_broken_page_and_its_repair(serve: Serve) -> None:
    """The findings stand where the page was, as text and nothing else; the last good page is one click away; the other
    languages' pages, mended content and the terminal follow without a restart."""
    served = serve()
    served.save({JOBS: text("[[contact: <script>alert(1)</script>]]\n\n[Mehr](<img src=x onerror=alert(2)>.md)")})
    page = served.get(URL)
    assert page.status == 500
    assert JOBS in page.text
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert f'href="{URL}?last-good"' in page.text
    assert f"content/{JOBS}:4" in served.terminal
    assert "The last good site was left as it is." in served.terminal
    old = served.get(f"{URL}?last-good")
    assert old.status == 200
    assert "Text." in old.text
    assert served.get("/").status == 200, "the portal has no part in it"
    for round_ in range(3):
        served.save({JOBS: text(f"Wieder gut {round_}.")})
        assert f"Wieder gut {round_}." in served.get(URL).text
        served.save({JOBS: "broken"})
        assert served.get(URL).status == 500


def test_a_broken_site_file_and_its_repair(serve: Serve) -> None:
    """site.yaml holds for all: its findings stand everywhere, the portal included."""
    served = serve()
    good = (served.folder / "content/site.yaml").read_text()
    served.save({"site.yaml": "title: [\n"})
    for url in ("/", "/town/de/", URL):
        page = served.get(url)
        assert page.status == 500
        assert "site.yaml" in page.text
    served.save({"site.yaml": good})
    assert served.get(URL).status == 200


def test_a_theme_is_watched_too(serve: Serve, tmp_path: Path) -> None:
    """A template, a style or a message of the theme can be edited, broken and mended like a page."""
    served = serve()
    template = tmp_path / "theme/templates/page.html"
    good = template.read_text()
    template.write_text(good + "<!-- my theme -->")
    assert "my theme" in served.get(URL).text
    for broken in ("{% if %}", "{% extends 'nowhere.html' %}", "{{ 1 // 0 }}"):
        template.write_text(broken)
        page = served.get(URL)
        assert page.status == 500
        assert "Text." in served.get(f"{URL}?last-good").text
        assert "page.html" in served.terminal.splitlines()[-1]
    shutil.rmtree(tmp_path / "theme/templates")
    assert served.get(URL).status == 500
    write_tiny_theme(tmp_path / "theme")
    assert served.get(URL).status == 200
    write_files(tmp_path, {"theme/styles/2.css": ".mine { color: red }\n"})
    assert served.get(URL).status == 200
    served.finish()
    served_style = next((tmp_path / "build/town/assets").rglob("style.css"))
    assert ".mine" in served_style.read_text()


def test_many_changes_at_once(serve: Serve) -> None:
    """A checkout of another branch, a folder renamed and moved back: what stands then is what a build would give."""
    served = serve()
    content = served.folder / "content/town/de"
    assert served.get(URL).status == 200
    before = tree(served.folder / "build")
    (content / "work").rename(served.folder / "aside")
    assert served.get(URL).status == 404
    assert served.get("/town/de/").status == 200
    for number in range(300):
        write_files(content, {f"notes/{number}.md": text(str(number))})
    write_files(content, {"notes/index.md": text("Viel")})
    assert served.get("/town/de/notes/299/").status == 200
    shutil.rmtree(content / "notes")
    (served.folder / "aside").rename(content / "work")
    assert served.get(URL).status == 200
    served.finish()
    assert not difference(tree(served.folder / "build"), before)


def test_output_inside_the_content(serve: Serve, tmp_path: Path) -> None:
    """An output folder below the content folder is not taken for a change of the content again and again."""
    write_files(tmp_path / "content", SMALL_SITE)
    served = serve("--output", "content/build")
    served.save({JOBS: text("Neu.")})
    assert "Neu." in served.get(URL).text
    served.finish()
    number = served.build()
    time.sleep(1)
    assert served.build() == number
