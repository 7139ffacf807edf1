"""Zensical with its own theme, which it has no plain one beside: it brings search, and draws its own navigation."""

import json
from pathlib import Path

from tests.bench.corpus import Size, language_tags
from tests.bench.generators import PAGE, TITLE, Generator, edits
from tests.bench.others import guide, program, put


def write(folder: Path, size: Size) -> None:
    """The guide in its layout. It reads the settings of MkDocs."""
    settings = {
        "site_name": "Guide", "site_url": "https://guide.example/", "markdown_extensions": ["tables"],
        "theme": {"features": ["navigation.prune", "navigation.path"]},
        "extra": {"alternate": [{"name": tag, "link": f"/{tag}/", "lang": tag} for tag in language_tags(size.languages)]},
    }  # fmt: skip
    put(folder / "mkdocs.yml", json.dumps(settings, indent=1))
    for text in guide(size):
        head = f"title: {text.title}\n"
        put(folder / "docs" / text.tag / f"{text.path}.md", f"---\n{head}---\n{text.body}")


EDITS = edits("docs/de/section-00/page-01.md", "", "")

ZENSICAL = Generator(
    name="zensical",
    command=(program("zensical", "bin/zensical"), "build", "--config-file", "mkdocs.yml"),
    write=write,
    edits={name: EDITS[name] for name in (PAGE, TITLE)},
    made=("site", ".cache"),
    output="site",
)
