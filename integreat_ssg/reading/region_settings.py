"""The settings of one region, for commands that write into its folder."""

from pathlib import Path

from integreat_ssg.errors import UsageError
from integreat_ssg.model.findings import Finding, has_errors
from integreat_ssg.model.settings import RegionSettings
from integreat_ssg.reading.folder import is_name, read_file
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.strict_yaml import parse_yaml


def region_settings(content: Path, slug: str) -> RegionSettings:
    """What `region.yaml` says. Raises UsageError where there is no such region, or its settings have errors."""
    file = f"{slug}/region.yaml"
    if not is_name(slug) or not (content / file).is_file():
        raise UsageError(f"There is no region {slug} in {content}.")
    data = read_file(content, file)
    text = data if isinstance(data, Finding) else decode(data, file)
    node = None if isinstance(text, Finding) else parse_yaml(text, file)[0]
    settings, findings = typed(node, RegionSettings, file) if node else (None, [])
    if settings is None or has_errors(findings):
        raise UsageError(f"{content / file} has errors; `integreat-ssg check {slug}` tells them.")
    return settings
