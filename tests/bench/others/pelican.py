"""Pelican: pages with translations and its own cache of what it has read; which pages a section has is said in its settings."""

import json
from collections import defaultdict
from pathlib import Path

from tests.bench.corpus import Size
from tests.bench.generators import Generator, edits
from tests.bench.others import address, contacts, guide, program, put, relinked

SETTINGS = """import json
from pathlib import Path

HERE = Path(__file__).parent
SITENAME, SITEURL, DEFAULT_LANG, TIMEZONE = "Guide", "", "de", "Europe/Berlin"
THEME, DIRECT_TEMPLATES, PLUGINS = str(HERE / "theme"), [], []
PATH, ARTICLE_PATHS, PAGE_PATHS = str(HERE / "content"), [], [""]
PAGE_URL = PAGE_LANG_URL = "{lang}/{slug}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER, CHECK_MODIFIED_METHOD = "reader", "mtime"
MARKDOWN = {"extensions": ["markdown.extensions.tables", "markdown.extensions.meta"], "output_format": "html5"}
JINJA_GLOBALS = {name: json.loads((HERE / f"{name}.json").read_text()) for name in ("contacts", "sections")}
"""
PAGE = """<!doctype html>
<html lang="{{ page.lang }}" data-edition="0"><head><meta charset="utf-8"><title>{{ page.title }}</title></head><body>
{% set section = page.lang + "/" + page.slug.rpartition("/")[0] %}
<nav><a href="/{{ page.lang }}/">{{ SITENAME }}</a> {% if "/" in page.slug %}<a href="/{{ section }}/">{{ sections[section][0][1] }}</a>{% endif %}</nav>
<nav>{% for each in page.translations %}<a href="/{{ each.url }}" hreflang="{{ each.lang }}">{{ each.lang }}</a> {% endfor %}</nav>
<main><h1>{{ page.title }}</h1><p>{{ page.brief }}</p>{{ page.content }}
<address>{{ contacts[page.contact].name }} <a href="tel:{{ contacts[page.contact].phone }}">{{ contacts[page.contact].phone }}</a></address>
</main>
<nav><ul>{% for url, title in sections[section] %}<li><a href="{{ url }}">{{ title }}</a></li>{% endfor %}</ul></nav>
</body></html>
"""  # noqa: E501


def write(folder: Path, size: Size) -> None:
    """The guide in its layout."""
    pages, sections = guide(size), defaultdict(list)
    for text in pages:
        sections[f"{text.tag}/{text.path.rpartition('/')[0]}"].append((address(text.tag, text.path), text.title))
        slug = text.path.removesuffix("/index")
        head = f"Title: {text.title}\nSlug: {slug}\nLang: {text.tag}\nBrief: {text.summary}\nContact: {text.contact}\n"
        body = relinked(text, lambda to, tag=text.tag: address(tag, to))  # type: ignore[misc]
        put(folder / "content" / text.tag / f"{text.path}.md", f"{head}\n{body}")
    put(folder / "pelicanconf.py", SETTINGS)
    put(folder / "contacts.json", json.dumps(contacts(), indent=1))
    put(folder / "sections.json", json.dumps(sections, ensure_ascii=False))
    put(folder / "theme/templates/page.html", PAGE)


PELICAN = Generator(
    name="pelican",
    command=(program("pelican", "bin/pelican"), "--settings", "pelicanconf.py", "--output", "output", "--quiet"),
    write=write,
    edits=edits("content/de/section-00/page-01.md", "contacts.json", "theme/templates/page.html", r"(?m)^Title: .*$"),
    made=("output", "cache", "__pycache__"),
    output="output",
)
