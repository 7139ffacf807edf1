"""One object of an answer, asked for its values: what is missing is empty, what is of another kind is a finding and left out.

Ids and postcodes come as numbers and as texts, flags as 0 and 1; that is taken as it is meant.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from integreat_ssg.exchange.integreat.paths import path_of
from integreat_ssg.model.findings import Finding, Place, error, warning

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of characters: no file of ours could hold them."""
_FLAGS = {0: False, 1: True, "0": False, "1": True, "false": False, "true": True, "": False}
_LONGEST_EXCERPT = 60
_LARGEST = 2**53
"""Beyond it a number of JSON is no id any more."""


class Item:
    """An object of an answer. `file` is the answer as findings name it, `way` where in it the object stands ("[3].location").

    What is wrong is added to `findings`, which belongs to whoever reads the answer.
    """

    def __init__(self, data: Mapping[str, Any], file: str, way: str, findings: list[Finding]) -> None:
        self.data, self.file, self.way, self.findings = data, file, way, findings

    def __bool__(self) -> bool:
        return bool(self.data)

    def text(self, *keys: str) -> str:
        """The first of these values that is a text and not empty; a number is one too. Line ends as ours are."""
        for key in keys:
            value = self.data.get(key)
            if isinstance(value, int | float) and not isinstance(value, bool):
                value = str(value)
            if value is None or value is False:  # older servers say false where a text is missing
                continue
            if not isinstance(value, str):
                self.refuse(key)
            elif text := self._clean(key, value):
                return text
        return ""

    def line(self, *keys: str) -> str:
        """A text of one line."""
        return " ".join(self.text(*keys).split())

    def _clean(self, key: str, value: str) -> str:
        text, count = _NO_TEXT.subn("", value.replace("\r\n", "\n").replace("\r", "\n"))
        if count:
            self.findings.append(warning("import-characters", Place(self.file), item=self.way, key=key, count=count))
        return text.strip()

    def whole(self, key: str) -> int | None:
        """A whole number, such as an id."""
        number = self.number(key)
        if number is not None and not number.is_integer():
            self.refuse(key)
            return None
        return None if number is None else int(number)

    def number(self, key: str) -> float | None:
        """A number that a float can hold."""
        value = self.data.get(key)
        if value is None or value is False or value == "":
            return None
        try:
            number = float(value) if isinstance(value, int | float | str) and value is not True else math.nan
        except (ValueError, OverflowError):
            number = math.nan
        if math.isfinite(number) and abs(number) <= _LARGEST:
            return number
        self.refuse(key)
        return None

    def degrees(self, key: str, most: int) -> float | None:
        """A longitude (at `most` 180) or a latitude (90), in degrees."""
        number = self.number(key)
        if number is not None and abs(number) > most:
            self.refuse(key)
            return None
        return number

    def flag(self, key: str, otherwise: bool = False) -> bool:
        """Yes or no; `otherwise` where nothing is said."""
        value = self.data.get(key)
        if value is None:
            return otherwise
        if isinstance(value, bool):
            return value
        known = _FLAGS.get(value.lower() if isinstance(value, str) else value) if isinstance(value, str | int) else None
        if known is None:
            self.refuse(key)
            return otherwise
        return known

    def moment(self, *keys: str) -> datetime | None:
        """The first of these values that is a date with a time. One without a zone is meant in UTC."""
        for key in keys:
            text = self.text(key)
            if not text or text.startswith("0000"):  # what a database of older servers holds for "never"
                continue
            try:
                when = datetime.fromisoformat(text)
                when = when if when.tzinfo else when.replace(tzinfo=UTC)
                when.astimezone(UTC)  # the first and last years have no room for an offset
            except (ValueError, OverflowError):
                self.refuse(key)
                continue
            return when
        return None

    def path(self, *keys: str) -> str:
        """The first of these addresses that has a path, in the form in which paths are compared."""
        for key in keys:
            text = self.text(key)
            if path := path_of(text):
                return path
            if text.strip("/"):
                self.refuse(key)
        return ""

    def item(self, key: str) -> "Item":
        """An object; one without values where there is none."""
        value = self.data.get(key)
        if value is None or value == [] or value is False:  # PHP writes an empty object as a list
            value = {}
        if not isinstance(value, Mapping):
            self.refuse(key)
            value = {}
        return Item(value, self.file, self._way(key), self.findings)

    def items(self, key: str) -> Iterator["Item"]:
        """The objects of a list."""
        value = self.data.get(key)
        if isinstance(value, str) and value.lstrip().startswith(("[", "{")):  # old data holds JSON as a text
            value = parsed(value)
        if value is None or value == "" or value is False:
            return
        if not isinstance(value, list):
            self.refuse(key)
            return
        for number, each in enumerate(value):
            if isinstance(each, Mapping):
                yield Item(each, self.file, f"{self._way(key)}[{number}]", self.findings)
            else:
                self.refuse(key)

    def entries(self, key: str) -> Iterator[tuple[str, "Item"]]:
        """The objects of an object, by their names; what is written as JSON in a text is taken as what it means."""
        value = self.data.get(key)
        if isinstance(value, str):
            value = parsed(value) if value.strip() else None
            if not isinstance(value, Mapping | None):
                self.refuse(key)
                return
        if value is None or value == []:
            return
        if not isinstance(value, Mapping):
            self.refuse(key)
            return
        for name, each in value.items():
            if isinstance(each, Mapping):
                yield name, Item(each, self.file, f"{self._way(key)}.{name}", self.findings)
            else:
                self.refuse(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list, without those that are empty."""
        value = self.data.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.refuse(key)
            value = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
        return tuple(text for each in value if (text := self._clean(key, each)))

    def refuse(self, key: str) -> None:
        """Says that a value is none that could be taken, and left out."""
        found = json.dumps(self.data.get(key), ensure_ascii=True, default=str)
        short = found if len(found) <= _LONGEST_EXCERPT else f"{found[:_LONGEST_EXCERPT]}…"
        self.findings.append(warning("import-value", Place(self.file), item=self.way, key=key, value=short))

    def leave_out(self, key: str) -> None:
        """Says that the whole object is left out, since this value of it is missing or cannot be taken."""
        self.findings.append(error("import-item", Place(self.file), item=self.name, key=key))

    @property
    def name(self) -> str:
        """What people may know the object by: its path, its title or its number, or where it stands."""
        known = next(
            (each for key in ("path", "url", "title", "id") if isinstance(each := self.data.get(key), str) and each), ""
        )
        return f"{self.way} {_NO_TEXT.sub('', known)[:_LONGEST_EXCERPT]}".strip()

    def _way(self, key: str) -> str:
        return f"{self.way}.{key}" if self.way else key


def parsed(text: str) -> Any:
    """What a JSON text says; None where it is none, or goes too deep. `NaN`, which some servers write, is null."""
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
