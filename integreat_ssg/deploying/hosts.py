"""A host's settings to its transport."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from integreat_ssg.checking.hosts import check_hosts
from integreat_ssg.deploying.credentials import Credentials
from integreat_ssg.deploying.git import GitBranch
from integreat_ssg.deploying.local import LocalFolder
from integreat_ssg.deploying.rclone import rclone
from integreat_ssg.deploying.transport import Transport
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.findings import has_errors
from integreat_ssg.model.hosts import FOLDER, GIT, Host
from integreat_ssg.reading.library import read_site


def read_host(content: Path, name: str) -> Host:
    """The settings of the host called `name` in `site.yaml`. Raises UsageError where there is none, or where that file has
    errors."""
    if not os.path.isdir(content):  # noqa: PTH112 - which says no of a folder that nobody may look into
        raise UsageError(f"There is no content folder at {content}. Name it with --content.")
    try:
        site, lines, findings = read_site(content)
    except OSError as problem:
        raise WorldError(f"{content / 'site.yaml'} cannot be read: {problem.strerror}") from problem
    if has_errors([*findings, *check_hosts(site, lines)]):
        raise UsageError(f"{content / 'site.yaml'} has errors; `integreat-ssg check` tells them.")
    if name not in site.hosts:
        known = ", ".join(site.hosts) or "–"
        raise UsageError(f"{content / 'site.yaml'} has no host {name}. It has: {known}.")
    host = site.hosts[name]
    return replace(host, address=host.address or site.base_url)


@contextmanager
def opened(name: str, host: Host, credentials: Credentials) -> Iterator[Transport]:
    """The transport of the host called `name`; what it needs on this machine is gone afterwards.

    Raises UsageError where the settings cannot be, TransportError where the host does not answer.
    """
    if host.kind == FOLDER:
        if not host.folder:
            raise UsageError(f"The host {name} needs a `folder`.")
        yield LocalFolder(Path(host.folder).expanduser())
        return
    if host.kind == GIT:
        with tempfile.TemporaryDirectory(prefix="integreat-git-") as place:
            yield GitBranch(name, host, credentials, Path(place))
        return
    with rclone(name, host, credentials) as transport:
        yield transport
