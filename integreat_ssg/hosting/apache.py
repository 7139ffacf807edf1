"""The description for Apache 2.4 as `.htaccess`, one for each folder that is a site of its own.

All of it needs no more than `AllowOverride FileInfo`: a directive that a host forbids would make every page an error 500.
The folder finds out by itself where it is mounted.
"""

import re
from urllib.parse import quote

from integreat_ssg.hosting.apache_api import api_headers, api_rules
from integreat_ssg.hosting.description import (
    ASK,
    COMPRESSED,
    FOREVER,
    FRAMES,
    POLICY,
    SECURITY,
    SHARED,
    TYPES,
    Hosting,
)
from integreat_ssg.model.site import NOT_FOUND

FILE = ".htaccess"


def htaccess(hosting: Hosting) -> str:
    """The `.htaccess` of the folder at the base. Folders below that are sites have their own."""
    zipped = "|".join(ending[1:] for ending in COMPRESSED)
    lines = [
        "# Written by integreat-ssg with every build. Apache 2.4; needs AllowOverride FileInfo and mod_rewrite, mod_headers.",
        *(f"AddType {kind} {ending}" for ending, kind in TYPES.items()),
        "AddDefaultCharset utf-8",
        f"AddCharset utf-8 {' '.join(ending for ending, kind in TYPES.items() if kind.startswith('text/'))}",
        "AddEncoding br .br",
        "AddEncoding gzip .gz",
        rf'<FilesMatch "\.({zipped})\.(br|gz)$">',
        "  RemoveType .br .gz",
        "  RemoveLanguage .br",
        "</FilesMatch>",
        *_headers(hosting, zipped),
        "<IfModule mod_filter.c>",
        "  <IfModule mod_deflate.c>",
        *(f"    AddOutputFilterByType DEFLATE {TYPES[ending]}" for ending in COMPRESSED),
        "  </IfModule>",
        "</IfModule>",
        *_rewriting(hosting, zipped),
    ]
    return "\n".join(lines) + "\n"


def _headers(hosting: Hosting, zipped: str) -> list[str]:
    shared = "|".join(ending[1:] for ending in SHARED)
    return [
        "<IfModule mod_headers.c>",
        *(f'  Header always set {name} "{value}"' for name, value in SECURITY),
        f'  Header always set {POLICY} "{hosting.page_policy}"',
        "  # Redirects and errors are never kept: an old address may become a page again.",
        f'  Header always set Cache-Control "{ASK}" "expr=%{{REQUEST_STATUS}} -ge 300 && %{{REQUEST_STATUS}} -ne 304"',
        f'  Header onsuccess set Cache-Control "{ASK}" "expr=%{{REQUEST_STATUS}} -lt 300 || %{{REQUEST_STATUS}} -eq 304"',
        f'  Header onsuccess set Cache-Control "{FOREVER}" env=INTEGREAT_FOREVER',
        "  # What deflate has compressed is known to browsers by another ETag.",
        r'  RequestHeader edit "If-None-Match" "^\"((.*)-(gzip|br))\"$" "\"$1\", \"$2\""',
        rf'  <FilesMatch "\.({zipped})(\.(br|gz))?$">',
        "    Header merge Vary Accept-Encoding",
        "  </FilesMatch>",
        rf'  <FilesMatch "\.({shared})(\.(br|gz))?$">',
        '    Header set Access-Control-Allow-Origin "*"',
        '    Header always set Cross-Origin-Resource-Policy "cross-origin"',
        "  </FilesMatch>",
        *api_headers(hosting),
        "  # Files to take along say themselves what they may do.",
        r'  <FilesMatch "^(?!index\.|404\.).+\.html(\.(br|gz))?$">',
        f'    Header always set {POLICY} "{FRAMES}"',
        "  </FilesMatch>",
        "</IfModule>",
    ]


def _rewriting(hosting: Hosting, zipped: str) -> list[str]:
    lines = [
        "<IfModule mod_rewrite.c>",
        "  RewriteEngine On",
        "  # Where this folder is mounted: the address without what comes below the folder.",
        r'  RewriteCond "$0#%{REQUEST_URI}" "^([^#]*)#(.*/)\1$"',
        '  RewriteRule "^.*$" "-" [E=INTEGREAT_BASE:%2]',
        r'  RewriteRule "(^|/)\.(?!well-known(/|$))" "-" [R=404,L]',
        f'  RewriteRule "^({"|".join(hosting.immutable(""))})/" "-" [E=INTEGREAT_FOREVER:1]',
    ]
    lines += [f"  {line}" for line in api_rules(hosting)]
    for each in hosting.redirects:
        pattern = re.escape(each.old) + r"(/(index\.html)?)?"
        target = each.new.replace("$", r"\$").replace("%", r"\%")
        lines.append(f'  RewriteRule "^{pattern}$" "%{{ENV:INTEGREAT_BASE}}{target}" [R=301,L]')
    lines += [
        "  # A folder without a page is not listed.",
        '  RewriteCond "%{REQUEST_FILENAME}" "-d"',
        '  RewriteCond "%{REQUEST_FILENAME}/index.html" "!-f"',
        '  RewriteRule "^" "-" [R=404,L]',
    ]
    for encoding, ending in (("br", "br"), ("gzip", "gz")):
        lines += [
            rf'  RewriteCond "%{{HTTP:Accept-Encoding}}" "(^|[\s,]){encoding}(?!\s*;\s*q=0(\.0*)?\s*(,|$))"',
            f'  RewriteCond "%{{REQUEST_FILENAME}}.{ending}" "-f"',
            rf'  RewriteRule "^(.+\.({zipped}))$" "$1.{ending}" [L]',
        ]
    lines.append("</IfModule>")
    if "" in hosting.lost and hosting.based:
        lines.append(f"ErrorDocument 404 {quote(hosting.base)}{NOT_FOUND}")
    return lines
