"""WebDAV as Apache offers it, over TLS, with a name and a password."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.certificates import certificate
from tests.deploying.servers.server import NOBODY, Server, open_folder, program, running
from tests.ports import free_port

PASSWORD, WRONG = "marker-right-password", "marker-wrong-password"
CONFIGURATION = """\
ServerRoot {folder}
ServerName 127.0.0.1
PidFile {folder}/pid
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authn_core_module {modules}/mod_authn_core.so
LoadModule authn_file_module {modules}/mod_authn_file.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule authz_user_module {modules}/mod_authz_user.so
LoadModule auth_basic_module {modules}/mod_auth_basic.so
LoadModule dav_module {modules}/mod_dav.so
LoadModule dav_fs_module {modules}/mod_dav_fs.so
LoadModule ssl_module {modules}/mod_ssl.so
LoadModule socache_shmcb_module {modules}/mod_socache_shmcb.so
Mutex file:{folder}
ErrorLog {folder}/error.log
DavLockDB {folder}/locks
DocumentRoot {root}
SSLEngine on
SSLCertificateFile {cert}
SSLCertificateKeyFile {key}
StartServers 1
<Directory {root}>
  AuthType Basic
  AuthName guide
  AuthUserFile {folder}/passwords
  Require valid-user
  DAV On
  AllowOverride None
</Directory>
"""


@contextmanager
def webdav(port: int = 0) -> Iterator[Server]:
    """A WebDAV server whose files lie in a folder of its own."""
    with open_folder() as folder:
        port = port or free_port()
        root = folder / "web"
        root.mkdir()
        cert, key = certificate(folder / "tls")
        modules = "/usr/lib/apache2/modules"
        text = CONFIGURATION.format(folder=folder, port=port, root=root, modules=modules, cert=cert, key=key)
        (folder / "apache.conf").write_text(text)
        htpasswd = [program("htpasswd", "apache2-utils"), "-i", "-c", folder / "passwords", "guide"]
        subprocess.run(htpasswd, input=PASSWORD, text=True, check=True, capture_output=True)
        (folder / "log").touch()
        if os.geteuid() == 0:
            for each in (folder, *folder.rglob("*")):
                os.chown(each, 65534, 65534)
        command = [program("apache2", "apache2"), "-D", "FOREGROUND", "-f", folder / "apache.conf"]
        options = {"url": f"https://127.0.0.1:{port}", "vendor": "other", "user": "guide"}
        with running(command, port, folder / "log", NOBODY):
            yield Server(
                "webdav",
                port,
                options,
                {"pass": PASSWORD},
                {"pass": WRONG},
                root,
                environment={"SSL_CERT_FILE": str(cert)},
            )
