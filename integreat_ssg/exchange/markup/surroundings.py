"""What the conversion asks of its caller, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Surroundings(Protocol):
    """Who knows what the addresses in a text mean. Each answer may be "": then the thing is left out, and told as a change."""

    def link(self, url: str) -> str:
        """The destination in Markdown for a link's address, such as "../work/job.md#papers"; "" keeps only the words."""

    def picture(self, url: str, alt: str) -> str:
        """The destination of a picture, relative to the page's file, such as "../media/house.jpg"."""

    def card(self, attributes: Mapping[str, str], text: str) -> str:
        """The line of a block for a contact's card, such as "[[contact: town-hall]]"; "" keeps what it says as text."""

    def video(self, url: str) -> str:
        """The line of a block for embedded media, such as "[[video: https://…]]"."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Something that changed form or was left out. `kind` is one of KINDS, `excerpt` says which, in the source's words."""

    kind: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Markup:
    """A text in our Markdown: "" or lines that each end in a line feed; and what differs from its source."""

    text: str
    changed: tuple[Change, ...] = ()


KINDS = {
    "anchor": "a place to jump to that is no heading's",
    "bad-link": "a link whose address leads nowhere; its words stay",
    "card": "a contact's card that became text",
    "code": "formatting inside of code",
    "cut": "the end of a text that was too long",
    "details": "a text that unfolds, inside a list, a quote or a table; it stands open below its question in bold",
    "direction": "a direction or a language that the whole text had",
    "empty-link": "a link without words",
    "figure": "a caption of something that is no picture",
    "heading": "a heading in a list or a table that became a paragraph in bold",
    "heading-level": "a heading that moved, so that levels begin at two and none is skipped",
    "hidden": "what readers did not see either",
    "html": "a part that stays HTML because Markdown has no form for it",
    "link": "a link that the surroundings did not want; its words stay",
    "list": "letters, another order or numbers out of order in a list",
    "media": "embedded media that the surroundings did not want",
    "nesting": "elements that were nested too deeply",
    "picture": "a picture that the surroundings did not want, or that stood in the text itself as data",
    "removed": "an element that no text has, such as a script or a form's field",
    "style": "colours, sizes and whatever else a theme decides",
    "unproved": "a text that our reader may read otherwise",
}
"""Each kind of change, and what it means."""
