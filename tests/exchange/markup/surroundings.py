"""Surroundings that write down what they are asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from integreat_ssg.exchange.markup import Markup, markdown_of


@dataclass
class Surroundings:
    """Addresses mean themselves, save those in `refused`; cards and media become blocks unless `blocks` is False."""

    refused: tuple[str, ...] = ()
    blocks: bool = True
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def link(self, url: str) -> str:
        self.asked.append(("link", url))
        return "" if url in self.refused else url

    def picture(self, url: str, alt: str) -> str:
        self.asked.append(("picture", url, alt))
        return "" if url in self.refused else url

    def card(self, attributes: Mapping[str, str], text: str) -> str:
        self.asked.append(("card", attributes.get("href", ""), text))
        return f"[[contact: office-{attributes['data-contact-id']}]]" if self.blocks else ""

    def video(self, url: str) -> str:
        self.asked.append(("video", url))
        return f"[[video: {url}]]" if self.blocks else ""


def converted(html: str, **options: object) -> Markup:
    return markdown_of(html, Surroundings(**options))  # type: ignore[arg-type]


def text(html: str) -> str:
    return converted(html).text.strip()


def kinds(html: str, **options: object) -> list[str]:
    return [change.kind for change in converted(html, **options).changed]
