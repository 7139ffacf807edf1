"""An archive that tests damage."""

import pytest

from integreat_ssg.reading.conversion import Converter
from tests.exchange.archive.site import exported, guide


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, converter: Converter) -> dict[str, bytes]:
    """The files of a sound archive."""
    folder = tmp_path_factory.mktemp("sound")
    archive = exported(guide(folder / "content"), converter, folder / "archive")
    files = (file for file in archive.rglob("*") if file.is_file())
    return {file.relative_to(archive).as_posix(): file.read_bytes() for file in files}
