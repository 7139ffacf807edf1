"""What is published may be damaged, or made to harm: it is told, and nothing of it gets into the next release."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.offline.conftest import MIDNIGHT, Town, edited, logo
from tests.offline.reader import former, pointer, read_release
from tests.writing.trees import tree

PAGE = "de/work/jobs/index.html"


@pytest.fixture
def town(quick_town: Town) -> Town:
    """It is all one here how pages look."""
    return quick_town


def _rewrite(path: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(site: Path) -> None:
        file = next(site.glob(path))
        file.write_bytes(change(file.read_bytes()))

    return damage


def _link(path: str, target: str) -> Callable[[Path], None]:
    def damage(site: Path) -> None:
        place = next(site.glob(path))
        if place.is_dir():
            place.rename(site.parent / "elsewhere")
        else:
            place.rename(site.parent / "elsewhere.file")
        place.symlink_to(site.parent / target)

    return damage


def _manifest(**files: list[object]) -> Callable[[Path], None]:
    """Puts entries into the manifest."""

    def damage(site: Path) -> None:
        manifest = json.loads((site / "integreat-manifest.json").read_bytes())
        manifest["files"] |= {path.replace("__", "/"): entry for path, entry in files.items()}
        (site / "integreat-manifest.json").write_text(json.dumps(manifest))

    return damage


def _pointer(**entries: object) -> Callable[[Path], None]:
    """Changes release.json, and the manifest with it: whole as a file, nonsense as a pointer."""

    def damage(site: Path) -> None:
        data = json.dumps({**json.loads((site / "release.json").read_bytes()), **entries}).encode()
        (site / "release.json").write_bytes(data)
        _manifest(**{"release.json": [hashlib.sha256(data).hexdigest(), len(data)]})(site)

    return damage


def _pipe(site: Path) -> None:
    shutil.rmtree(site)
    os.mkfifo(site)


def _elsewhere(site: Path) -> None:
    site.rename(site.parents[1] / "elsewhere")
    site.symlink_to(site.parents[1] / "elsewhere")


def _circle(site: Path) -> None:
    shutil.rmtree(site)
    site.symlink_to(site)


UNREADABLE: dict[str, Callable[[Path], None]] = {
    "no manifest": lambda site: (site / "integreat-manifest.json").unlink(),
    "empty manifest": _rewrite("integreat-manifest.json", lambda _: b""),
    "manifest of nothing": _rewrite("integreat-manifest.json", lambda _: b"[]"),
    "deep manifest": _rewrite("integreat-manifest.json", lambda _: b"[" * 100_000),
    "other entries": _manifest(x=["a"]),
    "negative size": _manifest(x=["a", -1]),
    "cut pointer": _rewrite("release.json", lambda data: data[:-9]),
    "edited pointer": _rewrite("release.json", lambda data: data.replace(b'"sequence":1', b'"sequence":2')),
    "no pointer": lambda site: (site / "release.json").unlink(),
    "linked pointer": _link("release.json", "elsewhere.file"),
    "other region": _pointer(site="city"),
    "other format": _pointer(format=2),
    "sequence in words": _pointer(sequence="many"),
    "endless sequence": _pointer(sequence=2**60),
    "negative sequence": _pointer(sequence=-1),
    "sets in a list": _pointer(sets=[]),
    "other hashes": _pointer(sets={"base": ["../../etc", 1]}),
    "region in a pipe": _pipe,
    "region as a link": _elsewhere,
    "links in a circle": _circle,
}


@pytest.mark.parametrize("damage", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_a_warning(town: Town, damage: Callable[[Path], None]) -> None:
    """The build goes on as if nothing were published, and says so."""
    town.release()
    damage(town.published / "town")
    result = town.build(edited())
    [found] = [each for each in result.findings if "published" in each.code]
    assert (found.code, found.severity) == ("published-unreadable", "warning")
    assert pointer(town.site)["sequence"] == MIDNIGHT
    assert read_release(town.site)
    assert not (town.site / "release/former.json").exists()


DAMAGED: dict[str, Callable[[Path], None]] = {
    "changed pack": _rewrite("release/packs/*.bin", lambda data: data[:-1] + b"?"),
    "cut pack": _rewrite("release/packs/*.bin", lambda data: data[:100]),
    "grown index": _rewrite("release/index/*.json", lambda data: data + b" "),
    "changed page": _rewrite(PAGE, lambda data: data.replace(b"Text", b"Taxt")),
    "linked page": _link(PAGE, "elsewhere.file"),
    "linked folder": _link("release/contents", "elsewhere"),
    "lost style": lambda site: next(site.glob("assets/*/style.css")).unlink(),
    "file that is not there": _manifest(media__x=["a", 3]),
    "file outside": _manifest(**{"media__..__..__x": ["a", 3]}),
    "list of former releases": _rewrite("release/former.json", lambda data: b"{" + data),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_is_damaged_is_left_behind(town: Town, damage: Callable[[Path], None]) -> None:
    """The sequence rises all the same, and nothing of what is damaged gets into the new release."""
    town.release(edited(text="Text eins."))
    town.release(edited(text="Text zwei."))
    good = tree(town.published / "town")
    damage(town.published / "town")
    result = town.build({**edited(text="Text drei."), **logo(1)})
    found = [each for each in result.findings if "published" in each.code]
    assert [(each.code, each.severity) for each in found] in ([("published-damaged", "warning")], [])
    assert bool(found) == (damage is not DAMAGED["file outside"]), "what nobody would look for is no damage"
    assert pointer(town.site)["sequence"] == MIDNIGHT + 2
    assert read_release(town.site)
    now = tree(town.site)
    carried = {path for release in former(town.site) for path in release["files"]}
    assert carried
    assert all(now[path] == good[path] for path in carried)


def test_only_what_the_manifest_lists_is_carried(town: Town) -> None:
    """A file that somebody has put beside the site does not get published by the next build."""
    town.release()
    (town.published / "town/media").mkdir(exist_ok=True)
    (town.published / "town/media/000000000000-strange.svg").write_text("<svg/>")
    town.build(edited())
    assert not (town.site / "media/000000000000-strange.svg").exists()
