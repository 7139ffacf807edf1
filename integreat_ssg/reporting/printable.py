"""Text of others, made fit to be shown."""

import re

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
"""C0, C1, line separators, and the characters that turn a terminal's reading direction around."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` in one line that can be sent to any terminal or file: no control characters, no broken Unicode."""
    return _SURROGATE.sub("�", _UNPRINTABLE.sub(" ", text))
