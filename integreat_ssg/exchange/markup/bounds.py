"""HTML kept from exploding before a parser sees it.

HTML's rules of repair let a few kilobytes become gigabytes: formatting elements that are left open are opened again in each
paragraph that follows. Deep nesting makes every parser slow, and some crash. One pass over the tags, in linear time.
"""

import re
from collections import Counter

from integreat_ssg.exchange.markup.surroundings import Change

LONGEST = 1_000_000
"""Characters of a text that are read. A page of ours may have a quarter of that."""
DEEPEST = 60
FORMATTING_OPEN = 12

_FORMATTING = set("a b big code em font i nobr s small strike strong tt u".split())
_END_THEMSELVES = set(
    "p li dt dd td th tr thead tbody tfoot colgroup caption option optgroup rb rt rp"
    " area base br col embed hr img input link meta param source track wbr html head body".split()
)
_WITHOUT_INSIDE = set(
    "iframe noembed noframes noscript plaintext script style svg math template textarea title xmp".split()
)
"""Elements whose inside is left out, whatever is in it."""
_FRAMES = {"iframe"}
_CLOSE_THEMSELVES = {"svg", "math"}
_FIELDS = set("area button input select textarea".split())
"""What does something, and is no text."""
_NAME = re.compile(r"/?[A-Za-z][^\s/>]*")
_REST = re.compile(r"""(?:[^>"'=]+|=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*|)|["'])*""")
_BROKEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_LINES = re.compile("[\x85\u2028\u2029]")


def bounded(html: str) -> tuple[str, list[Change]]:
    """The same HTML without comments, scripts, what is nested too deeply, and characters that no text has."""
    changes = []
    if len(html) > LONGEST:
        changes.append(Change("cut", f"{len(html)} characters"))
        html = html[:LONGEST]
    html = _LINES.sub(" ", _BROKEN.sub("", html))
    out: list[str] = []
    opened: Counter[str] = Counter()
    depth = {True: 0, False: 0}  # of formatting elements, of all others
    at = 0
    while (start := html.find("<", at)) >= 0:
        out.append(html[at:start])
        tag = _tag(html, start)
        if tag is None:
            out.append("&lt;")
            at = start + 1
            continue
        name, at = tag
        written = html[start:at] if name else ""
        if name in _WITHOUT_INSIDE and not (name in _CLOSE_THEMSELVES and written.endswith("/>")):
            at = _after(html, name, at)
        if name in _FIELDS or (name in _WITHOUT_INSIDE and name not in _FRAMES):
            changes.append(Change("removed", f"<{name}>"))
            written = ""
        elif name in _FRAMES:
            written += f"</{name}>"
        elif name.startswith("/"):
            if opened[name[1:]]:
                opened[name[1:]] -= 1
                depth[name[1:] in _FORMATTING] -= 1
        elif name and name not in _END_THEMSELVES:
            formatting = name in _FORMATTING
            if depth[formatting] >= (FORMATTING_OPEN if formatting else DEEPEST):
                changes.append(Change("nesting", f"<{name}>"))
                written = ""
            else:
                opened[name] += 1
                depth[formatting] += 1
        out.append(written)
    out.append(html[at:])
    return "".join(out), changes


def _tag(html: str, start: int) -> tuple[str, int] | None:
    """The name of the tag that begins here, such as "/p", or "" for comments and declarations; and where it ends."""
    if html.startswith("<!--", start):
        end = html.find("-->", start + 2)
        return "", len(html) if end < 0 else end + 3
    if html.startswith(("<!", "<?"), start):
        end = html.find(">", start)
        return "", len(html) if end < 0 else end + 1
    name = _NAME.match(html, start + 1)
    if name is None:
        return None
    rest = _REST.match(html, name.end())
    end = name.end() if rest is None else rest.end()
    if end >= len(html):  # the end of a text within a tag: browsers show nothing of it
        return "", len(html)
    return name[0].lower(), end + 1


def _after(html: str, name: str, at: int) -> int:
    """Behind the end of the element whose inside begins here."""
    end = re.compile(f"</{re.escape(name)}(?=[\\s/>])[^>]*>", re.IGNORECASE).search(html, at)
    return end.end() if end else len(html)
