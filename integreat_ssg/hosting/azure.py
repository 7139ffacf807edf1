"""The description for Azure Static Web Apps: `staticwebapp.config.json` at the root of what is published."""

import json
from typing import Any
from urllib.parse import quote

from integreat_ssg.hosting.description import ASK, FOREVER, POLICY, SECURITY, TYPES, Hosting
from integreat_ssg.model.site import NOT_FOUND

FILE = "staticwebapp.config.json"
LIMIT = 20 * 1024
"""Bytes that the service reads of it."""


def config(hosting: Hosting) -> str:
    """The configuration. A rule's path may end with `*` and hold no other, so each region has rules of its own; headers of a
    rule take the place of the global ones."""
    base = quote(hosting.base)
    routes: list[dict[str, Any]] = [
        {"route": base + quote(each.old), "redirect": base + quote(each.new), "statusCode": 301}
        for each in hosting.redirects
    ]
    routes += [
        {"route": f"{base}{quote(root)}{folder}/*", "headers": {"Cache-Control": FOREVER}}
        for root in hosting.roots
        for folder in hosting.immutable(root)
    ]
    told: dict[str, Any] = {
        "globalHeaders": {"Cache-Control": ASK, **dict(SECURITY), POLICY: hosting.wide_policy},
        "mimeTypes": TYPES,
        "routes": routes,
    }
    if hosting.lost:
        told["responseOverrides"] = {"404": {"rewrite": f"{base}{min(hosting.lost, key=len)}{NOT_FOUND}"}}
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
