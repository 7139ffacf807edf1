"""What `site.yaml` and `region.yaml` say.

These classes are the schema: reading types YAML by their annotations, and a key that is no field is a finding.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from integreat_ssg.model.colours import is_colour
from integreat_ssg.model.hosts import Host
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.readability import Readability

STRICT = {"extra": "forbid"}
"""Read by the schema's validator: unknown keys are mistakes, not luggage."""

STRICT_KEYWORDS = {**STRICT, "alias_generator": lambda name: name.rstrip("_")}
"""As STRICT, for keys that are Python's own words: a field `from_` is written `from`."""

HostKind = Literal["apache", "azure", "cloudflare", "netlify", "pages"]
"""Hosts that read files in the site itself; "pages" are those of git forges."""
Weight = Literal["off", "note", "warning", "error"]
"""How much the findings of a rule weigh in a folder; with "off" they are not told."""

RegionKind = Literal["district", "city", "town", "association", "shared"]


@dataclass(frozen=True)
class Desk:
    """Where the editors' desk finds the content: a repository ("town/guide") at a forge, its branch, and how editors sign in.

    `forge_url` is the forge's own address where it is none of the public ones. `sign_in` is a service that signs in at GitHub,
    `app_id` an application registered at GitLab or Forgejo; without them editors paste an access token. With `review`, what
    they save becomes a proposal that somebody accepts.
    """

    __pydantic_config__ = STRICT

    repository: str
    forge: Literal["github", "gitlab", "forgejo"] = "github"
    branch: str = "main"
    forge_url: str | None = None
    sign_in: str | None = None
    app_id: str | None = None
    review: bool = False


@dataclass(frozen=True)
class SiteSettings:
    """`site.yaml`: the portal, which regions there are, and defaults for all of them."""

    __pydantic_config__ = STRICT

    title: Translated
    regions: list[str]
    default_language: str = "de"
    base_url: str | None = None
    host_files: list[HostKind] = field(default_factory=list)
    notice: Translated | None = None
    fallback: dict[str, list[str]] = field(default_factory=dict)
    autonyms: dict[str, str] = field(default_factory=dict)
    desk: Desk | None = None
    hosts: dict[str, Host] = field(default_factory=dict)
    rules: dict[str, Weight] = field(default_factory=dict)


@dataclass(frozen=True)
class Coordinates:
    """A point on earth in degrees (WGS 84)."""

    __pydantic_config__ = STRICT

    latitude: float
    longitude: float


@dataclass(frozen=True)
class BoundingBox:
    """The rectangle around a region, in degrees (WGS 84)."""

    __pydantic_config__ = STRICT

    south: float
    west: float
    north: float
    east: float

    @property
    def is_one(self) -> bool:
        """Whether its sides lie on earth, and south and west of their opposites."""
        return -90 <= self.south < self.north <= 90 and -180 <= self.west < self.east <= 180

    def surrounds(self, point: Coordinates) -> bool:
        """Whether a point lies inside."""
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east


@dataclass(frozen=True)
class Colours:
    """A region's colours. `brand` carries white text and is the colour of links, so its contrast is checked."""

    __pydantic_config__ = STRICT

    brand: str = "#0b5563"

    @property
    def shown(self) -> str:
        """The brand colour as `#rrggbb`, or the default one where it is no colour, which a rule tells."""
        return self.brand if is_colour(self.brand) else Colours().brand


@dataclass(frozen=True)
class Audience:
    """A group of readers that pages, places and events can be meant for. `summary` and `icon` stand on its page."""

    __pydantic_config__ = STRICT

    name: Translated
    summary: Translated | None = None
    icon: str | None = None


@dataclass(frozen=True)
class Feedback:
    """Ways to say what is wrong with a page. `mail` is "yes" for the contact of each page, or the key of one contact for all
    pages; `repository` is where the region's texts lie, at a `forge` that its address may not tell; `form` takes what is
    posted to it."""

    __pydantic_config__ = STRICT

    mail: str | None = None
    repository: str | None = None
    forge: Literal["github", "gitlab", "forgejo"] | None = None
    form: str | None = None

    @property
    def writes(self) -> bool:
        """Whether readers can write a mail."""
        return self.mail is not None and self.mail.lower() not in ("no", "false", "off")

    @property
    def contact(self) -> str:
        """The key of the contact that all mail goes to; empty where each page's own contact gets it."""
        return self.mail if self.mail and self.writes and self.mail.lower() not in ("yes", "true", "on") else ""


