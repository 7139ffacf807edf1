"""A region's pages: each file's front matter and Markdown to a `Page`, unless an earlier reading has read the same bytes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from integreat_ssg.model.content import HOME, Page
from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.model.settings import FrontMatter
from integreat_ssg.reading.conversion import Converter, is_passing
from integreat_ssg.reading.folder import Files
from integreat_ssg.reading.frontmatter import PageText, decode, split_page, text_digest, without_excuses
from integreat_ssg.reading.markdown import Converted
from integreat_ssg.reading.memory import Kept, Kind
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.strict_yaml import lines_of, parse_yaml
from integreat_ssg.reading.written_pages import PageRead, read_page, write_page

PAGES = Kind("pages", write_page, read_page)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page whose Markdown is not converted yet; `shown` is its Markdown without excuses, `known` what became of that
    in an earlier reading."""

    path: str
    meta: FrontMatter
    text: PageText
    shown: str
    known: Converted | None
    findings: tuple[Finding, ...]
    key_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def inner(self) -> str:
        """Its path inside the region."""
        return self.path.partition("/")[2]

    @property
    def language(self) -> str:
        """Its first folder."""
        return self.inner.partition("/")[0]


def read_pages(
    slug: str, files: Files, paths: Iterable[str], converter: Converter, found: list[Finding]
) -> dict[tuple[str, str], Page]:
    """(path, language) to page, of the files `paths` of the region `slug`; what is wrong is added to `found`."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(path.split("/", 2)[1], []).append(path)
    memory = converter.memory
    by_language = {language: memory.kept(PAGES, slug, language) for language in groups}
    read: dict[str, PageRead] = {}
    drafts: list[_Draft] = []
    results = converter.convert(_texts(files, groups, by_language, read, drafts))
    for draft in drafts:
        result = draft.known or results[draft.inner, draft.shown]
        read[draft.path] = page = _page_read(slug, draft, result)
        if not is_passing(result):
            by_language[draft.language].put(draft.path, files.digest(draft.path), page)
    for language, kept in by_language.items():
        memory.keep(kept, slug, language)
    return _by_address(((path, read[path]) for members in groups.values() for path in members), found)


def read_single(slug: str, path: str, data: bytes, converter: Converter) -> tuple[Page | None, list[Finding]]:
    """One page's file as `read_pages` reads it, by its bytes; nothing of it is remembered."""
    draft = _read_draft(path, data, None)
    if isinstance(draft, _Draft):
        (result,) = converter.convert([(draft.inner, draft.shown)]).values()
        draft = _page_read(slug, draft, result)
    found: list[Finding] = []
    return next(iter(_by_address([(path, draft)], found).values()), None), found


def _texts(
    files: Files,
    groups: Mapping[str, Iterable[str]],
    by_language: Mapping[str, Kept[PageRead]],
    read: dict[str, PageRead],
    drafts: list[_Draft],
) -> Iterator[tuple[str, str]]:
    """Path inside the region and Markdown of each page whose text is not known. What needs no conversion is added to `read`,
    all else to `drafts`."""
    for language, members in groups.items():
        kept = by_language[language]
        for path in members:
            known = kept.get(path, files.digest(path))
            if known is None:
                drawn = _read_draft(path, files[path], kept.former(path))
                if isinstance(drawn, _Draft):
                    drafts.append(drawn)
                    if drawn.known is None:
                        yield drawn.inner, drawn.shown
                    continue
                known = drawn
                kept.put(path, files.digest(path), known)
            read[path] = known


def _read_draft(path: str, data: bytes, former: PageRead | None) -> _Draft | PageRead:
    text = decode(data, path)
    page = text if isinstance(text, Finding) else split_page(text, path)
    if isinstance(page, Finding):
        return PageRead(None, (page,))
    shown = without_excuses(page.body)
    known = None
    if former and former.page and without_excuses(former.page.source) == shown:  # only the front matter is another one
        known = Converted(former.page.body, former.text_findings)
    node, found = parse_yaml(page.head, path, first_line=2)
    if node is None or not isinstance(node.value, dict):  # the page stays, or every link to it would be a finding too
        return _Draft(path, FrontMatter(title=""), page, shown, known, tuple(found))
    meta, findings = typed(node, FrontMatter, path)
    found += findings
    if meta is None:
        return PageRead(None, tuple(found))
    return _Draft(path, meta, page, shown, known, tuple(found), lines_of(node))


def page_key(inner: str) -> tuple[str, str]:
    """The path and the language of a page, by the path of its file inside the region.

    >>> page_key("de/work/index.md"), page_key("de/index.md")
    (('work', 'de'), ('', 'de'))
    """
    language, _, path = inner.removesuffix(".md").partition("/")
    return HOME if path == "index" else path.removesuffix("/index"), language


def _page_read(slug: str, draft: _Draft, result: Converted) -> PageRead:
    path, language = page_key(draft.inner)
    page = Page(
        path=path,
        language=language,
        meta=draft.meta,
        body=result.text,
        file=f"{slug}/{draft.inner}",
        region=slug,
        is_section=draft.inner.endswith("/index.md"),
        body_line=draft.text.body_line,
        digest=text_digest(draft.meta.title, draft.meta.summary, draft.text.body),
        key_lines=draft.key_lines,
        source=draft.text.body,
    )
    return PageRead(page, draft.findings, result.findings)


def _by_address(read: Iterable[tuple[str, PageRead]], found: list[Finding]) -> dict[tuple[str, str], Page]:
    pages: dict[tuple[str, str], Page] = {}
    for file, each in read:
        found += each.findings
        page = each.page
        if page is None:
            continue
        found += [_in_file(finding, file, page.body_line - 1) for finding in each.text_findings]
        if twin := pages.get((page.path, page.language)):
            found.append(error("same-url", Place(file), other=twin.file))
            continue
        pages[page.path, page.language] = page
    return pages


def _in_file(finding: Finding, file: str, offset: int) -> Finding:
    place = finding.place
    return replace(finding, place=Place(file, place.line + offset if place.line else 0, place.column))
