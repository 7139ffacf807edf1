"""What is known of a region without its texts, and the questions that its settings answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from integreat_ssg.model.languages import Language, Text, Translated, choose, fallback_chain
from integreat_ssg.model.settings import RegionSettings, SiteSettings


@dataclass(frozen=True)
class Cover:
    """A region as it is shown among others."""

    slug: str
    site: SiteSettings
    settings: RegionSettings
    languages: tuple[Language, ...]

    def chain(self, language: str) -> tuple[str, ...]:
        """The region's languages, best first for a reader of `language`."""
        return self._chains[language] if language in self._chains else self._chain(language)

    @cached_property
    def _chains(self) -> Mapping[str, tuple[str, ...]]:
        """Every name of a thing is looked for along one of these."""
        return {tag: self._chain(tag) for tag in self._by_tag}

    def _chain(self, language: str) -> tuple[str, ...]:
        configured = {**self.site.fallback, **self.settings.fallback}
        chain = fallback_chain(language, configured, self.settings.source_language)
        return tuple(tag for tag in dict.fromkeys((*chain, *self._by_tag)) if tag in self._by_tag)

    def words(self, translated: Translated | None, language: str) -> Text | None:
        """A translated field as a reader of `language` gets it."""
        return choose(translated, self.chain(language))

    def language(self, tag: str) -> Language:
        """The region's language with this tag. Raises KeyError for any other."""
        return self._by_tag[tag]

    @cached_property
    def _by_tag(self) -> Mapping[str, Language]:
        return {each.tag: each for each in self.languages}

    @cached_property
    def base_url(self) -> str | None:
        """Where the region's site will live, ending in "/", where that is known."""
        if self.settings.base_url:
            return self.settings.base_url.rstrip("/") + "/"
        if self.site.base_url:
            return f"{self.site.base_url.rstrip('/')}/{self.slug}/"
        return None
