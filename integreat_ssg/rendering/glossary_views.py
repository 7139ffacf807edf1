"""What the template of the glossary sees: part of the contract for theme makers, like `views.py`."""

from dataclasses import dataclass

from integreat_ssg.rendering.views import Frame, Link, Words


@dataclass(frozen=True, slots=True)
class Explained:
    """A term with its explanation. `source` is the term in the region's source language, where the reader's says it otherwise."""

    anchor: str
    term: Words
    source: Words | None
    explanation: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """`glossary.html`: all terms that are explained, in the order of the reader's alphabet."""

    frame: Frame
    breadcrumbs: tuple[Link, ...]
    terms: tuple[Explained, ...]
