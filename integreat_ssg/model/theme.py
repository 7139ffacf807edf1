"""A theme as a value: templates, files, icons and messages, read once; rendering needs no disk."""

from collections.abc import Mapping
from dataclasses import dataclass

LOGO = "images/logo.svg"
"""The file that a region's logo takes the place of."""

LIBRARIES = "libraries"
"""The folder of what others have written, each a bundle."""

MAP_LIBRARY = f"{LIBRARIES}/map."
"""How the names of the interactive map's bundle begin."""

FOR_MAP = (MAP_LIBRARY, "scripts/tiles")
"""How the names of the files begin that only sites with an interactive map have."""

FOR_SEARCH = (f"{LIBRARIES}/search.", "scripts/search", "styles/search.")
"""The same of sites with search."""

ENGINE = "scripts/search-engine.js"
"""What asks the search index."""


@dataclass(frozen=True)
class Theme:
    """Everything a theme folder holds.

    `templates`: name to Jinja source, of pages and of data (JSON). `assets`: path to bytes, as they are served below
    `assets/<digest>/`. `icons`: name to the inside of its SVG. `messages`: language tag to a compiled gettext catalogue (MO).
    `worker`: the service worker, one classic script; empty where the theme has none.
    `digest`: SHA-256, hexadecimal, of the files that it was read from.
    """

    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    icons: Mapping[str, str]
    messages: Mapping[str, bytes]
    digest: str
    worker: bytes = b""

    @property
    def searches(self) -> bool:
        """Whether it has an engine for search; without one there is nobody to ask an index."""
        return ENGINE in self.assets
