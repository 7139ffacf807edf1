"""A region more in the list of a guide's regions."""

from collections.abc import Mapping
from pathlib import Path

from integreat_ssg.errors import WorldError
from integreat_ssg.reading.editing import added, read_source


def list_region(content: Path, slug: str) -> Mapping[str, bytes]:
    """site.yaml with one region more. Raises UsageError where it has errors."""
    try:
        source = read_source((content / "site.yaml").read_bytes(), "site.yaml")
    except OSError as problem:
        raise WorldError(f"{content / 'site.yaml'} cannot be read: {problem.strerror}") from problem
    return {"site.yaml": source.edited([added(source, "regions", slug)])}
