"""A region of Integreat into a region's folder, for the first time or again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.following import followed, where_editors_put_it
from integreat_ssg.exchange.imported import former_texts, read_present, read_record
from integreat_ssg.exchange.integreat.known import Known, known_settings
from integreat_ssg.exchange.integreat.mapping import Mapped, map_region, wanted_media
from integreat_ssg.exchange.integreat.pictures import file_names
from integreat_ssg.exchange.integreat.region import site_yaml
from integreat_ssg.exchange.integreat.shapes import Answers
from integreat_ssg.exchange.integreat.stamping import remembered
from integreat_ssg.exchange.integreat.tags import tags_of
from integreat_ssg.exchange.integreat.tongues import Tongues
from integreat_ssg.exchange.integreat.understanding import Region, understand
from integreat_ssg.exchange.merging import Arrival, Outcome, Record, merge
from integreat_ssg.model.findings import Finding, Place, warning
from integreat_ssg.reading.folder import is_name
from integreat_ssg.reading.languages import read_language
from integreat_ssg.reading.library import RESERVED
from integreat_ssg.reading.listing import list_region

NAME = "integreat"
"""How the record of these imports is called."""
EVERY = "*"

_LISTS = {"places/": "locations", "contacts/": "locations", "organisations/": "locations", "events/": "events",
          "offers.md": "offers", "news/": "news", "imprint.md": "imprint"}  # fmt: skip
"""What of a region's folder, or of a language's folder in it, comes from which list; the rest comes from pages."""
_DATA = ("places/", "contacts/", "organisations/", "events/")

Fetch = Callable[[Sequence[str]], Mapping[str, tuple[str, bytes]]]
"""Addresses of pictures and documents to their names and bytes, as far as they can be had."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks for. `region` is our folder; `take` decides about single files."""

    content: Path
    region: str
    languages: tuple[str, ...] = ()
    media: Literal["download", "link", "none"] = "download"
    take: Mapping[str, Literal["ours", "theirs"]] = field(default_factory=dict)


@dataclass(frozen=True)
class Arrived:
    """What an import would do: in the region's folder, and beside it in site.yaml. `mapped` is what came in."""

    outcome: Outcome
    beside: Mapping[str, bytes]
    mapped: Mapped
    findings: tuple[Finding, ...]

    @property
    def news(self) -> tuple[Finding, ...]:
        """The findings without those that an import before has told: about files that are as they were."""
        fates = self.outcome.fates
        old = {each for each in self.mapped.findings
               if fates.get(each.place.file.partition("/")[2], "new") in ("same", "kept")}  # fmt: skip
        return tuple(each for each in self.findings if each not in old)


def refuse_name(region: str) -> None:
    """Raises UsageError for a name that no region's folder can have."""
    if not is_name(region) or region in RESERVED or region != region.lower():
        raise UsageError(f"A region's folder cannot be called “{region}”. Small letters, digits and hyphens: goslar.")


def languages_to_ask(wish: Wish) -> tuple[str, ...]:
    """The languages to ask for, none for all: those that are wished, and those that a former import has brought."""
    former = read_record(wish.content, wish.region, NAME).facts.get("languages", "")
    if former == EVERY:
        return ()
    return tuple(dict.fromkeys((*filter(None, former.split(",")), *wish.languages)))


def arrive(wish: Wish, answers: Answers, fetch: Fetch) -> Arrived:
    """Answers into the folder: what would be written. Raises UsageError or WorldError where nothing sensible can be done."""
    record = read_record(wish.content, wish.region, NAME)
    known = known_settings(wish.content, wish.region)
    tongues, findings, autonyms = _tongues(wish, answers, known)
    _refuse_half(answers, tongues, record)
    region = understand(answers, tongues)
    brought = fetch(wanted_media(region)) if wish.media == "download" else {}
    names = file_names(answers, {url: name for url, (name, _) in brought.items()})
    mapped = map_region(
        region, {url: f"media/{name}" for url, name in names.items()}, known, links_pictures=wish.media != "none"
    )
    media = {f"media/{names[url]}": data for url, (_, data) in brought.items()}
    texts = former_texts(wish.content, wish.region, NAME)
    missing = _missing(answers, tongues)
    present = read_present(wish.content, wish.region)
    arrival = Arrival(
        files=remembered({**mapped.files, **media}, record, texts),
        identities={**mapped.identities, **{f"media/{names[url]}": f"media:{url}" for url in brought}},
        formerly=mapped.formerly,
        once=mapped.once,
        facts={
            "source": answers.source if "://" in answers.source else Path(answers.source).name,
            "region": answers.region.slug,
            "languages": ",".join(languages_to_ask(wish)) or EVERY,
        },
        speaks_of=_speaks_of(answers, tongues, record, missing, wish.media == "download"),
    )
    arrival, record = where_editors_put_it(arrival, record, present)
    files = {
        path: data for path, data in arrival.files.items() if path not in record.files or not _is_of(path, missing)
    }
    outcome = merge(wish.region, present, record, replace(arrival, files=files), texts, take=wish.take)
    ours = [path for path in present if path.endswith(".md") and path not in files and path not in outcome.removals]
    outcome = replace(
        outcome, writes={**outcome.writes, **followed({path: present[path] for path in ours}, outcome.moves)}
    )
    if unknown := sorted(path for path in wish.take if path not in outcome.fates):
        raise UsageError(f"{', '.join(unknown)}: no import has brought such a file into {wish.region}.")
    beside = _site(wish, region, known, autonyms)
    return Arrived(outcome, beside, mapped, (*answers.findings, *findings, *mapped.findings, *outcome.findings))


