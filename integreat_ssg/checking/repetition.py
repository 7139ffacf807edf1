"""The same paragraph on two pages: one of them will be forgotten when it changes."""

import re
from collections.abc import Iterator, Sequence

from integreat_ssg.checking.passages import RUNNING
from integreat_ssg.checking.reader import Passages
from integreat_ssg.checking.texts import texts
from integreat_ssg.model.content import Content, is_news
from integreat_ssg.model.findings import Finding, Place, note

FEWEST_WORDS = 25
"""Of a paragraph that is worth sharing; shorter ones are alike by chance, or are headings of their kind."""
_WORD = re.compile(r"\w+")


def same_paragraphs(contents: Sequence[Content], read: Passages) -> Iterator[Finding]:
    """A paragraph of some length stands in one file; others include it, or inherit its page. News are gone by themselves."""
    pages = {page.file: page for content in contents for page in texts(content)}
    first: dict[tuple[str, ...], tuple[str, int]] = {}
    for file in sorted(pages):
        page = pages[file]
        for passage in read[file] if not is_news(page.path) else ():
            if passage.kind not in RUNNING or len(passage.words) < 4 * FEWEST_WORDS:
                continue
            words = tuple(_WORD.findall(passage.words.casefold()))
            if len(words) < FEWEST_WORDS:
                continue
            other, line = first.setdefault((page.language, *words), (file, passage.line))
            if other != file:
                begin = " ".join(passage.words.split()[:6])
                yield note("same-paragraph", Place(file, passage.line), begin=f"{begin} …", other=other, line=line)
