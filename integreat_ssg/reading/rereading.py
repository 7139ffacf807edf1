"""A few pages that have changed, read anew into what was read before: for who looks before everything is read again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from integreat_ssg.model.findings import Finding, has_errors
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.folder import read_file
from integreat_ssg.reading.inventory import layout
from integreat_ssg.reading.known_history import present_history
from integreat_ssg.reading.library import Library
from integreat_ssg.reading.pages import read_single
from integreat_ssg.reading.region import RegionFolder
from integreat_ssg.reading.texts import Units, page_units


def reread(root: Path, library: Library, changed: Iterable[str], converter: Converter) -> Library | None:
    """The library of the folder `root` with its files `changed` as they are now: what `read_library` would give.

    None where only reading everything tells: other files than pages have changed, files were added or removed, there are
    errors, or the newest commit is of another day.
    """
    folders, texts = library.folders, dict(library.texts())
    for file in changed:
        slug = file.partition("/")[0]
        folder = _with_page(root, folders[slug], file, converter) if slug in folders else None
        if folder is None:
            return None
        folders = folders.having([folder])
        texts |= {page.file: page_units(page.digest, page.meta.translation_of)
                  for page in folder.pages.values() if page.file == file}  # fmt: skip
    now: Callable[[], Mapping[str, Units]] = partial(dict, texts)
    history = present_history(root, layout(folders.settings, folders.unread), now, converter.memory)
    if history.newest != library.history.newest:
        return None
    return replace(library, folders=folders, history=history, texts=now, state="")


def _with_page(root: Path, folder: RegionFolder, file: str, converter: Converter) -> RegionFolder | None:
    """A folder with one of its pages as its file is now."""
    key = next((key for key, page in folder.pages.items() if page.file == file), None)
    data = read_file(root, file)
    if key is None or isinstance(data, Finding):
        return None
    page, found = read_single(folder.slug, file, data, converter)
    if page is None or has_errors([*folder.findings, *found]):
        return None
    others = [each for each in folder.findings if each.place.file != file]
    return replace(folder, pages={**folder.pages, key: page}, findings=(*others, *found))
