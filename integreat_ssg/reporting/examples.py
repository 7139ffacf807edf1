"""For each code the smallest content that provokes it: what `docs/findings.md` shows, and what tests write into a folder."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is no plain text: repeated text between others, bytes, a link to another file, or a pipe."""

    before: str = ""
    repeat: str = ""
    times: int = 0
    after: str = ""
    base64: str = ""
    link: str = ""
    pipe: bool = False

    @property
    def data(self) -> bytes:
        """What stands in it; nothing in a link or a pipe."""
        repeated = "".join(self.repeat.replace("{n}", str(number)) for number in range(self.times))
        return base64.b64decode(self.base64) or f"{self.before}{repeated}{self.after}".encode()


Example = Mapping[str, str | Made | None]
"""Path in the content folder to text; None where a file of the base is taken away."""


@cache
def base() -> Mapping[str, str]:
    """A site without findings, on which every example lies."""
    found: Mapping[str, str] = _tables()["base"]
    return found


@cache
def examples() -> Mapping[str, Example]:
    """Code to its example. Raises TypeError where `examples.yaml` is not as it should be."""
    return {
        code: {path: Made(**each) if isinstance(each, dict) else each for path, each in example.items()}
        for code, example in _tables()["examples"].items()
    }


def _tables() -> dict[str, Any]:
    text = files("integreat_ssg.reporting").joinpath("examples.yaml").read_text(encoding="utf-8")
    tables: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return tables
