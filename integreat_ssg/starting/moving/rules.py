"""What cannot be moved, or not there: each case with a sentence that says what to do instead."""

from collections.abc import Mapping

from integreat_ssg.errors import UsageError
from integreat_ssg.model.content import NEWS, ROOT_PAGES, is_news, parent
from integreat_ssg.planning import MY_LIST, OFFLINE, REGISTER, SEARCH
from integreat_ssg.reading.editing import nodes
from integreat_ssg.starting.moving.folders import Folder, ancestry
from integreat_ssg.starting.moving.renaming import FOLDERS, Renaming

_TAKEN = (OFFLINE, MY_LIST, SEARCH, REGISTER, "places", "map", "events", NEWS, "glossary", "for")
"""Paths at which every site has pages of its own."""


def refuse_names(renaming: Renaming) -> None:
    """Raises UsageError where one of the two names cannot take part in any move."""
    old, new = renaming.old, renaming.new
    if old == new:
        raise UsageError(f"{old} is called so already.")
    if renaming.kind != "page":
        return
    if old in ROOT_PAGES or new in ROOT_PAGES or not old:
        raise UsageError(
            "The home page, imprint, privacy and accessibility stay where they are: every page leads there."
        )
    if new.startswith(f"{old}/"):
        raise UsageError(f"{old} cannot be moved into itself.")
    if old == NEWS or new in _TAKEN or new.startswith("for/") or new.rpartition("/")[2] == "index":
        raise UsageError(f"{new} is taken: there the site has a page of its own.")
    if is_news(old) != is_news(new):
        raise UsageError("News stay news, and pages stay pages: write the text anew where it becomes the other.")


def refuse(folders: Mapping[str, Folder], family: frozenset[str], renaming: Renaming) -> None:
    """Raises UsageError where a move would break something in one of the folders."""
    if renaming.kind != "page":
        _refuse_key(folders, family, renaming)
        return
    for slug in sorted(family):
        _refuse_there(folders[slug], renaming)
    _refuse_without_section(folders, renaming)
    _refuse_left_out(folders, renaming, renaming.old, renaming.new)


def _refuse_key(folders: Mapping[str, Folder], family: frozenset[str], renaming: Renaming) -> None:
    folder = next(each for each, kind in FOLDERS.items() if kind == renaming.kind)
    for slug in sorted(family | _heirs(folders, renaming)):
        if f"{folder}/{renaming.new}.yaml" in folders[slug].files:
            raise UsageError(f"{slug}/{folder}/{renaming.new}.yaml is there already.")
    _refuse_left_out(folders, renaming, f"{folder}/{renaming.old}", f"{folder}/{renaming.new}")


def _refuse_there(folder: Folder, renaming: Renaming) -> None:
    """Neither a page nor a former address may stand where one comes."""
    moved = {renaming.path(path) for _, _, path in folder.pages() if renaming.path(path) != path} or {renaming.new}
    for file, _, path in folder.pages():
        if path == renaming.new or path.startswith(f"{renaming.new}/"):
            raise UsageError(f"{folder.slug}/{file} is there already.")
        for node in nodes(folder.sources[file].head, ("aliases", None)):
            alias = str(node.value).strip("/").removesuffix(".md").removesuffix("/index")
            if alias in moved and renaming.path(path) != alias:
                raise UsageError(f"{alias} is a former path of {folder.slug}/{file}. Take it out of its aliases first.")


def _refuse_without_section(folders: Mapping[str, Folder], renaming: Renaming) -> None:
    above = parent(renaming.new)
    if is_news(renaming.new):
        if above != NEWS:
            raise UsageError("Below news/ there are no sections.")
        return
    for slug in sorted(renaming.owners) if above else ():
        files = {file for each in ancestry(folders, slug) for file in folders[each].files}
        if not any(file.partition("/")[2] == f"{above}/index.md" for file in files):
            raise UsageError(f"{slug} has no section {above}. Make it first: integreat-ssg new page {above} --section.")


def _refuse_left_out(folders: Mapping[str, Folder], renaming: Renaming, old: str, new: str) -> None:
    for slug in sorted(_heirs(folders, renaming) - renaming.owners):
        if folders[slug].excludes(new) and not folders[slug].excludes(old):
            raise UsageError(f"{slug} leaves out what stands at {new} (exclude); readers there would lose {old}.")


def _heirs(folders: Mapping[str, Folder], renaming: Renaming) -> frozenset[str]:
    """Every folder that has the thing, by itself or inherited."""
    return frozenset(slug for slug in folders if set(ancestry(folders, slug)) & renaming.owners)
