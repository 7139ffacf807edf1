"""How much there is to build of a region, by the names of files alone: what a pipeline shares out needs no more."""

from collections.abc import Mapping
from operator import itemgetter
from pathlib import Path

from integreat_ssg.model.settings import RegionSettings
from integreat_ssg.reading.inheritance import laid_over
from integreat_ssg.reading.pages import page_key


def count_texts(root: Path, settings: Mapping[str, RegionSettings]) -> dict[str, int]:
    """Region to the number of its texts in all its languages, with those that it inherits and with drafts. `settings` are those
    of all folders of the content folder `root`."""
    own = {slug: _texts(root / slug) for slug in settings}

    def count(slug: str) -> int:
        keys = laid_over(slug, settings, own, itemgetter(0))
        return sum(language in settings[slug].languages for _, language in keys)

    return {slug: count(slug) for slug in settings}


def _texts(folder: Path) -> dict[tuple[str, str], None]:
    return dict.fromkeys(page_key(file.relative_to(folder).as_posix()) for file in folder.glob("*/**/*.md"))
