"""A sanitised fragment to rich text: links, pictures and blocks become references, headings and words are noted.

Relies on the form in which nh3 writes HTML: lower-case names, every attribute in double quotes.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from integreat_ssg.model.findings import Finding, Place, error, warning
from integreat_ssg.model.richtext import Block, FileLink, Heading, OutsideLink, PageLink, Picture, Reference, RichText
from integreat_ssg.reading.markdown.elements import NOTE_KINDS
from integreat_ssg.reading.markdown.places import Places
from integreat_ssg.spelling import nearest

BLOCK_KINDS = ("contact", "place", "events", "page", "include", "video")
INNER_KINDS = ("note-title",)

_TAG = re.compile(r'</?[a-z][a-z0-9]*(?: [a-z-]+="[^"]*")*>')
_TELLING_TAG = re.compile(r'<(img|[a-z][a-z0-9]*(?= ))((?: [a-z-]+="[^"]*")*)>')
"""A tag of which more has to be known than its name."""
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_HEADING = re.compile(r'<h([2-6])((?: [a-z-]+="[^"]*")*)>(.*?)</h\1>', re.DOTALL)
_NOTE_MARK = re.compile(r'<sup id="fnref[^"]*">.*?</sup>', re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CODE = re.compile(r"<(code|pre)[ >].*?</\1>", re.DOTALL)
_WRITTEN_BLOCK = re.compile(rf"\[\[ *({'|'.join(BLOCK_KINDS)}) *: *([^\[\]]*)\]\]")
_LETTERS = re.compile(r"[^\W_]*")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|code|del|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u)(?: [a-z-]+=\"[^\"]*\")*>"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What takes the place of a piece of the fragment: HTML before and after it, a reference or nothing between."""

    reference: Reference | Finding | None = None
    before: str = ""
    after: str = ""
    also_closing: bool = False


def read_fragment(html: str, source: str, file: str) -> tuple[RichText, list[Finding]]:
    """`html` is sanitised, `source` the Markdown it came from, `file` its path inside the region ("de/work/index.md")."""
    places = Places(source)
    findings: list[Finding] = []
    parts: list[str | Reference] = []
    anchors: list[str] = []
    end = 0
    for tag in _TELLING_TAG.finditer(html):
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag[2])}
        anchors += [attributes["id"]] if "id" in attributes else []
        closing = html.startswith(f"</{tag[1]}>", tag.end())
        found = _found(tag, attributes, closing, file, places)
        if found is None:
            continue
        parts.append(html[end : tag.start()] + found.before)
        if isinstance(found.reference, Finding):
            findings.append(found.reference)
        elif found.reference:
            parts.append(found.reference)
        parts.append(found.after)
        end = tag.end() + (len(f"</{tag[1]}>") if found.also_closing else 0)
    parts.append(html[end:])
    findings += _blocks_in_sentences(html, places, file)
    findings += _doubles(anchors, places, file)
    text = RichText(_joined(parts), _headings(html, places, file, findings), tuple(anchors), _words(html))
    return text, findings


def _found(tag: re.Match[str], attributes: dict[str, str], closing: bool, file: str, places: Places) -> _Found | None:
    """What becomes of a tag; None where it stays as it is."""
    if tag[1] == "a" and "href" in attributes:
        link = _link(attributes["href"], file, places)
        if link is None:
            return None
        if isinstance(link, Finding):
            return _Found(link, before=tag[0])
        others = "".join(f' {name}="{value}"' for name, value in _ATTRIBUTE.findall(tag[2]) if name != "href")
        return _Found(link, f'<a{others} href="', '">')
    if tag[1] == "img":
        return _Found(_picture(attributes, file, places) if "src" in attributes else None)
    if "data-block" in attributes or "data-argument" in attributes:
        if closing and "data-block" in attributes:
            return _Found(_block(attributes, file, places), also_closing=True)
        name = "data-block" if "data-block" in attributes else "data-argument"
        place = Place(file, places.attribute(name))
        return _Found(warning("html-removed", place, removed=name), before=f"<{tag[1]}>")
    return None


def _joined(parts: list[str | Reference]) -> tuple[str | Reference, ...]:
    """Neighbouring pieces of HTML as one."""
    joined: list[str | Reference] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)


def _link(href: str, file: str, places: Places) -> PageLink | FileLink | OutsideLink | Finding | None:
    """What a link leads to; None for a footnote's, which stay as they are."""
    if href.startswith(("#fn:", "#fnref:", "#fnref2:")):
        return None
    line = places.address(href)
    place = Place(file, line)
    href = href.strip()
    if not href:
        return error("empty-link", place)
    if href.startswith("#"):
        return _page_link(file, unquote(href[1:]), line)
    if href.startswith(("/", "\\")):
        return error("absolute-link", place, link=href)
    if _SCHEME.match(href):
        return OutsideLink(href, line) if leads_somewhere(href) else error("bad-link", place, link=href)
    path, _, anchor = href.partition("#")
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path.partition("?")[0])))
    if inside.startswith(("../", "/")) or inside == "..":
        return error("link-outside", place, link=href)
    if inside.endswith(".md"):
        return _page_link(inside, unquote(anchor), line)
    if inside.startswith("media/"):
        return FileLink(inside, line)
    return error("link-not-file", place, link=href)


