"""A site's files to the same files and a release of them: packs, contents, indexes, patches, and the pointer to it all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from integreat_ssg.cache import Cache
from integreat_ssg.model.release import FORMAT, FORMER, POINTER, Former, Published, SetSummary
from integreat_ssg.model.site import WORKER, Artifact
from integreat_ssg.offline.encoding import compact, hash_of
from integreat_ssg.offline.packs import Pack, in_packs, pack_file, packed
from integreat_ssg.offline.patches import Patches, patches_of
from integreat_ssg.offline.sets import FILES, MAP, PICTURES, in_sets, text_set
from integreat_ssg.planning import Plan, page_file

NEWS_LENGTH = 20
"""Entries of news that a phone may tell about; older ones are no news to it."""
DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class DownloadSet:
    """A set as a phone loads it: its files, and how many bytes they come to on the way."""

    name: str
    files: tuple[Artifact, ...] = field(repr=False)
    size: int


@dataclass(frozen=True, slots=True)
class Release:
    """Every file of the site, those of the release among them, and the sets that it offers: none where it takes back what
    phones hold."""

    artifacts: tuple[Artifact, ...]
    sets: tuple[DownloadSet, ...] = ()


@dataclass(frozen=True, slots=True)
class _Packed:
    """A set in packs with their files, not yet under an index."""

    offered: DownloadSet
    packs: tuple[tuple[Pack, Artifact | None], ...]
    news: Sequence[tuple[str, str]]


def make_release(
    plan: Plan,
    artifacts: Sequence[Artifact],
    cache: Cache,
    published: Published | None = None,
    known: Mapping[str, Artifact] = MappingProxyType({}),
) -> Release:
    """The site with its release. `published` is what readers have now, `known` are packs that are made already, by their names.

    Where the region has turned `features.offline` off, or the theme has no worker, the release tells phones to forget what
    they hold.
    """
    if not plan.content.settings.features.offline or all(artifact.path != WORKER for artifact in artifacts):
        return Release((*artifacts, _killing(plan, published)))
    sets = [_in_packs(plan, name, files, cache, known) for name, files in in_sets(plan, artifacts).items()]
    packs = [[pack for pack, _ in each.packs] for each in sets]
    kept = plan.content.settings.offline.kept_releases
    # If all is as it was published, the release is the published one, and those before it are those before it now.
    former = published.releases[1:][:kept] if published else ()
    indexes = _indexes(sets, patches_of(packs, published, former))
    if published and indexes.summaries != published.sets:
        former = published.releases[:kept]
        indexes = _indexes(sets, patches_of(packs, published, former))
    sequence = _sequence(plan, published, published is not None and indexes.summaries == published.sets)
    day = plan.content.today or plan.content.history.newest
    pointer = {
        "format": FORMAT,
        "site": plan.content.slug,
        "sequence": sequence,
        "date": day.isoformat() if day else "",
        "sets": indexes.summaries,
    }
    own = (*artifacts, *indexes.artifacts, *_pack_artifacts(sets), Artifact(POINTER, compact(pointer)))
    return Release((*own, *_carried(own, former)), tuple(each.offered for each in sets))


@dataclass(frozen=True, slots=True)
class _Indexes:
    summaries: Mapping[str, SetSummary]
    artifacts: tuple[Artifact, ...]
    """The indexes, and the patches that they name."""


def _in_packs(
    plan: Plan, name: str, files: tuple[Artifact, ...], cache: Cache, known: Mapping[str, Artifact]
) -> _Packed:
    """A set in packs. Pictures, files and tiles are compressed as they are and loaded one by one: they only get the lists."""

    def file(pack: Pack) -> Artifact | None:
        if name in (PICTURES, FILES, MAP):
            return None
        return known.get(pack.name) or Artifact(pack_file(pack.name), packed(pack, cache))

    packs = tuple((pack, file(pack)) for pack in in_packs(files))
    size = sum(made.size if made else pack.raw for pack, made in packs)
    return _Packed(DownloadSet(name, files, size), packs, _news(plan, name))


def _news(plan: Plan, name: str) -> list[tuple[str, str]]:
    """File and title of the newest news in the language of a set of texts; other sets have none."""
    tag = next((each.tag for each in plan.content.languages if text_set(each.tag) == name), None)
    news = plan.content.news(tag)[:NEWS_LENGTH] if tag else ()
    return [(page_file(page.path, tag), page.meta.title) for page in news if tag]


def _indexes(sets: Sequence[_Packed], patches: Sequence[Patches]) -> _Indexes:
    summaries: dict[str, SetSummary] = {}
    artifacts: list[Artifact] = []
    for each, own in zip(sets, patches, strict=True):
        index: dict[str, object] = {
            "packs": [(pack.name, file.size if file else 0, pack.raw) for pack, file in each.packs]
        }
        if own:
            index["patches"] = [(old, new, len(data)) for (old, new), data in sorted(own.items())]
        if each.news:
            index["news"] = each.news
        content = compact(index)
        summaries[each.offered.name] = (hash_of(content), each.offered.size)
        artifacts.append(Artifact(f"release/index/{hash_of(content)}.json", content))
        artifacts += [Artifact(f"release/patches/{old}-{new}.bin", data) for (old, new), data in own.items()]
    return _Indexes(summaries, tuple({artifact.path: artifact for artifact in artifacts}.values()))


def _pack_artifacts(sets: Sequence[_Packed]) -> Iterator[Artifact]:
    packs = {pack.name: (pack, file) for each in sets for pack, file in each.packs}
    for name, (pack, file) in packs.items():
        yield Artifact(f"release/contents/{name}.json", pack.contents)
        if file:
            yield file


def _sequence(plan: Plan, published: Published | None, same: bool) -> int:
    """The moment of the content's newest commit, else that of the build date; above what is published, if it is another."""
    today = plan.content.today
    own = plan.content.history.seconds or ((today - date(1970, 1, 1)).days * DAY if today else 0)
    if published and same:
        return published.sequence
    return max(own, 1, published.sequence + 1 if published else 1)


def _killing(plan: Plan, published: Published | None) -> Artifact:
    """The pointer that sets phones free: the worker deletes what it holds and takes its leave."""
    sequence = _sequence(plan, published, published is not None and published.killed)
    pointer = {"format": FORMAT, "site": plan.content.slug, "sequence": sequence, "kill": True, "sets": {}}
    return Artifact(POINTER, compact(pointer))


def _carried(own: Sequence[Artifact], former: Sequence[Former]) -> Iterator[Artifact]:
    """The files that only former releases have, each once, and the list of them, newest release first."""
    taken = {artifact.path for artifact in own}
    releases: list[dict[str, object]] = []
    for release in former:
        files = {path: data for path, data in sorted(release.files.items()) if path not in taken}
        taken |= files.keys()
        releases.append({"sequence": release.sequence, "files": list(files)})
        yield from (Artifact(path, data) for path, data in files.items())
    if releases:
        yield Artifact(FORMER, compact({"releases": releases}))
