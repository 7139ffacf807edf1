"""A region of Integreat in our words: its folder, and which of our tags each of its languages has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from integreat_ssg.exchange.integreat.joining import Joined, V

ZONE = "Europe/Berlin"
"""The clock of every region of Integreat's."""


@dataclass(frozen=True)
class Tongues:
    """`region` is the name of our folder; `tags` lead from language codes to tags, the source language first."""

    region: str
    tags: Mapping[str, str]

    @property
    def source(self) -> str:
        """The tag of the source language."""
        return next(iter(self.tags.values()))

    def texts(self, thing: Joined[V], words: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        """Texts by language code as texts by tag."""
        return ((self.tags[code], words.get(code, "")) for code in thing.versions)

    def own(self, words: Mapping[str, str]) -> str | dict[str, str]:
        """Words of ours by tag, in those of the region's languages that have them; German for all where none has."""
        said = {tag: text for tag, text in words.items() if tag in self.tags.values()}
        return said or words.get("de", "")

    def file(self, path: str) -> str:
        """A file as findings name it."""
        return f"{self.region}/{path}"
