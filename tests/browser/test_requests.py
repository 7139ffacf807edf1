"""What a first visit costs: bytes, requests, and what a cache may keep."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page

from tests.browser.checks.documents import read_document
from tests.browser.checks.weight import fingerprint, weight_problems
from tests.browser.conftest import Sites, build_with_command, copy_everything
from tests.browser.pages import SAMPLE
from tests.browser.server import Server

REQUESTS = 24
"""Requests of a first visit at most: page, style, icon, the early script, and small modules, for which no reader waits."""


def test_first_answer(sites: Sites) -> None:
    """Every page of the sample can be read after one answer of the server's: HTML and CSS, compressed, in 14 kB."""
    problems = [
        f"{file.relative_to(sites.sample)}: {problem}"
        for file in sorted(sites.sample.rglob("index*.html"))
        for problem in weight_problems(sites.sample, file)
    ]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", ["home de", "full page ar", "language choice", "portal de"])
def test_number_of_requests(name: str, open_page: Callable[..., Page], server: Server) -> None:
    """A first visit asks for few things, each once, all of them here."""
    server.log.clear()
    open_page(SAMPLE[name])
    asked = [answered.path for answered in server.log]
    assert len(asked) == len(set(asked)), asked
    assert len(asked) <= REQUESTS, asked
    assert all(answered.status == 200 for answered in server.log), server.log


def test_pictures_wait(open_page: Callable[..., Page], server: Server) -> None:
    """A phone loads one picture of the size that suits it, in the smaller format."""
    server.log.clear()
    page = open_page(SAMPLE["picture de"], width=360, device_scale_factor=1)
    page.locator(".text img").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.text img').complete")
    pictures = [answered.path for answered in server.log if "/media/" in answered.path]
    assert len(pictures) == 1, pictures
    assert pictures[0].endswith("-360.webp"), pictures


def test_nothing_from_elsewhere(sites: Sites) -> None:
    """No page names another host in anything that a browser would fetch by itself."""
    for file in [*sites.sample.rglob("*.html"), *sites.everything.rglob("*.html")]:
        for each in read_document(file).references:
            fetched = each.tag in ("img", "source", "script", "iframe", "video", "audio") or (
                each.tag == "link" and each.rel not in ("canonical", "alternate")
            )
            assert not (fetched and "//" in each.url), f"{file}: {each.url}"


def test_names_change_with_what_they_name(sites: Sites, tmp_path: Path) -> None:
    """What a cache may keep for ever never changes under its name: another colour and another picture have other names."""
    content = copy_everything(tmp_path / "content")
    settings = content / "everything" / "region.yaml"
    settings.write_text(settings.read_text("utf-8").replace("#7a3b10", "#23573d"), "utf-8")
    drawing = content / "everything" / "media" / "houses.png"
    drawing.write_bytes((content / "everything" / "media" / "small.png").read_bytes())
    after = fingerprint(build_with_command(content, tmp_path / "after"))
    before = fingerprint(Path(copytree(sites.everything, tmp_path / "before")))
    assert set(before) - set(after), "nothing was renamed"
    assert not {path for path in set(before) & set(after) if before[path] != after[path]}
