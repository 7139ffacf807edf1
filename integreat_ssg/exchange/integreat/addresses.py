"""What addresses in a region's texts mean: its pages, old and new, in every language; its places, events and files."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from integreat_ssg.exchange.integreat.paths import path_of
from integreat_ssg.exchange.integreat.shapes import Answers, Event, Page, Place
from integreat_ssg.exchange.integreat.tree import Node
from integreat_ssg.reading.media import DOCUMENTS

_LINK = re.compile(r"href=[\"'](https?://[^\"'<>\s]+)", re.IGNORECASE)
_FILE = re.compile(rf"\.(?:{'|'.join(each[1:] for each in DOCUMENTS)}|jpe?g|png|gif|webp|svg)$", re.IGNORECASE)


@dataclass(frozen=True)
class Addresses:
    """`pages` lead from paths at the source to files of ours ("de/arrival/index.md"), `places` and `events` to their keys.

    `hosts` are those of the region's own pages, `base` is one of them; `slug` is its name there. `media` leads from whole
    addresses to files ("media/house.jpg"); with `links_pictures` there is a link to each picture that was not taken along.
    """

    slug: str
    pages: Mapping[str, str]
    places: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    base: str = ""
    links_pictures: bool = True

    def complete(self, url: str) -> str:
        """The address as a whole, one without a host on the host of the region's pages; "" where it is none."""
        try:
            whole = urljoin(self.base, url.strip()) if self.base else url.strip()
            urlsplit(whole).port  # noqa: B018 - raises for a port that is none
        except ValueError:
            return ""
        return whole

    def is_own(self, url: str) -> bool:
        """Whether a whole address leads to the region's pages."""
        path = path_of(url)
        return (urlsplit(url).hostname or "") in self.hosts and (
            path == f"/{self.slug}/" or path.startswith(f"/{self.slug}/")
        )


def addresses_of(
    answers: Answers,
    nodes: Iterable[Node],
    tags: Mapping[str, str],
    others: Mapping[str, str],
    media: Mapping[str, str],
) -> Addresses:
    """What is known of a region's addresses. `others` are the files of news and imprints by their paths, which come first."""
    nodes = list(nodes)
    pages: dict[str, str] = {}
    for node in nodes:
        for code, version in node.page.versions.items():
            pages.setdefault(version.path, f"{tags[code]}/{node.file}")
            for each in version.translations:  # also where it is shown in another language only
                if each.path and each.code in tags:
                    pages.setdefault(each.path, f"{tags[each.code]}/{node.file}")
    for node in nodes:
        for code, former in node.spoken.items():
            for path in former:
                pages.setdefault(f"/{answers.region.slug}/{code}/{path}/", f"{tags[code]}/{node.file}")
    for code, tag in tags.items():
        pages.setdefault(f"/{answers.region.slug}/{code}/", f"{tag}/index.md")
    pages |= others
    things: list[Page | Place | Event] = []
    for every in answers.languages.values():
        things += [*every.pages, *every.places, *every.events]
    urls = [each.url for each in things if each.url]
    hosts = [urlsplit(each).hostname or "" for each in urls if path_of(each).startswith(f"/{answers.region.slug}/")]
    base = next((each for each in urls if urlsplit(each).hostname), "")
    paths = pages.keys() | {each.path for each in things}
    hosts += {host for each in things for host in _hosts_of(each.content, paths)}
    source = (urlsplit(answers.source).hostname or "") if "://" in answers.source else ""
    return Addresses(answers.region.slug, pages, media=media, hosts=frozenset({*hosts, source} - {""}), base=base or
                     (answers.source if source else ""))  # fmt: skip


def _hosts_of(content: str, paths: Collection[str]) -> Iterator[str]:
    """The hosts of links to the region's own paths: texts name the web app's, which no other part of an answer does."""
    for url in _LINK.findall(content):
        try:
            if path_of(unescape(url)) in paths:
                yield urlsplit(url).hostname or ""
        except ValueError:
            continue


def is_file(url: str) -> bool:
    """Whether an address names a file that can be kept: a picture or a document, by its ending."""
    return bool(_FILE.search(urlsplit(url).path))
