"""This program among the generators, with everything that it makes and with pages alone."""

import shutil
import sys
from functools import partial
from pathlib import Path

from integreat_ssg.reading.theme_files import default_theme
from tests.bench.corpus import Size, write_guide
from tests.bench.generators import Generator, edits

PAGE_FILE = "content/region-0/de/section-00/page-01.md"
CONTACT_FILE = "content/region-0/contacts/advice-1.yaml"
STAGED = str(Path(__file__).with_name("staged.py"))


def _write(folder: Path, size: Size, *, html_only: bool) -> None:
    write_guide(folder / "content", size, html_only=html_only)
    shutil.copytree(default_theme(), folder / "theme")
    template = folder / "theme/templates/page.html"
    template.write_text(template.read_text().replace("<article ", '<article data-edition="0" ', 1))


def ours(name: str, processes: int, *, html_only: bool) -> Generator:
    """A build by so many processes."""
    return Generator(
        name=name,
        command=(sys.executable, STAGED, "{folder}", str(processes)),
        write=partial(_write, html_only=html_only),
        edits=edits(PAGE_FILE, CONTACT_FILE, "theme/templates/page.html"),
        made=("build", "cache"),
        output="build",
    )
