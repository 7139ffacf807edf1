"""Habits that editors bring from GitHub and that Python-Markdown reads otherwise: lists and `<details>`."""

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r"( *)((?:[-*+]|\d{1,9}[.)]) +)(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}> ?")
_FOLDING = re.compile(r"^ {0,3}<(details|summary)(?=[ >])(?![^>]*\bmarkdown\b)", re.MULTILINE | re.IGNORECASE)


class GitHubHabits(Extension):
    """Lists may follow a paragraph directly and nest by two spaces; Markdown works inside `<details>`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's own name
        """Registers before the parser of raw HTML (priority 20)."""
        md.preprocessors.register(_Habits(md), "github-habits", 28)


class _Habits(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(normal_lists(lines))
        text = _FOLDING.sub(
            lambda match: f'<{match[1]} markdown="{1 if match[1].lower() == "details" else "span"}"', text
        )
        return text.split("\n")


def normal_lists(lines: list[str]) -> list[str]:
    """The same lines with list items indented by four spaces a level and an empty line before each list.

    >>> normal_lists(["To bring:", "- passport", "  - copy"])
    ['To bring:', '', '- passport', '    - copy']
    """
    out: list[str] = []
    open_items: list[int] = []  # for each level, the column in which the text of its item begins
    fence = ""
    quoted: list[str] = []
    for line in [*lines, None]:
        if line is not None and not fence and not open_items and (mark := _QUOTE.match(line)):
            quoted.append(line[mark.end() :])
            continue
        if quoted:
            out += [f"> {inner}".rstrip() for inner in normal_lists(quoted)]
            quoted = []
        if line is None:
            break
        if mark := _FENCE.match(line.lstrip() if open_items else line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        item = None if fence else _ITEM.fullmatch(line)
        if item and (open_items or len(item[1]) < 4) and not _rule(line):
            while open_items and len(item[1]) < open_items[-1]:
                open_items.pop()
            follows_text = out and out[-1].strip() and not _ITEM.fullmatch(out[-1]) and not out[-1].startswith("    ")
            if not open_items and follows_text:
                out.append("")
            out.append("    " * len(open_items) + item[2] + item[3])
            open_items.append(len(item[1]) + len(item[2]))
        elif open_items and line.strip():
            indent = len(line) - len(line.lstrip(" "))
            if not out[-1].strip():
                while open_items and indent < open_items[-1]:
                    open_items.pop()
            deep = len(open_items) if not open_items or indent >= open_items[-1] else 0
            out.append("    " * deep + line[open_items[-1] :] if deep else line)
        else:
            out.append(line)
    return out


def _rule(line: str) -> bool:
    """Whether the line is a thematic break, such as `* * *`."""
    bare = line.replace(" ", "")
    return len(bare) >= 3 and len(set(bare)) == 1 and bare[0] in "-*_"
