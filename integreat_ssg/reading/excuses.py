"""Excuses as editors write them: in a comment before a block of a page, under `excuses` in a page's head or a YAML file."""

from collections.abc import Iterator, Mapping

from integreat_ssg.model.content import Page
from integreat_ssg.model.excuses import TO_THE_END, Excuse
from integreat_ssg.model.findings import Place, line_of
from integreat_ssg.reading.frontmatter import EXCUSE
from integreat_ssg.reading.markdown.places import without_code
from integreat_ssg.reading.region import RegionFolder


def folder_excuses(folder: RegionFolder) -> Iterator[Excuse]:
    """Every excuse in a region's own files."""
    if folder.settings:
        yield from _listed(folder.settings.excuses, folder.file, folder.lines.get(folder.file, {}))
    for page in folder.published.values():
        if "excuses" in page.key_lines:  # in next to none
            yield from _listed(page.meta.excuses, page.file, page.key_lines)
        yield from _in_text(page)
    said = {f"contacts/{key}": contact.excuses for key, contact in folder.contacts.items()}
    said |= {f"organisations/{key}": organisation.excuses for key, organisation in folder.organisations.items()}
    for key, excuses in said.items():
        file = f"{folder.slug}/{key}.yaml"
        yield from _listed(excuses, file, folder.lines.get(file, {}))
    for entry in folder.places.values():
        yield from _listed(entry.place.excuses, entry.file, entry.lines)
    for event in folder.events.values():
        lines = {way: place.line for way, place in event.places.items() if place.file == event.file}
        yield from _listed(event.event.excuses, event.file, lines)
    for medium in folder.media.values():
        yield from _listed(medium.note.excuses, f"{medium.source}.yaml", {}, about=medium.source)
    terms = sorted(folder.glossary.values(), key=lambda term: term.line)
    ends = [*(following.line - 1 for following in terms[1:]), TO_THE_END]
    for term, last in zip(terms, ends, strict=False):
        yield from _listed(term.term.excuses, term.file, term.lines, first=term.line, last=last)


def _listed(
    excuses: Mapping[str, str],
    file: str,
    lines: Mapping[str, int],
    *,
    about: str = "",
    first: int = 0,
    last: int = TO_THE_END,
) -> Iterator[Excuse]:
    """What a map of codes to reasons excuses: in the whole file, or between two of its lines. A code without a reason is not in
    the map, but among the lines; so are the numbers of a list, which is told as a wrong type and excuses nothing."""
    codes = (way.removeprefix("excuses.") for way in lines if way.startswith("excuses."))
    unset = {code: "" for code in codes if not code.isdigit()}
    for code, reason in {**unset, **excuses}.items():
        place = Place(file, line_of(lines, "excuses", code))
        yield Excuse(place, code, reason.strip(), about or file, first, last)


def _in_text(page: Page) -> Iterator[Excuse]:
    if "excuse:" not in page.source:
        return
    source = without_code(page.source)
    lines = EXCUSE.sub(lambda comment: "\n" * comment[0].count("\n"), source).split("\n")
    for comment in EXCUSE.finditer(source):
        start = source.count("\n", 0, comment.end())
        while start < len(lines) and not lines[start].strip():
            start += 1
        end = start
        while end + 1 < len(lines) and lines[end + 1].strip():
            end += 1
        written = page.body_line + source.count("\n", 0, comment.start())
        reason = " ".join((comment[2] or "").split())
        yield Excuse(
            Place(page.file, written), comment[1], reason, page.file, page.body_line + start, page.body_line + end
        )
