"""Whatever a source holds, what comes of it can be built: `check` finds no errors, and what could not be kept is told."""

import json
from collections.abc import Callable, Mapping

import pytest

from integreat_ssg.build import Job
from integreat_ssg.cache import Cache
from integreat_ssg.inspection import check
from integreat_ssg.model.findings import Severity
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from tests.exchange.integreat.guide import Answers, Guide
from tests.exchange.integreat.responses import responses
from tests.exchange.integreat.shapes import (
    LANGUAGES,
    REGION,
    WEB,
    Json,
    address,
    event,
    language,
    news,
    page,
    place,
    times,
)

DE = f"/{REGION}/de"
NOON, ONE = "2026-07-08T12:00:00+02:00", "2026-07-08T13:00:00+02:00"

Bring = Callable[..., dict[str, set[str]]]


@pytest.fixture
def bring(guide: Guide, theme: Theme, converter: Converter) -> Bring:
    """Imports the made-up region with more things in its lists, and checks what came; by file the codes that were told."""

    def bring(**more: list[Json]) -> dict[str, set[str]]:
        answers: Answers = responses()
        for kind, things in more.items():
            answers[f"{REGION}/de/{kind}/"] = [*answers[f"{REGION}/de/{kind}/"], *things]
        result = guide.run("--json", answers=answers)
        assert result.exit_code == 0, result.output
        found = check(Job(guide.content, guide.folder / "build", theme, Cache(None), converter)).all_findings
        assert [each for each in found if each.severity is Severity.ERROR] == []
        told: dict[str, set[str]] = {}
        for each in json.loads(result.output)["findings"]:
            told.setdefault(each["file"].removeprefix(f"{REGION}/"), set()).add(each["code"])
        return told

    return bring


def _page(content: str = "<p>a</p>", slug: str = "x", title: str = "X", above: str = "") -> Json:
    return page(f"{DE}/{slug}/", title, content, parent=f"{DE}/{above}/" if above else "")


LINKS: Mapping[str, tuple[str, str]] = {
    f"{WEB}{DE}/nirgends/": ("Link", "import-dead-link"),
    "": ("Link", "import-changed-form"),
    "javascript:x()": ("Link", ""),
    "tel:12": ("Link", "import-bad-link"),
    "mailto:x": ("Link", "import-bad-link"),
    "https://stadt.example:99999/": ("Link", ""),
    "https://intranet/": ("Link", "import-changed-form"),
    "#hilfe": ("Link", "import-changed-form"),
    f"{WEB}{DE}/events/fest/": ("Link", "import-link-to-event"),
    f"{WEB}{DE}/locations/stadtbuecherei/": ("Link.\n\n[[place: stadtbuecherei]]", "import-link-to-place"),
    f"{WEB}{DE}/wohnen/#hilfe": ("[Link](wohnen/index.md)", ""),
    f"{WEB.upper().replace('HTTPS', 'https')}{DE}/Wohnen": ("[Link](wohnen/index.md)", ""),
    f"{DE}/wohnen/%C3%84mter/": ("[Link](wohnen/ämter/index.md)", ""),
    f"{WEB}/{REGION}/en/arrival/": ("[Link](../en/ankommen/index.md)", ""),
    f"{WEB}{DE}/": ("[Link](index.md)", ""),
    f"{WEB}{DE}/disclaimer/": ("[Link](imprint.md)", ""),
    f"{WEB}/anderswo/de/a/": (f"[Link]({WEB}/anderswo/de/a/)", ""),
    "mailto:amt@stadt.example?subject=Hallo": ("[Link](mailto:amt@stadt.example)", ""),
    "tel:05321 / 76 123": ("[Link](tel:0532176123)", ""),
    "www.stadt.example/a_(b)": ("[Link](https://www.stadt.example/a_%28b%29)", ""),
}


def test_links_lead_on_or_become_words_and_that_is_told(bring: Bring, guide: Guide) -> None:
    pages = [_page(f'<p>Ein <a href="{link}">Link</a>.</p>', f"x{number}") for number, link in enumerate(LINKS)]
    told = bring(pages=pages)
    for number, (link, (text, code)) in enumerate(LINKS.items()):
        written = guide.text(f"de/x{number}.md").partition("---\n\n")[2]
        assert written.startswith(f"Ein {text}"), link
        assert not code or code in told[f"de/x{number}.md"], link
        assert code or not {each for each in told.get(f"de/x{number}.md", set()) if each.endswith("-link")}, link


