"""Sentences to Markdown: one line for each line that readers see."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from integreat_ssg.exchange.markup import escapes
from integreat_ssg.exchange.markup.document import Break, Code, Inline, Inlines, Link, Mark, Picture, Words

_DELIMITERS = {"strong": "**", "em": "*", "del": "~~"}
_BARE = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9./~%=?#_-]*)?")

_BARE_MAIL = re.compile(r"[A-Za-z0-9.+-]+@[A-Za-z0-9.-]+\.[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: lines may be broken or not, a bar ends a cell, a link holds no link."""

    cell: bool = False
    one_line: bool = False
    link: bool = False


def markdown(inlines: Inlines, place: Place = Place()) -> str:
    """The sentence; a line's beginning is escaped."""
    written = _inner(inlines, place, "", "")
    lines = written.split("\n")
    return "\n".join(escapes.line_start(line) for line in lines)


def _inner(inlines: Inlines, place: Place, before: str, after: str) -> str:
    """`before` and `after` are the characters that this will stand between."""
    out = ""
    for number, each in enumerate(inlines):
        following = inlines[number + 1] if number + 1 < len(inlines) else None
        next_char = _first_char(following) if following else after
        out += _WRITERS[type(each)](each, place, out[-1:] or before, next_char)
        if isinstance(each, Words) and isinstance(following, Link | Picture) and out.endswith("!"):
            out = f"{out[:-1]}\\!"
    return out


def _first_char(inline: Inline) -> str:
    """The character that the next part will begin with, as far as it matters to what stands before it."""
    return (
        inline.text[:1]
        if isinstance(inline, Words)
        else {Break: " ", Code: "`", Link: "[", Picture: "!"}.get(type(inline), "*")
    )


def _words(each: Words, place: Place, before: str, after: str) -> str:
    return escapes.words(each.text, place.link, place.cell)


def _break(each: Break, place: Place, before: str, after: str) -> str:
    return "<br>" if place.one_line or place.cell or place.link else "<br>\n"


def _code(each: Code, place: Place, before: str, after: str) -> str:
    if before == "`" or (place.cell and "|" in each.text):
        return f"<code>{escapes.html(each.text)}</code>"
    return escapes.code(each.text)


def _picture(each: Picture, place: Place, before: str, after: str) -> str:
    title = ' "{}"'.format(each.title.replace("\\", "").replace('"', "&quot;")) if each.title else ""
    return f"![{escapes.alt(each.alt)}]({escapes.destination(each.destination)}{title})"


def _link(each: Link, place: Place, before: str, after: str) -> str:
    words = each.inner[0].text if len(each.inner) == 1 and isinstance(each.inner[0], Words) else ""
    if words == each.destination and _BARE.fullmatch(words):
        return f"<{words}>"
    if each.destination == f"mailto:{words}" and _BARE_MAIL.fullmatch(words):
        return f"<{words}>"
    inner = _inner(each.inner, Place(place.cell, place.one_line, link=True), "[", "]")
    return f"[{inner}]({escapes.destination(each.destination)})"


def _mark(each: Mark, place: Place, before: str, after: str) -> str:
    delimiter = _DELIMITERS.get(each.tag, "")
    plain = not (each.language or each.direction or each.title)
    if delimiter and plain and _may_be_delimited(each, before, after):
        return f"{delimiter}{_inner(each.inner, place, delimiter, delimiter)}{delimiter}"
    if each.tag == "strong" and plain and _is_both(each) and _may_be_delimited(each, before, after, both=True):
        inner = each.inner[0]
        assert isinstance(inner, Mark)
        return f"***{_inner(inner.inner, place, '*', '*')}***"
    names = (("title", each.title), ("lang", each.language), ("dir", each.direction))
    attributes = "".join(f' {name}="{escapes.html(value)}"' for name, value in names if value)
    return f"<{each.tag}{attributes}>{_inner(each.inner, place, '>', '<')}</{each.tag}>"


def _is_both(each: Mark) -> bool:
    """Whether it is bold and, as a whole, italic, with nothing set apart inside."""
    only = each.inner[0] if len(each.inner) == 1 else None
    return isinstance(only, Mark) and only.tag == "em" and not _holds(only.inner, ("strong", "em"))


def _holds(inlines: Inlines, tags: tuple[str, ...]) -> bool:
    return any(
        isinstance(each, Mark | Link) and ((isinstance(each, Mark) and each.tag in tags) or _holds(each.inner, tags))
        for each in inlines
    )


def _may_be_delimited(each: Mark, before: str, after: str, both: bool = False) -> bool:
    """Whether CommonMark's rules of flanking, and Python-Markdown's own, see the mark where it is meant."""
    delimiter = _DELIMITERS[each.tag]
    if before[-1:] in ("*", "_", "~", "\\") or (after[:1] in ("*", "_", "~") and after):
        return False
    if not both and _holds(each.inner, ("strong", "em") if each.tag == "em" else (each.tag,)):
        return False
    first, last = each.inner[0], each.inner[-1]
    if not both and delimiter != "~~" and (_is_delimited(first) or _is_delimited(last)):
        return False
    if not both and delimiter == "~~" and (isinstance(first, Mark) or isinstance(last, Mark)):
        return False
    opens = _is_word(before) and not _is_word(_outer_char(first, 0))
    closes = _is_word(after) and not _is_word(_outer_char(last, -1))
    return not (opens or closes)


def _is_delimited(each: Inline) -> bool:
    return isinstance(each, Mark)


def _outer_char(each: Inline, at: int) -> str:
    return each.text[at] if isinstance(each, Words) else "["


def _is_word(char: str) -> bool:
    """Whether CommonMark takes the character for part of a word: neither white space nor punctuation."""
    return bool(char) and not char[-1].isspace() and unicodedata.category(char[-1])[0] not in "PS"


_WRITERS: dict[type, Callable[..., str]] = {
    Break: _break,
    Code: _code,
    Link: _link,
    Mark: _mark,
    Picture: _picture,
    Words: _words,
}
