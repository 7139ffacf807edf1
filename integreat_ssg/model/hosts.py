"""Where a site is deployed, as `hosts` in `site.yaml` says. Passwords never stand there, only where they are found."""

import re
from dataclasses import dataclass, field
from typing import ClassVar

FOLDER = "folder"
"""The kind of host that is a folder of this machine."""
GIT = "git"
"""The kind of host that is a branch of a git repository. Every other kind is a backend of rclone: sftp, ftp, webdav, s3 …"""

VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
"""What under `secrets` names an environment variable; everything else is the path of a file."""


@dataclass(frozen=True)
class Host:
    """A place to deploy to.

    `folder` is the folder there: on this machine, in the branch, or on the server. `url` is the git repository, `branch` its
    branch, `history` says whether former releases stay as commits. `region` puts that region alone at the folder's root.
    `address` is where readers find the folder; without it, `base_url`. `options` are those of rclone's backend. `secrets`
    names, for each secret option, the environment variable or the file outside of the repository that holds it.
    `precompress` puts `.br` and `.gz` files beside the originals; `keep_former` keeps what a rollback needs; `max_deletes`
    is how many pages and other named files may leave the site without being asked; `parallel` how many files travel at once.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    kind: str
    folder: str = ""
    url: str = ""
    branch: str = "pages"
    history: bool = True
    region: str | None = None
    address: str | None = None
    options: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    precompress: bool = False
    keep_former: bool = True
    max_deletes: int = 50
    parallel: int = 4
