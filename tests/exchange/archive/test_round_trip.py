"""What goes out comes back: the same files where they stand in canonical form, the same content for all others."""

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from integreat_ssg.exchange.archive.canonical import canonical_yaml
from integreat_ssg.exchange.archive.exporting import export_archive
from integreat_ssg.exchange.archive.packing import archive_files
from integreat_ssg.model.content import Content
from integreat_ssg.model.history import History
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import read_library, read_region
from integreat_ssg.reading.strict_yaml import parse_yaml
from tests.conftest import REPOSITORY
from tests.exchange.archive.site import GUIDE, brought, exported, guide, tree


def test_canonical_files_come_back_byte_for_byte(tmp_path: Path, converter: Converter) -> None:
    """Pages, drafts, news, settings, contacts, places, events with corrections, terms, synonyms, media and their notes, the map:
    of the region and of the one that it inherits from."""
    content = guide(tmp_path / "content")
    _, findings = brought(exported(content, converter, tmp_path / "archive"), tmp_path / "again")
    assert findings == []
    assert tree(tmp_path / "again") == tree(content)
    assert len(tree(content)) == len(GUIDE) - 1


@pytest.mark.parametrize("ending", ["", ".zip"])
def test_an_export_is_the_same_bytes_each_time(tmp_path: Path, converter: Converter, ending: str) -> None:
    """Of the guide, and of what an import has made of its archive; an older archive in its place goes."""
    content = guide(tmp_path / "content")
    first, second = (exported(content, converter, tmp_path / f"{name}{ending}") for name in ("one", "two"))
    brought(first, tmp_path / "again")
    (tmp_path / "again/site.yaml").write_bytes((content / "site.yaml").read_bytes())
    exported(tmp_path / "again", converter, second)
    if ending:
        assert first.read_bytes() == second.read_bytes()
    else:
        assert {**tree(first), "": (first / "content.jsonl").read_bytes()} == {
            **tree(second),
            "": (second / "content.jsonl").read_bytes(),
        }


def same(content: Content) -> Content:
    """A region's content without what depends on lines, history and the way YAML is written."""
    pages = {key: replace(page, key_lines={}, body_line=0) for key, page in content.pages.items()}
    return replace(
        content,
        pages=pages,
        shared={key: replace(page, key_lines={}, body_line=0) for key, page in content.shared.items()},
        events={key: replace(each, places={}) for key, each in content.events.items()},
        places={key: replace(each, lines={}) for key, each in content.places.items()},
        glossary={key: replace(each, line=0, lines={}) for key, each in content.glossary.items()},
        history=History(),
        hours={},
        contact_hours={},
        today=None,
        lines={},
        excuses=tuple(replace(each, place=replace(each.place, line=0, column=0)) for each in content.excuses),
    )


SITES = [("tests/sites/everything", "everything")]
if os.environ.get("MATRIX") == "all":
    SITES += [("content", region) for region in ("aachen", "boerde", "goslar", "lueneburg", "peine")]


@pytest.mark.parametrize(("site", "region"), SITES)
def test_any_content_comes_back_as_it_was(tmp_path: Path, converter: Converter, site: str, region: str) -> None:
    """However its files are written: what the build sees is the same, and the second round the same bytes."""
    root = REPOSITORY / site
    archive = exported(root, converter, tmp_path / "archive", region)
    brought(archive, tmp_path / "again", region)
    shutil.copy(root / "site.yaml", tmp_path / "again/site.yaml")
    before, after = (read_region(read_library(each, converter), region)[0] for each in (root, tmp_path / "again"))
    assert before
    assert after
    assert same(after) == same(before)
    second = exported(tmp_path / "again", converter, tmp_path / "second", region)
    brought(second, tmp_path / "third", region)
    assert tree(tmp_path / "third") == tree(tmp_path / "again")


def test_a_region_comes_in_under_another_name(tmp_path: Path, converter: Converter) -> None:
    """Its files are the same; the shared region keeps its own."""
    archive = exported(guide(tmp_path / "content"), converter, tmp_path / "archive")
    brought(archive, tmp_path / "again", "village")
    found = tree(tmp_path / "again")
    assert {path.replace("village/", "town/"): data for path, data in found.items()} == tree(tmp_path / "content")


