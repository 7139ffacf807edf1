"""A generated guide for measuring: regions × languages × pages of about 2.5 kB, always the same for the same numbers."""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image

from tests.bench.occasions import SETTINGS, event_files, place_files
from tests.bench.words import vocabulary

TODAY = date(2026, 11, 22)
"""The build date, so that as many events are still to come whenever this is run."""
CONTACTS = 10
"""Of a region; each stands on every tenth page in all languages."""
FOOTER = ("imprint", "privacy", "accessibility")
HTML_ONLY = "features: {offline: false, feedback: false, search: false}\ntake_along: {html: false}\n"
"""What a region says that wants pages and nothing beside them, as far as it can say so."""


@dataclass(frozen=True)
class Text:
    """A page as any generator can have it. Links in `body` are relative and lead to Markdown files; `contact` stands below."""

    tag: str
    path: str
    title: str
    summary: str
    order: int
    body: str
    contact: str


@dataclass(frozen=True)
class Size:
    """How much is generated: of each region pages in each language, places, events and pictures."""

    regions: int
    languages: int
    pages: int
    places: int = 0
    events: int = 0
    pictures: int = 0

    @property
    def total(self) -> int:
        """All pages."""
        return self.regions * self.languages * self.pages


def write_guide(folder: Path, size: Size, *, html_only: bool = False) -> None:
    """Writes the content folder."""
    tags = language_tags(size.languages)
    slugs = [f"region-{number}" for number in range(size.regions)]
    address = "" if html_only else "base_url: https://guide.example/\n"
    _write(folder / "site.yaml", f"title: Guide\nregions: [{', '.join(slugs)}]\n{address}")
    for slug in slugs:
        settings = f"kind: district\nname: {slug}\nlanguages: [{', '.join(tags)}]\nsource_language: de\n{SETTINGS}"
        _write(folder / slug / "region.yaml", settings + (HTML_ONLY if html_only else ""))
        for key in ("office", *(f"advice-{number}" for number in range(CONTACTS))):
            _write(folder / slug / "contacts" / f"{key}.yaml", contact(key))
        for number in range(size.pictures):
            _picture(folder / slug / "media" / f"picture-{number}.png", number)
        for text in texts(slug, size):
            _write(folder / slug / text.tag / f"{text.path}.md", source_of(text, size.pictures))
        add_occasions(folder / slug, size.languages, size.places, size.events)


def write_corpus(folder: Path, regions: int, languages: int, pages: int) -> int:
    """Writes the content folder with pages alone and returns how many it has."""
    size = Size(regions, languages, pages)
    write_guide(folder, size)
    return size.total


def add_occasions(region: Path, languages: int, places: int, events: int) -> None:
    """Writes places and events into the folder of a region that `write_guide` has made."""
    tags, source = language_tags(languages), random.Random("occasions")

    def say(tag: str, count: int) -> str:
        return vocabulary(tag).text(source, count)

    for path, text in (*place_files(places, tags, say), *event_files(events, places, tags, say, TODAY)):
        _write(region / path, text)


def language_tags(count: int) -> list[str]:
    """The languages of a guide that has so many."""
    return (["de", "en", "ar", "uk", "fa", "tr", "ru", "fr", "ro", "bg", "so", "ti"])[:count]


def page_paths(pages: int) -> list[str]:
    """The paths of one language: a home page, sections of twenty pages, the three pages of the footer."""
    paths = ["index", *FOOTER]
    for number in range(pages - len(paths)):
        section = f"section-{number // 20:02}"
        paths.append(f"{section}/index" if number % 20 == 0 else f"{section}/page-{number % 20:02}")
    return paths


def texts(slug: str, size: Size) -> Iterator[Text]:
    """All pages of a region."""
    paths = page_paths(size.pages)
    for tag in language_tags(size.languages):
        for number, path in enumerate(paths):
            yield _text(slug, tag, path, paths, f"advice-{number % CONTACTS}")


def source_of(text: Text, pictures: int = 0) -> str:
    """A page as this program reads it."""
    up = "../" * (text.path.count("/") + 1)
    shown = random.Random(text.path).randrange(pictures * 4) if pictures else pictures
    picture = f"![{text.title}]({up}media/picture-{shown}.png)\n\n" if shown < pictures else ""
    head = f"title: {text.title}\nsummary: {text.summary}\norder: {text.order}\nresponsible: office\n"
    return f"---\n{head}---\n{text.body}\n{picture}[[contact: {text.contact}]]\n"


def contact(key: str) -> str:
    """The file of a contact."""
    return f"name: Amt {key}\nphones: [{{number: '+49 30 23125 100'}}]\nemail: {key}@town.example\n"


def _text(slug: str, tag: str, path: str, paths: list[str], contact: str) -> Text:
    """Paragraphs with emphasis and links, headings, a list and a table."""
    source, known = random.Random(f"{slug} {tag} {path}"), vocabulary(tag)

    def words(count: int) -> str:
        return known.text(source, count)

    up = "../" * path.count("/")
    links = [each for each in paths if each not in FOOTER]
    title, summary, order = words(3), words(9), source.randint(1, 90)
    parts = [
        f"## {words(3)} {number}\n\n{words(28)} **{words(2)}** [{words(2)}]({up}{source.choice(links)}.md).\n"
        for number in range(4)
    ]
    parts.append("\n".join(f"- {words(6)}" for _ in range(5)) + "\n")
    rows = "".join(f"| {words(2)} | {words(3)} |\n" for _ in range(4))
    parts.append(f"| {words(1)} | {words(1)} |\n| --- | --- |\n{rows}")
    return Text(tag, path, title, summary, order, "\n".join(parts), contact)


def _picture(file: Path, number: int) -> None:
    """A picture with as much detail as photographs have: colours that run, and grain."""
    source = random.Random(f"picture {number}")
    grain = Image.frombytes("L", (400, 300), source.randbytes(120_000)).resize((1200, 900))
    run = Image.linear_gradient("L").resize((1200, 900))
    whole = Image.merge("RGB", (run, Image.blend(run, grain, 0.2), run.rotate(180)))
    data = io.BytesIO()
    whole.save(data, "PNG")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.getvalue())


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
