"""A generated guide for measuring: regions × languages × pages of about 2.5 kB, always the same for the same numbers."""

import random
from datetime import date
from pathlib import Path

from tests.bench.occasions import SETTINGS, event_files, place_files

TODAY = date(2026, 11, 22)
"""The build date, so that as many events are still to come whenever this is run."""
SYLLABLES = {
    "de": "an stadt schul amt wohn kurs le ben bei ge ver trag kin der arzt hil fe mel dung sprach zeit ort rat haus".split(),
    "en": "town school of fice home course life help child doc tor care reg is ter lan guage time place ad vice house".split(),
    "ar": "مد ينة در سة مك تب بي ت دو رة حيا ة مسا عدة طف ل طب يب لغ ة وق ت مكا ن مش ورة".split(),
    "uk": "мі сто шко ла офіс дім курс жит тя до по мо га ди ти на лі кар мо ва час міс це по ра да".split(),
}


def write_corpus(folder: Path, regions: int, languages: int, pages: int) -> int:
    """Writes the content folder and returns how many pages it has; languages beyond four repeat the scripts."""
    tags = language_tags(languages)
    slugs = [f"region-{number}" for number in range(regions)]
    _write(folder / "site.yaml", f"title: Guide\nregions: [{', '.join(slugs)}]\nbase_url: https://guide.example/\n")
    count = 0
    for slug in slugs:
        settings = f"kind: district\nname: {slug}\nlanguages: [{', '.join(tags)}]\nsource_language: de\n{SETTINGS}"
        _write(folder / slug / "region.yaml", settings)
        for key in ("office", "advice"):
            contact = f"name: Amt\nphones: [{{number: '+49 30 23125 100'}}]\nemail: {key}@town.example\n"
            _write(folder / slug / "contacts" / f"{key}.yaml", contact)
        for tag in tags:
            for path in page_paths(pages):
                _write(folder / slug / tag / f"{path}.md", page(slug, tag, path, pages))
                count += 1
    return count


def add_occasions(region: Path, languages: int, places: int, events: int) -> None:
    """Writes places and events into the folder of a region that `write_corpus` has made."""
    tags, source = language_tags(languages), random.Random("occasions")

    def say(tag: str, count: int) -> str:
        return _words(source, _syllables(tag, ""), count)

    for path, text in (*place_files(places, tags, say), *event_files(events, places, tags, say, TODAY)):
        _write(region / path, text)


def language_tags(count: int) -> list[str]:
    """The languages of a guide that has so many."""
    return (["de", "en", "ar", "uk", "fa", "tr", "ru", "fr", "ro", "bg", "so", "ti"])[:count]


def page_paths(pages: int) -> list[str]:
    """The paths of one language: a home page, sections of twenty pages, the three pages of the footer."""
    paths = ["index", "imprint", "privacy", "accessibility"]
    for number in range(pages - len(paths)):
        section = f"section-{number // 20:02}"
        paths.append(f"{section}/index" if number % 20 == 0 else f"{section}/page-{number % 20:02}")
    return paths


def page(slug: str, tag: str, path: str, pages: int) -> str:
    """One page: front matter, paragraphs with emphasis and links, headings, a list, a table, a contact."""
    source = random.Random(f"{slug} {tag} {path}")
    syllables = _syllables(tag, path)

    def words(count: int) -> str:
        return _words(source, syllables, count)

    up = "../" * path.count("/")
    links = [each for each in page_paths(pages) if each not in ("imprint", "privacy", "accessibility")]
    parts = [f"---\ntitle: {words(3)}\nsummary: {words(9)}\norder: {source.randint(1, 90)}\nresponsible: office\n---\n"]
    parts.extend(
        f"## {words(3)} {number}\n\n{words(28)} **{words(2)}** [{words(2)}]({up}{source.choice(links)}.md).\n"
        for number in range(4)
    )
    parts.append("\n".join(f"- {words(6)}" for _ in range(5)) + "\n")
    parts.append(
        f"| {words(1)} | {words(1)} |\n| --- | --- |\n" + "".join(f"| {words(2)} | {words(3)} |\n" for _ in range(4))
    )
    parts.append("[[contact: advice]]\n")
    return "\n".join(parts)


def _syllables(tag: str, path: str) -> list[str]:
    return SYLLABLES[tag] if tag in SYLLABLES else list(SYLLABLES.values())[len(tag + path) % 4]


def _words(source: random.Random, syllables: list[str], count: int) -> str:
    return " ".join("".join(source.choices(syllables, k=source.randint(1, 4))) for _ in range(count))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
