"""Opening hours as OpenStreetMap writes them: what they mean on each day, and what editors get wrong in them."""

from datetime import date, timedelta

import pytest

from integreat_ssg.model.findings import Place
from integreat_ssg.model.hours import Day, Hours, closed_between, written
from integreat_ssg.reading.hours import WINDOW, read_hours, read_week
from integreat_ssg.reading.hours_rules import hours_findings

TODAY = date(2026, 11, 22)
OFFICE = "Mo-Fr 08:00-12:00, Th 14:00-18:00; PH off"
MORNING: Day = ((480, 720),)


def hours(text: str, land: str | None = "NI", start: date = TODAY) -> Hours:
    """Hours that can be read."""
    found = read_hours(text, land, start)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "week"),
    [
        (OFFICE, "Mo-We 08:00-12:00; Th 08:00-12:00,14:00-18:00; Fr 08:00-12:00; Sa-Su off"),
        ("Mo-Fr 08:00-12:00; Th 14:00-18:00", "Mo-We 08:00-12:00; Th 14:00-18:00; Fr 08:00-12:00; Sa-Su off"),
        ("24/7", "Mo-Su 00:00-24:00"),
        ("Fr 22:00-02:00; Sa 10:00-12:00", "Mo-Th off; Fr 22:00-02:00; Sa 10:00-12:00; Su off"),
        ("Mo 20:00-26:30", "Mo 20:00-02:30; Tu-Su off"),
        ("Mo 22:00-00:00", "Mo 22:00-24:00; Tu-Su off"),
        ("PH,Su 10:00-12:00", "Mo-Sa off; Su 10:00-12:00"),
        ("SH Mo-Fr 10:00-12:00", "Mo-Su off"),
    ],
)
def test_week(text: str, week: str) -> None:
    """The usual week, as it is shown to readers and to editors; an evening that ends after midnight belongs to its day."""
    assert written(hours(text).week) == week
    assert written(read_week(text)) == week


def test_public_holidays_are_those_of_the_land() -> None:
    """Corpus Christi closes offices in Aachen, Reformation Day those in Goslar, Christmas both."""
    corpus_christi, reformation, christmas = date(2027, 5, 27), date(2026, 10, 31), date(2026, 12, 25)
    assert hours(OFFICE, "NW").on(corpus_christi) == ()
    assert hours(OFFICE, "NI").on(corpus_christi) == ((480, 720), (840, 1080))
    saturday = "Mo-Sa 08:00-12:00; PH off"
    assert hours(saturday, "NI", date(2026, 10, 1)).on(reformation) == ()
    assert hours(saturday, "NW", date(2026, 10, 1)).on(reformation) == MORNING
    assert hours(OFFICE, "NW").on(christmas) == hours(OFFICE, "NI").on(christmas) == ()


def test_holiday_hours() -> None:
    """What is open on holidays is told once for all of them; a holiday on a Sunday counts as one."""
    pool = hours("Mo-Fr 07:00-21:00; PH 10:00-16:00")
    assert pool.on_public == ((600, 960),)
    assert pool.on(date(2027, 3, 28)) == ()
    assert pool.on(date(2027, 3, 29)) == ((600, 960),)
    assert hours("Mo-Fr 07:00-21:00").on_public is None


def test_school_holidays() -> None:
    """A school's office is closed in its Land's holidays; a course may take place only then."""
    office = hours("Mo-Fr 08:00-12:00; SH,PH off")
    assert office.on_school == ()
    assert office.on(date(2026, 12, 23)) == ()
    assert office.on(date(2026, 12, 22)) == MORNING
    course = hours("SH Mo-Fr 10:00-12:00")
    assert course.on(date(2026, 12, 23)) == ((600, 720),)
    assert course.on(date(2026, 12, 22)) == ()
    assert course.on(date(2026, 12, 26)) == ()


def test_the_evening_before_a_holiday_goes_on_after_midnight() -> None:
    """A practice that is closed at Christmas has its evening of the 24th, and nothing is left over on the 27th."""
    practice = hours("Mo-Su 22:00-02:00; PH off")
    assert practice.on(date(2026, 12, 24)) == ((1320, 1560),)
    assert practice.on(date(2026, 12, 25)) == practice.on(date(2026, 12, 26)) == ()
    assert practice.on(date(2026, 12, 27)) == ((1320, 1560),)


@pytest.mark.parametrize("change", [date(2027, 3, 28), date(2026, 10, 25)])
def test_clock_changes_do_not_move_hours(change: date) -> None:
    """On both nights in which the clocks change, and on the days around them, hours stay those on the clock."""
    found = hours("Mo-Su 08:00-16:00,22:00-04:00", start=change - timedelta(days=3))
    assert {found.on(change + timedelta(days=day)) for day in (-1, 0, 1)} == {((480, 960), (1320, 1680))}


