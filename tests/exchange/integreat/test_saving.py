"""Answers that are kept: byte by byte, whole or not at all, and enough to do the same again without the network."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from integreat_ssg.errors import UsageError
from integreat_ssg.exchange.integreat import saving
from integreat_ssg.exchange.integreat.answers import read_answers
from integreat_ssg.exchange.integreat.shapes import Answers
from integreat_ssg.exchange.integreat.source import open_source
from tests.exchange.integreat.responses import encoded, responses
from tests.exchange.integreat.server import Stage, gives, serving, truncated
from tests.exchange.integreat.shapes import REGION, page
from tests.exchange.integreat.test_server import PAGES, QUICK, stage

__all__ = ["stage"]


def save(stage: Stage, folder: Path, *languages: str) -> Answers:
    with open_source(stage.origin, REGION, QUICK, folder) as source:
        return read_answers(source, REGION, languages)


def again(folder: Path, *languages: str) -> Answers:
    with open_source(str(folder), REGION) as source:
        return read_answers(source, REGION, languages)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_saved_says_the_same_without_the_network(stage: Stage, tmp_path: Path) -> None:
    """Byte by byte, at the API's own paths, and nothing else beside it."""
    answers = save(stage, tmp_path / "saved")
    asked = len(stage.asked)
    assert replace(again(tmp_path / "saved"), source="") == replace(answers, source="")
    assert len(stage.asked) == asked
    wanted = {f"{path}index.json" for path in responses() if path.count("/") == 3} | {"regions/index.json"}
    assert files(tmp_path / "saved") == {path: encoded(responses()[path.removesuffix("index.json")]) for path in wanted}


def test_a_saved_copy_is_brought_up_to_date(stage: Stage, tmp_path: Path) -> None:
    """A later run asks anew; what the server does not have any more goes."""
    save(stage, tmp_path, "de", "en")
    stage.answers[f"{REGION}/en/pages/"] = [page(f"/{REGION}/en/new/", "New")]
    del stage.answers[f"{REGION}/en/imprint/"]
    stage.asked.clear()
    save(stage, tmp_path, "en")
    assert len(stage.asked) > 7
    kept = again(tmp_path)
    assert [each.title for each in kept.languages["en"].pages] == ["New"]
    assert kept.languages["de"].pages, "languages that were not asked for stay"
    assert f"{REGION}/en/imprint/index.json" not in files(tmp_path)


def test_a_run_that_broke_off_goes_on_where_it_was(stage: Stage, tmp_path: Path) -> None:
    """What was saved is not asked for again; what could not be had or read is."""
    stage.moods[PAGES] = gives(b"", 500)
    stage.moods[PAGES.replace("/de/", "/en/")] = gives(b'[{"title": "Ha')
    answers = save(stage, tmp_path)
    assert {each.code for each in answers.findings} == {"import-unanswered", "import-no-json"}
    assert (tmp_path / saving.UNFINISHED).is_file()
    assert again(tmp_path).languages["de"].unanswered == {"pages"}, (
        "a folder with a gap does not say that pages are gone"
    )
    stage.moods.clear()
    stage.asked.clear()
    assert not save(stage, tmp_path).findings
    there = [each for each in stage.asked if "/locations/all/" not in each]  # what is not there cannot be saved
    assert sorted(there) == sorted([PAGES, PAGES.replace("/de/", "/en/")])
    assert not (tmp_path / saving.UNFINISHED).exists()


def test_what_is_too_old_or_of_another_server_is_asked_for_anew(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Yesterday's half would be mixed with today's, or one server's with another's."""
    stage.moods[PAGES] = gives(b"", 500)
    save(stage, tmp_path)
    with serving() as other:
        save(other, tmp_path)
        assert len(other.asked) == 1 + 6 * 7 + 1
    save(stage, tmp_path)
    stage.asked.clear()
    monkeypatch.setattr(saving, "MAX_AGE", 0)
    save(stage, tmp_path)
    assert len(stage.asked) > 40


def test_a_folder_of_something_else_is_left_alone(stage: Stage, tmp_path: Path) -> None:
    """Nobody's files are mixed with answers."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not empty"):
        save(stage, tmp_path)
    assert files(tmp_path) == {"thesis.txt": b"mine"}
    assert not stage.asked


def test_saving_is_for_servers(tmp_path: Path) -> None:
    """A folder is saved already."""
    with pytest.raises(UsageError, match="--save"):
        open_source(str(tmp_path), REGION, None, tmp_path / "copy")


def test_an_answer_is_saved_whole_or_not_at_all(stage: Stage, tmp_path: Path) -> None:
    """One that breaks off leaves what an earlier run had."""
    save(stage, tmp_path, "de")
    before = files(tmp_path)[f"{REGION}/de/pages/index.json"]
    stage.moods[PAGES] = truncated
    save(stage, tmp_path, "de")
    assert files(tmp_path)[f"{REGION}/de/pages/index.json"] == before
    assert not [path for path in files(tmp_path) if path.endswith(".new")]


def test_slugs_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    """Regions and languages become folders' names; a server may call them anything."""
    told = responses()
    for name in ("../../out", "/etc", "a/b", ".."):
        told["regions/"].append(told["regions/"][0] | {"path": name})
    told["regions/"][0]["languages"] = [{"code": code} for code in ("../../out", "de", "..", "/etc")]
    with serving(told) as stage:
        save(stage, tmp_path / "in" / "saved")
    assert {path.partition("/")[0] for path in files(tmp_path)} == {"in"}
    assert {path.split("/")[2] for path in files(tmp_path)} == {"regions", REGION}


def test_the_index_of_media_survives_a_line_that_broke_off(tmp_path: Path) -> None:
    """And takes nothing that is no entry."""
    whole = saving.Entry("https://cms.example/a.png", "a.png", "00" * 32, '"tag"')
    saving.append_entry(tmp_path, whole)
    with (tmp_path / saving.INDEX).open("a") as file:
        file.write(json.dumps([1]) + '\n{"url": 5}\n{"url": "https://cms.example/b.png", "na')
    assert saving.read_index(tmp_path) == {whole.url: whole}
