"""What is kept of a language is read when its bytes are asked for. What is not there any more, or no more what it was, is made
again: whenever that happens, the site is that of a clean build."""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from integreat_ssg import chunks
from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.errors import WorldError
from integreat_ssg.kept import Packs, as_chunk, as_made
from integreat_ssg.model.site import Artifact
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.rendering.share import Share
from tests.line.test_former_files import edited, entries
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, tree

MakeJob = Callable[..., Job]
render_language = chunks.render_language


@pytest.fixture
def tiny(tmp_path: Path) -> Theme:
    """A theme that takes no time."""
    return read_theme(write_tiny_theme(tmp_path / "theme"))


def packs(cache: Path) -> list[Path]:
    """The entries that are packs of files."""
    return sorted(each for each, data in entries(cache).items() if data.startswith(b"\x1f\x8b"))


def heads(cache: Path) -> list[Path]:
    """The entries that tell what stands in packs."""
    return sorted(each for each, data in entries(cache).items() if data.startswith(b'{"program"'))


def planted(entry: Path, data: bytes) -> None:
    """An entry as the program itself writes it, with other data."""
    key = f"{entry.parent.name}{entry.name}"
    entry.write_bytes(hashlib.sha256(key.encode() + data).digest() + data)


def _in_a_circle(files: Sequence[Path]) -> None:
    contents = [each.read_bytes() for each in files]
    for file, content in zip(files, [*contents[1:], contents[0]], strict=True):
        file.write_bytes(content)


def _planted_in_a_circle(files: Sequence[Path]) -> None:
    contents = [each.read_bytes()[32:] for each in files]
    for file, content in zip(files, [*contents[1:], contents[0]], strict=True):
        planted(file, content)


DAMAGE: dict[str, Callable[[Sequence[Path]], object]] = {
    "gone": lambda files: [each.unlink() for each in files],
    "cut": lambda files: [each.write_bytes(each.read_bytes()[:-9]) for each in files],
    "emptied": lambda files: [each.write_bytes(b"") for each in files],
    "one byte changed": lambda files: [each.write_bytes(each.read_bytes()[:-1] + b"?") for each in files],
    "in each other's place": _in_a_circle,
    "sound, in each other's place": _planted_in_a_circle,
    "sound, and no pack": lambda files: [planted(each, b"something else") for each in files],
    "folders": lambda files: [(each.unlink(), each.mkdir()) for each in files],
}


def _nothing(*_: object) -> None:
    raise AssertionError("a language is rendered that is known")


LOSSES = [
    *(("plan", 0, damage) for damage in DAMAGE),
    *(
        (stage, number, "gone")
        for stage in ("plan", "seal", "write")
        for number in (0, 1)
        if (stage, number) != ("plan", 0)
    ),
]
"""When it happens, whether a page is edited then as well, and what happens."""


