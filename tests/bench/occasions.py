"""Generated places and events: offices with hours in several towns, and events of which one half comes again."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

TOWNS = tuple(f"Gemeinde {number}" for number in range(12))
SETTINGS = (
    "land: NI\n"
    "audiences:\n  families: {name: {de: Familien, en: Families, ar: الأسر, uk: Родини}}\n"
    "  newcomers: {name: {de: Neu hier, en: New here, ar: جدد, uk: Новоприбулі}}\n"
    "aliases:\n"
    + "".join(f"  {town}: {{latitude: 53.{20 + at}, longitude: 10.{30 + at}}}\n" for at, town in enumerate(TOWNS))
)
"""What a region with places and events needs beside its name and languages."""

HOURS = (
    "Mo-Fr 08:00-12:00, Th 14:00-18:00; PH off",
    "Mo-Th 10:00-19:00; Fr 14:00-22:00; Mar-Oct Sa 10:00-16:00; PH off",
    "Tu,Th 09:00-13:00",
    "Mo-Fr 07:30-16:00; SH off; PH off",
    "24/7",
    "Mo[1] 14:00-16:00",
)
KINDS = ("authority", "counselling", "language-course", "school", "childcare", "health", "library", "meeting-place")
RULES = ("FREQ=WEEKLY;UNTIL=20271231", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20271231", "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20271231")

Say = Callable[[str, int], str]
"""Some words in a language."""


def place_files(count: int, tags: list[str], say: Say) -> Iterator[tuple[str, str]]:
    """Path inside the region and text of each place."""
    source = random.Random("places")
    for number in range(count):
        at = source.randrange(len(TOWNS))
        yield (
            f"places/place-{number:03}.yaml",
            f"name: {_each(tags, say, 3)}\ndescription: {_each(tags, say, 20)}\n"
            f"categories: [{', '.join(source.sample(KINDS, 1 + number % 2))}]\nmunicipality: {TOWNS[at]}\n"
            f"address: {{street: Straße {number}, postcode: '21335', town: {TOWNS[at]}}}\n"
            f"coordinates: {{latitude: 53.{20 + at}{number:03}, longitude: 10.{30 + at}{number:03}}}\n"
            f"phones: [{{number: '+49 30 23125 {100 + number}'}}]\nemail: place-{number}@town.example\n"
            f'hours: "{HOURS[number % len(HOURS)]}"\naccess: {{entrance: {("yes", "no")[number % 2]}}}\n'
            f"languages: [de, {('en', 'ar')[number % 2]}]\naudiences: [{('families', 'newcomers')[number % 2]}]\n",
        )


def event_files(count: int, places: int, tags: list[str], say: Say, first: date) -> Iterator[tuple[str, str]]:
    """Path inside the region and text of each event: single dates in the half year from `first` on, and series."""
    source = random.Random("events")
    for number in range(count):
        day, hour = first + timedelta(days=1 + number % 170), 8 + number % 11
        if number % 2:
            day = first - timedelta(days=number % 60)
        rule = RULES[number % len(RULES)]
        if "MONTHLY" in rule:
            day = next(each for each in (date(day.year, day.month, at) for at in range(1, 8)) if each.weekday() == 1)
        where = f"place: place-{number % places:03}" if places else f"address: Straße {number}"
        yield (
            f"events/event-{number:03}.yaml",
            f"title: {_each(tags, say, 4)}\ndescription: {_each(tags, say, 25)}\n"
            f"start: {day} {hour:02}:15\nend: {day} {hour + 2:02}:00\n{where}\n"
            f"categories: [{', '.join(source.sample(KINDS, 1 + number % 2))}]\n"
            f"audiences: [{('families', 'newcomers')[number % 2]}]\nlanguages: [de]\nfree: yes\ncontact: advice-0\n"
            + (f"repeat: {rule}\n" if number % 2 else ""),
        )


def _each(tags: list[str], say: Say, count: int) -> str:
    """Some words in each language, as a field of a file."""
    return "{" + ", ".join(f'{tag}: "{say(tag, count)}"' for tag in tags) + "}"
