"""The commands that run the line as far as they need without writing anything, and print what they have seen."""

import json
from dataclasses import asdict
from typing import Any

import click

from integreat_ssg.build import covers, regions
from integreat_ssg.cli.ending import exit_with, exit_with_errors
from integreat_ssg.cli.findings import format_option, print_findings
from integreat_ssg.cli.job import make_job, outside_asker
from integreat_ssg.cli.options import line_options, outside_options, published_option
from integreat_ssg.cli.terminal import say
from integreat_ssg.errors import UsageError
from integreat_ssg.inspection import check, measure
from integreat_ssg.outcomes import RegionResult
from integreat_ssg.reading.counting import count_texts
from integreat_ssg.reading.settings import read_settings
from integreat_ssg.reporting.sizes import size_lines
from integreat_ssg.reporting.usages import described, usage_lines


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
    print_findings(findings, form, options, result.all_excused)
    exit_with(findings)


@click.command("regions")
@line_options
@click.option("--json", "as_json", is_flag=True, help="Write them as JSON, for a pipeline's matrix.")
def regions_command(as_json: bool, **options: Any) -> None:
    """List the regions of the site."""
    with make_job(options) as job:
        listed, findings = covers(job)
    texts = count_texts(options["content"], read_settings(options["content"]).regions) if listed else {}
    described = [
        {
            "slug": each.slug,
            "name": text.words
            if (text := each.words(each.settings.name, each.settings.source_language))
            else each.slug,
            "languages": [language.tag for language in each.languages],
            "pages": texts[each.slug],
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
        listed, findings = regions(job, region)
    found = {each.slug: described(each, key) for each in listed}
    known = {thing["key"] for things in found.values() for thing in things}
    if listed and (missing := [each for each in key if each not in known]):
        raise UsageError(f"No contact, place or organisation has the key {', '.join(missing)}.")
    if as_json:
        rows = [{"slug": slug, "things": things} for slug, things in found.items()]
        say(json.dumps(rows, ensure_ascii=False).encode())
    else:
        for slug, things in found.items():
            say("\n".join((slug, *usage_lines(things, options["language"], str(options["content"])))))
    exit_with_errors(findings, options)


def _sizes(region: RegionResult) -> list[dict[str, Any]]:
    return [asdict(each) for each in region.sizes]
