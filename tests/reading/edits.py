"""A scripted history: seeded edits as editors, translators and browser editors make them, written by `git fast-import`."""

import random
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from integreat_ssg.reading.frontmatter import text_digest
from integreat_ssg.reading.texts import fields_digest

SOURCE, *TRANSLATIONS = LANGUAGES = ("de", "ar", "uk")
PAGES, PLACES = 6, 3

Key = tuple[str, str]
"""A page's name and its language, or a place's name and ""."""


@dataclass(frozen=True)
class Text:
    """A page in one language. `name` stays the same for ever; the second calculation knows the page by it."""

    name: str
    path: str
    title: str
    body: str
    order: int = 1
    stamp: str = ""
    wrapped: bool = False

    def file(self, language: str) -> tuple[str, str]:
        """Its path and what the file holds."""
        head = f"title: {self.title}\nkeywords: [{self.name}]\norder: {self.order}\nsummary: null\n"
        head += f"translation_of: {self.stamp}\n" if self.stamp else ""
        up = "../" * self.path.count("/")
        body = f"{self.body}\n\nMore: [link]({up}other.md#{self.order})"
        text = f"---\n{head}---\n{body}\n"
        return f"town/{language}/{self.path}.md", text.replace(" ", "\n", 0).replace(
            "\n", "\r\n"
        ) if self.wrapped else text


