"""The part of a region's line that is done for each language by itself, anywhere, and remembered by what it is made from.

A chunk is rendered, packed and checked. Whoever finds it in a cache needs no former output; whatever of it is missing there is
made again from the same task.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from integreat_ssg.cache import UNREADABLE, Cache, key_of
from integreat_ssg.cartography import Chart
from integreat_ssg.checking.site import check_site
from integreat_ssg.digests import Digester, program_digest
from integreat_ssg.kept import Chunk, LostError, Made, Packs, as_chunk, as_made, digests_in
from integreat_ssg.model.contacts import Contact, Organisation
from integreat_ssg.model.content import Content, Page
from integreat_ssg.model.events import EventEntry
from integreat_ssg.model.findings import Finding
from integreat_ssg.model.glossary import TermEntry
from integreat_ssg.model.hours import Hours
from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.model.theme import Theme
from integreat_ssg.occurrences import Agenda
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
                result = next(made)
                yield _opened(task, remember(task, result, cache) if workers.elsewhere else result, cache)

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


def make_chunk(task: Task) -> Made:
    """render → pack → check, for one language. Raises UsageError where the theme is faulty."""
    try:
        made = _made(task, _former(task))
    except LostError:  # what stood there when its head was read was dropped by another build, or is damaged
        made = _made(task, None)
    return remember(task, made, task.cache)


def _made(task: Task, former: Chunk | None) -> Made:
    share = task.share
    files = {each.made_from: each for each in former.artifacts if each.made_from} if former else {}
    artifacts = render_language(share, task.cache, files)
    offered = share.plan.content.settings.features.offline  # whether the theme has a worker, its share does not tell
    texts = in_sets(share.plan, artifacts).get(text_set(share.language), ()) if offered else ()
    return as_made(artifacts, texts, check_site(share.plan, artifacts, task.style), former)


def remembered(task: Task, cache: Cache) -> Chunk | None:
    """What an earlier build has made of this task; None where it is not known, or not what it should be."""
    head = cache.get(task.key)
    return None if head is None else _chunk(task, head, _packs(task, cache, {}))


def _opened(task: Task, made: Made, cache: Cache) -> Chunk:
    """The chunk that was made of this task."""
    chunk = _chunk(task, made.head, _packs(task, cache, made.packs))
    assert chunk is not None, "a head that nobody can read"
    return chunk


def _packs(task: Task, cache: Cache, held: Mapping[str, bytes]) -> Packs:
    """The packs of a task. What is lost of them is made again, from the task alone."""
    return Packs(cache, _owner(task), held, lambda: remember(task, _made(task, None), cache).packs)


def _chunk(task: Task, head: bytes, packs: Packs) -> Chunk | None:
    with suppress(*UNREADABLE):
        return as_chunk(head, task.share.language, packs)
    return None


def _former(task: Task) -> Chunk | None:
    """The last chunk of the same language, as far as it is known. What is lost of it, nobody can make again: its task is gone."""
    key = _last(task, task.cache)
    head = task.cache.get(key) if key else None
    return _chunk(task, head, Packs(task.cache, _owner(task))) if head is not None else None


def remember(task: Task, made: Made, cache: Cache) -> Made:
    """Keeps a chunk for the next build, in the place of the last one of the same language: one state of a region after the
    other would soon fill a cache. What the cache does not take is left in what comes back."""
    if cache.folder is None:
        return made
    packs, last = Packs(cache, _owner(task)), _last(task, cache)
    former = cache.get(last) if last and last != task.key else None
    left = packs.put(made.packs)
    cache.put(task.key, made.head)
    cache.put(_slot(task), task.key.encode())
    if former is not None:
        packs.drop(digests_in(former) - digests_in(made.head))
        cache.drop(last)
    return replace(made, packs=left)


def _owner(task: Task) -> str:
    return f"{task.share.plan.content.slug}/{task.share.language}"


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
