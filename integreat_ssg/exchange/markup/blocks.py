"""Blocks: from a tree of HTML to paragraphs, headings, lists and all else that stands on lines of its own."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from integreat_ssg.exchange.markup.context import HEADINGS, Context, anchor_of, language_and_direction
from integreat_ssg.exchange.markup.document import (
    Block,
    Blocks,
    Figure,
    Fold,
    Heading,
    Inlines,
    Items,
    Line,
    Link,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Terms,
    Turned,
)
from integreat_ssg.exchange.markup.inlines import link_around, media_address, paragraphs, sentence
from integreat_ssg.exchange.markup.styles import is_hidden, marks_around, style_of
from integreat_ssg.exchange.markup.tables import table
from integreat_ssg.exchange.markup.tree import MEDIA, Element, Node

_LISTS = ("ul", "ol", "menu", "dir")
_LINE = re.compile(r"\s*\[\[ *(?:([\w-]+) *: *([^\n]+?)|(events)) *\]\]\s*")


def blocks(nodes: Iterable[Node], context: Context, around: Inlines = ()) -> Blocks:
    """What some nodes say, block by block. `around` are the marks and links that they stand in."""
    out: list[Block] = []
    for kind, group in groupby(nodes, _kind_of):
        some = list(group)
        if kind == "inline":
            out += (Paragraph(each) for each in paragraphs(sentence(some, context, around)))
        elif kind == "li":
            out += _list(Element("ul", {}, tuple(some), True), context, around)
        else:
            for each in some:
                assert isinstance(each, Element)
                out += _block(each, context, around)
    return tuple(out)


def _kind_of(node: Node) -> str:
    if isinstance(node, str) or not node.is_block:
        return "inline"
    return "li" if node.tag == "li" else "block"


def _block(element: Element, context: Context, around: Inlines) -> Blocks:
    if is_hidden(element):
        if element.words.strip():
            context.tell("hidden", element.words)
        return ()
    if context.own and "data-block" in element.attributes:
        return (Line(element.attributes["data-block"], element.attributes.get("data-argument", "")),)
    if element.is_card:
        return _card(element, context, around)
    if element.tag in MEDIA:
        return _media(element, context)
    read = _READERS.get(element.tag, _container)
    return _in_its_direction(read(element, context, around), element)


def _line(text: str) -> Blocks:
    """One of our blocks; nothing where the line is none."""
    found = _LINE.fullmatch(text)
    return (Line(found[1] or found[3], found[2] or ""),) if found else ()


def _card(element: Element, context: Context, around: Inlines) -> Blocks:
    links = (
        each.attributes.get("href", "") for each in element.children if isinstance(each, Element) and each.tag == "a"
    )
    attributes = {"href": next(links, ""), **element.attributes}
    line = context.surroundings.card(attributes, " ".join(element.words.split())) if context.lines else ""
    if found := _line(line):
        return found
    context.tell("card", element.words)
    return blocks(element.children, context, around)


def _media(element: Element, context: Context) -> Blocks:
    address = media_address(element)
    line = context.surroundings.video(address) if context.lines and address else ""
    if found := _line(line):
        return found
    context.tell("media", address or f"<{element.tag}>")
    return ()


def _container(element: Element, context: Context, around: Inlines) -> Blocks:
    """A paragraph, or anything that only groups others."""
    own = link_around(element, context) if element.tag == "a" else ()
    if context.own and element.tag == "p" and not element.children:
        return (Paragraph(()),)  # our reader writes none, except where it has misunderstood something
    return blocks(element.children, context, (*around, *own, *marks_around(element, context)))


def _heading(element: Element, context: Context, around: Inlines) -> Blocks:
    marks_around(element, context)  # tells what its style loses; a heading is no bold text
    inner = sentence(element.children, context, around)
    if not inner:
        return ()
    if not _has_words(inner):
        return (Paragraph(inner),)
    if not context.headings:
        context.tell("heading", element.words)
        return (Paragraph(sentence(element.children, context, (*around, Mark("strong", ())))),)
    only = inner[0] if len(inner) == 1 else None
    if isinstance(only, Mark) and only.tag == "strong" and not (only.language or only.direction):
        context.tell("style", "bold heading")  # headings are bold by themselves
        inner = only.inner
    anchor = anchor_of(element)
    return (Heading(int(element.tag[1]), inner, anchor if context.own or anchor in context.anchors else ""),)


def _has_words(inlines: Inlines) -> bool:
    return any(
        _has_words(each.inner) if isinstance(each, Mark | Link) else bool(getattr(each, "text", "").strip())
        for each in inlines
    )


def _list(element: Element, context: Context, around: Inlines) -> Blocks:
    marks = (*around, *marks_around(element, context))
    inner = context.inside(headings=False)
    directions = {
        each.attributes.get("dir", "") for each in element.children if isinstance(each, Element) and each.tag == "li"
    }
    shared = directions.pop() if len(directions) == 1 else ""
    items: list[Blocks] = []
    for each in element.children:
        if isinstance(each, Element) and each.tag == "li":
            content = _container(each, inner, marks)
            if "value" in each.attributes:
                context.tell("list", f"{each.attributes['value']}. {each.words}")
            items.append(content if each.attributes.get("dir", "") == shared else _in_its_direction(content, each))
        elif strays := blocks([each], inner, marks):  # a list right inside of a list belongs to the item above
            items[-1:] = [(*(items[-1] if items else ()), *strays)]
    items = [each for each in items if each]
    if not items:
        return ()
    found: Blocks = (Items(tuple(items), _start(element, context)),)
    return _turned(found, "", shared) if shared in ("ltr", "rtl") else found


def _start(element: Element, context: Context) -> int | None:
    if element.tag != "ol":
        return None
    if "reversed" in element.attributes or element.attributes.get("type", "1") != "1":
        context.tell("list", f"{element.attributes.get('type', 'reversed')}: {element.words}")
    start = element.attributes.get("start", "1").strip()
    if re.fullmatch(r"[0-9]{1,9}", start):
        return int(start)
    context.tell("list", f"{start}: {element.words}")
    return 1


def _quote(element: Element, context: Context, around: Inlines) -> Blocks:
    inner = blocks(element.children, context.inside(), (*around, *marks_around(element, context)))
    return (Quote(inner),) if inner else ()


def _listing(element: Element, context: Context, around: Inlines) -> Blocks:
    if any(
        isinstance(each, Element) and (each.tag not in ("code", "br") or _has_elements(each))
        for each in element.children
    ):
        context.tell("code", element.words)
    lines = [
        line.rstrip() for line in _code_of(element).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    ]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return (Listing("\n".join(lines)),) if lines else ()


def _has_elements(element: Element) -> bool:
    return any(isinstance(each, Element) and each.tag != "br" for each in element.children)


def _code_of(element: Element) -> str:
    parts = ("\n" if isinstance(each, Element) and each.tag == "br" else each for each in element.children)
    return "".join(each if isinstance(each, str) else _code_of(each) for each in parts)


def _rule(element: Element, context: Context, around: Inlines) -> Blocks:
    return (Rule(),)


def _fold(element: Element, context: Context, around: Inlines) -> Blocks:
    first = next((each for each in element.children if isinstance(each, Element) and each.tag == "summary"), None)
    summary = sentence(first.children, context, around) if first else ()
    inner = blocks((each for each in element.children if each is not first), context.inside(folds=True), around)
    if context.folds:
        return (Fold(summary, inner, "open" in element.attributes),) if summary or inner else ()
    context.tell("details", first.words if first else element.words)
    question = sentence(first.children, context, (*around, Mark("strong", ()))) if first else ()
    return (*((Paragraph(question),) if question else ()), *inner)


def _figure(element: Element, context: Context, around: Inlines) -> Blocks:
    captions = [each for each in element.children if isinstance(each, Element) and each.tag == "figcaption"]
    caption = sentence([each for one in captions for each in (*one.children, " ")], context)
    inner = blocks((each for each in element.children if each not in captions), context, around)
    if not caption:
        return inner
    only = inner[0].inner if len(inner) == 1 and isinstance(inner[0], Paragraph) else ()
    if len(only) == 1 and (isinstance(only[0], Picture) or _is_linked_picture(only[0])):
        return (Figure(only, caption),)
    context.tell("figure", captions[0].words)
    return (*inner, Paragraph(caption))


def _is_linked_picture(inline: object) -> bool:
    return isinstance(inline, Link) and len(inline.inner) == 1 and isinstance(inline.inner[0], Picture)


def _terms(element: Element, context: Context, around: Inlines) -> Blocks:
    groups: list[tuple[list[Inlines], list[Blocks]]] = []
    inner = context.inside(headings=False)
    for each in _pairs(element):
        if isinstance(each, Element) and each.tag == "dt":
            if not groups or groups[-1][1]:
                groups.append(([], []))
            if term := sentence(each.children, inner, (*around, *marks_around(each, context))):
                groups[-1][0].append(term)
        elif definition := blocks([each], inner, around):
            groups = groups or [([], [])]
            groups[-1][1].append(definition)
    found = tuple((tuple(terms), tuple(definitions)) for terms, definitions in groups if terms or definitions)
    return (Terms(found),) if found else ()


def _pairs(element: Element) -> Iterable[Node]:
    for each in element.children:
        if isinstance(each, Element) and each.tag == "div":
            yield from each.children
        else:
            yield each


def _table(element: Element, context: Context, around: Inlines) -> Blocks:
    inner = context.inside(headings=False, lines=False)

    def cell(each: Element) -> Blocks:
        return _in_its_direction(_container(each, inner, around), each)

    marks_around(element, context)
    return table(element, cell, lambda caption: sentence(caption.children, inner, around), style_of)


def _in_its_direction(found: Blocks, element: Element) -> Blocks:
    language, direction = language_and_direction(element.attributes)
    return _turned(found, language, direction) if found and (language or direction) else found


def _turned(found: Blocks, language: str, direction: str) -> Blocks:
    """Told to the paragraphs themselves where there is nothing else, since Markdown can say it there."""
    if not all(isinstance(each, Paragraph | Heading) for each in found):
        return (Turned(found, language, direction),)
    return tuple(
        Paragraph(each.inner, each.language or language, each.direction or direction)
        if isinstance(each, Paragraph)
        else Heading(each.level, each.inner, each.anchor, each.language or language, each.direction or direction)
        for each in found
        if isinstance(each, Paragraph | Heading)
    )


_READERS: dict[str, Callable[[Element, Context, Inlines], Blocks]] = {
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(_LISTS, _list),
    "blockquote": _quote,
    "details": _fold,
    "dl": _terms,
    "figure": _figure,
    "hr": _rule,
    "pre": _listing,
    "table": _table,
}
