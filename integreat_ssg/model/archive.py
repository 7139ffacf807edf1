"""The neutral archive of a region: one JSON object a line, with media beside them. These classes are its schema.

`data` of a line is what the file of a page, contact, place … says, with the same keys; the other keys help systems that know
neither Markdown nor our folders. Every line but the first has an `id`, and links in `html` lead to these ids.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from integreat_ssg.model.contacts import Contact, Organisation
from integreat_ssg.model.events import Event
from integreat_ssg.model.glossary import Term
from integreat_ssg.model.media import MediaNote
from integreat_ssg.model.places import Place
from integreat_ssg.model.settings import STRICT, FrontMatter, RegionSettings

FORMAT = "integreat-ssg-archive"
VERSION = 1
LINES = "content.jsonl"
"""The file of the lines; all others lie in `media`."""


@dataclass(frozen=True)
class ArchivedFolder:
    """A folder that takes part in a region: its own, or one that it inherits from."""

    __pydantic_config__ = STRICT

    region: str
    data: RegionSettings


@dataclass(frozen=True)
class ArchivedLanguage:
    """A language of the region: its BCP 47 tag, its name for itself, and its direction."""

    __pydantic_config__ = STRICT

    tag: str
    autonym: str
    direction: Literal["ltr", "rtl"]


@dataclass(frozen=True)
class ArchiveHead:
    """The first line. `lines` is how many follow, so that an archive that was cut off is noticed; `folders` has the region's
    own first, then those it inherits from, the nearest first."""

    __pydantic_config__ = STRICT

    kind: Literal["archive"]
    format: str
    version: int
    region: str
    lines: int
    folders: list[ArchivedFolder]
    languages: list[ArchivedLanguage] = field(default_factory=list)


@dataclass(frozen=True)
class ArchivedPage:
    """A page or a news item in one language, as Markdown and as HTML.

    `region` is the folder it lies in, `shown` whether readers of the archive's region see it: it is no draft, not left out,
    and no nearer folder has the same page. `path` is its identity in all languages, `section` whether it has a folder of its
    own. `changed` and `state` are what was known when the archive was made; imports pass over them, and over `html`.
    """

    __pydantic_config__ = STRICT

    kind: Literal["page", "news"]
    id: str
    region: str
    language: str
    data: FrontMatter
    path: str = ""
    shown: bool = True
    section: bool = False
    markdown: str = ""
    html: str = ""
    changed: date | None = None
    state: Literal["current", "outdated", "machine"] | None = None


@dataclass(frozen=True)
class ArchivedContact:
    """A contact with its key."""

    __pydantic_config__ = STRICT

    kind: Literal["contact"]
    id: str
    region: str
    key: str
    data: Contact
    shown: bool = True


@dataclass(frozen=True)
class ArchivedOrganisation:
    """An organisation with its key."""

    __pydantic_config__ = STRICT

    kind: Literal["organisation"]
    id: str
    region: str
    key: str
    data: Organisation
    shown: bool = True


@dataclass(frozen=True)
class ArchivedPlace:
    """A place with its key."""

    __pydantic_config__ = STRICT

    kind: Literal["place"]
    id: str
    region: str
    key: str
    data: Place
    shown: bool = True


@dataclass(frozen=True)
class ArchivedEvent:
    """An event with its key, as readers see it. Where an editor's correction lies over an imported event, `corrected` has the
    keys that it sets, and `original` those of them that the import sets too, with what it says."""

    __pydantic_config__ = STRICT

    kind: Literal["event"]
    id: str
    region: str
    key: str
    data: Event
    shown: bool = True
    corrected: list[str] = field(default_factory=list)
    original: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ArchivedTerm:
    """An explained word with its key."""

    __pydantic_config__ = STRICT

    kind: Literal["term"]
    id: str
    region: str
    key: str
    data: Term
    shown: bool = True


@dataclass(frozen=True)
class ArchivedSynonyms:
    """A folder's own synonyms: language to groups of words that mean the same to who searches."""

    __pydantic_config__ = STRICT

    kind: Literal["synonyms"]
    id: str
    region: str
    data: dict[str, list[list[str]]]


@dataclass(frozen=True)
class ArchivedMedium:
    """A file: a picture or a document that texts show, or one of the map or the screenshots.

    `path` is what texts call it, `file` where it lies in the archive; `sha256` and `bytes` are those of the file, `width` and
    `height` in pixels for pictures. `data` is what is said about it wherever it is shown.
    """

    __pydantic_config__ = STRICT

    kind: Literal["media"]
    id: str
    region: str
    path: str
    file: str
    sha256: str
    bytes: int
    width: int = 0
    height: int = 0
    data: MediaNote = field(default_factory=MediaNote)
    shown: bool = True


ArchiveLine = (
    ArchivedPage
    | ArchivedContact
    | ArchivedOrganisation
    | ArchivedPlace
    | ArchivedEvent
    | ArchivedTerm
    | ArchivedSynonyms
    | ArchivedMedium
)

LINE_KINDS: dict[str, type[Any]] = {
    "archive": ArchiveHead,
    "page": ArchivedPage,
    "news": ArchivedPage,
    "contact": ArchivedContact,
    "organisation": ArchivedOrganisation,
    "place": ArchivedPlace,
    "event": ArchivedEvent,
    "term": ArchivedTerm,
    "synonyms": ArchivedSynonyms,
    "media": ArchivedMedium,
}
"""What a line's `kind` says to the class that it is read as."""


@dataclass(frozen=True)
class Archive:
    """A region as values: the head, its lines, and the files beside them by their place in the archive."""

    head: ArchiveHead
    lines: tuple[ArchiveLine, ...]
    files: dict[str, bytes] = field(repr=False)
