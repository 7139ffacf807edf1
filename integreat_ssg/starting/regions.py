"""A region more for a guide that there is already."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from integreat_ssg.errors import UsageError
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


def tags(text: str) -> tuple[str, ...]:
    """Language tags out of a list with commas."""
    return tuple(dict.fromkeys(tag for each in text.split(",") if (tag := each.strip())))
