"""From which source text each translation was made, through edits, moves, copies, merges and reverts.

A translation was made from the source text that stood beside it when its own words first appeared. The words are known by
their digest, so it does not matter how they came to where they are now: a page that moves, a branch that is merged or a
revert brings words back, and with them what they were made from. A stamp (`translation_of`) says it anew, until the words of
the translation change.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from integreat_ssg.reading.git import Commit
from integreat_ssg.reading.texts import PAGE, STAMP, Layout, Units, group_of, stamped_units

Unit = tuple[str, str]
"""A file and the way to one of its texts."""


@dataclass(frozen=True, slots=True)
class Step:
    """A text as one commit left it, and the steps before: several where branches met."""

    digest: str
    commit: str
    blob: str
    before: tuple["Step", ...] = ()


@dataclass
class Tree:
    """All texts as one commit leaves them. What was deleted stays known in `texts`, but not in `files`."""

    files: dict[str, Units] = field(default_factory=dict)
    texts: dict[str, Mapping[str, Step]] = field(default_factory=dict)
    """File and way to the text that stands there."""
    moved: dict[str, str] = field(default_factory=dict)
    """Files that are gone to the names under which they came back."""

    def copy(self) -> "Tree":
        """A tree that can go its own way."""
        return Tree(dict(self.files), dict(self.texts), dict(self.moved))


@dataclass
class Descent:
    """Grows commit by commit, parents first. `made_from` remembers of each file's texts, by way and digest, the digest of the
    source text beside them; None where there was none yet."""

    layout: Layout
    made_from: dict[str, dict[tuple[str, str], str | None]] = field(default_factory=dict)
    _alike: dict[frozenset[tuple[str, str]], list[str]] = field(default_factory=dict)
    """All texts of a file to the files that ever held just these."""

    def copy(self) -> "Descent":
        """One that can grow another way."""
        made_from = {file: dict(each) for file, each in self.made_from.items()}
        return Descent(self.layout, made_from, {texts: list(files) for texts, files in self._alike.items()})

    def add(self, tree: Tree, others: list[Tree], commit: Commit, changed: Mapping[str, Units]) -> None:
        """Brings `tree`, the one of the first parent, to the state of `commit`; `others` are the trees of further parents.

        `changed` has the texts of each file that the commit wrote and that could be read.
        """
        gone = {file for file, blob in commit.files.items() if not blob and tree.files.pop(file, None) is not None}
        tree.moved |= {file: each.moved[file] for each in others for file in gone if file in each.moved}
        stamped: list[Unit] = []
        for file in sorted(changed, key=lambda each: (not self._is_source(each), each)):
            texts = changed[file]
            fresh = file not in tree.files
            origin = self._origin(tree, others, file, texts, gone) if texts and (fresh or others) else ""
            tree.files[file] = texts
            tree.moved |= {origin: file} if origin in gone else {}
            past = tree.texts.get(file, {})
            for way in (each for each in texts if each.partition(".")[0] == STAMP):
                known = [each.texts.get(name, {}).get(way) for each in (tree, *others) for name in (file, origin)]
                if not any(each and each.digest == texts[way] for each in known):
                    stamped.append((file, way))
            tree.texts[file] = {
                way: self._step(tree, others, (file, way), digest, commit, origin if way not in past else "")
                for way, digest in texts.items()
            }
            alike = self._alike.setdefault(frozenset(texts.items()), [])
            if texts and file not in alike:
                alike.append(file)
        for file, texts in changed.items():
            memory = self.made_from.setdefault(file, {})
            for key in [each for each in texts.items() if each not in memory]:
                source = self.source(tree, (file, key[0]))
                memory[key] = source.digest if source else None
        for file, stamp in stamped:
            source_language = self.layout.source_languages.get(file.partition("/")[0], "")
            for way, base in stamped_units(changed[file], stamp, source_language):
                self.made_from[file][way, changed[file][way]] = base

    def source(self, tree: Tree, unit: Unit) -> Step | None:
        """The source text of a unit in a tree: one that is there, or else one that went ahead to another path, or was."""
        found = [each for each in self.layout.source_of(*unit) if each[1] in tree.texts.get(each[0], {})]
        living = [each for each in found if each[0] in tree.files]
        return next((tree.texts[_now(tree, file)].get(way) for file, way in living or found), None)

    def _is_source(self, file: str) -> bool:
        return self.layout.source_languages.get(file.partition("/")[0]) == group_of(file)

    def _step(self, tree: Tree, others: list[Tree], unit: Unit, digest: str, commit: Commit, origin: str) -> Step:
        file, way = unit
        last = tree.texts.get(file, {}).get(way)
        if last and last.digest == digest:
            return last
        before = [last, tree.texts.get(origin, {}).get(way)]
        before += [step for each in others for name in (file, origin) if (step := each.texts.get(name, {}).get(way))]
        return Step(
            digest, commit.name, commit.files[file], tuple({id(each): each for each in before if each}.values())
        )

    def _origin(self, tree: Tree, others: list[Tree], file: str, texts: Units, gone: set[str]) -> str:
        """The file from which a new one was moved or copied, whose memory it takes over; "" where it came from nowhere.

        Two pages may say the same by chance. So a file that is still there counts only where its source text says, or once
        said, the same too.
        """
        group, name = group_of(file), file.rpartition("/")[2]
        alike = [each for each in self._alike.get(frozenset(texts.items()), ()) if each != file]
        if PAGE not in texts:  # a field may well change while its file moves
            alike += [each for each in sorted(gone) if group_of(each) == group
                      and 2 * len(self._shared(tree, each, texts)) >= len(texts)]  # fmt: skip
        alike.sort(key=lambda each: (each not in gone, group_of(each) != group, each.rpartition("/")[2] != name))
        for each in alike:
            left = each in gone or (bool(others) and each not in tree.files)
            if left or (group_of(each) == group and self._same_source(tree, file, each, texts)):
                self.made_from[file] = self.made_from.get(file, {}) | self.made_from.get(each, {})
                return each
        return ""

    def _shared(self, tree: Tree, file: str, texts: Units) -> list[str]:
        there = tree.texts.get(file, {})
        return [way for way, digest in texts.items() if way in there and there[way].digest == digest]

    def _same_source(self, tree: Tree, file: str, other: str, texts: Units) -> bool:
        for way in texts:
            here, there = self.source(tree, (file, way)), self.source(tree, (other, way))
            if here and there and here.digest in {each.digest for each in steps(there)}:
                return True
        return False


def grow(
    descent: Descent, commits: Iterable[Commit], texts: Callable[[str, str], Units | None]
) -> Iterator[tuple[Commit, Tree]]:
    """Each commit, parents first, with the tree that it leaves, which holds until the next one is asked for. `texts` are what
    a file with a blob says, None where that cannot be told."""
    commits = list(commits)
    heirs = Counter(parent for each in commits for parent in each.parents)
    trees: dict[str, Tree] = {}
    for commit in commits:
        parents = [trees[name] for name in commit.parents if name in trees]
        first = commit.parents[0] if parents else ""
        tree = (parents[0] if heirs[first] == 1 else parents[0].copy()) if parents else Tree()
        changed = {file: found for file, blob in commit.files.items() if (found := texts(file, blob))}
        descent.add(tree, parents[1:], commit, changed)
        trees[commit.name] = tree
        for name in commit.parents:
            heirs[name] -= 1
            if not heirs[name]:
                trees.pop(name, None)
        yield commit, tree


def _now(tree: Tree, file: str) -> str:
    """Where a file that is gone stands now; where it stood, if it came back nowhere."""
    seen = {file}
    while file not in tree.files and (new := tree.moved.get(file, file)) not in seen:
        seen.add(file := new)
    return file


def since(source: Step, base: str | None) -> str:
    """The commit in which a source text left what a translation was made from, and to which it has not come back.

    Where no step holds `base` it is the commit that first wrote the text.
    """
    waiting = [(source, source)]
    seen: set[int] = set()
    last = source
    while waiting:
        step, later = waiting.pop()
        if step.digest == base:
            return later.commit
        if id(step) in seen:
            continue
        seen.add(id(step))
        last = step if not step.before else last
        waiting += [(each, step) for each in reversed(step.before)]
    return last.commit


def steps(step: Step) -> Iterable[Step]:
    """A step and all before it, each once."""
    waiting, seen = [step], {id(step)}
    while waiting:
        each = waiting.pop()
        yield each
        for before in each.before:
            if id(before) not in seen:
                seen.add(id(before))
                waiting.append(before)
