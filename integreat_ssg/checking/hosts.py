"""Rules about hosts in `site.yaml`. A password in a repository is read by everybody who reads the repository, for ever."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from integreat_ssg.model.findings import Finding, Place, error, line_of
from integreat_ssg.model.hosts import FOLDER, GIT, VARIABLE, Host
from integreat_ssg.model.settings import SiteSettings

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_SECRET_OPTION = re.compile(
    r"(^|[_-])(pass|password|passwd|secret|token|credentials?|key_pem|sas_url)$|(^|_)(secret|account)_(access_)?key$"
)
_SECRET_VALUE = re.compile(
    r"-----BEGIN|^(gh[pousr]_|github_pat_|glpat-|AKIA|ASIA|xox[abp]-|ya29\.|eyJ[\w-]+\.)|(password|secret|token)=[^&\s]{6,}"
)


def check_hosts(site: SiteSettings, lines: Mapping[str, int]) -> list[Finding]:
    """Everything that is wrong with the hosts, and every secret in them; what a secret is stands in no finding."""
    return [finding for name, host in site.hosts.items() for finding in _host(site, name, host, lines)]


def _host(site: SiteSettings, name: str, host: Host, lines: Mapping[str, int]) -> Iterator[Finding]:
    def at(*keys: str) -> Place:
        return Place("site.yaml", line_of(lines, "hosts", name, *keys))

    if not _NAME.fullmatch(name):
        yield error("bad-host-name", at(), host=name)
    missing = (
        "folder" if host.kind == FOLDER and not host.folder else "url" if host.kind == GIT and not host.url else ""
    )
    if missing:
        yield error("host-incomplete", at(), host=name, key=missing)
    if host.region is not None and host.region not in site.regions:
        yield error("host-of-no-region", at("region"), host=name, region=host.region)
    if ".." in host.folder.split("/") and host.kind != FOLDER:
        yield error("host-incomplete", at("folder"), host=name, key="folder")
    for keys, value in (
        (("url",), host.url),
        (("folder",), host.folder),
        (("address",), host.address or ""),
        *((("options", option), value) for option, value in host.options.items()),
    ):
        if _is_secret(keys[-1], value):
            yield error("secret-in-settings", at(*keys), host=name, key=".".join(keys))
    for option, source in host.secrets.items():
        if not VARIABLE.fullmatch(source) and not source.startswith(("/", "~/")):
            yield error("secret-in-settings", at("secrets", option), host=name, key=f"secrets.{option}")


def _is_secret(key: str, value: str) -> bool:
    """Whether a value is one that nobody may read: by its option's name, by its look, or as a password in an address."""
    if not value:
        return False
    try:
        password = bool(urlsplit(value).password)
    except ValueError:
        password = False
    return password or bool(_SECRET_OPTION.search(key)) or bool(_SECRET_VALUE.search(value))
