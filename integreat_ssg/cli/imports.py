"""The commands that bring content from elsewhere."""

import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import click

from integreat_ssg.cli.ending import exit_with
from integreat_ssg.cli.options import FOLDER_PATH, content_option, language_option
from integreat_ssg.cli.terminal import say
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.fetching import MAX_BYTES, fetch
from integreat_ssg.exchange.ics import category_names, import_ics
from integreat_ssg.exchange.regions import region_settings
from integreat_ssg.model.findings import Finding, in_order
from integreat_ssg.reporting.arrivals import arrival_table, fate_line
from integreat_ssg.reporting.formats import FORMATS
from integreat_ssg.reporting.printable import printable


@click.group("import")
def import_group() -> None:
    """Bring content from elsewhere into a region."""


@import_group.command("ics")
@click.argument("source")
@click.option("--region", required=True, help="The region whose events they become.")
@content_option
@click.option("--allow-private", is_flag=True, help="Allow addresses of the own network, and http.")
def ics_command(source: str, region: str, content: Path, allow_private: bool) -> None:
    """Write the events of an iCalendar SOURCE, a file or an https address, into the REGION.

    Corrections in events/overrides stay, and so does every file that no import has written.
    """
    settings = region_settings(content, region)
    if "://" in source:
        data, name = fetch(source, allow_private=allow_private), source
    else:
        data, name = _read(Path(source)), Path(source).name
    result = import_ics(data, name, content / region, settings.time_zone, category_names(settings.categories))
    for problem in result.left_out:
        say(f"Left out: {printable(problem)}", err=True)
    say(
        f"{region}: {len(result.written)} events written, {len(result.unchanged)} as they were,"
        f" {len(result.removed)} removed, {len(result.left_out)} left out."
    )


@import_group.command("integreat")
@click.argument("source")
@click.option("--region", required=True, help="The region's folder; it is made where there is none.")
@click.option("--remote-name", help="What the region is called at the source, where that is another name.")
@click.option("--languages", default="", help="Only these languages, such as de,en; by default all.")
@content_option
@click.option("--save", type=FOLDER_PATH, help="A folder that keeps the answers, to import from it again.")
@click.option(
    "--media",
    type=click.Choice(["download", "link", "none"]),
    default="download",
    show_default=True,
    help="Take pictures and documents along, only link to them, or leave pictures out.",
)
@click.option("--allow-private", is_flag=True, help="Allow addresses of the own network, and http.")
@click.option("--ours", multiple=True, metavar="FILE", help="Where both sides changed this file: keep ours.")
@click.option("--theirs", multiple=True, metavar="FILE", help="Where both sides changed this file: take the source's.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@language_option
def integreat_command(
    source: str,
    region: str,
    remote_name: str | None,
    languages: str,
    content: Path,
    save: Path | None,
    media: Literal["download", "link", "none"],
    allow_private: bool,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
    language: str,
) -> None:
    """Bring a region of Integreat over, from SOURCE: a server's address, or a folder with saved answers.

    A later import updates what changed at the source and keeps what changed here. FILE is seen from the region's folder.
    """
    from integreat_ssg.exchange.imported import write_outcome
    from integreat_ssg.exchange.integreat.answers import read_answers
    from integreat_ssg.exchange.integreat.arriving import NAME, Wish, arrive, languages_to_ask, refuse_name
    from integreat_ssg.exchange.integreat.media import fetch_media
    from integreat_ssg.exchange.integreat.questions import Bounds
    from integreat_ssg.exchange.integreat.source import open_source
    from integreat_ssg.exchange.integreat.tally import table

    refuse_name(region)
    named = tuple(each.strip() for each in languages.split(",") if each.strip())
    wish = Wish(content, region, named, media, {**dict.fromkeys(ours, "ours"), **dict.fromkeys(theirs, "theirs")})
    slug = remote_name or region
    lacking: list[Finding] = []
    with (
        open_source(source, slug, Bounds(allow_private=allow_private), save) as opened,
        tempfile.TemporaryDirectory(prefix="integreat-") as temporary,
    ):
        folder = save / "media" if save else Path(temporary)

        def fetch(urls: Sequence[str]) -> Mapping[str, tuple[str, bytes]]:
            brought = fetch_media(urls, opened, folder)
            lacking.extend(brought.findings)
            return {
                url: (each.name, data) for url, each in brought.files.items() if (data := each.data(folder)) is not None
            }

        arrived = arrive(wish, read_answers(opened, slug, languages_to_ask(wish)), fetch)
    findings = in_order((*arrived.findings, *lacking))
    if not dry_run:
        write_outcome(content, region, NAME, arrived.outcome, arrived.beside)
    rows = table(arrived.mapped.came, arrived.mapped.fallbacks, findings, region)
    fates: Counter[str] = Counter(arrived.outcome.fates.values())
    if as_json:
        told = json.loads(FORMATS["json"](findings, language))
        say(
            json.dumps(
                {"region": region, "table": [asdict(row) for row in rows], "files": fates, **told},
                ensure_ascii=False,
                indent=2,
            ).encode()
        )
    else:
        say(FORMATS["text"](findings, language))
        say(f"\n{arrival_table(rows, language)}\n")
        say(fate_line(region, fates, language, dry=dry_run))
    exit_with(findings)


def _read(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise UsageError(f"There is no file {file}.")
        if file.stat().st_size > MAX_BYTES:
            raise UsageError(f"{file} is larger than {MAX_BYTES // 1024 // 1024} MB.")
        return file.read_bytes()
    except OSError as problem:
        raise WorldError(f"{file} cannot be read: {problem.strerror}") from problem
