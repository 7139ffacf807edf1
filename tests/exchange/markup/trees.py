"""Texts made at random as trees in one canonical form, written as HTML in many ways; and what a reader's HTML says, in that form.

A tree is nested tuples: `(name, attributes, children)`, text is `str`. Nothing here uses the code under test.
"""

from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from random import Random
from typing import Any

from hypothesis import strategies as st

from integreat_ssg.reading.markdown import safe_html

Tree = Any

TOKENS = (
    "Wort Straße و متن می‌خواهم слово 文字 naïve e\u0301 Donau\u00addampf 5 1986 1. 12) 2026. - + * ** *** _ __ a_b _c_ # ## #9 > >> | || --- === ~~ ~ ~~~ ` `` ```"
    " ::: : !!! ! ![ [ ] [[ ]] [x] [1] [^1] [^1]: *[Wort]: [a]: ( ) {#x} {:.a} { } < <b> </p> <!-- --> <script> & &amp; &nbsp; &#65; &copy \\ \\\\ \\* ^ $ %"
    " https://x.example/a_b?c=1&d=2 http://x.example www.x.example info@x.example ftp://x.example :-) =) 50% \"Zitat\" „so“ 'so' |---| :--- -5 +49 –"
    " \u200f \u200e\u200e \u2067ab\u2069 [[contact: [[events]] include: <https://x.example> <x@y.example>"
).split()
URLS = (
    "https://x.example/", "https://x.example/a_b(c)?d=e&f=*g*#h", "https://x.example/%C3%A4/[1]", "mailto:info@x.example",
    "tel:+4930123456", "../arrival/index.md#anmeldung", "https://x.example/a&amp;b",
)  # fmt: skip
PICTURES = ("../media/a.jpg", "../media/b_c(d).png")
MARKS = ("strong", "em", "del", "u", "sub", "sup", "small", "q", "kbd", "mark")

words = st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from((" ", " ", " ", ""))), min_size=1, max_size=5).map(
    lambda parts: "".join(word + space for word, space in parts).strip()
)


@st.composite
def sentences(draw: Any, banned: frozenset[str] = frozenset(), depth: int = 2, breaks: bool = True) -> tuple[Tree, ...]:
    """Text, marks, links, pictures, code and single breaks, without white space or breaks at the ends."""
    parts: list[Tree] = []
    for number in range(draw(st.integers(1, 3))):
        if number:
            gap = draw(st.sampled_from(("", " ", " ", "br") if breaks else ("", " ")))
            parts += [("br", (), ())] if gap == "br" else [gap] if gap else []
        kinds = ["text", "text", "code"] + [each for each in MARKS if each not in banned] * (depth > 0)
        kinds += ["a", "img", "a"] if "a" not in banned and depth > 0 else ["img"]
        kind = draw(st.sampled_from(kinds))
        if kind == "text":
            parts.append(draw(words))
        elif kind == "code":
            parts.append(("code", (), (draw(words),)))
        elif kind == "img":
            parts.append(("img", (("alt", draw(words)), ("src", draw(st.sampled_from(PICTURES)))), ()))
        else:
            attributes = (("href", draw(st.sampled_from(URLS))),) if kind == "a" else ()
            parts.append((kind, attributes, draw(sentences(banned | {kind}, depth - 1, breaks))))
    return joined(parts)


def joined(parts: Iterable[Tree]) -> tuple[Tree, ...]:
    """Neighbouring texts, and neighbouring equal marks, as one."""
    out: list[Tree] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif not isinstance(part, str) and out and not isinstance(out[-1], str) and part[2] and part[:2] == out[-1][:2]:
            if part[0] == "code":
                out[-1] = ("code", (), (out[-1][2][0] + part[2][0],))
            else:
                out[-1] = (*part[:2], joined([*out[-1][2], *part[2]]))
        else:
            out.append(part)
    return tuple(out)


def paragraph(inner: tuple[Tree, ...]) -> Tree:
    return ("p", (), inner)


paragraphs = sentences().map(paragraph)
lines = sentences(breaks=False)


@st.composite
def blocks(draw: Any, depth: int = 2, inside: str = "") -> tuple[Tree, ...]:
    """Blocks as a text may have them. In lists nothing unfolds and no heading stands; cells hold paragraphs and lists."""
    kinds = ["p", "p", "p", "hr", "pre"]
    if depth:
        kinds += ["ul", "ol", "ul", "blockquote", "table", "dl", "figure"]
        kinds += ["h", "details", "h"] if inside in ("", "details") else []
    found: list[Tree] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(kinds))
        if found and found[-1][0] == kind in ("ul", "ol", "dl"):
            kind = "p"
        found.append(draw(_BLOCKS[kind](depth)))
    return tuple(found)


@st.composite
def _headings(draw: Any, depth: int) -> Tree:
    return ("h2", (), draw(sentences(breaks=False).filter(lambda inner: any(map(_has_letters, inner)))))


def _has_letters(part: Tree) -> bool:
    return bool(part.strip()) if isinstance(part, str) else any(map(_has_letters, part[2]))


