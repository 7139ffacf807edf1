"""Where content lies in its repository."""

import os
from pathlib import Path


def repository(content: Path) -> Path | None:
    """The root of the repository that the content folder lies in, or is; None where it is in none."""
    folder = content.resolve()
    return next((each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), None)


def in_repository(content: Path) -> str:
    """The content folder as services name it that show findings beside the files: seen from the root of its repository, or
    from here where it is in none; "." where it is the root itself."""
    folder, root = content.resolve(), repository(content) or Path.cwd()
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(content)
