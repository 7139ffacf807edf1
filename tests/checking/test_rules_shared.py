"""Rules where texts come from elsewhere: inherited, included, translated."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.checking.rules import check_content
from integreat_ssg.checking.site import FIRST_VIEW, check_site, style_size
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import has_errors
from integreat_ssg.model.site import Artifact
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.planning import plan_site
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import read_library, read_region
from tests.conftest import SMALL_SITE, Files, write_files

WORLD: Files = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar]\ninherits: [country]\nexclude: [tax]\n",
    "country/region.yaml": "kind: shared\nname: Country\nlanguages: [de, ar]\n",
    "country/de/tax.md": "---\ntitle: Steuern\n---\nText\n",
}


@pytest.fixture
def found(tmp_path: Path, converter: Converter) -> Callable[[Files], list[tuple[str, str, str, int, dict[str, str]]]]:
    """What the rules say about the town with these files, without notes on missing translations."""

    def read(files: Files) -> list[tuple[str, str, str, int, dict[str, str]]]:
        content = content_of(tmp_path, converter, files)
        return [
            (str(each.severity), each.code, each.place.file, each.place.line, dict(each.details))
            for each in check_content(content, None)
            if each.code != "translation-missing"
        ]

    return read


def content_of(folder: Path, converter: Converter, files: Files) -> Content:
    """The town's content; the files themselves must be read without errors."""
    content, findings = read_region(read_library(write_files(folder, {**WORLD, **files}), converter), "town")
    assert content is not None
    assert not has_errors(findings), findings
    return content


def page(body: str, **head: str) -> str:
    """A page whose text begins in the line after its head."""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in {"title": "T", **head}.items()) + f"---\n{body}\n"


Found = Callable[[Files], list[tuple[str, str, str, int, dict[str, str]]]]


@pytest.mark.parametrize(("text", "target"), [("[Steuern](tax.md)", "tax"), ("[[page: tax]]", "tax")])
def test_a_shared_text_may_point_to_what_this_region_leaves_out(found: Found, text: str, target: str) -> None:
    """It cannot know; that is a note. The region's own text should know better; that is an error."""
    assert found({"country/de/money.md": page(text)}) == [
        ("note", "link-to-excluded", "country/de/money.md", 4, {"target": target})
    ]
    [(severity, code, file, line, _)] = found({"country/de/money.md": page("x"), "town/de/money.md": page(text)})
    assert (severity, code, file, line) == ("error", "broken-link", "town/de/money.md", 4)


def test_a_shared_text_may_be_for_readers_that_this_region_does_not_know(found: Found) -> None:
    """An audience of a shared page is a wish."""
    assert found({"country/de/money.md": page("x", audience="[students]")}) == [
        ("note", "unknown-audience", "country/de/money.md", 3, {"audience": "students", "nearest": ""})
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[[contact: nobody]]", "unknown-contact"),
        ("[a](nowhere.md)", "broken-link"),
        ("![Bild](../media/none.png)", "no-such-file"),
        ("[a](tel:123456789012345678)", "bad-phone"),
        ("[[include: nowhere]]", "unknown-include"),
    ],
)
@pytest.mark.parametrize("own", ["town/de/money.md", "town/de/work/tax.md"])
def test_an_included_text_is_checked_although_it_is_no_page_here(found: Found, own: str, body: str, code: str) -> None:
    """A region's own page may include the shared one that it replaces, or one that it leaves out: readers see that text."""
    shared = "country/de/money.md" if own.endswith("money.md") else "country/de/tax.md"
    target = shared.removesuffix(".md").replace("/de/", "/")
    findings = found({shared: page(body), own: page(f"Bei uns:\n\n[[include: {target}]]")})
    assert [(each[1], each[2], each[3]) for each in findings] == [(code, shared, 4)]


def test_a_contact_in_an_included_text_must_be_filled(found: Found) -> None:
    """What an included text shows, readers see."""
    files = {
        "country/contacts/office.yaml": "name: Amt\n",
        "country/de/tax.md": page("[[contact: office]]"),
        "town/de/a.md": page("[[include: country/tax]]"),
    }
    assert found(files) == [
        ("error", "contact-not-filled", "town/contacts/office.yaml", 0,
         {"contact": "office", "shared": "country/contacts/office.yaml"})
    ]  # fmt: skip


