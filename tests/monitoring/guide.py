"""A guide with a past: a shared region, two towns, and more than two years of edits by a seeded hand, as a git repository."""

import os
import random
import subprocess
from datetime import date, timedelta
from pathlib import Path

from tests.conftest import write_files

FIRST, LAST = date(2024, 9, 3), date(2026, 11, 18)
LANGUAGES = ("de", "en", "ar")
SECTIONS = ("arrival", "work", "health")
OFFICES = ("office", "clinic")
PLAIN_WORDS = "Wer hier neu ist fragt zuerst im Amt und bekommt dort einen Termin für das Gespräch".split()

SETTINGS = {
    "site.yaml": "title: {de: Probe, en: Sample}\nregions: [alpha, beta]\n",
    "land/region.yaml": "kind: shared\nname: Land\nlanguages: [de, en, ar]\nsource_language: de\n",
    "alpha/region.yaml": (
        "kind: district\nname: {de: Kreis Alpha, en: Alpha district}\ninherits: [land]\nlanguages: [de, en, ar]\n"
        "source_language: de\nexclude: [health/page-5]\n"
    ),
    "beta/region.yaml": "kind: town\nname: Beta\ninherits: [land]\nlanguages: [de, en]\nsource_language: de\n",
    **{
        f"land/contacts/{key}.yaml": f"name: {{de: Stelle {key}, en: Place {key}}}\nemail: {key}@example.org\n"
        for key in OFFICES
    },
}


def git(folder: Path, *arguments: str, day: date = FIRST) -> bytes:
    """Git with a fixed person and moment, untouched by the machine's own configuration."""
    moment = f"{day.isoformat()}T12:00:00Z"
    person = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
              for what, value in (("NAME", "A"), ("EMAIL", "a@a.example"), ("DATE", moment))}  # fmt: skip
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**surroundings, **person, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"},
        capture_output=True,
        check=True,
    ).stdout


def commit(folder: Path, day: date) -> None:
    """All that has changed, as of a day."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x", day=day)


def make_guide(folder: Path) -> Path:
    """The repository in `folder`; its content lies in `folder/content`."""
    folder.mkdir(parents=True)
    content, chance = folder / "content", random.Random(6)
    git(folder, "init", "-q", "-b", "main")
    write_files(content, {**SETTINGS, **_first_pages()})
    commit(folder, FIRST)
    day = FIRST
    while (day := day + timedelta(days=chance.randint(9, 16))) <= LAST:
        for _ in range(chance.randint(1, 4)):
            _edit(content, chance, day)
        commit(folder, day)
    return folder


def _first_pages() -> dict[str, str]:
    pages = {
        f"{town}/{language}/{name}.md": f"---\ntitle: {name} {language}\n---\nText von {town}.\n"
        for town in ("alpha", "beta")
        for language in ("de", "en")
        for name in ("index", "imprint", "privacy", "accessibility")
    }
    return pages | {f"land/de/{each}/index.md": f"---\ntitle: Bereich {each}\n---\nEin Anfang.\n" for each in SECTIONS}


def _edit(content: Path, chance: random.Random, day: date) -> None:
    """One thing that an editor does: a new text, a translation, other words, or only another date for the review."""
    texts = sorted(file for file in content.glob("*/*/*/*.md"))
    folder, path = (
        chance.choice(("land", "land", "alpha", "beta")),
        f"{chance.choice(SECTIONS)}/page-{chance.randint(1, 5)}",
    )
    kind = chance.randint(1, 10)
    if kind <= 4:
        file = content / folder / "de" / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_page("de", path, chance, day))
    elif kind <= 7:
        source = chance.choice(texts)
        language = chance.choice(("en", "ar"))
        file = Path(*(language if part == "de" else part for part in source.parts))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_page(language, path, chance, day))
    elif kind == 8:
        file = chance.choice(texts)
        file.write_text(f"{file.read_text()}\n{' '.join(chance.choices(PLAIN_WORDS, k=7))}.\n")
    elif kind == 9:
        file = chance.choice(texts)
        file.write_text(file.read_text().replace("---\n", f"---\norder: {chance.randint(1, 99)}\n", 1)
                        if "order:" not in file.read_text() else file.read_text())  # fmt: skip
    elif len(texts) > 12 and "index" not in (file := chance.choice(texts)).name:
        file.unlink()


def _page(language: str, path: str, chance: random.Random, day: date) -> str:
    head = [f"title: {path.replace('/', ' ')} {language} {chance.randint(1, 999)}"]
    if chance.random() < 0.5:
        head.append(f"review_by: {(day + timedelta(days=chance.randint(60, 700))).isoformat()}")
    if language == "de" and chance.random() < 0.7:
        head.append(f"responsible: {chance.choice(OFFICES)}")
    if language != "de" and chance.random() < 0.3:
        head.append("machine_translated: true")
    if chance.random() < 0.1:
        head.append("draft: true")
    words = " ".join(chance.choices(PLAIN_WORDS, k=chance.randint(5, 60)))
    return "---\n" + "\n".join(head) + f"\n---\n## Frage\n\n{words}.\n\n- eins\n- zwei\n"
