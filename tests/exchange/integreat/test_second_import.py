"""A region is brought over again: what changed at the source comes, what editors changed stays."""

import json
import re

import pytest
from click.testing import CliRunner

from integreat_ssg.cli import main
from tests.exchange.integreat.guide import Guide
from tests.exchange.integreat.responses import responses, write_responses
from tests.exchange.integreat.shapes import REGION, WEB, page

OWN = "---\ntitle: Eigen\n---\n\n[A](ankommen/{0}.md#was) [Amt](https://a.example/anmelden.md)\n\n[[page: ankommen/{0}]]\n"


def test_a_second_import_of_the_same_changes_nothing(guide: Guide) -> None:
    guide.bring()
    before = guide.files()
    output = guide.bring()
    assert guide.files() == before
    assert output.startswith("No findings.\n"), "what was told once is told"
    assert output.endswith(f"{REGION}: 30 as they were.\n")


def test_changes_of_the_source_come_and_those_of_editors_stay(guide: Guide) -> None:
    guide.bring()
    guide.edit("de/wohnen/index.md", "title: Wohnen", "title: Gut wohnen")
    guide.edit("places/stadtbuecherei.yaml", "access:\n", "audiences: [families]\naccess:\n")
    guide.edit("region.yaml", "name: Musterstadt", "name: Musterstadt und Umland")
    answers = responses()
    answers[f"{REGION}/de/pages/"][2]["content"] += "<p>Neu: Wohngeld.</p>"
    answers[f"{REGION}/de/pages/"][2]["last_updated"] = "2026-06-01T10:00:00+02:00"
    answers[f"{REGION}/de/locations/"][0]["title"] = "Stadtbibliothek"
    output = guide.bring(answers=answers)
    text = guide.text("de/wohnen/index.md")
    assert "title: Gut wohnen" in text
    assert "Neu: Wohngeld." in text
    assert "updated: 2026-06-01" in text
    assert "audiences: [families]" in guide.text("places/stadtbuecherei.yaml")
    assert "de: Stadtbibliothek" in guide.text("places/stadtbuecherei.yaml")
    assert "Musterstadt und Umland" in guide.text("region.yaml")
    assert "2 joined with changes made here" in output
    remembered = {file.relative_to(guide.region).as_posix() for file in (guide.region / "imported").rglob("*.*")}
    assert "imported/integreat/de/wohnen/index.md" in remembered
    told = (
        CliRunner()
        .invoke(main, ["check", REGION, "--content", str(guide.content), "--no-cache", "--language", "en"])
        .output
    )
    assert "/imported/" not in told, "what imports remember is no content"


def test_a_translation_that_fell_behind_states_the_text_that_it_was_made_from(guide: Guide) -> None:
    guide.bring()
    (stated,) = re.findall("translation_of: (.*)", guide.text("en/ankommen/index.md"))
    answers = responses()
    answers[f"{REGION}/de/pages/"][1] |= {"content": "<p>Neu.</p>", "last_updated": "2026-06-01T10:00:00+02:00"}
    guide.bring(answers=answers)
    assert f"translation_of: {stated}" in guide.text("en/ankommen/index.md")
    status = CliRunner().invoke(
        main, ["status", REGION, "--content", str(guide.content), "--to", "en", "--language", "en"]
    )
    assert "Neu." in status.output


def test_a_conflict_is_told_until_somebody_decides(guide: Guide) -> None:
    guide.bring()
    guide.edit("de/ankommen/anmelden.md", "Im Rathaus.", "Im Rathaus, Zimmer 3.")
    answers = responses()
    answers[f"{REGION}/de/pages/"][0]["content"] = "<p>Im Bürgerbüro.</p>"
    for _ in range(2):
        output = guide.bring(answers=answers)
        assert "[import-conflict]" in output
        assert "+ Im Bürgerbüro." in output
        assert "Zimmer 3" in guide.text("de/ankommen/anmelden.md")
    assert "[import-conflict]" not in guide.bring("--theirs", "de/ankommen/anmelden.md", answers=answers)
    assert "Im Bürgerbüro." in guide.text("de/ankommen/anmelden.md")
    assert guide.run("--ours", "de/nothing.md", answers=answers).exit_code == 2


