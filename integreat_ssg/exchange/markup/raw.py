"""Blocks to HTML, for what Markdown has no form for: one line for each block element, nothing that Markdown would touch."""

import re
from collections.abc import Iterator
from html import escape

from integreat_ssg.exchange.markup.document import (
    Block,
    Blocks,
    Break,
    Cell,
    Code,
    Figure,
    Fold,
    Heading,
    Inline,
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
    Table,
    Terms,
    Turned,
    Words,
)

_TEXT = re.compile(r"(?<=>)[^<>]+|^[^<>]+")
_SIGN = re.compile(r"[!\"$%'()*+,./:=?@\[\\\]^_`{|}~-]")


def lines(block: Block, guarded: bool = False) -> list[str]:
    """The block as lines of HTML, each beginning with an element.

    `guarded` writes every sign that may be Markdown as its number, for places where our reader looks for Markdown in HTML.
    """
    return [_TEXT.sub(lambda text: _SIGN.sub(_number, text[0]), line) if guarded else line for line in _block(block)]


def _number(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"<p{_turn(block)}>{sentence(block.inner)}</p>"
        case Heading():
            anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
            yield f"<h{block.level}{anchor}{_turn(block)}>{sentence(block.inner)}</h{block.level}>"
        case Items():
            tag = "ul" if block.start is None else "ol"
            yield f'<ol start="{block.start}">' if block.start not in (None, 1) else f"<{tag}>"
            for item in block.items:
                yield from _around("li", "", item)
            yield f"</{tag}>"
        case Quote():
            yield from _around("blockquote", "", block.inner, apart=True)
        case Listing():
            code = escape(block.code, quote=False).replace("\n", "&#10;")
            yield f"<pre><code>{code}&#10;</code></pre>"
        case Rule():
            yield "<hr>"
        case Table():
            yield from _table(block)
        case Fold():
            yield f"<details{' open' if block.open else ''}>"
            if block.summary:
                yield f"<summary>{sentence(block.summary)}</summary>"
            for each in block.inner:
                yield from _block(each)
            yield "</details>"
        case Terms():
            yield "<dl>"
            for terms, definitions in block.groups:
                yield from (f"<dt>{sentence(term)}</dt>" for term in terms)
                for definition in definitions:
                    yield from _around("dd", "", definition)
            yield "</dl>"
        case Figure():
            yield f"<figure>{sentence(block.picture)}"
            yield f"<figcaption>{sentence(block.caption)}</figcaption></figure>"
        case Turned():
            yield from _around("div", _turn(block), block.inner, apart=True)
        case Line():
            yield f'<div data-block="{escape(block.kind)}" data-argument="{escape(block.argument)}"></div>'


def _around(tag: str, attributes: str, inner: Blocks, apart: bool = False) -> Iterator[str]:
    """An element and what is in it; a single paragraph needs no element of its own."""
    only = inner[0] if len(inner) == 1 and not apart else None
    if not inner:
        yield f"<{tag}{attributes}></{tag}>"
    elif isinstance(only, Paragraph) and not (only.language or only.direction):
        yield f"<{tag}{attributes}>{sentence(only.inner)}</{tag}>"
    else:
        yield f"<{tag}{attributes}>"
        for each in inner:
            yield from _block(each)
        yield f"</{tag}>"


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    if table.caption:
        yield f"<caption>{sentence(table.caption)}</caption>"
    for number, row in enumerate(table.rows):
        is_head = number == 0 and len(table.rows) > 1 and all(cell.head for cell in row)
        yield "<thead><tr>" if is_head else "<tr>"
        for cell in row:
            yield from _around("th" if cell.head else "td", _cell(cell, is_head), cell.inner)
        yield "</tr></thead>" if is_head else "</tr>"
    yield "</table>"


def _cell(cell: Cell, in_head: bool) -> str:
    names = (("colspan", cell.columns), ("rowspan", cell.rows))
    spans = "".join(f' {name}="{value}"' for name, value in names if value > 1)
    scope = f' scope="{"col" if in_head else "row"}"' if cell.head else ""
    return spans + scope + (f' class="align-{cell.alignment}"' if cell.alignment else "")


def _turn(block: Paragraph | Heading | Turned | Mark) -> str:
    names = (("lang", block.language), ("dir", block.direction))
    return "".join(f' {name}="{escape(value)}"' for name, value in names if value)


def sentence(inlines: Inlines) -> str:
    """A sentence in one line of HTML."""
    return "".join(_inline(each) for each in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Words():
            return escape(inline.text, quote=False)
        case Break():
            return "<br>"
        case Code():
            return f"<code>{escape(inline.text, quote=False)}</code>"
        case Picture():
            title = f' title="{escape(inline.title)}"' if inline.title else ""
            return f'<img src="{escape(inline.destination)}" alt="{escape(inline.alt)}"{title}>'
        case Link():
            return f'<a href="{escape(inline.destination)}">{sentence(inline.inner)}</a>'
        case Mark():
            title = f' title="{escape(inline.title)}"' if inline.title else ""
            return f"<{inline.tag}{title}{_turn(inline)}>{sentence(inline.inner)}</{inline.tag}>"
