"""Only what `site.yaml` and all `region.yaml` say: for commands that need no texts, and that shall not wait for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from integreat_ssg.errors import UsageError
from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.model.settings import RegionSettings, SiteSettings
from integreat_ssg.reading.folder import is_name, read_file
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.strict_yaml import parse_yaml

T = TypeVar("T")


@dataclass(frozen=True)
class Settings:
    """The site's settings, those of its regions and of all regions that these inherit from, and what is wrong with them."""

    site: SiteSettings
    regions: Mapping[str, RegionSettings]
    findings: tuple[Finding, ...]


def read_settings(root: Path) -> Settings:
    """Reads the settings below `root`. Raises UsageError where it is no content folder."""
    if not (root / "site.yaml").is_file():
        raise UsageError(f"There is no content folder with a site.yaml at {root}. Name it with --content.")
    site, findings = _read(root, "site.yaml", SiteSettings)
    regions: dict[str, RegionSettings] = {}
    waiting = list(site.regions) if site else []
    while waiting:
        slug = waiting.pop(0)
        if slug in regions:
            continue
        settings, found = _read(root, f"{slug}/region.yaml", RegionSettings) if is_name(slug) else (None, [])
        findings += found
        if settings:
            regions[slug] = settings
            waiting += settings.inherits
    return Settings(site or SiteSettings(title="", regions=[]), regions, tuple(findings))


def _read(root: Path, file: str, kind: type[T]) -> tuple[T | None, list[Finding]]:
    if not (root / file).is_file():
        return None, [error("no-region-file", Place(file))]
    data = read_file(root, file)
    text = data if isinstance(data, Finding) else decode(data, file)
    if isinstance(text, Finding):
        return None, [text]
    node, findings = parse_yaml(text, file)
    if node is None:
        return None, findings
    value, found = typed(node, kind, file)
    return value, findings + found
