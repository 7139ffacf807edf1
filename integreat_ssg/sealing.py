"""Artifacts to a site: sorted, listed with their digests in a manifest, under one version."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from integreat_ssg.model.site import MANIFEST, Artifact, Site

FORMAT = 1


def seal_release(slug: str, artifacts: Iterable[Artifact]) -> Site:
    """The site of all artifacts and of `integreat-manifest.json`, which lists each file with SHA-256 and size in bytes.

    The version is a digest of that list: equal bytes, equal version. Raises AssertionError for two artifacts of one path
    or a path that leaves the site; planning has excluded both.
    """
    ordered = sorted(artifacts, key=lambda artifact: artifact.path)
    paths = [artifact.path for artifact in ordered]
    assert len(set(paths)) == len(paths), "two artifacts for one path"
    assert not any(path.startswith("/") or ".." in path.split("/") for path in paths), "a path outside the site"
    files = {artifact.path: [artifact.digest, artifact.size] for artifact in ordered}
    version = version_of(files)
    manifest = {"format": FORMAT, "region": slug, "version": version, "files": files}
    text = json.dumps(manifest, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    return Site(slug, version, (*ordered, Artifact(MANIFEST, text.encode())))


def version_of(files: Mapping[str, Sequence[object]]) -> str:
    """The version of a site with these files: path to SHA-256 and size."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
