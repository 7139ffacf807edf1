"""The command that brings what was built to where readers find it."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from integreat_ssg.cli.meter import Meter
from integreat_ssg.cli.options import FOLDER_PATH, content_option, language_option, output_option
from integreat_ssg.cli.probing import add_probes, tell_probes
from integreat_ssg.cli.repository import repository
from integreat_ssg.cli.terminal import on_terminal, say
from integreat_ssg.deploying.credentials import Credentials, read_credentials
from integreat_ssg.deploying.hosts import opened, read_host
from integreat_ssg.deploying.patience import Patient
from integreat_ssg.deploying.run import Deploy, Prepared, Wish
from integreat_ssg.deploying.site import PORTAL, LocalSite, read_sites
from integreat_ssg.deploying.transport import OvertakenError
from integreat_ssg.errors import IntegreatError, UsageError
from integreat_ssg.model.hosts import FOLDER, Host
from integreat_ssg.reporting.deploys import deploy_line, deploy_value, plan_lines, question

TRIES = 3
"""How often a deploy to a host that shows everything at once begins anew because another one was faster."""


@click.command("deploy")
@click.argument("host")
@click.argument("region", nargs=-1)
@content_option
@output_option
@language_option
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.option("--rollback", is_flag=True, help="Go back to the release before, which the host has kept.")
@click.option(
    "--from",
    "earlier",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Deploy the output folder of an earlier build.",
)
@click.option("--older", is_flag=True, help="Let an older build replace a newer one.")
@click.option("--adopt", is_flag=True, help="Replace files in the site's place that no deploy has put there.")
@click.option("--take-over", is_flag=True, help="Go ahead although another deploy seems to be at work.")
@click.option("--purge", is_flag=True, help="Remove at once what only former releases need.")
@click.option("--max-deletes", type=click.IntRange(min=0), help="How many pages may leave the site unasked.")
@click.option("--yes", is_flag=True, help="Let any number of pages leave the site.")
@click.option("--verify", is_flag=True, help="Read back afterwards what readers have, as `probe --all` does.")
@click.option(
    "--cache",
    type=FOLDER_PATH,
    default=Path(".cache"),
    show_default=True,
    help="Where a deploy that was cut is remembered.",
)
def deploy_command(
    host: str,
    region: tuple[str, ...],
    content: Path,
    output: Path,
    language: str,
    dry_run: bool,
    as_json: bool,
    rollback: bool,
    earlier: Path | None,
    older: bool,
    adopt: bool,
    take_over: bool,
    purge: bool,
    max_deletes: int | None,
    yes: bool,
    verify: bool,
    cache: Path,
) -> None:
    """Bring the built REGIONs, or all and the portal, to the HOST of that name in site.yaml.

    Only what has changed is sent, in an order in which readers never meet a broken site.
    """
    if rollback and (earlier or purge):
        raise UsageError("--rollback goes with neither --from nor --purge.")
    if verify and dry_run:
        raise UsageError("--verify reads back what was deployed; with --dry-run nothing is.")
    settings = read_host(content, host)
    if verify and not settings.address:
        raise UsageError(f"--verify needs the `address` of the host {host}, or `base_url`, in site.yaml.")
    if max_deletes is not None:
        settings = replace(settings, max_deletes=max_deletes)
    credentials = read_credentials(host, settings.secrets, repository(content) or content.resolve())
    with hidden(credentials), Meter() as meter:
        wish = Wish(
            adopt=adopt,
            older=older or rollback or earlier is not None,
            take_over=take_over,
            purge=purge,
            confirm=lambda prepared: yes or _confirmed(prepared, meter, language),
            remembered=None if dry_run else cache / "deploy",
            progress=meter.show,
        )
        errand = Errand(earlier or output, region, rollback=rollback, dry_run=dry_run)
        done = _run(host, settings, credentials, wish, errand, meter)
    places: dict[str, str | None] = {}
    if verify:
        places = {f"{settings.address}".rstrip("/") + f"/{each.site.folder}": each.plan.record.version for each in done}
    if as_json:
        told = [deploy_value(each.site, each.plan) for each in done]
        try:
            if verify:
                add_probes(told, places, language)
        finally:  # what was deployed is told also where nothing answers
            say(json.dumps(told, ensure_ascii=False).encode())
        return
    for each in done:
        if dry_run:
            say("\n".join(plan_lines(each.site, each.plan, language)))
        say(deploy_line(each.site, each.plan, language, planned=dry_run))
    if verify:
        tell_probes(places, language, every=True)


@dataclass(frozen=True)
class Errand:
    """What is brought: sites from a build's output folder, or the former releases of regions."""

    output: Path
    regions: tuple[str, ...]
    rollback: bool
    dry_run: bool


def _run(name: str, host: Host, credentials: Credentials, wish: Wish, errand: Errand, meter: Meter) -> list[Prepared]:
    """The deploy, begun anew where another one was faster on a host that shows everything at once."""
    for attempt in range(1, TRIES + 1):
        with opened(name, host, credentials) as transport, tempfile.TemporaryDirectory(prefix="integreat-") as stage:
            patient = Patient(transport, told=lambda reason: meter.tell(credentials.hide(reason)))
            deploy = Deploy(name, host, patient, wish)
            try:
                sites = _sites(deploy, errand, Path(stage))
                return deploy.plans(sites) if errand.dry_run else deploy.run(sites)
            except OvertakenError:
                if attempt == TRIES or not transport.abilities.whole:
                    raise
    raise AssertionError("the last try returns or raises")


def _sites(deploy: Deploy, errand: Errand, stage: Path) -> list[LocalSite]:
    alone = deploy.host.region
    if not errand.rollback:
        if deploy.host.kind == FOLDER and Path(deploy.host.folder).expanduser().resolve() == errand.output.resolve():
            raise UsageError(f"{errand.output} is what is deployed. It cannot be the host's folder as well.")
        return read_sites(errand.output, errand.regions, alone)
    regions = errand.regions or ((alone,) if alone else ())
    if not regions:
        raise UsageError("Name what goes back to the release before: REGIONs, or portal.")
    places = [(region, "" if region in (alone, PORTAL) else f"{region}/") for region in regions]
    return [deploy.former(region, folder, stage / str(number)) for number, (region, folder) in enumerate(places)]


@contextmanager
def hidden(credentials: Credentials) -> Iterator[None]:
    """No exception that leaves this block has a secret in its text, nor in that of what caused it."""
    try:
        yield
    except IntegreatError as problem:
        raise type(problem)(credentials.hide(str(problem))) from None
    except (click.exceptions.Abort, click.exceptions.Exit):
        raise
    except Exception as problem:
        raise RuntimeError(credentials.hide(f"{type(problem).__name__}: {problem}")) from None


def _confirmed(prepared: Prepared, meter: Meter, language: str) -> bool:
    """Asks the person at the terminal; nobody there has said no."""
    if not (on_terminal(sys.stdin) and on_terminal(sys.stderr)):
        return False
    meter.clear()
    return click.confirm(question(prepared.site, prepared.plan, language), default=False, err=True)
