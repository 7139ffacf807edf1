"""Nikola: pages with translations by the names of their files, and its own record of what has to be made anew."""

import json
from collections import defaultdict
from pathlib import Path

from tests.bench.corpus import Size, language_tags
from tests.bench.generators import Generator, edits
from tests.bench.others import address, contacts, guide, program, put, relinked

SETTINGS = """import json
from pathlib import Path

HERE = Path(__file__).parent
BLOG_TITLE, BLOG_AUTHOR, BLOG_EMAIL, BLOG_DESCRIPTION = "Guide", "Guide", "guide@town.example", "Guide"
SITE_URL, TIMEZONE, DEFAULT_LANG = "https://guide.example/", "Europe/Berlin", "de"
TAGS = json.loads((HERE / "tags.json").read_text())
TRANSLATIONS = {tag: f"./{tag}" for tag in TAGS}
TRANSLATIONS["de"] = "./de"
TRANSLATIONS_PATTERN = "{path}.{lang}.{ext}"
LOCALES = {}
POSTS, PAGES = (), (("pages/*.md", "", "page.tmpl"),)
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.tables"]
THEME, PRETTY_URLS, STRIP_INDEXES, COPY_SOURCES, SHOW_SOURCELINK = "plain", True, True, False, False
GENERATE_RSS = GENERATE_ATOM = USE_BUNDLES = ENABLE_AUTHOR_PAGES = False
INDEX_PATH = "unused"
GLOBAL_CONTEXT = {name: json.loads((HERE / f"{name}.json").read_text()) for name in ("contacts", "sections")}
DISABLED_PLUGINS = ["render_indexes", "render_archive", "render_sitemap", "sitemap", "robots", "render_galleries",
                    "classify_archive", "classify_tags", "classify_categories", "classify_indexes", "classify_authors",
                    "classify_sections", "classify_page_index", "render_taxonomies", "create_bundles", "copy_assets"]
"""
PAGE = """<!doctype html>
<html lang="{{ lang }}" data-edition="0"><head><meta charset="utf-8"><title>{{ post.title(lang) }}</title></head><body>
{% set section = lang + "/" + post.meta("section") %}{% set contact = contacts[post.meta("contact")] %}
<nav><a href="/{{ lang }}/">{{ sections[lang + "/"][0][1] }}</a> <a href="{{ sections[section][0][0] }}">{{ sections[section][0][1] }}</a></nav>
<nav>{% for each in translations %}<a href="{{ post.permalink(each) }}" hreflang="{{ each }}">{{ each }}</a> {% endfor %}</nav>
<main><h1>{{ post.title(lang) }}</h1><p>{{ post.description(lang) }}</p>{{ post.text(lang) }}
<address>{{ contact.name }} <a href="tel:{{ contact.phone }}">{{ contact.phone }}</a></address>
</main>
<nav><ul>{% for url, title in sections[section] %}<li><a href="{{ url }}">{{ title }}</a></li>{% endfor %}</ul></nav>
</body></html>
"""  # noqa: E501


def write(folder: Path, size: Size) -> None:
    """The guide in its layout."""
    sections = defaultdict(list)
    for text in guide(size):
        section = text.path.rpartition("/")[0]
        sections[f"{text.tag}/{section}"].append((address(text.tag, text.path), text.title))
        head = {
            "title": text.title, "slug": text.path.rpartition("/")[2], "description": text.summary,
            "date": "2026-11-01 00:00:00", "contact": text.contact, "section": section,
        }  # fmt: skip
        told = "".join(f".. {key}: {value}\n" for key, value in head.items())
        name = text.path if text.tag == "de" else f"{text.path}.{text.tag}"
        body = relinked(text, lambda to, tag=text.tag: address(tag, to))  # type: ignore[misc]
        put(folder / "pages" / f"{name}.md", f"<!--\n{told}-->\n\n{body}")
    put(folder / "conf.py", SETTINGS)
    put(folder / "tags.json", json.dumps(language_tags(size.languages)))
    put(folder / "contacts.json", json.dumps(contacts(), indent=1))
    put(folder / "sections.json", json.dumps(sections, ensure_ascii=False))
    put(folder / "themes/plain/plain.theme", "[Theme]\nengine = jinja\nparent = base-jinja\n")
    put(folder / "themes/plain/templates/page.tmpl", PAGE)
    for tag in ("so", "ti"):  # which its own messages lack
        put(folder / f"themes/plain/messages/messages_{tag}.py", "MESSAGES = {}\n")


NIKOLA = Generator(
    name="nikola",
    command=(program("nikola", "bin/nikola"), "build", "--quiet"),
    write=write,
    edits=edits(
        "pages/section-00/page-01.md", "contacts.json", "themes/plain/templates/page.tmpl", r"(?m)^\.\. title: .*$"
    ),
    made=("output", "cache", "__pycache__", ".doit.db*"),
    output="output",
)
