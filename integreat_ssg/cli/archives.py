"""The commands that write a region as an archive, and that read one."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from integreat_ssg.cli.ending import exit_with
from integreat_ssg.cli.options import content_option, language_option
from integreat_ssg.cli.terminal import say
from integreat_ssg.model.archive import LINES
from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.reporting.formats import FORMATS

LEFT_OUT = ("unknown-file", "override-of-nothing", "note-without-media")
"""Findings that an export tells although they are no errors: what they are about is not in the archive."""


@click.group("export")
def export_group() -> None:
    """Bring a region's content elsewhere, as files that other systems read."""


@export_group.command("archive")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--region", required=True, help="The region that is exported, with all that it inherits.")
@content_option
@language_option
def export_archive_command(target: Path, region: str, content: Path, language: str) -> None:
    """Write the REGION as one file of JSON Lines, with its media beside it, into a folder or a zip file.

    A former archive at TARGET is replaced. Nothing is written while content has errors that would leave something out.
    """
    from integreat_ssg.cache import Cache
    from integreat_ssg.exchange.archive.exporting import export_archive
    from integreat_ssg.exchange.archive.packing import write_archive
    from integreat_ssg.reading.conversion import Converter

    with Converter(Cache(None)) as converter:
        archive, findings = export_archive(content, region, converter)
    told = [each for each in findings if each.severity is Severity.ERROR or each.code in LEFT_OUT]
    _tell(told, language, content)
    if archive is None:
        exit_with(findings)
        return
    size = write_archive(archive, target)
    say(f"{region}: {len(archive.lines)} lines and {len(archive.files)} media files, {size / 1e6:.1f} MB, in {target}.")


@click.command("archive")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--region", required=True, help="The region that it becomes; it may be called otherwise in the archive.")
@content_option
@language_option
@click.option("--ours", multiple=True, metavar="FILE", help="Where both sides changed this file: keep ours.")
@click.option("--theirs", multiple=True, metavar="FILE", help="Where both sides changed this file: take the archive's.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
def import_archive_command(
    source: Path,
    region: str,
    content: Path,
    language: str,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Write what an archive holds, a folder or a zip file, into the REGION.

    A second import keeps what was changed here since the first. Nothing is written where the archive has mistakes. FILE is seen
    from the region's folder.
    """
    from integreat_ssg.exchange.archive.bringing import NAME, bring_archive
    from integreat_ssg.exchange.archive.source import open_archive
    from integreat_ssg.exchange.imported import write_outcome
    from integreat_ssg.reporting.arrivals import fate_line

    take: dict[str, Literal["ours", "theirs"]] = {**dict.fromkeys(ours, "ours"), **dict.fromkeys(theirs, "theirs")}
    with open_archive(source) as opened:
        brought, findings = bring_archive(opened, content, region, take)
    _tell(findings, language, content, source)
    if brought is None:
        exit_with(findings)
        return
    if not dry_run:
        content.mkdir(parents=True, exist_ok=True)
        write_outcome(content, region, NAME, brought.outcome, brought.beside)
    counts = Counter(each.partition("/")[0] for each in brought.beside if "/" in each)
    say(fate_line(region, Counter(brought.outcome.fates.values()), language, dry=dry_run))
    for shared, number in sorted(counts.items()):
        say(fate_line(shared, {"new": number}, language, dry=dry_run))


def _tell(findings: Sequence[Finding], language: str, content: Path, source: Path | None = None) -> None:
    """Findings on standard error: those of an archive lead to its lines, those of content to its files."""
    for inside, prefix in ((True, source.parent if source and source.name == LINES else source), (False, content)):
        told = [each for each in findings if (each.place.file == LINES) is inside]
        if told:
            say(FORMATS["text"](told, language, prefix=str(prefix)), err=True)
