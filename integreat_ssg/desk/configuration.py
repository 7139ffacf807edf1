"""The configuration of the editor, and the address at which it may ask: that of the forge where the content lies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from integreat_ssg.desk.collections import collections
from integreat_ssg.desk.words import word
from integreat_ssg.errors import UsageError
from integreat_ssg.model.categories import DEFAULT_CATEGORIES
from integreat_ssg.model.languages import Language
from integreat_ssg.model.settings import Desk, RegionSettings, SiteSettings
from integreat_ssg.model.theme import Theme
from integreat_ssg.rendering.categories import default_name
from integreat_ssg.rendering.voices import voice_for

HOMES = {"github": "https://github.com", "gitlab": "https://gitlab.com", "forgejo": "https://codeberg.org"}
INTERFACES = {"github": "/api/v3", "gitlab": "/api/v4", "forgejo": "/api/v1"}
"""Where a forge of one's own answers programs."""
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(?=/|$)")
ADDRESS = re.compile(rf"{ORIGIN.pattern}(/[\w.~/-]*)?$")


@dataclass(frozen=True)
class Configured:
    """`text` is `config.yml`; `asks` are the origins that the editor asks, besides its own."""

    text: str
    asks: tuple[str, ...]


def configure(
    site: SiteSettings, regions: Mapping[str, RegionSettings], root: str, language: str, theme: Theme
) -> Configured:
    """The editor's configuration for these regions, of which there is at least one. `root` is the content folder inside of its
    repository, "" or ending in "/"; `language` is that of the forms, "de" or "en"."""
    voice = voice_for((Language(language, language, "ltr"),), theme)
    offered = {
        "icon": {name: name for name in sorted(theme.icons)},
        "categories": {key: default_name(voice, key) for key in DEFAULT_CATEGORIES},
    }
    locales = list(dict.fromkeys(tag for each in regions.values() for tag in each.languages))
    desk = site.desk
    config = {
        "backend": _backend(desk),
        **({"publish_mode": "editorial_workflow"} if desk and desk.review else {}),
        "app_title": word(language, "title"),
        "media_folder": f"{root}{next(iter(regions))}/media",
        "media_libraries": {"stock_assets": {"providers": []}},
        "slug": {"encoding": "ascii", "clean_accents": True, "timezone": "local"},
        "i18n": {"structure": "multiple_folders", "locales": locales},
        "editor": {"preview": False},
        "show_preview_links": False,
        "output": {"yaml": {"quote": "none"}},
        "collections": [
            each for slug, settings in regions.items() for each in collections(slug, settings, root, language, offered)
        ],
    }
    text = yaml.dump(config, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120)
    return Configured(text, _asks(desk))


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Writes what occurs twice twice: aliases would be hard to read."""
        return True


def _backend(settings: Desk | None) -> dict[str, Any]:
    """Without settings there is only the folder on this computer, which needs a name all the same."""
    if settings is None:
        return {"name": "github", "repo": "this/folder", "auth_methods": ["token"]}
    name = "gitea" if settings.forge == "forgejo" else settings.forge
    made: dict[str, Any] = {"name": name, "repo": settings.repository, "branch": settings.branch}
    if settings.forge_url or settings.forge == "forgejo":  # the editor's own default is another host
        home = _address("forge_url", settings.forge_url or HOMES[settings.forge])
        made["api_root"] = home + INTERFACES[settings.forge]
    if settings.forge == "github":
        if settings.sign_in:
            made["base_url"] = _address("sign_in", settings.sign_in)
        else:
            made["auth_methods"] = ["token"]
    else:
        made["base_url"] = _address("forge_url", settings.forge_url or HOMES[settings.forge])
        made |= {"app_id": settings.app_id} if settings.app_id else {"auth_methods": ["token"]}
        made |= {"auth_type": "pkce"} if settings.app_id and settings.forge == "gitlab" else {}
    return made


def _asks(settings: Desk | None) -> tuple[str, ...]:
    if settings is None:
        return ()
    if settings.forge == "github" and not settings.forge_url:
        return ("https://api.github.com",)
    return (_address("forge_url", settings.forge_url or HOMES[settings.forge], ORIGIN),)


def _address(key: str, address: str, form: re.Pattern[str] = ADDRESS) -> str:
    """The part of a setting that is an address; it becomes part of the page's policy. Raises UsageError for anything else."""
    match = form.match(address)
    if match is None:
        raise UsageError(f"desk.{key} in site.yaml is no web address: {address}")
    return match[0].rstrip("/")