def _page_link(file: str, anchor: str, line: int) -> PageLink:
    language, _, path = file.partition("/")
    path = path.removesuffix(".md")
    return PageLink("" if path == "index" else path.removesuffix("/index"), language, anchor, line)


def leads_somewhere(href: str) -> bool:
    """Whether a web address has a host, no credentials, and no port trick of the kind `javascript:123`; others always do."""
    if not href.lower().startswith(("http:", "https:")):
        return True
    try:
        address = urlsplit(href)
        return bool(address.hostname and "." in address.hostname and not address.username and address.port != 0)
    except ValueError:
        return False


def _picture(attributes: dict[str, str], file: str, places: Places) -> Picture | Finding:
    source = attributes["src"].strip()
    line = places.address(attributes["src"])
    place = Place(file, line)
    if _SCHEME.match(source) or source.startswith(("//", "\\")):
        return error("external-image", place, link=source)
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(source)))
    inside = inside.removeprefix("/")  # as browser editors write it, for they do not know how deep a page lies
    if not inside.startswith("media/"):
        return error("image-outside", place, link=source)
    return Picture(inside, attributes.get("alt", ""), attributes.get("title", ""), line)


def _block(attributes: dict[str, str], file: str, places: Places) -> Block | Finding:
    kind, argument = attributes["data-block"], attributes.get("data-argument", "")
    if kind in INNER_KINDS and argument in NOTE_KINDS:
        return Block(kind, argument, 1)
    line = places.words(f"{kind}: {argument}", argument, kind)
    place = Place(file, line)
    if kind not in BLOCK_KINDS:
        return error("unknown-block", place, kind=kind, nearest=nearest(kind, BLOCK_KINDS))
    if kind == "video" and not (argument.startswith("https://") and leads_somewhere(argument)):
        return error("bad-link", place, link=argument)
    return Block(kind, argument, line)


def _blocks_in_sentences(html: str, places: Places, file: str) -> Iterator[Finding]:
    """Blocks that do not stand alone on their line and that readers would see as they are written.

    Who escapes the brackets (`\\[[`) means them.
    """
    if "[" not in html:
        return
    for match in _WRITTEN_BLOCK.finditer(unescape(_TAG.sub("", _CODE.sub(" ", html)))):
        begin = _LETTERS.match(match[2])
        if not places.holds(rf"(?<!\\)\[\[ *{match[1]} *: *{begin[0] if begin else ''}"):
            continue
        line = places.words(match[0], f"[[{match[1]}")
        yield error("block-in-sentence", Place(file, line), block=match[0])


def _doubles(anchors: list[str], places: Places, file: str) -> Iterator[Finding]:
    """Anchors that an editor has given to two headings: links find the first only."""
    lines: dict[str, int] = {}
    for anchor in (each for each, count in Counter(anchors).items() if count > 1):
        lines[anchor] = places.anchor(anchor)
        for _ in range(anchors.count(anchor) - 1):
            yield error("duplicate-anchor", Place(file, places.anchor(anchor)), anchor=anchor, line=lines[anchor])


def _headings(html: str, places: Places, file: str, findings: list[Finding]) -> tuple[Heading, ...]:
    headings = tuple(
        Heading(int(digit), unescape(dict(_ATTRIBUTE.findall(attributes)).get("id", "")), _words(inner))
        for digit, attributes, inner in _HEADING.findall(html)
    )
    levels = [1, *(each.level for each in headings)]
    if all(each.words and each.level <= above + 1 for above, each in zip(levels, headings, strict=False)):
        return headings
    lines = [line for level, line in places.headings() if level > 1]
    if len(lines) != len(headings):
        lines = [places.words(each.words) for each in headings]
    for above, line, each in zip(levels, lines, headings, strict=False):
        if not each.words:
            findings.append(error("empty-heading", Place(file, line)))
        if each.level > above + 1:
            place, heading = Place(file, line), each.words
            findings.append(warning("skipped-heading", place, heading=heading, level=each.level, expected=above + 1))
    return headings


def _words(html: str) -> str:
    """What a reader sees, without the marks of footnotes; elements inside a line do not part words."""
    plain = _TAG.sub(" ", _INLINE_TAG.sub("", _NOTE_MARK.sub("", html)))
    return " ".join(unescape(plain).split())
