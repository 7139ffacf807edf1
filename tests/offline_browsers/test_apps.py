"""Each region is an app of its own, in each of its languages. (`tests/browser/test_install.py` installs and starts one.)"""

import json
from collections.abc import Callable

import pytest

from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.chromium import Chromium
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import SAMPLE_REGION, SECOND_REGION, Release, Sites

LANGUAGES = ("de", "en", "ar", "uk")


@pytest.fixture
def chromium(launch: Callable[..., Chromium]) -> Chromium:
    """A Chromium that may install: one with a profile."""
    return launch("chromium")


def test_installable(chromium: Chromium, serve: Callable[[Release], Breakable], sites: Sites, record: Record) -> None:
    """Chromium has nothing against any region's manifest in any language; regions differ in their id, languages do not."""
    host = serve(sites.first)
    ids: dict[str, set[str]] = {}
    for region in (SAMPLE_REGION, SECOND_REGION):
        for language in LANGUAGES:
            chromium.visit(host.url(f"/{region}/{language}/index.html"))
            manifest = chromium.command("Page.getAppManifest")
            assert not manifest["errors"], manifest["errors"]
            assert json.loads(manifest["data"])["lang"] == language
            assert not chromium.command("Page.getInstallabilityErrors")["installabilityErrors"]
            ids.setdefault(region, set()).add(chromium.command("Page.getAppId")["appId"])
    assert [len(each) for each in ids.values()] == [1, 1]
    assert ids[SAMPLE_REGION] != ids[SECOND_REGION]
    record("install", "0 errors", engine="chromium")
