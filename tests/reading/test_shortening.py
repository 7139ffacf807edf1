"""Scripts mean the same after they have been shortened: the minifier changes the order of declarations, so some must not meet.

It joins neighbouring declarations and puts those that take something apart first, whatever the others wait for or change.
Where that matters, the source has another statement between them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import minify
import pytest

from integreat_ssg.reading.theme_files import default_theme

SCRIPTS = sorted(file for folder in ("scripts", "worker") for file in (default_theme() / folder).glob("*.js"))
_DECLARATION = re.compile(r"( *)(?:export )?(const|let) ([\w$]+|[\[{].*?[\]}])(?: = (.*))?$")
_LATER = re.compile(r"(async )?(\([^()]*\)|\w+) =>|(async )?function")
"""A value that does nothing yet."""


@dataclass(frozen=True)
class Declaration:
    """One statement: `const target = value;`."""

    line: int
    depth: int
    kind: str
    target: str
    value: str

    @property
    def takes_apart(self) -> bool:
        """Whether the target is a pattern."""
        return self.target[0] in "[{"

    @property
    def waits(self) -> bool:
        """Whether the value is there after a pause in which other things happen."""
        return "await " in self.value and not _LATER.match(self.value)

    def needs(self, others: Iterable[str]) -> bool:
        """Whether the value names one of these."""
        return any(re.search(rf"(?<![\w.]){re.escape(each)}\b", self.value) for each in others)


def neighbours(lines: list[str], first: int = 1) -> Iterator[list[Declaration]]:
    """Runs of declarations of one kind in one block with nothing between them; `first` is the number of the first line."""
    run: list[Declaration] = []
    at = 0
    while at < len(lines):
        end = at
        if found := _DECLARATION.match(_bare(lines[at])):
            while not (_bare(lines[end]).endswith(";") and (end == at or _depth(lines[end]) <= len(found[1]))):
                end += 1
            yield from neighbours(lines[at + 1 : end], first + at + 1)
            text = " ".join([found[4] or "", *(each.strip() for each in lines[at + 1 : end + 1])])
            own = Declaration(first + at, len(found[1]), found[2], found[3], text)
            if run and (run[-1].depth, run[-1].kind) != (own.depth, own.kind):
                yield run
                run = []
            run.append(own)
        elif _bare(lines[at]).strip():
            yield run
            run = []
        at = end + 1
    yield run


def _bare(line: str) -> str:
    return re.sub(r"(^|\s)//.*$|^\s*/?\*.*$", "", line).rstrip()


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def changed_orders(source: str) -> list[str]:
    """Declarations that the minifier may put before one that waits, since they do not need what comes of it."""
    problems = []
    for run in neighbours(source.splitlines()):
        for index, waiting in enumerate(run):
            names = [waiting.target]
            for later in run[index + 1 :] if waiting.waits and not waiting.takes_apart else []:
                if later.needs(names):
                    names.append(later.target)
                elif later.takes_apart:
                    problems.append(f"lines {waiting.line} and {later.line}: put another statement between them")
    return problems


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_order_matters_that_is_changed(file: Path) -> None:
    """In no script of the theme something is taken apart before what the source waits for."""
    problems = changed_orders(file.read_text("utf-8"))
    assert not problems, "\n".join(problems)


def test_the_trap_is_there_and_seen() -> None:
    """The minifier still does it; when it does not any more, this file has done its work."""
    source = "async function show() {\n  const all = await load();\n  const { rows } = count();\n  tell(all, rows);\n}\nshow();\n"
    shipped = str(minify.string("application/javascript", source))
    assert shipped.index("count()") < shipped.index("load()")
    assert changed_orders(source)
    apart = source.replace("  const { rows }", "  tell();\n  const { rows }")
    shipped = str(minify.string("application/javascript", apart))
    assert shipped.index("load()") < shipped.index("count()")
    assert not changed_orders(apart)
