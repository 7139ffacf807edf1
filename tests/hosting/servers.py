"""The three servers as processes of their own on loopback, each told what to do by the files that the program writes."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from tests.ports import free_port

SERVERS = ("apache", "caddy", "nginx")

_APACHE_MODULES = (
    "mpm_event authz_core dir mime headers rewrite filter deflate negotiation autoindex alias env setenvif".split()
)
_APACHE = """ServerRoot "{folder}"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile "{folder}/pid"
ErrorLog "{folder}/log"
Mutex pthread
{modules}
{user}
TypesConfig /etc/mime.types
# As Debian configures it.
AddType application/x-gzip .gz .tgz
AddLanguage br .br
AddLanguage de .de
AccessFileName .htaccess
<FilesMatch "^\\.ht">
  Require all denied
</FilesMatch>
DocumentRoot "{root}"
<Directory "{root}">
  Options Indexes FollowSymLinks
  AllowOverride FileInfo
  Require all granted
</Directory>
"""
_NGINX = """{user}
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/log;
load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  {temporary}
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {folder}/integreat-nginx.conf;
  }}
}}
"""
_CADDY = """{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  bind 127.0.0.1
  root * {root}
  import {folder}/integreat.caddy
}}
"""


@dataclass(frozen=True)
class Answer:
    """What a server said; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes
    repeated: tuple[str, ...]
    """Names of headers that were sent more than once."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request; `Accept_Encoding` stands for the header of that name."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers={key.replace("_", "-"): each for key, each in headers.items()})
            answer: HTTPResponse = connection.getresponse()
            names = [name.lower() for name, _ in answer.getheaders()]
            repeated = tuple(sorted({name for name in names if names.count(name) > 1} - {"vary"}))
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, told, answer.read(), repeated)
        finally:
            connection.close()


def configuration(kind: str, folder: Path, root: Path, port: int) -> tuple[list[str], list[str]]:
    """Writes the server's own configuration, and tells the commands that test it and run it. `root` holds the site."""
    user = {"apache": "User nobody\nGroup nogroup", "nginx": "user nobody nogroup;"} if os.getuid() == 0 else {}
    given = {"folder": folder, "root": root, "port": port, "user": user.get(kind, "")}
    if kind == "apache":
        modules = "\n".join(
            f"LoadModule {each}_module /usr/lib/apache2/modules/mod_{each}.so" for each in _APACHE_MODULES
        )
        (folder / "httpd.conf").write_text(_APACHE.format(modules=modules, **given))
        command = ["apache2", "-f", str(folder / "httpd.conf")]
        return [*command, "-t"], [*command, "-D", "FOREGROUND"]
    if kind == "nginx":
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = " ".join(f"{each}_temp_path {folder}/{each};" for each in kinds)
        (folder / "nginx.conf").write_text(_NGINX.format(temporary=temporary, **given))
        command = ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "log")]
        return [*command, "-t"], command
    (folder / "Caddyfile").write_text(_CADDY.format(**given))
    arguments = ["--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    return ["caddy", "validate", *arguments], ["caddy", "run", *arguments]


@contextmanager
def running(kind: str, folder: Path, root: Path) -> Iterator[Server]:
    """The server, once its configuration has passed its own test; ended afterwards."""
    port = free_port()
    check, command = configuration(kind, folder, root, port)
    path = f"{os.environ['PATH']}:/usr/sbin"
    found = shutil.which(command[0], path=path)
    assert found, f"{command[0]} is missing: make .venv/.hosts"
    environment = {"PATH": path, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    tested = subprocess.run(check, capture_output=True, text=True, env=environment, timeout=60)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    log = (folder / "output").open("wb")
    with subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process:
        try:
            _wait(port, process, folder)
            yield Server(port)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
            log.close()


def _wait(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    for _ in range(400):
        assert process.poll() is None, (folder / "output").read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((folder / "output").read_text())
