"""What any host should do with a site, as a value: headers, types, redirects, and what it answers where nothing lies."""

import re
from dataclasses import dataclass

from integreat_ssg.model.site import API

FOREVER = "public, max-age=31536000, immutable"
"""A year, the longest that the header knows, without asking on reload (RFC 8246)."""
ASK = "no-cache"
"""May be kept, and has to be asked for each time."""

IMMUTABLE = (
    "assets",
    "map",
    "media",
    "release/contents",
    "release/index",
    "release/packs",
    "release/patches",
    "screenshots",
)
"""Folders of a site whose files have other names when their bytes change. `release/former.json` lies in none of them."""

OPEN = (("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin"))
"""Headers of what other sites' scripts may read."""
SHARED = (".ics", ".xml", ".geojson")
"""Endings of such files: calendars, feeds, outlines."""

BINARY = "application/octet-stream"
TYPES = {
    ".avif": "image/avif",
    ".bin": BINARY,
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".geojson": "application/geo+json",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pmtiles": BINARY,
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}
"""File name ending to media type; a text is in UTF-8. What has another ending is handed out as bytes."""

COMPRESSED = (
    ".css",
    ".csv",
    ".geojson",
    ".html",
    ".ics",
    ".js",
    ".json",
    ".svg",
    ".txt",
    ".vtt",
    ".webmanifest",
    ".xml",
)
"""Endings of what gets smaller on its way. Packs and pictures are compressed already; tiles are read in ranges."""

SECURITY = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "accelerometer=(), camera=(), geolocation=(self), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""Headers of every answer. Places near the reader need the position; nothing else of the device is asked for."""

POLICY = "Content-Security-Policy"
FRAMES = "frame-ancestors 'none'"
"""Browsers obey this only as a header; everything else stands in the pages as well."""

PLAIN = re.compile(r"[\w./~-]*")
"""Paths that need no quotation marks in any server's language."""


def with_charset(kind: str) -> str:
    """The media type as the header `Content-Type` tells it: for texts with how they are encoded."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


@dataclass(frozen=True, slots=True, order=True)
class Redirect:
    """An old address, without a slash at its end, and where it leads; both below the base, not encoded."""

    old: str
    new: str

    @property
    def addresses(self) -> tuple[str, ...]:
        """What readers may have kept of the old address."""
        return (self.old, f"{self.old}/", f"{self.old}/index.html")


API_LISTS = (
    "children",
    "disclaimer",
    "events",
    "extras",
    "fcm",
    "imprint",
    "location-categories",
    "locations",
    "news",
    "offers",
    "pages",
    "parents",
)
"""What older clients of Integreat's API ask for below `wp-json/extensions/v3/` of a language."""
API_BY_QUESTION = ("children", "parents")
"""Answers of which a question (`url`) wants a part."""
API_TOO_DEEP = "[3-9]|[1-9][0-9]+"
"""Steps down the tree (`depth`) for which there are no answers about single pages: those go two steps deep."""
OLD_API = "wp-json/extensions/v3/"
"""Where older clients look for the API."""


@dataclass(frozen=True, slots=True, order=True)
class ApiCopy:
    """A copy of Integreat's API: the site that it lies in ("" for the base itself, "goslar/"), whose it is ("goslar"), and the
    site that has its answers about single pages."""

    root: str
    slug: str
    home: str

    @property
    def folder(self) -> str:
        """Where its answers lie, below the base."""
        return f"{self.root}{API}{self.slug}/"

    @property
    def single(self) -> str:
        """Where its answers about single pages lie, below the base."""
        return f"{self.home}{API}{self.slug}/"

    @property
    def named(self) -> str:
        """What stands before the language in the addresses that older clients ask for, as a regular expression; the address of
        a region's own site may stand for its name."""
        slug = f"{re.escape(self.slug)}/"
        return f"{re.escape(self.root)}(?:{slug})?" if self.home == self.root else slug


@dataclass(frozen=True)
class Hosting:
    """What a host should do.

    `base` is the path of the site on its host ("/" or "/guide/"), not encoded. `roots` are the folders below it that are
    sites of their own ("" for the base itself, "goslar/"), `lost` those of them with a page for what is not found. `policy`
    is what the pages say of themselves, without files to take along, which have a policy each. `based` says that base is known,
    and no guess. `apis` are the copies of Integreat's API that lie there.
    """

    base: str
    roots: tuple[str, ...]
    lost: tuple[str, ...]
    policy: str
    redirects: tuple[Redirect, ...] = ()
    based: bool = True
    apis: tuple[ApiCopy, ...] = ()

    def apis_in(self, root: str) -> tuple[ApiCopy, ...]:
        """The copies of Integreat's API in one site."""
        return tuple(each for each in self.apis if each.root == root)

    def immutable(self, root: str) -> tuple[str, ...]:
        """The folders below a root whose files may be kept for ever. A portal over regions has one alone, so that a region may
        be called as another of them."""
        return IMMUTABLE if root or self.roots == ("",) else IMMUTABLE[:1]

    @property
    def page_policy(self) -> str:
        """The header's policy for everything but files to take along."""
        return f"{self.policy}; {FRAMES}" if self.policy else FRAMES

    @property
    def wide_policy(self) -> str:
        """A policy that also fits files to take along, whose one style stands in them, for hosts that join the headers of
        all rules that match. Each page's own policy still holds beside it."""
        wide = self.page_policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        return wide.replace("img-src 'self'", "img-src 'self' data:")
