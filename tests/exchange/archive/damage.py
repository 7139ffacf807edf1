"""Files of an archive as a folder or a zip file, whole or changed."""

import io
import json
import warnings
import zipfile
from pathlib import Path
from typing import Any

from integreat_ssg.model.archive import LINES


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with these files."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def number(files: dict[str, bytes], name: str) -> int:
    """The number, from 0, of the line with this id; "head" is the first."""
    if name == "head":
        return 0
    return next(at for at, line in enumerate(files[LINES].splitlines()) if json.loads(line).get("id") == name)


def changed(files: dict[str, bytes], name: str, **values: Any) -> dict[str, bytes]:
    """The archive with other values in the line with this id."""
    lines = files[LINES].splitlines()
    at = number(files, name)
    told = {**json.loads(lines[at]), **values}
    lines[at] = json.dumps({key: value for key, value in told.items() if value is not ...}).encode()
    return {**files, LINES: b"".join(line + b"\n" for line in lines)}


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip file of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that come twice
        for path, data in files.items():
            archive.writestr(path, data)
    return held.getvalue()
