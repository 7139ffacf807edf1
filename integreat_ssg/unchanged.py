"""A build of which nothing has changed since it was made last: the top of the tree of digests.

What a build reads has one digest, and so has each site that it leaves in the output folder. Where all are as they were, what
became of the build then becomes of it now, and nothing is read, planned or rendered. Nothing but a build without errors is
remembered. This asks for little of the program, since most of an unchanged build's time would be its start.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from integreat_ssg.cache import UNREADABLE, Cache, key_of
from integreat_ssg.digests import program_digest
from integreat_ssg.model.findings import finding_of, has_errors, plain
from integreat_ssg.model.site import MANIFEST
from integreat_ssg.outcomes import BuildResult, plain_region, region_of
from integreat_ssg.reading.state import state_of
from integreat_ssg.writing import is_at_rest, portal_tree, standing_tree


@dataclass(frozen=True)
class Asked:
    """What a build is asked for: where, with the theme of this digest, of which regions (all where none is named), and what is
    said about the content from outside."""

    content: Path
    output: Path
    theme: str
    regions: tuple[str, ...] = ()
    today: date | None = None
    base_url: str | None = None

    @property
    def key(self) -> str:
        """The name under which the result is remembered."""
        folders = (str(each) for each in (self.content.resolve(), self.output.resolve(), self.output))
        return key_of(
            "build", program_digest(), json.dumps([*folders, self.theme, self.regions, str(self.today), self.base_url])
        )


def remember_build(asked: Asked, state: str, folders: Iterable[str], result: BuildResult, cache: Cache) -> None:
    """Keeps what became of a build that has read these folders of content of this state. "" is no state."""
    good = result.portal and not has_errors(result.all_findings) and all(each.tree for each in result.regions)
    if not (state and good) or cache.folder is None:
        return
    written = {
        "state": state,
        "folders": list(folders),
        "standing": _standing(asked.output),
        "portal": result.portal,
        "findings": [plain(each) for each in result.findings],
        "regions": [plain_region(each) for each in result.regions],
    }
    cache.put(asked.key, json.dumps(written).encode())


def remembered_build(asked: Asked, cache: Cache) -> BuildResult | None:
    """What becomes of a build, if neither what it reads nor what it would write is another than when it was made last; None
    where that is not known."""
    try:
        written = json.loads(cache.get(asked.key) or b"")
        regions = tuple(map(region_of, written["regions"]))
        found = tuple(map(finding_of, written["findings"]))
        result = BuildResult(regions, found, portal=str(written["portal"]))
        folders = [str(name) for name in written["folders"]]
        is_known = (
            written["state"] == state_of(asked.content, folders, cache)
            and is_at_rest(asked.output)
            and written["standing"] == _standing(asked.output)
            and result.portal == portal_tree(asked.output)
            and all(each.tree == standing_tree(asked.output, each.slug) for each in regions)
        )
    except UNREADABLE:
        return None
    return result if is_known else None


def _standing(output: Path) -> list[str]:
    """The folders that seem to be sites, whoever has built them: the portal shows them, or says that they are left over."""
    return sorted(file.parent.name for file in output.glob(f"*/{MANIFEST}"))
