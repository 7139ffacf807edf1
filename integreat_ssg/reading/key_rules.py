"""What is said about single keys beyond their type, as JSON Schema writes it. `checking/` says the same in sentences."""

from collections.abc import Mapping
from typing import Any

from integreat_ssg.model.categories import DEFAULT_CATEGORIES
from integreat_ssg.model.hours import LANDS
from integreat_ssg.reading.languages import TAG

KEY = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""A key that becomes part of an address."""
TAG_PATTERN = f"^{TAG.pattern}$"
"""A language's tag."""

_NAME = r"^\w([\w.\-]*[\w\-])?$"
_ADDRESS: dict[str, Any] = {"pattern": r"^https?://[^\s/]+\.[^\s/]+"}
_MAIL: dict[str, Any] = {"pattern": r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$"}
_PHONE: dict[str, Any] = {"type": ["string", "number"], "pattern": r"^[+(]?[\d\s/()\u00a0\u2013.-]+$"}
_MOMENT: dict[str, Any] = {"pattern": r"^\d{4}-\d\d-\d\d([T ]\d\d?:\d\d(:00)?)?$"}
_LANGUAGE: dict[str, Any] = {"pattern": TAG_PATTERN}
_SPOKEN: dict[str, Any] = {"pattern": r"^[a-z]{2,3}(-.+)?$"}
_CATEGORY: dict[str, Any] = {"examples": list(DEFAULT_CATEGORIES)}
_BUDGET: dict[str, Any] = {"minimum": 1, "maximum": 1_000_000}
_BY_LANGUAGE: dict[str, Any] = {"names": TAG_PATTERN}

KEY_RULES: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("SiteSettings", "regions"): {"pattern": _NAME},
    ("SiteSettings", "default_language"): _LANGUAGE,
    ("SiteSettings", "base_url"): {"pattern": r"^https?://[^\s/]+"},
    ("SiteSettings", "autonyms"): _BY_LANGUAGE,
    ("Desk", "repository"): {"pattern": r"^[^\s/]+(/[^\s/]+)+$"},
    **{("Desk", key): {"pattern": r"^https?://[^\s/]+"} for key in ("forge_url", "sign_in")},
    ("RegionSettings", "inherits"): {"pattern": _NAME},
    ("RegionSettings", "languages"): _LANGUAGE,
    ("RegionSettings", "source_language"): _LANGUAGE,
    ("RegionSettings", "base_url"): {"pattern": r"^https?://[^\s/]+"},
    ("RegionSettings", "land"): {"enum": sorted(LANDS)},
    ("RegionSettings", "audiences"): {"names": KEY},
    ("Colours", "brand"): {"pattern": "^#[0-9a-fA-F]{6}$"},
    ("Coordinates", "latitude"): {"minimum": -90, "maximum": 90},
    ("Coordinates", "longitude"): {"minimum": -180, "maximum": 180},
    **{("BoundingBox", key): {"minimum": -90, "maximum": 90} for key in ("south", "north")},
    **{("BoundingBox", key): {"minimum": -180, "maximum": 180} for key in ("west", "east")},
    ("Offline", "stale_after_days"): {"minimum": 1, "maximum": 365},
    ("Offline", "kept_releases"): {"minimum": 0, "maximum": 20},
    **{("Budgets", key): _BUDGET for key in ("base", "text", "pictures", "files", "map")},
    ("MapSettings", "url"): _ADDRESS,
    ("Feedback", "repository"): {"pattern": r"^https?://\S+$"},
    ("Feedback", "form"): {"pattern": r"^https?://\S+$"},
    ("FrontMatter", "title"): {"maxLength": 120},
    ("FrontMatter", "translation_of"): {"pattern": "^sha256:[0-9a-f]{64}$"},
    ("Contact", "email"): _MAIL,
    ("Contact", "website"): _ADDRESS,
    ("Phone", "number"): _PHONE,
    ("Organisation", "website"): _ADDRESS,
    ("Place", "email"): _MAIL,
    ("Place", "website"): _ADDRESS,
    ("Place", "categories"): _CATEGORY,
    ("Place", "languages"): _SPOKEN,
    ("Appointment", "url"): _ADDRESS,
    ("Event", "start"): _MOMENT,
    ("Event", "end"): _MOMENT,
    ("Event", "except"): _MOMENT,
    ("Event", "also"): _MOMENT,
    ("Event", "cancelled_dates"): _MOMENT,
    ("Event", "repeat"): {"pattern": "^(RRULE:)?([A-Z]+=[^;]+)(;[A-Z]+=[^;]+)*;?$"},
    ("Event", "website"): _ADDRESS,
    ("Event", "online"): _ADDRESS,
    ("Event", "categories"): _CATEGORY,
    ("Event", "languages"): _SPOKEN,
    ("Registration", "url"): _ADDRESS,
    ("Registration", "phone"): _PHONE,
    ("Registration", "email"): _MAIL,
}
"""(class of the model, key as it is written) to keywords of JSON Schema; `names` is what the keys of a mapping look like.
Of a list they hold for what is in it."""
