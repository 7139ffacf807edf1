"""Other generators, each with a plain theme that shows what ours shows of a page: the navigation of its section, breadcrumbs,
a switch of languages, the text, a contact. `make bench-others` installs them, each in an environment of its own."""

import re
from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath

from tests.bench.corpus import CONTACTS, Size, Text, texts

ENVIRONMENTS = Path(__file__).parent.parent.parent.parent / ".venv/bench"
PHONE = "+49 30 23125 100"


def program(environment: str, name: str) -> str:
    """Where the program of an environment lies; `name` may have an asterisk for the version of Python."""
    return str(next(ENVIRONMENTS.joinpath(environment).glob(name), ENVIRONMENTS / environment / name))


def guide(size: Size) -> list[Text]:
    """The pages. Other generators know no regions: they get those of one."""
    if size.regions != 1:
        raise SystemExit("Other generators are measured with one region.")
    return list(texts("region-0", size))


def contacts() -> dict[str, dict[str, str]]:
    """Key to what is shown of a contact."""
    return {f"advice-{number}": {"name": f"Amt {number}", "phone": PHONE} for number in range(CONTACTS)}


def relinked(text: Text, how: Callable[[str], str]) -> str:
    """The page's Markdown with links as a generator wants them; `how` gets the path of a page."""

    def replaced(match: re.Match[str]) -> str:
        return f"]({how(normpath(join(dirname(text.path), match[1])))})"

    return re.sub(r"\]\(([^)]*)\.md\)", replaced, text.body)


def address(tag: str, path: str) -> str:
    """Where a page is served, from the root of the host."""
    inside = path.removesuffix("index").strip("/")
    return f"/{tag}/{inside}/" if inside else f"/{tag}/"


def put(file: Path, text: str) -> None:
    """Writes a file and the folders that it needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
