"""The regions' folders as a move sees them: every file's text, and who inherits from whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.reading.editing import Source, nodes, read_source
from integreat_ssg.reading.folder import is_name, read_folder
from integreat_ssg.reading.languages import TAG
from integreat_ssg.starting.moving.renaming import FOLDERS


@dataclass(frozen=True)
class Folder:
    """A region's folder; `files` are seen from inside of it, all of them by their bytes, the texts among them also as sources."""

    slug: str
    files: Mapping[str, bytes]
    sources: Mapping[str, Source]

    @cached_property
    def inherits(self) -> tuple[str, ...]:
        """The folders that it names as inherited."""
        return self.settings_of("inherits", None)

    @cached_property
    def exclude(self) -> tuple[str, ...]:
        """What it leaves out."""
        return self.settings_of("exclude", None)

    def settings_of(self, *way: str | None) -> tuple[str, ...]:
        """Texts of region.yaml."""
        return tuple(str(node.value) for node in nodes(self.sources["region.yaml"].head, way))

    def excludes(self, path: str) -> bool:
        """Whether it leaves out an inherited page, itself or with its section."""
        return any(path == each or path.startswith(f"{each}/") for each in self.exclude)

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """(file, language, path) of every page, drafts too."""
        for file in self.files:
            language, _, rest = file.partition("/")
            if TAG.fullmatch(language) and rest.endswith(".md"):
                stem = rest.removesuffix(".md")
                yield file, language, "" if stem == "index" else stem.removesuffix("/index")


def kind_of(file: str) -> str:
    """The kind of a file inside a region's folder; empty for what names nothing."""
    first, _, rest = file.partition("/")
    if file == "region.yaml":
        return "region"
    if first in FOLDERS and rest.endswith(".yaml") and "/" not in rest.removeprefix("overrides/"):
        return FOLDERS[first]
    return "page" if TAG.fullmatch(first) and rest.endswith(".md") else ""


def read_folders(root: Path) -> Mapping[str, Folder]:
    """Every region's folder by its name. Raises UsageError where files have errors, WorldError where they cannot be read."""
    try:
        slugs = sorted(file.parent.name for file in root.glob("*/region.yaml") if is_name(file.parent.name))
        if not slugs:
            raise UsageError(f"There is no region in {root}. Name the content folder with --content.")
        return {slug: _folder(root, slug) for slug in slugs}
    except OSError as problem:
        raise WorldError(f"{problem.filename or root} cannot be read: {problem.strerror}") from problem


def _folder(root: Path, slug: str) -> Folder:
    found, _ = read_folder(root, slug)
    files = {path.removeprefix(f"{slug}/"): data for path, data in found.items()}
    sources = {file: read_source(data, f"{slug}/{file}") for file, data in files.items() if kind_of(file)}
    if "region.yaml" not in sources:
        raise UsageError(f"{slug}/region.yaml cannot be read; `integreat-ssg check` tells why.")
    return Folder(slug, files, sources)


def ancestry(folders: Mapping[str, Folder], slug: str) -> tuple[str, ...]:
    """A folder and all that it inherits, nearest first, each once."""
    found: list[str] = []
    waiting = [slug]
    while waiting:
        each = waiting.pop(0)
        if each in folders and each not in found:
            found.append(each)
            waiting += folders[each].inherits
    return tuple(found)


def together(folders: Mapping[str, Folder], naming: Iterable[str], start: str) -> frozenset[str]:
    """Those of the folders that name a thing for which it is one and the same as for `start`: they meet in some region, one
    after the other. Regions that inherit from nobody in common may have things of the same name that are not."""
    families = [set(ancestry(folders, slug)) & set(naming) for slug in folders]
    found = {start}
    while wider := [family for family in families if family & found and not family <= found]:
        found = found.union(*wider)
    return frozenset(found)
