"""Calendar files as an independent program reads them: the same dates as list, page and structured data show.

ical.js knows no zone but those that the files describe, so that a wrong VTIMEZONE would be seen.
"""

import json
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.browser.conftest import build_with_command
from tests.conftest import write_files
from tests.events.site import BASE, COMING, EVENTS, LAST, TODAY, coded, structured

SCRIPT = Path(__file__).parent / "checks" / "calendar.mjs"
BERLIN = ZoneInfo("Europe/Berlin")
LEAP = {
    "town/events/leap.yaml": "title: Schalttag\nstart: 2028-02-29 18:00\nrepeat: FREQ=YEARLY\naddress: Markt\n",
    "town/events/month.yaml": "title: Monatsende\nstart: 2028-01-31\nrepeat: FREQ=MONTHLY;BYMONTHDAY=31\naddress: Markt\n",
    "town/events/late.yaml": "title: Nacht\nstart: 2027-10-09 01:30\nend: 2027-10-09 03:30\n"
    "repeat: FREQ=WEEKLY;UNTIL=20280401\naddress: Markt\n",
}

Times = list[tuple[datetime, datetime, bool]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region with events of every kind, as it was built on the 22nd of November 2026."""
    folder = tmp_path_factory.mktemp("calendars")
    write_files(folder / "content", EVENTS)
    options = ("--date", TODAY.isoformat(), "--base-url", BASE)
    return build_with_command(folder / "content", folder / "build", *options) / "town"


def read(*files: Path, first: str = TODAY.isoformat(), last: str = LAST.isoformat()) -> list[dict[str, Times]]:
    """For each file the events by UID, with start, end and whether it is cancelled."""
    command = ["node", str(SCRIPT), first, last, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return [
        {uid: [(_moment(start), _moment(end), off) for start, end, off in times] for uid, times in found.items()}
        for found in json.loads(done.stdout)
    ]


def _moment(text: str) -> datetime:
    """A time, or a whole day from its midnight in the region."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)).astimezone(UTC)


def rows(site: Path, language: str) -> dict[str, list[tuple[datetime, bool]]]:
    """Key of each event to the starts in the list, and whether each is cancelled."""
    html = (site / language / "events/index.html").read_text()
    found = re.findall(r'<li data-times="([^"]+)".*?<a href="([\w-]+)/index.html">(.*?)</li>', html, re.DOTALL)
    return {
        key: [(start, code.endswith("!")) for start, code in zip(coded(times), times.split(), strict=True)]
        for times, key, _ in found
    }


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_calendar_has_the_dates_of_the_list(site: Path, language: str) -> None:
    """That of each event, that of all, and that of a category; with what is cancelled."""
    listed = rows(site, language)
    assert set(listed) == set(COMING)
    alone = read(*(site / f"{language}/events/{key}.ics" for key in listed))
    (together,) = read(site / f"{language}/events.ics")
    (culture,) = read(site / f"{language}/events/category/culture.ics")
    for (key, starts), found in zip(listed.items(), alone, strict=True):
        ((uid, times),) = found.items()
        assert [(start, off) for start, _, off in times] == starts, key
        assert together[uid] == times, key
    assert len(together) == len(COMING)
    assert culture == {uid: times for uid, times in together.items() if uid in culture} != {}


def test_calendar_page_and_structured_data_agree(site: Path) -> None:
    """Start, end and status of each date that a page names."""
    for key in COMING:
        ((times,),) = (found.values() for found in read(site / f"de/events/{key}.ics"))
        page = site / f"de/events/{key}/index.html"
        for told, (start, end, off) in zip(structured(page), times, strict=False):
            whole = "T" not in told["startDate"]
            assert _moment(told["startDate"]) == start, key
            finish = _moment(told.get("endDate", told["startDate"])) + timedelta(days=1 if whole else 0)
            assert finish.astimezone(BERLIN).date() == end.astimezone(BERLIN).date() if whole else finish == end, key
            assert told["eventStatus"].endswith("Cancelled") == off, key


def test_leap_days_ends_of_months_and_nights_of_the_clock_change(tmp_path: Path) -> None:
    """In another year: what the list shows is what the calendar has, twice an hour and never at one that is not there."""
    base = {path: text for path, text in EVENTS.items() if "/events/" not in path}
    write_files(tmp_path / "content", {**base, **LEAP})
    built = build_with_command(tmp_path / "content", tmp_path / "build", "--date", "2027-10-01", "--base-url", BASE)
    last = "2028-03-29"
    (found,) = read(built / "town/de/events.ics", first="2027-10-01", last=last)
    listed = {tuple(each) for each in rows(built / "town", "de").values()}
    assert {tuple((start, off) for start, _, off in times) for times in found.values()} == listed
    shown = {key: [start.astimezone(BERLIN) for start, _ in each] for key, each in rows(built / "town", "de").items()}
    assert [each.isoformat() for each in shown["leap"]] == ["2028-02-29T18:00:00+01:00"]
    assert [each.strftime("%m-%d") for each in shown["month"]] == ["01-31"]
    night = next(each for each in shown["late"] if each.month == 10 and each.day == 30)
    assert night.isoformat() == "2027-10-30T01:30:00+02:00"
