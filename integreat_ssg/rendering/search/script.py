"""The normaliser's table as a script for browsers. `python -m integreat_ssg.rendering.search.script` prints it."""

import json
import sys
from functools import lru_cache

from integreat_ssg.rendering.search.endings import RULES, Group
from integreat_ssg.rendering.search.letters import (
    APOSTROPHES,
    CYRILLIC,
    IGNORED,
    KNOWN,
    LETTERS,
    SINGLE,
    alike,
    ranges,
)


@lru_cache
def table_script() -> str:
    """`scripts/search-table.js`: ranges as the inside of a character class, letters and what they are folded to, and rules."""
    table = {
        "known": _class(KNOWN),
        "ignored": _class(IGNORED),
        "letters": _class(LETTERS),
        "single": _class(SINGLE),
        "apostrophes": _class(APOSTROPHES),
        "cyrillic": _class(CYRILLIC),
        "alike": alike(),
        "rules": {
            language: {
                "script": _class(rules.script),
                "beginnings": [_group(each) for each in rules.beginnings],
                "endings": [_group(each) for each in rules.endings],
                "small": rules.small,
            }
            for language, rules in RULES.items()
        },
    }
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())
    note = "// Made by `make search-table` of the program's own table, so that both fold words in the same way."
    return f"{note}\nexport default {{\n{lines},\n}};\n"


def _class(spelled: str) -> str:
    return "".join(
        f"\\u{{{first:x}}}" if first == last else f"\\u{{{first:x}}}-\\u{{{last:x}}}" for first, last in ranges(spelled)
    )


def _group(group: Group) -> list[object]:
    return [group.remain, group.parts]


if __name__ == "__main__":
    sys.stdout.buffer.write(table_script().encode())