def _tongues(wish: Wish, answers: Answers, known: Known) -> tuple[Tongues, list[Finding], Mapping[str, str]]:
    """The languages, the source language first; names of languages that a new guide has to learn."""
    languages = [each.language for each in answers.languages.values()]
    names = {each.tag or each.code: each.name for each in languages if each.name}
    autonyms = known.autonyms if known.has_site else {**names, **{each.code: each.name for each in languages}}
    tags = tags_of(languages, autonyms)
    unknown = [each for each in languages if each.code not in tags]
    findings = [
        warning("import-language-unknown", Place("site.yaml"), language=each.code, name=each.name) for each in unknown
    ]
    if not tags:
        raise UsageError(f"{answers.source} has {answers.region.slug} in no language that could be taken over.")
    wanted = known.settings.source_language if known.settings else "de"
    first = next((code for code, tag in tags.items() if tag == wanted), next(iter(tags)))
    used = {tag: autonyms[tag] for tag in tags.values() if not read_language(tag, {}) and tag in autonyms}
    return Tongues(wish.region, {first: tags[first], **tags}), findings, used


def _refuse_half(answers: Answers, tongues: Tongues, record: Record) -> None:
    """Pages give all files their places; without them nothing could be told apart from what is gone."""
    lacking = [code for code in tongues.tags if "pages" in answers.languages[code].unanswered]
    first = next(iter(tongues.tags))
    had = {path.partition("/")[0] for path in record.files}
    if first in lacking or any(tongues.tags[code] in had for code in lacking):
        codes = ", ".join(lacking)
        raise WorldError(
            f"{answers.source} did not give the pages of {answers.region.slug} in {codes}. Nothing was changed."
        )


def _missing(answers: Answers, tongues: Tongues) -> frozenset[str]:
    """The lists that are not whole in some language."""
    every = [answers.languages[code] for code in tongues.tags]
    lists = {name for each in every for name in each.unanswered if not _is_absent(answers, each.language.code, name)}
    for path in (path for each in every for path in each.unread):
        parts = path.strip("/").split("/")
        lists.add("news" if len(parts) < 3 else parts[2] if parts[2] in ("locations", "events") else "pages")
    return frozenset(lists)


def _is_absent(answers: Answers, code: str, name: str) -> bool:
    """Whether the source said that it has no such list at all."""
    place = f"{answers.region.slug}/{code}/{name}/"
    return any(each.code == "import-absent" and each.place.file == place for each in answers.findings)


def _is_of(path: str, lists: frozenset[str]) -> bool:
    inner = path if path.startswith(_DATA) else path.partition("/")[2]
    return any(inner.startswith(begin) and name in lists for begin, name in _LISTS.items())


def _speaks_of(
    answers: Answers, tongues: Tongues, record: Record, missing: frozenset[str], media: bool
) -> Callable[[str], bool]:
    """Whether the absence of a file means that the source has it no more."""
    unread = {path for code in tongues.tags for path in answers.languages[code].unread}
    tags = set(tongues.tags.values())

    def speaks_of(path: str) -> bool:
        folder = path.partition("/")[0]
        if folder == "media":
            return media and not missing
        if folder in ("contacts", "organisations"):
            return not missing & {"locations", "pages"}
        if _is_of(path, missing):
            return False
        is_unread = record.identities.get(path, "").partition(":")[2] in unread
        return not is_unread and (folder in tags or folder in ("places", "events"))

    return speaks_of


def _site(wish: Wish, region: Region, known: Known, autonyms: Mapping[str, str]) -> Mapping[str, bytes]:
    """site.yaml where the region is new in it, or where there is none yet."""
    if not known.has_site:
        title = region.answers.region.name
        return {"site.yaml": site_yaml(title, wish.region, autonyms, region.tongues.source)}
    return {} if known.is_listed else list_region(wish.content, wish.region)
