"""Real servers on loopback, each in folders of its own and with a configuration of its own. A missing one is a failure."""

from tests.deploying.servers.disk import folder, git
from tests.deploying.servers.ftp import ftp
from tests.deploying.servers.s3 import s3
from tests.deploying.servers.server import Server
from tests.deploying.servers.sftp import sftp
from tests.deploying.servers.webdav import webdav

SERVERS = {"sftp": sftp, "ftp": ftp, "webdav": webdav, "s3": s3}
"""Kind of host that rclone reaches to what starts a server of it: `with sftp() as server`."""
HOSTS = {"folder": folder, "git": git, **SERVERS}
"""Every kind of host."""

__all__ = ["HOSTS", "SERVERS", "Server", "ftp", "s3", "sftp", "webdav"]
