"""Pages as lists, texts and numbers, which JSON can carry, and back: quickly, since unchanged pages cost little else."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from typing import Any, get_args, get_type_hints

from integreat_ssg.model.content import Page
from integreat_ssg.model.findings import Finding, finding_of, plain
from integreat_ssg.model.richtext import Block, FileLink, Heading, OutsideLink, PageLink, Picture, Reference, RichText
from integreat_ssg.model.settings import FrontMatter

_REFERENCES: tuple[type[Any], ...] = (PageLink, FileLink, OutsideLink, Picture, Block)
_NUMBERS = {kind: number for number, kind in enumerate(_REFERENCES)}
_NAMES = {kind: tuple(each.name for each in fields(kind)) for kind in _REFERENCES}
_DATES = tuple(name for name, kind in get_type_hints(FrontMatter).items() if date in get_args(kind))


def _default(each: "Field[Any]") -> object:
    return each.default_factory() if each.default_factory is not MISSING else each.default


_META = {each.name: _default(each) for each in fields(FrontMatter)}


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a page's file holds, None where it cannot be read; what is wrong with it as a whole, and what is wrong with its
    Markdown, in lines that count from the first one of that."""

    page: Page | None
    findings: tuple[Finding, ...] = ()
    text_findings: tuple[Finding, ...] = ()


def write_page(read: PageRead) -> object:
    """A page and its findings as plain data."""
    page = read.page
    found = [[plain(each) for each in findings] for findings in (read.findings, read.text_findings)]
    if page is None:
        return [None, found]
    body = page.body
    text = [
        [each if isinstance(each, str) else _written(each) for each in body.parts],
        [(each.level, each.anchor, each.words) for each in body.headings],
        body.anchors,
        body.words,
    ]
    rest = (page.path, page.language, page.file, page.region, page.is_section, page.body_line, page.digest, page.source)
    return [[_written_meta(page.meta), text, dict(page.key_lines), *rest], found]


def read_page(file: str, written: Any) -> PageRead:
    """What `write_page` has written; raises ValueError, TypeError, KeyError or AttributeError for anything else."""
    page, (of_file, of_text) = written
    found = tuple(map(finding_of, of_file)), tuple(map(finding_of, of_text))
    if page is None:
        return PageRead(None, *found)
    (
        meta,
        (parts, headings, anchors, words),
        lines,
        path,
        language,
        name,
        region,
        is_section,
        body_line,
        digest,
        source,
    ) = page
    if name != file:
        raise ValueError("a page of another file")
    body = RichText(
        tuple([each if isinstance(each, str) else _REFERENCES[each[0]](*each[1:]) for each in parts]),
        tuple([Heading(*each) for each in headings]),
        tuple(anchors),
        words,
    )
    page = Page(path, language, _meta(meta), body, file, region, is_section, body_line, digest, lines, source)
    return PageRead(page, *found)


def _written(reference: Reference) -> list[object]:
    kind = type(reference)
    return [_NUMBERS[kind], *[getattr(reference, name) for name in _NAMES[kind]]]


def _written_meta(meta: FrontMatter) -> Mapping[str, object]:
    """What is not as it is where nothing is written; dates as texts."""
    said = {name: value for name, default in _META.items() if (value := getattr(meta, name)) != default}
    return said | {name: said[name].isoformat() for name in _DATES if name in said}


def _meta(written: dict[str, Any]) -> FrontMatter:
    for name in _DATES:
        if name in written:
            written[name] = date.fromisoformat(written[name])
    return FrontMatter(**written)
