"""A host's settings to its transport."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from integreat_ssg.deploying.credentials import Credentials
from integreat_ssg.deploying.local import LocalFolder
from integreat_ssg.deploying.transport import Transport
from integreat_ssg.errors import UsageError
from integreat_ssg.model.hosts import FOLDER, Host


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
    raise UsageError(f"The host {name} is of the kind {host.kind}, which this program does not know.")
