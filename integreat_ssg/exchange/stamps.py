"""Stamping: a translation states by digest which source text it is true to, in one line of its front matter.

In a place, event or contact, which holds all its languages, that line names each language that is stamped.

The file is edited as text, so that comments, order, quotes and line ends stay as their author left them.
"""

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.content import Content, Page
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.texts import STAMP, PageWords, fields_digest, kind_of, page_words, units

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"\ufeff?---[ \t]*")
_KEY = re.compile(rf"(?:{STAMP}|'{STAMP}'|\"{STAMP}\")[ \t]*:[^#]*?(?P<comment>[ \t]+#.*)?")


@dataclass(frozen=True, slots=True)
class Stamped:
    """What became of a translation: "stamped", "same" where it said so already, or "older" where it was left, because its
    source text had changed before the last time too."""

    file: str
    outcome: str


def stamp_files(
    root: Path, contents: Sequence[Content], files: Sequence[str], languages: Sequence[str]
) -> list[Stamped]:
    """Stamps these translations, named as seen from the content folder `root`, with the present digest of their source texts;
    of places, events and contacts these languages, or all.

    Raises UsageError, before any page is written, for a file that is no translation of a page in any of the regions.
    """
    pages = [_translation(contents, file) for file in files if kind_of(file) in ("", "page")]
    things = [file for file in files if kind_of(file) not in ("", "page")]
    return [
        *(_stamp(root, page, source) for page, source in pages),
        *(stamp_fields(root, file, _source_language(contents, file), languages) for file in things),
    ]


def stamp_all_of(root: Path, contents: Sequence[Content], file: str) -> list[Stamped]:
    """Stamps the translations of a source text that were true to it, or to what it said before its last change.

    Raises UsageError for a file that is no source text with translations.
    """
    pairs = [(page, source) for page, source in _pairs(contents) if source.file == file]
    if not pairs:
        raise UsageError(f"{file} is not the source text of any translation.")
    return [
        _stamp(root, page, source) if _follows(contents, page, source) else Stamped(page.file, "older")
        for page, source in pairs
    ]


def _follows(contents: Sequence[Content], page: Page, source: Page) -> bool:
    """Whether a translation is true to its source text, but for the last change."""
    history = contents[0].history
    if not history.whole:
        return page.meta.translation_of in (None, source.digest)
    return page.file not in history.outdated or history.outdated[page.file].lately


def _pairs(contents: Sequence[Content]) -> list[tuple[Page, Page]]:
    """Each translation with its source text, by file; where regions differ, the source of the translation's own region."""
    found: dict[str, tuple[Page, Page]] = {}
    for content in contents:
        for page in content.pages.values():
            source = content.pages.get((page.path, content.settings.source_language))
            if source and source.language != page.language and (page.file not in found or source.region == page.region):
                found[page.file] = page, source
    return [found[file] for file in sorted(found)]


def _translation(contents: Sequence[Content], file: str) -> tuple[Page, Page]:
    for page, source in _pairs(contents):
        if page.file == file:
            return page, source
    if any(source.file == file for _, source in _pairs(contents)):
        raise UsageError(f"{file} is a source text; `--all-of {file}` stamps its translations.")
    raise UsageError(f"{file} is not a translation of a page.")


def _source_language(contents: Sequence[Content], file: str) -> str:
    """That of the region to which a file belongs, or of one that inherits it."""
    region = file.partition("/")[0]
    heirs = (each for each in contents if each.slug == region or region in each.settings.inherits)
    return next((each.settings.source_language for each in heirs), contents[0].settings.source_language)


def _stamp(root: Path, page: Page, source: Page) -> Stamped:
    if page.meta.translation_of == source.digest:
        return Stamped(page.file, "same")
    file = root / page.file
    try:
        _replace(file, stamped(file.read_bytes().decode(), source.digest))
    except ValueError as problem:
        raise UsageError(f"{file} has front matter of a kind that cannot be edited here. Add by hand: "
                         f"{STAMP}: {source.digest}") from problem  # fmt: skip
    except OSError as problem:
        raise WorldError(f"{file} cannot be stamped: {problem.strerror}.") from problem
    return Stamped(page.file, "stamped")


