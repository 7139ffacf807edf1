"""All that is looked at, and what it comes to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from integreat_ssg.errors import WorldError
from integreat_ssg.model.findings import Finding, Place, Severity, error, in_order
from integreat_ssg.model.site import MANIFEST
from integreat_ssg.probing import addresses, app, files, policy
from integreat_ssg.probing.client import Client
from integreat_ssg.probing.record import SAMPLE, Record, read_record

WORKERS = 8
"""Requests under way at once: as many as a browser's, twice."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was met at `url`. `server` is what the host says that it is; `compared` of `listed` files were read."""

    url: str
    region: str
    version: str
    server: str
    listed: int
    compared: int
    findings: tuple[Finding, ...] = field(repr=False)

    @property
    def aspects(self) -> dict[str, Severity | None]:
        """What a newcomer wants of a guide, to the worst finding about it; None where all is well."""
        found: dict[str, Severity | None] = dict.fromkeys(ASPECTS)
        for each in sorted(self.findings, key=lambda finding: -finding.severity.rank):
            for aspect, codes in ASPECTS.items():
                if each.code in codes and each.severity is not Severity.NOTE:
                    found[aspect] = each.severity
        return found


_BYTES = {"probe-no-answer", "probe-missing", "probe-page-instead", "probe-truncated", "probe-differs", "probe-stale"}
_WORKER = {
    "probe-worker-missing",
    "probe-worker-redirected",
    "probe-worker-type",
    "probe-no-release",
    "probe-other-site",
}
ASPECTS: dict[str, set[str]] = {
    "read": {
        "probe-no-answer",
        "probe-missing",
        "probe-page-instead",
        "probe-truncated",
        "probe-type",
        "probe-no-index",
    }
    | {"probe-no-slash", "probe-redirect-leaves", "probe-slash-missing", "probe-policy-blocks"},
    "current": {"probe-stale", "probe-differs", "probe-mixed", "probe-kept-long", "probe-other-version"},
    "keep": _BYTES | _WORKER | {"probe-no-https", "probe-mixed", "probe-nothing-found", "probe-policy-blocks"},
    "install": {"probe-no-https", "probe-not-installable"},
    "protected": {
        "probe-no-https",
        "probe-http-open",
        "probe-http-elsewhere",
        "probe-cookie",
        "probe-certificate-ends",
    },
}
"""What a newcomer wants, to the codes of what stands in the way."""


def probe(
    url: str,
    *,
    all_files: bool = False,
    version: str | None = None,
    workers: int = WORKERS,
    seconds: float = 20.0,
    plain_port: int = 80,
) -> Report:
    """Reads back the site of one region at `url`.

    A sample of its files is compared, or all of them; with `version` it has to be that one. `seconds` bounds each wait;
    `plain_port` is where the host answers without https. Raises UsageError for what is no web address, WorldError where no
    site can be read there.
    """
    base = url.partition("#")[0].partition("?")[0].removesuffix(MANIFEST).removesuffix("index.html").rstrip("/") + "/"
    client = Client(seconds)
    try:
        record = read_record(client, base)
        paths = record.sample(None if all_files else SAMPLE)
        seen = files.read_files(client, record, paths, workers)
        page = next((each for each in seen if each.path.endswith(".html") and each.answer), None)
        found = list(
            chain(
                _version(record, version),
                files.compare(seen, record),
                files.types(seen),
                files.compression(seen),
                files.lifetimes(seen),
                policy.headers(page.answer, page.path) if page and page.answer else (),
                *_questions(client, record, plain_port),
            )
        )
    finally:
        client.close()
    server = page.answer.headers.get("server", "") if page and page.answer else ""
    return Report(base, record.region, record.version, server, len(record.files), len(paths), in_order(found))


def _questions(client: Client, record: Record, plain_port: int) -> Iterator[Iterable[Finding]]:
    asked: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: addresses.secure(client, record, plain_port),
        lambda: addresses.folders(client, record),
        lambda: addresses.nowhere(client, record),
        lambda: app.worker(client, record),
        lambda: app.release(client, record),
        lambda: app.install(client, record),
        lambda: app.ranges(client, record),
        lambda: app.meanwhile(client, record),
    )
    return (_answered(question) for question in asked)


def _answered(question: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of one question; a host that stops answering in the middle is one of them."""
    try:
        yield from question()
    except WorldError:
        yield error("probe-no-answer", Place("index.html"))


def _version(record: Record, version: str | None) -> Iterator[Finding]:
    if version and version != record.version:
        yield error("probe-other-version", Place(MANIFEST), version=record.version, expected=version)
