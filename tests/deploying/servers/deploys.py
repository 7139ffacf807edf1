"""A deploy to a server of the tests, as the command does it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from integreat_ssg.deploying.credentials import Credentials
from integreat_ssg.deploying.hosts import opened
from integreat_ssg.deploying.patience import Patient
from integreat_ssg.deploying.plan import PUTS, Plan
from integreat_ssg.deploying.run import Deploy, Wish
from integreat_ssg.deploying.site import read_sites
from integreat_ssg.model.hosts import Host
from tests.deploying.servers.server import Server

FOREIGN = "town/de/of-somebody-else.html"
BOOKKEEPING = ("integreat-manifest.json", "integreat-deploy.json", "release/kept/")


def host_of(server: Server, **options: str) -> Host:
    """The settings that site.yaml would have for a server."""
    return Host(kind=server.kind, folder=server.folder, url=server.url, options={**server.options, **options})


def deploy(
    server: Server,
    output: Path,
    remembered: Path,
    monkeypatch: pytest.MonkeyPatch,
    secrets: Mapping[str, str] | None = None,
    *,
    purge: bool = False,
    older: bool = False,
    **options: str,
) -> Plan:
    """Deploys the town of a build to a server; what was planned. Nothing is tried twice."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    host = host_of(server, **options)
    with opened("web", host, Credentials(secrets or server.secrets)) as transport:
        wish = Wish(remembered=remembered, confirm=lambda prepared: True, purge=purge, older=older)
        deploying = Deploy("web", host, Patient(transport, waits=()), wish)
        (done,) = deploying.run(read_sites(output, ["town"]))
    return done.plan


def put_paths(plan: Plan) -> set[str]:
    """What a plan uploads, without what deploying keeps for itself."""
    return {f"town/{step.path}" for step in plan.of(*PUTS)}


def site_files(server: Server) -> dict[str, bytes]:
    """What readers can have of the town, without what deploying keeps for itself and what is foreign."""
    return {
        path: content
        for path, content in server.files().items()
        if path.startswith("town/") and path != FOREIGN and not any(f"town/{each}" in path for each in BOOKKEEPING)
    }


def built_files(output: Path) -> dict[str, bytes]:
    """The town as it was built."""
    files = {f"town/{file.relative_to(output / 'town').as_posix()}": file for file in (output / "town").rglob("*")}
    return {
        path: file.read_bytes()
        for path, file in files.items()
        if file.is_file() and not path.endswith("integreat-manifest.json")
    }