@pytest.mark.parametrize(("stage", "number", "damage"), LOSSES)
def test_packs_that_are_lost_are_made_again(
    stage: str,
    number: int,
    damage: str,
    make_job: MakeJob,
    tmp_path: Path,
    tiny: Theme,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Before the build reads what it knows, and after, when it has read the heads alone. The folder of the site is gone, so that
    every file has to be written. What was made again is kept, where a cache can keep it."""
    cache = tmp_path / "cache"
    build(make_job(edited(0), theme=tiny, cache=Cache(cache)))
    shutil.rmtree(tmp_path / "build")
    damaged: list[Path] = []

    def progress(now: str, _: str) -> None:
        if now == stage and not damaged:
            damaged.extend(packs(cache))
            DAMAGE[damage](damaged)

    result = build(make_job(edited(number), theme=tiny, cache=Cache(cache), progress=progress))
    assert all(each.written for each in result.regions)
    assert len(damaged) > 3
    build(make_job(edited(number), theme=tiny, output=tmp_path / "clean"))
    assert not difference(tree(tmp_path / "build"), tree(tmp_path / "clean"))
    shutil.rmtree(tmp_path / "build")
    if all(each.is_file() for each in damaged if each.exists()):
        monkeypatch.setattr(chunks, "render_language", _nothing)
    build(make_job(edited(number), theme=tiny, cache=Cache(cache)))
    assert not difference(tree(tmp_path / "build"), tree(tmp_path / "clean"))


def test_files_that_stand_are_not_read(
    make_job: MakeJob, tmp_path: Path, tiny: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one language is edited, the bytes of all others are not needed: even where they are gone, nobody misses them."""
    cache = tmp_path / "cache"
    build(make_job(edited(0), theme=tiny, cache=Cache(cache)))
    english = next(each for each in heads(cache) if b'"en/index.html"' in each.read_bytes())
    names = {digest for _, digest, *_ in json.loads(english.read_bytes()[32:])["packs"]}
    lost = [each for each in packs(cache) if hashlib.sha256(each.read_bytes()[32:]).hexdigest() not in names]
    for each in lost:
        each.unlink()
    assert len(lost) > 1

    def only_english(share: Share, *known: object) -> tuple[Artifact, ...]:
        assert share.language == "en", "a language that nobody has edited is rendered"
        return render_language(share, *known)  # type: ignore[arg-type]

    monkeypatch.setattr(chunks, "render_language", only_english)
    build(make_job(edited(1), theme=tiny, cache=Cache(cache)))
    monkeypatch.undo()
    build(make_job(edited(1), theme=tiny, output=tmp_path / "clean"))
    assert not difference(tree(tmp_path / "build"), tree(tmp_path / "clean"))


def test_packs_that_phones_load_are_none_of_those_that_only_lie_here() -> None:
    """A region offers offline use from today on: packs of the same files as yesterday's are those of a clean build."""
    files = [Artifact(f"de/{number}/index.html", f"Seite {number} ".encode() * 500) for number in range(3)]
    only_kept = as_made(files, (), (), None)
    former = as_chunk(only_kept.head, "de", Packs(Cache(), "town/de", only_kept.packs))
    assert as_made(files, files, (), former) == as_made(files, files, (), None)
    assert not as_made(files, (), (), former).packs


def test_a_cache_that_takes_nothing_is_no_fault(make_job: MakeJob, tmp_path: Path, tiny: Theme) -> None:
    """A disk that is full, or a folder that cannot be made: what nobody keeps is held until it is written."""
    (tmp_path / "cache").write_text("no folder")
    build(make_job(edited(0), theme=tiny, cache=Cache(tmp_path / "cache")))
    build(make_job(edited(0), theme=tiny, output=tmp_path / "clean"))
    assert not difference(tree(tmp_path / "build"), tree(tmp_path / "clean"))


def test_a_head_that_tells_of_other_files_is_told(make_job: MakeJob, tmp_path: Path, tiny: Theme) -> None:
    """Somebody has written a head that looks sound, of packs that nobody can make: nothing is written, and the reader learns how
    to go on."""
    cache = tmp_path / "cache"
    build(make_job(edited(0), theme=tiny, cache=Cache(cache)))
    before = tree(tmp_path / "build")
    for each in heads(cache):
        head = json.loads(each.read_bytes()[32:])
        head["packs"] = [[name, "0" * 64, *others] for name, _, *others in head["packs"]]
        planted(each, json.dumps(head).encode())
    shutil.move(tmp_path / "build", tmp_path / "aside")
    with pytest.raises(WorldError, match="--no-cache"):
        build(make_job(edited(0), theme=tiny, cache=Cache(cache)))
    assert not (tmp_path / "build/town").exists()
    shutil.move(tmp_path / "aside/town", tmp_path / "build/town")
    assert tree(tmp_path / "build/town") == {
        path.removeprefix("town/"): data for path, data in before.items() if path.startswith("town/")
    }
