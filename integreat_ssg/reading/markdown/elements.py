"""What our Markdown has beyond Python-Markdown's: blocks, tasks, and tables and notes without style or language of their own."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor

from integreat_ssg.reading.markdown.lines import BLOCK

NOTE_KINDS = ("note", "tip", "important", "warning", "caution")

_ALIGNMENT = {"left": "align-start", "center": "align-center", "right": "align-end"}
_TASK = re.compile(r"\[([ xX])\] (.*)", re.DOTALL)


class OurElements(Extension):
    """Registers the processors of this module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's own name
        """Blocks are looked for after indented code (80) and before headings (70); the tree is finished after inlines (20)."""
        md.parser.blockprocessors.register(_Blocks(md.parser), "integreat-blocks", 75)
        md.treeprocessors.register(_NoteSpaces(md), "integreat-note-spaces", 45)
        md.treeprocessors.register(_Finish(md), "integreat-finish", 15)


class _Blocks(BlockProcessor):
    """`[[kind: argument]]` or `[[events]]` alone on a line."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)

    def test(self, parent: Element, block: str) -> bool:
        return BLOCK.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = BLOCK.search(block)
        if match is None:
            return
        if before := block[: match.start()].strip("\n"):
            self.parser.parseBlocks(parent, [before])
        element = SubElement(parent, "div")
        element.set("data-block", match[1] or match[3])
        element.set("data-argument", match[2] or "")
        if after := block[match.end() :].strip("\n"):
            blocks.insert(0, after)


class _NoteSpaces(Treeprocessor):
    """The space before a footnote's way back, as a space: the placeholder would become part of an address before it."""

    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            paragraph.text = (paragraph.text or "").replace(NBSP_PLACEHOLDER, "\u00a0")


class _Finish(Treeprocessor):
    """Alignment by class, since the page's policy blocks styles; scope for header cells; task boxes as characters."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("th", "td"):
                style = element.attrib.pop("style", "")
                if alignment := _ALIGNMENT.get(style.removeprefix("text-align: ").rstrip(";")):
                    element.set("class", alignment)
                if element.tag == "th":
                    element.set("scope", "col")
            elif element.tag == "li":
                _mark_task(element)
            elif element.get("class") == "admonition-title":
                _forget_default_title(element)


def _mark_task(item: Element) -> None:
    first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    if match := _TASK.match(first.text or ""):
        first.text = ("☐ " if match[1] == " " else "☑ ") + match[2]
        item.set("class", "task")


def _forget_default_title(title: Element) -> None:
    """A title that the editor did not write becomes a reference, so that it can be said in the reader's language."""
    kind = (title.text or "").strip().lower()
    if kind in NOTE_KINDS and len(title) == 0:
        title.text = ""
        SubElement(title, "span", {"data-block": "note-title", "data-argument": kind})
