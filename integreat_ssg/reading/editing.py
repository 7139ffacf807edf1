"""A text file as lines that remember their line ends, and changes to single spots of it: all the rest stays as it was."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from integreat_ssg.errors import UsageError
from integreat_ssg.model.findings import Finding
from integreat_ssg.reading.frontmatter import UNSEEN, decode, split_page
from integreat_ssg.reading.strict_yaml import Node, parse_yaml

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """In a line, counted from 1, at a column, counted from 0: words that others take the place of. A line end in `after`
    becomes one as the file has it."""

    line: int
    column: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file's lines and line ends; `mark` is its byte order mark, or empty. `head` is the YAML of a page, or all of a YAML
    file; a page's body begins in line `body_line`, counted from 1."""

    file: str
    lines: Sequence[str]
    ends: Sequence[str]
    mark: str
    head: Node
    body_line: int

    @property
    def body(self) -> str:
        """A page's Markdown, with as many lines and columns as in the file."""
        return "\n".join(UNSEEN.sub(" ", line) for line in self.lines[self.body_line - 1 :])

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The bytes of the file with these changes."""
        lines = list(self.lines)
        for edit in sorted(set(edits), reverse=True):
            line, end = lines[edit.line - 1], self.ends[edit.line - 1] or self.ends[0]
            rest = line[edit.column :]
            assert rest.startswith(edit.before)
            after = edit.after.replace("\n", end or "\n")
            lines[edit.line - 1] = line[: edit.column] + after + rest[len(edit.before) :]
        return (self.mark + "".join(map("".join, zip(lines, self.ends, strict=True)))).encode()


def read_source(data: bytes, file: str) -> Source:
    """A page or a YAML file. Raises UsageError where it has errors that `check` tells."""
    text = decode(data, file)
    raw = data.decode("utf-8") if isinstance(text, str) else ""
    pieces = _LINE_END.split(raw.removeprefix(_MARK))
    lines, ends = pieces[::2], [*pieces[1::2], ""]
    plain = "\n".join(UNSEEN.sub(" ", line) for line in lines)
    head, first, body_line = plain, 1, len(lines) + 1
    if file.endswith(".md") and isinstance(text, str):
        page = split_page(plain, file)
        text = page if isinstance(page, Finding) else text
        if not isinstance(page, Finding):
            head, first = page.head, 2
            body_line = page.body_line if plain.endswith("\n") or page.body else len(lines) + 1
    node = parse_yaml(head, file, first)[0] if isinstance(text, str) else None
    if node is None:
        raise UsageError(f"{file} has errors; `integreat-ssg check` tells them. Nothing was changed.")
    return Source(file, lines, ends, _MARK if raw.startswith(_MARK) else "", node, body_line)


def nodes(node: Node, way: Sequence[str | None]) -> list[Node]:
    """The texts that a way of keys leads to; None in it stands for every item of a list."""
    if not way:
        return [node] if isinstance(node.value, str) else []
    step, *rest = way
    if step is None:
        items = node.value if isinstance(node.value, list) else []
    else:
        items = [node.value[step]] if isinstance(node.value, dict) and step in node.value else []
    return [found for item in items for found in nodes(item, rest)]


def renamed(source: Source, node: Node, new: str) -> Edit:
    """The change of one text of the YAML, which stands on one line, in quotes or not. Raises UsageError for any other."""
    old, start = str(node.value), node.column - 1
    rest = source.lines[node.line - 1][start:]
    quote = rest[:1] if rest[:1] in ("'", '"') else ""
    if not rest.startswith(f"{quote}{old}{quote}"):
        raise UsageError(f"{source.file}:{node.line}: “{old}” is written in a way that cannot be changed by itself.")
    return Edit(node.line, start + len(quote), old, new)


def added(source: Source, key: str, text: str) -> Edit:
    """A text more in the list `key` at the top of the YAML; the list itself where there is none."""
    top = source.head.value
    assert isinstance(top, dict)
    node = top.get(key)
    if node is None:
        line = source.body_line - 2 if source.file.endswith(".md") else len([each for each in source.lines if each])
        return Edit(line, len(source.lines[line - 1]), "", f"\n{key}: [{text}]")
    if not node.items:
        return _first_item(source, node, key, text)
    last = node.items[-1]
    text_of = renamed(source, last, "")
    above, before = source.lines[text_of.line - 1], last.column - 1
    end = text_of.column + len(text_of.before) + (text_of.column - before)  # and its closing quote
    if source.lines[node.line - 1][node.column - 1 :].startswith("-"):
        return Edit(text_of.line, len(above), "", f"\n{above[:before]}{text}")
    return Edit(text_of.line, end, "", f", {text}")


def _first_item(source: Source, node: Node, key: str, text: str) -> Edit:
    line = source.lines[node.key[0] - 1]
    match = re.match(rf"{re.escape(key)}[ \t]*:[ \t]*(\[\s*\]|~|null|''|\"\")?", line)
    if match is None or isinstance(node.value, str) or (node.value is not None and not match[1]):
        raise UsageError(f"{source.file}:{node.key[0]}: “{key}” is written in a way that cannot be changed by itself.")
    return Edit(
        node.key[0], 0, match[0], f"{key}: [{text}]" if match[0].endswith(match[1] or ":") else f"{key}: [{text}] "
    )