@dataclass(frozen=True)
class Category:
    """A category of places and events of a region's own, or one of the set that all have under another name."""

    __pydantic_config__ = STRICT

    name: Translated
    icon: str | None = None


@dataclass(frozen=True)
class Features:
    """What a region's site can do beyond pages. Each can be turned off; `integreat_api`, which is for other programs and no
    reader's page, has to be turned on."""

    __pydantic_config__ = STRICT

    offline: bool = True
    feedback: bool = True
    search: bool = True
    integreat_api: bool = False


@dataclass(frozen=True)
class Offline:
    """How phones keep a region's guide: after how many days without contact a reader is warned that it may be old, and how
    many former releases are carried along for phones that still hold one of them."""

    __pydantic_config__ = STRICT

    stale_after_days: int = 30
    kept_releases: int = 3


@dataclass(frozen=True)
class TakeAlong:
    """Whether the guide in each language is also made as a single file that readers pass on, and whether with its pictures."""

    __pydantic_config__ = STRICT

    html: bool = True
    pictures: bool = False


@dataclass(frozen=True)
class Budgets:
    """What a phone may have to load, in kilobytes (1000 bytes), compressed; `text` is for each language."""

    __pydantic_config__ = STRICT

    base: int = 130
    text: int = 400
    pictures: int = 5000
    files: int = 20000
    map: int = 20000


@dataclass(frozen=True)
class MapSettings:
    """What the map of a region is made of: files in its folder `map`, and whom readers owe them to.

    `boundary` is GeoJSON; `illustrative` says that it was drawn by hand and is no official one. `tiles` is a PMTiles file for
    the interactive map. `url` is where the boundary comes from.
    """

    __pydantic_config__ = STRICT

    boundary: str | None = None
    credit: str | None = None
    licence: str | None = None
    url: str | None = None
    illustrative: bool = False
    tiles: str | None = None
    tiles_credit: str | None = None


@dataclass(frozen=True)
class RegionSettings:
    """`region.yaml`: what a region is, whom it inherits from, and how it looks."""

    __pydantic_config__ = STRICT

    kind: RegionKind
    name: Translated
    full_name: Translated | None = None
    short_name: Translated | None = None
    inherits: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    source_language: str = "de"
    fallback: dict[str, list[str]] = field(default_factory=dict)
    base_url: str | None = None
    centre: Coordinates | None = None
    bounding_box: BoundingBox | None = None
    aliases: dict[str, Coordinates] = field(default_factory=dict)
    colours: Colours = Colours()
    logo: str | None = None
    emergency_page: str | None = None
    imprint_contact: str | None = None
    audiences: dict[str, Audience] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    land: str | None = None
    time_zone: str = "Europe/Berlin"
    map: MapSettings = MapSettings()
    feedback: Feedback = Feedback()
    features: Features = Features()
    offline: Offline = Offline()
    take_along: TakeAlong = TakeAlong()
    budgets: Budgets = Budgets()
    readability: Readability = field(default_factory=Readability)
    rules: dict[str, Weight] = field(default_factory=dict)
    excuses: dict[str, str] = field(default_factory=dict)

    def excludes(self, path: str) -> bool:
        """Whether this region leaves out an inherited page, itself or with its section."""
        return any(path == each or path.startswith(f"{each}/") for each in self.exclude)


@dataclass(frozen=True)
class FrontMatter:
    """The YAML head of a page. `date`, written without the underscore, is that of a news item."""

    __pydantic_config__ = STRICT_KEYWORDS

    title: str
    summary: str | None = None
    order: int = 1000
    icon: str | None = None
    audience: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    responsible: str | None = None
    review_by: date | None = None
    expires: date | None = None
    updated: date | None = None
    translation_of: str | None = None
    machine_translated: bool = False
    draft: bool = False
    date_: date | None = None
    excuses: dict[str, str] = field(default_factory=dict)
