"""What has changed in a source text since an outdated translation was made from it, paragraph by paragraph."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from integreat_ssg.model.content import Content
from integreat_ssg.model.fields import field_unit, translated_fields
from integreat_ssg.model.findings import Finding
from integreat_ssg.model.standing import Standing, State
from integreat_ssg.reading.folder import read_file
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.git import read_blobs
from integreat_ssg.reading.strict_yaml import parse_yaml
from integreat_ssg.reading.texts import PAGE, SCHEMAS, kind_of, page_words

_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


@dataclass(frozen=True, slots=True)
class Revision:
    """Neighbouring paragraphs that took the place of others; "" where there were none, or are none any more."""

    old: str
    new: str


def read_revisions(root: Path, content: Content, listed: Iterable[Standing]) -> dict[str, tuple[Revision, ...]]:
    """For each outdated page, by its file, and each outdated field, by `field_unit`: how its source text has changed.

    `root` is the content folder. What git cannot tell is left out.
    """
    wanted = [each for standing in listed for each in _outdated(content, standing)]
    past = {name: content.history.outdated[name].blob for name, _, _ in wanted if name in content.history.outdated}
    blobs = dict(read_blobs(root, filter(None, past.values())))
    found = {}
    for name, source, way in wanted:
        now, then = read_file(root, source), blobs.get(past.get(name, ""))
        if then is not None and not isinstance(now, Finding):
            found[name] = revisions(_words(source, way, then), _words(source, way, now))
    return found


def revisions(old: Iterable[str], new: Iterable[str]) -> tuple[Revision, ...]:
    """What differs between two lists of paragraphs, white space aside.

    >>> revisions(["Title", "Open on  Monday."], ["Title", "Open on Monday.", "Bring a form."])
    (Revision(old='', new='Bring a form.'),)
    """
    before, after = ([" ".join(each.split()) for each in paragraphs] for paragraphs in (old, new))
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        Revision("\n".join(before[start:end]), "\n".join(after[first:last]))
        for kind, start, end, first, last in steps
        if kind != "equal"
    )


def _outdated(content: Content, standing: Standing) -> Iterable[tuple[str, str, str]]:
    if standing.state is State.OUTDATED and standing.kind in ("page", "news"):
        yield standing.file, standing.source, PAGE
    for each in standing.fields:
        if each.state is State.OUTDATED:
            way = f"{each.way}.{content.settings.source_language}"
            yield field_unit(standing.file, f"{each.way}.{standing.language}"), standing.source, way


def _words(file: str, way: str, data: bytes) -> list[str]:
    """The paragraphs of a page, or of one field."""
    text = decode(data, file)
    if isinstance(text, Finding):
        return []
    if way == PAGE:
        words = page_words(text)
        return [each for each in (words.title, words.summary, *_GAP.split(words.body.strip())) if each] if words else []
    node, _ = parse_yaml(text, file)
    name, _, language = way.rpartition(".")
    fields = dict(translated_fields(SCHEMAS[kind_of(file)], node.plain)) if node else {}
    words_of = fields.get(name, {})
    said = words_of.get(language, "") if isinstance(words_of, Mapping) else words_of
    return [each for each in _GAP.split(said.strip()) if each]
