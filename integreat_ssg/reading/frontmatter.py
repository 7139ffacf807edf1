"""A page's file to its YAML head and its Markdown body, and the digest by which translations name a source text."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.reading.markdown.places import without_code

_HEAD = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
UNSEEN = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that become spaces; so does nothing else, and each becomes one."""

EXCUSE = re.compile(r"<!--\s*excuse:\s*([\w-]*)\s*(?::((?:(?!-->).)*))?-->", re.DOTALL)
"""A comment for the checks: a code and a reason. Readers see none of it, and translators need not."""
_CONFLICT = re.compile(rb"^(<{7}|>{7}) ", re.MULTILINE)
"""What git writes where two people changed the same lines and nobody has decided yet."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The two parts of a page's file; `body_line` is the line in which the body begins."""

    head: str
    body: str
    body_line: int


def decode(data: bytes, file: str) -> str | Finding:
    """Text of a file: UTF-8, with or without a byte order mark, any line ending, accents composed (NFC).

    Other control characters and Unicode's own line ends, which word processors leave behind unseen, become spaces.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, as Windows' editor once saved
        return error("not-utf8", Place(file, 1, 1))
    if b"\0" in data:
        return error("binary-file", Place(file))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        *above, line = problem.object[: problem.start].decode("utf-8", "replace").split("\n")
        return error("not-utf8", Place(file, len(above) + 1, len(line) + 1))
    if mark := _CONFLICT.search(data):
        return error("conflict-marker", Place(file, data.count(b"\n", 0, mark.start()) + 1))
    return unicodedata.normalize("NFC", UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))


def split_page(text: str, file: str) -> PageText | Finding:
    """Head and body of a page."""
    if not text.strip():
        return error("empty-file", Place(file))
    if not (match := _HEAD.match(text)):
        code = "unclosed-front-matter" if text.startswith("---") else "no-front-matter"
        return error(code, Place(file, 1))
    head, body = match[1], text[match.end() :]
    return PageText(head, body, text.count("\n", 0, match.end()) + 1)


def without_excuses(body: str) -> str:
    """The Markdown of a page with empty lines for excuses that stand above a block, so that the page is the same without them.
    Elsewhere they are comments like others, which no page shows."""
    if "<!--" not in body:
        return body
    code_free = without_code(body).split("\n")
    shown, at = "", 0
    for comment in EXCUSE.finditer(body):
        shown += body[at : comment.start()]
        begins = not shown.strip() or shown.rstrip(" \t").endswith("\n\n")
        is_code = "<!--" not in code_free[body.count("\n", 0, comment.start())]
        shown += "\n" * comment[0].count("\n") if begins and not is_code else comment[0]
        at = comment.end()
    return shown + body[at:]


_SCHEME = r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|//)"
_TARGET = re.compile(rf"(\]\(\s*<?){_SCHEME}[^\s()<>]+|^( {{0,3}}\[[^\]\n]+\]:\s*<?){_SCHEME}[^\s<>]+", re.MULTILINE)
"""Where a link or picture of Markdown leads, unless it leaves the content."""
_PATH = re.compile(r"(\[\[\s*(?:page|include)\s*:)[^\]]*")


def text_digest(title: str, summary: str | None, body: str) -> str:
    """`sha256:…` of what a translator translates; white space, Unicode composition, excuses and the paths of links do not
    count.

    When a page moves, its links and those that lead to it are mended in all languages: nothing is to be translated then.
    """
    text = "\n".join((title, summary or "", _PATH.sub(r"\1", _TARGET.sub(r"\1\2", EXCUSE.sub(" ", body)))))
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return "sha256:" + hashlib.sha256(normal.encode()).hexdigest()
