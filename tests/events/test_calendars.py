"""List, page, calendar files and structured data tell the same dates; calendars hold what other programs need."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.model.findings import has_errors
from integreat_ssg.outcomes import BuildResult
from tests.conftest import write_files
from tests.events.site import BASE, COMING, EVENTS, TODAY, calendar, coded, listed, structured


@pytest.fixture
def site(build_site: Callable[..., BuildResult], tmp_path: Path) -> Path:
    """The built region."""
    result = build_site(EVENTS, today=TODAY, base_url=BASE)
    assert not has_errors(result.all_findings), result.all_findings
    return tmp_path / "build/town"


def parsed(file: Path) -> icalendar.Event:
    """The first event of a calendar file."""
    return icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")[0]


def test_the_list_shows_what_is_to_come_and_nothing_else(site: Path) -> None:
    """Neither what is over nor drafts; each event once, with all its dates, the next one first."""
    found = listed(site)
    assert set(found) == set(COMING)
    assert [starts[0] for starts in found.values()] == sorted(starts[0] for starts in found.values())
    assert len(found["cafe"]) == 25


def test_list_and_calendars_agree(site: Path) -> None:
    """An independent library reads from the files the dates that the list shows, for each event and for all together."""
    together = calendar(site / "de/events.ics")
    for key, starts in listed(site).items():
        alone = calendar(site / f"de/events/{key}.ics")
        assert list(alone.values()) == [starts], key
        assert together[next(iter(alone))] == starts, key
    assert set(together) == {next(iter(calendar(site / f"de/events/{key}.ics"))) for key in COMING}


def test_page_and_structured_data_agree(site: Path) -> None:
    """The dates that the page names are those that search engines are told, on the same clock."""
    for key in COMING:
        page = site / f"de/events/{key}/index.html"
        shown = [coded(times)[0] for times in re.findall(r'<li data-times="([^"]+)"><time', page.read_text())]
        told = [each["startDate"] for each in structured(page)]
        assert shown == listed(site)[key][:12], key
        if "T" in told[0]:
            assert [datetime.fromisoformat(each).astimezone(UTC) for each in told] == shown, key
        assert re.findall(r'<time datetime="([^"]+)"><b>', page.read_text()) == told, key


def test_a_calendar_of_one_category_holds_only_that(site: Path) -> None:
    """And lies where no event's own file can lie."""
    assert len(calendar(site / "de/events/category/culture.ics")) == 1


def test_an_event_keeps_its_identity_and_tells_its_last_change(
    site: Path, make_job: Callable[..., Job], tmp_path: Path
) -> None:
    """The UID is the same in each language and build; the stamp is none of a clock."""
    first = parsed(site / "de/events/cafe.ics")
    assert parsed(site / "ar/events/cafe.ics")["UID"] == first["UID"]
    before = (site / "de/events.ics").read_bytes()
    write_files(tmp_path / "content", {"town/de/work/jobs.md": "---\ntitle: Anders\n---\nText.\n"})
    build(make_job({}, today=TODAY, base_url=BASE))
    assert (site / "de/events.ics").read_bytes() == before
    assert first.decoded("DTSTAMP") == datetime(2026, 11, 22, tzinfo=UTC)


def test_calendar_files_are_as_other_programs_want_them(site: Path) -> None:
    """Lines end in CRLF and are folded below 76 bytes, the zone is described, texts are escaped and come back whole."""
    data = (site / "de/events/cafe.ics").read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"BEGIN:VTIMEZONE" in data
    assert b"TZID=Europe/Berlin" in data
    event = parsed(site / "de/events/cafe.ics")
    assert str(event["SUMMARY"]).startswith("Café; Tee, Kuchen")
    assert "Zweiter: mit „Zeichen“, Komma; Strichpunkt" in str(event["DESCRIPTION"])
    assert str(event["URL"]) == f"{BASE}/town/de/events/cafe/"


def test_a_cancelled_event_says_so_everywhere(site: Path) -> None:
    """In the list, on its page, in the calendar and to search engines."""
    page = site / "de/events/talk/index.html"
    assert "Fällt aus" in page.read_text()
    assert "Fällt aus" in (site / "de/events/index.html").read_text()
    assert parsed(site / "de/events/talk.ics")["STATUS"] == "CANCELLED"
    assert {each["eventStatus"] for each in structured(page)} == {"https://schema.org/EventCancelled"}


