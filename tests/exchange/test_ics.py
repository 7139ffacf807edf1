"""Calendars from elsewhere become events, again and again, and an editor's corrections stay."""

import http.server
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange import fetching
from integreat_ssg.exchange.fetching import fetch
from integreat_ssg.exchange.ics import Import, import_ics
from integreat_ssg.model.findings import has_errors
from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE, write_files
from tests.events.site import BASE, EVENTS, TODAY, calendar, listed

SERIES = """BEGIN:VEVENT
UID:choir@town.example
DTSTAMP:20261101T000000Z
LAST-MODIFIED:20261102T000000Z
DTSTART;TZID=Europe/Berlin:20261201T190000
DTEND;TZID=Europe/Berlin:20261201T203000
RRULE:FREQ=WEEKLY;UNTIL=20270330T220000Z
EXDATE;TZID=Europe/Berlin:20261222T190000
SUMMARY:Chor: alle singen
DESCRIPTION:Erste Zeile\\n\\n# kein Kommentar: - nein
LOCATION:Rathaus\\, Saal 1
CATEGORIES:Meeting-Place,Unbekannt
END:VEVENT
BEGIN:VEVENT
UID:choir@town.example
DTSTAMP:20261101T000000Z
RECURRENCE-ID;TZID=Europe/Berlin:20261215T190000
DTSTART;TZID=Europe/Berlin:20261216T200000
DTEND;TZID=Europe/Berlin:20261216T210000
SUMMARY:Chor: Konzert
END:VEVENT
"""
WHOLE_DAY = """BEGIN:VEVENT
UID:fair@town.example
DTSTAMP:20261101T000000Z
DTSTART;VALUE=DATE:20261205
DTEND;VALUE=DATE:20261207
SUMMARY:Messe
STATUS:CANCELLED
END:VEVENT
"""
IN_UTC = """BEGIN:VEVENT
UID:call@town.example
DTSTAMP:20261101T000000Z
DTSTART:20261210T170000Z
SUMMARY:Anruf
LOCATION:https://meet.town.example/
END:VEVENT
"""


def feed(*events: str) -> bytes:
    """A calendar with these events."""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//town//\n{''.join(events)}END:VCALENDAR\n".replace(
        "\n", "\r\n"
    ).encode()


def bring(folder: Path, *events: str, source: str = "https://town.example/all.ics") -> Import:
    """Imports events into the region `town` below `folder`."""
    return import_ics(feed(*events), source, folder / "town", "Europe/Berlin", {"meeting-place": "meeting-place"})


