"""What any generator must be able to do to be measured: take a guide in its own layout, build it, and be edited."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import Size
from tests.bench.processes import FailedError


@dataclass(frozen=True)
class Edit:
    """A change of one file: what `pattern` finds first becomes `text`, in which {n} is another number each time."""

    file: str
    pattern: str
    text: str

    def make(self, folder: Path, number: int) -> None:
        """Changes the file. Raises FailedError where there is nothing to change."""
        file = folder / self.file
        found, count = re.subn(self.pattern, self.text.replace("{n}", str(number)), file.read_text("utf-8"), count=1)
        if not count:
            raise FailedError(f"Nothing to edit in {file}: {self.pattern}")
        file.write_text(found, "utf-8")


PAGE, TITLE = ("page edited", "title edited")
CONTACT, THEME = ("contact edited", "theme edited")


def edits(page: str, contact: str, theme: str, title: str = r"(?m)^title: .*$") -> Mapping[str, Edit]:
    """The four edits, of the files that a generator keeps these things in."""
    heading = title.removeprefix("(?m)^").partition(":")[0]
    return {
        PAGE: Edit(page, r"\Z", "\nEin neuer Satz {n}.\n"),
        CONTACT: Edit(contact, r"23125 \d+", "23125 {n}"),
        TITLE: Edit(page, title, f"{heading}: Neuer Titel {{n}}"),
        THEME: Edit(theme, r'data-edition="\d+"', 'data-edition="{n}"'),
    }


@dataclass(frozen=True)
class Generator:
    """A generator: how it is called, what it builds with (`{folder}` is where its guide lies), how a guide is laid out for it,
    its edits, and what it has made of earlier builds (patterns), which is moved away before a cold one."""

    name: str
    command: Sequence[str]
    write: Callable[[Path, Size], None]
    edits: Mapping[str, Edit]
    made: Sequence[str]
    output: str

    def called(self, folder: Path) -> list[str]:
        """The command for a guide in `folder`."""
        return [part.replace("{folder}", str(folder)) for part in self.command]

    def forget(self, folder: Path) -> None:
        """Moves away what earlier builds have made. It is not removed: for minutes ext4 takes no file's number again that was
        given back, and looks at all of those for each file that it makes, which would be measured too."""
        gone = folder.parent / "gone"
        gone.mkdir(exist_ok=True)
        for name in self.made:
            for each in folder.glob(name):
                each.rename(gone / f"{folder.name} {sum(1 for _ in gone.iterdir())}")

    def pages(self, folder: Path) -> int:
        """The pages that it has made."""
        return sum(1 for _ in (folder / self.output).rglob("*.html"))
