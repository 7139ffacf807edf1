"""A language's share of a region: what its files are made from, and nothing else.

What another language alone shows is not in it: of pages in other languages only that they are there, what this one takes from
its source texts, and which contacts and places they show. So equal shares give equal files by construction: whatever rendering
asks, it can only ask the share.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from integreat_ssg.model.content import Content, Page
from integreat_ssg.model.history import History
from integreat_ssg.model.media import Media
from integreat_ssg.model.readability import Readability
from integreat_ssg.model.richtext import Block, FileLink, Picture, RichText
from integreat_ssg.model.settings import Budgets, FrontMatter
from integreat_ssg.model.synonyms import Synonyms
from integreat_ssg.model.theme import Theme
from integreat_ssg.outputs import BookOutput, MediaOutput, Output, PageOutput
from integreat_ssg.planning import Plan
from integreat_ssg.rendering.calendars import CalendarDates, calendar_dates
from integreat_ssg.rendering.icons import Icons

Key = tuple[str, str]
"""Path and language of a page."""

_UNSAID = FrontMatter("")
_UNTOLD = RichText()


@dataclass(frozen=True)
class Ground:
    """What all pages of a region refer to: the folder of theme files in the site, and in it the logo's path and the icons; ""
    and None where there are none."""

    assets: str = "assets"
    logo: str = ""
    icons: Icons | None = None


@dataclass(frozen=True)
class Common:
    """What every language knows of all pages: that they are there, as `hidden` ones, and in which language a page is shown at
    each address (path, language of the address, language of the text)."""

    hidden: Mapping[Key, Page]
    shown: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Share:
    """One language's share: a plan of the files that it shows, with content that has nothing else. `theme` has the names of
    its assets without their bytes, `ground` no pictures. `dates` are what calendars say of events in every language. Pages that
    this language does not show are those of `common`."""

    common: Common
    plan: Plan
    language: str
    theme: Theme
    ground: Ground
    dates: Mapping[str, tuple[CalendarDates, ...]]


def shares(plan: Plan, theme: Theme, ground: Ground) -> Iterator[Share]:
    """The shares of a region's languages, in their order."""
    light = replace(theme, assets=dict.fromkeys(theme.assets, b""), worker=b"")
    icons = replace(ground.icons, files={}) if ground.icons else None
    dates = calendar_dates(plan)
    shown = tuple((each.path, each.language, each.page.language) for each in plan.pages.values())
    common = Common(_hidden(plan.content), shown)
    kept = _Kept(plan, common.hidden)
    for language in plan.content.languages:
        yield Share(common, _part(plan, language.tag, kept), language.tag, light, replace(ground, icons=icons), dates)


def _hidden(content: Content) -> Mapping[Key, Page]:
    """Every page as languages know it that do not show it: that it is there, which contacts and places it shows, and where it
    stands among its neighbours, if it is the one that decides."""
    source = content.settings.source_language
    deciding = {id(content.find(path, source)) for path in content.paths}
    return {
        key: _hidden_page(page, FrontMatter("", order=page.meta.order) if id(page) in deciding else _UNSAID)
        for key, page in content.pages.items()
    }


def _hidden_page(page: Page, said: FrontMatter) -> Page:
    blocks = [replace(part, line=0) for part in page.body.references if isinstance(part, Block)]
    if page.meta.responsible:
        blocks.append(Block("contact", page.meta.responsible, 0))
    body = RichText(tuple(dict.fromkeys(blocks))) if blocks else _UNTOLD
    return Page(page.path, page.language, said, body, "", "", False, 0, "")


class _Kept:
    """What is made once for the shares of all languages, so that equal parts are one object, whose digest is worked out once."""

    def __init__(self, plan: Plan, hidden: Mapping[Key, Page]) -> None:
        self.hidden = hidden
        self.lighter = _lighter()
        self.told: dict[tuple[Key, str | None], Page] = {}
        self.outputs: list[Output | None] = []
        """Of each output of the plan, what languages have of it that have nothing of its own: a hidden page, or None."""
        self.places: dict[Key, list[int]] = {}
        """Where in the plan's outputs a page stands."""
        self.own: dict[str, list[int]] = {}
        """Where what stands that each language has for itself; media, of which each has some, under ""."""
        for at, each in enumerate(plan.outputs):
            if isinstance(each, PageOutput):
                key = each.page.path, each.page.language
                self.outputs.append(replace(each, page=hidden[key]))
                self.places.setdefault(key, []).append(at)
            else:
                self.outputs.append(None)
                tag = "" if isinstance(each, MediaOutput) else each.language
                self.own.setdefault(tag, []).append(at)

    def titled(self, key: Key, page: Page) -> Page:
        """A hidden page whose title is told."""
        hidden = self.hidden[key]
        return self.told.setdefault((key, None), replace(hidden, meta=replace(hidden.meta, title=page.meta.title)))

    def source(self, key: Key, page: Page, translation: Page | None) -> Page:
        """A source text whose translation is shown in its place: what that one takes from it, and whether it was made from it."""
        same = translation is not None and translation.meta.translation_of == page.digest
        digest = page.digest if same else ""
        found = self.told.get((key, digest))
        if found is None:
            found = self.told[key, digest] = _source(self.hidden[key], page, digest)
        return found


