"""Kind of host to the files it reads, and what of them it would not take."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from integreat_ssg.hosting import apache, azure, caddy, netlify, nginx
from integreat_ssg.hosting.description import Hosting
from integreat_ssg.model.findings import Finding, Place, warning

Files = Callable[[Hosting], dict[str, str]]

INSIDE: Mapping[str, Files] = {
    "apache": lambda hosting: {apache.FILE: apache.htaccess(hosting)},
    "azure": lambda hosting: {azure.FILE: azure.config(hosting)},
    "cloudflare": lambda hosting: {
        netlify.HEADERS: netlify.headers(hosting),
        netlify.REDIRECTS: netlify.cloudflare_redirects(hosting),
    },
    "netlify": lambda hosting: {
        netlify.HEADERS: netlify.headers(hosting),
        netlify.REDIRECTS: netlify.netlify_redirects(hosting),
    },
    "pages": lambda _: {".nojekyll": ""},
}
"""Hosts that read their files in the site itself."""

BESIDE: Mapping[str, Files] = {
    "caddy": lambda hosting: {caddy.FILE: caddy.caddy(hosting)},
    "nginx": lambda hosting: {nginx.FILE: nginx.nginx(hosting)},
    "nginx-brotli": lambda hosting: {nginx.FILE: nginx.nginx(hosting, brotli=True)},
}
"""Servers whose configuration lies elsewhere."""

KINDS = tuple(sorted({**INSIDE, **BESIDE}))


def host_files(kind: str, hosting: Hosting) -> dict[str, str]:
    """The files of one kind of host, by their names. Raises KeyError for any other than `KINDS`."""
    return {**INSIDE, **BESIDE}[kind](hosting)


def files_inside(kinds: Sequence[str], hosting: Hosting, *, at_root: bool) -> dict[str, str]:
    """The files of all `kinds` that lie in a site. All but Apache read theirs `at_root` of what is published only."""
    chosen = [kind for kind in dict.fromkeys(kinds) if at_root or kind == "apache"]
    return {name: text for kind in chosen for name, text in INSIDE[kind](hosting).items()}


def over_limits(kinds: Sequence[str], files: Mapping[str, str], place: Place) -> Iterator[Finding]:
    """What of the files a host would leave out or refuse."""
    for host, name, limit, number in _measured(kinds, files):
        if number > limit:
            yield warning("host-limit", place, host=host, file=name, limit=limit, number=number)


def _measured(kinds: Sequence[str], files: Mapping[str, str]) -> Iterator[tuple[str, str, int, int]]:
    if "cloudflare" in kinds:
        told = files.get(netlify.HEADERS, "").splitlines()
        rules = sum(not line.startswith(" ") for line in told)
        longest = max(map(len, told), default=0)
        redirects = len(files.get(netlify.REDIRECTS, "").splitlines())
        yield "Cloudflare", netlify.HEADERS, netlify.CLOUDFLARE_RULES, rules
        yield "Cloudflare", f"{netlify.HEADERS} (line)", netlify.CLOUDFLARE_LINE, longest
        yield "Cloudflare", netlify.REDIRECTS, netlify.CLOUDFLARE_REDIRECTS, redirects
    if "azure" in kinds:
        yield "Azure", azure.FILE, azure.LIMIT, len(files.get(azure.FILE, "").encode())