def test_an_imported_calendar_is_shown_as_it_was(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Recurrence, exception, a date that was moved, whole days, UTC and place: all on their dates, and no findings."""
    content = write_files(tmp_path / "content", SMALL_SITE)
    bring(content, SERIES, WHOLE_DAY, IN_UTC)
    result = build_site({}, today=TODAY, base_url=BASE)
    assert not has_errors(result.all_findings), result.all_findings
    found = {key.rpartition("-")[0]: starts for key, starts in listed(tmp_path / "build/town").items()}
    choir = [each.strftime("%m-%d %H:%M") for each in found["chor-alle-singen"]]
    assert choir[:4] == ["12-01 18:00", "12-08 18:00", "12-29 18:00", "01-05 18:00"]
    assert choir[-1] == "03-30 17:00"  # 19:00 on the clock, after it was put forward
    assert found["chor-konzert"] == [datetime(2026, 12, 16, 19, tzinfo=UTC)]
    assert found["anruf"] == [datetime(2026, 12, 10, 17, tzinfo=UTC)]
    html = (tmp_path / "build/town/de/events/index.html").read_text()
    assert "Rathaus, Saal 1" in html
    assert 'data-kind="meeting-place"' in html


def test_our_own_calendar_comes_back_with_the_same_dates(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    """What this program writes it reads: the dates and identities of every event survive the round trip."""
    build_site(EVENTS, today=TODAY, base_url=BASE)
    first = tmp_path / "build/town/de/events.ics"
    before = calendar(first)
    data = first.read_bytes()
    for file in (tmp_path / "content/town/events").glob("*.yaml"):
        file.unlink()
    import_ics(data, "events.ics", tmp_path / "content/town", "Europe/Berlin", {})
    build_site({}, today=TODAY, base_url=BASE)
    assert calendar(first) == before


def test_corrections_survive_the_next_import(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """An editor's translation and address lie over what the calendar says, before and after its next change."""
    content = write_files(tmp_path / "content", SMALL_SITE)
    key = bring(content, SERIES).written[0]
    write_files(content, {f"town/events/overrides/{key}.yaml": "title: {de: Chor, ar: جوقة}\naddress: Bahnhof\n"})
    again = bring(content, SERIES.replace("Saal 1", "Saal 2").replace("T190000", "T193000"))
    assert key in again.written
    build_site({}, today=TODAY)
    html = (tmp_path / "build/town/ar/events/index.html").read_text()
    assert "جوقة" in html
    assert "Bahnhof" in html
    assert "Saal" not in html
    assert listed(tmp_path / "build/town")[key][0].strftime("%H:%M") == "18:30"


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    """The same calendar gives the same files; a title that changes keeps its file, and so its address."""
    first = bring(tmp_path, SERIES, WHOLE_DAY)
    assert bring(tmp_path, SERIES, WHOLE_DAY) == Import((), first.written)
    assert bring(tmp_path, SERIES, WHOLE_DAY.replace("Messe", "Markt")).written == (first.written[-1],)


def test_what_the_calendar_drops_goes_and_what_others_wrote_stays(tmp_path: Path) -> None:
    """Events of other calendars and of editors are nobody else's business."""
    bring(tmp_path, WHOLE_DAY, source="other.ics")
    write_files(tmp_path, {"town/events/own.yaml": "title: Eigenes\nstart: 2026-12-01\n"})
    bring(tmp_path, SERIES, IN_UTC)
    result = bring(tmp_path, SERIES)
    assert len(result.removed) == 1
    left = {file.stem for file in (tmp_path / "town/events").glob("*.yaml")}
    assert "own" in left
    assert any(each.startswith("messe-") for each in left)
    assert not any(each.startswith("anruf-") for each in left)


def test_a_correction_that_lies_over_nothing_is_told(check_site: Callable[..., BuildResult]) -> None:
    """So is a mistake in a correction, in its own file and line."""
    base = "title: Fest\nstart: 2026-12-01\naddress: Markt\n"
    found = check_site(
        {**SMALL_SITE, "town/events/overrides/gone.yaml": "title: Weg\n", "town/events/fest.yaml": base,
         "town/events/overrides/fest.yaml": "title: Fest\n\nend: morgen\n"}, today=TODAY
    ).all_findings  # fmt: skip
    told = {(each.code, each.place.file, each.place.line) for each in found}
    assert ("override-of-nothing", "town/events/overrides/gone.yaml", 0) in told
    assert ("bad-moment", "town/events/overrides/fest.yaml", 3) in told


@pytest.mark.parametrize("data", [b"", b"<html>", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"])
def test_what_is_no_calendar_is_refused(data: bytes, tmp_path: Path) -> None:
    """And nothing is removed for it."""
    bring(tmp_path, SERIES)
    before = sorted(tmp_path.rglob("*.yaml"))
    with pytest.raises(UsageError):
        import_ics(data, "https://town.example/all.ics", tmp_path / "town", "Europe/Berlin", {})
    assert sorted(tmp_path.rglob("*.yaml")) == before


def test_one_bad_event_does_not_stop_the_others(tmp_path: Path) -> None:
    """It is told, and the rest is taken over."""
    strange = "BEGIN:VEVENT\nUID:x\nDTSTART:20261201T100000\nRRULE:FREQ=SECONDLY\nSUMMARY:Schnell\nEND:VEVENT\n"
    result = bring(tmp_path, strange, "BEGIN:VEVENT\nUID:y\nSUMMARY:Nie\nEND:VEVENT\n", WHOLE_DAY)
    assert len(result.written) == 1
    assert [each.partition(":")[0] for each in result.left_out] == ["Schnell", "Nie"]


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
            return
        if self.path == "/odd":
            self.send_response(302)
            self.send_header("Location", "/" + "ä b".encode().decode("latin-1"))
            self.end_headers()
            return
        if self.path == "/broken":
            self.send_response(302)
            self.send_header("Location", "https://[")
            self.end_headers()
            return
        self.send_response(200 if self.path != "/missing" and self.path.isascii() else 404)
        if self.path == "/short":
            self.send_header("Content-Length", "1000000")
        if self.path == "/slow":
            with suppress(OSError):
                while not self.server.gone.wait(0.02):  # type: ignore[attr-defined]
                    self.wfile.write(b"X")
            return
        self.end_headers()
        self.wfile.write(feed(SERIES) * (100_000 if self.path == "/huge" else 1))

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """A server on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.gone = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.gone.set()  # type: ignore[attr-defined]
    server.shutdown()


def test_addresses_of_the_own_network_need_a_word(origin: str) -> None:
    """Nobody's calendar makes this computer ask its neighbours, in whatever form they are written."""
    for path in ("/all.ics", "/odd"):  # the second leads on to a path with letters that addresses do not have
        assert b"VCALENDAR" in fetch(origin + path, allow_private=True)
    for url in (
        origin,
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::10.0.0.1]/",
        "https://[2002:7f00:1::]/",
        "https://[::127.0.0.1]/",
        "https://169.254.169.254/",
        "https://2130706433/",
        "https://0/",
    ):
        with pytest.raises((UsageError, WorldError), match=r"private|https|not known"):
            fetch(url)


@pytest.mark.parametrize("path", ["/loop", "/missing", "/huge", "/short", "/broken"])
def test_answers_without_end_are_given_up(origin: str, path: str) -> None:
    """Too many redirects, no file, too much of it, less than was promised, a redirect to nowhere."""
    with pytest.raises(WorldError):
        fetch(origin + path, allow_private=True)


def test_an_answer_that_comes_byte_by_byte_is_given_up(origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte in time is not enough: the whole has its limit, head and body."""
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.5)
    with pytest.raises(WorldError):
        fetch(f"{origin}/slow", allow_private=True)


def test_what_is_private_or_double_is_not_published(tmp_path: Path) -> None:
    """Neither now nor from a former import; a second event of the same identity is told, not mixed up."""
    first = bring(tmp_path, WHOLE_DAY, IN_UTC)
    result = bring(tmp_path, WHOLE_DAY.replace("STATUS", "CLASS:PRIVATE\nSTATUS"), IN_UTC, IN_UTC)
    assert [each.partition(":")[0] for each in result.left_out] == ["An event", "Anruf"]
    assert result.removed == (first.written[0],)
    assert "Messe" not in str(result)


def test_a_date_that_the_calendar_cancels_is_shown_as_cancelled(tmp_path: Path) -> None:
    """It is no exception that nobody is told of."""
    off = SERIES.replace("SUMMARY:Chor: Konzert", "STATUS:CANCELLED\nSUMMARY:Chor: Konzert")
    (key,) = bring(tmp_path, off).written
    text = (tmp_path / f"town/events/{key}.yaml").read_text()
    assert 'cancelled_dates: ["2026-12-15 19:00"]' in text
    assert 'except: ["2026-12-22 19:00"]' in text


def test_texts_and_dates_have_limits(tmp_path: Path) -> None:
    """A title of a megabyte is cut, an event with thousands of dates left out; a title that is a path stays a name."""
    many = ",".join(
        f"2027{month:02}{day:02}T{hour:02}0000" for month in range(1, 13) for day in range(1, 29) for hour in range(4)
    )
    result = bring(
        tmp_path,
        WHOLE_DAY.replace("Messe", "../../../etc/" + "x" * 100_000),
        IN_UTC.replace("SUMMARY", f"RDATE:{many}\nSUMMARY"),
    )
    (key,) = result.written
    assert re.fullmatch(r"[a-z0-9-]{1,60}", key)
    assert (tmp_path / f"town/events/{key}.yaml").stat().st_size < 2000
    assert "single dates" in result.left_out[0]


def test_the_command_tells_what_it_did(run_cli: Callable[..., object], tmp_path: Path) -> None:
    """From a file into a region that is there; a region that is not is wrong usage."""
    write_files(tmp_path / "content", SMALL_SITE)
    (tmp_path / "all.ics").write_bytes(feed(SERIES, WHOLE_DAY))
    done = run_cli("import", "ics", "all.ics", "--region", "town")
    assert (done.returncode, done.stdout) == (0, "town: 3 events written, 0 as they were, 0 removed, 0 left out.\n")  # type: ignore[attr-defined]
    assert run_cli("import", "ics", "all.ics", "--region", "nowhere").returncode == 2  # type: ignore[attr-defined]


def test_limits_are_those_of_the_documents() -> None:
    """Operators read them in the guide."""
    guide = (Path(__file__).parents[2] / "docs/operators.md").read_text()
    assert f"{fetching.MAX_BYTES // 1024 // 1024} MB" in guide
    assert f"{fetching.MAX_SECONDS:g} seconds" in guide
