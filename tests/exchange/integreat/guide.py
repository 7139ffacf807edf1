"""A guide in a git repository that a region is brought over into."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from integreat_ssg.cli import main
from tests.exchange.integreat.responses import write_responses
from tests.exchange.integreat.shapes import REGION

Answers = dict[str, Any]


@dataclass
class Guide:
    """A guide in a git repository, and answers to import from."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def region(self) -> Path:
        return self.content / REGION

    def run(self, *options: str, answers: Answers | None = None, source: str = "") -> Result:
        """The command, on a folder with these answers."""
        saved = source or str(write_responses(self.folder / "saved", answers))
        given = ["import", "integreat", saved, "--region", REGION, "--content", str(self.content), "--language", "en"]
        return CliRunner().invoke(
            main, [*given, *([] if "--media" in options or source else ["--media", "link"]), *options]
        )

    def bring(self, *options: str, answers: Answers | None = None) -> str:
        """An import that goes well, committed; what it prints."""
        result = self.run(*options, answers=answers)
        assert result.exit_code == 0, result.output
        self.commit()
        return result.output

    def commit(self) -> None:
        for words in (["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "as it is"]):
            subprocess.run(["git", *words], cwd=self.folder, check=True)

    def text(self, path: str) -> str:
        return (self.region / path).read_text("utf-8")

    def edit(self, path: str, before: str, after: str) -> None:
        assert before in self.text(path)
        (self.region / path).write_text(self.text(path).replace(before, after), "utf-8")
        self.commit()

    def files(self) -> dict[str, bytes]:
        return {
            file.relative_to(self.content).as_posix(): file.read_bytes()
            for file in self.content.rglob("*")
            if file.is_file()
        }


def new_guide(folder: Path) -> Guide:
    folder.mkdir(exist_ok=True)
    for words in (["init", "-q"], ["config", "user.email", "a@town.example"], ["config", "user.name", "Editor"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return Guide(folder)
