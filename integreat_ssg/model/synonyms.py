"""Words that mean the same to who searches: a program's own and those of regions, by language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Group = tuple[str, ...]
"""Words or short expressions; each of them finds what the others find."""


@dataclass(frozen=True)
class Synonyms:
    """Groups by language: a tag, or its first part for all that begin with it ("zh")."""

    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)

    def under(self, nearer: "Synonyms") -> "Synonyms":
        """These with those of a nearer region laid over them: a group takes the place of one that begins with the same word."""
        joined = {}
        for language in dict.fromkeys((*self.groups, *nearer.groups)):
            by_first = {group[0].casefold(): group for group in self.groups.get(language, ())}
            by_first |= {group[0].casefold(): group for group in nearer.groups.get(language, ())}
            joined[language] = tuple(by_first.values())
        return Synonyms(joined)

    def of(self, language: str) -> tuple[Group, ...]:
        """The groups for readers of a language, those of "zh" for "zh-Hans" among them."""
        return tuple(
            group
            for tag in dict.fromkeys((language.partition("-")[0], language))
            for group in self.groups.get(tag, ())
            if len(group) > 1
        )
