"""What every answer of the API needs: addresses as Integreat writes them, numbers that stay, days as moments."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from itertools import count

from integreat_ssg.model.content import HOME, ROOT_PAGES, Content, Page, is_news
from integreat_ssg.model.events import Event
from integreat_ssg.model.languages import PLAIN, Text, Translated
from integreat_ssg.model.richtext import PageLink
from integreat_ssg.occurrences import named_zone
from integreat_ssg.planning import former_path, page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.integreat.media import media_file

Json = dict[str, object]

LARGEST = 2**31 - 1
"""Clients keep numbers in 32 bits, one of them for the sign."""


@dataclass(frozen=True)
class Copy:
    """A region as its API tells of it, in all its languages."""

    editions: Mapping[str, Edition]

    @cached_property
    def content(self) -> Content:
        """What the region has."""
        return next(iter(self.editions.values())).plan.content

    @cached_property
    def tree(self) -> tuple[str, ...]:
        """The paths of all pages that the API has a tree for, each after the page above it and siblings in their order. The
        home page is none of them: for clients it is the list itself."""
        content = self.content
        ranks = {path: rank for above in {*content.paths, HOME} for rank, path in enumerate(content.children(above))}
        paths = [path for path in content.paths if path != HOME and path not in ROOT_PAGES and not is_news(path)]

        def way(path: str) -> list[tuple[int, str]]:
            steps = path.split("/")
            above = ("/".join(steps[:number]) for number in range(1, len(steps) + 1))
            return [(ranks.get(each, 0), each) for each in above]

        return tuple(sorted(paths, key=way))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Where each page stands in the tree, counted from 1."""
        return {path: place for place, path in enumerate(self.tree, 1)}

    def page_path(self, language: str, path: str) -> str:
        """The address by which clients know a page of the tree, with its name in this language."""
        return self.path(language, self._names.get((path, language), path))

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], str]:
        """Path and language to the name of a translation that has another one at Integreat, where each language names its pages
        itself: an old address that the translation has and its source text has not. No two pages get the same."""
        content, source = self.content, self.content.settings.source_language
        taken = {(path, language) for path, language in content.pages}
        found: dict[tuple[str, str], str] = {}
        for (path, language), page in sorted(content.pages.items()):
            first = content.pages.get((path, source))
            others = [each for each in former(page) if first and each not in former(first)]
            if language != source and path in self.order and others and (others[0], language) not in taken:
                found[path, language] = others[0]
                taken.add((others[0], language))
        return found

    @cached_property
    def anchors(self) -> frozenset[tuple[str, str]]:
        """Path and anchor of everything inside of a page that a link in any text leads to."""
        texts = (*self.content.pages.values(), *self.content.shared.values())
        links = (part for page in texts for part in page.body.references if isinstance(part, PageLink))
        return frozenset((link.path, link.anchor) for link in links if link.anchor)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        content = self.content
        things = [f"page:{path}" for path in content.paths]
        things += [f"place:{key}" for key in content.places]
        things += [f"event:{key}" for key in content.events]
        tags = [each.tag for each in content.languages]
        alone = [
            f"category:{key}" for entry in content.places.values() for key in (*entry.place.categories[:1], "other")
        ]
        alone += [f"event:{key}/rule" for key in content.events]
        alone += [f"organisation:{key}" for key in content.organisations]
        alone += [f"contact:{key}" for key in content.contacts]
        alone += [f"address:{written_address(entry.event)}" for entry in content.events.values()]
        return numbered(content.slug, [*things, *(f"{thing}:{tag}" for thing in things for tag in tags), *alone])

    def number(self, kind: str, key: str, language: str = "") -> int:
        """The number of a thing, or of its text in one language: the same with every build, and no other thing's here."""
        name = f"{kind}:{key}:{language}" if language else f"{kind}:{key}"
        return self._numbers[name]

    def path(self, language: str, way: str = "") -> str:
        """The address by which clients know a page: "/goslar/de/work/jobs/". They compare small letters in NFC."""
        whole = (
            f"/{self.content.slug}/{code_of(language)}/{way}/" if way else f"/{self.content.slug}/{code_of(language)}/"
        )
        return unicodedata.normalize("NFC", whole).lower()

    def translations(self, kind: str, key: str, way: str, paths: Mapping[str, str], own: str) -> dict[str, Json]:
        """`available_languages` of a thing: where it is in those languages that are not its own. `paths` are the addresses by
        which clients know it, by language."""
        return {
            code_of(tag): {
                "id": self.number(kind, key, tag),
                "url": self.editions[tag].absolute(page_file(way, tag)),
                "path": path,
            }
            for tag, path in paths.items()
            if tag != own
        }

    def days(self, day: date | None) -> Json:
        """When something changed, as a moment in UTC and on the region's clock. What tells no day counts from the build date."""
        moment = self.moment(day)
        return {"modified_gmt": utc(moment), "last_updated": moment.isoformat()}

    def moment(self, day: date | None) -> datetime:
        """The beginning of a day in the region."""
        zone = named_zone(self.content.settings.time_zone) or UTC
        return datetime.combine(day or self.content.today or date(1970, 1, 1), time(), zone)

    def organisation(self, edition: Edition, key: str | None) -> Json | None:
        """Who stands behind a page or a place."""
        found = self.content.organisations.get(key or "")
        name = edition.translated(found.name) if found else None
        if found is None or name is None:
            return None
        number = self.number("organisation", str(key))
        return {"id": number, "slug": key, "name": name.text, "logo": "", "website": found.website}

    def picture(self, edition: Edition, file: str | None) -> str | None:
        """The complete address of a picture; None where there is none."""
        return edition.absolute(media_file(file)) if file and file in edition.plan.media else None


def former(page: Page) -> tuple[str, ...]:
    """The old addresses of a page as paths."""
    return tuple(former_path(each) for each in page.meta.aliases)


def code_of(language: str) -> str:
    """The part of an address that names a language: the tag in small letters; Integreat's for plain German is `de-si`."""
    return language.replace(PLAIN, "-si").lower()


def own_words(field: Translated | None, language: str) -> Text | None:
    """A field in just this language, or in none; what clients are told to be a translation is one."""
    if isinstance(field, str):
        return Text(field) if field else None
    words = field.get(language) if field else None
    return Text(words, language) if words else None


def written_address(event: Event) -> str:
    """An event's address, a part a line; editors may have written the parts in one line."""
    lines = [line.strip() for line in (event.address or "").splitlines() if line.strip()]
    return "\n".join(part.strip() for part in lines[0].split(",")) if len(lines) == 1 else "\n".join(lines)


def languages_of(content: Content, field: Translated) -> list[str]:
    """The languages of a region in which a field has words of its own."""
    return [each.tag for each in content.languages if own_words(field, each.tag)]


def numbered(salt: str, names: Iterable[str]) -> dict[str, int]:
    """A number for each name, made of nothing but the name; where two would have the same, the later in the alphabet gets
    the next that is free."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted(set(names)):
        tries = (hashed(f"{salt}/{name}" + (f"#{again}" if again else "")) for again in count())
        found[name] = next(number for number in tries if number not in taken)
        taken.add(found[name])
    return found


def hashed(text: str) -> int:
    """A number from 1 to `LARGEST` for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % LARGEST + 1


def utc(moment: datetime) -> str:
    """A moment as Django writes it in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written(value: Json | Sequence[object]) -> bytes:
    """JSON in UTF-8. No "<" stands in it: a host that knows nothing hands these files out as HTML, and nobody may make a page
    of what stands in them."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").encode() + b"\n"
