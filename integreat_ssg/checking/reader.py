"""What rules about the quality of texts look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from integreat_ssg.cache import Cache
from integreat_ssg.checking.passages import Passage
from integreat_ssg.model.content import Content, Page
from integreat_ssg.model.findings import Place
from integreat_ssg.model.languages import PLAIN
from integreat_ssg.model.readability import Limits, Readability
from integreat_ssg.model.settings import RegionSettings

Passages = Mapping[str, tuple[Passage, ...]]
"""File of a page to its passages."""


@dataclass(frozen=True)
class Reading:
    """Everything a rule of this kind looks at: a region, its texts once each with their passages, and the build date."""

    content: Content
    texts: Sequence[Page]
    passages: Passages
    today: date | None
    cache: Cache

    def each(self, kinds: frozenset[str]) -> Iterator[tuple[Page, Passage, Place]]:
        """All passages of some kinds, with their pages and where they stand."""
        for page in self.texts:
            for passage in self.passages[page.file]:
                if passage.kind in kinds:
                    yield page, passage, Place(page.file, passage.line)

    def settings(self, page: Page) -> RegionSettings:
        """What the folder says that a page lies in: a shared text is judged alike in every region."""
        return self.content.folders.get(page.region, self.content.settings)

    def limits(self, page: Page) -> tuple[Readability, Limits]:
        """How hard a page may be."""
        said = self.settings(page).readability
        return said, said.plain if page.language.endswith(PLAIN) else said.usual
