"""What tests of hosts share."""

from pathlib import Path

import pytest

from tests.hosting.api_hosts import build_api
from tests.sharing import made_once


@pytest.fixture(scope="module")
def built_api(shared: Path) -> Path:
    """The site with copies of Integreat's API, built once in a run."""
    (shared / "hosts").mkdir(parents=True, exist_ok=True)
    return made_once(shared / "hosts" / "api", build_api)
