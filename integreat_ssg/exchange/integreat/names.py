"""Slugs and titles to names of files: small letters, NFC, nothing that a disk or an address cannot hold, each once."""

import hashlib
import re
from collections.abc import Callable, Container

from integreat_ssg.exchange.integreat.paths import comparable
from integreat_ssg.model.content import NEWS, ROOT_PAGES
from integreat_ssg.reading.folder import is_name
from integreat_ssg.spelling import key_from

LONGEST = 60
"""Characters of a name."""
DEEPEST = 140
"""Characters of a path, after which names are short; folders and addresses may have 240, and files have languages in front."""
SHORT = 16

TAKEN = frozenset(("index", NEWS, "places", "map", "events", "glossary", "offline", "my-list", "search", "register", "for",
                   "offers", *ROOT_PAGES))  # fmt: skip
"""Names at the top of a language's folder that mean something else."""

_UNFIT = re.compile(r"[^\w.-]+")


def file_name(slug: str, otherwise: str, above: str, taken: Container[str]) -> str:
    """A name for a slug in the folder `above` ("" at the top), without an ending; `otherwise` where nothing is left of it.
    `taken` are paths in use."""
    name = _UNFIT.sub("-", comparable(slug)).strip("-._") or otherwise
    longest = LONGEST if len(above) < DEEPEST else SHORT
    if len(name) > longest or len(name.encode()) > 2 * LONGEST:
        digest = hashlib.sha256(name.encode()).hexdigest()[:6]
        name = f"{_cut(name[: longest - 7]).strip('-._')}-{digest}"
    if not is_name(f"{name}.md") or (not above and name in TAKEN) or name == "index":
        name = f"{name}-page" if is_name(f"{name}-page.md") else otherwise
    return numbered(name, lambda each: (f"{above}/{each}" if above else each) not in taken)


def key_of(slug: str, otherwise: str, taken: Container[str]) -> str:
    """A key of small Latin letters, digits and hyphens, the next free one; `otherwise` where a slug has no such letters."""
    name = key_from(slug, LONGEST) or otherwise
    return numbered(name if is_name(f"{name}.yaml") else otherwise, lambda each: each not in taken)


def numbered(name: str, is_free: Callable[[str], bool]) -> str:
    """The name, or the first free one of "name-2", "name-3" and so on."""
    number, free = 1, name
    while not is_free(free):
        number += 1
        free = f"{name}-{number}"
    return free


def _cut(name: str) -> str:
    """As much of a name as fits into twice as many bytes as a name may have letters."""
    return name.encode()[: 2 * LONGEST - 7].decode("utf-8", "ignore")
