"""A second count of what the report says, from the same folder and history, in plain Python and as simple as can be.

It knows the guide of `guide.py`: one line of commits, German source texts, front matter of single lines, Markdown without links.
"""

import calendar
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

INHERITS = {"alpha": ("land", "alpha"), "beta": ("land", "beta")}
LANGUAGES = {"alpha": ("de", "en", "ar"), "beta": ("de", "en")}
EXCLUDED = {"alpha": ("health/page-5",), "beta": ()}

Files = dict[str, str]
Key = tuple[str, str, str]
"""Where the source text lies, path, language."""


@dataclass(frozen=True)
class Text:
    """A text as a reader of a region gets it; `file` is empty where there is none."""

    file: str
    words: int = 0
    outdated: bool = False
    machine: bool = False
    changed: date | None = None
    review: date | None = None
    responsible: str = ""


def snapshots(folder: Path) -> list[tuple[date, Files]]:
    """Every commit's day and files below `content`, the oldest first."""

    def ask(*words: str) -> str:
        return subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=True).stdout

    found = []
    texts: dict[str, str] = {}
    for line in ask("log", "--reverse", "--format=%H %ct").splitlines():
        name, seconds = line.split()
        files = {}
        for entry in ask("ls-tree", "-r", name, "content").splitlines():
            blob, file = entry.split()[2:]
            if blob not in texts:
                texts[blob] = ask("cat-file", "blob", blob)
            files[file.removeprefix("content/")] = texts[blob]
        found.append((datetime.fromtimestamp(int(seconds), UTC).date(), files))
    return found


def texts_on(day: date, past: list[tuple[date, Files]], region: str) -> dict[Key, Text]:
    """Every text that a region should have at the end of a day."""
    until = [each for each in past if each[0] <= day]
    files = until[-1][1]
    shown: dict[tuple[str, str], str] = {}
    for folder in INHERITS[region]:
        for file, text in files.items():
            if file.startswith(f"{folder}/") and file.endswith(".md") and head(text, "draft") != "true":
                _, language, rest = file.split("/", 2)
                path = re.sub(r"(^|/)index$", "", rest.removesuffix(".md"))
                if language in LANGUAGES[region] and not (folder == "land" and path in EXCLUDED[region]):
                    shown[path, language] = file
    found: dict[Key, Text] = {}
    for path in {path for path, _ in shown}:
        owner = shown.get((path, "de")) or shown.get((path, "en")) or shown[path, "ar"]
        for language in LANGUAGES[region]:
            file = shown.get((path, language), "")
            source = shown.get((path, "de"))
            found[owner.split("/")[0], path, language] = _text(file, source, until) if file else Text("")
    return found


def _text(file: str, shown_source: str | None, until: list[tuple[date, Files]]) -> Text:
    now = until[-1][1][file]
    _, language, _ = file.split("/", 2)
    outdated = False
    if language != "de" and shown_source:
        first = next(files for _, files in until if said(files.get(file, "")) == said(now))
        outdated = said(_source(file, until[-1][1])) != said(_source(file, first))
    changed = [day for (day, files), (_, before) in zip(until, [(None, {}), *until], strict=False)
               if files.get(file) != before.get(file)][-1]  # fmt: skip
    review = head(now, "review_by")
    source = until[-1][1].get(shown_source or "", "")
    return Text(
        file,
        sum(any(sign.isalnum() for sign in word) for word in said(now).split()),
        outdated,
        not outdated and language != "de" and head(now, "machine_translated") == "true" and bool(shown_source),
        changed,
        date.fromisoformat(review) if review else None,
        head(now, "responsible") or head(source, "responsible"),
    )


def _source(file: str, files: Files) -> str:
    """The German text beside a translation: in its own folder, or else in the one that the folder inherits from."""
    folder, _, rest = file.split("/", 2)
    return files.get(f"{folder}/de/{rest}") or files.get(f"land/de/{rest}", "")


def said(text: str) -> str:
    """Title and body."""
    if not text:
        return ""
    _, _, body = text.split("---\n", 2)
    return head(text, "title") + " " + " ".join(body.split())


def head(text: str, key: str) -> str:
    """What a front matter key says."""
    found = re.search(rf"^{key}: (.*)$", text.split("\n---\n")[0], re.MULTILINE)
    return found[1] if found else ""


def month_ends(end: date) -> list[date]:
    """The last days of the 24 months that end with `end`."""
    found, year, month = [end], end.year, end.month
    for _ in range(23):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        found.insert(0, date(year, month, calendar.monthrange(year, month)[1]))
    return found


def sums(texts: dict[Key, Text], day: date) -> dict[str, int]:
    """The numbers of some texts, by the names that the report's JSON gives them."""
    there = [each for each in texts.values() if each.file]
    year_before = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
    return {
        "expected": len(texts),
        "texts": len(there),
        "missing": len(texts) - len(there),
        "words": sum(each.words for each in there),
        "outdated": sum(each.outdated for each in there),
        "machine": sum(each.machine for each in there),
        "current": sum(not each.outdated and not each.machine for each in there),
        "fresh": sum(each.changed > year_before for each in there if each.changed),
        "overdue": sum(each.review < day for each in there if each.review),
    }
