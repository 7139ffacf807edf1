"""The good sites that the tests of this folder break copies of; each is built once."""

import pytest

from tests.conftest import SMALL_SITE
from tests.faults.breaking import Good, make_good

TWO_REGIONS = {
    **SMALL_SITE,
    "site.yaml": "title: Guide\nregions: [town, village]\n",
    **{path.replace("town/", "village/"): text for path, text in SMALL_SITE.items() if path.startswith("town/")},
    "village/region.yaml": "kind: town\nname: Village\nlanguages: [de]\n",
}


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Good:
    """The small site."""
    return make_good(tmp_path_factory.mktemp("good"), SMALL_SITE)


@pytest.fixture(scope="session")
def two_regions(tmp_path_factory: pytest.TempPathFactory) -> Good:
    """A site of two regions, `town` and `village`."""
    return make_good(tmp_path_factory.mktemp("two"), TWO_REGIONS)
