"""What a phone needs to keep the guide: the worker, the release, and a manifest of an app that can be installed."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from integreat_ssg.errors import WorldError
from integreat_ssg.model.findings import Finding, Place, error, note, warning
from integreat_ssg.model.release import POINTER
from integreat_ssg.model.site import MANIFEST, WORKER
from integreat_ssg.probing.client import Answer, Client, Origin
from integreat_ssg.probing.files import SCRIPT
from integreat_ssg.probing.record import Record, languages

_DISPLAYS = ("standalone", "fullscreen", "minimal-ui")
_SIDES = ("192x192", "512x512")


def worker(client: Client, record: Record) -> Iterator[Finding]:
    """The worker is a script, lies where its scope is the site, and is not led to from elsewhere."""
    place = Place(WORKER)
    if WORKER not in record.files:
        yield note("probe-no-worker", place)
        return
    answer = client.get(record.url(WORKER))
    if answer.target:  # https://www.w3.org/TR/service-workers/#update: a redirect is an error
        yield error("probe-worker-redirected", place, target=answer.target)
    elif answer.status != 200:
        yield error("probe-worker-missing", place, status=answer.status)
    elif answer.type not in SCRIPT:
        yield error("probe-worker-type", place, type=answer.type or "–")


def release(client: Client, record: Record) -> Iterator[Finding]:
    """The pointer and what it names belong to the release of the record: not half of one deploy, half of another."""
    place = Place(POINTER)
    if POINTER not in record.files:
        return
    pointer = _json(client.follow(record.url(POINTER)))
    if pointer is None or not isinstance(pointer.get("sets"), dict):
        yield error("probe-no-release", place)
        return
    if pointer.get("kill"):
        yield note("probe-killed", place)
        return
    if pointer.get("site") != record.region:
        yield error("probe-other-site", place, site=pointer.get("site"), region=record.region)
    for name, summary in sorted(pointer["sets"].items()):
        index = f"release/index/{summary[0] if isinstance(summary, list) and summary else ''}.json"
        if index not in record.files:
            yield error("probe-mixed", place, set=name)
            return


def install(client: Client, record: Record) -> Iterator[Finding]:
    """Each language's manifest says what phones ask for (https://web.dev/articles/install-criteria), and it is there."""
    origin = Origin.of(record.base)
    if origin.scheme == "http" and not origin.is_own:
        return  # told already, and the reason for all the rest
    for tag in languages([*record.files]):
        path = f"{tag}/app.webmanifest"
        answer = client.follow(record.url(path))
        manifest = _json(answer)
        lacking = ["JSON"] if manifest is None else list(_lacking(client, record, record.url(path), manifest))
        if lacking:
            yield warning("probe-not-installable", Place(path), lacking=", ".join(lacking))


def _lacking(client: Client, record: Record, url: str, manifest: Mapping[str, Any]) -> Iterator[str]:
    if not manifest.get("name") and not manifest.get("short_name"):
        yield "name"
    if manifest.get("display") not in _DISPLAYS:
        yield "display"
    start = urljoin(url, str(manifest.get("start_url", "")))
    if not start.startswith(urljoin(url, str(manifest.get("scope", "."))) or record.base):
        yield "scope"
    if not start.startswith(record.base) or client.follow(start).status != 200:
        yield "start_url"
    icons = {
        side: urljoin(url, str(icon.get("src")))
        for icon in manifest.get("icons") or []
        if isinstance(icon, dict) and icon.get("purpose", "any") == "any"
        for side in str(icon.get("sizes", "")).split()
    }
    for side in _SIDES:
        if side not in icons or not icons[side].startswith(record.base) or not _is_picture(client.follow(icons[side])):
            yield f"icons {side}"


def _is_picture(answer: Answer) -> bool:
    return answer.status == 200 and answer.type.startswith("image/")


def _json(answer: Answer) -> dict[str, Any] | None:
    try:
        value = json.loads(answer.body) if answer.status == 200 else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def meanwhile(client: Client, record: Record) -> Iterator[Finding]:
    """Whether a deploy changed the site while it was looked at."""
    try:
        answer = _json(client.follow(record.base + MANIFEST))
    except WorldError:
        return
    if answer and answer.get("version") != record.version:
        yield warning("probe-changed-meanwhile", Place(MANIFEST))


def ranges(client: Client, record: Record) -> Iterator[Finding]:
    """The map's tiles can be had in parts; else phones load the whole file each time."""
    tiles = next((path for path in sorted(record.files) if path.endswith(".pmtiles")), None)
    if tiles and client.get(record.url(tiles), Range="bytes=0-15", Accept_Encoding="identity").status != 206:
        yield warning("probe-no-ranges", Place(tiles))
