"""Pages, imprints and news to Markdown files, one for each language in which they are written."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from integreat_ssg.checking.pages import MAX_TITLE
from integreat_ssg.exchange.integreat.addresses import Addresses
from integreat_ssg.exchange.integreat.bearings import Bearings
from integreat_ssg.exchange.integreat.contacts import Contacts
from integreat_ssg.exchange.integreat.habits import is_own_excerpt
from integreat_ssg.exchange.integreat.joining import Joined, V
from integreat_ssg.exchange.integreat.plain import plain_text
from integreat_ssg.exchange.integreat.shapes import Imprint, News, Offer
from integreat_ssg.exchange.integreat.tongues import ZONE, Tongues
from integreat_ssg.exchange.integreat.tree import Node
from integreat_ssg.exchange.integreat.values import website
from integreat_ssg.exchange.markup import Markup, markdown_of
from integreat_ssg.exchange.yaml_text import yaml_text
from integreat_ssg.model.findings import Finding, Place, note, warning
from integreat_ssg.reading.folder import MAX_TEXT_BYTES
from integreat_ssg.reading.frontmatter import text_digest
from integreat_ssg.reading.texts import page_words

UNKNOWN_TEXT = text_digest("", None, "")
"""What a translation states to have been made from whose source text has changed since: a text that nobody has any more."""
QUIET = frozenset(("style", "hidden", "direction", "link", "picture"))
"""Changes of form that no reader notices, or that the surroundings have told already."""

OWN_NEWS = "local"
"""The source of news that the region has written itself; their address in the web app says the same again."""

_ELEMENTS = (
    "a|b|blockquote|br|code|div|em|figure|h[1-6]|hr|i|iframe|img|li|main|ol|p|pre|section|span|strong|table|u|ul|video"
)
_TAGGED = re.compile(rf"</?(?:{_ELEMENTS})(?:[\s/][^<>]*)?>|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]{{2,8}});")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True)
class Writing:
    """What all texts of a region are written with."""

    tongues: Tongues
    addresses: Addresses
    contacts: Contacts
    responsible: Mapping[str, str] = field(default_factory=dict)
    """Names of organisations to keys of contacts."""


@dataclass(frozen=True)
class TextFile:
    """One file: its path in the region's folder, its bytes, the source's name for it, and the paths that it may have had."""

    path: str
    data: bytes
    identity: str
    formerly: tuple[str, ...] = ()


def page_files(
    node: Node, aliases: Mapping[str, Sequence[str]], writing: Writing, findings: list[Finding]
) -> Iterator[TextFile]:
    """A page in all its languages. `aliases` are old paths by language code that lead to no other page."""

    source = node.page.first.organisation
    own = source.name if source else ""  # translations show it too

    def more(code: str, bearings: Bearings) -> tuple[dict[str, object], list[str]]:
        version = node.page.versions[code]
        excerpt = "" if is_own_excerpt(version.content, version.excerpt) else plain_text(version.excerpt)
        organisation = version.organisation.name if version.organisation else ""
        keys: dict[str, object] = {
            "summary": " ".join(excerpt.split()),
            "order": node.order if code == node.page.code else 0,
            "aliases": list(aliases.get(code, ())),
            "responsible": ""
            if code != node.page.code and organisation == own
            else writing.responsible.get(organisation, ""),
        }
        return keys, offer_lines(version.offers, bearings)

    other = f"{node.path}.md" if node.is_section else f"{node.path}/index.md"
    former = [(f"{path}.md", f"{path}/index.md") for path in node.spoken.get(node.page.code, ())]
    names = dict.fromkeys((other, *(each for both in former for each in both)))
    for each in _files(node.page, node.file, lambda code: node.page.versions[code].content, more, writing, findings):
        tag = each.path.partition("/")[0]
        code = next(code for code, known in writing.tongues.tags.items() if known == tag)
        yield TextFile(
            each.path, each.data, f"page:{node.page.versions[code].path}", tuple(f"{tag}/{name}" for name in names)
        )


def imprint_files(imprint: Joined[Imprint], writing: Writing, findings: list[Finding]) -> Iterator[TextFile]:
    """The imprint in all its languages."""
    yield from _files(
        imprint, "imprint.md", lambda code: imprint.versions[code].content, _nothing_more, writing, findings
    )


def news_files(news: Joined[News], name: str, writing: Writing, findings: list[Finding]) -> Iterator[TextFile]:
    """A piece of news in all its languages; `name` is that of its file, without a folder and an ending."""

    def more(code: str, bearings: Bearings) -> tuple[dict[str, object], list[str]]:
        version = news.versions[code]
        address = "" if version.source == OWN_NEWS else website(version.external_url)
        return {}, [f"[{address.partition('://')[2].partition('/')[0]}]({bearings.link(address)})"] if address else []

    for each in _files(
        news, f"news/{name}.md", lambda code: as_html(news.versions[code].content), more, writing, findings
    ):
        yield TextFile(each.path, each.data, f"{each.path.partition('/')[0]} news:{news.first.id}")


def news_day(news: News) -> datetime | None:
    """When a piece of news came, on the clock of its region."""
    when = news.displayed or news.published or news.modified
    return when.astimezone(ZoneInfo(ZONE)) if when else None


def as_html(text: str) -> str:
    """A text that may be HTML already; other text gets paragraphs, line breaks and links."""
    if _TAGGED.search(text):
        return text
    escaped = html.escape(text, quote=False)
    linked = _ADDRESS.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', escaped)
    return "".join(
        f"<p>{'<br>'.join(each.strip().splitlines())}</p>" for each in re.split(r"\n\s*\n", linked) if each.strip()
    )


def offer_lines(offers: Sequence[Offer], bearings: Bearings) -> list[str]:
    """A list of links to services of others."""
    links = [(each.name, bearings.link(each.url)) for each in offers]
    items = [f"- [{_escaped(name)}]({link})" if link else f"- {_escaped(name)}" for name, link in links]
    return ["\n".join(items)] if items else []


def written(head: Mapping[str, object], body: str) -> bytes:
    """A page's file; keys without a value are left out."""
    values = {key: value for key, value in head.items() if value}
    return f"---\n{yaml_text(values)}---\n{chr(10) + body if body else ''}".encode()


