"""What our reader's HTML says, as a tree in the canonical form of `trees`, by a parser of its own."""

from collections.abc import Iterable
from html.parser import HTMLParser

from integreat_ssg.reading.markdown.converting import safe_html
from tests.exchange.markup.trees import MARKS, Tree, joined, paragraph

_KEPT = {"a": ("href",), "img": ("alt", "src"), "ol": ("start",), "td": ("colspan",), "th": ("colspan",)}
_INLINE = {*MARKS, "a", "img", "br", "code", "span", "b", "i", "s"}
_HOLD_PARAGRAPHS = {"", "li", "td", "th", "dd", "blockquote", "details", "figure", "div"}


def read(markdown: str) -> tuple[tuple[Tree, ...], list[str]]:
    """What our reader makes of Markdown, as a tree in canonical form; and what its sanitiser took out."""
    html, removed = safe_html(markdown)
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return _canonical("", parser.stack[0][2]), removed


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, tuple[tuple[str, str], ...], list[Tree]]] = [("", (), [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = tuple(sorted((name, value or "") for name, value in attrs if name in _KEPT.get(tag, ())))
        self.stack.append((tag, kept, []))
        if tag in ("br", "hr", "img"):
            self.handle_endtag(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "hr", "img") and self.stack[-1][0] != tag:
            return
        name, attributes, children = self.stack.pop()
        self.stack[-1][2].append((name, attributes, tuple(children)))

    def handle_data(self, data: str) -> None:
        self.stack[-1][2].append(data)


def _canonical(parent: str, children: Iterable[Tree]) -> tuple[Tree, ...]:
    out: list[Tree] = []
    run: list[Tree] = []
    for child in [*children, None]:
        if child is not None and (isinstance(child, str) or child[0] in _INLINE):
            run.append(child if isinstance(child, str) else _inline(child))
            continue
        for inner in _split(_trimmed(joined(run))):
            out += [paragraph(inner)] if parent in _HOLD_PARAGRAPHS else inner
        run = []
        if child is None:
            break
        name, attributes, inner = child
        if name in ("thead", "tbody"):
            out += _canonical(parent, inner)
        elif name == "pre":
            out.append(("pre", (), (_text(child).rstrip("\n"),)))
        else:
            out.append((name, attributes, _canonical(name, inner)))
    return tuple(out)


def _inline(tree: Tree) -> Tree:
    name, attributes, children = tree
    if name == "code":
        return ("code", (), (_text(tree),))
    inner = joined(child if isinstance(child, str) else _inline(child) for child in children)
    return (name, attributes, tuple(_trimmed(inner, ends=False)))


def _text(tree: Tree) -> str:
    return tree if isinstance(tree, str) else "".join(map(_text, tree[2]))


def _trimmed(parts: tuple[Tree, ...], ends: bool = True) -> list[Tree]:
    """Line feeds as spaces; none at the ends and beside breaks."""
    out = [" ".join(part.replace("\n", " ").split(" ")) if isinstance(part, str) else part for part in parts]
    for number, part in enumerate(out):
        if isinstance(part, str):
            before, after = (out[number - 1] if number else None), (out[number + 1] if number + 1 < len(out) else None)
            part = part.lstrip(" ") if (ends and number == 0) or _is_break(before) else part
            out[number] = part.rstrip(" ") if (ends and after is None) or _is_break(after) else part
    return [part for part in out if part != ""]


def _is_break(part: Tree) -> bool:
    return part is not None and not isinstance(part, str) and part[0] == "br"


def _split(parts: list[Tree]) -> list[tuple[Tree, ...]]:
    """Two breaks, as a cell in Markdown has them, part paragraphs."""
    found: list[list[Tree]] = [[]]
    for number, part in enumerate(parts):
        if _is_break(part) and number and _is_break(parts[number - 1]):
            found[-1].pop()
            found.append([])
        else:
            found[-1].append(part)
    return [tuple(each) for each in found if each]
