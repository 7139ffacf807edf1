"""Every file is valid: what a browser gets, and what its scripts have made of it."""

from pathlib import Path

from tests.browser.checks.html import html_problems
from tests.browser.conftest import Sites
from tests.browser.pages import SAMPLE
from tests.browser.server import Server
from tests.browser.visiting import Visitor


def test_files(sites: Sites) -> None:
    """No error and no warning in any HTML file of one region in two languages, of the portal and of the everything-site.

    The same for the style sheets and the drawings.
    """
    region = sites.sample / "lueneburg"
    files = [file for tag in ("de", "ar") for file in sorted((region / tag).rglob("*.html"))]
    files += [
        *sites.sample.glob("*.html"),
        *region.glob("*.html"),
        *sites.sample.glob("peine/*/local/towns/index.html"),
    ]
    files += [file for ending in ("html", "css", "svg") for file in sites.everything.rglob(f"*.{ending}")]
    problems = html_problems(files)
    assert not problems, "\n".join(problems)


def test_after_scripts(visitor: Visitor, server: Server, tmp_path: Path) -> None:
    """What the scripts make of a page is as valid as what they found, with every menu open."""
    files = []
    for name in ("full page ar", "portal de", "language choice"):
        page = visitor.open(server.url(SAMPLE[name]), width=1280)
        for summary in page.locator("header summary").all():
            summary.click()
        files.append(tmp_path / f"{name}.html".replace(" ", "-"))
        files[-1].write_text(page.content(), "utf-8")
    problems = html_problems(files)
    assert not problems, "\n".join(problems)
