"""Whatever a source holds, what comes of it can be built: `check` finds no errors."""

import pytest

from integreat_ssg.build import Job
from integreat_ssg.cache import Cache
from integreat_ssg.inspection import check
from integreat_ssg.model.findings import Severity
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from tests.exchange.integreat.guide import Answers, Guide
from tests.exchange.integreat.responses import responses
from tests.exchange.integreat.shapes import REGION, WEB, Json, address, event, news, page, place, times

DE = f"/{REGION}/de"


def _pages(*pages: Json) -> Answers:
    return _more("pages", *pages)


def _more(kind: str, *things: Json) -> Answers:
    answers = responses()
    return answers | {f"{REGION}/de/{kind}/": [*answers[f"{REGION}/de/{kind}/"], *things]}


def _page(content: str = "<p>a</p>", slug: str = "x", title: str = "X", above: str = "") -> Json:
    return page(f"{DE}/{slug}/", title, content, parent=f"{DE}/{above}/" if above else "")


def _event(start: str, end: str, rule: str = "") -> Answers:
    told = f"DTSTART:20260708T160000\nRRULE:{rule}" if rule else None
    return _more("events", event(f"{DE}/events/x/", "X", times(start, end, id=5), recurrence_rule=told))


def _link(target: str) -> Answers:
    return _pages(_page(f'<p>Ein <a href="{target}">Link</a>.</p>'))


NOON, ONE = "2026-07-08T12:00:00+02:00", "2026-07-08T13:00:00+02:00"
TAKEN = ("news", "places", "imprint", "offline", "my-list", "index", "con", "...", "a b", "arrival")

HARD: dict[str, Answers] = {
    "a dead link": _link(f"{WEB}{DE}/nirgends/"),
    "a link to nothing": _link(""),
    "a link to a script": _link("javascript:x()"),
    "a link to no number": _link("tel:12"),
    "a link to no mail address": _link("mailto:x"),
    "a mail with a subject": _link("mailto:amt@stadt.example?subject=Hallo"),
    "a link to another port": _link("https://stadt.example:99999/"),
    "a link to one name": _link("https://intranet/"),
    "a link to a place": _link(f"{WEB}{DE}/locations/stadtbuecherei/"),
    "a link to an event": _link(f"{WEB}{DE}/events/fest/"),
    "a link to a heading": _link(f"{WEB}{DE}/wohnen/#hilfe"),
    "a link inside of the page": _link("#hilfe"),
    "a long title": _pages(_page(title="Wort " * 60)),
    "a title of marks": _pages(_page(title="no: [a] #b \"c\" 'd' | - *e*")),
    "slugs that mean something else": _pages(*(_page(slug=name, title=name) for name in TAKEN)),
    "a long slug": _pages(_page(slug="ü" * 300)),
    "a circle of parents": _pages(_page(slug="x", above="y"), _page(slug="y", above="x")),
    "a lost parent": _pages(_page(slug="x/y", above="x")),
    "a deep page": _pages(*(_page(slug="/".join("x" * n), above="/".join("x" * (n - 1))) for n in range(1, 20))),
    "a page of a megabyte": _pages(_page("<p>" + "Wort " * 200_000 + "</p>")),
    "no words for a picture": _pages(_page('<img src="/media/a.png"><img src="https://a.example/b.png" alt="b.png">')),
    "an end before its start": _event(ONE, NOON),
    "a rule that its start is not in": _event(NOON, ONE, "FREQ=WEEKLY;BYDAY=TU"),
    "a rule that nobody knows": _event(NOON, ONE, "FREQ=SECONDLY"),
    "a rule that is over": _event(NOON, ONE, "FREQ=DAILY;UNTIL=20200101T000000Z"),
    "an event long ago": _event("1815-07-08T18:00:00+02:00", "1815-07-08T19:00:00+02:00"),
    "news in other letters": _more("news", news("local-9", "أخبار", "<p>x</p>")),
    "a place on no earth": _more(
        "locations", place(f"{DE}/locations/x/", "X", location=address(latitude=91, longitude=0))
    ),
}


@pytest.mark.parametrize("case", HARD)
def test_whatever_the_source_holds_check_finds_no_errors(
    case: str, guide: Guide, theme: Theme, converter: Converter
) -> None:
    result = guide.run(answers=HARD[case])
    assert result.exit_code == 0, result.output
    found = check(Job(guide.content, guide.folder / "build", theme, Cache(None), converter)).all_findings
    assert [each for each in found if each.severity is Severity.ERROR] == []
