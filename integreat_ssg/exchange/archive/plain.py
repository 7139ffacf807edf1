"""Values of the model as JSON and YAML have them: what is as it is by default is left out."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any


def plain(value: object) -> Any:
    """A value of a dataclass of the model as mappings, lists, texts, numbers and booleans; keys as files write them, in the
    order of the class, without those that have their default. Days are texts ("2026-11-02")."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            each.name.rstrip("_"): plain(getattr(value, each.name))
            for each in fields(value)
            if not _is_default(each, getattr(value, each.name))
        }
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _is_default(field: Any, value: object) -> bool:
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.default is not MISSING and bool(value == field.default)
