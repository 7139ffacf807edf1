"""Files that are none, or that cannot stand where they do. Their bytes never reach the output."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.faults.breaking import Break, Good, link, put, without
from tests.writing.trees import difference, tree

PAGE = "---\ntitle: Stellen\n---\nText.\n"
SECRET = "Not for readers"


def pipe(path: str) -> Break:
    """A named pipe, from which a reader would wait for ever."""

    def make(content: Path) -> None:
        (content / path).unlink(missing_ok=True)
        os.mkfifo(content / path)

    return make


def elsewhere(path: str) -> Break:
    """Moves something out of the content folder and leaves a link to it."""

    def move(content: Path) -> None:
        shutil.move(content / path, content.parent / "elsewhere")
        link(path, content.parent / "elsewhere")(content)

    return move


FILES = {
    "a link to a file outside": (link("town/de/secret.md", "../../../secret.md"), "symbolic-link", "town/de/secret.md"),
    "a link to a folder outside": (link("town/de/etc", "/etc"), "symbolic-link", "town/de/etc"),
    "a link to a page inside": (link("town/de/other.md", "imprint.md"), "symbolic-link", "town/de/other.md"),
    "a link to nothing": (link("town/de/gone.md", "nowhere.md"), "symbolic-link", "town/de/gone.md"),
    "a link to itself": (link("town/de/round.md", "round.md"), "symbolic-link", "town/de/round.md"),
    "a link for the region": (elsewhere("town"), "", "site.yaml"),
    "a link for site.yaml": (elsewhere("site.yaml"), "", "site.yaml"),
    "a pipe": (pipe("town/de/pipe.md"), "not-a-file", "town/de/pipe.md"),
    "a pipe for site.yaml": (pipe("site.yaml"), "not-a-file", "site.yaml"),
    "a huge page": (put({"town/de/huge.md": PAGE + "word " * 60_000}), "file-too-large", "town/de/huge.md"),
    "a huge file": (put({"town/media/form.pdf": bytes(21 << 20)}), "file-too-large", "town/media/form.pdf"),
    "a program": (put({"town/media/tool.exe": b"MZ"}), "unknown-media", "town/media/tool.exe"),
    "two files for one URL": (put({"town/de/work.md": PAGE}), "same-url", "town/de/work.md"),
    "names that differ in case only": (put({"town/de/Imprint.md": PAGE}), "twin-names", "town/de/imprint.md"),
    "a name that Windows keeps for itself": (put({"town/de/con.md": PAGE}), "bad-name", "town/de/con.md"),
    "a line end in a name": (put({"town/de/a\nb.md": PAGE}), "bad-name", "town/de/a�b.md"),
    "a name that is not UTF-8": (put({os.fsdecode(b"town/de/\xff.md"): PAGE}), "bad-name", "town/de/�.md"),
    "a page beside region.yaml": (put({"town/stray/x.md": PAGE}), "bad-language-folder", "town/stray/x.md"),
    "a folder for region.yaml": (
        lambda content: [without("town/region.yaml")(content), (content / "town/region.yaml").mkdir()],
        "no-region-file",
        "town/region.yaml",
    ),
}


@pytest.mark.parametrize(("broken", "code", "place"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_is_named_and_the_site_stands(
    good: Good,
    broken: Break,
    code: str,
    place: str,
    tmp_path: Path,
    run_cli: Callable[..., CompletedProcess[str]],
) -> None:
    """Exit code 1, a finding that names the file, no traceback and no waiting; mending is enough."""
    good.copy_to(tmp_path)
    (tmp_path / "secret.md").write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n")
    broken(tmp_path / "content")

    done = run_cli("build", "--theme", "theme", "--format", "text", "--language", "en")

    assert done.returncode == 1, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if f"error [{code}" in line]
    assert any(line.startswith((f"content/{place}:", f"content/{place} ")) for line in told), done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert not difference(tree(tmp_path / "build"), tree(good.built))
    good.mend(tmp_path)
    assert not difference(tree(tmp_path / "build"), tree(good.built))
