"""A server that is asked: at which addresses, how patiently, and what becomes of answers that never should have been given."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange import fetching
from integreat_ssg.exchange.connecting import address_of
from integreat_ssg.exchange.integreat.answers import read_answers
from integreat_ssg.exchange.integreat.questions import Bounds
from integreat_ssg.exchange.integreat.shapes import Answers
from integreat_ssg.exchange.integreat.source import open_source
from tests.certificates import certificate
from tests.exchange.integreat import server as moods
from tests.exchange.integreat.responses import encoded, responses, write_responses
from tests.exchange.integreat.server import Busy, Handler, Mood, Stage, gives, leads_to, packed, serving
from tests.exchange.integreat.shapes import REGION, news

QUICK = Bounds(
    bytes_each=2_000_000, seconds_each=20, seconds_all=60, tries=2, pause=0.01, longest_pause=1, allow_private=True
)
HASTY = replace(QUICK, seconds_each=1)
"""For answers that never end; on a busy machine sound ones take their time too."""
SLOW = ("silent", "byte by byte")
PAGES = f"/api/v3/{REGION}/de/pages/"


@pytest.fixture
def stage() -> Iterator[Stage]:
    with serving() as playing:
        yield playing


def ask(address: str, bounds: Bounds = QUICK, *languages: str) -> Answers:
    with open_source(address, REGION, bounds) as source:
        return read_answers(source, REGION, languages)


def told(answers: Answers) -> list[tuple[str, str]]:
    return [(each.code, each.place.file) for each in answers.findings]


@pytest.mark.parametrize("end", ["", "/", "/api/v3", "/api/v3/"])
def test_a_server_gives_what_a_folder_gives(end: str, stage: Stage, tmp_path: Path) -> None:
    """By its address with or without the API's path; over one line, and without being counted as a reader."""
    answers = ask(stage.origin + end)
    with open_source(str(write_responses(tmp_path)), REGION) as folder:
        assert replace(answers, source="") == replace(read_answers(folder, REGION), source="")
    assert not answers.findings
    assert {each.get("x-integreat-development") for each in stage.headers} == {"true"}
    assert f"/api/v3/{REGION}/de/events/?combine_recurring=True" in stage.asked
    assert not any("on_map" in each for each in stage.asked), "places without coordinates are wanted too"
    assert len(stage.lines) == 1, "one line for all"
    assert len(stage.asked) == len(set(stage.asked)) == 1 + 6 * 7 + 1, "and one that only static copies have"


def test_only_what_is_wanted_is_asked_for(stage: Stage) -> None:
    """One language costs a seventh."""
    assert list(ask(stage.origin, QUICK, "ar").languages) == ["ar"]
    assert len(stage.asked) == 9


def test_an_older_server(tmp_path: Path) -> None:
    """Knows nothing below `api/v3/`; its lists lie at each language, and some have other names."""
    here = responses()
    old = {"/wp-json/extensions/v3/sites/": here["regions/"]}
    old["/wp-json/extensions/v3/sites/"][0]["languages"] = None
    old[f"/{REGION}/de/wp-json/extensions/v3/languages/"] = here[f"{REGION}/languages/"]
    names = {"imprint": "disclaimer", "offers": "extras"}
    for path, answer in here.items():
        if path.count("/") == 3:
            region, language, name, _ = path.split("/")
            old[f"/{region}/{language}/wp-json/extensions/v3/{names.get(name, name)}/"] = answer
    with serving({}) as stage, open_source(str(write_responses(tmp_path)), REGION) as folder:
        stage.files = {path: json.dumps(answer).encode() for path, answer in old.items()}
        answers = ask(stage.origin)
        assert replace(answers, source="") == replace(read_answers(folder, REGION), source="")
        assert sum(each.startswith("/api/v3/") for each in stage.asked) == 2, "then it is known how old it is"


