"""The desk as a folder: the editor as it is in this package, its page with a strict policy, and its configuration."""

import shutil
from html import escape
from importlib.resources import as_file, files
from pathlib import Path
from string import Template

from integreat_ssg.desk.configuration import Configured
from integreat_ssg.desk.words import word
from integreat_ssg.errors import UsageError, WorldError

PROGRAM, PAGE, CONFIGURATION = "desk.js", "index.html", "config.yml"
"""The files by which a folder is known to be a desk; it is replaced as a whole."""


def policy(asks: tuple[str, ...]) -> str:
    """The Content-Security-Policy of the editor's page: it loads from its own folder and asks nobody but itself and `asks`.

    The editor writes its styles into the page and shows pictures of the content from memory, hence 'unsafe-inline' and blob:.
    """
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self'",
        "img-src": "'self' blob: data:",
        "media-src": "'self' blob:",
        "connect-src": " ".join(("'self'", "blob:", "data:", *asks)),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def write_desk(output: Path, configured: Configured, language: str) -> int:
    """Writes the editor to `output`, in place of one that is there already, with its own words in "de" or "en".

    Returns the number of bytes. Raises UsageError where the folder holds something else, WorldError where the disk refuses.
    """
    output = output.resolve()  # a desk in the folder where we stand has a name too, and a link leads to a folder
    is_desk = all((output / name).is_file() for name in (PROGRAM, PAGE, CONFIGURATION))
    if output.exists() and not is_desk and (not output.is_dir() or any(output.iterdir())):
        raise UsageError(f"{output} is no desk that this program has written. Empty it or name another --output.")
    new = output.with_name(f".{output.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.parent.mkdir(parents=True, exist_ok=True)
        with as_file(files("integreat_ssg.desk").joinpath("editor")) as editor:
            shutil.copytree(editor, new)
        (new / PAGE).write_text(_page(configured, language), "utf-8")
        (new / CONFIGURATION).write_text(configured.text, "utf-8")
        shutil.rmtree(output, ignore_errors=True)
        new.rename(output)
        return sum(file.stat().st_size for file in output.rglob("*") if file.is_file())
    except OSError as problem:
        raise WorldError(f"{output} cannot be written: {problem.strerror or problem}") from problem


def _page(configured: Configured, language: str) -> str:
    template = Template(files("integreat_ssg.desk").joinpath("index.html").read_text("utf-8"))
    gaps = {
        "language": language,
        "policy": policy(configured.asks),
        "title": word(language, "title"),
        "needs_javascript": word(language, "needs_javascript"),
    }
    return template.substitute({name: escape(text) for name, text in gaps.items()})
