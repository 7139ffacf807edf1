"""What was written is read again by our own reader, and has to say the same; where it does not, that block stays HTML.

Markdown has corners that nobody knows all of. Reading again costs a few milliseconds a page, once, and makes the import sure.
"""

from dataclasses import dataclass, replace

from integreat_ssg.exchange.markup import raw
from integreat_ssg.exchange.markup.blocks import blocks as blocks_of
from integreat_ssg.exchange.markup.context import Context
from integreat_ssg.exchange.markup.document import Block, Blocks, Fold, Heading, Line, Quote, Turned
from integreat_ssg.exchange.markup.lines import is_html, lines, lines_of
from integreat_ssg.exchange.markup.surroundings import Change
from integreat_ssg.exchange.markup.tree import tree_of
from integreat_ssg.reading.markdown import safe_html

LONGEST = 256_000
"""Characters that are read again: a page of ours may have no more."""


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
    if len("\n".join(written)) > LONGEST:
        changes.append(Change("unproved", f"{len(blocks)} blocks"))
    elif not _says(written, blocks):
        written = _mended(blocks, changes)
        if not _says(written, blocks):
            changes.append(Change("unproved", f"{len(blocks)} blocks"))
    changes += (Change("html", "\n".join(lines_of(block))[:80]) for block in blocks if is_html(block))
    return "".join(f"{line}\n" for line in written)


def _mended(blocks: Blocks, changes: list[Change]) -> list[str]:
    out: list[str] = []
    for block in blocks:
        own = lines_of(block)
        if not _says(own, (block,)) and not isinstance(block, Line):
            own = _mended_block(block, changes)
        out += [*([""] if out else []), *own]
    return out


def _mended_block(block: Block, changes: list[Change]) -> list[str]:
    """Only what is wrong inside of what unfolds, or else the whole block, as HTML."""
    if isinstance(block, Fold | Turned) and _says(
        empty := lines_of(replace(block, inner=())), (replace(block, inner=()),)
    ):
        return [*empty[:-1], *_mended(block.inner, changes), "", empty[-1]]
    changes.append(Change("html", "\n".join(lines_of(block))[:80]))
    return raw.lines(block)


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
