"""What only the whole text tells: which levels its headings have, and which direction is everybody's."""

from collections.abc import Iterator
from dataclasses import replace

from integreat_ssg.exchange.markup.document import (
    Block,
    Blocks,
    Code,
    Fold,
    Heading,
    Inlines,
    Link,
    Mark,
    Paragraph,
    Quote,
    Turned,
    Words,
)
from integreat_ssg.exchange.markup.surroundings import Change
from integreat_ssg.reading.markdown.converting import anchors_of

_LAST_LEVEL = 6


def in_order(blocks: Blocks, changes: list[Change]) -> Blocks:
    """Headings from the second level on, each at most one level below the one that it belongs to; no anchor twice.

    Headings of one level below the same heading stay of one level: h1, h4, h4, h2 become h2, h3, h3, h3.
    """
    ordered = _all(blocks, [], set(), changes)
    headings = list(_headings(ordered))
    made = anchors_of(" ".join(words_of(each.inner).split()) for each in headings)
    needless = {given.anchor for given, anchor in zip(headings, made, strict=True) if given.anchor == anchor}
    return _without(needless, ordered) if needless else ordered


def _headings(blocks: Blocks) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Quote | Fold | Turned):
            yield from _headings(block.inner)


def _without(needless: set[str], blocks: Blocks) -> Blocks:
    """Without the anchors that our reader makes by itself."""
    return tuple(
        replace(block, anchor="")
        if isinstance(block, Heading) and block.anchor in needless
        else replace(block, inner=_without(needless, block.inner))
        if isinstance(block, Quote | Fold | Turned)
        else block
        for block in blocks
    )


def _all(blocks: Blocks, above: list[tuple[int, int]], anchors: set[str], changes: list[Change]) -> Blocks:
    return tuple(_ordered(block, above, anchors, changes) for block in blocks)


def _ordered(block: Block, above: list[tuple[int, int]], anchors: set[str], changes: list[Change]) -> Block:
    """`above` holds the headings that are open here: levels as written, and as they are now; `anchors`, those in use."""
    if isinstance(block, Heading):
        while above and above[-1][0] >= block.level:
            above.pop()
        level = min(above[-1][1] + 1 if above else 2, _LAST_LEVEL)
        above.append((block.level, level))
        if level != block.level:
            changes.append(Change("heading-level", f"h{block.level} → h{level}: {words_of(block.inner)}"[:80]))
        if block.anchor in anchors:
            changes.append(Change("anchor", block.anchor))
            return replace(block, level=level, anchor="")
        anchors |= {block.anchor} - {""}
        return replace(block, level=level)
    if isinstance(block, Quote | Fold | Turned):
        return replace(block, inner=_all(block.inner, above, anchors, changes))
    return block


def words_of(inlines: Inlines) -> str:
    """The plain words of a sentence."""
    return "".join(
        words_of(each.inner) if isinstance(each, Mark | Link) else each.text if isinstance(each, Words | Code) else ""
        for each in inlines
    )


def without_common_direction(blocks: Blocks, changes: list[Change]) -> Blocks:
    """A direction or language that every paragraph and heading has is the page's own and need not be said."""
    for name in ("direction", "language"):
        said = {getattr(each, name) for each in blocks if isinstance(each, Paragraph | Heading)}
        if len(said) == 1 and (common := said.pop()):
            changes.append(Change("direction", common))
            blocks = tuple(each for block in blocks for each in _freed(block, name, common))
    return blocks


def _freed(block: Block, name: str, common: str) -> Blocks:
    if isinstance(block, Paragraph | Heading):
        return (replace(block, language="") if name == "language" else replace(block, direction=""),)
    if isinstance(block, Turned) and getattr(block, name) == common:
        rest = replace(block, language="") if name == "language" else replace(block, direction="")
        return (rest,) if rest.language or rest.direction else rest.inner
    return (block,)
