"""How much there is to build of a region, by the names of files alone: what a pipeline shares out needs no more."""

from collections.abc import Mapping
from pathlib import Path

from integreat_ssg.model.settings import RegionSettings

_Text = tuple[str, str]
"""Path and language of a page, as they are known after reading."""


def count_texts(root: Path, settings: Mapping[str, RegionSettings]) -> dict[str, int]:
    """Region to the number of its texts in all its languages, with those that it inherits and with drafts. `settings` are those
    of all folders of the content folder `root`."""
    own = {slug: _texts(root / slug) for slug in settings}
    return {slug: sum(tag in each.languages for _, tag in _all(slug, settings, own)) for slug, each in settings.items()}


def _texts(folder: Path) -> set[_Text]:
    files = (file.relative_to(folder) for file in folder.glob("*/**/*.md"))
    return {("/".join(file.parts[1:-1] if file.stem == "index" else (*file.parts[1:-1], file.stem)), file.parts[0])
            for file in files}  # fmt: skip


def _all(
    slug: str, settings: Mapping[str, RegionSettings], own: Mapping[str, set[_Text]], way: tuple[str, ...] = ()
) -> set[_Text]:
    found: set[_Text] = set()
    for name in settings[slug].inherits:
        if name in settings and name not in (*way, slug):
            found |= _all(name, settings, own, (*way, slug))
    return {text for text in found if not settings[slug].excludes(text[0])} | own[slug]