@dataclass(frozen=True)
class Spot:
    """A place with two translated fields."""

    name: str
    path: str
    names: dict[str, str]
    notes: dict[str, str]
    phone: int = 1
    wrapped: bool = False
    stamps: dict[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What a stamp says of its source texts now."""
        held = {"name.de": self.names[SOURCE], "access.note.de": self.notes[SOURCE]}
        return fields_digest({way: text_digest(words, None, "") for way, words in held.items()}, SOURCE)

    def file(self, _: str) -> tuple[str, str]:
        """Its path and what the file holds."""
        gap = "  \n" if self.wrapped else "\n"
        lines = [f"website: https://{self.name}.example", f"phones: [{{number: '{self.phone}'}}]", "name:"]
        lines += [f"  {tag}: {words}" for tag, words in self.names.items()]
        lines += ["access:", "  note:", *(f"    {tag}: {words}" for tag, words in self.notes.items())]
        lines += (
            ["translation_of:", *(f"  {tag}: {digest}" for tag, digest in self.stamps.items())] if self.stamps else []
        )
        return f"town/places/{self.path}.yaml", gap.join(lines) + "\n"


State = dict[Key, Text | Spot]


@dataclass
class Script:
    """Writes commits into the stream of `git fast-import`, and remembers what each of them left."""

    seed: int
    stream: list[str] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    line: list[int] = field(default_factory=list)
    """The mainline: marks of its commits, the oldest first."""
    words: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        first: State = {}
        for number in range(PAGES):
            for tag in LANGUAGES:
                first[f"p{number}", tag] = Text(f"p{number}", f"a{number}", self.new(), self.new())
        for number in range(PLACES):
            names, notes = ({tag: self.new() for tag in LANGUAGES} for _ in range(2))
            first[f"s{number}", ""] = Spot(f"s{number}", f"b{number}", names, notes)
        self.line.append(self.commit(first, []))

    def new(self) -> str:
        """Words that nobody has written before."""
        self.words += 1
        return f"word{self.words} and more"

    def commit(self, state: State, parents: list[int]) -> int:
        """Its mark, which begins with 1 as git wants it."""
        self.states.append(state)
        mark = len(self.states)
        lines = [
            f"commit refs/heads/c{mark}",
            f"mark :{mark}",
            f"committer A <a@a.example> {1767225600 + mark * 3600} +0000",
            "data 1",
            "x",
        ]
        lines += [f"{'merge' if number else 'from'} :{parent}" for number, parent in enumerate(parents)]
        lines.append("deleteall")
        files = dict(each.file(tag) for (_, tag), each in state.items())
        for path, text in files.items():
            lines += [f"M 644 inline {path}", f"data {len(text.encode())}", text]
        self.stream += lines
        return mark

    def edit(self, state: State, names: list[str]) -> State:
        """One edit to one of the pages or places with these names."""
        name = self.random.choice(names)
        if name.startswith("s"):
            return self.edit_spot(state, name)
        kinds: list[Callable[[State, str], State]] = [
            self.change_source, self.change_source, self.translate, self.translate, self.change_all,
            self.format, self.touch_heads, self.move, self.move_one, self.take_back, self.stamp,
        ]  # fmt: skip
        return self.random.choice(kinds)(state, name)

    def change_source(self, state: State, name: str) -> State:
        return self.changed(state, (name, SOURCE), self.random.choice(("title", "body")))

    def translate(self, state: State, name: str) -> State:
        return self.changed(state, (name, self.random.choice(TRANSLATIONS)), "body")

    def change_all(self, state: State, name: str) -> State:
        for tag in LANGUAGES:
            state = self.changed(state, (name, tag), "body")
        return state

    def format(self, state: State, name: str) -> State:
        key = (name, self.random.choice(LANGUAGES))
        return {**state, key: replace(state[key], wrapped=not state[key].wrapped)}

    def touch_heads(self, state: State, name: str) -> State:
        order = self.random.randrange(100)
        return {**state, **{(name, tag): replace(self.text(state, (name, tag)), order=order) for tag in LANGUAGES}}

    def move(self, state: State, name: str) -> State:
        """All languages at once, with their links mended."""
        path = f"{'sub/' * self.random.randrange(2)}m{self.new().split()[0]}"
        return {**state, **{(name, tag): replace(self.text(state, (name, tag)), path=path) for tag in LANGUAGES}}

    def move_one(self, state: State, name: str) -> State:
        """A language that has stayed behind follows, or one goes ahead."""
        paths = {tag: self.text(state, (name, tag)).path for tag in LANGUAGES}
        tag = next((tag for tag in TRANSLATIONS if paths[tag] != paths[SOURCE]), "")
        path = paths[SOURCE] if tag else f"m{self.new().split()[0]}"
        key = (name, tag or SOURCE)
        return {**state, key: replace(self.text(state, key), path=path)}

    def take_back(self, state: State, name: str) -> State:
        """One language is again as it was some commits ago, where it is now."""
        key = (name, self.random.choice(LANGUAGES))
        old, now = self.text(self.random.choice(self.states), key), self.text(state, key)
        return {**state, key: replace(now, title=old.title, body=old.body)}

    def stamp(self, state: State, name: str) -> State:
        source, key = self.text(state, (name, SOURCE)), (name, self.random.choice(TRANSLATIONS))
        body = f"{source.body}\n\nMore: [link](x.md)"
        return {**state, key: replace(self.text(state, key), stamp=text_digest(source.title, None, body))}

    def changed(self, state: State, key: Key, what: str) -> State:
        return {**state, key: replace(self.text(state, key), **{what: self.new()})}

    def edit_spot(self, state: State, name: str) -> State:
        spot = state[name, ""]
        assert isinstance(spot, Spot)
        tags = self.random.choice(([SOURCE], [self.random.choice(TRANSLATIONS)], list(LANGUAGES)))
        new = {tag: self.new() for tag in tags}
        others = [
            replace(spot, names={**spot.names, **new}),
            replace(spot, notes={**spot.notes, **new}),
            replace(spot, phone=spot.phone + 1),
            replace(spot, stamps={**spot.stamps, self.random.choice(TRANSLATIONS): spot.digest}),
            replace(spot, wrapped=not spot.wrapped),
            replace(spot, path=f"n{self.new().split()[0]}"),
        ]
        return {**state, (name, ""): self.random.choice(others)}

    def branch(self) -> None:
        """Some edits aside and some on the mainline, of different pages or of different languages of one; then the merge."""
        start = self.line[-1]
        fork, names = self.states[start - 1], [f"p{number}" for number in range(PAGES)]
        aside, shared = self.random.sample(names, 2)
        side, tip = fork, start
        tag = self.random.choice(TRANSLATIONS)
        for number in range(self.random.randrange(1, 4)):
            side = self.changed(side, (shared, tag), "body") if number == 0 else self.edit(side, [aside])
            tip = self.commit(side, [tip])
        main = self.states[self.line[-1] - 1]
        for number in range(self.random.randrange(1, 4)):
            others = [each for each in names if each not in (aside, shared)]
            main = (
                self.change_source(main, shared)
                if number == 0 and self.random.random() < 0.6
                else self.edit(main, others)
            )
            self.line.append(self.commit(main, [self.line[-1]]))
        merged = {key: side[key] if side[key] != fork[key] else main[key] for key in fork}
        self.line.append(self.commit(merged, [self.line[-1], tip]))

    @staticmethod
    def text(state: State, key: Key) -> Text:
        found = state[key]
        assert isinstance(found, Text)
        return found


def write_history(folder: Path, seed: int, edits: int) -> list[str]:
    """Makes a repository in `folder` with at least so many edits; the commits of its mainline, the oldest first."""
    script = Script(seed)
    names = [*(f"p{number}" for number in range(PAGES)), *(f"s{number}" for number in range(PLACES))]
    while len(script.states) <= edits:
        if script.random.random() < 0.1:
            script.branch()
        else:
            state = script.edit(script.states[script.line[-1] - 1], names)
            script.line.append(script.commit(state, [script.line[-1]]))
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", folder], check=True)
    marks = folder / ".git" / "marks"
    subprocess.run(
        ["git", "-C", folder, "fast-import", "--quiet", f"--export-marks={marks}"],
        input="\n".join([*script.stream, "done", ""]).encode(),
        check=True,
    )
    by_mark = dict(line.split() for line in marks.read_text().splitlines())
    return [by_mark[f":{mark}"] for mark in script.line]
