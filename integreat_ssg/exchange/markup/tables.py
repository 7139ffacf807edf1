"""Tables: rows of cells, with what spans several."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from integreat_ssg.exchange.markup.document import Blocks, Cell, Inlines, Table
from integreat_ssg.exchange.markup.tree import Element

MOST_SPANNED = 100
_ALIGNMENT = {"center": "center", "right": "end", "end": "end"}


def table(
    element: Element,
    inner: Callable[[Element], Blocks],
    caption: Callable[[Element], Inlines],
    style: Callable[[Mapping[str, str]], dict[str, str]],
) -> Blocks:
    """The table, or nothing where it is empty. Alignment counts where a whole column has it."""
    captions = [each for each in element.children if isinstance(each, Element) and each.tag == "caption"]
    rows = [[_cell(each, inner, style) for each in _elements(row, "td", "th")] for row in _rows(element)]
    rows = [row for row in rows if row]
    if not any(cell.inner for row in rows for cell in row):
        return ()
    for column in range(max(map(len, rows))):
        cells = [row[column] for row in rows if column < len(row)]
        if len({cell.alignment for cell in cells}) > 1:
            for row in rows:
                row[column : column + 1] = [replace(cell, alignment="") for cell in row[column : column + 1]]
    return (Table(tuple(tuple(row) for row in rows), caption(captions[0]) if captions else ()),)


def _rows(element: Element) -> Iterator[Element]:
    """All rows, the head's first and the foot's last, wherever they were written."""
    parts = list(_elements(element, "thead", "tbody", "tfoot"))
    for name in ("thead", "tbody", "tfoot"):
        for part in parts:
            if part.tag == name:
                yield from _elements(part, "tr")
    yield from _elements(element, "tr")


def _elements(element: Element, *tags: str) -> Iterator[Element]:
    return (each for each in element.children if isinstance(each, Element) and each.tag in tags)


def _cell(
    element: Element, inner: Callable[[Element], Blocks], style: Callable[[Mapping[str, str]], dict[str, str]]
) -> Cell:
    classes = [each.removeprefix("align-") for each in element.classes if each.startswith("align-")]
    alignment = (
        classes[0] if classes else style(element.attributes).get("text-align") or element.attributes.get("align", "")
    )
    return Cell(
        inner(element),
        element.tag == "th",
        _span(element.attributes.get("colspan", "")),
        _span(element.attributes.get("rowspan", "")),
        _ALIGNMENT.get(alignment.lower(), ""),
    )


def _span(value: str) -> int:
    number = int(value) if value.strip().isdecimal() and len(value) < 5 else 1
    return min(max(number, 1), MOST_SPANNED)
