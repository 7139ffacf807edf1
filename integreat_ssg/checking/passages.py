"""A page's rich text as the passages that a reader meets: paragraphs, headings, list items, cells, each with its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from integreat_ssg.model.content import Page
from integreat_ssg.model.richtext import Block, Reference, RichText

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>|\x00(\d+)\x00')
_HREF = re.compile(r' href="\x00(\d+)\x00"')
_NOTE_MARK = re.compile(r'<sup id="fnref[^"]*">.*?</sup>', re.DOTALL)
_PASSAGES = frozenset("p li h2 h3 h4 h5 h6 td th dt dd summary caption figcaption".split())
_APART = _PASSAGES | frozenset("ul ol table thead tbody tr dl div details blockquote figure pre hr br".split())
_WORD = re.compile(r"\w+")
_SILENT = re.compile(r"\]\([^()\n]*\)|</?[a-z][^<>\n]*>|<!--(?:(?!-->|<!--).)*-->", re.DOTALL)
_FIRST_WORDS = 6
"""So many words are enough to find a passage's line again."""
RUNNING = frozenset(("p", "li", "dd", "summary"))
"""Passages in which sentences stand."""


@dataclass(frozen=True, slots=True)
class Link:
    """The words of a link, or of the picture in it, and what it leads to."""

    words: str
    target: Reference


@dataclass(slots=True)
class _Open:
    kind: str
    foreign: bool = False
    words: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """`kind` is the HTML element; `words` what a reader sees, code left out; `line` counts from the file's first. `foreign` says
    that it, or something in it, is marked as written in another language."""

    kind: str
    words: str
    links: tuple[Link, ...]
    line: int
    foreign: bool = False


def passages(page: Page) -> tuple[Passage, ...]:
    """All passages of a page that have words, in reading order. What is in a `pre` is code, and none."""
    found = _found(page.body)
    words = [" ".join("".join(each.words).split()) for each in found]
    lines = _lines(page, words)
    return tuple(
        Passage(each.kind, text, tuple(each.links), line, each.foreign)
        for each, text, line in zip(found, words, lines, strict=True)
        if text
    )


def running_text(page: Page) -> str:
    """What stands in sentences, a passage a line: what readability is measured of."""
    return "\n".join(each.words for each in passages(page) if each.kind in RUNNING)


def structure(body: RichText) -> tuple[str, ...]:
    """What a text is built of, in order: headings by level, lists, tables, blocks by kind; no paragraphs, which translators may
    divide otherwise."""
    return tuple(_parts(body))


def marked(body: RichText) -> str:
    """The HTML of a text, with the number of each reference where it stands, between NULs."""
    numbers = iter(range(len(body.parts)))
    return "".join(each if isinstance(each, str) else f"\x00{next(numbers)}\x00" for each in body.parts)


def _parts(body: RichText) -> Iterator[str]:
    references = body.references
    for tag in _TAG.finditer(marked(body)):
        if tag[4]:
            part = references[int(tag[4])]
            if isinstance(part, Block) and part.kind != "note-title":
                yield f"[[{part.kind}]]"
        elif not tag[1] and tag[2] in ("h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"):
            yield tag[2]


def _found(body: RichText) -> list[_Open]:
    html, references = _NOTE_MARK.sub("", marked(body)), body.references
    found: list[_Open] = []
    stack: list[_Open] = []
    link: tuple[Reference, list[str]] | None = None
    silent = 0
    at = 0
    for tag in _TAG.finditer(html):
        text = html[at : tag.start()]
        at = tag.end()
        if text and stack and not silent:
            stack[-1].words.append(unescape(text))
            if link:
                link[1].append(unescape(text))
        closing, name = tag[1], tag[2] or ""
        foreign = bool(name) and ' lang="' in tag[3]
        if foreign and stack and name not in _PASSAGES:
            stack[-1].foreign = True
        if name in ("code", "pre"):
            silent += -1 if closing else 1
        elif name == "a":
            if not closing and (number := _HREF.search(tag[3])):
                link = (references[int(number[1])], [])
            elif closing and link and stack:
                stack[-1].links.append(Link(" ".join("".join(link[1]).split()), link[0]))
                link = None
        elif tag[4] and link and (alt := getattr(references[int(tag[4])], "alt", "")):
            link[1].append(f" {alt} ")
        elif name in _PASSAGES and not closing:
            stack.append(_Open(name, foreign))
            found.append(stack[-1])
        elif name in _PASSAGES and stack:
            stack.pop()
        elif name in _APART and stack:
            stack[-1].words.append(" ")
    return found


def _lines(page: Page, words: list[str]) -> list[int]:
    """The line of each passage: where, after the one before, most of its first words stand in the Markdown, links' targets and
    tags left out."""
    plain = _SILENT.sub(lambda silent: " " * len(silent[0]), page.source)
    spots = [(word[0], word.start()) for word in _WORD.finditer(plain)]
    places: dict[str, list[int]] = {}
    for number, (word, _) in enumerate(spots):
        places.setdefault(word, []).append(number)
    lines, after, at = [], 0, 0
    for text in words:
        first = _WORD.findall(text)[:_FIRST_WORDS]
        best, where = 0, -1
        for number in places.get(first[0], ()) if first else ():
            if number >= after and (count := _alike(first, spots, number)) > best:
                best, where = count, number
                if count == len(first):
                    break
        if where >= 0:
            after, at = where + best, spots[where][1]
        lines.append(page.body_line + page.source.count("\n", 0, at))
    return lines


def _alike(first: list[str], spots: list[tuple[str, int]], start: int) -> int:
    """How many of these words stand in a row from there on."""
    count = 0
    while count < len(first) and start + count < len(spots) and spots[start + count][0] == first[count]:
        count += 1
    return count
