"""The commands that make new files: each asks for what is not given, and says what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from integreat_ssg.cli.dialogue import ask
from integreat_ssg.cli.options import KINDS, content_option, language_option, start_day_option, today_of
from integreat_ssg.cli.terminal import say
from integreat_ssg.errors import UsageError

_NEXT = {
    "de": "{file} ist angelegt. Bitte ausfüllen; `integreat-ssg check {region}` sagt, was noch fehlt.",
    "en": "{file} is made. Fill it in, please; `integreat-ssg check {region}` tells what is missing.",
}


@dataclass
class _Given:
    """What all these commands are given."""

    content: Path
    region: str | None
    today: date
    language: str


@click.group("new")
def new_group() -> None:
    """Make a new region, page, news item, contact, place or event, with remarks that help to fill it in."""


_Command = TypeVar("_Command", bound=Callable[..., None])


def _shared(command: _Command) -> Callable[..., None]:
    """The options that all these commands have, as the first argument."""

    @wraps(command)
    def run(content: Path, today: date | None, language: str, region: str | None = None, **values: Any) -> None:
        command(_Given(content, region, today_of(today), language), **values)

    for option in (language_option, start_day_option, content_option):
        run = option(run)
    return run


_region_option = click.option("--region", help="The region's folder; asked for where there are several.")


def _desk(given: _Given, text_language: str | None) -> Any:
    from integreat_ssg.starting.sheets import Desk, language_of, region_names

    names = region_names(given.content)
    if not names:
        raise UsageError(f"There is no region in {given.content}. `integreat-ssg init` begins with one.")
    region = given.region or (names[0] if len(names) == 1 else _asked_region(names, given.language))
    language = language_of(given.content, region, text_language)
    return Desk(given.content, region, language, given.language, given.today)


def _asked_region(names: tuple[str, ...], language: str) -> str:
    say(", ".join(names), err=True)
    return ask("region", None, language, fits=lambda answer: answer in names)


def _write(desk: Any, sheet: Any) -> None:
    from integreat_ssg.starting.laying import lay

    if not lay(desk.content, {sheet.file: sheet.data}):
        raise UsageError(f"{desk.content / sheet.file} is there already; it stays as it is.")
    say(_NEXT[desk.wording].format(file=desk.content / sheet.file, region=desk.region))


_in_option = click.option(
    "--in", "text_language", help="The language of the text; by default the region's source language."
)


@new_group.command("page")
@click.argument("path", required=False)
@click.option("--title", help="The page's name.")
@click.option("--section", is_flag=True, help="A section, which has pages below it.")
@_region_option
@_in_option
@_shared
def page_command(given: _Given, path: str | None, title: str | None, section: bool, text_language: str | None) -> None:
    """Make a page at PATH, such as arrival/registration."""
    from integreat_ssg.starting.sheets import is_page_path, key_for, new_page

    desk = _desk(given, text_language)
    title = ask("title", title, given.language)
    path = ask("path", path, given.language, key_for(title) or None, fits=is_page_path)
    _write(desk, new_page(desk, path, title, section=section))


@new_group.command("news")
@click.option("--title", help="The headline.")
@click.option("--key", help="The file's name behind the day; by default made from the title.")
@_region_option
@_in_option
@_shared
def news_command(given: _Given, title: str | None, key: str | None, text_language: str | None) -> None:
    """Make a news item of the day --date, or of today."""
    from integreat_ssg.starting.sheets import key_for, new_news

    desk = _desk(given, text_language)
    title = ask("title", title, given.language)
    key = ask("key", key or key_for(title) or None, given.language)
    _write(desk, new_news(desk, given.today, title, key))


def _data_command(kind: str, *options: str) -> Callable[..., None]:
    @click.argument("key", required=False)
    @click.option("--name", help="What it is called.")
    @_region_option
    @_in_option
    @_shared
    def command(
        given: _Given, key: str | None, name: str | None, text_language: str | None, **values: str | None
    ) -> None:
        from integreat_ssg.model.events import moment
        from integreat_ssg.starting.sheets import key_for, new_data

        desk = _desk(given, text_language)
        name = ask("title" if kind == "event" else "thing", name, given.language)
        if kind == "event":
            values["start"] = ask(
                "start", values["start"], given.language, fits=lambda answer: moment(answer) is not None
            )
        key = ask("key", key, given.language, key_for(name) or None, silent=bool(key_for(name)))
        values["phones"] = values.pop("phone", None)
        _write(desk, new_data(desk, kind, key, name, **values))

    for option in reversed(options):
        command = click.option(f"--{option}", help=_HELP[option])(command)
    command.__doc__ = f"Make {'an' if kind == 'event' else 'a'} {kind} with the KEY by which others name it."
    return command


_HELP = {
    "phone": "Its telephone number.",
    "email": "Its mail address.",
    "website": "Its web address.",
    "address": 'Its address: "Bibliotheksgasse 2, 38640 Goslar".',
    "hours": "When it is open, as in OpenStreetMap.",
    "start": 'When it begins: "2026-12-24 18:00", or a day.',
    "end": "When it ends, in the same form.",
    "place": "The key of the place where it is.",
}

new_group.command("contact")(_data_command("contact", "phone", "email", "website"))
new_group.command("place")(_data_command("place", "phone", "website", "address", "hours"))
new_group.command("event")(_data_command("event", "start", "end", "place"))


@new_group.command("region")
@click.argument("slug", required=False)
@click.option("--name", help="What the region is called, such as Goslar.")
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help="What it is.")
@click.option("--languages", help="Language tags with commas; by default de,en.")
@click.option("--land", help="The Land whose holidays count in opening hours.")
@click.option("--inherits", multiple=True, help="A shared region whose texts it has; may be given several times.")
@_shared
def region_command(given: _Given, slug: str | None, name: str | None, languages: str | None, **values: Any) -> None:
    """Make a region in the folder SLUG, with example texts, and list it in site.yaml."""
    from integreat_ssg.reading.listing import list_region
    from integreat_ssg.starting.laying import lay
    from integreat_ssg.starting.regions import region_files
    from integreat_ssg.starting.sheets import key_for

    name = ask("name", name, given.language)
    slug = ask("slug", slug, given.language, key_for(name) or None, silent=bool(key_for(name)))
    languages = ask("languages", languages, given.language, "de,en", silent=True)
    files = region_files(given.content, slug, name, languages, given.today, **values)
    listed = list_region(given.content, slug)
    lay(given.content, files)
    lay(given.content, listed, replacing=True)
    say(_NEXT[given.language].format(file=given.content / slug / "region.yaml", region=slug))