def _nothing_more(code: str, bearings: Bearings) -> tuple[dict[str, object], list[str]]:
    return {}, []


def _files(
    thing: Joined[V],
    name: str,
    content: Callable[[str], str],
    more: Callable[[str, Bearings], tuple[dict[str, object], list[str]]],
    writing: Writing,
    findings: list[Finding],
) -> Iterator[TextFile]:
    tongues, digest = writing.tongues, ""
    for code, version in thing.versions.items():
        path = f"{tongues.tags[code]}/{name}"
        bearings = Bearings(tongues.region, path, writing.addresses, writing.contacts)
        markup = markdown_of(bearings.with_places(content(code)), bearings)
        keys, ends = more(code, bearings)
        parts = [markup.text.strip("\n"), *dict.fromkeys(bearings.below), *ends]
        title = " ".join(version.title.split()) or "–"
        if len(title) > MAX_TITLE:
            parts.insert(0, f"**{_escaped(title)}**")
            findings.append(note("import-title-cut", Place(tongues.file(path)), length=len(title), limit=MAX_TITLE))
            title = f"{title[: MAX_TITLE - 1].rstrip()}…"
        body = "\n\n".join(each for each in parts if each)
        head: dict[str, object] = {"title": title, **keys}
        if code == thing.code:
            words = page_words(written(head, f"{body}\n" if body else "").decode())
            digest = (
                text_digest(words.title, words.summary, words.body)
                if words and code == next(iter(tongues.tags))
                else ""
            )
        elif digest:
            head["translation_of"] = UNKNOWN_TEXT if thing.is_outdated(code) else digest
        head["updated"] = version.modified.astimezone(ZoneInfo(ZONE)).date().isoformat() if version.modified else ""
        data = written(head, f"{body}\n" if body else "")
        findings += bearings.findings
        findings += _told(markup, tongues.file(path))
        if len(data) > MAX_TEXT_BYTES:
            findings.append(warning("import-too-long", Place(tongues.file(path)), limit=f"{MAX_TEXT_BYTES // 1024} kB"))
            continue
        yield TextFile(path, data, f"{name}:{code}")


def _told(markup: Markup, file: str) -> Iterator[Finding]:
    """One finding for each kind of change in a text, with the first example and their number."""
    kinds: dict[str, list[str]] = {}
    for each in markup.changed:
        kinds.setdefault(each.kind, []).append(each.excerpt)
    for kind, excerpts in sorted(kinds.items()):
        if kind not in QUIET:
            yield note("import-changed-form", Place(file), kind=kind, count=len(excerpts), excerpt=excerpts[0][:120])


def _escaped(text: str) -> str:
    """Words that Markdown takes for nothing but words."""
    return re.sub(r"([\\`*_\[\]<>~|^$=!#])", r"\\\1", " ".join(text.split()))
