"""What the tests of imports share."""

from pathlib import Path

import pytest

from tests.exchange.integreat.guide import Guide, new_guide


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    return new_guide(tmp_path / "guide")
