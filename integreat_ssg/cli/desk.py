"""The command that writes the editors' desk."""

from pathlib import Path
from typing import Any

import click

from integreat_ssg.cli.options import content_options, in_repository, make_job, spoken
from integreat_ssg.cli.terminal import say, say_alone
from integreat_ssg.errors import UsageError
from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.reporting.formats import FORMATS

CONTENT_ERRORS = 1

_SENTENCES = {
    "en": {
        "written": "{output}: the desk for {regions}, {size:.1f} MB.",
        "local": "site.yaml has no desk: nobody can sign in there, and it only changes a folder on this computer (see --serve).",
        "served": "In Chrome, Edge or Chromium, choose the folder {folder} there.",
    },
    "de": {
        "written": "{output}: die Redaktion für {regions}, {size:.1f} MB.",
        "local": "In site.yaml steht kein desk: Anmelden kann sich dort niemand, sie ändert nur einen Ordner auf diesem Rechner"
        " (siehe --serve).",
        "served": "Wählen Sie dort, in Chrome, Edge oder Chromium, den Ordner {folder}.",
    },
}


@click.command("desk")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/desk"),
    show_default=True,
    help="The folder of its own that it is written to.",
)
@click.option(
    "--region", multiple=True, help="Only for this region's folder, shared or not; may be given several times."
)
@click.option(
    "--serve", is_flag=True, help="Serve it on this machine, to edit the content folder on it without signing in."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8010, show_default=True, help="The next free one is taken."
)
@click.option(
    "--language", type=click.Choice(["de", "en"]), help="The language of its forms; by default that of the site."
)
@content_options
def desk_command(
    output: Path, region: tuple[str, ...], serve: bool, port: int, language: str | None, **options: Any
) -> None:
    """Write the desk, an editor in the browser for people who do not use git, with forms for all content of the regions."""
    from integreat_ssg.desk.configuration import configure  # what only the desk needs costs no other command any time
    from integreat_ssg.desk.folder import write_desk
    from integreat_ssg.reading.library import read_library

    with make_job(options) as job:
        library = read_library(job.content, job.converter)
    if unknown := [slug for slug in region if slug not in library.folders]:
        raise UsageError(f"There is no region {', '.join(unknown)}. There are: {', '.join(library.folders) or '–'}.")
    folders = [library.folders[slug] for slug in region or library.folders]
    findings = [*library.findings, *(found for each in folders if each.settings is None for found in each.findings)]
    _refuse([each for each in findings if each.severity is Severity.ERROR], options)
    if not folders:
        raise UsageError("site.yaml lists no regions.")
    language = language or ("de" if library.site.default_language.startswith("de") else "en")
    configured = configure(library.site, folders, _inside(options["content"]), language, job.theme)
    size = write_desk(output, configured, language)
    sentences = _SENTENCES[spoken()]
    say(sentences["written"].format(output=output, regions=", ".join(each.slug for each in folders), size=size / 1e6))
    if library.site.desk is None:
        say(sentences["local"])
    if serve:
        from integreat_ssg.serving.desk import serve_desk

        say(sentences["served"].format(folder=_repository(options["content"])))
        serve_desk(output, port, say_alone)


def _inside(content: Path) -> str:
    """The content folder as the repository names it: "", or a path that ends in "/"."""
    inside = in_repository(content)
    inside = Path(inside).name if Path(inside).is_absolute() else inside
    return "" if inside in (".", "") else f"{inside}/"


def _repository(content: Path) -> Path:
    steps = len(Path(_inside(content)).parts)
    return content.resolve().parents[steps - 1] if steps else content.resolve()


def _refuse(errors: list[Finding], options: dict[str, Any]) -> None:
    if errors:
        say(FORMATS["text"](errors, spoken(), prefix=str(options["content"])), err=True)
        raise click.exceptions.Exit(CONTENT_ERRORS)
