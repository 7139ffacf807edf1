"""News on the home page and on the page "Offline and data"."""

from collections.abc import Callable
from pathlib import Path

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

NEWS = {f"town/de/news/2026-11-{day:02}-item.md": f"---\ntitle: Meldung {day}\n---\nText.\n" for day in (2, 20, 10, 5)}


def test_the_newest_come_first(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """The home page shows three, the newest first; which are new to a reader only the reader's browser knows."""
    assert build_site({**SMALL_SITE, **NEWS}).regions[0].written
    html = (tmp_path / "build/town/de/index.html").read_text()
    section = html.partition('data-enhance="news"')[2].partition("</section>")[0]
    assert [day for day in (20, 10, 5, 2) if f"Meldung {day}<" in section] == [20, 10, 5]
    assert section.index("Meldung 20<") < section.index("Meldung 10<") < section.index("Meldung 5<")
    assert section.count('class="new" hidden') == 3
    assert 'data-enhance="notifications"' in (tmp_path / "build/town/de/offline/index.html").read_text()


def test_without_news_nothing_is_offered(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """A region without news says nothing of them."""
    assert build_site(SMALL_SITE).regions[0].written
    for page in ("index.html", "offline/index.html"):
        html = (tmp_path / "build/town/de" / page).read_text()
        assert 'data-enhance="news"' not in html
        assert 'data-enhance="notifications"' not in html
