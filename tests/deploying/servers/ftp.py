"""ProFTPD with explicit TLS, required for passwords and data, and a user of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.certificates import certificate
from tests.deploying.servers.server import NOBODY, Server, open_folder, program, running
from tests.ports import free_port

PASSWORD, WRONG = "marker-right-password", "marker-wrong-password"
CONFIGURATION = """\
LoadModule mod_tls.c
ServerType standalone
ServerName "test"
DefaultServer on
Port {port}
DefaultAddress 127.0.0.1
SocketBindTight on
UseReverseDNS off
User {user}
Group nogroup
PidFile {folder}/pid
ScoreboardFile {folder}/scoreboard
DelayTable none
WtmpLog off
TransferLog none
SystemLog {folder}/system.log
AuthOrder mod_auth_file.c
AuthUserFile {folder}/passwd
RequireValidShell off
AllowOverwrite on
MaxInstances 100
MaxLoginAttempts 20
<IfModule mod_ident.c>
  IdentLookups off
</IfModule>
<IfModule mod_delay.c>
  DelayEngine off
</IfModule>
<IfModule mod_tls.c>
  TLSEngine on
  TLSRequired on
  TLSProtocol TLSv1.2 TLSv1.3
  TLSRSACertificateFile {rsa}
  TLSRSACertificateKeyFile {key}
  TLSOptions NoSessionReuseRequired
  TLSVerifyClient off
</IfModule>
"""


@contextmanager
def ftp(port: int = 0) -> Iterator[Server]:
    """An FTPS server whose files lie in a folder of its own."""
    with open_folder() as folder:
        port = port or free_port()
        root = folder / "web"
        root.mkdir()
        cert, key = certificate(folder / "tls", kind="rsa")
        ids = (65534, 65534) if os.geteuid() == 0 else (os.getuid(), os.getgid())
        ftpasswd = [program("ftpasswd", "proftpd-core"), "--passwd", "--name", "guide", "--stdin", "--file"]
        places = [
            folder / "passwd",
            "--uid",
            str(ids[0]),
            "--gid",
            str(ids[1]),
            "--home",
            root,
            "--shell",
            "/bin/false",
        ]
        subprocess.run([*ftpasswd, *places], input=PASSWORD, text=True, check=True, capture_output=True)
        text = CONFIGURATION.format(port=port, folder=folder, user=NOBODY, rsa=cert, key=key)
        (folder / "proftpd.conf").write_text(text)
        (folder / "log").touch()
        if os.geteuid() == 0:
            for each in (folder, root, folder / "passwd", cert, key, cert.parent):
                os.chown(each, *ids)
        (folder / "passwd").chmod(0o600)
        command = [program("proftpd", "proftpd-core"), "--nodaemon", "--quiet", "--config", folder / "proftpd.conf"]
        options = {"host": "127.0.0.1", "port": str(port), "user": "guide", "explicit_tls": "true"}
        with running(command, port, folder / "log", NOBODY):
            yield Server(
                "ftp",
                port,
                options,
                {"pass": PASSWORD},
                {"pass": WRONG},
                root,
                folder=str(root),
                environment={"SSL_CERT_FILE": str(cert)},
            )
