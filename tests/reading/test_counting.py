"""How many texts a region has, by names of files alone."""

from pathlib import Path

from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.counting import count_texts
from integreat_ssg.reading.library import read_library, read_region
from integreat_ssg.reading.settings import read_settings
from tests.conftest import write_files
from tests.reading.test_library import FAMILY, page, region


def counted(root: Path) -> dict[str, int]:
    """The numbers of all folders."""
    return count_texts(root, read_settings(root).regions)


def test_as_many_as_are_read(tmp_path: Path, converter: Converter) -> None:
    """A section is one text whether it is a file or a folder; what is inherited counts once, what is excluded or in other
    languages does not."""
    root = write_files(
        tmp_path,
        {
            **FAMILY,
            "town/region.yaml": region(inherits="[state]", exclude="[work/jobs]"),
            "town/de/work.md": page("Arbeit (Stadt)"),
            "town/en/index.md": page("Town"),
            "town/media/readme.md": "No text.",
        },
    )
    content, _ = read_region(read_library(root, converter), "town")
    assert content
    assert counted(root)["town"] == len(content.pages) == 3


def test_drafts_count(tmp_path: Path) -> None:
    """They are not looked into."""
    root = write_files(tmp_path, FAMILY)
    before = counted(root)["town"]
    write_files(root, {"town/de/draft.md": page("Entwurf", draft="true")})
    assert counted(root)["town"] == before + 1


def test_regions_that_inherit_each_other(tmp_path: Path) -> None:
    """A finding elsewhere; here they have what both have."""
    root = write_files(
        tmp_path,
        {
            "site.yaml": "title: Guide\nregions: [town]\n",
            "town/region.yaml": region(inherits="[city, gone]"),
            "city/region.yaml": region(inherits="[town]"),
            "town/de/index.md": page("A"),
            "city/de/other.md": page("B"),
        },
    )
    assert counted(root) == {"town": 2, "city": 2}
