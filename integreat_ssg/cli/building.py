"""The commands that build: regions with the portal, or the portal alone."""

import json
from dataclasses import asdict
from typing import Any

import click

from integreat_ssg.cache import Cache
from integreat_ssg.cli.ending import exit_with
from integreat_ssg.cli.findings import format_option, print_findings
from integreat_ssg.cli.options import line_options, output_option, published_option
from integreat_ssg.cli.terminal import say
from integreat_ssg.outcomes import BuildResult, RegionResult
from integreat_ssg.reading.theme_files import default_theme, theme_digest, theme_files
from integreat_ssg.reporting.formats import FORMATS
from integreat_ssg.reporting.results import region_line
from integreat_ssg.reporting.sizes import phone_line
from integreat_ssg.unchanged import Asked, remembered_build


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
    result = unchanged_build(region, options) or _built(region, options)
    if as_json:
        say(_json(result).encode())
    else:
        print_findings(result.all_findings, form, options, result.all_excused)
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
    from integreat_ssg.build import join
    from integreat_ssg.cli.job import make_job

    with make_job(options) as job:
        result = join(job)
    print_findings(result.all_findings, form, options)
    exit_with(result.all_findings)


def unchanged_build(region: tuple[str, ...], options: dict[str, Any]) -> BuildResult | None:
    """What the last build of the same has said, if nothing has changed since."""
    if any(options[name] for name in ("no_cache", "reread", "published", "executor")):
        return None
    theme = theme_digest(theme_files(options["theme"] or default_theme()))
    asked = Asked(options["content"], options["output"], theme, region, options["today"], options["base_url"])
    return remembered_build(asked, Cache(options["cache"]))


def _built(region: tuple[str, ...], options: dict[str, Any]) -> BuildResult:
    from integreat_ssg.build import build  # nearly all of the program, which a build without changes does without
    from integreat_ssg.cli.job import make_job

    with make_job(options) as job:
        return build(job, region)


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
