"""What the readers' tools cost a phone that uses all of them."""

import gzip

from integreat_ssg.model.theme import Theme

TOOLS = """
    audience beside explanation feedback kept listen listen-player listen-text offer print request share shelf term tools trust
""".split()
LIMIT = 15_000
"""Bytes of all of them, each compressed for itself as a host sends it; a page loads those that are used."""


def test_all_tools_are_light(theme: Theme) -> None:
    """All scripts of reading aloud, keeping, sharing, printing, two languages, explained words, audiences and feedback."""
    sizes = {name: len(gzip.compress(theme.assets[f"scripts/{name}.js"], 9, mtime=0)) for name in TOOLS}
    assert sum(sizes.values()) <= LIMIT, sizes
