"""Eleventy: pages with layouts in Nunjucks; a collection says which pages a section has."""

import json
from pathlib import Path

from tests.bench.corpus import Size, language_tags
from tests.bench.generators import Generator, edits
from tests.bench.others import address, contacts, guide, program, put, relinked

SETTINGS = """export default function (config) {
  config.addCollection("sections", (all) => {
    const sections = {};
    for (const each of all.getAll()) (sections[each.data.section] ??= []).push(each);
    return sections;
  });
  return { dir: { input: "content", output: "public" }, markdownTemplateEngine: false };
}
"""
PAGE = """<!doctype html>
<html lang="{{ lang }}" data-edition="0"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="description" content="{{ summary }}"></head><body>
<nav>{% for each in above %}<a href="{{ each.url }}">{{ each.title }}</a> {% endfor %}</nav>
<nav>{% for tag in languages %}<a href="/{{ tag }}{{ inside }}" hreflang="{{ tag }}">{{ tag }}</a> {% endfor %}</nav>
<main><h1>{{ title }}</h1><p>{{ summary }}</p>{{ content | safe }}
<address>{{ contacts[contact].name }} <a href="tel:{{ contacts[contact].phone }}">{{ contacts[contact].phone }}</a></address>
</main>
<nav><ul>{% for each in collections.sections[section] %}<li><a href="{{ each.url }}">{{ each.data.title }}</a></li>{% endfor %}</ul></nav>
</body></html>
"""  # noqa: E501


def write(folder: Path, size: Size) -> None:
    """The guide in its layout."""
    put(folder / "eleventy.config.js", SETTINGS)
    put(folder / "package.json", '{"type": "module"}')
    put(folder / "content/_includes/page.njk", PAGE)
    put(folder / "content/_data/contacts.json", json.dumps(contacts(), indent=1))
    put(folder / "content/_data/languages.json", json.dumps(language_tags(size.languages)))
    pages = guide(size)
    titles = {(text.tag, text.path): text.title for text in pages}
    for text in pages:
        url = address(text.tag, text.path)
        section = text.path.rpartition("/")[0]
        above = [("index", "")] if text.path != "index" else []
        above += [(f"{section}/index", section)] if section and not text.path.endswith("index") else []
        shown = [{"url": address(text.tag, path), "title": titles[text.tag, path]} for path, _ in above]
        head = (
            f"title: {text.title}\nsummary: {text.summary}\nlang: {text.tag}\ncontact: {text.contact}\nlayout: page.njk\n"
            f"permalink: {url}\ninside: {url.removeprefix('/' + text.tag)}\nsection: {text.tag}/{section}\n"
            f"above: {json.dumps(shown, ensure_ascii=False)}\n"
        )
        body = relinked(text, lambda to, tag=text.tag: address(tag, to))  # type: ignore[misc]
        put(folder / "content" / text.tag / f"{text.path}.md", f"---\n{head}---\n{body}")


ELEVENTY = Generator(
    name="eleventy",
    command=("node", program("eleventy", "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"),
    write=write,
    edits=edits("content/de/section-00/page-01.md", "content/_data/contacts.json", "content/_includes/page.njk"),
    made=("public",),
    output="public",
)
