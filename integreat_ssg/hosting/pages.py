"""The description of a site from its own pages: what they say of their policy and of redirects holds for the host as well.

So there is one source for both, whatever the theme.
"""

import re
from collections.abc import Iterable
from html import unescape
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from integreat_ssg.hosting.description import PLAIN, ApiCopy, Hosting, Redirect
from integreat_ssg.model.site import API, NOT_FOUND

HEAD = 4096
"""Bytes of a page in which its policy and a redirect stand; browsers want a policy before all else."""

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
_COPY = re.compile(rf"((?:[\w.-]+/)?){re.escape(API)}([\w.-]+)/languages/index\.html")
"""The file by which a copy of Integreat's API is known."""
_SOUND = re.compile(r"[\w ':;/.*=+-]*")
"""Policies that need no further quotation in any server's language."""
_FETCH = re.compile(r"\w+-src")


def describe(pages: Iterable[tuple[str, bytes]], base_url: str | None, roots: Iterable[str] = ("",)) -> Hosting:
    """The description of what lies below `base_url`.

    `pages` are the paths of all HTML files below it and their first bytes, `HEAD` of them at least. An address whose path no
    server's language can take as it is counts as unknown.
    """
    path = unquote(urlsplit(base_url or "").path).strip("/")
    base = f"/{path}/" if path and PLAIN.fullmatch(path) else "/"
    policies: dict[str, None] = {}
    redirects, lost, copies, sites = [], [], set[tuple[str, str]](), tuple(sorted(set(roots)))
    for file, content in pages:
        if found := _COPY.fullmatch(file):
            copies.add((found[1], found[2]))
        if is_of_api(file):
            continue
        folder, _, name = file.rpartition("/")
        head = content[:HEAD].decode(errors="replace")
        if name == NOT_FOUND and (not folder or f"{folder}/" in sites):
            lost.append(f"{folder}/" if folder else "")
        if is_page(name) and (found := _POLICY.search(head)):
            policies[unescape(found[1])] = None
        if name == "index.html" and folder and (found := _REFRESH.search(head)):
            redirects += _redirect(folder, unescape(found[1]))
    known = base_url is not None and (not path or base != "/")
    policy, moved = loosest(sorted(policies)), tuple(sorted(redirects))
    return Hosting(base, sites, tuple(sorted(lost)), policy, moved, known, _homes(copies))


def is_of_api(file: str) -> bool:
    """Whether a file of a site, or of the folder with the portal and all regions, is part of a copy of Integreat's API."""
    return file.startswith(API) or file.partition("/")[2].startswith(API)


def _homes(copies: set[tuple[str, str]]) -> tuple[ApiCopy, ...]:
    """The copies with the sites that have their answers about single pages: the region's own where it lies below the base."""
    return tuple(
        sorted(ApiCopy(root, slug, f"{slug}/" if (f"{slug}/", slug) in copies else root) for root, slug in copies)
    )


def is_page(name: str) -> bool:
    """Whether an HTML file is a page of the site by its name, and not one to take along."""
    return name.startswith("index.") or name == NOT_FOUND


def _redirect(folder: str, target: str) -> list[Redirect]:
    parts = urlsplit(target)
    new = normpath(f"{folder}/{unquote(parts.path)}").removesuffix("index.html")
    if parts.scheme or parts.netloc or parts.query or parts.fragment or new.startswith(("..", "/")):
        return []
    return [Redirect(folder, new)] if PLAIN.fullmatch(folder) and PLAIN.fullmatch(new) else []


def loosest(policies: Iterable[str]) -> str:
    """The policy that allows whatever one of `policies` allows, so that as a header it takes nothing from any page. Where all
    say the same, it is what they say. One with letters that no policy needs counts as none."""
    each = [_directives(policy) for policy in policies if _SOUND.fullmatch(policy)]
    if not each:
        return ""
    names = dict.fromkeys(name for directives in each for name in directives)
    joined = []
    for name in names:
        values = [directives.get(name, _instead(name, directives)) for directives in each]
        if all(value is not None for value in values):
            sources = dict.fromkeys(source for value in values for source in value or ())
            if len(sources) > 1:
                sources.pop("'none'", None)
            joined.append(" ".join((name, *sources)))
    return "; ".join(joined)


def _directives(policy: str) -> dict[str, tuple[str, ...]]:
    rows = [words for part in policy.split(";") if (words := part.split())]
    return {words[0]: tuple(words[1:]) for words in rows}


def _instead(name: str, directives: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """What holds where a directive is missing: for what is loaded the default, for all else no limit."""
    return directives.get("default-src") if _FETCH.fullmatch(name) else None
