"""The worker as it is shipped."""

import gzip

from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme


def test_the_worker_is_small() -> None:
    """Every reader loads it once, and again whenever its code changes."""
    assert len(gzip.compress(read_theme(default_theme()).worker, 9, mtime=0)) <= 4500