def test_a_cancelled_date_is_told_as_such_and_the_others_take_place(site: Path) -> None:
    """On the page, to search engines and to calendars, in their words; the rest of the series stays as it is."""
    page, off = site / "de/events/choir/index.html", "2026-12-03T19:00+01:00"
    rows = re.findall(r'<time datetime="([^"]+)">(.*?)</li>', page.read_text())
    assert [iso for iso, rest in rows if "Fällt aus" in rest] == [off]
    told = {each["startDate"]: each["eventStatus"].rpartition("/")[2] for each in structured(page)}
    assert [start for start, status in told.items() if status == "EventCancelled"] == [off]
    series, *single = icalendar.Calendar.from_ical((site / "de/events/choir.ics").read_bytes()).walk("VEVENT")
    assert (series["STATUS"], [each["STATUS"] for each in single]) == ("CONFIRMED", ["CANCELLED"] * 2)
    assert [each.decoded("RECURRENCE-ID").isoformat()[:16] for each in single] == [
        "2026-12-03T19:00",
        "2027-04-01T19:00",
    ]
    assert [each.decoded("DTSTART") for each in single] == [each.decoded("RECURRENCE-ID") for each in single]
    assert {str(each["SUMMARY"]) for each in single} == {"Fällt aus: Chor"}
    assert {each["UID"] for each in single} == {series["UID"]}
    row = re.search(
        r'<li data-times="([^"]+)"[^>]*>\s*<a href="choir/.*?</li>', (site / "de/events/index.html").read_text(), re.S
    )
    assert row
    assert row[1].split()[1].endswith("!")
    assert '<span class="off" hidden><strong class="cancelled">Fällt aus</strong>' in row[0]


def test_only_calendars_to_subscribe_to_have_a_name(site: Path) -> None:
    """With a name, Outlook takes one event for a calendar of its own instead of adding it to the reader's."""
    assert b"X-WR-CALNAME" in (site / "de/events.ics").read_bytes()
    assert b"X-WR-CALNAME" not in (site / "de/events/cafe.ics").read_bytes()


def test_an_online_event_is_nowhere_else(site: Path) -> None:
    """Its place is the web, and its link is in the calendar."""
    told = structured(site / "de/events/call/index.html")[0]
    assert told["location"] == [{"@type": "VirtualLocation", "url": "https://meet.town.example/call"}]
    assert told["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert str(parsed(site / "de/events/call.ics")["LOCATION"]) == "https://meet.town.example/call"


def test_an_online_event_elsewhere_is_told_by_the_clock_at_home(site: Path) -> None:
    """10:00 in Kyiv is 9:00 for who sits before a screen in the region."""
    html = (site / "de/events/call/index.html").read_text()
    assert '<time datetime="2026-11-25T10:00+02:00"><b>Mi., 25. Nov.</b> 09:00 Uhr</time>' in html


def test_whole_days_are_days_in_the_calendar(site: Path) -> None:
    """Without times, and ending with the day after the last, as calendars count."""
    event = parsed(site / "de/events/fair.ics")
    assert (str(event.decoded("DTSTART")), str(event.decoded("DTEND"))) == ("2026-12-05", "2026-12-07")


def test_titles_fall_back_and_say_their_language(site: Path) -> None:
    """An Arabic page shows a German title as German."""
    html = (site / "ar/events/index.html").read_text()
    assert ">مقهى<" in html
    assert "webcal://guide.example/town/ar/events.ics" in html


def test_without_a_base_url_calendars_are_there_all_the_same(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    """Links to files work from a disk; what needs an address is left out."""
    build_site(EVENTS, today=TODAY)
    assert (tmp_path / "build/town/de/events.ics").is_file()
    assert "webcal:" not in (tmp_path / "build/town/de/events/index.html").read_text()


def test_without_a_build_date_nothing_is_hidden(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Outside of git, and without --date, the list begins with the earliest single event."""
    build_site({**EVENTS, "town/events/old.yaml": "title: Früh\nstart: 2026-11-01 10:00\naddress: Markt\n"})
    assert "old" in listed(tmp_path / "build/town")
