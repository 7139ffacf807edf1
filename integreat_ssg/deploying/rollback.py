"""The former release, put together from what the host still has of it."""

from collections.abc import Mapping
from pathlib import Path

from integreat_ssg.deploying.execution import gather
from integreat_ssg.deploying.plan import Known
from integreat_ssg.deploying.record import Former
from integreat_ssg.deploying.site import LocalSite, write
from integreat_ssg.deploying.transport import Transport
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.release import POINTER


def former_site(transport: Transport, folder: str, region: str, known: Known, stage: Path) -> LocalSite:
    """The former release as a site in `stage`: those of its files that the host has no longer in their places, byte for byte.

    Raises UsageError where the host keeps no former release, WorldError where what it keeps is damaged.
    """
    former = known.record.former if known.record else None
    if former is None:
        raise UsageError(
            f"/{folder} on the host has no former release to go back to. Deploy a build of it: --from FOLDER."
        )
    data = _bytes(transport, folder, former, known, stage)
    for path, content in data.items():
        write(stage / "former" / path, content)
    return LocalSite(region, folder, stage / "former", former.version, former.files)


def _bytes(transport: Transport, folder: str, former: Former, known: Known, stage: Path) -> Mapping[str, bytes]:
    wanted = [(path, entry) for path, entry in former.files.items() if path == POINTER or known.sure.get(path) != entry]
    found = gather(transport, folder, wanted, stage)
    if missing := [path for path, _ in wanted if path not in found]:
        raise WorldError(
            f"The host has {len(missing)} files of the former release no longer, such as {missing[0]}. Nothing was changed."
            " Deploy a build of it: --from FOLDER."
        )
    return found
