"""A theme as a value: templates, files, icons and messages, read once; rendering needs no disk."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Everything a theme folder holds.

    `templates`: name to Jinja source. `assets`: path to bytes, as they are served below `assets/<digest>/`.
    `icons`: name to the inside of its SVG. `messages`: language tag to a compiled gettext catalogue (MO).
    `digest`: SHA-256 of all of these, hexadecimal.
    """

    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    icons: Mapping[str, str]
    messages: Mapping[str, bytes]
    digest: str
