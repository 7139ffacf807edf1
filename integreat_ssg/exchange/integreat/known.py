"""What the guide says already of the region that something is imported into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.findings import has_errors
from integreat_ssg.model.settings import RegionSettings
from integreat_ssg.reading.library import read_site
from integreat_ssg.reading.region_settings import region_settings


@dataclass(frozen=True)
class Known:
    """`settings` is None where the region is new; `has_site` and `is_listed` tell of site.yaml."""

    settings: RegionSettings | None = None
    has_site: bool = False
    is_listed: bool = False
    autonyms: Mapping[str, str] = field(default_factory=dict)


def known_settings(content: Path, region: str) -> Known:
    """What stands in site.yaml and region.yaml. Raises UsageError where either has errors."""
    settings = region_settings(content, region) if (content / region / "region.yaml").is_file() else None
    if not (content / "site.yaml").exists():
        return Known(settings)
    try:
        site, _, findings = read_site(content)
    except OSError as problem:
        raise WorldError(f"{content / 'site.yaml'} cannot be read: {problem.strerror}.") from problem
    if has_errors(findings):
        raise UsageError(f"{content / 'site.yaml'} has errors; `integreat-ssg check` tells them.")
    return Known(settings, True, region in site.regions, site.autonyms)
