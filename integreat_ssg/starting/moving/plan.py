"""What a move changes, as a value: files under new names, and words inside of files. Nothing is written here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from integreat_ssg.errors import UsageError
from integreat_ssg.reading.editing import Edit, Source, added, nodes, read_source, renamed
from integreat_ssg.reading.folder import is_name
from integreat_ssg.reading.frontmatter import decode, split_page, text_digest
from integreat_ssg.spelling import nearest
from integreat_ssg.starting.moving.folders import Folder, kind_of, together
from integreat_ssg.starting.moving.renaming import FOLDERS, Renaming, page_edits, yaml_edits
from integreat_ssg.starting.moving.rules import refuse, refuse_names

_ALIAS_ENDINGS = re.compile(r"(/index)?(\.md)?$")


@dataclass(frozen=True)
class MovePlan:
    """All changes of a move: old file to new file, file (by its old name) to its new bytes and to the single changes that make
    them. All files are seen from the content folder."""

    renaming: Renaming
    moves: Mapping[str, str]
    texts: Mapping[str, bytes]
    edits: Mapping[str, tuple[Edit, ...]]


def plan_move(folders: Mapping[str, Folder], old: str, new: str, region: str | None = None) -> MovePlan:
    """The plan of giving `old` the name `new`: a page, a section with all below it, a news item ("news/2026-11-02-office"), or
    the key of data ("contacts/office", "places/…", "events/…", "organisations/…").

    It changes every folder for which it is the same thing as for `region`, or as for the only one that has it. Raises
    UsageError where it cannot be.
    """
    renaming = _renaming(folders, old.strip("/"), new.strip("/"), region)
    refuse_names(renaming)
    every = {slug: dict(_edits(folder, renaming)) for slug, folder in folders.items()}
    excluding = {slug for slug, folder in folders.items() if _leaves_out(folder, renaming)}
    naming = {slug for slug, edits in every.items() if any(edits.values())} | renaming.owners | excluding
    families = {together(folders, naming | {start}, start) for start in ([region] if region else renaming.owners)}
    if len(families) != 1:
        raise UsageError(
            f"{old} is a different thing in each of {', '.join(sorted(renaming.owners))}. Name one with --region."
        )
    family = families.pop()
    renaming = replace(renaming, owners=renaming.owners & family)
    if not renaming.owners:
        raise UsageError(f"{region} has no {old}.")
    refuse(folders, family, renaming)
    moves: dict[str, str] = {}
    edits: dict[str, set[Edit]] = {}
    for slug in sorted(family):
        folder = folders[slug]
        if slug in renaming.owners:
            moves |= {
                f"{slug}/{file}": f"{slug}/{renaming.inner(file)}"
                for file in folder.files
                if renaming.inner(file) != file
            }
        for file, found in (*_edits(folder, renaming), *_exclusions(folder, renaming), *_aliases(folder, renaming)):
            edits.setdefault(f"{slug}/{file}", set()).update(found)
    texts = {file: _source(folders, file).edited(found) for file, found in edits.items() if found}
    for file, stamp in _stamps(folders, texts):
        edits.setdefault(file, set()).add(stamp)
        texts[file] = _source(folders, file).edited(edits[file])
    return MovePlan(renaming, moves, texts, {file: tuple(sorted(edits[file])) for file in sorted(texts)})


def _renaming(folders: Mapping[str, Folder], old: str, new: str, region: str | None) -> Renaming:
    """What `old` is, and who has it."""
    if region is not None and region not in folders:
        raise UsageError(f"There is no region {region}. There are: {', '.join(folders)}.")
    if not all(is_name(step) and step.lower() != "null" for step in new.split("/")):
        raise UsageError(
            f"{new} is no name that a file can have: letters, digits, - and _ only, and / between folders."
        )
    first, _, key = old.partition("/")
    data = {slug for slug, folder in folders.items() if f"{old}.yaml" in folder.files and first in FOLDERS}
    if data:
        if new.partition("/")[0] != first or not re.fullmatch(r"[\w.-]+", new.removeprefix(f"{first}/")):
            raise UsageError(f"{old} stays in its folder; its new name is {first}/ and a key.")
        return Renaming(FOLDERS[first], key, new.removeprefix(f"{first}/"), frozenset(data))
    old, new = _ALIAS_ENDINGS.sub("", old), _ALIAS_ENDINGS.sub("", new)
    probe = Renaming("page", old, new)
    owners = {slug for slug, folder in folders.items() for _, _, path in folder.pages() if probe.path(path) != path}
    if not owners:
        near = nearest(old, {path for folder in folders.values() for _, _, path in folder.pages()})
        raise UsageError(f"No page and no data is called {old}." + f" Did you mean {near}?" * bool(near))
    return replace(probe, owners=frozenset(owners))


def _edits(folder: Folder, renaming: Renaming) -> Iterator[tuple[str, list[Edit]]]:
    """File to the changes of what names the thing there; in files that move, of the ways that lead out of them too."""
    for file, source in folder.sources.items():
        kind = kind_of(file)
        found = list(page_edits(source, file, renaming) if kind == "page" else yaml_edits(source, kind, renaming))
        if found:
            yield file, found


def _key(renaming: Renaming, name: str) -> str:
    """How `exclude` writes a name."""
    folder = next((each for each, kind in FOLDERS.items() if kind == renaming.kind), "")
    return f"{folder}/{name}" if folder else name


def _leaves_out(folder: Folder, renaming: Renaming) -> bool:
    old = _key(renaming, renaming.old)
    return folder.excludes(old) or any(each.startswith(f"{old}/") for each in folder.exclude)


def _exclusions(folder: Folder, renaming: Renaming) -> Iterator[tuple[str, list[Edit]]]:
    """What a region leaves out stays out: under its new name, which is added where the section above was named."""
    source, old, new = folder.sources["region.yaml"], _key(renaming, renaming.old), _key(renaming, renaming.new)
    found = [
        renamed(source, node, new + str(node.value)[len(old) :])
        for node in nodes(source.head, ("exclude", None))
        if str(node.value) == old or str(node.value).startswith(f"{old}/")
    ]
    if not found and folder.excludes(old) and not folder.excludes(new):
        found = [added(source, "exclude", new)]
    yield "region.yaml", found


def _aliases(folder: Folder, renaming: Renaming) -> Iterator[tuple[str, list[Edit]]]:
    """The old path of each page that moves becomes one of its aliases; where it was its new one, that is used again."""
    for file, _, path in folder.pages():
        after = renaming.path(path)
        if after == path or folder.slug not in renaming.owners:
            continue
        source = folder.sources[file]
        aliases = {plain_alias(str(node.value)): node for node in nodes(source.head, ("aliases", None))}
        if after in aliases:
            yield file, [renamed(source, aliases[after], path)]
        elif path not in aliases:
            yield file, [added(source, "aliases", path)]


def plain_alias(written: str) -> str:
    """The path that an alias stands for."""
    return written.strip("/").removesuffix(".md").removesuffix("/index")


def _stamps(folders: Mapping[str, Folder], texts: Mapping[str, bytes]) -> Iterator[tuple[str, Edit]]:
    """Translations that name the text they were made from name it as it is now: no word that was translated has changed."""
    for slug, folder in folders.items():
        language = next(iter(folder.settings_of("source_language")), "de")
        sources = {path: file for file, tag, path in folder.pages() if tag == language}
        for file, _, path in folder.pages():
            original = f"{slug}/{sources.get(path, '')}"
            stamps = nodes(folder.sources[file].head, ("translation_of",))
            if original not in texts or not stamps:
                continue
            before, after = (_digest(data, original) for data in (folder.files[sources[path]], texts[original]))
            if str(stamps[0].value) == before != after:
                yield f"{slug}/{file}", renamed(folder.sources[file], stamps[0], after)


def _digest(data: bytes, file: str) -> str:
    text, source = decode(data, file), read_source(data, file)
    page = split_page(str(text), file)
    title, summary = (
        next((str(node.value) for node in nodes(source.head, (key,))), "") for key in ("title", "summary")
    )
    return text_digest(title, summary, getattr(page, "body", ""))


def _source(folders: Mapping[str, Folder], file: str) -> Source:
    slug, _, inner = file.partition("/")
    return folders[slug].sources[inner]
