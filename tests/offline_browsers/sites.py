"""Releases of two guides, built by the real command from content that is really edited: the sample, and one of 240 pages."""

import hashlib
import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from shutil import copytree, rmtree

from PIL import Image

from tests.bench.corpus import page_paths, write_corpus
from tests.commands import run_command
from tests.conftest import REPOSITORY, SMALL_SITE, write_files
from tests.sharing import made_once
from tests.tiles import MIDDLE, make_tiles

PAGES = 240
SAMPLE_REGION, SECOND_REGION, GUIDE_REGION = "lueneburg", "goslar", "region-0"
EDITED = "de/arrival/registration/index.html"
"""The page of the sample that is edited, a text that all regions share."""
EDITED_SOURCE = "germany/de/arrival/registration"
LISTED = 45
"""Places, and events, of a town whose lists go on on a second page."""
SENTENCE = "\n\nSeit dieser Woche gelten neue Zeiten.\n"


@dataclass(frozen=True)
class Release:
    """A built site; `region` is the folder of the region that is looked at."""

    folder: Path
    region: str

    @property
    def scope(self) -> str:
        """The path of the region on a host."""
        return f"/{self.region}/"

    def bytes_of(self, path: str) -> bytes:
        """A file of the region."""
        return (self.folder / self.region / path).read_bytes()

    def hash_of(self, path: str) -> str:
        """A file's hash as releases name it."""
        return hashlib.sha256(self.bytes_of(path)).hexdigest()[:32]

    def pages(self, language: str) -> list[str]:
        """Paths of a language's pages."""
        root = self.folder / self.region
        return sorted(file.relative_to(root).as_posix() for file in (root / language).rglob("index.html"))


class Guide:
    """Content in a history of its own, which `write` writes, and the releases that are built from it, each once in a run."""

    def __init__(
        self, folder: Path, region: str, write: Callable[[Path], object], regions: tuple[str, ...] = ()
    ) -> None:
        self.folder = folder
        self.region = region
        self._regions = regions
        self.content = made_once(folder / "content", lambda content: (write(content), commit(content, 1)))

    def build(self, name: str) -> Release:
        """The content as it is."""
        return Release(made_once(self.folder / name, self._build), self.region)

    def edited(self, name: str, day: int, edit: Callable[[Path], None], published: Release | None = None) -> Release:
        """A release of the content with this edit, of that day; built with what is published where that is given."""
        return Release(
            made_once(self.folder / name, lambda output: self._edit(output, day, edit, published)), self.region
        )

    def _edit(self, output: Path, day: int, edit: Callable[[Path], None], published: Release | None) -> None:
        """Edits the content itself, for a cache knows its paths; then it is as it was."""
        before = self.folder / "before"
        copytree(self.content, before)
        try:
            edit(self.content)
            commit(self.content, day)
            self._build(output, published)
        finally:
            rmtree(self.content)
            before.rename(self.content)

    def _build(self, output: Path, published: Release | None = None) -> None:
        folders = ["--content", str(self.content), "--output", str(output), "--cache", str(self.folder / "cache")]
        folders += ["--published", str(published.folder)] if published else []
        result = run_command(REPOSITORY, "build", *self._regions, *folders)
        assert result.returncode == 0, f"{output} does not build:\n{result.stdout}{result.stderr}"


def commit(content: Path, day: int) -> None:
    """Remembers the content as it is, on that day of November: which release is newer does not depend on this machine."""
    moment = f"2026-11-{day:02}T09:00:00Z"
    who = {"GIT_AUTHOR_NAME": "E", "GIT_AUTHOR_EMAIL": "e@guide.example", "GIT_AUTHOR_DATE": moment}
    who |= {"GIT_COMMITTER_NAME": "E", "GIT_COMMITTER_EMAIL": "e@guide.example", "GIT_COMMITTER_DATE": moment}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Texts"]):
        subprocess.run(["git", *command], cwd=content, env={**os.environ, **who}, check=True, timeout=60)


def add_sentence(*paths: str) -> Callable[[Path], None]:
    """An edit: one more sentence on each of these pages."""

    def edit(content: Path) -> None:
        for path in paths:
            file = content / f"{path}.md"
            file.write_text(file.read_text("utf-8") + SENTENCE, "utf-8")

    return edit


def redesign(content: Path) -> None:
    """An edit that changes every page: another colour is another style sheet. A picture is another one, too."""
    settings = content / SAMPLE_REGION / "region.yaml"
    text = settings.read_text("utf-8")
    start = text.index('brand: "#') + len('brand: "')
    settings.write_text(f"{text[:start]}#23573d{text[start + 7 :]}", "utf-8")
    for file in (content / SAMPLE_REGION / "media").glob("*.png"):
        with Image.open(file) as picture:
            picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(file)


