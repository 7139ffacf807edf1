"""Values as YAML in one canonical form: our own strict reader takes it, a person likes to read it, and it has one spelling each.

A mapping has a key a line, in the order it is given; lists of texts stand in brackets, lists of mappings below each other, texts
of several lines as blocks. Everything that other readers of YAML could take for a number, a day or a word of their own is quoted.
Lists in lists hold no further lists or mappings, since no file of content has such.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from integreat_ssg.reading.strict_yaml import UNPRINTABLE

_DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")
_MEANS_MORE = re.compile(r":( |$)| #|[\t\n]")
_MEANS_MORE_IN_LISTS = re.compile(r"[,\[\]{}]")
_WORDS = frozenset("null true false yes no on off y n".split())


def canonical_yaml(values: Mapping[str, Any], indent: str = "") -> str:
    """A mapping of texts, numbers, booleans, lists and mappings as YAML; "" for an empty one at the top."""
    return "".join(_entry(f"{indent}{_scalar(key)}:", value, indent) for key, value in values.items())


def _entry(key: str, value: Any, indent: str) -> str:
    if isinstance(value, Mapping):
        return f"{key}\n{canonical_yaml(value, f'{indent}  ')}" if value else f"{key} {{}}\n"
    if isinstance(value, list):
        if any(isinstance(each, Mapping | list) for each in value):
            return f"{key}\n" + "".join(_item(each, f"{indent}  ") for each in value)
        return f"{key} [{', '.join(map(_in_list, value))}]\n"
    if isinstance(value, str) and _is_block(value):
        lines = "".join(f"{indent}  {line}".rstrip() + "\n" for line in value.split("\n"))
        return f"{key} |-\n{lines}"
    return f"{key} {_scalar(value)}\n"


def _item(value: Any, indent: str) -> str:
    if isinstance(value, Mapping) and value:
        text = canonical_yaml(value, f"{indent}  ")
        return f"{indent}- {text[len(indent) + 2 :]}"
    if isinstance(value, list):
        return f"{indent}- [{', '.join(map(_in_list, value))}]\n"
    return f"{indent}- {{}}\n" if isinstance(value, Mapping) else f"{indent}- {_scalar(value)}\n"


def _is_block(text: str) -> bool:
    """Whether a text can stand as a block: several lines, none of which would change there."""
    if "\n" not in text or text != text.strip() or UNPRINTABLE.search(text):
        return False
    return not any(line != line.rstrip() for line in text.split("\n"))


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    if _DAY.fullmatch(value):
        return value
    plain = value[:1].isalpha() and value.lower() not in _WORDS
    return _quoted(value) if not plain or _MEANS_MORE.search(value) or UNPRINTABLE.search(value) else value


def _quoted(text: str) -> str:
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _in_list(value: Any) -> str:
    text = _scalar(value)
    return _quoted(value) if text == value and _MEANS_MORE_IN_LISTS.search(text) else text
