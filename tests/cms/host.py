"""The CMS as its web server runs it: the application, and the files of its media library at the addresses it tells.

In production a web server hands these files out; the CMS itself does so only where it is being developed.
"""

import mimetypes
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from integreat_cms.core.wsgi import application as cms

MEDIA = Path(os.environ["INTEGREAT_CMS_MEDIA_ROOT"]).resolve()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """A file below /media/, or what the CMS answers."""
    path = environ["PATH_INFO"].encode("latin-1").decode()
    if not path.startswith("/media/"):
        return cms(environ, start_response)
    file = (MEDIA / unquote(path).removeprefix("/media/")).resolve()
    if not file.is_relative_to(MEDIA) or not file.is_file():
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"no such file"]
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(file.stat().st_size))])
    return [file.read_bytes()]
