"""Habits that editors bring from GitHub and that Python-Markdown reads otherwise, brought into its form.

In: lines as people write them (CommonMark with GitHub's tables and alerts). Out: lines that mean the same to Python-Markdown:
every list, quote, table and code block stands apart, and what belongs to a list item is indented by four spaces.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from integreat_ssg.reading.markdown.lines import (
    BLOCK,
    DEFINITION,
    FOLDING,
    FOOTNOTE,
    HEADING,
    HTML,
    ITEM,
    NOTE,
    QUOTE,
    VERBATIM,
    begins_a_block,
    ends_itself,
    fence_in,
    indent_of,
    is_rule,
    is_table,
    item_in,
)

_LISTS = ("bullets", "numbers")

Keep = Callable[[str], str]
"""Keeps finished HTML from being read as Markdown; what it returns stands in the text instead."""


class GitHubHabits(Extension):
    """Lists may follow a paragraph directly and nest by two spaces; Markdown works inside `<details>`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's own name
        """Registers before fenced code (priority 25) and the parser of raw HTML (20)."""
        md.preprocessors.register(_Habits(md), "github-habits", 28)


class _Habits(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return normal(lines, self.md.htmlStash.store)


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring lines that belong together, already in Python-Markdown's form."""

    kind: str
    lines: list[str]


def normal(lines: list[str], keep: Keep, inside: str = "") -> list[str]:
    """The same text in Python-Markdown's form; `inside` names the block that it is the inside of, such as "bullets".

    >>> normal(["To bring:", "- passport", "  - copy"], keep=str)
    ['To bring:', '', '- passport', '    - copy']
    """
    return _joined(_blocks(lines, keep), inside)


def _joined(blocks: Iterable[_Block], inside: str) -> list[str]:
    out: list[str] = []
    above: _Block | None = None
    for block in blocks:
        if above and out[-1].strip() and block.kind != "blank" and _stand_apart(above, block):
            words_of_item = inside in _LISTS and above.kind == "text" and out == above.lines
            if not (words_of_item and block.kind in _LISTS):  # or the list above would become a loose one
                out.append("")
        out += block.lines
        above = above if block.kind == "blank" else block
    return out


def _stand_apart(above: _Block, below: _Block) -> bool:
    """Whether Python-Markdown needs an empty line between the two to tell them apart."""
    if above.kind == below.kind and above.kind in _LISTS:
        return "" in above.lines
    if below.kind == "definition" or (above.kind, below.kind) == ("quote", "text"):
        return False
    if "html" in (above.kind, below.kind):
        return above.kind in (*_LISTS, "quote") or below.kind not in ("html", "text", "code")
    return True


def _blocks(lines: list[str], keep: Keep) -> Iterator[_Block]:
    text: list[str] = []
    at = 0
    while at < len(lines):
        found = _construct(lines, at, bool(text), keep)
        if found is None:
            text.append(_plain(lines[at], first=not text))
            at += 1
            continue
        if text:
            yield _Block("text", text)
            text = []
        block, at = found
        yield block
    if text:
        yield _Block("text", text)


def _plain(line: str, first: bool) -> str:
    """A line of running text, made safe from being taken for a heading (`#word`) or, below another, for an item (`1986. …`)."""
    if line.startswith("#"):
        return f"\\{line}"
    if not first and (item := ITEM.fullmatch(line)) and item[3]:
        return f"{item[1]}{item[2][:-1]}\\{item[2][-1]}{item[4]}{item[5]}"
    return line


def _construct(lines: list[str], at: int, below_text: bool, keep: Keep) -> tuple[_Block, int] | None:
    """The block that begins at this line and the line behind it; None where the line is running text."""
    line = lines[at]
    if not line.strip():
        return _Block("blank", [""]), at + 1
    if line[0].isalpha():  # every construct but a table begins with a sign, a digit or a space
        return _table(lines, at) if is_table(lines, at) else None
    if item := item_in(line, below_text):
        return _list_item(lines, at, item, keep) if len(item[1]) < 4 else _indented_list(lines, at, len(item[1]), keep)
    if line.startswith("    "):
        return None if below_text else _indented_code(lines, at)
    if fence := fence_in(line):
        return _fenced_code(lines, at, fence, keep)
    if QUOTE.match(line):
        return _quote(lines, at, keep)
    if heading := HEADING.fullmatch(line):
        return _Block("heading", [heading[1]]), at + 1
    if is_rule(line, below_text):
        return _Block("rule", [line.strip()]), at + 1
    if BLOCK.fullmatch(line):
        return _Block("block", [line.strip()]), at + 1
    if note := NOTE.fullmatch(line):
        inner, end = _indented(lines, at + 1)
        return _Block("note", [note[1], *_below(normal(inner, keep, "note"))]), end
    if mark := FOOTNOTE.match(line):
        inner, end = _indented(lines, at + 1)
        first, *rest = normal([line[mark.end() :], *inner], keep, "footnote")
        return _Block("footnote", [f"{mark[1]} {first}", *_below(rest)]), end
    if mark := DEFINITION.match(line):
        inner, end = _content(lines, at, 0, mark.end(), line[mark.end() :])
        first, *rest = normal(inner, keep, "definition")
        return _Block("definition", [f":   {first}", *_below(rest)]), end
    return _table(lines, at) if is_table(lines, at) else _html(lines, at)


def _table(lines: list[str], at: int) -> tuple[_Block, int]:
    end = at + 2
    while end < len(lines) and lines[end].strip() and not begins_a_block(lines, end):
        end += 1
    return _Block("table", [row.strip() for row in lines[at:end]]), end


def _list_item(lines: list[str], at: int, item: re.Match[str], keep: Keep) -> tuple[_Block, int]:
    wide = len(item[4]) > 4 or not item[5].strip()
    column = item.start(4) + 1 if wide else item.start(5)
    inner, end = _content(lines, at, len(item[1]), column, lines[at][column:])
    kind, marker = ("numbers", f"{item[3]}.") if item[3] else ("bullets", item[2])
    blocks = list(_blocks(inner, keep))
    if blocks[0].kind in ("code", "table", "quote", "note", "definition"):
        blocks = [_Block("blank", ["", ""]), *blocks]  # Python-Markdown finds these only in lines of their own
    first, *rest = _joined(blocks, kind)
    return _Block(kind, [f"{marker} {first}", *_below(rest)]), end


def _indented_list(lines: list[str], at: int, margin: int, keep: Keep) -> tuple[_Block, int]:
    """A list right below text whose items are all indented like code, as Python-Markdown's own manual nests them."""
    inner, end = _indented(lines, at, margin)
    blocks = list(_blocks(inner, keep))
    return _Block(blocks[0].kind, _joined(blocks, "")), end


def _content(lines: list[str], at: int, marker: int, column: int, first: str) -> tuple[list[str], int]:
    """What belongs to the item or definition in line `at`, without its indentation, and the line behind it.

    Its text begins at `column`. What is indented by two spaces and more belongs to it too where it is an item of its own or
    a paragraph: below "10. " people do not count four.
    """
    inner = [first]
    end = at + 1
    while end < len(lines):
        line = lines[end]
        indent = indent_of(line)
        if not line.strip():
            inner.append("")
        elif indent >= column:
            inner.append(line[column:])
        elif indent >= marker + 2 and (not inner[-1].strip() or item_in(line, below_text=True)):
            column = indent
            inner.append(line[column:])
        elif not inner[-1].strip() or begins_a_block(lines, end) or ends_itself(inner[-1]):
            break
        else:
            inner.append(line.lstrip())
        end += 1
    while len(inner) > 1 and not inner[-1]:
        inner.pop()
        end -= 1
    return inner, end


def _indented(lines: list[str], at: int, margin: int = 4) -> tuple[list[str], int]:
    """The lines from here on that are indented by so many spaces, without these, and the line behind them."""
    end = at
    while end < len(lines) and (lines[end].startswith(" " * margin) or not lines[end].strip()):
        end += 1
    while end > at and not lines[end - 1].strip():
        end -= 1
    return [line[margin:] for line in lines[at:end]], end


def _below(lines: list[str]) -> list[str]:
    return [f"    {line}" if line else "" for line in lines]


def _quote(lines: list[str], at: int, keep: Keep) -> tuple[_Block, int]:
    end = at
    inner = []
    while end < len(lines) and (mark := QUOTE.match(lines[end])):
        inner.append(lines[end][mark.end() :])
        end += 1
    return _Block("quote", [f"> {line}".rstrip() for line in normal(inner, keep, "quote")]), end


def _indented_code(lines: list[str], at: int) -> tuple[_Block, int]:
    inner, end = _indented(lines, at)
    return _Block("code", _below(inner)), end


def _fenced_code(lines: list[str], at: int, fence: re.Match[str], keep: Keep) -> tuple[_Block, int]:
    closing = re.compile(rf" {{0,3}}{re.escape(fence[2])}{re.escape(fence[2][0])}* *")
    end = at + 1
    while end < len(lines) and not closing.fullmatch(lines[end]):
        end += 1
    code = "\n".join(re.sub(f"^ {{0,{len(fence[1])}}}", "", line) for line in lines[at + 1 : end])
    if end == len(lines):
        code = code.rstrip("\n")
    return _Block("fence", [keep(f"<pre><code>{escape(code, quote=False)}\n</code></pre>")]), end + 1


def _html(lines: list[str], at: int) -> tuple[_Block, int] | None:
    """A line of raw HTML, a comment or a `<pre>` as a whole; Markdown is switched on inside `<details>`."""
    for begin, close in VERBATIM:
        if begin.match(lines[at]):
            end = next((end for end in range(at, len(lines)) if close in lines[end].lower()), len(lines) - 1)
            return _Block("html", lines[at : end + 1]), end + 1
    if not HTML.match(lines[at]):
        return None
    switched = FOLDING.sub(lambda tag: f'{tag[0]} markdown="{1 if tag[1].lower() == "details" else "span"}"', lines[at])
    return _Block("html", [switched]), at + 1
