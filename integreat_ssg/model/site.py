"""What rendering makes and writing writes: artifacts, sealed into a site under one version."""

from dataclasses import dataclass, field

MANIFEST = "integreat-manifest.json"
"""Lists every file of a site with its digest."""
WORKER = "sw.js"
"""The service worker. Its name is for ever: phones ask for it by the name under which they first met it."""
NOT_FOUND = "404.html"
"""The page that hosts show for an address at which there is nothing."""
API_FOLDER = "api/"
"""Where the copy of Integreat's API lies in a site, with the pictures that it shows."""
API = f"{API_FOLDER}v3/"
"""The folder of its answers. These files are JSON, also where their names end with `.html`."""
BY_PATH = "by-path"
"""In the API the folder of what is told about single pages, which hosts find by rewriting."""

HOST_FILES = frozenset({".htaccess", ".nojekyll", "_headers", "_redirects", "staticwebapp.config.json"})
"""Files in a site that its host reads and may not hand out, so that nobody can compare them from outside."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: its path below the region's folder, with "/" between names, and its bytes."""

    path: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Site:
    """All artifacts of one region, sorted by path; `version` is the digest of them all."""

    slug: str
    version: str
    artifacts: tuple[Artifact, ...]
