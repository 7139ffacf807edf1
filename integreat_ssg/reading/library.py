"""The whole content folder: the site's settings and every region's folder, and each region's content by inheritance."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial, reduce
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import TypeVar

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.content import Content
from integreat_ssg.model.cover import Cover
from integreat_ssg.model.findings import Finding, Place, error, has_errors, line_of, warning
from integreat_ssg.model.history import History
from integreat_ssg.model.settings import RegionSettings, SiteSettings
from integreat_ssg.model.synonyms import Synonyms
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.excuses import folder_excuses
from integreat_ssg.reading.folder import is_name, read_file
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.git import head_of, is_partial
from integreat_ssg.reading.inheritance import laid_over
from integreat_ssg.reading.inventory import layout, texts_of
from integreat_ssg.reading.known_history import remembered_history
from integreat_ssg.reading.languages import languages_of
from integreat_ssg.reading.places import contacts_hours, places_hours
from integreat_ssg.reading.region import RegionFolder, read_region_folder
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.settings import read_settings
from integreat_ssg.reading.shelf import Digests, Shelf
from integreat_ssg.reading.state import REGION_FILE, SITE_FILE, content_state, is_region_folder, region_folders
from integreat_ssg.reading.strict_yaml import lines_of, parse_yaml
from integreat_ssg.reading.synonyms import default_synonyms
from integreat_ssg.reading.texts import Units
from integreat_ssg.reading.unlisted import unlisted
from integreat_ssg.spelling import nearest

K = TypeVar("K")
V = TypeVar("V")

RESERVED = ("assets", "portal", "api")
"""Names beside the regions' folders that a region cannot have."""


@dataclass(frozen=True)
class Library:
    """Everything below the content folder. `findings` are those of `site.yaml` as a whole; each folder keeps its own.

    `today` is the build date, None where nothing tells it.
    """

    site: SiteSettings
    folders: Shelf
    history: History
    findings: tuple[Finding, ...]
    today: date | None = None
    site_lines: Mapping[str, int] = field(default_factory=dict)
    """In which lines of `site.yaml` its keys stand."""
    texts: Callable[[], Mapping[str, Units]] = dict
    """What `texts_of` tells of the folders; worked out when it is asked for first."""
    state: str = ""
    """The state of the content that was read (`content_state`); "" where the same state may come to be read otherwise."""

    def at_region(self, slug: str) -> Place:
        """Where `site.yaml` lists a region."""
        number = self.site.regions.index(slug) if slug in self.site.regions else 0
        return Place("site.yaml", line_of(self.site_lines, "regions", number))


def read_library(root: Path, converter: Converter, wanted: Collection[str] | None = None) -> Library:
    """Reads `root`; of the regions only those that are wanted and what they inherit from, or all for None. Of others the settings
    are read, and the rest where somebody looks into them.

    Raises UsageError where it is no folder, WorldError where it cannot be read.
    """
    if not root.is_dir():
        raise UsageError(f"There is no content folder at {root}. Name it with --content.")
    with _readable(root):
        return _read(root, converter, wanted)


