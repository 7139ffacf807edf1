"""The commands that start content and change it as a whole."""

import json
from datetime import date
from importlib.metadata import version
from pathlib import Path

import click

from integreat_ssg.cli.dialogue import ask, confirm
from integreat_ssg.cli.options import FOLDER_PATH, KINDS, content_option, language_option, start_day_option, today_of
from integreat_ssg.cli.terminal import say
from integreat_ssg.errors import UsageError
from integreat_ssg.model.hours import LANDS
from integreat_ssg.spelling import key_from

_NEXT = {
    "de": ("Neue Dateien in {folder}: {number}. Als Nächstes:", "ansehen", "Anfang",
           "Alles, was „Beispiel“ heißt, ist zu ersetzen; README.md sagt, was wo steht."),
    "en": ("New files in {folder}: {number}. Next:", "have a look", "Beginning",
           "Everything called “example” is to be replaced; README.md says what is where."),
}  # fmt: skip


@click.command("init")
@click.argument("folder", type=FOLDER_PATH, default=Path())
@click.option("--name", help="What the region is called, such as Goslar.")
@click.option("--slug", help="Its folder, and its part of the address; by default made from the name.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is; by default a district.")
@click.option(
    "--languages", help="Language tags with commas; one of de and en is the source language. By default de,en."
)
@click.option("--land", type=click.Choice(sorted(LANDS)), help="The Land whose holidays count in opening hours.")
@click.option("--shared", is_flag=True, help="Begin with texts that several regions share.")
@click.option("--add", is_flag=True, help="Into a folder that is not empty: only what is missing there is written.")
@click.option("--yes", is_flag=True, help="Ask nothing; what is not given is taken by default.")
@start_day_option
@language_option
def init_command(
    folder: Path,
    name: str | None,
    slug: str | None,
    kind: str | None,
    languages: str | None,
    land: str | None,
    shared: bool,
    add: bool,
    yes: bool,
    today: date | None,
    language: str,
) -> None:
    """Begin a new guide in FOLDER, or here: content that builds at once, editor settings, pipelines.

    Asks for what is not given. Nothing that is there is ever changed.
    """
    from integreat_ssg.starting.laying import is_empty, lay
    from integreat_ssg.starting.regions import tags
    from integreat_ssg.starting.repository import Start, is_slug, languages_fault, repository_files

    if not add and not is_empty(folder):
        raise UsageError(
            f"{folder.resolve()} is not empty. With --add what is missing there is written beside the rest."
        )
    name = ask("name", name, language, "Musterstadt" if yes else None, silent=yes)
    slug = ask("slug", slug, language, key_from(name) or "region", silent=yes, fits=is_slug)
    kind = ask("kind", kind, language, KINDS[0], silent=yes, fits=lambda answer: answer in KINDS)
    languages = ask(
        "languages", languages, language, "de,en", silent=yes, fits=lambda answer: not languages_fault(tags(answer))
    )
    land = ask("land", land, language, "", silent=yes, fits=lambda answer: answer in ("", *LANDS))
    start = Start(
        name=name,
        slug=slug,
        kind=kind,
        languages=tags(languages),
        version=version("integreat-ssg"),
        today=today_of(today),
        wording=language,
        land=land or None,
        shared=shared or confirm("shared", language, silent=yes),
    )
    files = repository_files(start)
    if (folder / "content" / "site.yaml").exists():  # a region that it does not list would be of no use
        files = {path: data for path, data in files.items() if not path.startswith("content/")}
    written = lay(folder, files)
    told, look, beginning, replace = _NEXT[language]
    steps = [
        *([f"cd {folder}"] if folder != Path() else []),
        f"integreat-ssg serve            {look}",
        *([] if (folder / ".git").exists() else [f'git init && git add . && git commit -m "{beginning}"']),
    ]
    say("\n".join((told.format(folder=folder, number=len(written)), *(f"  {step}" for step in steps), replace)))


@click.command("schema")
@click.option("--output", type=FOLDER_PATH, help="A folder that gets one file for each.")
@language_option
def schema_command(output: Path | None, language: str) -> None:
    """Tell what may stand in each kind of file, as JSON Schemas, for editors that complete and check by them."""
    from integreat_ssg.reading.json_schema import schemas
    from integreat_ssg.starting.laying import lay
    from integreat_ssg.starting.schema_files import schema_files

    if output is None:
        say(json.dumps(schemas(language), ensure_ascii=False, indent=2).encode())
        return
    files = schema_files(language)
    lay(output, files, replacing=True)
    say(f"Schemas {'in' if language == 'en' else 'im Ordner'} {output}: {len(files)}.")


@click.command("move")
@click.argument("old")
@click.argument("new")
@click.option("--region", help="The region that is meant, where several have something of this name.")
@content_option
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@language_option
def move_command(old: str, new: str, region: str | None, content: Path, dry_run: bool, language: str) -> None:
    """Give a page, section, news item or piece of data another name, in all languages, and mend all that leads there.

    OLD and NEW are paths of pages (arrival/registration), or keys with their folder (contacts/office, places/library,
    events/cafe, organisations/town). Old addresses of pages lead to the new ones.
    """
    from integreat_ssg.starting.moving.carrying_out import carry_out
    from integreat_ssg.starting.moving.folders import read_folders
    from integreat_ssg.starting.moving.plan import plan_move
    from integreat_ssg.starting.moving.telling import move_lines

    plan = plan_move(read_folders(content), old, new, region)
    if not dry_run:
        carry_out(content, plan)
    say("\n".join(move_lines(plan, language, str(content), done=not dry_run)))
