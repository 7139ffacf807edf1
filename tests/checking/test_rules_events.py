"""Rules about events and news: each mistake is told once, where it stands."""

from collections.abc import Callable
from datetime import date

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

TODAY = date(2026, 11, 22)
GOOD = "title: Fest\nstart: 2026-12-01 18:00\naddress: Markt\n"


@pytest.mark.parametrize(
    ("code", "event", "line"),
    [
        ("bad-moment", "title: F\nstart: 1.12.2026\n", 2),
        ("bad-moment", "title: F\nstart: 1926-12-01\n", 2),
        ("end-before-start", GOOD + "end: 2026-12-01 17:00\n", 4),
        ("end-of-another-kind", GOOD + "end: 2026-12-02\n", 4),
        ("unknown-time-zone", GOOD + "time_zone: Europe/Lüneburg\n", 4),
        ("bad-repeat", GOOD + "repeat: jeden Dienstag\n", 4),
        ("repeat-never-happens", GOOD + "repeat: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n", 4),
        ("repeat-never-happens", GOOD + "repeat: FREQ=DAILY;COUNT=2\nexcept: [2026-12-01, 2026-12-02]\n", 4),
        ("repeat-never-ends", GOOD + "repeat: FREQ=WEEKLY\n", 4),
        ("start-not-in-repeat", GOOD + "repeat: FREQ=WEEKLY;BYDAY=WE;UNTIL=20270101\n", 2),
        ("except-without-date", GOOD + "repeat: FREQ=WEEKLY;UNTIL=20270101\nexcept: [2026-12-09]\n", 5),
        ("cancelled-without-date", GOOD + "repeat: FREQ=WEEKLY;UNTIL=20270101\ncancelled_dates: [2026-12-09]\n", 5),
        ("bad-moment", GOOD + "repeat: FREQ=WEEKLY;UNTIL=20270101\ncancelled_dates: [Dienstag]\n", 5),
        ("time-is-skipped", "title: F\nstart: 2027-03-28 02:30\n", 2),
        ("event-is-over", "title: F\nstart: 2026-11-20 10:00\n", 2),
        ("names-nothing", GOOD + "place: nowhere\n", 4),
        ("names-nothing", GOOD + "categories: [sports]\n", 4),
        ("names-nothing", GOOD + "audiences: [everyone]\n", 4),
        ("names-nothing", GOOD + "contact: nobody\n", 4),
        ("registration-after-start", GOOD + "registration: {until: 2026-12-02}\n", 4),
        ("bad-phone", GOOD + "registration: {phone: '12'}\n", 4),
        ("bad-mail", GOOD + "registration: {email: nobody}\n", 4),
        ("bad-website", GOOD + "online: meet\n", 4),
        ("wrong-type", GOOD + "registration: {until: 2026}\n", 4),
        ("unknown-key", GOOD + "repeats: FREQ=WEEKLY\n", 4),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(
    code: str, event: str, line: int, check_site: Callable[..., BuildResult]
) -> None:
    """With its file and line."""
    found = check_site({**SMALL_SITE, "town/events/fest.yaml": event}, today=TODAY).all_findings
    told = [each for each in found if each.code == code]
    assert [(each.place.file, each.place.line) for each in told] == [("town/events/fest.yaml", line)], found


@pytest.mark.parametrize(
    "event",
    [
        GOOD,
        GOOD + "end: 2026-12-02 02:00\nrepeat: FREQ=WEEKLY;UNTIL=20270630\nexcept: [2026-12-22, '2026-12-29 18:00']\n",
        GOOD + "repeat: FREQ=WEEKLY;UNTIL=20270101\ncancelled_dates: [2026-12-08, '2026-12-15 18:00']\n",
        "title: F\nstart: 2026-03-08\nrepeat: FREQ=YEARLY\n",
        "title: F\nstart: 2026-11-15\nend: 2026-11-22\n",
        "title: F\nstart: 2027-03-21 02:30\nrepeat: FREQ=WEEKLY;COUNT=3\nexcept: [2027-03-28]\n",
    ],
)
def test_what_is_right_is_not_told(event: str, check_site: Callable[..., BuildResult]) -> None:
    """No false alarms."""
    found = check_site({**SMALL_SITE, "town/events/fest.yaml": event}, today=TODAY).all_findings
    assert not [each for each in found if "events/" in each.place.file]


def test_blocks_name_categories(check_site: Callable[..., BuildResult]) -> None:
    """`[[events]]` alone is right, a category that nobody knows is not."""
    text = "---\ntitle: Arbeit\n---\n[[events]]\n\n[[events: sport]]\n\n[[events: sports]]\n"
    found = check_site({**SMALL_SITE, "town/de/work/index.md": text, "town/events/fest.yaml": GOOD}, today=TODAY)
    told = [each for each in found.all_findings if each.code == "unknown-category"]
    assert [each.place.line for each in told] == [8]


def test_news_need_a_day(check_site: Callable[..., BuildResult]) -> None:
    """In the name, or in the head."""
    news = {
        "town/de/news/one.md": "---\ntitle: Eins\n---\nText.\n",
        "town/de/news/two.md": "---\ntitle: Zwei\ndate: 2026-11-01\n---\nText.\n",
        "town/de/news/2026-11-02-three.md": "---\ntitle: Drei\n---\nText.\n",
    }
    found = check_site({**SMALL_SITE, **news}, today=TODAY).all_findings
    assert [each.place.file for each in found if each.code == "news-without-date"] == ["town/de/news/one.md"]
    assert not [each for each in found if each.code == "no-section"]
