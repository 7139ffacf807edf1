"""Hugo: several languages, a folder of content each; sections, translations and ancestors are its own."""

import json
from pathlib import Path

from tests.bench.corpus import Size, language_tags
from tests.bench.generators import Generator, edits
from tests.bench.others import address, contacts, guide, program, put, relinked

SETTINGS = """baseURL = "https://guide.example/"
title = "Guide"
defaultContentLanguage = "de"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""
PAGE = """<!doctype html>
<html lang="{{ site.Language.Lang }}" data-edition="0"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Params.summary }}"></head><body>
<nav>{{ range .Ancestors.Reverse }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<nav>{{ range .AllTranslations }}<a href="{{ .RelPermalink }}" hreflang="{{ .Language.Lang }}">{{ .Language.Lang }}</a> {{ end }}</nav>
<main><h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>{{ .Content }}
{{ with index site.Data.contacts .Params.contact }}<address>{{ .name }} <a href="tel:{{ .phone }}">{{ .phone }}</a></address>{{ end }}
</main>
<nav><ul>{{ with .CurrentSection }}{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul></nav>
</body></html>
"""  # noqa: E501


def write(folder: Path, size: Size) -> None:
    """The guide in its layout."""
    languages = "".join(
        f'[languages.{tag}]\nlanguageName = "{tag}"\nweight = {at + 1}\ncontentDir = "content/{tag}"\n'
        for at, tag in enumerate(language_tags(size.languages))
    )
    put(folder / "hugo.toml", SETTINGS + languages)
    for name in ("single", "list"):
        put(folder / f"layouts/_default/{name}.html", '{{ partial "page.html" . }}')
    put(folder / "layouts/index.html", '{{ partial "page.html" . }}')
    put(folder / "layouts/partials/page.html", PAGE)
    put(folder / "data/contacts.json", json.dumps(contacts(), indent=1))
    for text in guide(size):
        path = f"{text.path.removesuffix('index')}_index" if text.path.endswith("index") else text.path
        head = f"title: {text.title}\nsummary: {text.summary}\nweight: {text.order}\ncontact: {text.contact}\n"
        body = relinked(text, lambda to, tag=text.tag: address(tag, to))  # type: ignore[misc]
        put(folder / "content" / text.tag / f"{path}.md", f"---\n{head}---\n{body}")


HUGO = Generator(
    name="hugo",
    command=(
        program("hugo", "lib/python*/site-packages/hugo/binaries/hugo"),
        "--source",
        "{folder}",
        "--quiet",
        "--cleanDestinationDir",
    ),
    write=write,
    edits=edits("content/de/section-00/page-01.md", "data/contacts.json", "layouts/partials/page.html"),
    made=("public", "resources"),
    output="public",
)
