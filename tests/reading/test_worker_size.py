"""The worker as it is shipped."""

import gzip

from integreat_ssg.reading.theme import default_theme, read_theme


def test_the_worker_is_small() -> None:
    """Every reader loads it once, and again whenever its code changes."""
    assert len(gzip.compress(read_theme(default_theme()).worker, 9, mtime=0)) <= 4500
