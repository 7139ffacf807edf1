"""Python-Markdown's processors, each asked only about text in which it can find something.

More than half of the time of a text went into questions that were answered with no. What comes out is the same; a test
compares.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString, Registry

_Signs = tuple[str, ...]
"""Of these one at least stands in every text in which a processor finds something; "" stands in all."""

_Asked = tuple[tuple[_Signs, Any], ...]
"""Processors with their signs, in the order in which they are asked."""

_ALWAYS = ("",)
_INLINES: Mapping[str, _Signs] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("](",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "magic-link": ("://", "w.", "W."),
    "magic-mail": ("@",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "delimiter": ("~",),
}
_REFERRING = ("reference", "image_reference", "short_reference", "short_image_ref")
"""These find nothing where the text defines no `[word]: address`."""
_LINES: Mapping[str, _Signs] = {"html_block": ("<", "&")}
_TREES: Mapping[str, _Signs] = {"attr_list": ("{",), "unescape": ("\\",)}
_BLOCKS: Mapping[str, _Signs] = {
    "admonition": ("!!!", "    "),
    "markdown_block": ("\x02",),
    "empty": _ALWAYS,
    "indent": ("    ",),
    "defindent": ("    ",),
    "code": ("    ",),
    "table": ("|",),
    "integreat-blocks": ("[[",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "hr": ("-", "_", "*"),
    "olist": (". ",),
    "ulist": ("- ", "* ", "+ "),
    "deflist": (": ",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
    "paragraph": _ALWAYS,
}


def ask_where_signs_are(md: Markdown) -> None:
    """Changes how processors are called, two loops of the library among them: so the library's version has a bound."""
    md.treeprocessors.register(_Inlines(md), "inline", 20)
    md.preprocessors.register(text := _Text(md), "integreat-text", 25)
    for name, signs in _LINES.items():
        _only_with(signs, text, md.preprocessors[name])
    for name, signs in _TREES.items():
        _only_with(signs, text, md.treeprocessors[name])
    setattr(md, "block_level_elements", frozenset(md.block_level_elements))  # noqa: B010 - a list, says mypy
    setattr(md.parser, "parseBlocks", _Blocks(_asked(md.parser.blockprocessors, _BLOCKS)))  # noqa: B010 - a method


def _asked(registry: Registry[Any], signs: Mapping[str, _Signs]) -> _Asked:
    """The processors of a registry."""
    assert len(registry) == len(signs)
    return tuple((signs[name], registry[name]) for name in sorted(signs, key=registry.get_index_for_name))


class _Text(Preprocessor):
    """Keeps the text as `github.py` has left it: it may add signs of its own."""

    text = ""

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines)
        return lines


def _only_with(signs: _Signs, text: _Text, processor: Any) -> None:
    """The processor, which goes through lines or a whole tree, leaves alone what has no sign anywhere."""
    run = processor.run
    processor.run = lambda given: run(given) if any(sign in text.text for sign in signs) else given


class _Blocks:
    """In place of `BlockParser.parseBlocks`."""

    def __init__(self, processors: _Asked) -> None:
        self._processors = processors

    def __call__(self, parent: Element, blocks: list[str]) -> None:
        while blocks:
            for signs, processor in self._processors:
                block = blocks[0]
                for sign in signs:
                    if sign in block:
                        break
                else:
                    continue
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break


class _Inlines(InlineProcessor):
    """With another loop over the patterns than the library's private one."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._apply = getattr(self, "_InlineProcessor__applyPattern")  # noqa: B009 - mypy knows no mangled names
        setattr(self, "_InlineProcessor__handleInline", self._handle)  # noqa: B010

    @cached_property
    def _patterns(self) -> Mapping[bool, _Asked]:
        """The patterns for texts with and without definitions of addresses."""
        without: Mapping[str, _Signs] = {**_INLINES, **dict.fromkeys(_REFERRING, ())}
        return {True: _asked(self.inlinePatterns, _INLINES), False: _asked(self.inlinePatterns, without)}

    def _handle(self, data: str, at: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        patterns = self._patterns[bool(self.md.references)]
        for number, (signs, pattern) in enumerate(patterns[at:], at):
            for sign in signs:
                if sign in data:
                    start, matched = 0, True
                    while matched:
                        data, matched, start = self._apply(pattern, data, number, start)
                    break
        return data
