"""An archive into the content folder: once, and again later, when editors have changed what came with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from integreat_ssg.errors import UsageError
from integreat_ssg.exchange.archive.canonical import canonical_yaml
from integreat_ssg.exchange.archive.importing import content_files
from integreat_ssg.exchange.archive.reading import read_archive
from integreat_ssg.exchange.archive.source import Source
from integreat_ssg.exchange.imported import former_texts, read_present, read_record
from integreat_ssg.exchange.merging import Arrival, Outcome, merge
from integreat_ssg.model.archive import LINES
from integreat_ssg.model.findings import Finding, Place, has_errors, note
from integreat_ssg.reading.folder import is_name
from integreat_ssg.reading.library import RESERVED, read_site
from integreat_ssg.reading.listing import list_region

NAME = "archive"
"""Under which imports are remembered."""
ONCE = frozenset({"region.yaml"})


@dataclass(frozen=True)
class Brought:
    """What an import would do to the region's folder, and which files go with it, seen from the content folder: shared regions
    that were not there, and the region's name in site.yaml."""

    outcome: Outcome
    beside: Mapping[str, bytes]


def bring_archive(
    source: Source, content: Path, region: str, take: Mapping[str, Literal["ours", "theirs"]]
) -> tuple[Brought | None, list[Finding]]:
    """What the archive makes of `region`, which may be called otherwise in it; None where findings of error severity forbid that
    anything is written. Writes nothing itself. Raises UsageError for a name that no region can have, and for a file in `take`
    that no import has brought."""
    archive, lines, findings = read_archive(source)
    if archive is None:
        return None, findings
    folders, found = content_files(archive, lines)
    findings += found
    if has_errors(findings):
        return None, findings
    if not is_name(region) or region in RESERVED or region in folders.keys() - {archive.head.region}:
        raise UsageError(f"The region cannot be called {region}: that is no name for a folder, or a shared region's.")
    beside: dict[str, bytes] = {}
    for slug, files in folders.items():
        if slug == archive.head.region:
            continue
        if not (content / slug).exists():
            beside |= {f"{slug}/{path}": data for path, data in files.items()}
        elif dict(files) != {path: data for path, data in read_present(content, slug).items() if path in files}:
            findings.append(note("archive-region-kept", Place(LINES, 1), region=slug))
    outcome = merge(
        region,
        read_present(content, region),
        read_record(content, region, NAME),
        Arrival(folders[archive.head.region], once=ONCE),
        former_texts(content, region, NAME),
        take=take,
    )
    if unknown := sorted(path for path in take if path not in outcome.fates):
        raise UsageError(f"{', '.join(unknown)}: no import has brought such a file into {region}.")
    beside |= _listed(content, region)
    return Brought(outcome, beside), [*findings, *outcome.findings]


def _listed(content: Path, region: str) -> Mapping[str, bytes]:
    """site.yaml with the region among the others; a new one where there is none yet."""
    if not (content / "site.yaml").exists():
        return {"site.yaml": canonical_yaml({"title": region.capitalize(), "regions": [region]}).encode()}
    site, _, _ = read_site(content)
    return {} if region in site.regions else list_region(content, region)
