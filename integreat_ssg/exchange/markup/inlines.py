"""Sentences: from a tree of HTML to words, marks, links and pictures in one normal form."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from integreat_ssg.exchange.markup.context import Context
from integreat_ssg.exchange.markup.document import Break, Code, Inline, Inlines, Link, Mark, Picture, Words
from integreat_ssg.exchange.markup.styles import is_hidden, marks_around, wrapped
from integreat_ssg.exchange.markup.tree import MEDIA, Element, Node

_SPACES = re.compile("[ \t\n\r\f]+")
_WIDE = re.compile("[ \u00a0]{2,}")
_EDGE = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + "\u200b"
"""What stands at no end of a text: white space of every script, and the break that nobody sees."""


def sentence(nodes: Iterable[Node], context: Context, around: Inlines = ()) -> Inlines:
    """The words of some nodes in normal form; blocks among them count as words with a space on both sides."""
    return tidy(wrapped(tuple(_words(nodes, context)), around))


def _words(nodes: Iterable[Node], context: Context) -> list[Inline]:
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, str):
            out.append(Words(node))
        elif is_hidden(node):
            if node.words.strip():
                context.tell("hidden", node.words)
        elif node.tag == "br":
            out.append(Break())
        elif node.tag == "img":
            out += picture(node, context)
        elif node.tag == "source":
            continue
        elif node.tag in MEDIA:
            context.tell("media", media_address(node))
            out += _words(node.children, context)
        else:
            inner = wrapped(tuple(_inside(node, context)), marks_around(node, context))
            out += [Words(" "), *inner, Words(" ")] if node.is_block else inner
    return out


def _inside(node: Element, context: Context) -> list[Inline]:
    if node.tag in ("code", "samp", "tt", "pre"):
        if all(isinstance(child, str) for child in node.children):
            text = " ".join(node.words.split())
            return [Code(text)] if text else [Words(" ")] if node.words else []
        context.tell("code", node.words)
    inner = _words(node.children, context)
    return [*wrapped(tuple(inner), link_around(node, context))] if node.tag == "a" else inner


def link_around(node: Element, context: Context) -> Inlines:
    """The link that an `<a>` is, holding nothing yet; nothing where only its words stay."""
    if "href" not in node.attributes:
        name = node.attributes.get("id") or node.attributes.get("name") or ""
        if name and name not in context.anchors:
            context.tell("anchor", name)
        return ()
    if not node.words.strip() and not _has_picture(node):
        context.tell("empty-link", node.attributes["href"])
        return ()
    destination = context.destination(node.attributes["href"], node.words)
    return (Link(destination, ()),) if destination else ()


def _has_picture(node: Element) -> bool:
    return any(isinstance(child, Element) and (child.tag == "img" or _has_picture(child)) for child in node.children)


def picture(node: Element, context: Context) -> list[Inline]:
    """The picture of an `<img>`, or nothing."""
    address = node.attributes.get("src") or node.attributes.get("data-src", "")
    alt, title = (" ".join(node.attributes.get(name, "").split()) for name in ("alt", "title"))
    destination = context.picture(address, alt)
    return [Picture(destination, alt, title)] if destination else []


def media_address(node: Element) -> str:
    """Where embedded media come from."""
    inner = (child.attributes.get("src", "") for child in node.children if isinstance(child, Element))
    return (node.attributes.get("src") or node.attributes.get("data") or next(filter(None, inner), "")).strip()


def tidy(inlines: Iterable[Inline]) -> Inlines:
    """White space as single spaces, outside of marks and not at the ends; equal neighbours joined; empty marks gone."""
    out = _joined(_flat(inlines, frozenset()))
    _trim(out, 0)
    _trim(out, -1)
    return tuple(out)


def _flat(inlines: Iterable[Inline], inside: frozenset[str]) -> Iterator[Inline]:
    """The same with what stands at the ends of marks and links taken out of them."""
    for each in inlines:
        if isinstance(each, Words):
            if text := _SPACES.sub(" ", each.text):
                yield Words(text)
        elif isinstance(each, Mark | Link):
            yield from _opened(each, inside)
        else:
            yield each


def _opened(each: Mark | Link, inside: frozenset[str]) -> Iterator[Inline]:
    name = each.tag if isinstance(each, Mark) else "a"
    own = isinstance(each, Mark) and (each.language or each.direction or each.title)
    if name in inside and not own:
        yield from _flat(each.inner, inside)
        return
    inner = _joined(_flat(each.inner, inside | {name}))
    yield from _trim(inner, 0)
    after = _trim(inner, -1)
    if inner:
        yield _with(each, tuple(inner))
    yield from after


def _with(each: Mark | Link, inner: Inlines) -> Mark | Link:
    if isinstance(each, Link):
        return Link(each.destination, inner)
    return Mark(each.tag, inner, each.title, each.language, each.direction)


def _trim(inner: list[Inline], at: int) -> list[Inline]:
    """Takes breaks and white space off one end (0 or -1); what was taken, in reading order."""
    taken: list[Inline] = []
    while inner:
        edge = inner[at]
        if isinstance(edge, Break):
            taken.append(inner.pop(at))
            continue
        if not isinstance(edge, Words):
            break
        rest = edge.text.rstrip(_EDGE) if at else edge.text.lstrip(_EDGE)
        space = (edge.text[len(rest) :] if at else edge.text[: len(edge.text) - len(rest)]).strip("\u200b")
        if space:
            taken.append(Words("\u00a0" if space == "\u00a0" else " "))
        if rest:
            inner[at] = Words(rest)
            break
        inner.pop(at)
    return taken[::-1] if at else taken


def _joined(parts: Iterable[Inline]) -> list[Inline]:
    """Equal neighbours as one; no spaces beside breaks. Linear: each level is joined once."""
    out: list[Inline] = []
    for sort, group in groupby(parts, _sort_of):
        if sort is Words:
            out.append(Words(_WIDE.sub(" ", "".join(each.text for each in group if isinstance(each, Words)))))
        elif isinstance(sort, Mark | Link):
            same = [each for each in group if isinstance(each, Mark | Link)]
            inner = (
                same[0].inner if len(same) == 1 else tuple(_joined(chain.from_iterable(each.inner for each in same)))
            )
            out.append(_with(sort, inner))
        else:
            out += group
    for number, each in enumerate(out):
        if isinstance(each, Words):
            text = each.text.lstrip(_EDGE) if number and isinstance(out[number - 1], Break) else each.text
            text = text.rstrip(_EDGE) if number + 1 < len(out) and isinstance(out[number + 1], Break) else text
            out[number] = Words(text)
    return [each for each in out if each != Words("")]


def _sort_of(each: Inline) -> object:
    """What neighbours must share to be joined."""
    return Words if isinstance(each, Words) else _with(each, ()) if isinstance(each, Mark | Link) else None


def paragraphs(inlines: Inlines) -> list[Inlines]:
    """Split where two breaks follow each other, as people do who press the wrong key; also inside of marks."""
    return [each for part in _split(inlines) if (each := tidy(part))]


def _split(inlines: Inlines) -> list[list[Inline]]:
    parts: list[list[Inline]] = [[]]
    for number, each in enumerate(inlines):
        if isinstance(each, Break) and number and isinstance(inlines[number - 1], Break):
            parts.append([])
        elif isinstance(each, Mark | Link):
            first, *others = [_with(each, tuple(part)) for part in _split(each.inner)]
            parts[-1].append(first)
            parts += [[other] for other in others]
        else:
            parts[-1].append(each)
    return parts
