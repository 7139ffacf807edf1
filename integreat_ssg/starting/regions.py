"""A region more for a guide that there is already."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.starting.moving.source import added, read_source
from integreat_ssg.starting.repository import Start, region_part


def region_files(
    content: Path,
    slug: str,
    name: str,
    languages: str,
    today: date,
    *,
    kind: str,
    land: str | None,
    inherits: tuple[str, ...],
) -> Mapping[str, bytes]:
    """The files of a new region, seen from the content folder. Raises UsageError where there is something of its name, or where
    it would inherit from nobody."""
    if (content / slug).exists():
        raise UsageError(f"{content / slug} is there already; it stays as it is.")
    if unknown := [each for each in inherits if not (content / each / "region.yaml").is_file()]:
        raise UsageError(f"There is no region {', '.join(unknown)} to inherit from.")
    return region_part(Start(name, slug, kind, tags(languages), "", today, land=land or None, inherits=inherits))


def list_region(content: Path, slug: str) -> Mapping[str, bytes]:
    """site.yaml with one region more. Raises UsageError where it has errors."""
    try:
        source = read_source((content / "site.yaml").read_bytes(), "site.yaml")
    except OSError as problem:
        raise WorldError(f"{content / 'site.yaml'} cannot be read: {problem.strerror}") from problem
    return {"site.yaml": source.edited([added(source, "regions", slug)])}


def tags(text: str) -> tuple[str, ...]:
    """Language tags out of a list with commas."""
    return tuple(dict.fromkeys(tag for each in text.split(",") if (tag := each.strip())))
