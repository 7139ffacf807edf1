"""The names of all commands. Each command's module is imported when it is called, so that none pays for what others need."""

import click

from integreat_ssg.cli.terminal import Commands

COMMANDS = {
    "build": ("building:build_command", "Build the REGIONs, or all, and the portal."),
    "check": ("looking:check_command", "Look for mistakes in the REGIONs, or in all, without writing anything."),
    "compare": (
        "comparing:compare_command",
        "Tell in Markdown what has changed since the commit REV in the REGIONs, or in all: findings, translations, sizes.",
    ),
    "deploy": (
        "deploy:deploy_command",
        "Bring the built REGIONs, or all and the portal, to the HOST of that name in site.yaml.",
    ),
    "desk": (
        "desk:desk_command",
        "Write the desk, an editor in the browser for people who do not use git, with forms for all content of the regions.",
    ),
    "export": ("archives:export_group", "Bring a region's content elsewhere, as files that other systems read."),
    "host-files": (
        "hosting:host_files_command",
        "Show what a host of this KIND has to know of the output folder, or of one REGION that has a host of its own.",
    ),
    "import": ("imports:import_group", "Bring content from elsewhere into a region."),
    "init": (
        "starting:init_command",
        "Begin a new guide in FOLDER, or here: content that builds at once, editor settings, pipelines.",
    ),
    "move": (
        "starting:move_command",
        "Give a page, section, news item or piece of data another name, in all languages, and mend all that leads there.",
    ),
    "new": (
        "creating:new_group",
        "Make a new region, page, news item, contact, place or event, with remarks that help to fill it in.",
    ),
    "pdf": (
        "pdf:pdf_command",
        "Make a PDF of the REGION's guide in one language, or of a section of it, tagged for screen readers.",
    ),
    "portal": (
        "building:portal_command",
        "Build the portal alone, over the regions that stand in the output folder, whoever has built them.",
    ),
    "probe": (
        "probing:probe_command",
        "Read back what is published at each URL, the address of a region, and say what a newcomer would meet there.",
    ),
    "regions": ("looking:regions_command", "List the regions of the site."),
    "report": (
        "report:report_command",
        "Write a report on the REGIONs, or on all: coverage, age, reviews, findings, size, and how they came about.",
    ),
    "schema": (
        "starting:schema_command",
        "Tell what may stand in each kind of file, as JSON Schemas, for editors that complete and check by them.",
    ),
    "screenshots": (
        "serving:screenshots_command",
        "Take screenshots of the built REGIONs, or of all, for phones that offer to install them.",
    ),
    "serve": ("serving:serve_command", "Build, serve, and on every save build again and reload the browser."),
    "size": (
        "looking:size_command",
        "Tell what a phone has to load for the REGIONs, or for all: each set, its budget, and the files that add most to it.",
    ),
    "status": (
        "translations:status_command",
        "Tell how translations stand in the REGIONs, or in all: what is current, by machine, outdated or missing.",
    ),
    "translate": ("translations:translate_group", "Work with translations."),
    "usages": (
        "looking:usages_command",
        "Tell where the contacts, places and organisations with these KEYs are shown, or all of them.",
    ),
}
"""Name to module of this package, command in it, and the first sentence of its help."""


@click.group(cls=Commands, elsewhere=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="integreat-ssg")
def main() -> None:
    """Turns a folder of Markdown and YAML into multilingual sites for newcomers, one for each region."""