@contextmanager
def _readable(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise WorldError(f"{problem.filename or root} cannot be read: {problem.strerror}") from problem


def _read(root: Path, converter: Converter, wanted: Collection[str] | None) -> Library:
    memory = converter.memory
    settings, regions = _site_file(root), region_folders(root)
    site, site_lines, findings = _site(settings)

    def read(slug: str) -> tuple[RegionFolder, Digests]:
        with _readable(root):
            files, found = memory.files(root, slug)
            folder = read_region_folder(slug, files, found, converter)
            return folder, tuple((path, files.digest(path)) for path in files)

    folders = Shelf(read, closes=memory.cache.folder is not None and not memory.stays)
    digests: dict[str, str] = {}
    waiting = [slug for slug in site.regions if slug not in RESERVED and (wanted is None or slug in wanted)]
    while waiting:
        slug = waiting.pop(0)
        if slug in folders or not is_region_folder(root, slug):
            continue
        digests |= folders.put(slug)
        waiting += folders.settings[slug].inherits if slug in folders.settings else []
    if wanted is not None and site.regions:
        others = read_settings(root)
        unread = (slug for slug in (*site.regions, *others.regions) if slug not in folders)
        folders.leave(sorted({slug for slug in unread if is_region_folder(root, slug)}), others)
    if not has_errors(findings):
        findings += _unused(regions, site, folders)
    head = head_of(root) if memory.cache.folder is not None else None
    texts: Callable[[], Mapping[str, Units]] = partial(texts_of, folders)
    known = layout(folders.settings, folders.unread)
    history, found = remembered_history(root, head, known, digests.items(), texts, memory)
    state = ""
    if isinstance(settings, bytes) and not (head and is_partial(root)):
        state = content_state(root, head, settings, digests)
    if memory.stays:
        texts = cache(texts)
    else:
        converter.close()
    return Library(site, folders, history, (*findings, *found), history.newest, site_lines, texts, state)


def _unused(regions: Iterable[str], site: SiteSettings, folders: Shelf) -> list[Finding]:
    """Regions that nobody has named are not read, and probably forgotten; where a name is wrong, that is told instead."""
    named = {*site.regions, *(name for each in folders.settings.values() for name in each.inherits)}
    if named != folders.settings.keys() or named != {*folders, *folders.unread}:
        return []
    return [
        warning("unused-region", Place(f"{slug}/{REGION_FILE}"), region=slug) for slug in regions if slug not in named
    ]


def read_site(root: Path) -> tuple[SiteSettings, dict[str, int], list[Finding]]:
    """What `site.yaml` says, in which lines, and what is wrong with it. Raises OSError where it cannot be read."""
    return _site(_site_file(root))


def _site_file(root: Path) -> bytes | Finding:
    there = (root / SITE_FILE).exists()
    return read_file(root, SITE_FILE) if there else error("no-site-file", Place(SITE_FILE))


def _site(data: bytes | Finding) -> tuple[SiteSettings, dict[str, int], list[Finding]]:
    nothing = SiteSettings(title="", regions=[])
    text = data if isinstance(data, Finding) else decode(data, SITE_FILE)
    if isinstance(text, Finding):
        return nothing, {}, [text]
    node, findings = parse_yaml(text, SITE_FILE)
    if node is None:
        return nothing, {}, findings
    settings, found = typed(node, SiteSettings, SITE_FILE)
    if settings is None:
        return nothing, {}, findings + found
    return replace(settings, regions=list(dict.fromkeys(settings.regions))), lines_of(node), findings + found


def read_cover(library: Library, slug: str) -> tuple[Cover | None, Sequence[Finding]]:
    """What a region's settings say; None where they cannot be read. No text is read for it. The findings are those of the
    settings themselves, whatever comes of the inheritance."""
    if refused := _refused(library, slug):
        return None, [refused]
    settings, findings = library.folders.settings.get(slug), library.folders.told.get(slug, ())
    if settings is None:
        return None, findings
    if settings.kind == "shared":
        return None, [*findings, error("shared-region-listed", library.at_region(slug), region=slug)]
    languages, found = languages_of(library.site, settings, lambda *_: Place(f"{slug}/{REGION_FILE}"))
    return Cover(slug, library.site, settings, languages), [*findings, *found]


def _refused(library: Library, slug: str) -> Finding | None:
    if slug in RESERVED or not is_name(slug):
        return error("reserved-region", library.at_region(slug), region=slug)
    return None if slug in library.folders else error("no-region-folder", library.at_region(slug), region=slug)


def read_region(library: Library, slug: str) -> tuple[Content | None, list[Finding]]:
    """A region's content: its own files laid over those it inherits, nearest first; None where its settings cannot be read.

    The findings are those of every folder that takes part, and those of the inheritance itself.
    """
    if refused := _refused(library, slug):
        return None, [refused]
    folder = library.folders[slug]
    findings = list(folder.findings)
    settings = folder.settings
    if settings is None:
        return None, findings
    if settings.kind == "shared":
        return None, [*findings, error("shared-region-listed", library.at_region(slug), region=slug)]
    line, found = _ancestry(library, folder)
    findings += found
    for ancestor in line[1:]:
        findings += ancestor.findings
    languages, found = languages_of(library.site, settings, folder.at_setting)
    findings += found
    tags = {each.tag for each in languages}
    findings += [finding for each in line for finding in unlisted(each)]
    findings += _exclusions(settings, line[1:], folder)
    said = {each.slug: each.settings for each in line if each.settings}

    def whole(things: Callable[[RegionFolder], Mapping[K, V]], path: Callable[[K], str]) -> dict[K, V]:
        own = {each.slug: things(each) for each in line}
        return laid_over(slug, said, own, path)

    content = Content(
        slug=slug,
        site=library.site,
        settings=replace(settings, exclude=[path for each in line if each.settings for path in each.settings.exclude]),
        languages=languages,
        pages={key: page for key, page in whole(attrgetter("published"), itemgetter(0)).items() if key[1] in tags},
        shared={(each.slug, *key): page for each in line[1:] for key, page in each.published.items()},
        contacts=(contacts := {key: contact for each in reversed(line) for key, contact in each.contacts.items()}),
        contact_files={key: f"{each.slug}/contacts/{key}.yaml" for each in reversed(line) for key in each.contacts},
        organisations={key: item for each in reversed(line) for key, item in each.organisations.items()},
        organisation_files={
            key: f"{each.slug}/organisations/{key}.yaml" for each in reversed(line) for key in each.organisations
        },
        media={key: medium for each in reversed(line) for key, medium in each.media.items()},
        history=library.history,
        refused=frozenset(file for each in line for file in each.refused),
        screenshots=folder.screenshots,
        tiles=folder.tiles,
        synonyms=reduce(Synonyms.under, (each.synonyms for each in reversed(line)), default_synonyms()),
        boundary=folder.boundary,
        boundary_files=folder.boundary_files,
        events=whole(attrgetter("events"), "events/{}".format),
        places=(places := whole(attrgetter("places"), "places/{}".format)),
        glossary=whole(attrgetter("glossary"), "glossary/{}".format),
        hours=places_hours(places, settings, library.today),
        contact_hours=contacts_hours(contacts, settings, library.today),
        today=library.today,
        lines={file: lines for each in line for file, lines in each.lines.items()} | {"site.yaml": library.site_lines},
        folders=said,
        excuses=tuple(excuse for each in line for excuse in folder_excuses(each)),
    )
    return content, findings


def _ancestry(library: Library, folder: RegionFolder) -> tuple[list[RegionFolder], list[Finding]]:
    """The region and everything it inherits, nearest first, each once."""
    findings: list[Finding] = []
    line: list[RegionFolder] = []

    def visit(each: RegionFolder, path: tuple[str, ...]) -> None:
        line.append(each)
        for name in each.settings.inherits if each.settings else []:
            place = each.at_setting("inherits")
            if name in path:
                findings.append(error("inherits-itself", place, chain=" → ".join((*path, name))))
            elif name not in library.folders:
                findings.append(error("unknown-region", place, region=name, nearest=nearest(name, library.folders)))
            elif library.folders[name] not in line:
                visit(library.folders[name], (*path, name))

    visit(folder, (folder.slug,))
    return line, findings


def _exclusions(settings: RegionSettings, ancestors: list[RegionFolder], folder: RegionFolder) -> list[Finding]:
    """`exclude` must name something, or it hides a typing error."""
    inherited = {path for each in ancestors for path, _ in each.pages}
    inherited |= {f"places/{key}" for each in ancestors for key in each.places}
    inherited |= {f"events/{key}" for each in ancestors for key in each.events}
    inherited |= {f"glossary/{key}" for each in ancestors for key in each.glossary}
    place = folder.at_setting("exclude")
    return [
        error("unknown-exclude", place, path=path, nearest=nearest(path, inherited))
        for path in settings.exclude
        if not any(each == path or each.startswith(f"{path}/") for each in inherited)
    ]
