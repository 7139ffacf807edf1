"""Words that newcomers meet and nobody explains: a term in several languages, the forms it takes in texts, what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from integreat_ssg.model.findings import Place, line_of
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.settings import STRICT


@dataclass(frozen=True)
class Term:
    """A term and its explanation. `forms` are further spellings in which texts of a language write it: plurals, cases."""

    __pydantic_config__ = STRICT

    term: Translated
    explanation: Translated
    forms: dict[str, list[str]] = field(default_factory=dict)
    excuses: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TermEntry:
    """A term with its key, its file, and the line in which each of its keys stands."""

    key: str
    term: Term
    file: str
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, *keys: object) -> Place:
        """Where a key stands, by its way from the term, or the term."""
        return Place(self.file, line_of(self.lines, *keys) or self.line)
