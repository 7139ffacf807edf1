# ruff: noqa: E501 - one sample a line
"""Texts made at random as trees in one canonical form, and written as HTML in many ways.

A tree is nested tuples: `(name, attributes, children)`, text is `str`. Nothing here uses the code under test.
"""

from collections.abc import Iterable
from html import escape
from random import Random
from typing import Any

from hypothesis import strategies as st

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
    inner = draw(sentences(breaks=False).filter(lambda inner: any(map(_has_letters, inner))))
    while len(inner) == 1 and inner[0][0] == "strong":
        inner = inner[0][2]  # headings are bold by themselves
    return ("h2", (), inner)


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
