"""Which pages of the two sites stand for all others, by kind and language."""

import os
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest

FULL = bool(os.environ.get("FULL"))
"""Whether every combination is wanted, instead of those that have told most so far."""

LANGUAGES = ("de", "ar")
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")

KINDS = {
    "home": "lueneburg/{}/index.html",
    "section": "lueneburg/{}/arrival/index.html",
    "full page": "lueneburg/{}/rights/counselling/index.html",
    "picture": "lueneburg/{}/local/towns/index.html",
    "fallback": "peine/{}/local/towns/index.html",
    "unfilled contact": "goslar/{}/work/recognition/index.html",
    "emergencies": "boerde/{}/health/emergencies/index.html",
    "imprint": "aachen/{}/imprint/index.html",
    "offline": "lueneburg/{}/offline/index.html",
    "places": "lueneburg/{}/places/index.html",
    "place": "lueneburg/{}/places/migration-counselling/index.html",
    "events": "lueneburg/{}/events/index.html",
    "series": "lueneburg/{}/events/swimming-women/index.html",
    "news": "lueneburg/{}/news/index.html",
    "news item": "lueneburg/{}/news/2026-11-20-new-courses/index.html",
    "glossary": "lueneburg/{}/glossary/index.html",
    "search": "lueneburg/{}/search/index.html",
    "a-z": "lueneburg/{}/a-z/index.html",
    "map": "boerde/{}/map/index.html",
    "my list": "lueneburg/{}/my-list/index.html",
    "audience": "lueneburg/{}/for/new-arrivals/index.html",
}
"""Kind of page to its file in the sample, for each language."""
ONCE = {
    "language choice": "lueneburg/index.html?choose",
    "not found": "lueneburg/404.html",
    "portal de": "index.html",
    "portal ar": "index.ar.html",
}
"""Kinds that are not there once for each language."""

REGIONS = ("*",) if FULL else ("lueneburg", "peine")
"""Patterns of the sample's regions whose every file is read: all, or the one with most, and the one with a plain language and
texts that are not in every language."""

SAMPLE = {f"{kind} {tag}": path.format(tag) for (kind, path), tag in product(KINDS.items(), LANGUAGES)} | ONCE
"""Name to path at the server for every kind of page of the sample."""

EVERYTHING = Path(__file__).parent.parent / "sites" / "everything"


def everything_pages() -> dict[str, str]:
    """Name to path at the server for every page of the everything-site, told from its sources."""
    pages = {}
    for region, tags in (("everything", ("de", "ar")), ("unspoken", ("de", "fa", "ti"))):
        folders = ("common", "everything") if region == "everything" else (region,)
        paths = {
            source.relative_to(EVERYTHING / folder / source.relative_to(EVERYTHING / folder).parts[0])
            for folder in folders
            for source in (EVERYTHING / folder).glob("*/**/*.md")
        }
        for path, tag in product(sorted(paths), tags):
            stem = path.with_suffix("").as_posix()
            file = "index.html" if stem == "index" else f"{stem.removesuffix('/index')}/index.html"
            pages[f"{region} {tag} {stem}"] = f"all/{region}/{tag}/{file}"
    lists = ("places", "places/full-place", "places/german-only", "places/always", "map", "events", "news")
    lists += ("search", "a-z")
    lists += tuple(f"events/{key}" for key in ("series", "cancelled", "several-days", "online", "only-arabic"))
    pages |= {
        f"everything {tag} {name}": f"all/everything/{tag}/{name}/index.html"
        for name, tag in product(lists, ("de", "ar"))
    }
    return pages | {
        "everything choice": "all/everything/index.html?choose",
        "unspoken choice": "all/unspoken/index.html?choose",
        "everything not found": "all/everything/404.html",
        "everything portal de": "all/index.html",
        "everything portal ar": "all/index.ar.html",
        "everything portal fa": "all/index.fa.html",
        "everything portal ti": "all/index.ti.html",
    }


ALL = SAMPLE | everything_pages()
"""Name to path of every page that is looked at."""


def each_page(pages: dict[str, str]) -> list[Any]:
    """Parameters `name, path` for a check of every page."""
    return [pytest.param(name, path, id=name.replace("/", "-")) for name, path in pages.items()]


def in_one_language(pages: dict[str, str]) -> dict[str, str]:
    """The pages of the sample, and of each page of the everything-site one language, the next page's the next one; all pages
    if all are wanted."""
    versions: dict[str, list[str]] = {}
    for name, path in pages.items():
        site, region, _, *rest = [*path.split("/"), "", ""]
        versions.setdefault("/".join((site, region, *rest)) if site == "all" and rest[0] else name, []).append(name)
    chosen = {names[number % len(names)] for number, names in enumerate(versions.values())}
    return {name: path for name, path in pages.items() if FULL or name in chosen}


def looks(name: str) -> list[tuple[int, str]]:
    """Widths and colour schemes in which the page of this name is looked at: one, which is another one for each kind and the
    opposite in the other language, or all."""
    if FULL:
        return list(product(WIDTHS, SCHEMES))
    kind, _, tag = name.rpartition(" ")
    width, scheme = list(product(WIDTHS, SCHEMES))[
        list(KINDS).index(kind) % 4 if kind in KINDS else list(ALL).index(name) % 2
    ]
    return [(width, scheme) if tag != "ar" else (WIDTHS[width == 320], SCHEMES[scheme == "light"])]


def one_of_each(pages: Iterable[str]) -> list[str]:
    """Every second kind of page in German, the others in Arabic, and what is there only once; all pages if all are wanted."""
    tags = {kind: LANGUAGES[number % 2] for number, kind in enumerate(KINDS)}
    return [name for name in pages if FULL or tags.get(name.rpartition(" ")[0], name[-2:]) == name[-2:]]


def crossed(cases: Sequence[tuple[Any, ...]], values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Each case with one of the values at its end, the next case with the next one; with all of them if all are wanted."""
    if FULL:
        return [(*case, value) for case, value in product(cases, values)]
    return [(*case, values[number % len(values)]) for number, case in enumerate(cases)]
