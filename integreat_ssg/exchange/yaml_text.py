"""Values to YAML that our own strict reader takes, and that a person likes to read."""

import json
import re
from collections.abc import Mapping
from typing import Any

_PLAIN = re.compile(r"[^\W_][\w ._/+@()-]*(?<! )")
_WORDS = ("null", "true", "false", "yes", "no", "on", "off")


def yaml_text(values: Mapping[str, Any], indent: str = "") -> str:
    """A mapping as YAML. Texts of several lines stand as blocks, everything unusual in quotes."""
    return "".join(_entry(key, value, indent) for key, value in values.items())


def _entry(key: str, value: Any, indent: str) -> str:
    key = _scalar(key)
    if isinstance(value, Mapping):
        return f"{indent}{key}:\n{yaml_text(value, f'{indent}  ')}"
    if isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value):
        items = (yaml_text(each, f"{indent}    ") for each in value)
        return f"{indent}{key}:\n" + "".join(f"{indent}  - {each[len(indent) + 4 :]}" for each in items)
    if isinstance(value, list | tuple):
        return f"{indent}{key}: [{', '.join(_scalar(str(each)) for each in value)}]\n"
    text = str(value)
    if "\n" in text and not text.startswith((" ", "\n")):
        lines = "".join(f"{indent}  {line}".rstrip() + "\n" for line in text.split("\n"))
        return f"{indent}{key}: |-\n{lines}"
    return f"{indent}{key}: {_scalar(text)}\n"


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and (text.lower() not in _WORDS or text == "yes"):
        return text
    return json.dumps(text, ensure_ascii=False)
