"""Texts of editors' own follow what an import moves: links, and blocks that name a page, a contact or a place."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

_LINK = re.compile(r"(?P<before>\]\(\s*<?)(?P<target>(?![a-zA-Z][a-zA-Z0-9+.-]*:|[/#])[^\s()<>#]+)")
_BLOCK = re.compile(r"(?P<before>^\[\[\s*(?P<kind>page|contact|place)\s*:\s*)(?P<key>[^\]\s]+)", re.MULTILINE)
_FOLDERS = {"contact": "contacts", "place": "places"}


def followed(pages: Mapping[str, bytes], moves: Mapping[str, str]) -> dict[str, bytes]:
    """Those of `pages` (path in the region to bytes) that name something of `moves` (old path to new), by its new name.
    Pages that are no UTF-8 stay as they are."""
    targets = {path: new for old, new in moves.items() for path in _names(old)}
    found = {}
    for path, data in pages.items() if targets else ():
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        new = _BLOCK.sub(lambda block, path=path: _block(block, path, targets), text)  # type: ignore[misc]
        new = _LINK.sub(lambda link, path=path: _link(link, path, targets), new)  # type: ignore[misc]
        if new != text:
            found[path] = new.encode()
    return found


def _names(path: str) -> tuple[str, ...]:
    """A section's text can be named by either of its forms."""
    if path.endswith("/index.md"):
        return path, f"{path.removesuffix('/index.md')}.md"
    return (path, f"{path.removesuffix('.md')}/index.md") if path.endswith(".md") else (path,)


def _link(link: re.Match[str], path: str, targets: Mapping[str, str]) -> str:
    old = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link["target"])))
    new = targets.get(old)
    return link["before"] + posixpath.relpath(new, posixpath.dirname(path)) if new else link[0]


def _block(block: re.Match[str], path: str, targets: Mapping[str, str]) -> str:
    if block["kind"] == "page":
        language = path.partition("/")[0]
        new = targets.get(f"{language}/{block['key'].strip('/')}.md", "")
        return (
            block["before"] + new.removeprefix(f"{language}/").removesuffix(".md").removesuffix("/index")
            if new
            else block[0]
        )
    new = targets.get(f"{_FOLDERS[block['kind']]}/{block['key']}.yaml", "")
    return block["before"] + new.rpartition("/")[2].removesuffix(".yaml") if new else block[0]