def test_news_without_the_last_slash(stage: Stage) -> None:
    """As today's app asks for it."""
    stage.answers[f"{REGION}/de/news"] = stage.answers.pop(f"{REGION}/de/news/")
    answers = ask(stage.origin, QUICK, "de")
    assert [each.id for each in answers.languages["de"].news] == ["local-7", "tunews-99"]
    assert not answers.findings


class Paged:
    """News as servers of 2026.7 give them: twenty at a time, or as many as are asked for, but not more than `most`."""

    def __init__(self, count: int, most: int) -> None:
        self.news, self.most = [news(f"local-{number}", f"Nr. {number}", "Text") for number in range(count)], most

    def __call__(self, handler: Handler) -> None:
        """One piece; after the last, the last again."""
        question = parse_qs(urlsplit(handler.path).query)
        size, page = min(int(question.get("size", ["20"])[0]), self.most), int(question.get("page", ["1"])[0])
        start = min((page - 1) * size, max(0, len(self.news) - 1) // size * size)
        handler.send(encoded(self.news[start : start + size]))


@pytest.mark.parametrize(
    ("count", "most", "asked"), [(19, 500, 1), (20, 500, 2), (130, 50, 4), (100, 50, 3), (0, 20, 1)]
)
def test_news_come_in_pieces(count: int, most: int, asked: int, stage: Stage, tmp_path: Path) -> None:
    """All of them come, and the saved copy has all."""
    stage.moods[f"/api/v3/{REGION}/de/news/"] = Paged(count, most)
    with open_source(stage.origin, REGION, QUICK, tmp_path) as source:
        answers = read_answers(source, REGION, ["de"])
    assert [each.id for each in answers.languages["de"].news] == [f"local-{number}" for number in range(count)]
    assert not answers.findings
    assert sum("/news/" in each for each in stage.asked) == asked
    with open_source(str(tmp_path), REGION) as folder:
        assert replace(read_answers(folder, REGION, ["de"]), source=answers.source) == answers


def test_news_that_break_off_between_pieces(stage: Stage) -> None:
    """Those that came are read, and the others are not taken to be gone."""
    paged = Paged(130, 50)
    stage.moods[f"/api/v3/{REGION}/de/news/"] = lambda handler: (
        handler.send(b"", 500) if "page=3" in handler.path else paged(handler)
    )
    answers = ask(stage.origin, QUICK, "de")
    assert (len(answers.languages["de"].news), answers.languages["de"].unanswered) == (100, {"news"})
    assert [each.code for each in answers.findings] == ["import-unanswered"]


def test_a_static_copy_with_places_that_have_no_coordinates(stage: Stage) -> None:
    """It has them in a list of their own, since maps ask for the usual one; it is found in every language."""
    for code in ("de", "en"):
        whole = stage.answers[f"{REGION}/{code}/locations/"]
        stage.answers |= {f"{REGION}/{code}/locations/all/": whole, f"{REGION}/{code}/locations/": whole[:1]}
    answers = ask(stage.origin, QUICK, "de", "en")
    assert [len(each.places) for each in answers.languages.values()] == [2, 2]
    assert not any(each.endswith("/locations/") for each in stage.asked)


def test_a_static_copy_without_an_imprint(stage: Stage) -> None:
    """Answers 404 where the CMS answers with an empty list: there is none, which is known."""
    del stage.answers[f"{REGION}/en/imprint/"]
    answers = ask(stage.origin, QUICK, "en")
    assert (answers.languages["en"].imprint, answers.languages["en"].unanswered) == (None, frozenset())
    assert not answers.findings


HOSTILE: dict[str, tuple[Mood, str]] = {
    "silent": (moods.silent, "longer than"),
    "byte by byte": (moods.dripping, "longer than"),
    "endless": (moods.endless, "larger than"),
    "cut off": (moods.truncated, "breaks off"),
    "cut off within a piece": (moods.broken_chunks, "cannot be fetched"),
    "no answer": (moods.hangs_up, "cannot be fetched"),
    "huge": (gives(b"[" + b" " * 2_100_000 + b"]"), "larger than"),
    "a bomb": (moods.bomb, "larger than"),
    "packed otherwise": (gives(b"[]", Content_Encoding="zstd"), "packed as zstd"),
    "packed badly": (gives(b"[]", Content_Encoding="gzip"), "cannot be fetched"),
    "packed and cut off": (gives(b"\x1f\x8b\x08\x00\x00\x00\x00\x00", Content_Encoding="gzip"), "breaks off"),
    "in circles": (leads_to(PAGES), "leads on"),
    "to a file": (leads_to("file:///etc/passwd"), "begins with"),
    "to another protocol": (leads_to("ftp://ftp.example/pages"), "begins with"),
    "to nowhere": (leads_to("https://["), "no web address"),
    "to no port": (leads_to("http://localhost:99999/"), "no web address"),
    "with a password": (leads_to("http://me:secret@localhost/"), "begins with"),
    "failing": (gives(b"{}", 500), "answers with 500"),
    "busy": (gives(b"{}", 503), "answers with 503"),
    "forbidden": (gives(b'{"error": "no"}', 403), "answers with 403"),
    "odd": (gives(b"[]", 299), "answers with 299"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_answer_costs_that_list_only(case: str, stage: Stage) -> None:
    """It is given up in time, told, and the rest is read; nothing is taken to be gone."""
    stage.moods[PAGES], sentence = HOSTILE[case]
    start = time.monotonic()
    answers = ask(stage.origin, HASTY if case in SLOW else QUICK, "de")
    assert time.monotonic() - start < 15
    (finding,) = answers.findings
    assert (finding.code, finding.place.file) == ("import-unanswered", f"{REGION}/de/pages/")
    assert sentence in dict(finding.details)["reason"]
    part = answers.languages["de"]
    assert (part.pages, part.unanswered, len(part.events)) == ((), {"pages"}, 3)


def test_what_is_not_there_any_more(stage: Stage) -> None:
    """A list that the server does not have is told, and not taken for an empty one."""
    stage.moods[PAGES] = gives(b"", 410)
    answers = ask(stage.origin, QUICK, "de")
    assert told(answers) == [("import-absent", f"{REGION}/de/pages/")]
    assert answers.languages["de"].unanswered == {"pages"}


def test_addresses_of_the_own_network_need_a_word(stage: Stage) -> None:
    """The server's own, and those that it leads on to."""
    with pytest.raises(UsageError, match="--allow-private"):
        ask(stage.origin, replace(QUICK, allow_private=False))
    assert not stage.asked


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"])
def test_a_server_of_the_world_may_not_lead_into_the_own_network(
    name: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the address is written: each step is looked at. Here one port stands for the world."""
    world = int(stage.origin.rpartition(":")[2])
    monkeypatch.setattr(
        fetching, "address_of", lambda host, port, allow: address_of(host, port, allow or port == world)
    )
    with serving() as inner:
        port = inner.origin.rpartition(":")[2]
        stage.moods[PAGES] = leads_to(f"http://{name}:{port}{PAGES}")
        answers = ask(stage.origin, replace(QUICK, allow_private=False), "de")
        assert not inner.asked
    assert [(each.code, "--allow-private" in str(each.details)) for each in answers.findings] == [
        ("import-unanswered", True)
    ]
    assert answers.languages["de"].events, "the rest of the world's server is read"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://cms.example", "https://cms.example/?a=1", "https://["]
)
def test_what_is_no_server(address: str) -> None:
    """Is wrong usage."""
    with pytest.raises(UsageError):
        ask(address)


@pytest.mark.parametrize("mood", [moods.truncated, gives(b"", 500), gives(b"<html>"), leads_to("/api/v3/regions/")])
def test_a_server_that_does_not_tell_its_regions(mood: Mood, stage: Stage) -> None:
    """Nothing else can be asked."""
    stage.moods["/api/v3/regions/"] = mood
    stage.moods[f"/api/v3/regions/{REGION}/"] = mood
    with pytest.raises(WorldError):
        ask(stage.origin)


def test_a_busy_server_is_asked_again_when_it_says(stage: Stage) -> None:
    """Not before, and not for ever."""
    patient = replace(QUICK, tries=3)
    stage.moods[PAGES] = busy = Busy(2, 429, Retry_After="60")
    answers = ask(stage.origin, replace(patient, longest_pause=0.3), "de")
    assert not answers.findings
    first, second, third = busy.when
    assert 0.25 < second - first < 30
    assert 0.25 < third - second < 30
    stage.moods[PAGES] = busy = Busy(1, 503, Retry_After="Wed, 21 Oct 2037 07:28:00 GMT")
    assert not ask(stage.origin, replace(patient, longest_pause=0.3), "de").findings
    assert 0.25 < busy.when[1] - busy.when[0] < 30
    stage.moods[PAGES] = busy = Busy(1, 503, Retry_After="soon")
    assert not ask(stage.origin, replace(patient, longest_pause=60, seconds_all=300), "de").findings
    first, second = busy.when
    assert second - first < 30


def test_a_line_that_was_closed_is_opened_again(stage: Stage) -> None:
    """Servers close lines when they like; that costs no try."""

    def closes(handler: moods.Handler) -> None:
        handler.usual(PAGES)
        handler.close_connection = True

    stage.moods[PAGES] = closes
    assert not ask(stage.origin, replace(QUICK, tries=1), "de").findings
    assert len(stage.lines) == 2


def test_certificates_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that nobody vouches for ends the import; over TLS too one line is enough."""
    pair = certificate(tmp_path)
    with serving(pair=pair) as secure:
        with pytest.raises(WorldError, match="certificate"):
            ask(secure.origin, QUICK, "de")
        assert not secure.asked
        monkeypatch.setenv("SSL_CERT_FILE", str(pair[0]))
        assert not ask(secure.origin, QUICK, "de").findings
        assert len(secure.lines) == 1


def test_packed_answers_are_unpacked(stage: Stage) -> None:
    """It saves the server four bytes of five."""
    plain = json.dumps(stage.answers[f"{REGION}/de/pages/"]).encode()
    stage.moods[PAGES] = packed(plain)
    assert len(ask(stage.origin, QUICK, "de").languages["de"].pages) == 6
    assert {each["accept-encoding"] for each in stage.headers} == {"gzip"}


def test_redirects_are_followed(stage: Stage) -> None:
    """Within the server and to others, five of them."""
    stage.files["/moved/5"] = json.dumps(stage.answers[f"{REGION}/de/pages/"]).encode()
    for number in range(1, 5):
        stage.moods[f"/moved/{number}"] = leads_to(f"{number + 1}")
    stage.moods[PAGES] = leads_to(f"{stage.origin.replace('127.0.0.1', 'localhost')}/moved/1")
    assert len(ask(stage.origin, QUICK, "de").languages["de"].pages) == 6
    assert ask(stage.origin, replace(QUICK, redirects=4), "de").languages["de"].unanswered == {"pages"}


def test_all_answers_together_have_limits(stage: Stage) -> None:
    """What comes after them is told, list by list."""
    answers = ask(stage.origin, replace(QUICK, bytes_all=12_000))
    assert len(answers.findings) > 20
    assert {each.code for each in answers.findings} == {"import-unanswered"}
    assert answers.languages["de"].pages
    assert answers.languages["zh-cn"].unanswered >= {"pages", "events", "imprint"}
    stage.moods[PAGES] = moods.silent
    start = time.monotonic()
    assert ask(stage.origin, replace(QUICK, seconds_all=2)).languages["en"].unanswered
    assert time.monotonic() - start < 15
