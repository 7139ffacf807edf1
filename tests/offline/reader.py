"""A release as a phone reads it: from release.json to bytes, nothing taken on trust. Written from the protocol, not from the
program that it tests."""

import gzip
import hashlib
import json
import zlib
from pathlib import Path
from typing import Any


def name_of(data: bytes) -> str:
    """The first 128 bits of SHA-256, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()[:32]


def pointer(site: Path) -> dict[str, Any]:
    """release.json."""
    found: dict[str, Any] = json.loads((site / "release.json").read_bytes())
    assert found["format"] == 1
    assert found["site"] == site.name
    return found


def index(site: Path, name: str) -> dict[str, Any]:
    """The index of one set."""
    data = (site / "release/index" / f"{pointer(site)['sets'][name][0]}.json").read_bytes()
    assert name_of(data) == pointer(site)["sets"][name][0]
    found: dict[str, Any] = json.loads(data)
    return found


def contents(site: Path, pack: str) -> list[tuple[str, str, int, str]]:
    """The files of one pack: path, hash, length and type."""
    data = (site / "release/contents" / f"{pack}.json").read_bytes()
    assert name_of(data) == pack
    return [(path, digest, length, kind) for path, digest, length, kind in json.loads(data)]


def read_pack(site: Path, pack: str, size: int, raw: int) -> dict[str, bytes]:
    """The files of one pack, path to bytes; of pictures and files, which have no pack, those at their own address."""
    listed = contents(site, pack)
    if size:
        data = (site / "release/packs" / f"{pack}.bin").read_bytes()
        assert len(data) == size
        head, _, bodies = gzip.decompress(data).partition(b"\n")
        assert name_of(head) == pack
    else:
        bodies = b"".join((site / path).read_bytes() for path, *_ in listed)
    assert len(bodies) == raw
    files = {}
    for path, digest, length, _ in listed:
        files[path], bodies = bodies[:length], bodies[length:]
        assert name_of(files[path]) == digest, path
    assert not bodies
    return files


def read_set(site: Path, name: str) -> dict[str, bytes]:
    """All files of a set, path to bytes."""
    files: dict[str, bytes] = {}
    total = 0
    for pack, size, raw in index(site, name)["packs"]:
        files |= read_pack(site, pack, size, raw)
        total += size or raw
    assert total == pointer(site)["sets"][name][1], "another size than promised"
    return files


def read_release(site: Path) -> dict[str, dict[str, bytes]]:
    """All sets by name, each with its files."""
    return {name: read_set(site, name) for name in pointer(site)["sets"]}


def former(site: Path) -> list[dict[str, Any]]:
    """The releases that are carried along."""
    found: list[dict[str, Any]] = json.loads((site / "release/former.json").read_bytes())["releases"]
    return found


def apply_patch(old: bytes, data: bytes) -> bytes:
    """The new page, as a browser gets it, which cannot set a dictionary: one raw deflate stream (RFC 1951) of a stored block
    with the end of the old page, then the patch; what comes out begins with that end."""
    dictionary = old[-32768:]
    length = len(dictionary).to_bytes(2, "little")
    complement = (len(dictionary) ^ 0xFFFF).to_bytes(2, "little")
    inflate = zlib.decompressobj(-15)
    inflated = inflate.decompress(b"\x00" + length + complement + dictionary + data) + inflate.flush()
    assert inflate.eof
    assert inflated.startswith(dictionary)
    return inflated[len(dictionary) :]
