"""The commands about translations: how they stand, and stamping what a change of the source text left true."""

import json
from pathlib import Path
from typing import Any

import click

from integreat_ssg.build import regions
from integreat_ssg.cli.ending import exit_with_errors
from integreat_ssg.cli.job import make_job
from integreat_ssg.cli.options import line_options
from integreat_ssg.cli.terminal import say
from integreat_ssg.errors import UsageError
from integreat_ssg.model.standing import KINDS, standings
from integreat_ssg.reading.revisions import read_revisions
from integreat_ssg.reporting.standing import described_standing, history_line, stamp_line, standing_lines


@click.command("status")
@click.argument("region", nargs=-1)
@line_options
@click.option(
    "--to", multiple=True, metavar="TAG", help="Only translations to this language; may be given several times."
)
@click.option(
    "--kind", multiple=True, type=click.Choice(KINDS), help="Only texts of this kind; may be given several times."
)
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")
def status_command(
    region: tuple[str, ...],
    to: tuple[str, ...],
    kind: tuple[str, ...],
    as_json: bool,
    **options: Any,
) -> None:
    """Tell how translations stand in the REGIONs, or in all: what is current, by machine, outdated or missing."""
    with make_job(options) as job:
        contents, findings = regions(job, region)
    rows = []
    for content in contents:
        listed = [
            each for each in standings(content)
            if (not to or each.language in to) and (not kind or each.kind in kind)
        ]  # fmt: skip
        revisions = read_revisions(job.content, content, listed)
        if as_json:
            rows.append(described_standing(content, listed, revisions))
        else:
            lines = standing_lines(content, listed, revisions, options["language"], str(options["content"]))
            say("\n".join((content.slug, *lines)))
    if as_json:
        say(json.dumps(rows, ensure_ascii=False).encode())
    for code in sorted({each.code for each in findings} & {"no-git", "shallow-clone"}):
        say(history_line(code, options["language"]), err=as_json)
    exit_with_errors(findings, options)


@click.group("translate")
def translate_group() -> None:
    """Work with translations."""


@translate_group.command("stamp")
@click.argument("file", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--all-of", type=click.Path(path_type=Path), metavar="SOURCE", help="Stamp all translations of this source text."
)
@click.option("--to", multiple=True, metavar="TAG", help="Of a place, event or contact: only this language.")
@line_options
def stamp_command(file: tuple[Path, ...], all_of: Path | None, to: tuple[str, ...], **options: Any) -> None:
    """State in the translations FILE that a change of their source text has left them true.

    A FILE may also be a place, event or contact, which holds all its languages. With --all-of, those that fell behind before the
    last change of the source text already are left and told.
    """
    from integreat_ssg.exchange.stamps import stamp_all_of, stamp_files  # which `status` never needs

    if bool(file) == bool(all_of):
        raise UsageError("Name translations, or a source text with --all-of.")
    with make_job(options) as job:
        contents, _ = regions(job)
    done = stamp_files(job.content, contents, [_inside(job.content, each) for each in file], to)
    done += stamp_all_of(job.content, contents, _inside(job.content, all_of)) if all_of else []
    for each in done:
        say(stamp_line(each.outcome, f"{options['content']}/{each.file}", options["language"]))


def _inside(content: Path, file: Path) -> str:
    """A file as findings name it, seen from the content folder; it may be given so too."""
    for each in (file, content / file):
        if each.is_file() and each.resolve().is_relative_to(content.resolve()):
            return each.resolve().relative_to(content.resolve()).as_posix()
    raise UsageError(f"There is no file {file} in {content}.")
