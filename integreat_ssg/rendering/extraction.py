"""A finished page to a chapter: the page's own text, with links that lead within the book, and without what only a screen has.

The book is made of the pages as they are published, so that it says what they say, in any theme. Pages come from templates
with escaped values and from sanitised texts: every attribute stands in double quotes and every element is closed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, normpath
from urllib.parse import unquote

_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_TAG = re.compile(r'<(/?)([a-zA-Z][\w:-]*)((?:\s+[^\s=>"/]+(?:="[^"]*")?)*)\s*(/?)>')
_ATTRIBUTE = re.compile(r'\s+([^\s=>"/]+)(?:="([^"]*)")?')
_EMPTY = re.compile(r"<(p|li|ul|div|section|span)(?: [^<>]*)?>\s*</\1>\s*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LEFT_OUT = {"nav", "script", "svg", "button", "form", "search", "dialog", "template", "label", "progress"}
"""Elements that need a screen, or say nothing."""
_MARKED = re.compile(
    rf"<(/?)((?:h[1-6]|a|details|img|picture|source|{'|'.join(sorted(LEFT_OUT))})(?=[\s/>])|[a-zA-Z][\w:-]*(?=\s))"
    r'((?:\s+[^\s=>"/]+(?:="[^"]*")?)*)\s*(/?)>'
)
"""A tag that may not stay as it is, by its name or because it has attributes: a third of them."""
SCREEN = "data-screen"
"""The attribute by which a template says that an element is for screens only."""
_POINTING = {"id", "aria-labelledby", "aria-describedby", "headers"}
"""Attributes that name ids of the same page."""
_DROPPED = {"loading", "decoding", "fetchpriority", "srcset", "sizes", "rel", "type", "download"}


@dataclass(frozen=True)
class Binding:
    """How the files of the site stand in the book: `anchors` are those that are chapters. `absolute` tells the complete address
    of another one, or nothing; `picture` what shows a picture, or nothing to leave it out."""

    anchors: Mapping[str, str]
    absolute: Callable[[str], str]
    picture: Callable[[str], str]
    worth_telling: Callable[[str], bool]
    """Whether the words of a link say something even where it leads nowhere."""


def chapter_html(page: str, file: str, level: int, binding: Binding) -> str:
    """The text of `page`, which is the site's file `file`, as a chapter; its first heading is one of level `level` + 1."""
    main = _MAIN.search(page)
    return extracted(main[1] if main else page, file, level, binding)


def extracted(html: str, file: str, level: int, binding: Binding) -> str:
    """The same for a part of a page."""
    work = _Extraction(file, level, binding)
    at = 0
    while tag := _MARKED.search(html, at):
        work.out.append(html[at : tag.start()])
        at = tag.end()
        name = tag[2].lower()
        alone = bool(tag[4]) or name in VOID
        if tag[1]:
            work.close(name)
        elif not work.open(name, tag[3]) and not alone:
            at = _end_of(name, html, at)
    work.out.append(html[at:])
    found = "".join(work.out)
    while (less := _EMPTY.sub("", found)) != found:
        found = less
    return found.strip()


def _end_of(name: str, html: str, at: int) -> int:
    """Behind the end of the element `name` whose inside begins at `at`."""
    depth = 1
    for tag in _TAG.finditer(html, at):
        if tag[2].lower() == name and not tag[4]:
            depth += -1 if tag[1] else 1
            if not depth:
                return tag.end()
    return len(html)


class _Extraction:
    """Goes through a page from tag to tag."""

    def __init__(self, file: str, level: int, binding: Binding) -> None:
        self.out: list[str] = []
        self._file, self._level, self._binding = file, level, binding
        self._prefix = binding.anchors.get(file, "")

    def open(self, name: str, written: str) -> bool:
        """Takes the beginning of an element in; False where it is left out with all that is in it."""
        attributes = {each[1]: each[2] or "" for each in _ATTRIBUTE.finditer(written)} if written else {}
        if name in LEFT_OUT or "hidden" in attributes or SCREEN in attributes or not self._placed(name, attributes):
            return False
        if name in ("picture", "source"):
            return True
        if name == "details":
            attributes["open"] = ""  # so that searching finds what is in it, and paper has it
        kept = "".join(
            f' {each}="{value}"' if value or each in ("alt", "dir") else f" {each}"
            for each, value in attributes.items()
            if each not in _DROPPED and not each.startswith("data-")
        )
        self.out.append(f"<{self._name(name)}{kept}>")
        return True

    def close(self, name: str) -> None:
        """Takes the end of an element in."""
        if name not in VOID and name != "picture":
            self.out.append(f"</{self._name(name)}>")

    def _name(self, name: str) -> str:
        return f"h{min(6, int(name[1]) + self._level)}" if _HEADING.fullmatch(name) else name

    def _placed(self, name: str, attributes: dict[str, str]) -> bool:
        """Puts an element's addresses and ids into the book; False where there is no place for it."""
        for each in _POINTING & attributes.keys():
            attributes[each] = " ".join(self._anchored(part) for part in attributes[each].split())
        if name == "a":
            return self._linked(attributes)
        return self._shown(attributes) if name == "img" else True

    def _anchored(self, anchor: str) -> str:
        return f"{self._prefix}--{anchor}"

    def _linked(self, attributes: dict[str, str]) -> bool:
        url = attributes.pop("href", "")
        if not url or _SCHEME.match(url):
            attributes |= {"href": url} if url else {}
            return True
        target, anchor = self._target(url)
        if target in self._binding.anchors:
            start = self._binding.anchors[target]
            attributes["href"] = f"#{start}--{anchor}" if anchor else f"#{start}"
            return True
        address = self._binding.absolute(target)
        if address:
            attributes["href"] = escape(address) + (f"#{anchor}" if anchor else "")
        return bool(address) or self._binding.worth_telling(target)

    def _shown(self, attributes: dict[str, str]) -> bool:
        source = self._binding.picture(self._target(attributes.get("src", ""))[0])
        if source:
            attributes["src"] = escape(source)
        elif words := attributes.get("alt"):
            language = f' lang="{attributes["lang"]}"' if "lang" in attributes else ""
            self.out.append(f'<span class="picture"{language}>[{words}]</span>')
        return bool(source)

    def _target(self, url: str) -> tuple[str, str]:
        """The file of the site and the anchor in it that a relative URL names."""
        path, _, anchor = unescape(url).partition("#")
        path = unquote(path.partition("?")[0])
        return (normpath(f"{dirname(self._file)}/{path}") if path else self._file), escape(anchor)
