"""A sanitised fragment to rich text: links, pictures and blocks become references, headings and words are noted.

Relies on the form in which nh3 writes HTML: lower-case names, every attribute in double quotes.
"""

import posixpath
import re
from html import unescape
from urllib.parse import unquote, urlsplit

from integreat_ssg.model.findings import Finding, Place, error, warning
from integreat_ssg.model.richtext import Block, FileLink, Heading, OutsideLink, PageLink, Picture, Reference, RichText
from integreat_ssg.reading.schema import nearest

BLOCK_KINDS = ("contact", "page", "include", "video")
INNER_KINDS = ("note-title",)

_TAG = re.compile(r'<(a|img|div|span)((?: [a-z-]+="[^"]*")+)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_HEADING = re.compile(r'<h([2-6])(?: [^>]*?id="([^"]*)")?[^>]*>(.*?)</h\1>', re.DOTALL)
_ID = re.compile(r'<[a-z0-9]+[^>]* id="([^"]*)"')
_ANY_TAG = re.compile(r"<[^>]*>")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class _Lines:
    """Finds the line of the next occurrence of a word in the source, for findings about the fragment."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.after: dict[str, int] = {}

    def next(self, word: str) -> int:
        at = self.source.find(word, self.after.get(word, 0))
        if at < 0:
            at = self.source.find(word)
        if at < 0:
            return 1
        self.after[word] = at + 1
        return self.source.count("\n", 0, at) + 1


def read_fragment(html: str, source: str, file: str) -> tuple[RichText, list[Finding]]:
    """`html` is sanitised, `source` the Markdown it came from, `file` its path inside the region ("de/work/index.md")."""
    lines = _Lines(source)
    findings: list[Finding] = []
    parts: list[str | Reference] = []
    end = 0
    for match in _TAG.finditer(html):
        if match.start() < end:
            continue
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[2])}
        reference: Reference | None = None
        before, after = "", ""
        stop = match.end()
        if match[1] == "a" and "href" in attributes:
            found = _link(attributes["href"], file, lines)
            if isinstance(found, Finding):
                findings.append(found)
            elif found:
                others = "".join(f' {name}="{value}"' for name, value in _ATTRIBUTE.findall(match[2]) if name != "href")
                reference, before, after = found, f'<a{others} href="', '">'
        elif match[1] == "img":
            picture = _picture(attributes, file, lines)
            if isinstance(picture, Finding):
                findings.append(picture)
            else:
                reference = picture
        elif "data-block" in attributes:
            block = _block(attributes, file, lines)
            stop = html.find(">", match.end()) + 1 if html.startswith("</", match.end()) else stop
            if isinstance(block, Finding):
                findings.append(block)
            else:
                reference = block
        else:
            continue
        if reference is None and match[1] == "a":
            continue
        parts.append(html[end : match.start()] + before)
        if reference:
            parts.append(reference)
        if after:
            parts.append(after)
        end = stop
    parts.append(html[end:])
    headings = _headings(html, lines, file, findings)
    rich = RichText(
        parts=_joined(parts),
        headings=headings,
        anchors=tuple(_ID.findall(html)),
        words=" ".join(unescape(_ANY_TAG.sub(" ", html)).split()),
    )
    return rich, findings


def _joined(parts: list[str | Reference]) -> tuple[str | Reference, ...]:
    """Neighbouring pieces of HTML as one."""
    joined: list[str | Reference] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)


def _link(href: str, file: str, lines: _Lines) -> PageLink | FileLink | OutsideLink | Finding | None:
    """What a link leads to; None for a footnote's, which stay as they are."""
    line = lines.next(href)
    place = Place(file, line)
    if not href.strip():
        return error("empty-link", place)
    if href.startswith("#"):
        return None if href.startswith(("#fn:", "#fnref")) else _page_link(file, unquote(href[1:]), line)
    if href.startswith(("//", "/")):
        return error("absolute-link", place, link=href)
    if _SCHEME.match(href):
        return OutsideLink(href, line) if _host_is_sound(href) else error("bad-link", place, link=href)
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


def _host_is_sound(href: str) -> bool:
    """Whether a web address has a host, no credentials, and no port trick of the kind `javascript:123`."""
    if not href.lower().startswith(("http:", "https:")):
        return True
    try:
        address = urlsplit(href)
        return bool(address.hostname and "." in address.hostname and not address.username and address.port != 0)
    except ValueError:
        return False


def _picture(attributes: dict[str, str], file: str, lines: _Lines) -> Picture | Finding:
    source = attributes.get("src", "")
    line = lines.next(source)
    place = Place(file, line)
    if _SCHEME.match(source) or source.startswith("//"):
        return error("external-image", place, link=source)
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(source)))
    if not inside.startswith("media/"):
        return error("image-outside", place, link=source)
    return Picture(inside, attributes.get("alt", ""), attributes.get("title", ""), line)


def _block(attributes: dict[str, str], file: str, lines: _Lines) -> Block | Finding:
    kind, argument = attributes["data-block"], attributes.get("data-argument", "")
    if kind in INNER_KINDS:
        return Block(kind, argument, 1)
    written = f"{kind}: {argument}"
    line = lines.next(written if written in lines.source else argument)
    place = Place(file, line)
    if kind not in BLOCK_KINDS:
        return error("unknown-block", place, kind=kind, nearest=nearest(kind, BLOCK_KINDS))
    if kind == "video" and not (argument.startswith("https://") and _host_is_sound(argument)):
        return error("bad-link", place, link=argument)
    return Block(kind, argument, line)


def _headings(html: str, lines: _Lines, file: str, findings: list[Finding]) -> tuple[Heading, ...]:
    headings = []
    above = 1
    for level, anchor, inner in _HEADING.findall(html):
        words = " ".join(unescape(_ANY_TAG.sub("", inner)).split())
        line = lines.next(words) if words in lines.source else 1
        if not words:
            findings.append(error("empty-heading", Place(file, line)))
        if int(level) > above + 1:
            findings.append(
                warning("skipped-heading", Place(file, line), heading=words, level=level, expected=above + 1)
            )
        above = int(level)
        headings.append(Heading(int(level), unescape(anchor), words))
    return tuple(headings)
