"""When events happen: across clock changes, leap days, midnight, exceptions; and never by asking a clock."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from integreat_ssg.model.events import Event, EventEntry, moment
from integreat_ssg.occurrences import occurrences

BERLIN = ZoneInfo("Europe/Berlin")


def starts(first: str, last: str, zone: ZoneInfo = BERLIN, **event: Any) -> list[str]:
    """The starts of an event between two days, on the clock of its place with its offset."""
    found = occurrences(
        EventEntry("event", Event(**{"title": "Event", **event}), "events/event.yaml", "town"),
        zone,
        date.fromisoformat(first),
        date.fromisoformat(last),
    )
    return [each.start.isoformat(timespec="minutes") for each in found]


def test_a_weekly_evening_stays_at_its_hour_when_the_clocks_go_back() -> None:
    """18:00 before the change in October is 18:00 after it."""
    event = {"start": "2026-10-13 18:00", "end": "2026-10-13 20:00", "repeat": "FREQ=WEEKLY"}
    assert starts("2026-10-20", "2026-10-27", **event) == ["2026-10-20T18:00+02:00", "2026-10-27T18:00+01:00"]


def test_and_when_they_go_forward() -> None:
    """18:00 before the change in March is 18:00 after it."""
    event = {"start": "2027-03-16 18:00", "repeat": "FREQ=WEEKLY;BYDAY=TU"}
    assert starts("2027-03-23", "2027-03-31", **event) == ["2027-03-23T18:00+01:00", "2027-03-30T18:00+02:00"]


def test_a_night_of_the_clock_change_ends_when_the_clock_says_so() -> None:
    """From 22:00 to 04:00 is five hours in March and seven in October, and 04:00 both times."""
    for day, hours in (("2027-03-27", 5), ("2026-10-24", 7)):
        event = Event("Night", f"{day} 22:00", f"{date.fromisoformat(day).replace(day=int(day[-2:]) + 1)} 04:00")
        found = occurrences(EventEntry("n", event, "", ""), BERLIN, date.fromisoformat(day), date.fromisoformat(day))[0]
        assert found.end.hour == 4
        assert (found.end.astimezone(UTC) - found.start.astimezone(UTC)).total_seconds() == hours * 3600


def test_a_time_that_the_clocks_skip_comes_an_hour_later() -> None:
    """02:30 does not exist on the last Sunday of March; on all others it does."""
    event = {"start": "2027-03-14 02:30", "repeat": "FREQ=WEEKLY;COUNT=4"}
    assert starts("2027-03-14", "2027-04-10", **event) == [
        "2027-03-14T02:30+01:00",
        "2027-03-21T02:30+01:00",
        "2027-03-28T03:30+02:00",
        "2027-04-04T02:30+02:00",
    ]


def test_a_leap_day_comes_every_four_years() -> None:
    """The 29th of February is not moved to another day."""
    event = {"start": "2024-02-29", "repeat": "FREQ=YEARLY"}
    assert starts("2025-01-01", "2032-12-31", **event) == ["2028-02-29T00:00+01:00", "2032-02-29T00:00+01:00"]


def test_a_series_of_the_31st_leaves_short_months_out() -> None:
    """There is no 31st of February to move to."""
    event = {"start": "2026-12-31 10:00", "repeat": "FREQ=MONTHLY"}
    assert [each[:10] for each in starts("2026-12-01", "2027-05-31", **event)] == [
        "2026-12-31",
        "2027-01-31",
        "2027-03-31",
        "2027-05-31",
    ]


def test_an_event_over_midnight_belongs_to_both_days() -> None:
    """Who asks for the second day finds it too, but not who asks for the third."""
    event = {"start": "2026-12-31 20:00", "end": "2027-01-01 02:00"}
    assert starts("2027-01-01", "2027-01-01", **event)
    assert not starts("2027-01-02", "2027-01-02", **event)


def test_an_event_that_ends_at_midnight_is_not_on_the_next_day() -> None:
    """24:00 of one day is no part of the other."""
    event = {"start": "2026-12-31 20:00", "end": "2027-01-01 00:00"}
    assert not starts("2027-01-01", "2027-01-01", **event)


def test_whole_days_include_the_last_one() -> None:
    """From Monday to Friday is five days; each of them finds the event."""
    event = Event("Week", "2027-03-22", "2027-03-28")
    found = occurrences(EventEntry("w", event, "", ""), BERLIN, date(2027, 3, 28), date(2027, 3, 28))[0]
    assert found.last_day == date(2027, 3, 28)
    assert found.end == datetime(2027, 3, 29, tzinfo=BERLIN)
    assert not starts("2027-03-29", "2027-03-29", start="2027-03-22", end="2027-03-28")


def test_exceptions_and_further_dates() -> None:
    """A day leaves out what begins on it, a time only that; a further day takes the usual time."""
    event = {
        "start": "2026-12-01 17:00",
        "repeat": "FREQ=WEEKLY;UNTIL=20261229",
        "except_": ["2026-12-22", "2026-12-29 17:00", "2026-12-08 09:00"],
        "also": ["2026-12-23", "2026-12-24 10:00"],
    }
    assert [each[5:16] for each in starts("2026-12-01", "2026-12-31", **event)] == [
        "12-01T17:00",
        "12-08T17:00",
        "12-15T17:00",
        "12-23T17:00",
        "12-24T10:00",
    ]


@pytest.mark.parametrize("until", ["20261208", "2026-12-08", "20261208T160000Z", "20261208T170000"])
def test_the_last_day_of_a_series_belongs_to_it(until: str) -> None:
    """However UNTIL is written: as a day, in the place's time, or in UTC."""
    event = {"start": "2026-12-01 17:00", "repeat": f"FREQ=WEEKLY;UNTIL={until}"}
    assert len(starts("2026-12-01", "2026-12-31", **event)) == 2


def test_another_time_zone_is_another_moment() -> None:
    """A meeting at 18:00 in Kyiv is at 17:00 in Berlin."""
    assert starts("2026-12-01", "2026-12-01", ZoneInfo("Europe/Kyiv"), start="2026-12-01 18:00") == [
        "2026-12-01T18:00+02:00"
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=WEEKLY;BYHOUR=1,2,3",
        "FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
        "weekly",
        "FREQ=DAILY;BYSETPOS=2",
        "",
    ],
)
def test_rules_that_are_not_followed_give_nothing(rule: str) -> None:
    """They are findings; an empty rule is none, and the event happens once."""
    assert len(starts("2026-12-01", "2026-12-31", start="2026-12-01 17:00", repeat=rule)) == (0 if rule else 1)


def test_a_daily_series_is_bounded() -> None:
    """A list never holds more dates of one event than anybody reads."""
    assert len(starts("2026-01-01", "2030-01-01", start="2026-01-01 08:00", repeat="FREQ=DAILY")) == 400


def test_moments_are_read_and_nothing_is_guessed() -> None:
    """A day, a time with a space or a T; no other calendar, no other order."""
    assert moment("2026-12-24") == date(2026, 12, 24)
    assert moment("2026-12-24T18:00") == moment("2026-12-24 18:00:00") == datetime(2026, 12, 24, 18)  # noqa: DTZ001
    assert not [each for each in ("24.12.2026", "2026-02-30", "2026-12-24 25:00", "20261224", "") if moment(each)]
