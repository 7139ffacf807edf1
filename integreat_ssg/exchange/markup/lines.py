"""Blocks to lines of Markdown. What Markdown cannot say stays HTML."""

from collections.abc import Callable
from itertools import pairwise

from integreat_ssg.exchange.markup import raw
from integreat_ssg.exchange.markup.document import (
    Block,
    Blocks,
    Cell,
    Figure,
    Fold,
    Heading,
    Items,
    Line,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Table,
    Terms,
    Turned,
)
from integreat_ssg.exchange.markup.sentences import Place, markdown

_IN_ONE_LINE = Place(one_line=True)
_IN_A_CELL = Place(cell=True, one_line=True)
_DASHES = {"": "---", "center": ":---:", "end": "---:"}
_MOST_COLUMNS = 30


def lines(blocks: Blocks) -> list[str]:
    """The blocks with an empty line between two."""
    out: list[str] = []
    above: Block | None = None
    for block in blocks:
        if above is not None:
            out += ["", *between(above, block)]
        out += lines_of(block)
        above = block
    return out


def between(above: Block | None, below: Block) -> list[str]:
    """What keeps two lists from becoming one."""
    return ["<!-- -->", ""] if isinstance(above, Items) and isinstance(below, Items) else []


def lines_of(block: Block) -> list[str]:
    """One block."""
    return _WRITERS[type(block)](block)


def is_html(block: Block) -> bool:
    """Whether the block by itself has no form in Markdown."""
    return (isinstance(block, Table) and not _is_plain_table(block)) or (
        isinstance(block, Terms) and not _are_plain_terms(block)
    )


def _paragraph(block: Paragraph) -> list[str]:
    turn = _turn(block)
    return [*markdown(block.inner).split("\n"), *([f"{{: {' '.join(turn)} }}"] if turn else [])]


def _heading(block: Heading) -> list[str]:
    given = [*([f"#{block.anchor}"] if block.anchor else []), *_turn(block)]
    words = markdown(block.inner, _IN_ONE_LINE)
    if words.endswith("#"):
        words = f"{words[:-1]}\\#"
    return [f"{'#' * block.level} {words}" + (f" {{{' '.join(given)}}}" if given else "")]


def _turn(block: Paragraph | Heading) -> list[str]:
    return [f"{name}={value}" for name, value in (("lang", block.language), ("dir", block.direction)) if value]


def _items(block: Items) -> list[str]:
    tight = all(_is_tight(item) for item in block.items)
    out: list[str] = []
    for number, item in enumerate(block.items):
        mark = "- " if block.start is None else f"{block.start + number}. "
        if out and not tight:
            out.append("")
        inner = [line for each in item for line in lines_of(each)] if tight else lines(item)
        out += [(mark if first else " " * len(mark) if line else "") + line for first, line in _numbered(inner)]
    return out


def _numbered(inner: list[str]) -> list[tuple[bool, str]]:
    return [(number == 0, line) for number, line in enumerate(inner)]


def _is_tight(item: Blocks) -> bool:
    """Whether it is one paragraph, perhaps with a list of such items below."""
    first, *others = item
    if not isinstance(first, Paragraph) or len(others) > 1:
        return False
    return all(isinstance(each, Items) and all(_is_tight(one) for one in each.items) for each in others)


def _quote(block: Quote) -> list[str]:
    return [f"> {line}".rstrip() for line in lines(block.inner)]


def _listing(block: Listing) -> list[str]:
    fence = "```"
    while fence in block.code:
        fence += "`"
    return [fence, *block.code.split("\n"), fence]


def _rule(block: Rule) -> list[str]:
    return ["---"]


def _line(block: Line) -> list[str]:
    return [f"[[{block.kind}: {block.argument}]]" if block.argument else f"[[{block.kind}]]"]


def _fold(block: Fold) -> list[str]:
    summary = f"<summary>{markdown(block.summary, _IN_ONE_LINE)}</summary>" if block.summary else ""
    begin = f"<details{' open' if block.open else ''}>{summary}"
    return [begin, "", *lines(block.inner), *([""] if block.inner else []), "</details>"]


def _turned(block: Turned) -> list[str]:
    names = (("lang", block.language), ("dir", block.direction))
    attributes = "".join(f' {name}="{value}"' for name, value in names if value)
    return [f'<div{attributes} markdown="1">', "", *lines(block.inner), "", "</div>"]


def _terms(block: Terms) -> list[str]:
    if not _are_plain_terms(block):
        return raw.lines(block)
    out: list[str] = []
    for terms, (definition,) in block.groups:
        (only,) = definition
        assert isinstance(only, Paragraph)
        out += [*([""] if out else []), *(markdown(term, _IN_ONE_LINE) for term in terms)]
        out.append(f": {markdown(only.inner, _IN_ONE_LINE)}")
    return out


def _are_plain_terms(block: Terms) -> bool:
    return all(
        terms and len(definitions) == 1 and len(definitions[0]) == 1 and _is_plain(definitions[0][0])
        for terms, definitions in block.groups
    )


def _is_plain(block: Block) -> bool:
    return isinstance(block, Paragraph) and not (block.language or block.direction)


def _table(block: Table) -> list[str]:
    if not _is_plain_table(block):
        return raw.lines(block)
    head, *body = (f"| {' | '.join(_cell(cell) for cell in row)} |" for row in block.rows)
    return [head, f"| {' | '.join(_DASHES[cell.alignment] for cell in block.rows[0])} |", *body]


def _is_plain_table(block: Table) -> bool:
    """Whether it is a head and rows of equal length, with nothing but paragraphs in its cells."""
    head, *body = block.rows
    return (
        not block.caption
        and all(cell.head for cell in head)
        and not any(cell.head for row in body for cell in row)
        and all(len(above) == len(below) for above, below in pairwise(block.rows))
        and len(head) <= _MOST_COLUMNS
        and all(
            cell.columns == cell.rows == 1 and all(map(_is_plain, cell.inner)) for row in block.rows for cell in row
        )
    )


def _cell(cell: Cell) -> str:
    return "<br><br>".join(markdown(each.inner, _IN_A_CELL) for each in cell.inner if isinstance(each, Paragraph))


def _figure(block: Figure) -> list[str]:
    return raw.lines(block)


_WRITERS: dict[type, Callable[..., list[str]]] = {
    Figure: _figure,
    Fold: _fold,
    Heading: _heading,
    Items: _items,
    Line: _line,
    Listing: _listing,
    Paragraph: _paragraph,
    Quote: _quote,
    Rule: _rule,
    Table: _table,
    Terms: _terms,
    Turned: _turned,
}
