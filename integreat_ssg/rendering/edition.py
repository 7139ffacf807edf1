"""One language of a region's guide while it is being rendered: what every view needs."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

from integreat_ssg.model.languages import Language, Text, Translated
from integreat_ssg.model.site import NOT_FOUND
from integreat_ssg.planning import Plan, page_file, relative
from integreat_ssg.rendering.icons import Icons
from integreat_ssg.rendering.templates import Templates
from integreat_ssg.rendering.views import Link, Words
from integreat_ssg.rendering.voices import Voice

_UNCHANGED = re.compile(r"[\w.~/-]*", re.ASCII).fullmatch
"""Tells names that stay as they are in a URL, as nearly all do: quicker than `quote`, which gives the same."""


@dataclass(frozen=True)
class Edition:
    """`language` is the reader's; `assets` is the folder of theme files in the site, with `icons` where there are any.

    `voices` are those of all the region's languages: small words inside of a text speak the text's language.
    """

    plan: Plan
    language: Language
    voices: Mapping[str, Voice]
    templates: Templates
    assets: str
    logo: str
    icons: Icons | None = None

    @cached_property
    def remembered(self) -> dict[Hashable, Any]:
        """What has been worked out of this edition alone and is asked for page by page, under names of those who ask."""
        return {}

    @property
    def voice(self) -> Voice:
        """Speaks the reader's language, or its best fallback."""
        return self.voices[self.language.tag]

    def url(self, start: str, target: str) -> str:
        """The URL of the file `target` as written in the file `start`.

        The 404 page alone is answered at any address, so its links count from the host's root where that is known.
        """
        base = self.plan.content.base_url
        if start == NOT_FOUND and base:
            return urlsplit(base).path + quote(target)
        return way if _UNCHANGED(way := relative(start, target)) else quote(way)

    def absolute(self, target: str) -> str:
        """The complete URL of a file, with folders named by their slash; empty where the base URL is not known."""
        base = self.plan.content.base_url
        return base + quote(target.removesuffix("index.html")) if base else ""

    def words(self, text: Text | None) -> Words | None:
        """A text for a template, with its language where that is not the page's."""
        if text is None:
            return None
        if text.language in ("", self.voice.language.tag):
            return Words(text.words)
        language = self.plan.content.language(text.language)
        return Words(text.words, language.tag, language.direction)

    def translated(self, field: Translated | None) -> Words | None:
        """A field of the content in the reader's language or its best fallback."""
        return self.words(self.plan.content.words(field, self.language.tag))

    def paragraphs(self, field: Translated | None) -> tuple[Words, ...]:
        """The same as paragraphs, which editors part by empty lines."""
        words = self.translated(field)
        parts = words.text.split("\n\n") if words else ()
        return tuple(Words(" ".join(each.split()), words.lang, words.dir) for each in parts if words and each.strip())

    @property
    def region(self) -> Words:
        """The region's short name."""
        return self.translated(self.plan.content.settings.name) or Words(self.plan.content.slug)

    def title(self, path: str) -> Words:
        """The title of a page as this edition shows it."""
        page = self.plan.pages[path, self.language.tag].page
        return self.words(Text(page.meta.title, page.language)) or Words("")

    def link(self, start: str, path: str, *, detailed: bool = False) -> Link:
        """A link to a page of this edition; `detailed` with summary and icon."""
        page = self.plan.pages[path, self.language.tag].page
        summary = Text(page.meta.summary, page.language) if detailed and page.meta.summary else None
        icon = page.meta.icon or "" if detailed else ""
        return Link(self.url(start, page_file(path, self.language.tag)), self.title(path), self.words(summary), icon)