def test_leap_day() -> None:
    """The 29th of February is a day like any other where there is one, and can be closed by itself."""
    assert hours(OFFICE, start=date(2028, 2, 1)).on(date(2028, 2, 29)) == MORNING
    closed = hours("Mo-Fr 08:00-12:00; Feb 29 off", start=date(2028, 2, 1))
    assert closed.on(date(2028, 2, 29)) == ()
    assert closed.on(date(2028, 2, 28)) == closed.on(date(2028, 3, 1)) == MORNING


def test_the_usual_week_is_that_of_the_season() -> None:
    """In winter the table does not show summer's hours, which are known all the same."""
    found = hours("Mo-Fr 08:00-12:00; Apr-Sep Sa 10:00-14:00")
    assert found.week[5] == ()
    assert found.on(date(2027, 7, 10)) == ((600, 840),)


def test_hours_are_known_for_more_than_a_year_and_no_longer() -> None:
    """A site built today tells holidays until Christmas of the next year; without a build date there is just the week."""
    found = hours(OFFICE)
    assert (found.end - found.start).days == WINDOW
    assert found.on(date(2027, 12, 24)) == MORNING
    assert found.on(date(2026, 12, 25)) == ()
    undated = read_hours(OFFICE, "NI", None)
    assert undated is not None
    assert undated.week == found.week
    assert not undated.days


def test_closed_for_a_while() -> None:
    """The first and the last day of a closure are closed, the days around it are not."""
    found = closed_between(hours(OFFICE), date(2026, 12, 1), date(2026, 12, 3))
    assert [found.on(date(2026, 12, day)) for day in (1, 3)] == [(), ()]
    assert found.on(date(2026, 11, 30)) == found.on(date(2026, 12, 4)) == MORNING


def codes(text: str) -> list[str]:
    """Severity and code of what is found in a text."""
    return [f"{each.severity} {each.code}" for each in hours_findings(text, Place("x.yaml", 3))]


@pytest.mark.parametrize(
    "text",
    [
        OFFICE,
        "24/7",
        "Mo-Th 09:00-15:00; Fr 09:00-12:00; PH off",
        "Mo-Fr 08:00-16:00; We 08:00-12:00; PH off",
        "Fr 20:00-02:00; PH off",
        "Mo-Fr 08:00-12:00; Jul-Aug Mo-Fr 14:00-16:00; PH off",
    ],
)
def test_good_hours(text: str) -> None:
    """What is written as it is meant is not doubted; a shorter day after `;` is meant."""
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Montag 8 bis 12", "error bad-hours"),
        ("Mo-Fr 8-12", "error bad-hours"),
        ("Mo-Fr 08.00-12.00", "error bad-hours"),
        ("Mo 08:00+", "error bad-hours"),
        ("sunrise-sunset", "error bad-hours"),
        ('Mo 08:00-12:00 "nach Vereinbarung"', "error bad-hours"),
        ("Mo 08:00-12:00,11:00-13:00; PH off", "error hours-overlap"),
        ("Mo-Fr 08:00-12:00, Th 11:00-18:00; PH off", "warning hours-overlap"),
        ("Mo,Tu 08:00-12:00, We 08:00-12:00, Tu 08:00-10:00; PH off", "warning hours-overlap"),
        ("Dec 24-Jan 01 off", "warning hours-never-open"),
        ("Mo-Fr 08:00-12:00; Mo-Su off", "warning hours-never-open"),
        ("Mo 08:00-31:00; PH off", "warning hours-end-before-start"),
        ("Mo 17:00-08:00; PH off", "warning hours-end-before-start"),
        ("Mo 08:00-08:00; PH off", "error hours-end-before-start"),
        ("Mo-Fr 08:00-12:00; Th 14:00-18:00; PH off", "warning hours-replaced"),
        ("Mo-Fr 08:00-12:00", "note hours-without-holidays"),
    ],
)
def test_doubtful_hours(text: str, told: str) -> None:
    """Each slip of the pen is told, and only that one."""
    assert codes(text) == [told]


def test_what_a_semicolon_takes_away_is_shown() -> None:
    """An editor sees the week as it is read, with the day that has lost its morning."""
    finding = hours_findings("Mo-Fr 08:00-12:00; Th 14:00-18:00; PH off", Place("x.yaml", 3))[0]
    details = dict(finding.details)
    assert details["days"] == "Th"
    assert details["week"] == "Mo-We 08:00-12:00; Th 14:00-18:00; Fr 08:00-12:00; Sa-Su off"
    assert finding.place == Place("x.yaml", 3)


def test_an_unreadable_part_is_named() -> None:
    """The finding says where reading stopped."""
    details = dict(hours_findings("Mo-Fr 08:00-12:00, Do 14:00-18:00", Place("x.yaml"))[0].details)
    assert (details["part"], details["column"]) == ("Do 14:00-18:00", "20")
