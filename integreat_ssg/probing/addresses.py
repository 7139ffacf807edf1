"""What happens at addresses that are no file's: without https, without a slash, or where nothing is."""

import hashlib
import ssl
import time
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from integreat_ssg.errors import WorldError
from integreat_ssg.model.findings import Finding, Place, error, note, warning
from integreat_ssg.probing.client import Answer, Client, Origin
from integreat_ssg.probing.record import Record, languages

HERE = Place("index.html")
CERTIFICATE_DAYS = 14
_PLAIN_PORT = 80


def secure(client: Client, record: Record, plain_port: int = _PLAIN_PORT) -> Iterator[Finding]:
    """The site is reached by https only, and those who come without are sent there."""
    origin = Origin.of(record.base)
    if origin.scheme == "http":
        if not origin.is_own:
            yield error("probe-no-https", HERE)
        return
    ends = client.certificate(record.base + "index.html").get("notAfter")
    if isinstance(ends, str):
        days = int((ssl.cert_time_to_seconds(ends) - time.time()) // (24 * 60 * 60))
        if days < CERTIFICATE_DAYS:
            yield warning("probe-certificate-ends", HERE, days=days)
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    plain = urlunsplit(
        ("http", host if plain_port == _PLAIN_PORT else f"{host}:{plain_port}", urlsplit(record.base).path, "", "")
    )
    try:
        answer = client.get(plain)
    except WorldError:
        yield note("probe-http-silent", HERE)
        return
    if not answer.target:
        yield warning("probe-http-open", HERE, status=answer.status)
    elif urlsplit(answer.target).scheme != "https" or urlsplit(answer.target).path.rstrip("/") != urlsplit(
        plain
    ).path.rstrip("/"):
        yield warning("probe-http-elsewhere", HERE, target=answer.target)


def folders(client: Client, record: Record) -> Iterator[Finding]:
    """The address of a page works as people write it: the folder with a slash, and without."""
    folder = next((f"{tag}/" for tag in languages([*record.files]) if f"{tag}/index.html" in record.files), None)
    if folder is None:
        return
    place = Place(f"{folder}index.html")
    whole = client.get(record.base + folder)
    if whole.status != 200 or whole.type not in ("text/html", ""):
        yield error("probe-no-index", place, status=whole.status)
    bare = client.get(record.base + folder.rstrip("/"))
    if bare.target:
        if not _stays(bare.target, record):
            yield error("probe-redirect-leaves", place, target=bare.target)
    elif bare.status == 200:
        yield error("probe-no-slash", place)  # relative links of the page would count from the folder above
    else:
        yield warning("probe-slash-missing", place, status=bare.status)
    named = client.get(record.url(f"{folder}index.html"))
    if named.target:
        yield note("probe-index-redirected", place, target=named.target)


def nowhere(client: Client, record: Record) -> Iterator[Finding]:
    """Where nothing is, the host says so, with the site's own page."""
    place = Place("404.html")
    address = f"{record.base}there-is-nothing-here-{record.version}/"
    answer: Answer = client.get(address)
    if answer.target:
        yield error("probe-nothing-redirects", place, target=answer.target)
    elif answer.status not in (404, 410):
        yield error("probe-nothing-found", place, status=answer.status)
    elif "404.html" in record.files and hashlib.sha256(answer.body).hexdigest() != record.files["404.html"][0]:
        yield warning("probe-foreign-404", place)


def _stays(target: str, record: Record) -> bool:
    try:
        return Origin.of(target) == Origin.of(record.base) and target.startswith(record.base)
    except ValueError:
        return False
