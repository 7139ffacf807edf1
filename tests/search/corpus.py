"""A generated guide in the words of the sample content, always the same: sentences of its texts in another order, and in them
now and then a word that is met nowhere else, as real guides have names and long words."""

import random
import re
from collections.abc import Sequence
from functools import lru_cache

from integreat_ssg.reading.synonyms import default_synonyms
from integreat_ssg.rendering.search.documents import FIELDS, Document
from integreat_ssg.rendering.search.index import compact, in_shards, packed, serialised, start_file
from tests.conftest import REPOSITORY

BYTES = 2500
"""Of a page's text."""
RARE = 0.07
"""The part of the words that are made up of two others."""


@lru_cache
def sentences(language: str) -> tuple[str, ...]:
    """Those of the sample content's pages, without Markdown."""
    found: dict[str, None] = {}
    for file in sorted((REPOSITORY / "content").glob(f"*/{language}/**/*.md")):
        body = file.read_text("utf-8").split("---\n", 2)[2]
        plain = re.sub(
            r"\]\([^)]*\)|\[\[.*?\]\]|\{#.*?\}|[*#>|\[\]]|^\s*(-|\d+\.) |> \[!\w+\]", " ", body, flags=re.MULTILINE
        )
        found |= dict.fromkeys(
            " ".join(each.split()) for each in re.split(r"(?<=[.?!:؟])\s|\n", plain) if len(each) > 25
        )
    return tuple(found)


def corpus(language: str, pages: int) -> list[Document]:
    """Documents of about 2.5 kB each with title, three headings and keywords."""
    source = random.Random(language)
    known = sentences(language)
    vocabulary = sorted({word for each in known for word in re.findall(r"\w{4,}", each)})

    def said(size: int) -> str:
        text = ""
        while len(text.encode()) < size:
            words = source.choice(known).split()
            text += " ".join(_rare(source, vocabulary, word) for word in words) + " "
        return text

    def few(count: int) -> str:
        return " ".join(source.choices(vocabulary, k=count))

    found = []
    for number in range(pages):
        title = few(2)
        texts = {
            "title": title,
            "keywords": few(4),
            "headings": "\n".join(few(3) for _ in range(3)),
            "text": said(BYTES),
        }
        file = f"{language}/section-{number // 20:02}/page-{number % 20:02}/index.html"
        texts |= {"source": few(4) if language != "de" else ""}
        found.append(Document(file, title, "page", "", (), {name: texts[name] for name in FIELDS}))
    return found


def _rare(source: random.Random, vocabulary: list[str], word: str) -> str:
    if source.random() > RARE or len(word) < 4:
        return word
    return word.strip(".,:!?")[: source.randint(3, 8)] + source.choice(vocabulary).lower()


def index_files(language: str, pages: int) -> dict[str, bytes]:
    """The files of such a guide's index."""
    return files_of(corpus(language, pages), list(dict.fromkeys((language, "de"))))


def files_of(found: Sequence[Document], languages: list[str]) -> dict[str, bytes]:
    """The files of an index of documents, with the synonyms that every guide has."""
    shards = in_shards(found)
    files = {f"{name}.json": compact(packed(serialised(shard, languages))) for name, shard in shards}
    start = start_file(languages, [name for name, _ in shards], default_synonyms())
    return files | {"index.json": compact(start)}