def stamped(text: str, digest: str) -> str:
    """A page's file that names `digest` as the source text it is true to; nothing else in it changes.

    Raises ValueError where that cannot be done by changing one line.
    """
    lines = [match.groups() for match in _LINE.finditer(text) if match[0]]
    fences = [number for number, (line, _) in enumerate(lines) if _FENCE.fullmatch(line)][:2]
    if len(fences) < 2 or fences[0]:
        raise ValueError("no front matter")
    _, last = fences
    new = f"{STAMP}: {digest}", lines[0][1]
    for number in range(1, last):
        if match := _KEY.fullmatch(lines[number][0]):
            end = next(each for each in range(number + 1, last + 1) if not lines[each][0].startswith((" ", "\t")))
            lines[number:end] = [(new[0] + (match["comment"] or ""), lines[number][1])]
            break
    else:
        lines.insert(last, new)
    edited = "".join(line + end for line, end in lines)
    if _said(edited) != replace(_said(text), stated=digest):
        raise ValueError("not one line")
    return edited


def _said(text: str) -> PageWords:
    normal = decode(text.encode(), "")
    words = page_words(normal) if isinstance(normal, str) else None
    if words is None:
        raise ValueError("no page")
    return words


def stamp_fields(root: Path, file: str, source_language: str, languages: Sequence[str]) -> Stamped:
    """Stamps these languages of a place, event or contact, or all that it holds.

    Raises UsageError where it has none of them, or cannot be edited.
    """
    path, kind = root / file, kind_of(file)
    try:
        text = path.read_bytes().decode()
        held = units(kind, text.encode())
        ways = [way.rpartition(".")[::2] for way in held if not way.startswith(f"{STAMP}.")]
        there = sorted({tag for name, tag in ways if f"{name}.{source_language}" in held} - {source_language})
        chosen = [tag for tag in there if tag in languages or not languages]
        if not chosen:
            raise UsageError(f"{file} has no translations to stamp.")
        digest = fields_digest(held, source_language)
        stated = {way.partition(".")[2]: told for way, told in held.items() if way.startswith(f"{STAMP}.")}
        edited = stamped_fields(text, stated | dict.fromkeys(chosen, digest))
        if edited == text:
            return Stamped(file, "same")
        wanted = {**held, **{f"{STAMP}.{tag}": digest for tag in chosen}}
        if units(kind, edited.encode()) != wanted:
            raise ValueError("not one line")
        _replace(path, edited)
    except ValueError as problem:
        raise UsageError(f"{path} is written in a way that cannot be edited here.") from problem
    except OSError as problem:
        raise WorldError(f"{path} cannot be stamped: {problem.strerror}.") from problem
    return Stamped(file, "stamped")


def stamped_fields(text: str, stated: Mapping[str, str]) -> str:
    """A YAML file that states these digests by language in one line; nothing else in it changes."""
    lines = [match.groups() for match in _LINE.finditer(text) if match[0]]
    new = f"{STAMP}: {{" + ", ".join(f"{tag}: '{digest}'" for tag, digest in sorted(stated.items())) + "}"
    end = lines[0][1] or "\n" if lines else "\n"
    for number, (line, _) in enumerate(lines):
        if match := _KEY.fullmatch(line):
            last = next(
                (each for each in range(number + 1, len(lines)) if not lines[each][0].startswith((" ", "\t"))),
                len(lines),
            )
            lines[number:last] = [(new + (match["comment"] or ""), end)]
            break
    else:
        if lines and not lines[-1][1]:
            lines[-1] = lines[-1][0], end
        lines.append((new, end))
    return "".join(line + end for line, end in lines)


def _replace(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.new")
    new.write_bytes(text.encode())
    shutil.copymode(file, new)
    new.replace(file)
