"""A theme's folder to a theme: templates, styles and worker joined in file-name order, scripts, icons and compiled messages.

Styles, scripts and the worker are written to be read and shipped to be loaded: without comments, white space and long names.
"""

import io
import re
from pathlib import Path, PurePath

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.theme import LIBRARIES, Theme
from integreat_ssg.reading.theme_files import theme_digest, theme_files

_CSS, _JAVASCRIPT = "text/css", "application/javascript"
_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def read_theme(folder: Path) -> Theme:
    """The theme in `folder`. Raises UsageError where it is none or faulty, WorldError where it cannot be read."""
    files = theme_files(folder)

    def below(*parts: str) -> dict[str, bytes]:
        return {path: data for path, data in files.items() if path.startswith(parts)}

    try:
        templates = {PurePath(path).name: data.decode() for path, data in below("templates/").items()}
        icons = {PurePath(path).stem: _inside(data.decode()) for path, data in below("icons/").items()}
    except UnicodeDecodeError as problem:
        raise WorldError(f"The theme in {folder} cannot be read: {problem}") from problem
    on_request = below("styles/on-request/")
    style = b"\n".join(data for path, data in below("styles/").items() if path not in on_request)
    worker = b"\n".join(below("worker/").values())
    assets = {
        path: _short(f"{folder}/{path}", data) if path.endswith(".js") else data
        for path, data in below("scripts/", "images/").items()
    }
    assets |= {
        f"styles/{PurePath(path).name}": _short(f"{folder}/{path}", data, _CSS) for path, data in on_request.items()
    }
    assets["style.css"] = _short(f"{folder}/styles", style, _CSS)
    assets |= below(f"{LIBRARIES}/")  # They are minified already.
    if worker:  # In a function of its own, for only local names can be shortened.
        worker = _short(f"{folder}/worker", b"(() => {" + worker + b"})();")
    messages = {PurePath(path).stem: _compiled(f"{folder}/{path}", data) for path, data in below("messages/").items()}
    return Theme(templates, assets, icons, messages, theme_digest(files), worker)


def _short(name: str, source: bytes, kind: str = _JAVASCRIPT) -> bytes:
    """`source` as it is shipped. Raises UsageError where it is not what it should be."""
    import minify  # starts Go's runtime with its threads, which a process that reads no theme does without

    try:
        return str(minify.string(kind, source.decode())).encode()
    except (UnicodeDecodeError, minify.MinifyError) as problem:
        raise UsageError(f"{name} cannot be read: {problem}") from problem


def _inside(svg: str) -> str:
    match = _SVG.search(svg)
    return re.sub(r">\s+<", "><", match[1].strip()).replace(" />", "/>") if match else ""


def _compiled(name: str, source: bytes) -> bytes:
    compiled = io.BytesIO()
    try:
        write_mo(compiled, read_po(io.BytesIO(source), locale=None, abort_invalid=True))
    except (PoFileError, ValueError) as problem:
        raise UsageError(f"{name} is no message catalogue: {problem}") from problem
    return compiled.getvalue()