def test_an_archive_that_comes_again_keeps_what_editors_changed(tmp_path: Path, converter: Converter) -> None:
    """Both sides' changes of one page are in it, a new page comes, and one that is gone goes."""
    content = guide(tmp_path / "content")
    brought(exported(content, converter, tmp_path / "archive"), tmp_path / "again")
    edited = tmp_path / "again/town/de/work/index.md"
    edited.write_text(edited.read_text().replace("Vorn und", "Oben und"))
    changed = content / "town/de/work/index.md"
    changed.write_text(changed.read_text().replace("order: 10", "order: 20"))
    (content / "town/de/new.md").write_text("---\ntitle: Neu\n---\n")
    (content / "town/de/work/secret.md").unlink()
    # Without git nobody knows the text that both began with, so the former archive says it.
    found, findings = brought(exported(content, converter, tmp_path / "archive"), tmp_path / "again")
    assert found
    assert found.outcome.fates["de/new.md"] == "new"
    assert found.outcome.fates["de/work/secret.md"] == "removed"
    assert not (tmp_path / "again/town/de/work/secret.md").exists()
    assert "Oben und" in edited.read_text()
    assert [each.code for each in findings] == ["import-conflict"]


def test_a_shared_region_that_is_there_stays(tmp_path: Path, converter: Converter) -> None:
    """Others inherit from it too. Where it is another one than the archive's, that is told."""
    archive = exported(guide(tmp_path / "content"), converter, tmp_path / "archive")
    again = guide(tmp_path / "again", {"land/region.yaml": "kind: shared\nname: Unser Land\n"})
    _, findings = brought(archive, again)
    assert [each.code for each in findings] == ["archive-region-kept"]
    assert {path for path in tree(again) if path.startswith("land/")} == {"land/region.yaml"}
    assert (again / "land/region.yaml").read_text() == "kind: shared\nname: Unser Land\n"


def test_content_with_errors_is_not_exported(tmp_path: Path, converter: Converter) -> None:
    """Something would be missing in the archive, and nobody would know."""
    content = guide(tmp_path / "content", {**GUIDE, "town/contacts/office.yaml": "nam: Amt\n"})
    archive, findings = export_archive(content, "town", converter)
    assert archive is None
    assert "unknown-key" in {each.code for each in findings}


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff")
).map(str.strip)
lines_of_text = st.lists(texts, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
scalars = st.one_of(lines_of_text, st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
flat = st.lists(scalars, max_size=3)
values = st.recursive(
    st.one_of(scalars, flat),
    lambda inner: st.one_of(
        st.dictionaries(lines_of_text, inner, max_size=3),
        st.lists(st.one_of(flat, scalars, st.dictionaries(lines_of_text, inner, max_size=3)), max_size=3),
    ),
    max_leaves=12,
)


def as_text(value: Any) -> Any:
    """A value as the strict reader has it, whose every scalar is text."""
    if isinstance(value, dict):
        return {key: as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else value if isinstance(value, str) else repr(value)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(lines_of_text, values, max_size=4))
@example({"0": "\ufffe", "a\uffff": ["b\ufffe, c"], "b": "one\ntwo\uffff"})
def test_the_strict_reader_reads_what_is_written(value: dict[str, Any]) -> None:
    """Whatever texts, keys and nesting there are: the value that was written is the one that is read."""
    node, findings = parse_yaml(canonical_yaml(value), "x.yaml")
    assert findings == []
    assert node
    assert node.plain == as_text(value)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory, converter: Converter) -> dict[str, bytes]:
    """The files of the guide's archive."""
    archive, _ = export_archive(guide(tmp_path_factory.mktemp("guide")), "town", converter)
    assert archive
    return archive_files(archive)


def test_no_path_of_an_archive_depends_on_the_machine(packed: dict[str, bytes]) -> None:
    """Nothing names the folder it was made in, and media lie where the documentation says."""
    assert sorted(packed) == [
        "content.jsonl",
        "map/town/boundary.geojson",
        "media/land/house.png",
        "media/town/form.pdf",
        "media/town/house.png",
    ]
    assert b"/tmp" not in packed["content.jsonl"]
