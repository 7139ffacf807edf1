"""OpenSSH's server with its built-in SFTP, a host key of its own, and one user's key."""

import getpass
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deploying.servers.server import Server, open_folder, program, running
from tests.ports import free_port

CONFIGURATION = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
PidFile none
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
PermitRootLogin yes
PubkeyAuthentication yes
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
MaxStartups 100
MaxSessions 100
Subsystem sftp internal-sftp
ForceCommand internal-sftp
"""


def new_key(file: Path) -> str:
    """Makes a key without a password; the private half."""
    keygen = program("ssh-keygen", "openssh-client")
    subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file], check=True)
    return file.read_text()


@contextmanager
def sftp(port: int = 0) -> Iterator[Server]:
    """An SFTP server whose files lie in a folder of its own."""
    with open_folder() as folder:
        port = port or free_port()
        root = folder / "web"
        root.mkdir()
        for name in ("host_key", "user_key", "other_key"):
            new_key(folder / name)
        (folder / "authorized_keys").write_text((folder / "user_key.pub").read_text())
        kind, key, *_ = (folder / "host_key.pub").read_text().split()
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {kind} {key}\n")
        (folder / "sshd_config").write_text(CONFIGURATION.format(port=port, folder=folder))
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where a Debian server separates its rights
        options = {
            "host": "127.0.0.1",
            "port": str(port),
            "user": getpass.getuser(),
            "known_hosts_file": str(folder / "known_hosts"),
        }
        command = [program("sshd", "openssh-server"), "-D", "-e", "-f", folder / "sshd_config"]
        with running(command, port, folder / "log"):
            yield Server(
                "sftp",
                port,
                options,
                {"key_pem": (folder / "user_key").read_text()},
                {"key_pem": (folder / "other_key").read_text()},
                root,
                folder=str(root),
            )
