"""What was written is read again by our own reader, and has to say the same; where it does not, that block stays HTML.

Markdown has corners that nobody knows all of. Reading again costs a few milliseconds a page, once, and makes the import sure.
"""

from dataclasses import dataclass, replace

from integreat_ssg.exchange.markup import raw
from integreat_ssg.exchange.markup.blocks import blocks as blocks_of
from integreat_ssg.exchange.markup.context import Context
from integreat_ssg.exchange.markup.document import Block, Blocks, Fold, Heading, Line, Quote, Turned
from integreat_ssg.exchange.markup.lines import between, is_html, lines, lines_of
from integreat_ssg.exchange.markup.surroundings import Change
from integreat_ssg.exchange.markup.tree import tree_of
from integreat_ssg.reading.markdown.converting import safe_html

LONGEST = 256_000
"""Characters that are read again: a page of ours may have no more."""
LONGEST_PART = 40_000
"""Characters without an empty line that are read again: Python-Markdown's time grows with the square of a paragraph's length."""


_Around = Fold | Turned


@dataclass(frozen=True, slots=True)
class _Echo:
    """Our own destinations mean themselves."""

    def link(self, url: str) -> str:
        return url

    def picture(self, url: str, alt: str) -> str:
        return url

    def card(self, attributes: object, text: str) -> str:
        return ""

    def video(self, url: str) -> str:
        return ""


def proved(blocks: Blocks, changes: list[Change]) -> str:
    """The Markdown of the blocks; each line ends in a line feed."""
    written = lines(blocks)
    if _is_too_long("\n".join(written)):
        changes.append(Change("unproved", f"{len(blocks)} blocks"))
    elif not _says(written, blocks):
        written = _mended(blocks, (), changes)
        if not _says(written, blocks):
            changes.append(Change("unproved", f"{len(blocks)} blocks"))
    changes += (Change("html", "\n".join(lines_of(block))[:80]) for block in blocks if is_html(block))
    return "".join(f"{line}\n" for line in written)


def _is_too_long(text: str) -> bool:
    return len(text) > LONGEST or max(map(len, text.split("\n\n"))) > LONGEST_PART


def _mended(blocks: Blocks, inside: tuple[_Around, ...], changes: list[Change]) -> list[str]:
    """Block by block, in the simplest form that is understood; `inside` are the blocks around, from the outside in."""
    out: list[str] = []
    above: Block | None = None
    for block in blocks:
        own = _first_understood(block, inside, changes)
        out += [*([""] if out else []), *between(above, block), *own]
        above = block
    return out


def _first_understood(block: Block, inside: tuple[_Around, ...], changes: list[Change]) -> list[str]:
    own = lines_of(block)
    if _is_understood(own, block, inside) or isinstance(block, Line):
        return own
    if isinstance(block, Fold | Turned):
        empty = replace(block, inner=())
        first, last = lines_of(empty)[:-1], lines_of(empty)[-1:]
        if _is_understood([*first, *last], empty, inside):
            return [*first, *_mended(block.inner, (*inside, empty), changes), "", *last]
    if not is_html(block):
        changes.append(Change("html", "\n".join(own)[:80]))
    own = raw.lines(block)
    return own if _is_understood(own, block, inside) else raw.lines(block, guarded=True)


def _is_understood(written: list[str], block: Block, inside: tuple[_Around, ...]) -> bool:
    for around in reversed(inside):
        empty = lines_of(around)
        written = [*empty[:-1], *written, "", empty[-1]]
        block = replace(around, inner=(block,))
    return _says(written, (block,))


def _says(written: list[str], blocks: Blocks) -> bool:
    try:
        html, removed = safe_html("\n".join(written))
    except RecursionError:
        return False
    return not removed and _without_made_anchors(read_again(html), blocks) == blocks


def read_again(html: str) -> Blocks:
    """What the HTML of our reader says."""
    return blocks_of(tree_of(html), Context(_Echo(), own=True, anchors=_Every()))


class _Every(frozenset[str]):
    """Holds every anchor: whether it exists was asked before."""

    def __contains__(self, item: object) -> bool:
        return True


def _without_made_anchors(blocks: Blocks, written: Blocks) -> Blocks:
    given = set(_anchors(written))
    return tuple(_only_given(block, given) for block in blocks)


def _anchors(blocks: Blocks) -> list[str]:
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            out.append(block.anchor)
        elif isinstance(block, Quote | Fold | Turned):
            out += _anchors(block.inner)
    return out


def _only_given(block: Block, given: set[str]) -> Block:
    """Our reader gives every heading an anchor."""
    if isinstance(block, Heading) and block.anchor not in given:
        return replace(block, anchor="")
    if isinstance(block, Quote | Fold | Turned):
        return replace(block, inner=tuple(_only_given(each, given) for each in block.inner))
    return block
