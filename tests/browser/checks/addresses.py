"""Whether everything that a built folder refers to is there: at a domain's root, in a sub-folder, and opened from disk.

A reference that names its file completely and relative to its own works in all three; nothing else does.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

from tests.browser.checks.documents import Document, Reference, read_document

NOT_FOUND = "404.html"
"""The one page that is answered at any address, so that its references count from the host's root."""


def address_problems(folder: Path, base_url: str = "", only: Path | None = None) -> list[str]:
    """Problems of all HTML files in `folder`, or of `only` one; `base_url` is where the folder is said to be reachable."""
    problems = []
    for file in [only] if only else sorted(folder.rglob("*.html")):
        place = file.relative_to(folder).as_posix()
        problems += [f"{place}: {each}" for each in _document_problems(folder, file, read_document(file), base_url)]
    if not only:
        for file in sorted(folder.rglob("*.xml")):
            problems += [f"{file.relative_to(folder)}: {each}" for each in _listing_problems(folder, file, base_url)]
    return problems


def _document_problems(folder: Path, file: Path, document: Document, base_url: str) -> Iterator[str]:
    for reference in document.references:
        url = urlsplit(reference.url)
        if reference.url.startswith("//") or reference.tag == "base":
            yield f"an address that is neither here nor there: {reference.url}"
        elif url.scheme or url.netloc:
            yield from _outside(folder, reference, base_url)
        else:
            yield from _inside(folder, file, document, reference)
    if document.json and base_url:
        for url in _named(json.loads(document.json)):
            if problem := _published(folder, url, base_url):
                yield problem


def _outside(folder: Path, reference: Reference, base_url: str) -> Iterator[str]:
    if reference.tag not in ("a", "link") or (
        reference.tag == "link" and reference.rel not in ("canonical", "alternate")
    ):
        yield f"<{reference.tag}> is fetched from elsewhere: {reference.url}"
    elif reference.tag == "link":
        if not reference.url.startswith(base_url or "\0"):
            yield f"{reference.rel} does not begin with the site's address: {reference.url}"
        elif problem := _published(folder, reference.url, base_url):
            yield problem


def _named(data: object) -> Iterator[str]:
    """Addresses of the site's own pages in a description for machines: of breadcrumbs, and of what a page is about."""
    if isinstance(data, list):
        for each in data:
            yield from _named(each)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in ("item", "@id") or (key == "url" and data.get("@type") == "Event"):
                yield value
            else:
                yield from _named(value)


def _published(folder: Path, url: str, base_url: str) -> str:
    """What is wrong with a complete URL of the site's own; folders may be named by their slash."""
    path = unquote(urlsplit(url).path.removeprefix(urlsplit(base_url).path)) if url.startswith(base_url) else None
    if path is None:
        return f"not below {base_url}: {url}"
    file = folder / path
    file = file / "index.html" if path.endswith("/") or not path else file
    return "" if file.is_file() else f"is published and not there: {url}"


def _inside(folder: Path, file: Path, document: Document, reference: Reference) -> Iterator[str]:
    url = urlsplit(reference.url)
    if not url.path:
        target = file
    elif url.path.startswith("/"):
        if file.name != NOT_FOUND:
            yield f"counts from the host's root: {reference.url}"
            return
        target = folder / unquote(url.path[1:])
    else:
        here = f"/{file.relative_to(folder).as_posix()}"
        if _climbs(here, url.path):
            yield f"leaves the site: {reference.url}"
            return
        target = folder / unquote(urljoin(here, url.path)[1:])
    if reference.url.endswith("/") or target.is_dir():
        yield f"names a folder, which no disk answers: {reference.url}"
    elif not target.is_file():
        yield f"<{reference.tag} {reference.attribute}> leads to nothing: {reference.url}"
    elif url.fragment and target.suffix == ".html":
        ids = document.ids if target == file else read_document(target).ids
        if unquote(url.fragment) not in ids:
            yield f"leads to a place that its page does not have: {reference.url}"


def _climbs(here: str, path: str) -> bool:
    depth = here.count("/") - 1
    for step in path.split("/")[:-1]:
        depth += -1 if step == ".." else 1 if step not in ("", ".") else 0
        if depth < 0:
            return True
    return False


def _listing_problems(folder: Path, file: Path, base_url: str) -> Iterator[str]:
    for element in ElementTree.parse(file).iter():
        name = element.tag.rpartition("}")[2]
        url = element.text if name == "loc" else element.get("href") if name == "link" else None
        if url and (problem := _published(folder, url, base_url)):
            yield problem
