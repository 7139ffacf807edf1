"""The commands that write a region as an archive, and that read one."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from integreat_ssg.cli.ending import exit_with
from integreat_ssg.cli.options import content_option, language_option
from integreat_ssg.cli.terminal import say
from integreat_ssg.errors import UsageError
from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.reporting.formats import FORMATS

LEFT_OUT = ("unknown-file", "override-of-nothing", "note-without-media")
"""Findings that an export tells although they are no errors: what they are about is not in the archive."""
FATES = ("new", "updated", "merged", "moved", "removed", "kept", "open")
"""What can become of a file, in the order in which an import tells it; those that stay the same are counted last."""


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
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--take", multiple=True, metavar="ours|theirs:PATH", help="Decide about a file that both sides changed.")
def import_archive_command(
    source: Path, region: str, content: Path, language: str, dry_run: bool, take: tuple[str, ...]
) -> None:
    """Write what an archive holds, a folder or a zip file, into the REGION.

    A second import keeps what editors have changed since the first. Nothing is written where the archive has mistakes.
    """
    from integreat_ssg.exchange.archive.bringing import NAME, bring_archive
    from integreat_ssg.exchange.archive.source import open_archive
    from integreat_ssg.exchange.imported import write_outcome

    with open_archive(source) as opened:
        brought, findings = bring_archive(opened, content, region, _decided(take))
    _tell(findings, language, content, source)
    if brought is None:
        exit_with(findings)
        return
    beside = {**brought.beside, **_listed(content, region)}
    if not dry_run:
        content.mkdir(parents=True, exist_ok=True)
        write_outcome(content, region, NAME, brought.outcome, beside)
    counts: Counter[str] = Counter(brought.outcome.fates.values())
    told = [f"{counts[fate]} {fate}" for fate in FATES if counts[fate]]
    same = f"{counts['same']} as they were"
    shared = sorted({path.partition("/")[0] for path in brought.beside})
    sentences = [
        ", ".join([*told, same]),
        f"With it: {', '.join(shared)}" if shared else "",
        "Nothing is written" * dry_run,
    ]
    say(f"{region}: {'. '.join(filter(None, sentences))}.")


def _decided(take: tuple[str, ...]) -> dict[str, Literal["ours", "theirs"]]:
    """Paths to the side that somebody has chosen. Raises UsageError for anything else."""
    decided: dict[str, Literal["ours", "theirs"]] = {}
    for each in take:
        side, _, path = each.partition(":")
        if side not in ("ours", "theirs") or not path:
            raise UsageError(
                f"--take {each} is not “ours” or “theirs”, a colon and a path, such as theirs:de/index.md."
            )
        decided[path] = "ours" if side == "ours" else "theirs"
    return decided


def _listed(content: Path, region: str) -> dict[str, bytes]:
    """site.yaml with the region among the others; a new one where there is none yet."""
    from integreat_ssg.reading.library import read_site
    from integreat_ssg.starting.regions import list_region

    if not (content / "site.yaml").exists():
        return {"site.yaml": f"title: Guide\nregions: [{region}]\n".encode()}
    site, _, _ = read_site(content)
    return {} if region in site.regions else dict(list_region(content, region))


def _tell(findings: Sequence[Finding], language: str, content: Path, source: Path | None = None) -> None:
    """Findings on standard error: those of an archive lead to its lines, those of content to its files."""
    for inside, prefix in ((True, source), (False, content)):
        told = [each for each in findings if each.place.file.endswith(".jsonl") is inside]
        if told:
            say(FORMATS["text"](told, language, prefix=str(prefix)), err=True)
