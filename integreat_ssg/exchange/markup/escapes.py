"""Text made safe from being read as Markdown, with as few backslashes as our reader's Markdown (and CommonMark) allows."""

import re
from html import escape

_ALWAYS = re.compile(r"[\\`*\[{]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TILDE = re.compile(r"~(?=~)|(?<=~)~|^~|~$")
_ADDRESS = re.compile(r"(?i)\b(https?|ftps?)(?=://)|\b(www)(?=\.)")
_MAIL = re.compile(r"(?<=[-+\w])@(?=[-\w])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#[0-9]+;|#[xX][0-9a-fA-F]+;|[0-9A-Za-z]+;)")
_LINE_START = re.compile(r"[#>=:|]|[-+](?!\w)|!!!")
_NUMBER = re.compile(r"(\d{1,9})(?=[.)](?: |$))")
_UNSAFE_IN_HTML = re.compile(r"[^\w \u00a0,;()/.?%+=#'-]|_|(?i:(?<=www))\.")


def words(text: str, in_link: bool = False, in_cell: bool = False) -> str:
    """Plain text in a sentence.

    >>> words("2 * 3 = [x] <b>")
    '2 \\\\* 3 = \\\\[x] &lt;b>'
    """
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))
    text = _TILDE.sub(r"\~", _UNDERSCORE.sub(r"\_", text))
    text = text.replace("]", "\\]") if in_link else _MAIL.sub(r"\@", _ADDRESS.sub(r"\g<0>\\", text))
    return text.replace("|", "\\|") if in_cell else text


def line_start(text: str) -> str:
    """A finished line of a paragraph, so that it begins no heading, list, quote, table or definition."""
    number = _NUMBER.match(text)
    if number:
        return f"{number[1]}\\{text[number.end() :]}"
    return f"\\{text}" if _LINE_START.match(text) else text


def code(text: str) -> str:
    """Code in a sentence, between more backticks than it has in a row."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def alt(text: str) -> str:
    """What a picture shows, between the brackets."""
    return re.sub(r"[\\\[\]`*_|<&]", lambda char: f"\\{char[0]}" if char[0] not in "<&" else escape(char[0]), text)


def html(text: str) -> str:
    """Text or an attribute's value in HTML within a sentence, so that nothing in it is Markdown: other signs as their numbers."""
    return _UNSAFE_IN_HTML.sub(lambda char: f"&#{ord(char[0])};", text)


def destination(url: str) -> str:
    """Where a link or a picture leads, between the parentheses; its spaces and quotes are percent-encoded already."""
    url = _ENTITY.sub("&amp;", url)
    return f"<{url}>" if re.search(r"[()\[\]]", url) else url
