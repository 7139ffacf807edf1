"""MkDocs, without plugins: one tree of which each language is a folder; the navigation is made from the folders."""

import json
from pathlib import Path

from tests.bench.corpus import Size, language_tags
from tests.bench.generators import Generator, edits
from tests.bench.others import contacts, guide, program, put

PAGE = """<!doctype html>
{% set tag, _, inside = page.url.partition("/") %}
<html lang="{{ tag }}" data-edition="0"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<meta name="description" content="{{ page.meta.summary }}"></head><body>
<nav>{% for each in page.ancestors | reverse %}{{ each.title }} {% endfor %}</nav>
<nav>{% for other in config.extra.languages %}<a href="{{ base_url }}/{{ other }}/{{ inside }}">{{ other }}</a> {% endfor %}</nav>
<main><h1>{{ page.title }}</h1><p>{{ page.meta.summary }}</p>{{ page.content }}
{% set contact = config.extra.contacts[page.meta.contact] %}
<address>{{ contact.name }} <a href="tel:{{ contact.phone }}">{{ contact.phone }}</a></address>
</main>
<nav><ul>{% for each in page.parent.children if each.is_page %}<li><a href="{{ each.url | url }}">{{ each.title }}</a></li>
{% endfor %}</ul></nav>
</body></html>
"""


def write(folder: Path, size: Size) -> None:
    """The guide in its layout. JSON is YAML too."""
    tags = language_tags(size.languages)
    settings = {
        "site_name": "Guide", "site_url": "https://guide.example/", "plugins": [], "markdown_extensions": ["tables"],
        "theme": {"name": None, "custom_dir": "theme"}, "extra": {"languages": tags, "contacts": contacts()},
    }  # fmt: skip
    put(folder / "mkdocs.yml", json.dumps(settings, indent=1))
    put(folder / "theme/main.html", PAGE)
    for text in guide(size):
        head = f"title: {text.title}\nsummary: {text.summary}\ncontact: {text.contact}\n"
        put(folder / "docs" / text.tag / f"{text.path}.md", f"---\n{head}---\n{text.body}")


MKDOCS = Generator(
    name="mkdocs",
    command=(program("mkdocs", "bin/mkdocs"), "build", "--quiet"),
    write=write,
    edits=edits("docs/de/section-00/page-01.md", "mkdocs.yml", "theme/main.html"),
    made=("site",),
    output="site",
)
