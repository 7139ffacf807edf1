"""`integreat-ssg screenshots`: pictures of the built site, in the place from where the next build shows them to phones."""

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from PIL import Image

from tests.browser.conftest import Sites, build_with_command, copy_everything
from tests.browser.visiting import CHROMIUM


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The everything-site's content, to be written into."""
    return copy_everything(tmp_path / "content")


def take(content: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "integreat_ssg", "screenshots", "unspoken", "--no-cache"]
    folders = ["--content", str(content), "--output", str(output)]
    return subprocess.run([*command, *folders, *options], capture_output=True, text=True, timeout=180)


def test_each_language_gets_pictures_that_phones_show(content: Path, sites: Sites, tmp_path: Path) -> None:
    """Of the home page and of the first section, in a phone's size and not blank; the next build puts them into the manifest.
    Taken again of the same site, they stay as they are."""
    output = Path(copytree(sites.everything, tmp_path / "site"))
    done = take(content, output, "--browser", CHROMIUM)
    assert done.returncode == 0, done.stderr
    pictures = {file.name: file for file in (content / "unspoken" / "screenshots").iterdir()}
    assert set(pictures) == {f"{tag}-{number}.png" for tag in ("de", "fa", "ti") for number in (1, 2)}
    for picture in pictures.values():
        with Image.open(picture) as image:
            assert image.size == (720, 1480)
            assert len(image.convert("RGB").getcolors(1 << 24) or []) > 100
    build_with_command(content, output)
    manifest = json.loads((output / "unspoken/fa/app.webmanifest").read_bytes())
    assert [each["sizes"] for each in manifest["screenshots"]] == ["720x1480"] * 2

    before = {name: file.stat().st_mtime_ns for name, file in pictures.items()}
    assert take(content, output).returncode == 0
    assert {name: file.stat().st_mtime_ns for name, file in pictures.items()} == before


def test_what_is_missing_is_told(content: Path, tmp_path: Path, sites: Sites) -> None:
    """No site yet, no browser: one sentence says what to do, and nothing is written."""
    for output, options, words in (
        (tmp_path / "empty", [], "build it first"),
        (sites.everything, ["--browser", "/bin/true"], "install chromium"),
        (sites.everything, ["elsewhere"], "no region elsewhere"),
    ):
        done = take(content, output, *options)
        assert done.returncode == 2
        assert words in done.stderr
    assert not (content / "unspoken" / "screenshots").exists()


def test_without_playwright_the_way_to_it_is_told(content: Path, sites: Sites, tmp_path: Path) -> None:
    """Playwright is an extra, and the command says how to get it."""
    (tmp_path / "playwright.py").write_text("raise ImportError")
    command = [sys.executable, "-m", "integreat_ssg", "screenshots", "--no-cache"]
    done = subprocess.run(
        [*command, "--content", str(content), "--output", str(sites.everything)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
    )
    assert done.returncode == 2
    assert "pip install 'integreat-ssg[screenshots]'" in done.stderr
