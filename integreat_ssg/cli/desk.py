"""The command that writes the editors' desk."""

from pathlib import Path

import click

from integreat_ssg.cli.ending import exit_with
from integreat_ssg.cli.options import FOLDER_PATH, content_option, spoken
from integreat_ssg.cli.repository import in_repository
from integreat_ssg.cli.terminal import say, say_alone
from integreat_ssg.desk.configuration import configure
from integreat_ssg.desk.folder import write_desk
from integreat_ssg.errors import UsageError
from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.reading.settings import read_settings
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme
from integreat_ssg.reporting.formats import FORMATS

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
    type=FOLDER_PATH,
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
@content_option
@click.option("--theme", type=FOLDER_PATH, help="A theme folder, instead of the default theme.")
def desk_command(
    output: Path,
    region: tuple[str, ...],
    serve: bool,
    port: int,
    language: str | None,
    content: Path,
    theme: Path | None,
) -> None:
    """Write the desk, an editor in the browser for people who do not use git, with forms for all content of the regions."""
    settings = read_settings(content)
    _refuse([each for each in settings.findings if each.severity is Severity.ERROR], content)
    if unknown := [slug for slug in region if slug not in settings.regions]:
        raise UsageError(f"There is no region {', '.join(unknown)}. There are: {', '.join(settings.regions) or '–'}.")
    chosen = {slug: settings.regions[slug] for slug in region or settings.regions}
    if not chosen:
        raise UsageError("site.yaml lists no regions.")
    language = language or ("de" if settings.site.default_language.startswith("de") else "en")
    configured = configure(settings.site, chosen, _inside(content), language, read_theme(theme or default_theme()))
    size = write_desk(output, configured, language)
    sentences = _SENTENCES[spoken()]
    say(sentences["written"].format(output=output, regions=", ".join(chosen), size=size / 1e6))
    if settings.site.desk is None:
        say(sentences["local"])
    if serve:
        from integreat_ssg.serving.desk import serve_desk  # http.server

        say(sentences["served"].format(folder=_repository(content)))
        serve_desk(output, port, say_alone)


def _inside(content: Path) -> str:
    """The content folder as the repository names it: "", or a path that ends in "/"."""
    inside = in_repository(content)
    inside = Path(inside).name if Path(inside).is_absolute() else inside
    return "" if inside in (".", "") else f"{inside}/"


def _repository(content: Path) -> Path:
    """The folder that an editor has to choose: that of the repository."""
    steps = len(Path(_inside(content)).parts)
    return content.resolve().parents[steps - 1] if steps else content.resolve()


def _refuse(errors: list[Finding], content: Path) -> None:
    if errors:
        say(FORMATS["text"](errors, spoken(), prefix=str(content)), err=True)
    exit_with(errors)
