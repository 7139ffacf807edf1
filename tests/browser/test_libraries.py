"""The bundles that pages load on request: made of the locked packages, and of nothing else."""

import json
import re
import subprocess
from pathlib import Path

from tests.conftest import REPOSITORY

LIBRARIES = REPOSITORY / "themes" / "default" / "libraries"
FETCHED = REPOSITORY / ".venv" / "libraries"
"""Where `make browser` has put the packages of the lock file."""
MADE = ("map.js", "map.css", "qr.js", "libraries.json", "LICENSES.txt")


def test_it_can_be_made_anew(tmp_path: Path) -> None:
    """Built from the lock file, all of it is what the repository holds, byte for byte."""
    for file in (
        "build.mjs",
        "package-lock.json",
        *(f"source/{each.name}" for each in (LIBRARIES / "source").iterdir()),
    ):
        assert (FETCHED / file).read_bytes() == (LIBRARIES / file).read_bytes(), "`make libraries` is to be run"
    subprocess.run(["node", str(FETCHED / "build.mjs"), str(tmp_path)], check=True, timeout=120)
    assert [name for name in MADE if (tmp_path / name).read_bytes() != (LIBRARIES / name).read_bytes()] == []


def test_what_is_in_it_is_told() -> None:
    """Each library is named in the version of the lock file, with a licence and its text."""
    locked = json.loads((LIBRARIES / "package-lock.json").read_text("utf-8"))["packages"]
    texts = (LIBRARIES / "LICENSES.txt").read_text("utf-8")
    libraries = json.loads((LIBRARIES / "libraries.json").read_text("utf-8"))
    assert {each["name"] for each in libraries} >= {
        "leaflet",
        "lean-qr",
        "pmtiles",
        "protomaps-leaflet",
        "supercluster",
    }
    for each in libraries:
        assert each["version"] == locked[f"node_modules/{each['name']}"]["version"]
        *_, text = texts.partition(f"{each['name']} {each['version']} ({each['licence']})\n\n")
        assert re.search(r"copyright", text[:2000], re.IGNORECASE), each


def test_no_registry_is_named() -> None:
    """Whoever builds it fetches the packages from where their own npm is told to."""
    assert "resolved" not in (LIBRARIES / "package-lock.json").read_text("utf-8")
