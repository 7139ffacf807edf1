"""A theme's folder to bytes by path: what a theme is made of, and nothing else that lies there."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.theme import LIBRARIES

_MADE_OF = (
    *(f"templates/*.{ending}" for ending in ("css", "html", "json")),
    "icons/*.svg",
    "messages/*.po",
    "scripts/**/*",
    "images/**/*",
    "styles/on-request/*.css",
    "styles/*.css",
    "worker/*.js",
    *(f"{LIBRARIES}/*.{ending}" for ending in ("js", "css", "txt")),
)


def default_theme() -> Path:
    """Where the theme lies that comes with the package, in a checkout as in an installed wheel."""
    package = Path(__file__).parent.parent
    packaged = package / "themes" / "default"
    return packaged if packaged.is_dir() else package.parent / "themes" / "default"


def theme_files(folder: Path) -> dict[str, bytes]:
    """The files of the theme in `folder`, by their paths in it. Raises UsageError where it is none, WorldError where it cannot
    be read."""
    if not (folder / "templates").is_dir():
        raise UsageError(f"{folder} is no theme: it has no templates folder.")
    try:
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for pattern in _MADE_OF
            for file in sorted(folder.glob(pattern))
            if file.is_file() and not file.name.startswith(".")
        }
    except OSError as problem:
        raise WorldError(f"The theme in {folder} cannot be read: {problem}") from problem


def theme_digest(files: Mapping[str, bytes]) -> str:
    """SHA-256, hexadecimal, of a theme's files."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
