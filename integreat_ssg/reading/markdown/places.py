"""Where in the Markdown something stands that was found in the HTML made from it: looked for by its words, in reading order.

Python-Markdown keeps no positions. Code is blanked first, so that an example of a link is not taken for the link.
"""

import re
from html import escape

from integreat_ssg.reading.markdown.lines import HEADING, fence_in, is_rule

_CONTAINERS = re.compile(r"(?: |>|[-*+] |\d{1,9}[.)] )*")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *")
_RAW_HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)


class Places:
    """The lines of one Markdown text. Each question for the same words finds their next occurrence."""

    def __init__(self, markdown: str) -> None:
        self._text = without_code(markdown)
        self._after: dict[str, int] = {}

    def address(self, url: str) -> int:
        """The line of a link's or picture's target, as it stands between brackets or quotes, or bare."""
        bare = url.removeprefix("mailto:").removeprefix("http://")
        for form in dict.fromkeys((url, escape(url, quote=False), bare)):
            delimited = rf"""(?<=[(<"'=\s]){re.escape(form)}(?=[)>"'\s]|$)"""
            if form.strip() and (
                line := self._next(url, re.compile(delimited)) or self._next(url, re.compile(re.escape(form)))
            ):
                return line
        return self._next(url, re.compile(r"\]\(\s*[)<]")) or 1

    def words(self, *candidates: str) -> int:
        """The line of the first of these words that is there, in capitals or not; 1 where none is."""
        for words in candidates:
            if words.strip() and (line := self._next(words, re.compile(re.escape(words), re.IGNORECASE))):
                return line
        return 1

    def attribute(self, name: str) -> int:
        """The line of an attribute, in an element or in the braces that give one to Markdown."""
        inside = re.compile(rf"(?:<[A-Za-z]|\{{)[^<>{{}}]*?(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)
        return self._next(name, inside, at_end=True) or 1

    def headings(self) -> list[tuple[int, int]]:
        """Level and line of each heading."""
        found = []
        lines = self._text.split("\n")
        for number, line in enumerate(lines, 1):
            inner = line[_CONTAINERS.match(line).end() :]  # type: ignore[union-attr] - it matches anything
            above = lines[number - 2] if number > 1 else ""
            if HEADING.fullmatch(inner):
                found.append((len(inner) - len(inner.lstrip("#")), number))
            elif _UNDERLINE.fullmatch(line) and above.strip() and not _CONTAINERS.fullmatch(above):
                if not (above.startswith("|") or HEADING.fullmatch(above) or is_rule(above, below_text=False)):
                    found.append((1 if "=" in line else 2, number - 1))
            else:
                found += [(int(level), number) for level in _RAW_HEADING.findall(line)]
        return found

    def _next(self, key: str, pattern: re.Pattern[str], at_end: bool = False) -> int | None:
        match = pattern.search(self._text, self._after.get(key, 0)) or pattern.search(self._text)
        if match is None:
            return None
        self._after[key] = match.end()
        return self._text.count("\n", 0, match.end() if at_end else match.start()) + 1


def without_code(markdown: str) -> str:
    """The same lines with spaces instead of code."""
    out: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        inner = line[_CONTAINERS.match(line).end() :]  # type: ignore[union-attr] - it matches anything
        mark = fence_in(inner)
        if fence:
            closes = mark is not None and mark[2].startswith(fence) and not mark[3].strip()
            fence = "" if closes else fence
            out.append("")
        elif mark:
            fence = mark[2]
            out.append("")
        else:
            out.append(line)
    return "\n\n".join(_without_spans(each) for each in "\n".join(out).split("\n\n"))


def _without_spans(paragraph: str) -> str:
    return _CODE_SPAN.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), paragraph)
