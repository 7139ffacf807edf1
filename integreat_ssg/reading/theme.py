"""A theme's folder to a theme: templates, styles and worker joined in file-name order, scripts, icons and compiled messages.

Styles, scripts and the worker are written to be read and shipped to be loaded: without comments, white space and long names.
"""

import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.theme import LIBRARIES, Theme

_CSS, _JAVASCRIPT = "text/css", "application/javascript"
_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def default_theme() -> Path:
    """Where the theme lies that comes with the package, in a checkout as in an installed wheel."""
    package = Path(__file__).parent.parent
    packaged = package / "themes" / "default"
    return packaged if packaged.is_dir() else package.parent / "themes" / "default"


def read_theme(folder: Path) -> Theme:
    """The theme in `folder`. Raises UsageError where it is none, WorldError where it cannot be read."""
    if not (folder / "templates").is_dir():
        raise UsageError(f"{folder} is no theme: it has no templates folder.")
    try:
        templates = {
            file.name: file.read_text("utf-8")
            for ending in ("css", "html", "json")
            for file in sorted(folder.glob(f"templates/*.{ending}"))
        }
        icons = {file.stem: _inside(file.read_text("utf-8")) for file in sorted(folder.glob("icons/*.svg"))}
        messages = {file.stem: _compiled(file) for file in sorted(folder.glob("messages/*.po"))}
        assets = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for part in ("scripts", "images")
            for file in sorted((folder / part).rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        }
        libraries = {
            f"{LIBRARIES}/{file.name}": file.read_bytes()
            for ending in ("js", "css", "txt")
            for file in sorted(folder.glob(f"{LIBRARIES}/*.{ending}"))
        }
        style, worker = _joined(folder, "styles/*.css"), _joined(folder, "worker/*.js")
        on_request = {
            f"styles/{file.name}": file.read_bytes() for file in sorted(folder.glob("styles/on-request/*.css"))
        }
    except (OSError, UnicodeDecodeError) as problem:
        raise WorldError(f"The theme in {folder} cannot be read: {problem}") from problem
    assets = {path: _short(f"{folder}/{path}", data) if path.endswith(".js") else data for path, data in assets.items()}
    assets |= {path: _short(f"{folder}/{path}", data, _CSS) for path, data in on_request.items()}
    assets["style.css"] = _short(f"{folder}/styles", style, _CSS)
    assets |= libraries  # They are minified already.
    if worker:  # In a function of its own, for only local names can be shortened.
        worker = _short(f"{folder}/worker", b"(() => {" + worker + b"})();")
    digest = _digest(templates, assets, icons, messages, {"sw.js": worker})
    return Theme(templates, assets, icons, messages, digest, worker)


def _short(name: str, source: bytes, kind: str = _JAVASCRIPT) -> bytes:
    """`source` as it is shipped. Raises UsageError where it is not what it should be."""
    import minify  # starts Go's runtime with its threads, which a process that reads no theme does without

    try:
        return str(minify.string(kind, source.decode())).encode()
    except (UnicodeDecodeError, minify.MinifyError) as problem:
        raise UsageError(f"{name} cannot be read: {problem}") from problem


def _joined(folder: Path, pattern: str) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.glob(pattern)))


def _inside(svg: str) -> str:
    match = _SVG.search(svg)
    return re.sub(r">\s+<", "><", match[1].strip()).replace(" />", "/>") if match else ""


def _compiled(file: Path) -> bytes:
    compiled = io.BytesIO()
    try:
        with file.open("rb") as source:
            write_mo(compiled, read_po(source, locale=None, abort_invalid=True))
    except (PoFileError, ValueError) as problem:
        raise UsageError(f"{file} is no message catalogue: {problem}") from problem
    return compiled.getvalue()


def _digest(*parts: Mapping[str, str | bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        for name, content in sorted(part.items()):
            data = content.encode() if isinstance(content, str) else content
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
