"""One mistake at a time in a site that was good: it is told with its place, and the site that stands is not touched.

Here: what stands in files. `test_bad_files.py` has the files themselves.
"""

import io
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PIL import Image

from tests.conftest import SMALL_SITE
from tests.faults.breaking import Break, Good, page, put, without
from tests.writing.trees import difference, tree

REGION = str(SMALL_SITE["town/region.yaml"])
JOBS = "town/de/work/jobs.md"
CONFLICT = "<<<<<<< HEAD\ntitle: Stellen\n=======\ntitle: Arbeit finden\n>>>>>>> theirs"


def picture() -> bytes:
    """A small PNG."""
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "PNG")
    return data.getvalue()


def both(*breaks: Break) -> Break:
    """One break after the other."""

    def run(content: Path) -> None:
        for each in breaks:
            each(content)

    return run


YAML = {
    "broken YAML": (put({JOBS: "---\ntitle: [Stellen\n---\nText.\n"}), "yaml-syntax", f"{JOBS}:2"),
    "a second colon": (page("Text.", head="title: Arbeit: Stellen"), "yaml-colon", f"{JOBS}:2"),
    "a tab": (put({"town/region.yaml": "kind: town\nname:\n\tde: Town\n"}), "yaml-tab", "town/region.yaml:3"),
    "a key twice": (page("Text.", head="title: Stellen\ntitle: Andere"), "duplicate-key", f"{JOBS}:3"),
    "a word for a number": (page("Text.", head="title: Stellen\norder: erste"), "wrong-type", f"{JOBS}:3"),
    "a word not on the list": (
        put({"town/region.yaml": REGION.replace("kind: town", "kind: hamlet")}),
        "wrong-type",
        "town/region.yaml:1",
    ),
    "an unknown key": (page("Text.", head="title: Stellen\nsumary: Kurz"), "unknown-key", f"{JOBS}:3"),
    "no title": (page("Text.", head="summary: Kurz"), "missing-key", f"{JOBS}:2"),
    "500 levels of YAML": (page("Text.", head=f"title: {'[' * 500}{']' * 500}"), "yaml-depth", f"{JOBS}:2"),
    "conflict markers in YAML": (page("Text.", head=CONFLICT), "conflict-marker", f"{JOBS}:2"),
    "no site.yaml": (without("site.yaml"), "no-site-file", "site.yaml"),
    "an unfinished site.yaml": (put({"site.yaml": "title: 'Guide\nregions: [town]\n"}), "yaml-syntax", "site.yaml:1"),
    "an empty site.yaml": (put({"site.yaml": ""}), "missing-key", "site.yaml:1"),
    "no region.yaml": (without("town/region.yaml"), "no-region-file", "town/region.yaml"),
    "no region folder": (without("town"), "no-region-folder", "site.yaml"),
    "a region that inherits itself": (
        put({"town/region.yaml": f"{REGION}inherits: [town]\n"}),
        "inherits-itself",
        "town/region.yaml:5",
    ),
    "a colour too light": (
        put({"town/region.yaml": f"{REGION}colours: {{brand: '#ffff00'}}\n"}),
        "low-contrast",
        "town/region.yaml",
    ),
}
PAGES = {
    "no head": (put({JOBS: "Text.\n"}), "no-front-matter", f"{JOBS}:1"),
    "an unclosed head": (put({JOBS: "---\ntitle: Stellen\nText.\n"}), "unclosed-front-matter", f"{JOBS}:1"),
    "an empty file": (put({JOBS: ""}), "empty-file", JOBS),
    "not text": (put({JOBS: b"---\ntitle: Stellen\n---\n\x00\x01\xff"}), "binary-file", JOBS),
    "not UTF-8": (put({JOBS: "---\ntitle: Stellen\n---\nText.\nMünze\n".encode("latin-1")}), "not-utf8", f"{JOBS}:5"),
    "a title of 10,000 characters": (page("Text.", head=f"title: {'x' * 10_000}"), "title-too-long", f"{JOBS}:2"),
    "500 lists in each other": (page("- " * 500 + "x"), "nested-too-deeply", JOBS),
    "500 quotations in each other": (page(">" * 500 + "x"), "nested-too-deeply", JOBS),
    "a text that never ends": (page("[" * 40_000 + "]("), "conversion-too-slow", JOBS),
    "a text that includes itself": (page("[[include: work/jobs]]"), "include-loop", JOBS),
    "texts that include each other": (
        both(page("[[include: work]]"), page("[[include: work/jobs]]", "town/de/work/index.md")),
        "include-loop",
        "town/de/work/index.md",
    ),
    "an unknown contact": (page("Text.\n\n[[contact: nobody]]"), "unknown-contact", f"{JOBS}:6"),
    "a broken link": (page("Text.\n\n[Mehr](job.md)"), "broken-link", f"{JOBS}:6"),
    "a broken anchor": (page("Text.\n\n[Mehr](index.md#nowhere)"), "broken-anchor", f"{JOBS}:6"),
    "a link out of the content folder": (page("[Mehr](../../../../../etc/passwd.md)"), "link-outside", f"{JOBS}:4"),
    "a picture from outside": (page("![Haus](../../../../etc/logo.png)"), "image-outside", f"{JOBS}:4"),
    "a picture without words": (
        both(page("Text.\n\n![](../../media/house.png)"), put({"town/media/house.png": picture()})),
        "no-alt-text",
        f"{JOBS}:6",
    ),
    "a broken picture": (put({"town/media/house.png": picture()[:40]}), "image-damaged", "town/media/house.png"),
    "a picture of another kind": (put({"town/media/house.jpg": picture()}), "image-format", "town/media/house.jpg"),
}
MISTAKES = YAML | PAGES


@pytest.mark.parametrize(("broken", "code", "place"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_and_the_site_stands(
    good: Good,
    broken: Break,
    code: str,
    place: str,
    tmp_path: Path,
    run_cli: Callable[..., CompletedProcess[str]],
) -> None:
    """Exit code 1, a finding with file and line, no traceback; not a byte of the old site changes; mending is enough."""
    good.copy_to(tmp_path)
    broken(tmp_path / "content")

    done = run_cli("build", "--theme", "theme", "--seconds", "2", "--format", "text", "--language", "en")

    assert done.returncode == 1, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if f"error [{code}" in line]
    assert any(line.startswith((f"content/{place}:", f"content/{place} ")) for line in told), done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not difference(tree(tmp_path / "build"), tree(good.built))
    good.mend(tmp_path)
    assert not difference(tree(tmp_path / "build"), tree(good.built))
