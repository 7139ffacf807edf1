"""Headers that protect readers, and those that would break the site or follow its readers."""

from collections.abc import Iterator, Sequence

from integreat_ssg.model.findings import Finding, Place, error, note, warning
from integreat_ssg.probing.client import Answer, Origin

_NEEDED = ("script-src", "style-src", "img-src", "connect-src", "manifest-src", "worker-src")
_FALLBACK = {"worker-src": ("worker-src", "child-src", "script-src", "default-src")}
"""Where browsers look for a directive that is not sent (CSP 3, 6.8.3); the others fall back to default-src."""
_POLICY = "integreat"
"""The name of the site's one policy for Trusted Types."""


def headers(page: Answer, path: str) -> Iterator[Finding]:
    """What a page is sent with."""
    place = Place(path)
    missing = [
        name
        for name in ("content-security-policy", "x-content-type-options", "referrer-policy")
        if not page.headers.get(name)
    ]
    origin = Origin.of(page.url)
    if origin.scheme == "https" and not page.headers.get("strict-transport-security"):
        missing.append("strict-transport-security")
    if missing:
        yield note("probe-headers-missing", place, headers=", ".join(missing))
    if page.headers.get("set-cookie"):
        yield warning("probe-cookie", place, name=page.headers["set-cookie"].partition("=")[0])
    if policy := page.headers.get("content-security-policy"):
        blocked = blocked_by(policy)
        if blocked:
            yield error("probe-policy-blocks", place, directives=", ".join(blocked))


def blocked_by(policy: str) -> Sequence[str]:
    """The directives of a Content-Security-Policy under which the site cannot work."""
    said: dict[str, list[str]] = {}
    for part in policy.replace(",", ";").split(";"):
        name, *values = part.split() or [""]
        said.setdefault(name.lower(), [value.lower() for value in values])
    blocked = []
    for directive in _NEEDED:
        names = _FALLBACK.get(directive, (directive, "default-src"))
        found = said.get(next((name for name in names if name in said), ""))
        if found is not None and not any(value == "'self'" or not value.startswith("'") for value in found):
            blocked.append(directive)
    if "sandbox" in said:
        blocked.append("sandbox")
    if "require-trusted-types-for" in said and not {_POLICY, "*"} & set(said.get("trusted-types", ["*"])):
        blocked.append("trusted-types")
    return blocked
