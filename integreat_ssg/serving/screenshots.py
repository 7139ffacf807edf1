"""Screenshots of the built sites for phones that offer to install them, taken when an operator asks and kept in the content.

In: the regions as read, and the output folder. Out: `content/<region>/screenshots/<language>-<number>.png`, which the next build
puts into the app's manifest. Chromium and Playwright are needed here only; no build needs them.
"""

import io
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, cast

from PIL import Image, ImageChops

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.content import HOME, Content
from integreat_ssg.planning import page_file
from integreat_ssg.serving.answers import OURS, handler
from integreat_ssg.serving.listening import listen
from integreat_ssg.serving.stand import Stand

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOST = "127.0.0.1"
WIDTH, HEIGHT, DENSITY = 360, 740, 2
"""A small phone, in CSS pixels, and its pixels for each of them."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--disable-gpu", "--force-color-profile=srgb")
UNSEEN = 32
"""By how much of 255 two pictures of one page differ at most where they are made an eighth as large."""
MISSING = "Screenshots need Playwright: install it with `pip install 'integreat-ssg[screenshots]'`."
NO_BROWSER = (
    "Screenshots need Chromium: install it (on Debian `apt-get install chromium`, elsewhere `playwright install chromium`), "
    "or name it with --browser."
)


def take_screenshots(
    regions: Sequence[Content], content: Path, output: Path, browser: Path | None, say: Callable[[str], None]
) -> None:
    """Takes and writes the screenshots of all these regions, for each language its home page and its first section.

    Raises UsageError where a region has not been built or Playwright or Chromium is missing, WorldError where a page cannot
    be shown or a file not be written.
    """
    unbuilt = [region.slug for region in regions if not (output / region.slug / "index.html").is_file()]
    if unbuilt:
        raise UsageError(f"{output} has no site of {', '.join(unbuilt)}: build it first.")
    with _chromium(browser) as chromium, _served(output) as origin:
        for region in regions:
            for file, path, tag in _wanted(region):
                picture = _look(chromium, f"{origin}/{region.slug}/{path}", tag)
                _write(content / region.slug / file, picture)
                say(f"{region.slug}/{file}")


def _wanted(region: Content) -> Iterator[tuple[str, str, str]]:
    """(file below the region's folder, file of the page, language) for every screenshot."""
    section = next(iter(region.children(HOME)), None)
    for language in region.languages:
        for number, path in enumerate((HOME, section), 1):
            if path is not None and region.find(path, language.tag):
                yield f"screenshots/{language.tag}-{number}.png", page_file(path, language.tag), language.tag


@contextmanager
def _served(output: Path) -> Iterator[str]:
    """The output folder on a free port of this machine, without building anything."""
    server = listen(HOST, 0, handler(Stand(dict), output, "en", HOST, offline=False))
    threading.Thread(target=server.serve_forever, args=[0.1], daemon=True, name="http").start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _chromium(path: Path | None) -> Iterator["Browser"]:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise UsageError(MISSING) from None
    found = str(path) if path else next((there for name in BROWSERS if (there := which(name))), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        except Error as problem:
            raise UsageError(f"{NO_BROWSER} ({problem.message.splitlines()[0]})") from problem
        yield browser
        browser.close()


def _look(browser: "Browser", url: str, language: str) -> bytes:
    """What a phone shows of a page at first, in light colours and without animations, as PNG."""
    from playwright.sync_api import Error

    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=DENSITY,
        is_mobile=True,
        has_touch=True,
        color_scheme="light",
        reduced_motion="reduce",
        locale=language.removesuffix("-simple"),
        service_workers="block",
    )
    try:
        context.route(
            f"**{OURS}*", lambda route: route.abort()
        )  # what reloads an editor's browser is not part of a page
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        return page.screenshot(animations="disabled")
    except Error as problem:
        raise WorldError(f"{url} cannot be shown: {problem.message.splitlines()[0]}") from problem
    finally:
        context.close()


def _write(file: Path, picture: bytes) -> None:
    try:
        if file.is_file() and _alike(file.read_bytes(), picture):
            return
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(picture)
    except OSError as problem:
        raise WorldError(f"{file} cannot be written: {problem.strerror}.") from problem


def _alike(one: bytes, other: bytes) -> bool:
    """Whether an eye sees no difference. Chromium does not always set a line of text on the same pixel; that is no news."""
    try:
        pictures = [Image.open(io.BytesIO(each)).convert("L") for each in (one, other)]
    except (OSError, ValueError):
        return False
    if pictures[0].size != pictures[1].size:
        return False
    small = [picture.resize((WIDTH // 8, HEIGHT // 8), Image.Resampling.BOX) for picture in pictures]
    return cast(int, ImageChops.difference(*small).getextrema()[1]) <= UNSEEN
