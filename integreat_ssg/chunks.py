"""The part of a region's line that is done for each language by itself, anywhere, and remembered by what it is made from.

A chunk is rendered, packed and checked. What is remembered of it is plain data, its bytes included: whoever finds it needs
neither a former output nor another entry, and a cache that somebody else has filled can run nothing.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.cartography import Chart
from integreat_ssg.checking.site import check_site
from integreat_ssg.digests import Digester, program_digest
from integreat_ssg.model.contacts import Contact, Organisation
from integreat_ssg.model.content import Content, Page
from integreat_ssg.model.events import EventEntry
from integreat_ssg.model.findings import Finding, finding_of, plain
from integreat_ssg.model.glossary import TermEntry
from integreat_ssg.model.hours import Hours
from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.model.site import Artifact
from integreat_ssg.model.theme import Theme
from integreat_ssg.occurrences import Agenda
from integreat_ssg.offline.packs import in_packs, packed
from integreat_ssg.offline.sets import in_sets, text_set
from integreat_ssg.outputs import MediaOutput
from integreat_ssg.rendering.language import render_language
from integreat_ssg.rendering.share import Common, Share
from integreat_ssg.workers import Workers

FEW = 100
"""Pages that are rendered sooner than processes are started."""
_NAME = re.compile(rb"[0-9a-f]{64}")
SHARED = (Common, Page, EventEntry, PlaceEntry, Hours, Contact, Organisation, TermEntry, Agenda, Chart)
"""What stands in the shares of several languages; its digest is worked out once."""


@dataclass(frozen=True)
class Task:
    """A language's share, the name under which its chunk is remembered, and the bytes of the site's style sheet on the way."""

    share: Share
    key: str
    style: int
    cache: Cache


@dataclass(frozen=True)
class Chunk:
    """One language's files with the packs of its texts (name to gzip), and what there is to say about them."""

    artifacts: tuple[Artifact, ...] = field(repr=False)
    packs: Mapping[str, bytes] = field(repr=False)
    findings: tuple[Finding, ...]


def start_chunks(
    shares: Iterable[Share], style: int, cache: Cache, workers: Workers, digester: Digester
) -> Callable[[], Iterator[Chunk]]:
    """Begins to make the chunks of these shares that are not remembered; what is returned waits for all of them.

    `style` are the bytes of the site's style sheet on the way; `digester` may know some values already. Raises UsageError
    where the theme is faulty.
    """
    there = Cache() if workers.elsewhere else cache
    tasks = [Task(share, chunk_key(share, style, digester), style, there) for share in shares]
    known = {task.key: chunk for task in tasks if (chunk := remembered(task, cache))}
    missing = [task for task in tasks if task.key not in known]
    few = len(missing) * len(missing[0].share.plan.content.paths) < FEW if missing else True
    started = workers.start(make_chunk, missing, small=few)

    def finish() -> Iterator[Chunk]:
        made = started.results()
        for task in tasks:
            if task.key in known:
                yield known[task.key]
            else:
                chunk = next(made)
                if workers.elsewhere:
                    remember(task, chunk, cache)
                yield chunk

    return finish


def region_key(content: Content, found: Iterable[Finding], theme: Theme, digester: Digester) -> str:
    """The name of a region's result: the digest of all that the region is built from, what was found on reading included. Of
    git's history only the files of the folders that take part count."""
    history = content.history

    def here(file: str) -> bool:
        return file.partition("/")[0] in content.folders

    told = replace(
        history,
        changed={file: day for file, day in history.changed.items() if here(file)},
        outdated={file: other for file, other in history.outdated.items() if here(file)},
    )
    value = (replace(content, history=told), tuple(found), theme.digest)
    return key_of("region", program_digest(), digester.digest(value))


def make_chunk(task: Task) -> Chunk:
    """render → pack → check, for one language. Raises UsageError where the theme is faulty."""
    share = task.share
    artifacts = render_language(share, task.cache, former_files(task, task.cache))
    offered = share.plan.content.settings.features.offline  # whether the theme has a worker, its share does not tell
    texts = in_sets(share.plan, artifacts).get(text_set(share.language), ()) if offered else ()
    packs = {pack.name: packed(pack, task.cache) for pack in in_packs(texts)}
    findings = tuple(check_site(share.plan, artifacts, task.style))
    for each in artifacts:
        _ = each.digest  # worked out here, beside the other languages, and not where all come together
    chunk = Chunk(artifacts, packs, findings)
    remember(task, chunk, task.cache)
    return chunk