def test_texts_that_include_each_other_are_told_with_the_way(found: Found) -> None:
    """Each text of a circle is told where it includes the next; a text outside the circle is not."""
    files = {
        "town/de/a.md": page("[[include: b]]"),
        "town/de/b.md": page("x\n\n[[include: c]]"),
        "town/de/c.md": page("[[include: b]]"),
    }
    b, c = "town/de/b.md", "town/de/c.md"
    assert [(each[1], each[2], each[3], each[4]["chain"]) for each in found(files)] == [
        ("include-loop", b, 6, f"{b} → {c} → {b}"),
        ("include-loop", c, 4, f"{c} → {b} → {c}"),
    ]


def test_many_texts_that_all_include_all_are_checked_in_time(found: Found) -> None:
    """Thirty texts have more ways between them than there are atoms; nobody walks them all."""
    body = "\n".join(f"[[include: a{number}]]" for number in range(30))
    findings = found({f"town/de/a{number}.md": page(body) for number in range(30)})
    assert {each[1] for each in findings} == {"include-loop"}
    assert len(findings) == 30 * 30


def test_a_missing_translation_is_a_note_for_each_page(tmp_path: Path, converter: Converter) -> None:
    """It says in which language readers see the page instead."""
    content = content_of(tmp_path, converter, {"town/ar/work/jobs.md": page("x")})
    missing = [each for each in check_content(content, None) if each.code == "translation-missing"]
    assert len(missing) == 5
    assert {dict(each.details)["shown"] for each in missing} == {"de"}
    assert "town/de/work/jobs.md" not in {each.place.file for each in missing}


def test_an_outdated_translation_is_a_note(found: Found) -> None:
    """Readers are told by the page, the editor by the note."""
    assert found({"town/ar/work/jobs.md": page("x", translation_of="sha256:0")}) == [
        ("note", "translation-outdated", "town/ar/work/jobs.md", 0, {"commit": "–"})
    ]


def test_a_translation_of_another_text_is_a_note(found: Found) -> None:
    """The town has written its own German text; the inherited Arabic one translates the country's."""
    files = {"country/ar/money.md": page("x"), "country/de/money.md": page("x"), "town/de/money.md": page("y")}
    assert found(files) == [
        ("note", "translation-of-another-text", "country/ar/money.md", 0, {"source": "town/de/money.md"})
    ]
    assert found({**files, "town/ar/money.md": page("y")}) == []


def test_a_page_and_the_style_fit_into_the_first_answer(tmp_path: Path, converter: Converter) -> None:
    """What does not fit costs a reader with a slow phone another wait; the file is named that makes the page."""
    plan, _ = plan_site(content_of(tmp_path, converter, {}))
    noise = b"".join(
        hashlib.sha256(bytes([number // 256, number % 256])).digest() for number in range(FIRST_VIEW // 16)
    )
    style = Artifact("assets/x/style.css", b"a{}")
    light, heavy = Artifact("de/index.html", noise[:1000]), Artifact("de/work/index.html", noise)
    assert check_site(plan, (light, style, Artifact("media/a.jpg", noise)), style_size([style])) == []
    [finding] = check_site(plan, (light, heavy, style), style_size([style]))
    assert (finding.code, finding.severity, finding.place.file) == (
        "page-too-heavy",
        "warning",
        "town/de/work/index.md",
    )
    large_style = Artifact("assets/x/style.css", noise)
    assert len(check_site(plan, (light, heavy, large_style), style_size([light, large_style]))) == 2


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("town/media/house.png", b"\x89PNG\r\n\x1a\nbroken", "image-damaged"),
        ("land/media/house.png", b"\x89PNG\r\n\x1a\nbroken", "image-damaged"),
        ("town/media/house.png", b"", "empty-file"),
        ("town/media/house.png", bytes(21 << 20), "file-too-large"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_once(
    check_site: Callable[..., BuildResult], file: str, data: bytes, code: str
) -> None:
    """What is wrong with a picture is one finding, not another one for each page that shows it."""
    settings = str(SMALL_SITE["town/region.yaml"]) + "inherits: [land]\nlogo: media/house.png\n"
    files = {
        **SMALL_SITE,
        "town/region.yaml": settings,
        "land/region.yaml": "kind: shared\nname: Land\nlanguages: [de, ar]\n",
        "town/de/work/jobs.md": page("![Ein Haus](../../media/house.png)\n\n[Bild](../../media/house.png)"),
        file: data,
    }
    findings = check_site(files).all_findings
    assert [(each.code, each.place.file) for each in findings if each.severity == "error"] == [(code, file)]