@st.composite
def _lists(draw: Any, depth: int, tag: str) -> Tree:
    inside = blocks(depth - 1, "li")
    items = tuple(("li", (), draw(inside)) for _ in range(draw(st.integers(1, 3))))
    start = draw(st.sampled_from((1, 1, 3, 10))) if tag == "ol" else 1
    return (tag, (("start", str(start)),) if start > 1 else (), items)


@st.composite
def _tables(draw: Any, depth: int) -> Tree:
    columns = draw(st.integers(1, 3))
    head = draw(st.booleans())
    rows = []
    for number in range(draw(st.integers(2, 3))):
        tag = "th" if head and number == 0 else "td"
        cells = []
        for _ in range(columns):
            inner = tuple(draw(st.lists(paragraphs, max_size=2)))
            if draw(st.integers(0, 9)) == 0:
                inner += (draw(_lists(1, "ul")),)
            cells.append((tag, (("colspan", "2"),) if draw(st.integers(0, 19)) == 0 else (), inner))
        rows.append(("tr", (), tuple(cells)))
    if not any(cell[2] for row in rows for cell in row[2]):
        return paragraph(("leer",))
    return ("table", (), tuple(rows))


@st.composite
def _terms(draw: Any, depth: int) -> Tree:
    pairs: list[Tree] = []
    for _ in range(draw(st.integers(1, 2))):
        pairs.append(("dt", (), draw(lines)))
        pairs += (
            ("dd", (), tuple(draw(st.lists(paragraphs, min_size=1, max_size=2))))
            for _ in range(draw(st.integers(1, 2)))
        )
    return ("dl", (), tuple(pairs))


@st.composite
def _figures(draw: Any, depth: int) -> Tree:
    picture = ("img", (("alt", draw(words)), ("src", draw(st.sampled_from(PICTURES)))), ())
    return ("figure", (), (paragraph((picture,)), ("figcaption", (), draw(lines))))


@st.composite
def _folds(draw: Any, depth: int) -> Tree:
    return ("details", (), (("summary", (), draw(lines)), *draw(blocks(depth - 1, "details"))))


@st.composite
def _listings(draw: Any, depth: int) -> Tree:
    code = [draw(st.sampled_from(("", "  "))) + draw(words) for _ in range(draw(st.integers(1, 3)))]
    return ("pre", (), ("\n".join(code),))


_BLOCKS: dict[str, Any] = {
    "p": lambda depth: paragraphs,
    "hr": lambda depth: st.just(("hr", (), ())),
    "pre": _listings,
    "h": _headings,
    "ul": lambda depth: _lists(depth, "ul"),
    "ol": lambda depth: _lists(depth, "ol"),
    "blockquote": lambda depth: blocks(depth - 1, "blockquote").map(lambda inner: ("blockquote", (), inner)),
    "table": _tables,
    "dl": _terms,
    "figure": _figures,
    "details": _folds,
}

_OTHER_NAMES = {"strong": ("b", "STRONG"), "em": ("i",), "del": ("s", "strike"), "p": ("p", "div", "P"), "u": ("ins",)}
_NOISE = ("<!-- x -->", "<span></span>", "<b></b>", "<o:p></o:p>", "", "", "", "", "")


def html_of(trees: Iterable[Tree], chance: Random, level: int = 0) -> str:
    """The same text as people, word processors and editors write it."""
    return "".join(_html(tree, chance, level) for tree in trees)


def _html(tree: Tree, chance: Random, level: int) -> str:
    if isinstance(tree, str):
        text = escape(tree, quote=False).replace(" ", chance.choice((" ", " ", "\n", " \t")))
        return f"<span style='color: red; mso-x: y'>{text}</span>" if chance.random() < 0.1 else text
    name, attributes, children = tree
    if name in ("br", "hr", "img"):
        return f"<{name}{_attributes(attributes)}{chance.choice(('', ' /'))}>"
    if name == "pre":
        return f"<pre>{escape(children[0])}</pre>"
    if name == "code":
        return f"<code>{escape(children[0])}</code>"
    if (
        name in ("li", "td", "th", "dd", "figure", "details")
        and children
        and children[0][0] == "p"
        and chance.random() < 0.6
    ):
        children = (*children[0][2], *children[1:])  # running text needs no paragraph of its own
    inner = html_of(children, chance, level + 1)
    block = name not in MARKS and name != "a"
    if block and name not in ("table", "tr", "ul", "ol", "dl"):
        inner = chance.choice(_NOISE) + chance.choice(("", "\n")) + inner + chance.choice(("", "\n  "))
    tag = chance.choice((name, name, *_OTHER_NAMES.get(name, ())))
    styles = chance.choice(("", "", ' style="text-align: left"', ' class="MsoNormal"')) if name != "details" else ""
    html = f"<{tag}{_attributes(attributes)}{styles}>{inner}</{tag}>"
    if name == "p" and chance.random() < 0.1:
        html = f"<div>{html}</div>"
    return html + (chance.choice(("", "\n", "<p>&nbsp;</p>")) if block and level == 0 else "\n" if block else "")


def _attributes(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)


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
