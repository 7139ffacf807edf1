"""Integreat to content, content to our own copy of its API, and that to content again: the same files.

What the API cannot carry is listed here, each with its reason; nothing else may differ. `make import-matrix` also takes a large
region.
"""

import io
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from integreat_ssg.cli import main
from tests.exchange.integreat.large import Large, Size, large
from tests.exchange.integreat.responses import MEDIA, responses
from tests.exchange.integreat.shapes import REGION

API = "features:\n  integreat_api: true\n"
SOURCES = {
    "complete": (lambda: Large(responses(), MEDIA), "2026-06-20"),
    "large": (lambda: large(Size(pages=60, languages=4, places=30, events=20, news=8, pictures=40)), "2026-12-20"),
}
"""What is imported, and the day of the build: the API tells of events that are still to come."""
CHOSEN = list(SOURCES) if os.environ.get("MATRIX") == "all" else ["complete"]

NOT_CARRIED = {
    # Whether a region offers the API is a setting of the site that does.
    "region.yaml": lambda text: text.replace(API, ""),
    # Offers are made a page, and the API tells of it as of any page: with its place among the others, and a day.
    "de/offers.md": lambda text: re.sub(r"^(order|updated): .*\n", "", text, flags=re.MULTILINE),
    # A description that stands beside a picture is said in the text, where clients look for it.
    "de/wohnen/index.md": lambda text: text.replace("![Wohnen](", "![]("),
    "media/1-rathaus.png.yaml": None,
    # A place that is closed for a while has no hours at the API, and one without an address no town.
    "places/beratung-mobil.yaml": lambda text: re.findall(
        r"^(?:name|email|website|appointment|closed|access):.*", text, re.MULTILINE
    ),
}
"""File to what is left of it when that is taken out which the API cannot carry; None for a file that may be missing."""


def call(*arguments: str) -> str:
    """Runs the program, which must not fail."""
    done = CliRunner().invoke(main, [*arguments, "--language", "en"], prog_name="integreat-ssg")
    assert done.exit_code == 0, done.output[-3000:]
    return done.stdout


def files(region: Path) -> dict[str, bytes]:
    """A region's files but what imports remember."""
    found = {file.relative_to(region).as_posix(): file.read_bytes() for file in region.rglob("*") if file.is_file()}
    return {path: data for path, data in found.items() if not path.startswith("imported")}


def comparable(path: str, data: bytes) -> object:
    """A file without what the API cannot carry."""
    if path in NOT_CARRIED:
        rest = NOT_CARRIED[path]
        return rest(data.decode()) if rest else None
    if path.endswith((".png", ".jpg")):  # sites make pictures anew, in the sizes that readers need
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    return data


@pytest.mark.parametrize("source", CHOSEN)
def test_what_goes_out_by_the_api_comes_in_as_the_same_files(source: str, tmp_path: Path) -> None:
    """Pages and their translations with their state, links, old addresses, contacts, places, events, news, media, settings."""
    made, day = SOURCES[source]
    saved = made().write(tmp_path / "saved")
    content, built, again = (str(tmp_path / name) for name in ("content", "build", "again"))
    call("import", "integreat", str(saved), "--region", "town", "--remote-name", REGION, "--content", content)
    settings = tmp_path / "content/town/region.yaml"
    settings.write_text(settings.read_text() + API)
    address = ("--base-url", "https://guide.example/", "--date", day, "--no-cache")
    call("build", "--content", content, "--output", built, *address)
    call("import", "integreat", f"{built}/town/api/v3", "--region", "town", "--content", again)
    before, after = files(tmp_path / "content/town"), files(tmp_path / "again/town")
    missing = {path for path, rest in NOT_CARRIED.items() if rest is None}
    assert set(before) - missing == set(after) - missing
    assert len(before) > 30
    different = [path for path in after if comparable(path, before[path]) != comparable(path, after[path])]
    assert different == []