def test_pages_of_every_kind_find_a_place(bring: Bring, guide: Guide) -> None:
    taken = ("news", "places", "imprint", "offline", "my-list", "index", "con", "...", "a b", "arrival")
    told = bring(
        pages=[
            *(_page(slug=name, title=name) for name in taken),
            _page(slug="long", title="Wort " * 60),
            _page(slug="marks", title="no: [a] #b \"c\" 'd' | - *e*"),
            _page(slug="ü" * 300, title="Ü"),
            _page(slug="round", above="about"),
            _page(slug="about", above="round"),
            _page(slug="lost/child", above="lost"),
            *(_page(slug="/".join("d" * n), above="/".join("d" * (n - 1))) for n in range(1, 20)),
            _page("<p>" + "Wort " * 60_000 + "</p>", slug="huge"),
            _page('<p>a</p><img src="/media/a.png"><img src="https://a.example/b.png" alt="b.png">', slug="picture"),
        ]
    )
    assert told["de/long.md"] == {"import-title-cut"}
    assert 'title: "no: [a] #b' in guide.text("de/marks.md")
    assert told["de/child.md"] == {"import-parent-missing"}
    assert "import-parent-missing" in told["de/about/index.md"]
    assert "import-too-long" in told["de/huge.md"]
    assert "[b.png](https://a.example/b.png)" in guide.text("de/picture.md")
    assert {file.name for file in (guide.region / "de").glob("*-page.md")} == {
        "news-page.md", "places-page.md", "imprint-page.md", "offline-page.md", "my-list-page.md", "index-page.md", "con-page.md"
    }  # fmt: skip


def _event(name: str, start: str, end: str, rule: str = "") -> Json:
    told = f"DTSTART:20260708T160000\nRRULE:{rule}" if rule else None
    return event(f"{DE}/events/{name}/", name, times(start, end, id=sum(name.encode())), recurrence_rule=told)


def test_events_keep_what_calendars_agree_on(bring: Bring, guide: Guide) -> None:
    told = bring(
        events=[
            _event("ends-first", ONE, NOON),
            _event("not-its-day", NOON, ONE, "FREQ=WEEKLY;BYDAY=TU"),
            _event("every-second", NOON, ONE, "FREQ=SECONDLY"),
            _event("long-over", NOON, ONE, "FREQ=DAILY;UNTIL=20200101T000000Z"),
            _event("napoleon", "1815-07-08T18:00:00+02:00", "1815-07-08T19:00:00+02:00"),
            _event(
                "until-utc",
                "2026-07-08T23:30:00+02:00",
                "2026-07-08T23:45:00+02:00",
                "FREQ=DAILY;UNTIL=20260710T213000Z",
            ),
            event(f"{DE}/events/dates/", "dates", times(NOON, ONE, id=1)),
            event(
                f"{DE}/events/dates/", "dates", times("2026-07-15T12:00:00+02:00", "2026-07-15T13:00:00+02:00", id=1)
            ),
        ],
        news=[news("local-9", "أخبار", "<p>x</p>")],
        locations=[place(f"{DE}/locations/x/", "X", location=address(latitude=91, longitude=0))],
    )
    assert "end:" not in guide.text("events/ends-first.yaml")
    assert 'start: "2026-07-14 12:00"' in guide.text("events/not-its-day.yaml")
    assert told["events/not-its-day.yaml"] == {"import-start-moved"}
    assert told["events/every-second.yaml"] == told["events/long-over.yaml"] == {"import-value-left-out"}
    assert not (guide.region / "events/napoleon.yaml").exists()
    assert told["events/napoleon.yaml"] == {"import-value-left-out"}
    assert "FREQ=DAILY;UNTIL=20260710T2" in guide.text("events/until-utc.yaml")
    assert 'also: ["2026-07-15 12:00"]' in guide.text("events/dates.yaml")
    assert (guide.region / "de/news/2026-05-04-local-9.md").is_file()


def test_what_loses_its_form_is_told(bring: Bring) -> None:
    """Descriptions of places and events hold no lists and headings here, and pages have no thumbnails."""
    told = bring(
        pages=[page(f"{DE}/bild/", "Bild", "<p>a</p>", thumbnail=f"{WEB}/media/bild.png")],
        locations=[place(f"{DE}/locations/amt/", "Amt", "<ul><li>Im Hof.</li></ul>")],
        events=[event(f"{DE}/events/kurs/", "Kurs", times(NOON, ONE), content="<h3>Für alle</h3><p>Ein Kurs.</p>")],
    )
    assert told.get("places/amt.yaml") == told["events/kurs.yaml"] == {"import-plain-text"}
    assert "import-thumbnails" in told["region.yaml"]


def test_a_language_that_nobody_knows_stays_out_and_is_told(guide: Guide) -> None:
    """The names of the first import's languages stand in site.yaml; of one that comes later an editor has to tell it."""
    guide.bring()
    answers: Answers = responses()
    strange = [*LANGUAGES, language("qx", "qx-QX", "Qxisch")]
    answers[f"{REGION}/languages/"] = answers[f"regions/{REGION}/"]["languages"] = strange
    answers["regions/"][0]["languages"] = strange
    answers |= {f"{REGION}/qx/{kind}/": [] for kind in ("pages", "locations", "location-categories", "events", "news")}
    assert "import-language-unknown" in guide.bring(answers=answers)
    assert not (guide.region / "qx").exists()
