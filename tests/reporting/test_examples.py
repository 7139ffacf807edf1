"""Every code has an example that provokes it. A new code gets one in `integreat_ssg/reporting/examples.yaml`: the smallest files
that, laid over the sound site at its top, make `check` tell it.
"""

import os
from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.build import Job
from integreat_ssg.cache import Cache
from integreat_ssg.inspection import check
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reporting.examples import Made, base, examples
from integreat_ssg.reporting.sentences import wording

TODAY = date(2026, 11, 28)

NETWORK = "asks the network: tests/exchange/test_asking.py"
TILES = "takes a map's tiles, which are no text: tests/reading/test_tiles.py, tests/checking/test_map_rules.py"
PUBLISHED = "takes a former release: tests/offline/test_published.py, tests/offline/test_published_damage.py"
ELSEWHERE = {"archive-": "exchange/archive", "import-": "exchange", "probe-": "probing"}
"""How codes begin that no content provokes, since they are about an archive, about what comes from elsewhere, or about a site
that is looked at from outside; and the folder with the tests that provoke them."""
HISTORY = "takes a history of git: tests/reading/test_history.py"
WITHOUT = {
    "conversion-crashed": "takes a fault in the Markdown library: tests/reading/test_conversion.py",
    "conversion-too-large": "takes a gigabyte: tests/reading/test_conversion.py",
    "conversion-too-slow": "takes its time: tests/reading/test_conversion.py",
    "link-endless": NETWORK,
    "link-gone": NETWORK,
    "link-host-unknown": NETWORK,
    "link-insecure": NETWORK,
    "link-moved": NETWORK,
    "link-private": NETWORK,
    "link-refused": NETWORK,
    "link-silent": NETWORK,
    "link-unasked": NETWORK,
    "map-over-budget": TILES,
    "no-tiles-credit": TILES,
    "nothing-published": PUBLISHED,
    "published-damaged": PUBLISHED,
    "published-unreadable": PUBLISHED,
    "readability-not-measured": "takes an installation without textstat: tests/checking/test_quality.py",
    "shallow-clone": HISTORY,
    "site-left-over": "takes a former build: tests/writing/test_portal_and_recovery.py",
    "tiles-compression": TILES,
    "tiles-damaged": TILES,
    "tiles-elsewhere": TILES,
    "tiles-format": TILES,
    "tiles-not-named": TILES,
    "tiles-not-vectors": TILES,
    "tiles-unknown-layers": TILES,
    "tiles-version": TILES,
    "unreadable-file": "takes a file that nobody may read: tests/reading/test_folder.py",
}
"""Codes that no content alone provokes, and what does."""


def write(folder: Path, example: dict[str, str | Made | None]) -> None:
    """An example laid over the sound site."""
    for path, each in {**base(), **example}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(each, Made) and each.link:
            file.symlink_to(each.link)
        elif isinstance(each, Made) and each.pipe:
            os.mkfifo(file)
        elif each is not None:
            file.write_bytes(each.data if isinstance(each, Made) else each.encode())


def codes(folder: Path, theme: Theme, converter: Converter) -> set[str]:
    job = Job(folder, folder / "build", theme, Cache(None), converter, TODAY)
    return {each.code for each in check(job).all_findings}


def test_every_code_has_an_example() -> None:
    """In examples.yaml, or a reason here why there can be none; and neither is left over."""
    known = {code for code in wording().findings if not code.startswith(tuple(ELSEWHERE))}
    missing = sorted(known - set(examples()) - set(WITHOUT))
    assert not missing, f"These codes need an example in integreat_ssg/reporting/examples.yaml: {missing}"
    assert not sorted((set(examples()) | set(WITHOUT)) - known), "examples of codes that are gone"
    assert not set(examples()) & set(WITHOUT)


@pytest.mark.parametrize("begins", ELSEWHERE)
def test_codes_of_what_comes_from_elsewhere_are_each_named_by_a_test(begins: str) -> None:
    """So that none is forgotten."""
    tests = Path(__file__).parents[1] / ELSEWHERE[begins]
    texts = "".join(file.read_text("utf-8") for file in tests.rglob("test_*.py"))
    codes_of_it = [code for code in wording().findings if code.startswith(begins)]
    assert codes_of_it
    assert not [code for code in codes_of_it if f'"{code}"' not in texts and f"'{code}'" not in texts]


def test_the_site_below_is_sound(tmp_path: Path, theme: Theme, converter: Converter) -> None:
    """Otherwise the examples would prove nothing."""
    write(tmp_path / "content", {})
    assert codes(tmp_path / "content", theme, converter) == {"no-git"}


@pytest.mark.parametrize("code", sorted(examples()))
def test_the_example_provokes_its_code(code: str, tmp_path: Path, theme: Theme, converter: Converter) -> None:
    """What the documentation shows is what the program finds."""
    write(tmp_path / "content", dict(examples()[code]))
    assert code in codes(tmp_path / "content", theme, converter)