def _part(plan: Plan, tag: str, kept: _Kept) -> Plan:
    content = plan.content
    shown = [page for path in content.paths if (page := content.find(path, tag))]
    read = [*shown, *_included(content, list(shown))]
    told = _told(content, tag, read, kept)
    shared = {(each.region, each.path, each.language) for each in read}
    return replace(
        plan,
        content=replace(
            content,
            site=replace(content.site, regions=[], host_files=[], desk=None, hosts={}, rules={}),
            settings=replace(content.settings, readability=Readability(), rules={}, excuses={}, budgets=Budgets()),
            pages={**kept.hidden, **told},
            shared={key: page for key, page in content.shared.items() if key in shared},
            contact_files={},
            organisation_files={},
            media={},
            history=_history(content, read),
            refused=frozenset(),
            screenshots={each.file: replace(each, data=b"") for each in content.screenshots_in(tag)},
            tiles=replace(content.tiles, data=b"", layers=frozenset()) if content.tiles else None,
            synonyms=_synonyms(content.synonyms, tag, content.settings.source_language),
            boundary_files=(),
            lines={},
            folders={},
            excuses=(),
        ),
        outputs=tuple(_outputs(plan, tag, told, kept, _shown_media(content, read))),
    )


def _included(content: Content, waiting: list[Page]) -> list[Page]:
    """The texts that texts include, at whatever depth."""
    found: dict[str, Page] = {}
    while waiting:
        page = waiting.pop()
        for part in page.body.references:
            if isinstance(part, Block) and part.kind == "include":
                other = content.included(part.argument, page.language)
                if other and other.file not in found:
                    found[other.file] = other
                    waiting.append(other)
    return list(found.values())


def _told(content: Content, tag: str, read: list[Page], kept: _Kept) -> dict[Key, Page]:
    """The pages of which this language has more than that they are there: those that its readers read as they are, and others
    as far as they matter to it."""
    source = content.settings.source_language
    told = {(page.path, page.language): page for page in read if content.pages.get((page.path, page.language)) is page}
    spoken = {page.language for page in read} - {tag}
    for key, page in content.pages.items():
        path, language = key
        if key in told:
            continue
        if language == source:
            told[key] = kept.source(key, page, content.find(path, tag))
        elif language in spoken:
            told[key] = kept.titled(key, page)
    return told


def _source(hidden: Page, page: Page, digest: str) -> Page:
    meta = page.meta
    said = FrontMatter(
        meta.title,
        order=meta.order,
        audience=meta.audience,
        keywords=meta.keywords,
        responsible=meta.responsible,
        expires=meta.expires,
    )
    return replace(hidden, meta=said, digest=digest)


def _history(content: Content, read: list[Page]) -> History:
    """What git tells of the texts that are read, and of events and places."""
    files = {each.file for each in read} | {each.file for each in content.events.values()}
    files |= {each.file for each in content.places.values()}
    files |= {place.file for entry in content.events.values() for place in entry.places.values()}
    history = content.history
    changed = {file: history.changed[file] for file in sorted(files) if file in history.changed}
    # A text of a YAML file is named by the file and its way in it.
    outdated = {unit: other for unit, other in history.outdated.items() if unit.partition("#")[0] in files}
    return History(changed=changed, outdated=outdated, whole=history.whole)


def _synonyms(synonyms: Synonyms, *languages: str) -> Synonyms:
    """Those that are asked for these languages, which are found under their first parts as well."""
    names = {name for tag in languages for name in (tag, tag.partition("-")[0])}
    return Synonyms({name: groups for name, groups in synonyms.groups.items() if name in names})


def _shown_media(content: Content, read: list[Page]) -> frozenset[str]:
    texts = {part.file for page in read for part in page.body.references if isinstance(part, Picture | FileLink)}
    events = {each.event.picture for each in content.events.values() if each.event.picture}
    return frozenset(texts | events | {each.place.photo for each in content.places.values() if each.place.photo})


def _outputs(plan: Plan, tag: str, told: Mapping[Key, Page], kept: _Kept, media: frozenset[str]) -> Iterator[Output]:
    """The files of this language, where the same pages are in others, and the media that it shows: their bytes only where the
    guide to take along has pictures."""
    outputs = list(kept.outputs)
    for key, page in told.items():
        for at in kept.places.get(key, ()):
            each = plan.outputs[at]
            if isinstance(each, PageOutput):
                outputs[at] = each if page is each.page else replace(each, page=page)
    for at in kept.own.get(tag, ()):
        outputs[at] = plan.outputs[at]
    bytes_needed = any(isinstance(each, BookOutput) and each.pictures for each in outputs)
    for at in kept.own.get("", ()):
        each = plan.outputs[at]
        if isinstance(each, MediaOutput) and each.media.file in media:
            outputs[at] = each if bytes_needed else replace(each, media=kept.lighter(each.media))
    return (each for each in outputs if each is not None)


def _lighter() -> Callable[[Media], Media]:
    """What takes the bytes from a media file; several sizes of a picture stay sizes of one."""
    known: dict[str, Media] = {}
    return lambda media: known.setdefault(media.file, replace(media, data=b""))
