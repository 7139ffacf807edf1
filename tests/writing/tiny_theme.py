"""A theme of a few lines, for tests to which it is all one how pages look: compiling the real one's templates takes longer
than everything else that a small build does."""

from pathlib import Path

from tests.conftest import write_files

_PAGE = (
    "<!doctype html><html><head><title>{{ view.frame.head.title }}</title></head><body>{{ view.body }}</body></html>\n"
)
_PORTAL = (
    "<!doctype html>{% for region in view.regions %}<a href={{ region.url }}>{{ region.name.text }}</a>{% endfor %}\n"
)
_NAMES = """
    a_z audience book card contact feedback glossary languages my_list not_found offline picture redirect search video
""".split()


def write_tiny_theme(folder: Path) -> Path:
    """The theme, written into `folder`."""
    templates = {"home": _PAGE, "page": _PAGE, "portal": _PORTAL, **dict.fromkeys(_NAMES, "<!doctype html>\n")}
    files = {f"templates/{name}.html": text for name, text in templates.items()}
    files |= {"templates/sentences.json": "{}\n", "templates/book.css": "\n"}
    return write_files(folder, {**files, "styles/1.css": "@layer base;\n", "scripts/1.js": "// nothing\n"})
