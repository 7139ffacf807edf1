"""YAML text to a tree of nodes that know their line: every scalar stays text, nothing is guessed.

`01067` stays a postcode, `17:00` a time, `no` Norwegian. Tags, anchors and aliases, duplicate keys and further documents
are findings. Empty text and `null` mean "not set", since browser editors write them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml

from integreat_ssg.model.findings import Finding, Place, error

MAX_DEPTH = 20

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE
"""What stands in no YAML but as an escape (YAML 1.2.2, 5.1)."""


@dataclass(frozen=True)
class Node:
    """A value with its position; lines and columns count from 1. `key` is the position of the key it belongs to."""

    value: "str | dict[str, Node] | list[Node] | None"
    line: int
    column: int
    key: tuple[int, int]

    @cached_property
    def items(self) -> "tuple[Node, ...]":
        """What stands in a list, without items that are not set; nothing for any other value."""
        return tuple(item for item in self.value if item.value is not None) if isinstance(self.value, list) else ()

    @property
    def plain(self) -> object:
        """The value without positions; what is not set is left out."""
        if isinstance(self.value, dict):
            return {key: node.plain for key, node in self.value.items() if node.value is not None}
        if isinstance(self.value, list):
            return [node.plain for node in self.items]
        return self.value

    def at(self, steps: tuple[object, ...]) -> "Node":
        """The node that a path of keys and indexes leads to, or the last one on the way that exists."""
        node = self
        for step in steps:
            if isinstance(node.value, dict) and isinstance(step, str) and step in node.value:
                node = node.value[step]
            elif isinstance(node.value, list) and isinstance(step, int):
                node = node.items[step]
            else:
                break
        return node


def lines_of(node: Node, above: str = "") -> dict[str, int]:
    """Every key below `node` with its way from the top ("phones.1.number") and the line in which it stands."""
    children: list[tuple[object, int, Node]] = []
    if isinstance(node.value, dict):
        children = [(key, child.key[0], child) for key, child in node.value.items()]
    else:
        children = [(number, item.line, item) for number, item in enumerate(node.items)]
    found: dict[str, int] = {}
    for key, line, child in children:
        found[f"{above}{key}"] = line
        found |= lines_of(child, f"{above}{key}.")
    return found


class _RefusedError(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[Node | None, list[Finding]]:
    """A mapping read from `text`, which begins in line `first_line` of `file`.

    None where the text is no mapping or cannot be read at all; an empty text is an empty mapping.
    """
    findings: list[Finding] = []
    builder = _Builder(file, first_line - 1, findings)
    try:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        node = builder.document(events)
    except _RefusedError as refused:
        return None, [*findings, refused.finding]
    except yaml.YAMLError as problem:
        return None, [*findings, _syntax(problem, text, file, first_line - 1)]
    if node.value is None:
        return Node({}, first_line, 1, (first_line, 1)), findings
    if not isinstance(node.value, dict):
        return None, [*findings, error("not-a-mapping", Place(file, node.line, node.column))]
    return node, findings


class _Builder:
    def __init__(self, file: str, offset: int, findings: list[Finding]) -> None:
        self.file, self.offset, self.findings = file, offset, findings

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self.file, mark.line + 1 + self.offset, mark.column + 1)

    def document(self, events: Iterator[yaml.Event]) -> Node:
        node = Node(None, 1 + self.offset, 1, (1 + self.offset, 1))
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(error("yaml-documents", self.place(event)))
            elif isinstance(
                event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent)
            ):
                node = self.node(event, events, 0, None)
        return node

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int, key: Place | None) -> Node:
        place = self.place(event)
        if depth > MAX_DEPTH:
            raise _RefusedError(error("yaml-depth", place, limit=MAX_DEPTH))
        self.refuse_magic(event, place)
        position = (key.line, key.column) if key else (place.line, place.column)
        value: str | dict[str, Node] | list[Node] | None
        if isinstance(event, yaml.MappingStartEvent):
            value = self.mapping(events, depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self.sequence(events, depth)
        else:
            assert isinstance(event, yaml.ScalarEvent)
            value = _scalar(event)
            if value and _CONTROL.search(value):  # written as an escape: "\\u0007"
                raise _RefusedError(error("yaml-syntax", place, problem="control characters are not allowed"))
        return Node(value, place.line, place.column, position)

    def refuse_magic(self, event: yaml.Event, place: Place) -> None:
        """Raises where a key or value means more than its text."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(error("yaml-alias", place))
        if tag := getattr(event, "tag", None):
            raise _RefusedError(error("yaml-tag", place, tag=tag))

    def sequence(self, events: Iterator[yaml.Event], depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self.node(event, events, depth + 1, None))
        return items

    def mapping(self, events: Iterator[yaml.Event], depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            place = self.place(event)
            self.refuse_magic(event, place)
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError(error("yaml-key", place))
            key = event.value
            node = self.node(next(events), events, depth + 1, place)
            if key in entries:
                self.findings.append(error("duplicate-key", place, key=key, line=entries[key].key[0]))
            else:
                entries[key] = node
        return entries


def _scalar(event: yaml.ScalarEvent) -> str | None:
    text = str(event.value).strip()
    if not text or (not event.style and text in ("~", "null", "Null", "NULL")):
        return None
    return text


def _syntax(problem: yaml.YAMLError, text: str, file: str, offset: int) -> Finding:
    words = getattr(problem, "problem", None) or getattr(problem, "reason", None) or "?"
    line, column = _spot(problem, text)
    place = Place(file, line + 1 + offset, column + 1)
    before, at = text.split("\n")[line][:column], text.split("\n")[line][column:]
    if at.startswith("\t"):
        return error("yaml-tab", place)
    if "mapping values are not allowed" in words and ":" in before:
        return error("yaml-colon", place)
    if "<document start>" in words:
        return error("yaml-documents", place)
    return error("yaml-syntax", place, problem=words)


def _spot(problem: yaml.YAMLError, text: str) -> tuple[int, int]:
    """Line and column, from 0, where a person should look: where a quote or bracket opens that nothing closes."""
    opens = str(getattr(problem, "context", "")).startswith(("while scanning a quoted scalar", "while parsing a flow"))
    mark = getattr(problem, "context_mark" if opens else "problem_mark", None)
    if mark is not None:
        return min(mark.line, text.count("\n")), mark.column
    bad = UNPRINTABLE.search(text)
    start = bad.start() if bad else 0
    return text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1
