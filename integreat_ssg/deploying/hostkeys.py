"""The key by which an SFTP server proves who it is. Without one that is known nothing is sent, no password either."""

import base64
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from integreat_ssg.deploying.transport import RefusedError
from integreat_ssg.errors import UsageError

OPTION = "host_key"
"""Ours, not rclone's: public keys ("ssh-ed25519 AAAA…") or fingerprints ("SHA256:…"), with commas between."""
SECONDS = 10

_KEY = re.compile(r"(?P<kind>[a-z0-9@.-]+) (?P<key>AAAA[A-Za-z0-9+/]{16,}=*)( .*)?")
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}=?")


def known_hosts(setting: str, host: str, port: str, file: Path) -> Path:
    """The file of known keys for rclone: made of the setting as `file`, or the user's own where there is no setting.

    Raises UsageError where the setting is neither key nor fingerprint, RefusedError where the server shows no key with such
    a fingerprint.
    """
    own = Path("~/.ssh/known_hosts").expanduser()
    if not setting:
        if own.is_file():
            return own
        file.write_text("")
        return file
    name = f"[{host}]:{port}" if port not in ("", "22") else host
    lines = []
    for each in filter(None, map(str.strip, setting.split(","))):
        if match := _KEY.fullmatch(each):
            lines.append(f"{name} {match['kind']} {match['key']}\n")
        elif _FINGERPRINT.fullmatch(each):
            lines += [f"{name} {key}\n" for key in _shown(host, port) if fingerprint(key) == each.rstrip("=")]
        else:
            raise UsageError(f"`{OPTION}` is neither a public key (ssh-ed25519 AAAA…) nor a fingerprint (SHA256:…).")
    if not lines:
        raise RefusedError(f"The server shows no key with the fingerprint under `{OPTION}`. {unknown(host, port)}")
    file.write_text("".join(lines))
    return file


def unknown(host: str, port: str) -> str:
    """What to do where the server's key is not known: its fingerprints, and the setting that makes it known."""
    shown = _shown(host, port)
    if not shown:
        return f"Ask the provider for it and write it under `options: {OPTION}`."
    prints = ", ".join(f"{key.split()[0]} {fingerprint(key)}" for key in shown)
    best = next((key for key in shown if key.startswith("ssh-ed25519")), shown[0])
    return (
        f"It shows: {prints}. Compare with what the provider has published; if one is the same, write "
        f"`{OPTION}: {fingerprint(best)}` under `options`. Nothing was sent."
    )


def fingerprint(key: str) -> str:
    """The fingerprint of a public key ("ssh-ed25519 AAAA…") as OpenSSH writes it."""
    digest = hashlib.sha256(base64.b64decode(key.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _shown(host: str, port: str) -> list[str]:
    """The keys that a server shows, without having proved anything; empty where none can be had."""
    scan = shutil.which("ssh-keyscan")
    if not scan or host.startswith("-"):
        return []
    command = [scan, "-T", str(SECONDS), "-p", port or "22", "--", host]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=3 * SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return []
    found = (line.split(None, 1)[1] for line in done.stdout.splitlines() if not line.startswith("#") and " " in line)
    return sorted(key.strip() for key in found if _KEY.fullmatch(key.strip()))
