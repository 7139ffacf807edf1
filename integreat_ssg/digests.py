"""Values to digests: equal values have equal digests, in every process and on every machine."""

import hashlib
import io
import pickle
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


@dataclass
class Digester:
    """Works out digests of frozen values. Those of the types `once`, which stand in many values, are worked out once for each
    object; they are kept, so that no other object takes their place in memory."""

    once: tuple[type, ...] = ()
    _known: dict[int, tuple[object, str]] = field(default_factory=dict)

    def digest(self, value: object) -> str:
        """SHA-256, hexadecimal, of a value made of dataclasses, mappings in their order, sequences, sets and plain things.

        The value is only written down, never read back: pickling is the quickest way from a value to bytes.
        """
        buffer = io.BytesIO()
        writer = _Writer(buffer, protocol=5)
        writer.fast = True  # without it, the bytes would tell which equal texts are the same object
        writer.reducer_override = self._reduced
        writer.dump(_plain(value))
        return hashlib.sha256(buffer.getbuffer()).hexdigest()

    def _reduced(self, value: object) -> Any:
        kind: Any = type(value)
        fields_of = _fields(kind)
        if fields_of is None:
            return NotImplemented
        if kind not in self.once:
            return str, _written(kind, fields_of(value))
        known = self._known.get(id(value))
        if known is None:
            self._known[id(value)] = known = (value, self.digest(_written(kind, fields_of(value))))
        return str, (known[1],)


class _Writer(pickle.Pickler):
    reducer_override: Callable[[object], Any]
    """Asked for each value that is not plain, and set for each writer: it is asked so often that a way around would be felt."""


def _written(kind: type, fields_: tuple[object, ...]) -> tuple[object, ...]:
    """A dataclass as its name and fields, without what it has worked out from them."""
    if frozenset in map(type, fields_):
        fields_ = tuple(map(_plain, fields_))
    return kind.__qualname__, *fields_


@lru_cache(maxsize=1024)
def _fields(kind: Any) -> Callable[[object], tuple[object, ...]] | None:
    """What takes the fields of such a dataclass out of it; None for other types. Data that comes with its digest is told by
    that."""
    if not is_dataclass(kind):
        return None
    names = tuple(each.name for each in fields(kind))
    told = tuple(each for each in names if each != "data" or "digest" not in names)
    if len(told) > 1:
        return attrgetter(*told)
    return lambda value: tuple(getattr(value, name) for name in told)


def _plain(value: object) -> object:
    """Sets in an order of their own: that in memory is another one in every process."""
    return ("set", *sorted(value)) if isinstance(value, frozenset) else value


@lru_cache(maxsize=1)
def program_digest() -> str:
    """SHA-256, hexadecimal, of this program, of Python with its compressor, and of the names and versions of all that is
    installed beside it: whatever else than its input decides what it makes. A cache may come from another machine."""
    digest = hashlib.sha256(f"{sys.version}\0{zlib.ZLIB_RUNTIME_VERSION}\0".encode())
    for file in sorted(_PACKAGE.rglob("*.py")) + sorted(_PACKAGE.rglob("*.yaml")):
        digest.update(f"{file.relative_to(_PACKAGE)}\0".encode() + file.read_bytes() + b"\0")
    for name in sorted({each.name for folder in sys.path for each in Path(folder).glob("*.dist-info")}):
        digest.update(f"{name}\0".encode())
    return digest.hexdigest()
