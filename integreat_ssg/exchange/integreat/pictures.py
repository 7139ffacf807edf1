"""What stands in texts: the files that they show and link to, contact cards, and pictures that nobody has described."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from integreat_ssg.exchange.integreat.addresses import Addresses, is_file
from integreat_ssg.exchange.integreat.plain import plain_text
from integreat_ssg.exchange.integreat.shapes import Answers, Imprint, InLanguage, News, Page
from integreat_ssg.exchange.integreat.tongues import Tongues
from integreat_ssg.exchange.yaml_text import yaml_text
from integreat_ssg.model.findings import Finding, Place, warning

_TAG = re.compile(r"<(?P<name>img|a)\b(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_HIDDEN = re.compile(r"<a\b[^<>]*display:\s*none[^<>]*>.*?</a>", re.IGNORECASE | re.DOTALL)
_CARD = re.compile(r"<div[^<>]*\bcontact-card\b.*?</div>", re.IGNORECASE | re.DOTALL)


def wanted(answers: Answers, addresses: Addresses) -> tuple[str, ...]:
    """The whole addresses of all pictures, of what places and events are shown with, and of documents on the hosts of the
    region's pages and pictures; sorted."""
    shown = {whole for _, html in _texts(answers) for name, each in _elements(html) if name == "img"
             if (whole := addresses.complete(each.get("src", ""))).startswith(("http://", "https://"))}  # fmt: skip
    shown |= {url for every in answers.languages.values() for url, _ in _thumbnails(every)}
    hosts = addresses.hosts | {_host(each) for each in shown if "/media/" in each}
    linked = {whole for _, html in _texts(answers) for name, each in _elements(html) if name == "a"
              if is_file(whole := addresses.complete(each.get("href", ""))) and _host(whole) in hosts}  # fmt: skip
    return tuple(sorted(shown | linked))


def file_names(answers: Answers, names: Mapping[str, str]) -> Mapping[str, str]:
    """Addresses to names of files. One that somebody has put there as a description would be none; it gets another."""
    alts = {
        each.get("alt", "").strip().lower()
        for _, html in _texts(answers)
        for name, each in _elements(html)
        if name == "img"
    }
    return {url: f"picture-{name}" if name.lower() in alts else name for url, name in names.items()}


def notes(answers: Answers, addresses: Addresses, tongues: Tongues, findings: list[Finding]) -> Mapping[str, bytes]:
    """Files beside pictures that a text shows without a description, or a place or an event with its name only: they say the
    title of what they belong to, until somebody describes them."""
    alts: dict[str, dict[str, str]] = {}
    for (code, title), html in _texts(answers):
        for name, each in _elements(html):
            file = addresses.media.get(addresses.complete(each.get("src", ""))) if name == "img" else None
            if file and not each.get("alt", "").strip() and code in tongues.tags:
                alts.setdefault(file, {}).setdefault(tongues.tags[code], title)
    for code, tag in tongues.tags.items():
        for url, title in _thumbnails(answers.languages[code]):
            if file := addresses.media.get(url):
                alts.setdefault(file, {}).setdefault(tag, title)
    found = {}
    for file, said in sorted(alts.items()):
        note = f"{file}.yaml"
        found[note] = yaml_text({"alt": {tag: said[tag] for tag in tongues.tags.values() if tag in said}}).encode()
        findings.append(warning("import-no-alt", Place(tongues.file(note)), file=file))
    return found


def texts_in(every: InLanguage) -> list[Page | News | Imprint]:
    """Everything of a language that becomes Markdown."""
    return [*every.pages, *every.news, *([every.imprint] if every.imprint else [])]


def _texts(answers: Answers) -> Iterator[tuple[tuple[str, str], str]]:
    """Language code and title of every text in Markdown to its HTML, without contact cards, whose pictures are signs."""
    for code, every in answers.languages.items():
        yield from (((code, each.title), _CARD.sub("", each.content)) for each in texts_in(every))


def cards(answers: Answers, tongues: Tongues) -> Iterator[tuple[Mapping[str, str], str]]:
    """The contact cards in all texts, the source language's first: their attributes, and their words in lines."""
    for code in tongues.tags:
        for text in texts_in(answers.languages[code]):
            for found in _CARD.finditer(text.content):
                opening, _, inner = found[0].partition(">")
                yield _attributes(opening), plain_text(_HIDDEN.sub("", inner))


def _thumbnails(every: InLanguage) -> Iterator[tuple[str, str]]:
    """The pictures of places and events with their titles."""
    yield from ((each.thumbnail, each.title) for each in every.places if each.thumbnail)
    yield from ((each.thumbnail, each.title) for each in every.events if each.thumbnail)


def _elements(html: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for match in _TAG.finditer(html):
        yield match["name"].lower(), _attributes(match["rest"])


def _attributes(written: str) -> Mapping[str, str]:
    found = _ATTRIBUTE.finditer(written)
    return {each[1].lower(): unescape(each[2] or each[3] or each[4] or "") for each in found}


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