def test_a_slug_that_changed_moves_the_file_with_what_editors_wrote(guide: Guide) -> None:
    guide.bring()
    (guide.region / "de/eigenes.md").write_text(OWN.format("anmelden"))
    guide.edit("de/ankommen/anmelden.md", "title: Anmelden", "title: Sich anmelden")
    answers = responses()
    moved = answers[f"{REGION}/de/pages/"][0]
    path = f"/{REGION}/de/ankommen/wohnsitz/"
    moved |= {"path": path, "url": WEB + path, "slug_history": ["anmelden"]}
    guide.bring(answers=answers)
    assert guide.text("de/eigenes.md") == OWN.format("wohnsitz")
    assert not (guide.region / "de/ankommen/anmelden.md").exists()
    assert "title: Sich anmelden" in guide.text("de/ankommen/wohnsitz.md")
    assert "aliases: [ankommen/anmelden, " in guide.text("de/ankommen/wohnsitz.md")


def _move(guide: Guide, old: str, new: str) -> None:
    moved = CliRunner().invoke(main, ["move", old, new, "--region", REGION, "--content", str(guide.content)])
    assert moved.exit_code == 0, moved.output
    guide.commit()


def test_a_section_that_editors_move_stays_where_they_put_it(guide: Guide) -> None:
    guide.bring()
    _move(guide, "wohnen/ämter", "behoerden")
    for number in range(2):
        answers = responses()
        pages = answers[f"{REGION}/de/pages/"]
        pages[4]["content"] = f'<p>Bauen, neu {number}. <a href="{WEB}/{REGION}/de/wohnen/">Wohnen</a></p>'
        pages[2]["content"] += f'<p><a href="{WEB}/{REGION}/de/wohnen/%C3%84mter/">Zu den Ämtern {number}</a></p>'
        above = f"/{REGION}/de/wohnen/ämter/"
        pages.append(page(f"{above}neu/", "Neu", "<p>Neu.</p>", parent=above))
        output = guide.bring(answers=answers)
        assert "[import-" not in re.sub("import-(value|offer|thumb|link)", "", output)
        assert f"Bauen, neu {number}. [Wohnen](../../wohnen" in guide.text("de/behoerden/bauamt/index.md")
        assert f"[Zu den Ämtern {number}](../behoerden/index.md)" in guide.text("de/wohnen/index.md")
        assert "Neu." in guide.text("de/behoerden/neu.md")
        assert not (guide.region / "de/wohnen/ämter").exists()


@pytest.mark.parametrize("known", [False, True], ids=["not imported since", "imported since"])
def test_a_moved_page_that_could_not_be_read_once_stays_where_editors_put_it(guide: Guide, known: bool) -> None:
    guide.bring()
    _move(guide, "ankommen/anmelden", "melden")
    if known:
        guide.bring()
    answers = responses()
    answers[f"{REGION}/de/pages/"][0]["title"] = ""
    told = guide.run(answers=answers).output
    assert "[import-item]" in told
    assert "[import-gone]" not in told
    guide.commit()
    answers = responses()
    answers[f"{REGION}/de/pages/"][0]["content"] = "<p>Im neuen Rathaus.</p>"
    guide.bring(answers=answers)
    assert "Im neuen Rathaus." in guide.text("de/melden.md")
    assert not (guide.region / "de/ankommen/anmelden.md").exists()


def test_a_page_of_the_source_does_not_take_the_place_of_one_that_editors_moved(guide: Guide) -> None:
    guide.bring()
    _move(guide, "ankommen/anmelden", "melden")
    answers = responses()
    answers[f"{REGION}/de/pages/"].append(page(f"/{REGION}/de/melden/", "Melden", "<p>Etwas anderes.</p>"))
    output = guide.bring(answers=answers)
    assert "Im Rathaus." in guide.text("de/melden.md")
    assert "[import-name-taken]" in output


