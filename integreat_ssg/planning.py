"""Which files a region's site has and where they lie. In: content. Out: a plan, and findings about collisions.

No byte of output exists yet, so that two sources for one URL are told before anything is written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from integreat_ssg.model.content import HOME, Content, Page
from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.model.media import Media

PICTURE_WIDTHS = (360, 720, 1440)
"""Pixels: a phone's width, the text column's, and the column's on a screen of double density."""
RESIZED = (".jpg", ".jpeg", ".png", ".webp")

OFFLINE = "offline"
"""The path of the page "Offline and data"."""

_ALIAS = re.compile(r"[\w.-]+(/[\w.-]+)*")


@dataclass(frozen=True, slots=True)
class PageOutput:
    """A page at a URL of `language`; `page` may be in another language, its best fallback."""

    file: str
    path: str
    language: str
    page: Page


@dataclass(frozen=True, slots=True)
class RedirectOutput:
    """An old address that leads to `target`, another file of the site."""

    file: str
    language: str
    target: str
    page: Page


@dataclass(frozen=True, slots=True)
class MediaOutput:
    """A media file, or a picture in one size and format; `width` is 0 for bytes as they are."""

    file: str
    media: Media
    width: int
    format: str


@dataclass(frozen=True, slots=True)
class OfflineOutput:
    """The page "Offline and data" of one language."""

    file: str
    language: str


Output = PageOutput | RedirectOutput | MediaOutput | OfflineOutput


@dataclass(frozen=True)
class Plan:
    """A region's content with the files it becomes, sorted. The few files that every site has are named by rendering."""

    content: Content
    outputs: tuple[Output, ...]

    @cached_property
    def pages(self) -> Mapping[tuple[str, str], PageOutput]:
        """(path, language of the URL) to page."""
        return {(each.path, each.language): each for each in self.outputs if isinstance(each, PageOutput)}

    @cached_property
    def media(self) -> Mapping[str, tuple[MediaOutput, ...]]:
        """Media file ("media/house.jpg") to its outputs, the smallest first."""
        media: dict[str, list[MediaOutput]] = {}
        for each in self.outputs:
            if isinstance(each, MediaOutput):
                media.setdefault(each.media.file, []).append(each)
        return {
            file: tuple(sorted(each, key=lambda output: (output.format, output.width))) for file, each in media.items()
        }


def plan_site(content: Content) -> tuple[Plan, list[Finding]]:
    """The plan of a region's site; where two sources want one file, a finding names both and the first keeps it."""
    findings: list[Finding] = []
    taken: dict[str, tuple[Output, str]] = {}
    outputs: Iterator[Output] = chain(
        _offline(content), _pages(content), _redirects(content, findings), _media(content)
    )
    for output in outputs:
        source = _source(output)
        first = taken.setdefault(output.file.casefold(), (output, source))
        if first[0] is not output and source != first[1]:
            findings.append(error("same-url", Place(source), other=first[1]))
    return Plan(content, tuple(sorted((each for each, _ in taken.values()), key=lambda each: each.file))), findings


def page_file(path: str, language: str) -> str:
    """The file of a page: "de/arrival/index.html"."""
    return f"{language}/{path}/index.html" if path != HOME else f"{language}/index.html"


@lru_cache(maxsize=65536)
def relative(start: str, target: str) -> str:
    """The way from one file of the site to another, as a relative URL that also works from disk.

    >>> relative("de/work/index.html", "de/arrival/index.html")
    '../arrival/index.html'
    """
    here, there = start.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


def _offline(content: Content) -> Iterator[OfflineOutput]:
    if content.settings.features.offline:
        yield from (OfflineOutput(page_file(OFFLINE, each.tag), each.tag) for each in content.languages)


def _pages(content: Content) -> Iterator[PageOutput]:
    for path in content.paths:
        for language in content.languages:
            if page := content.find(path, language.tag):
                yield PageOutput(page_file(path, language.tag), path, language.tag, page)


def _redirects(content: Content, findings: list[Finding]) -> Iterator[RedirectOutput]:
    for (path, language), page in sorted(content.pages.items()):
        for alias in page.meta.aliases:
            old = alias.strip("/").removesuffix(".md").removesuffix("/index")
            if _ALIAS.fullmatch(old) and ".." not in old:
                yield RedirectOutput(page_file(old, language), language, page_file(path, language), page)
            else:
                place = Place(page.file, page.key_lines.get("aliases", 0))
                findings.append(error("bad-alias", place, alias=alias))


def _media(content: Content) -> Iterator[MediaOutput]:
    for file in sorted(content.used_media):
        media = content.media.get(file)
        if media is None:
            continue
        stem, _, suffix = file.removeprefix("media/").replace("/", "-").rpartition(".")
        name = f"media/{media.digest[:12]}-{stem}"
        suffix = f".{suffix.lower()}"
        if suffix not in RESIZED:
            yield MediaOutput(f"{name}{suffix}", media, 0, suffix[1:])
            continue
        widths = [width for width in PICTURE_WIDTHS if width < media.width]
        if len(widths) < len(PICTURE_WIDTHS):
            widths.append(media.width)
        for width in widths:
            for ending in sorted({suffix, ".webp"}):
                yield MediaOutput(f"{name}-{width}{ending}", media, width, ending[1:])


def _source(output: Output) -> str:
    if isinstance(output, OfflineOutput):
        return page_file(OFFLINE, "…")
    return output.media.source if isinstance(output, MediaOutput) else output.page.file
