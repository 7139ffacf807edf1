"""Walks a published folder as readers do, and says what they would miss."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from integreat_ssg.deploying.headers import is_immutable

_LINK = re.compile(r"""\b(?:href|src|poster|data-[\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_SET = re.compile(r"""\bsrcset="([^"]*)\"""")
_IN_STYLE = re.compile(r"""url\(\s*['"]?([^'")]+)""")
_IN_SCRIPT = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
_FILE = re.compile(r"(\.\.?/)*[\w./%-]+\.[a-z0-9]+(#.*)?")


class Folder:
    """A published folder; each file is parsed once for all walks that find the same bytes in it."""

    _named: dict[tuple[str, str], tuple[str, ...]] = {}  # noqa: RUF012 - shared on purpose

    def __init__(self, root: Path) -> None:
        self.root = root

    def missing(self, starts: list[str]) -> list[str]:
        """ "page → file" for each file that is not there, of all that can be reached from the starts."""
        waiting, reached, gaps = [each for each in starts if (self.root / each).is_file()], set(), []
        while waiting:
            path = waiting.pop()
            if path in reached:
                continue
            reached.add(path)
            for name in self._names(path):
                if (self.root / name).is_file():
                    waiting.append(name)
                else:
                    gaps.append(f"{path} → {name}")
        return gaps

    def _names(self, path: str) -> tuple[str, ...]:
        data = (self.root / path).read_bytes()
        key = (path, sha256(data).hexdigest())
        if key not in self._named:
            self._named[key] = tuple(sorted(set(names_in(path, data))))
        return self._named[key]


def names_in(path: str, data: bytes) -> Iterator[str]:
    """The files of the same folder that a file names."""
    text = data.decode(errors="replace")
    found: list[str] = []
    if path.endswith(".html"):
        for match in _LINK.finditer(text):
            value = next(each for each in match.groups() if each is not None)
            if not match.group(0).startswith("data-") or _FILE.fullmatch(value):
                found.append(value)
        found += [
            each.split()[0] for match in _SET.finditer(text) for each in match.group(1).split(",") if each.split()
        ]
    elif path.endswith(".css"):
        found += _IN_STYLE.findall(text)
    elif path.endswith(".js") and path != "sw.js":
        found += _IN_SCRIPT.findall(text)
    elif path.endswith(".webmanifest"):
        value = json.loads(text)
        found += [each["src"] for each in (*value.get("icons", ()), *value.get("screenshots", ()))]
    for name in found:
        target = unquote(urldefrag(name.replace("&amp;", "&")).url.partition("?")[0])
        if not target or urlsplit(name).scheme or name.startswith(("/", "//", "#")):
            continue
        parts: list[str] = path.split("/")[:-1]
        for part in target.split("/"):
            if part == "..":
                parts = parts[:-1] if parts else ["<outside>"]
            elif part not in ("", "."):
                parts.append(part)
        if "<outside>" not in parts:  # the portal, which is a site of its own
            yield "/".join(parts) + ("/index.html" if target.endswith("/") else "")


def release_gaps(root: Path) -> list[str]:
    """What a phone that asks for the release now would not find, or would refuse for its bytes."""
    gaps = []
    pointer = json.loads((root / "release.json").read_bytes())
    for name, (digest, _) in pointer["sets"].items():
        index = root / f"release/index/{digest}.json"
        if not index.is_file() or not sha256(index.read_bytes()).hexdigest().startswith(digest):
            gaps.append(f"index of {name}")
            continue
        value = json.loads(index.read_bytes())
        for pack, packed, _ in value["packs"]:
            contents, bytes_ = root / f"release/contents/{pack}.json", root / f"release/packs/{pack}.bin"
            if not contents.is_file() or not sha256(contents.read_bytes()).hexdigest().startswith(pack):
                gaps.append(f"contents {pack}")
            elif packed and (not bytes_.is_file() or bytes_.stat().st_size != packed):
                gaps.append(f"pack {pack}")
        gaps += [
            f"patch {old}-{new}"
            for old, new, size in value.get("patches", ())
            if not (patch := root / f"release/patches/{old}-{new}.bin").is_file() or patch.stat().st_size != size
        ]
    return gaps


def former_gaps(root: Path, former: dict[str, bytes]) -> list[str]:
    """What a phone, or an open page, of the former release would not find: everything that never changes under its name, byte
    for byte, and every page, be it the former or the new one."""
    return [
        path
        for path, data in former.items()
        if not (root / path).is_file() or (is_immutable(path) and (root / path).read_bytes() != data)
    ]


def mixed(root: Path, former: dict[str, bytes], new: dict[str, bytes], own: tuple[str, ...]) -> list[str]:
    """Files that are of neither release, and pages of the former one although phones are told of the new one."""
    files = {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}
    files = {path: data for path, data in files.items() if not path.startswith(own)}
    strange = [path for path, data in files.items() if data not in (former.get(path), new.get(path))]
    if files.get("release.json") == new.get("release.json") != former.get("release.json"):
        strange += [path for path, data in new.items() if files.get(path) != data and path != "sw.js"]
    return strange
