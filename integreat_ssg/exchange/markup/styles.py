"""What inline styles and old elements say about words: bold, italic, hidden. The rest of a style is a theme's business."""

from collections.abc import Mapping
from functools import lru_cache

from integreat_ssg.exchange.markup.context import Context, language_and_direction
from integreat_ssg.exchange.markup.document import Inlines, Link, Mark
from integreat_ssg.exchange.markup.tree import Element

_MARKS = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em", "var": "em",
    "s": "del", "strike": "del", "del": "del", "u": "u", "ins": "u", "sub": "sub", "sup": "sup", "small": "small",
    "kbd": "kbd", "q": "q", "mark": "mark", "bdi": "bdi", "bdo": "bdi", "abbr": "abbr", "acronym": "abbr",
}  # fmt: skip
_BOLD = ("bold", "bolder", "600", "700", "800", "900")
_NOT_BOLD = ("normal", "lighter", "100", "200", "300", "400", "500")
_READ = {
    "font-weight",
    "font-style",
    "text-decoration",
    "text-decoration-line",
    "vertical-align",
    "display",
    "visibility",
    "mso-hide",
}
_OF_PROGRAMS = ("mso-", "-", "tab-", "text-autospace")


def marks_around(element: Element, context: Context) -> Inlines:
    """How the words in this element are set apart, from the outside in; the marks hold nothing yet."""
    style = style_of(element.attributes)
    _tell_rest(element, style, context)
    tags = [_MARKS[element.tag]] if element.tag in _MARKS else []
    weight, slant = style.get("font-weight", ""), style.get("font-style", "")
    if weight in _BOLD:
        tags.append("strong")
    elif weight in _NOT_BOLD and tags == ["strong"]:
        tags = []
    if slant.startswith(("italic", "oblique")):
        tags.append("em")
    elif slant == "normal" and tags == ["em"]:
        tags = []
    lines = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    tags += ["u"] * ("underline" in lines and element.tag != "a") + ["del"] * ("line-through" in lines)
    tags += {"super": ["sup"], "sub": ["sub"]}.get(style.get("vertical-align", ""), [])
    tags = [tag for tag in dict.fromkeys(tags) if tag != "abbr" or element.attributes.get("title", "").strip()]
    language, direction = ("", "") if element.is_block else language_and_direction(element.attributes)
    if (language or direction) and not tags:
        tags = ["span"]
    title = " ".join(element.attributes.get("title", "").split()) if "abbr" in tags else ""
    return tuple(
        Mark(tag, (), title if tag == "abbr" else "", *((language, direction) if number == 0 else ("", "")))
        for number, tag in enumerate(tags)
        if tag != "bdi" or number == 0
    )


def wrapped(inner: Inlines, around: Inlines) -> Inlines:
    """Words inside of marks and links that hold nothing yet."""
    for mark in reversed(around):
        if isinstance(mark, Mark):
            inner = (Mark(mark.tag, inner, mark.title, mark.language, mark.direction),)
        elif isinstance(mark, Link):
            inner = (Link(mark.destination, inner),)
    return inner


def is_hidden(element: Element) -> bool:
    """Whether readers of the source do not see it."""
    style = style_of(element.attributes)
    hidden = style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("mso-hide") == "all"
    return hidden or "hidden" in element.attributes


def style_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """An inline style's properties in lower case."""
    return _style(attributes["style"]) if "style" in attributes else {}


@lru_cache(1000)  # pages repeat a few styles over and over
def _style(text: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in text.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value}


def _tell_rest(element: Element, style: Mapping[str, str], context: Context) -> None:
    rest = [name for name in style if name not in _READ and not name.startswith(_OF_PROGRAMS)]
    if element.tag == "font":
        rest += sorted({"color", "face", "size"} & element.attributes.keys())
    for name in rest:
        context.tell("style", name)
