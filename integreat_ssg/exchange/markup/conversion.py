"""HTML to Markdown, step by step."""

from integreat_ssg.exchange.markup.blocks import blocks
from integreat_ssg.exchange.markup.bounds import bounded
from integreat_ssg.exchange.markup.context import context_for
from integreat_ssg.exchange.markup.outline import in_order, without_common_direction
from integreat_ssg.exchange.markup.proof import proved
from integreat_ssg.exchange.markup.surroundings import Change, Markup, Surroundings
from integreat_ssg.exchange.markup.tree import tree_of


def markdown_of(html: str, surroundings: Surroundings) -> Markup:
    """`html` is the inside of a page's body from a source that nobody has to trust. Never raises; time grows with its length.

    The text has no heading of the first level: that is the page's title. What changed form or was left out is told once for
    each thing, styles once for each property.
    """
    changes: list[Change] = []
    safe, cut = bounded(html)
    changes += cut
    nodes = tree_of(safe)
    found = blocks(nodes, context_for(nodes, surroundings, changes))
    found = without_common_direction(in_order(found, changes), changes)
    text = proved(found, changes)
    styles = {change: None for change in changes if change.kind == "style"}
    return Markup(text, (*(change for change in changes if change.kind != "style"), *sorted(styles)))
