"""Where in the Markdown something stands that was found in the HTML made from it: looked for by its words, in reading order.

Python-Markdown keeps no positions. Code is blanked first, so that an example of a link is not taken for the link.
"""

import re
from html import escape

from integreat_ssg.reading.markdown.lines import HEADING, fence_in, is_rule

_CONTAINERS = re.compile(r"(?: |>|[-*+] |\d{1,9}[.)] )*")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_OPENING = ("(", "<", '"', "'", "=", "]:")
_CLOSING = ")>\"' \n"
"""What a link's target stands between; the empty text at the end of a page counts too."""
_BARE = re.compile(r"https?://|www\.|[^\s/]+@", re.IGNORECASE)
"""How an address begins that needs no brackets around it."""
_NOWHERE = re.compile(r"\]\(\s*[)<]")
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
            if form.strip() and (line := self._find(form, self._text, delimited=True) or self._find(form, self._text)):
                return line
        return self._search(url, _NOWHERE) or 1

    def words(self, *candidates: str) -> int:
        """The line of the first of these words that is there, in capitals or not; 1 where none is."""
        folded = self._text.lower()
        for words in candidates:
            if words.strip() and (line := self._find(words.lower(), folded)):
                return line
        return 1

    def holds(self, pattern: str) -> bool:
        """Whether anything outside of code matches."""
        return re.search(pattern, self._text) is not None

    def attribute(self, name: str) -> int:
        """The line of an attribute, in an element or in the braces that give one to Markdown."""
        short = "|#" if name == "id" else ""  # {#name}
        word = rf"(?:(?<![\w-]){re.escape(name)}(?![\w-]){short})"
        inside = re.compile(rf"(?:<[A-Za-z]|\{{)[^<>{{}}]*?{word}", re.IGNORECASE)
        return self._search(name, inside) or 1

    def anchor(self, name: str) -> int:
        """The line of the next heading that is given this anchor, in braces or as an attribute."""
        given = rf"\{{[^{{}}\n]*#{re.escape(name)}(?![\w-])|\bid\s*=\s*[\"']?{re.escape(name)}(?![\w-])"
        return self._search(f"{{#{name}}}", re.compile(given)) or 1

    def headings(self) -> list[tuple[int, int]]:
        """Level and line of each heading."""
        found = []
        lines = self._text.split("\n")
        for number, line in enumerate(lines, 1):
            inner = _inner(line)
            above = lines[number - 2] if number > 1 else ""
            if HEADING.fullmatch(inner):
                found.append((len(inner) - len(inner.lstrip("#")), number))
            elif _UNDERLINE.fullmatch(line) and above.strip() and not _CONTAINERS.fullmatch(above):
                if not (above.startswith("|") or HEADING.fullmatch(above) or is_rule(above, below_text=False)):
                    found.append((1 if "=" in line else 2, number - 1))
            else:
                found += [(int(level), number) for level in _RAW_HEADING.findall(line)]
        return found

    def _find(self, words: str, text: str, delimited: bool = False) -> int | None:
        """The line of the next occurrence, or again of the first."""
        for start in dict.fromkeys((self._after.get(words, 0), 0)):
            at = text.find(words, start)
            while at >= 0 and delimited and not self._stands_alone(at, at + len(words)):
                at = text.find(words, at + 1)
            if at >= 0:
                self._after[words] = at + 1
                return text.count("\n", 0, at) + 1
        return None

    def _stands_alone(self, start: int, end: int) -> bool:
        if self._text[end : end + 1] not in _CLOSING:
            return False
        above = self._text[max(0, start - 8) : start]
        bare = _BARE.match(self._text[start:end]) is not None
        return above.rstrip().endswith(_OPENING) or (bare and not above[-1:].strip())

    def _search(self, key: str, pattern: re.Pattern[str]) -> int | None:
        match = pattern.search(self._text, self._after.get(key, 0)) or pattern.search(self._text)
        if match is None:
            return None
        self._after[key] = match.end()
        return self._text.count("\n", 0, match.end()) + 1


def without_code(markdown: str) -> str:
    """The same lines with spaces instead of code."""
    out: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        inner = _inner(line)
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


def _inner(line: str) -> str:
    """The line without the marks of the quotes and lists it stands in."""
    marks = _CONTAINERS.match(line)
    return line[marks.end() :] if marks else line


def _without_spans(paragraph: str) -> str:
    return _CODE_SPAN.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), paragraph)