def remembered(task: Task, cache: Cache) -> Chunk | None:
    """What an earlier build has made of this task; None where it is not known, or not what it should be."""
    data = cache.get(task.key)
    try:
        return None if data is None else _read(data, task.share.language)
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def former_files(task: Task, cache: Cache) -> Mapping[str, Artifact]:
    """The files of the last chunk of the same language by what they were made from, as far as that is known of them."""
    former = _last(task, cache)
    chunk = remembered(replace(task, key=former), cache) if former else None
    return {each.made_from: each for each in chunk.artifacts if each.made_from} if chunk else {}


def remember(task: Task, chunk: Chunk, cache: Cache) -> None:
    """Keeps a chunk for the next build, in the place of the last one of the same language: one state of a region after the
    other would soon fill a cache."""
    if cache.folder is None:
        return
    former = _last(task, cache)
    cache.put(task.key, _written(chunk))
    cache.put(_slot(task), task.key.encode())
    if former and former != task.key:
        cache.drop(former)


def _slot(task: Task) -> str:
    """The name under which stands that of the chunk that was made last of a region's language."""
    return key_of("last chunk", task.share.plan.content.slug, task.share.language)


def _last(task: Task, cache: Cache) -> str:
    """The name of that chunk; "" where there is none, or no name: whoever fills a cache leads nobody out of it."""
    written = cache.get(_slot(task)) or b""
    return written.decode() if _NAME.fullmatch(written) else ""


def chunk_key(share: Share, style: int, digester: Digester) -> str:
    """The name of a chunk: the digest of everything it is made from. What all languages know of all pages counts as one value."""
    plan, common = share.plan, share.common
    own: list[object] = []
    for each in plan.outputs:
        if isinstance(each, MediaOutput):
            own.append((each.file, each.media.digest, each.media.width, each.media.height, each.media.note, each.size))
        elif each.language == share.language:
            own.append(each)
    pages = {key: page for key, page in plan.content.pages.items() if page is not common.hidden[key]}
    content = replace(plan.content, pages=pages)
    whole = (share.language, share.theme.digest, share.ground, share.dates, common, content, plan.agenda, plan.chart)
    return key_of("chunk", program_digest(), digester.digest((whole, own, style)))


def _written(chunk: Chunk) -> bytes:
    head = {
        "files": [
            (each.path, len(each.content), each.digest, each.made_from, each.known_compressed)
            for each in chunk.artifacts
        ],
        "packs": [(name, len(data)) for name, data in chunk.packs.items()],
        "findings": [plain(each) for each in chunk.findings],
    }
    contents = (each.content for each in chunk.artifacts)
    return b"".join((json.dumps(head).encode(), b"\n", *contents, *chunk.packs.values()))


def _read(data: bytes, language: str) -> Chunk:
    """A chunk as it was written. Raises ValueError, KeyError, TypeError or IndexError for anything else."""
    end = data.index(b"\n")
    head, at = json.loads(data[:end]), end + 1

    def take(size: int) -> bytes:
        nonlocal at
        if not isinstance(size, int) or size < 0 or at + size > len(data):
            raise ValueError("the bytes are not all there")
        at += size
        return data[at - size : at]

    artifacts = tuple(
        Artifact.known(
            _inside(path, language),
            take(size),
            str(digest),
            str(made_from),
            None if compressed is None else int(compressed),
        )
        for path, size, digest, made_from, compressed in head["files"]
    )
    packs = {str(name): take(size) for name, size in head["packs"]}
    return Chunk(artifacts, packs, tuple(map(finding_of, head["findings"])))


def _inside(path: str, language: str) -> str:
    if not path.startswith(f"{language}/") or ".." in path.split("/"):
        raise ValueError("a path outside of the language's folder")
    return path
