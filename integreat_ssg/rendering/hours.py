"""Opening hours as a table for people, and as numbers for the script that says whether it is open now."""

from collections.abc import Iterable
from datetime import timedelta

from integreat_ssg.model.hours import Day, Hours, runs, stretches
from integreat_ssg.model.places import Closure
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import json_script
from integreat_ssg.rendering.views import HoursRow, HoursView, Span, Words
from integreat_ssg.rendering.voices import Voice

AHEAD = 92
"""Days ahead from which single days are told: a quarter of a year; the script knows all of them."""


def hours_view(
    edition: Edition,
    hours: Hours | None,
    note: Words | None = None,
    closed: Closure | None = None,
    *,
    live: bool = True,
) -> HoursView | None:
    """Opening hours; with `live` the script may say whether it is open now. None where there is nothing to tell.

    The days on which a place is closed for a while do not stand among them: its page says so above.
    """
    if hours is None:
        return HoursView((), (), False, note, "") if note else None
    voice = edition.voice
    rows = [_row(voice, voice.weekday(first), voice.weekday(last) if last > first else "", spans)
            for first, last, spans in runs(hours.week)]  # fmt: skip
    others = []
    if hours.on_public is not None:
        others.append(_row(voice, voice.say("Public holidays"), "", hours.on_public))
    if hours.on_school is not None:
        others.append(_row(voice, voice.say("School holidays"), "", hours.on_school))
    special = {day: spans for day, spans in hours.special.items() if not (closed and closed.holds_on(day))}
    soon = hours.start + timedelta(days=AHEAD)
    for first, last, spans in (each for each in stretches(hours, special) if each[0] < soon):
        others.append(_row(voice, voice.day(first), voice.day(last) if last > first else "", spans))
    known = live and hours.start < hours.end
    data = json_script({**hours_frame(edition, [hours]), **hours_data(hours)}) if known else ""
    return HoursView(tuple(rows), tuple(others), hours.always, note, data)


def hours_data(hours: Hours) -> dict[str, object]:
    """The usual week and the stretches of days that differ, in minutes since midnight."""
    return {
        "week": [_flat(day) for day in hours.week],
        "days": [[first.isoformat(), last.isoformat(), _flat(spans)] for first, last, spans in hours.stretches],
    }


def hours_frame(edition: Edition, several: Iterable[Hours]) -> dict[str, object]:
    """What the hours of several places share: time zone, the days in which they are known, times and days as written.

    The script writes times with these words, for no browser knows all the languages that readers speak.
    """
    known = list(several)
    minutes = {minute % 1440 for each in known for day in (*each.week, *each.days.values()) for span in day
               for minute in span}  # fmt: skip
    return {
        "zone": edition.plan.content.settings.time_zone,
        "start": min(each.start for each in known).isoformat() if known else "",
        "end": max(each.end for each in known).isoformat() if known else "",
        "times": {str(minute): edition.voice.clock(minute) for minute in sorted(minutes)},
        "weekdays": [edition.voice.weekday(number) for number in range(7)],
    }


def _row(voice: Voice, first: str, last: str, spans: Day) -> HoursRow:
    return HoursRow(first, last, tuple(Span(voice.clock(start), voice.clock(end)) for start, end in spans))


def _flat(day: Day) -> list[int]:
    return [minute for span in day for minute in span]
