"""A region's guide as an app that can be installed: one web app manifest a language, all of the same app.

Source: https://www.w3.org/TR/appmanifest/; what phones ask of it: https://web.dev/articles/add-manifest.
"""

import json
from typing import Any

from integreat_ssg.model.content import HOME
from integreat_ssg.model.media import Media
from integreat_ssg.planning import OFFLINE, SEARCH, page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.icons import MASKABLE, PLAIN

MANIFEST = "app.webmanifest"


def app_manifest(edition: Edition) -> bytes:
    """The manifest of the guide in one language.

    Its `id` is the same in every language and unique on a host with several regions: a path from the host's root, for one
    that is relative would be the host itself in every region (https://www.w3.org/TR/appmanifest/#id-member).
    """
    content, language, voice = edition.plan.content, edition.language, edition.voice
    file = manifest_file(edition)
    full_name = edition.translated(content.settings.full_name) or edition.region
    title = edition.translated(content.site.title)
    name = voice.say("{name} – {region}", name=title.text, region=full_name.text) if title else full_name.text
    short_name = edition.translated(content.settings.short_name) or edition.region
    home = edition.plan.pages.get((HOME, language.tag))
    manifest: dict[str, Any] = {
        "id": f"/{content.slug}",
        "name": name,
        "short_name": short_name.text,
        "lang": language.tag,
        "dir": language.direction,
        "start_url": "index.html",
        "scope": "../",
        "display": "standalone",
        "theme_color": content.settings.colours.shown,
    }
    if home and home.page.meta.summary:
        manifest["description"] = home.page.meta.summary
    if edition.icons:
        manifest["background_color"] = edition.icons.background
        manifest["icons"] = [
            {"src": edition.url(file, f"{edition.assets}/{path}"), "sizes": f"{side}x{side}", "type": "image/png"}
            | ({"purpose": "maskable"} if path == MASKABLE else {})
            for side, path in (*PLAIN.items(), (512, MASKABLE))
        ]
    manifest["shortcuts"] = _shortcuts(edition, file)
    manifest["screenshots"] = [
        {
            "src": edition.url(file, screenshot_file(shot)),
            "sizes": f"{shot.width}x{shot.height}",
            "type": "image/png",
            "form_factor": "narrow",
            "label": name,
        }
        for shot in content.screenshots_in(language.tag)
    ]
    return (json.dumps({key: value for key, value in manifest.items() if value}, ensure_ascii=False) + "\n").encode()


def manifest_file(edition: Edition) -> str:
    """Where the manifest of an edition lies in the site."""
    return f"{edition.language.tag}/{MANIFEST}"


def screenshot_file(shot: Media) -> str:
    """Where a screenshot lies in the site; its name changes with its bytes."""
    return f"screenshots/{shot.digest[:12]}-{shot.file.rpartition('/')[2]}"


def _shortcuts(edition: Edition, file: str) -> list[dict[str, str]]:
    """What a long press on the app's icon offers: help in need, search, whom to ask, what is saved."""
    content, tag, voice = edition.plan.content, edition.language.tag, edition.voice
    paths = {content.settings.emergency_page: voice.say("Emergency"), "contact": voice.say("Contact")}
    shortcuts = [(path, name) for path, name in paths.items() if path and (path, tag) in edition.plan.pages]
    if content.settings.features.search:
        shortcuts.append((SEARCH, voice.say("Search")))
    if content.settings.features.offline:
        shortcuts.append((OFFLINE, voice.say("Offline and data")))
    return [{"name": name, "url": edition.url(file, page_file(path, tag))} for path, name in shortcuts]
