"""Pages to the places of their files: one tree for all languages, made by joining paths; ids say nothing about it.

A page's file is named after its slug in the source language, so that the same path is the same page in every language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from integreat_ssg.exchange.integreat.joining import Joined
from integreat_ssg.exchange.integreat.names import file_name
from integreat_ssg.exchange.integreat.paths import comparable
from integreat_ssg.exchange.integreat.shapes import Page

MAX_DEPTH = 8
"""Levels of the tree; what lies deeper stands on the last one."""
MAX_FORMER = 12
"""Paths that one page is known by in one language."""


@dataclass(frozen=True)
class Node:
    """A page with its path ("arrival/registration"), whether pages lie below it, and its place among its neighbours, 0 where
    their names are in that order already. `spoken` are its paths by each language's own slugs, the present one first, then
    former ones; `lost` says that its parent was not among the pages."""

    page: Joined[Page]
    path: str
    is_section: bool
    order: int = 0
    spoken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lost: bool = False

    @property
    def file(self) -> str:
        """Its file in the folder of a language."""
        return f"{self.path}/index.md" if self.is_section else f"{self.path}.md"


def grow(pages: tuple[Joined[Page], ...]) -> tuple[Node, ...]:
    """The tree of all pages, parents before their children, neighbours in their order."""
    at = {(code, version.path): page for page in pages for code, version in page.versions.items()}
    above = {id(page): _parent(page, at) for page in pages}
    below: dict[int, list[Joined[Page]]] = {}
    for page in pages:
        below.setdefault(id(above[id(page)]) if above[id(page)] else 0, []).append(page)
    reached = _reached(below)
    below[0] = below.get(0, []) + [page for page in pages if id(page) not in reached and _is_head(page, above, reached)]
    nodes: list[Node] = []
    taken: set[str] = set()
    waiting: list[tuple[Joined[Page], Node | None, int]] = [(page, None, 1) for page in reversed(_ranked(below[0]))]
    placed: set[int] = set()
    while waiting:
        page, parent, depth = waiting.pop()
        if id(page) in placed:
            continue
        placed.add(id(page))
        folder = parent.path if parent else ""
        name = file_name(slug_of(page.first.path), f"page-{page.first.id or len(placed)}", folder, taken)
        path = f"{folder}/{name}" if folder else name
        taken.add(path)
        children = below.get(id(page), [])
        lost = parent is None and any(each.parent for each in page.versions.values())
        node = Node(page, path, bool(children) and depth < MAX_DEPTH, 0, _spoken(page, parent), lost)
        nodes.append(node)
        waiting += [(each, node if node.is_section else parent, depth + 1) for each in reversed(_ranked(children))]
    return _ordered(nodes)


def slug_of(path: str) -> str:
    """The last part of a path."""
    return path.strip("/").rpartition("/")[2]


def _parent(page: Joined[Page], at: Mapping[tuple[str, str], Joined[Page]]) -> Joined[Page] | None:
    """The page above: as the first version says, or another one where that page is not there, or the nearest above it."""
    if not page.first.parent:
        return None
    named = [at.get((code, each.parent)) for code, each in page.versions.items()]
    steps = [at.get((page.code, path)) for path in _above(page.first.parent)]
    return next((each for each in (*named, *steps) if each is not None and each is not page), None)


def _above(path: str) -> list[str]:
    """The paths above one such as "/lueneburg/de/ankommen/", the nearest first."""
    parts = path.strip("/").split("/")
    return [f"/{'/'.join(parts[:count])}/" for count in range(len(parts) - 1, 2, -1)]


def _reached(below: Mapping[int, list[Joined[Page]]]) -> set[int]:
    """What hangs together with the root; parents that lead round in a circle do not."""
    reached: set[int] = set()
    waiting = list(below.get(0, []))
    while waiting:
        page = waiting.pop()
        if id(page) not in reached:
            reached.add(id(page))
            waiting += below.get(id(page), [])
    return reached


def _is_head(page: Joined[Page], above: Mapping[int, Joined[Page] | None], reached: set[int]) -> bool:
    """Whether a page of a circle is the one that it is entered by: the one with the smallest path."""
    ring: list[Joined[Page]] = []
    current = page
    while id(current) not in {id(each) for each in ring}:
        ring.append(current)
        parent = above[id(current)]
        if parent is None or id(parent) in reached:
            return False
        current = parent
    ring = ring[[id(each) for each in ring].index(id(current)) :]
    return min(ring, key=lambda each: each.first.path) is page


def _ranked(pages: list[Joined[Page]]) -> list[Joined[Page]]:
    return sorted(pages, key=lambda page: page.first.order)  # what has the same number stays as it came


def _spoken(page: Joined[Page], parent: Node | None) -> Mapping[str, tuple[str, ...]]:
    """For each language the paths of a page there, made of that language's slugs: the present one first, then former ones."""
    found = {}
    for code, version in page.versions.items():
        slugs = dict.fromkeys(comparable(each) for each in (slug_of(version.path), *version.former_slugs))
        names = [name for each in slugs if (name := file_name(each, "", "-", ()))]
        folders = parent.spoken.get(code, (parent.path,)) if parent else ("",)
        paths = (f"{folder}/{name}" if folder else name for folder in folders for name in names)
        found[code] = tuple(dict.fromkeys(paths))[:MAX_FORMER]
    return found


def _ordered(nodes: list[Node]) -> tuple[Node, ...]:
    """Numbers for neighbours that would not stand in the order of their names."""
    siblings: dict[str, list[str]] = {}
    for node in nodes:
        siblings.setdefault(node.path.rpartition("/")[0], []).append(node.path)
    numbers = {
        path: 10 * number
        for paths in siblings.values()
        if paths != sorted(paths)
        for number, path in enumerate(paths, 1)
    }
    return tuple(replace(each, order=numbers.get(each.path, 0)) for each in nodes)