def switch_off(content: Path) -> None:
    """An edit: the region turns saving off."""
    settings = content / SAMPLE_REGION / "region.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nfeatures: {offline: false}\n", "utf-8")


def write_town(content: Path) -> None:
    """Content of a town with places and events; the events come again for years, so that some lie ahead whenever this runs."""
    towns = "aliases: {Nord: {latitude: 52, longitude: 10}, Süd: {latitude: 51, longitude: 10}}\n"
    files = {**SMALL_SITE, "town/region.yaml": f"{SMALL_SITE['town/region.yaml']!s}land: NI\n{towns}"}
    for number in range(LISTED):
        town, kind = ("Süd", "sport") if number % 3 == 0 else ("Nord", "school")
        files[f"town/places/place-{number:02}.yaml"] = (
            f"name: Ort {number:02}\nmunicipality: {town}\ncategories: [{kind}]\nhours: 24/7\n"
        )
        files[f"town/events/event-{number:02}.yaml"] = (
            f"title: Treffen {number:02}\nstart: 2026-01-05 10:{number:02}\nend: 2026-01-05 12:00\ncategories: [{kind}]\n"
            f"repeat: FREQ=WEEKLY;UNTIL=20591231\nplace: place-{number:02}\n"
        )
    write_files(content, files)


def write_tiled_town(content: Path) -> None:
    """Content of a town with an interactive map."""
    settings = f"{SMALL_SITE['town/region.yaml']}map: {{tiles: map/town.pmtiles, tiles_credit: Nobody}}\n"
    tiles = make_tiles(content.with_name("tiles"))
    place = f"name: Seehaus\ncoordinates: {{latitude: {MIDDLE + 0.02}, longitude: 10.05}}\n"
    more = {"town/region.yaml": settings, "town/map/town.pmtiles": tiles, "town/places/hall.yaml": place}
    write_files(content, {**SMALL_SITE, **more})


class Sites:
    """Every release that the tests need, each built when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def sample(self) -> Guide:
        """The sample content, two of its regions."""
        copy = partial(copytree, REPOSITORY / "content")
        return Guide(self._folder / "sample", SAMPLE_REGION, copy, (SAMPLE_REGION, SECOND_REGION))

    @cached_property
    def first(self) -> Release:
        """The sample."""
        return self.sample.build("first")

    @cached_property
    def patched(self) -> Release:
        """The sample with one page edited, built with what is published: it has a patch."""
        return self.sample.edited("patched", 2, add_sentence(EDITED_SOURCE), self.first)

    @cached_property
    def unpatched(self) -> Release:
        """The sample with one page edited, by an operator who does not know what is published."""
        return self.sample.edited("unpatched", 3, add_sentence(EDITED_SOURCE))

    @cached_property
    def redesigned(self) -> Release:
        """The sample in another colour and with another picture: every page and a style sheet are new, so packs are."""
        return self.sample.edited("redesigned", 4, redesign)

    @cached_property
    def switched_off(self) -> Release:
        """The sample of an operator who has turned saving off."""
        return self.sample.edited("off", 5, switch_off)

    @cached_property
    def town(self) -> Release:
        """A town with long lists of places and events."""
        return Guide(self._folder / "town", "town", write_town).build("first")

    @cached_property
    def tiled(self) -> Release:
        """A town with an interactive map."""
        return Guide(self._folder / "tiled", "town", write_tiled_town).build("site")

    @cached_property
    def guide(self) -> Guide:
        """A generated guide of 240 pages in each of two languages."""
        return Guide(self._folder / "guide", GUIDE_REGION, lambda content: write_corpus(content, 1, 2, PAGES))

    @cached_property
    def long(self) -> Release:
        """The generated guide."""
        return self.guide.build("long")

    @cached_property
    def one_edited(self) -> Release:
        """The generated guide with one page edited."""
        return self.guide.edited("one", 2, add_sentence(f"{GUIDE_REGION}/de/section-03/page-07"), self.long)

    @cached_property
    def forty_edited(self) -> Release:
        """The generated guide with a sixth of its pages edited."""
        paths = [f"{GUIDE_REGION}/de/{path}" for path in page_paths(PAGES)[4::6]][:40]
        assert len(paths) == 40
        return self.guide.edited("forty", 3, add_sentence(*paths), self.long)


def hashes(release: Release) -> Mapping[str, str]:
    """Path to hash for every file of the region."""
    root = release.folder / release.region
    paths = [file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()]
    return {path: release.hash_of(path) for path in paths}