def test_a_page_that_gets_children_stays_the_same_page(guide: Guide) -> None:
    guide.bring()
    guide.edit("de/ankommen/anmelden.md", "title: Anmelden", "title: Sich anmelden")
    answers = responses()
    answers[f"{REGION}/de/pages/"].append(
        page(
            f"/{REGION}/de/ankommen/anmelden/kosten/",
            "Kosten",
            "<p>Nichts.</p>",
            parent=f"/{REGION}/de/ankommen/anmelden/",
        )
    )
    guide.bring(answers=answers)
    assert "title: Sich anmelden" in guide.text("de/ankommen/anmelden/index.md")
    assert not (guide.region / "de/ankommen/anmelden.md").exists()


def test_what_the_source_takes_down_goes(guide: Guide) -> None:
    guide.bring()
    answers = responses()
    del answers[f"{REGION}/de/events/"][1:]
    del answers[f"{REGION}/de/pages/"][3:]
    guide.bring(answers=answers)
    assert [file.name for file in (guide.region / "events").iterdir()] == ["sprachcafe.yaml"]
    assert not (guide.region / "de/wohnen").is_dir()
    assert (guide.region / "de/wohnen.md").is_file()


@pytest.mark.parametrize("broken", ["events/", "locations/", "news/", "imprint/"])
def test_a_list_that_cannot_be_had_takes_nothing_away(guide: Guide, broken: str) -> None:
    guide.bring()
    before = guide.files()
    answers = responses()
    answers[f"{REGION}/en/{broken}"] = b"<html>Gateway timeout</html>"
    result = guide.run(answers=answers)
    assert result.exit_code == 1
    assert {path: data for path, data in guide.files().items() if path in before} == before


def test_without_the_pages_of_a_language_nothing_is_touched(guide: Guide) -> None:
    guide.bring()
    before = guide.files()
    answers = responses()
    answers[f"{REGION}/ar/pages/"] = b"<html>Gateway timeout</html>"
    result = guide.run(answers=answers)
    assert (result.exit_code, guide.files()) == (3, before)
    assert "Nothing was changed" in result.output


def test_a_dry_run_writes_nothing(guide: Guide) -> None:
    result = guide.run("--dry-run")
    assert result.exit_code == 0
    assert result.output.endswith("30 new. Nothing was written.\n")
    assert not guide.content.exists()


def test_a_region_more_is_listed_and_the_rest_of_the_guide_stays(guide: Guide) -> None:
    guide.content.mkdir()
    site = "# Ours\ntitle: Guide\nregions:\n  - town\n"
    (guide.content / "site.yaml").write_text(site)
    guide.bring()
    assert (guide.content / "site.yaml").read_text() == f"{site}  - {REGION}\n"


def test_only_some_languages_and_those_that_came_stay(guide: Guide) -> None:
    guide.bring("--languages", "de,en")
    assert sorted(each.name for each in guide.region.iterdir() if (each / "index.md").exists()) == ["de", "en"]
    guide.bring("--languages", "ar")
    assert sorted(each.name for each in guide.region.iterdir() if (each / "index.md").exists()) == ["ar", "de", "en"]


def test_the_result_as_json(guide: Guide) -> None:
    told = json.loads(guide.run("--json").output)
    assert (told["region"], told["files"]) == (REGION, {"new": 30})
    assert {"kind": "events", "came": 3, "changed": 0, "left_out": 0} in told["table"]
    assert "import-value-left-out" in {each["code"] for each in told["findings"]}


@pytest.mark.parametrize("name", ["../elsewhere", "a/b", ".hidden", "api", "Stadt", "con", ""])
def test_no_region_gets_a_folder_that_is_none(guide: Guide, name: str) -> None:
    result = CliRunner().invoke(
        main,
        [
            "import",
            "integreat",
            str(write_responses(guide.folder / "saved")),
            "--region",
            name,
            "--content",
            str(guide.content),
        ],
    )
    assert result.exit_code == 2
    assert not guide.content.exists()
