"""The commands that run the line, or as much of it as they need, and print what came of it."""

import json
import os
import sys
from dataclasses import asdict
from typing import Any

import click

from integreat_ssg.build import build, join, regions
from integreat_ssg.cli.ending import exit_with, exit_with_errors, named
from integreat_ssg.cli.job import make_job, outside_asker
from integreat_ssg.cli.options import line_options, output_option, outside_options, published_option
from integreat_ssg.cli.repository import in_repository
from integreat_ssg.cli.terminal import on_terminal, say
from integreat_ssg.errors import UsageError
from integreat_ssg.inspection import check, measure
from integreat_ssg.model.excuses import Excused
from integreat_ssg.model.findings import Finding
from integreat_ssg.outcomes import BuildResult, RegionResult
from integreat_ssg.reporting.formats import FORMATS
from integreat_ssg.reporting.results import region_line
from integreat_ssg.reporting.sizes import phone_line, size_lines
from integreat_ssg.reporting.usages import described, usage_lines

format_option = click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), help="How findings are written. On GitHub's runners: github."
)


@click.command("build")
@click.argument("region", nargs=-1)
@line_options
@output_option
@published_option
@click.option(
    "--executor",
    metavar="MODULE:FACTORY",
    help="What does the work instead of processes of this machine: an executor as concurrent.futures knows them.",
)
@format_option
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
def build_command(region: tuple[str, ...], form: str | None, as_json: bool, **options: Any) -> None:
    """Build the REGIONs, or all, and the portal.

    A region with errors is not written; its last good site is left as it is.
    """
    with make_job(options) as job:
        result = build(job, region)
    if as_json:
        say(_json(result).encode())
    else:
        _print_findings(result.all_findings, form, options, result.all_excused)
        for each in result.regions:
            for line in (region_line(each, options["language"]), phone_line(each.sizes, options["language"])):
                if line:
                    say(line, err=bool(form))
    exit_with(result.all_findings)


@click.command("portal")
@line_options
@output_option
@format_option
def portal_command(form: str | None, **options: Any) -> None:
    """Build the portal alone, over the regions that stand in the output folder, whoever has built them."""
    with make_job(options) as job:
        result = join(job)
    _print_findings(result.all_findings, form, options)
    exit_with(result.all_findings)


@click.command("check")
@click.argument("region", nargs=-1)
@line_options
@published_option
@format_option
@outside_options
@click.option(
    "--changed-since", metavar="REV", help="Only what has changed since this commit, and what that broke elsewhere."
)
def check_command(
    region: tuple[str, ...], form: str | None, changed_since: str | None, external: bool, **options: Any
) -> None:
    """Look for mistakes in the REGIONs, or in all, without writing anything."""
    with make_job(options) as job:
        result = check(job, region, outside_asker(job.cache, options) if external else None)
        findings = result.all_findings
        if changed_since:
            from integreat_ssg.comparison import concerned  # git and a second content, which few calls ask for

            findings = concerned(job, changed_since, region, findings)
    _print_findings(findings, form, options, result.all_excused)
    exit_with(findings)


@click.command("regions")
@line_options
@click.option("--json", "as_json", is_flag=True, help="Write them as JSON, for a pipeline's matrix.")
def regions_command(as_json: bool, **options: Any) -> None:
    """List the regions of the site."""
    with make_job(options) as job:
        listed, findings = regions(job)
    described = [
        {
            "slug": each.slug,
            "name": text.words
            if (text := each.words(each.settings.name, each.settings.source_language))
            else each.slug,
            "languages": [language.tag for language in each.languages],
            "pages": len(each.pages),
        }
        for each in listed
    ]
    if as_json:
        say(json.dumps(described, ensure_ascii=False).encode())
    else:
        for row in described:
            say(f"{row['slug']:<20} {row['name']}")
    exit_with_errors(findings, options)


@click.command("size")
@click.argument("region", nargs=-1)
@line_options
@click.option("--json", "as_json", is_flag=True, help="Write them as JSON.")
def size_command(region: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Tell what a phone has to load for the REGIONs, or for all: each set, its budget, and the files that add most to it."""
    with make_job(options) as job:
        result = measure(job, region)
    if as_json:
        described = [{"slug": each.slug, "sets": _sizes(each)} for each in result.regions]
        say(json.dumps(described, ensure_ascii=False).encode())
    else:
        for each in result.regions:
            say("\n".join((each.slug, *size_lines(each.sizes, options["language"]))))
    exit_with_errors(result.all_findings, options)


@click.command("usages")
@click.argument("key", nargs=-1)
@line_options
@click.option("--region", multiple=True, help="Only in this region; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="Write them as JSON.")
def usages_command(key: tuple[str, ...], region: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Tell where the contacts, places and organisations with these KEYs are shown, or all of them."""
    with make_job(options) as job:
        listed, findings = regions(job)
    chosen = named(listed, region)
    found = {each.slug: described(each, key) for each in chosen}
    if missing := [
        each for each in key if not any(thing["key"] == each for things in found.values() for thing in things)
    ]:
        raise UsageError(f"No contact, place or organisation has the key {', '.join(missing)}.")
    if as_json:
        rows = [{"slug": slug, "things": things} for slug, things in found.items()]
        say(json.dumps(rows, ensure_ascii=False).encode())
    else:
        for slug, things in found.items():
            say("\n".join((slug, *usage_lines(things, options["language"], str(options["content"])))))
    exit_with_errors(findings, options)


def _print_findings(
    findings: tuple[Finding, ...], form: str | None, options: dict[str, Any], excused: tuple[Excused, ...] = ()
) -> None:
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    colour = form == "text" and on_terminal(sys.stdout) and not os.environ.get("NO_COLOR")
    prefix = str(options["content"]) if form in ("text", "json") else in_repository(options["content"])
    text = FORMATS[form](findings, options["language"], prefix=prefix, colour=colour, excused=excused).rstrip("\n")
    if text:
        say(text if form == "text" else text.encode(), color=colour)


def _json(result: BuildResult) -> str:
    def described(each: RegionResult) -> dict[str, Any]:
        return {
            "slug": each.slug,
            "version": each.version,
            "written": asdict(each.written) if each.written else None,
            "last_good_site_stands": each.stands,
            "sizes": {size.name: {"size": size.size, "budget": size.budget} for size in each.sizes},
        }

    findings = json.loads(FORMATS["json"](result.all_findings, "en", excused=result.all_excused))
    return json.dumps({"regions": [described(each) for each in result.regions], **findings}, ensure_ascii=False)


def _sizes(region: RegionResult) -> list[dict[str, Any]]:
    return [asdict(each) for each in region.sizes]
