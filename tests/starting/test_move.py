"""Moving: everything that led somewhere still does, nothing else changes, and nothing is done by halves."""

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.inspection import measure
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.starting.moving.carrying_out import carry_out
from integreat_ssg.starting.moving.folders import read_folders
from integreat_ssg.starting.moving.plan import MovePlan, plan_move
from tests.conftest import write_files

Run = Callable[..., subprocess.CompletedProcess[str]]


def page(title: str, body: str, **keys: str) -> str:
    return f"---\ntitle: {title}\n{''.join(f'{key}: {value}' + chr(10) for key, value in keys.items())}---\n{body}\n"


REGION = "kind: {kind}\nname: X\nlanguages: [de, en, ar]\nsource_language: de\n"
LONG = "\n\n" + "Text. " * 40
"""So much that git knows a file again."""
OLD = "\n  - old/register"
ROOT = {name: page(name, "Text.") for name in ("imprint", "privacy", "accessibility")}
FILES: Mapping[str, str | bytes] = {
    "site.yaml": "title: Guide\nregions: [east, west]\n",
    "land/region.yaml": REGION.format(kind="shared"),
    "land/contacts/office.yaml": "name: Amt\nfallback: Fragen Sie im Rathaus.\n",
    "land/de/arrival/index.md": page("Ankommen", "Zuerst [anmelden](registration.md), dann [Geld](../work/index.md)."),
    "land/de/arrival/registration.md": "---\r\n# Von Hand\r\ntitle: Anmelden   # kurz\r\nresponsible: office\r\n---\r\n"
    "## Unterlagen {#papers}\r\n\r\nSiehe [Ankommen](index.md) und\r\n[Geld](../work/index.md#pay).\r\n\r\n"
    "![Haus](../../media/house.svg \"Titel\")\r\n\r\n`[so](registration.md)` bleibt.\r\n",
    "land/en/arrival/registration.md": page("Register", "See [pay](<../work/index.md#pay>)." + LONG, aliases=OLD),
    "land/ar/arrival/registration.md": page("تسجيل", "انظر [هنا](./../work/index.md)." + LONG, aliases="[]"),
    "land/media/house.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    "land/de/work/index.md": page("Arbeit", "## Lohn {#pay}\n\nErst [anmelden][1].\n\n[1]: ../arrival/registration.md#papers"),
    "land/de/work/jobs.md": page("Stellen", "[[contact: office]]\n\n[[page: arrival/registration]]"),
    **{f"{slug}/de/{name}.md": text for slug in ("east", "west") for name, text in ROOT.items()},
    **{f"{slug}/contacts/office.yaml": "name: Amt\nphones: [{number: '115'}]\n" for slug in ("east", "west")},
    "east/region.yaml": REGION.format(kind="town") + "inherits: [land]\nimprint_contact: office  # das Amt\n"
    "emergency_page: arrival/registration\nfeedback: {mail: 'office'}\n",
    "east/de/index.md": page("Start", "<a href='arrival/registration.md'>Anmelden</a>\n\n[[include: land/work/jobs]]"),
    "east/de/local/index.md": page("Hier", "[Weg](way.md), [Neues](../news/2026-11-02-new.md)", summary='"Ein: Satz"'),
    "east/de/local/way.md": page("Weg", "[Anmelden](../arrival/registration.md)\n\n[[place: hall]]"),
    "east/de/news/2026-11-02-new.md": page("Neues", "Mehr [hier](../local/way.md)."),
    "east/organisations/town.yaml": "name: Stadt\n",
    "east/places/hall.yaml": "name: Halle\ncontacts:\n  - office\norganisation: town\nhours: 24/7\n",
    "east/events/open.yaml": "title: Tag der offenen Tür\nstart: 2026-12-01 17:00\nplace: hall\ncontact: office\n",
    "west/region.yaml": REGION.format(kind="town") + "inherits: [land]\nexclude:\n  - arrival/registration\n  - work/jobs\n",
    "west/de/index.md": page("Start", "[Ankommen](arrival/index.md)\n\n[[contact: office]]"),
    "west/de/local/index.md": page("Dort", "[Weg](way.md)"),
    "west/de/local/way.md": page("Ein anderer Weg", "Text."),
}  # fmt: skip
"""Two towns that inherit from one land, with every form in which something names something."""

MOVES = (
    ("arrival/registration", "work/registration"),
    ("arrival/registration", "register"),
    ("arrival", "beginning"),
    ("work", "arrival/work"),
    ("work/jobs", "arrival/jobs"),
    ("news/2026-11-02-new", "news/2026-11-03-newer"),
    ("contacts/office", "contacts/town-office"),
    ("places/hall", "places/town-hall"),
    ("events/open", "events/open-house"),
    ("organisations/town", "organisations/the-town"),
    ("local", "here"),
)


FOUND: list[BuildResult] = []
"""What a build finds before any move; it is always the same."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_files(tmp_path / "content", FILES)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def move(content: Path, old: str, new: str) -> MovePlan:
    plan = plan_move(read_folders(content), old, new, "east" if old.startswith("local") else None)
    carry_out(content, plan)
    return plan


def findings(result: BuildResult) -> Counter[tuple[str, str]]:
    return Counter((finding.code, str(finding.severity)) for finding in result.all_findings)


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_a_build_finds_what_it_found_before(make_job: Callable[..., Job], tmp_path: Path, old: str, new: str) -> None:
    """Nothing is broken by a move, and the old address of every page leads to the new one, in every language."""
    job = make_job(FILES)
    if not FOUND:
        FOUND.append(measure(job))
    assert not [each for each in FOUND[0].all_findings if each.severity == "error"]
    move(job.content, old, new)
    assert findings(build(job)) == findings(FOUND[0])
    if old.startswith(("contacts", "places", "events", "organisations")):
        return
    for language in ("de", "en", "ar"):
        for site in ("east", "west") if old in ("arrival", "work") else ("east",):
            redirect = tmp_path / "build" / site / language / old / "index.html"
            way = re.search(r'href="([^"]+)">', redirect.read_text().rpartition("<p>")[2])
            assert way, (site, language)
            assert (redirect.parent / way[1]).resolve() == tmp_path / "build" / site / language / new / "index.html"
    assert not (tmp_path / "build/west/de/register").exists()  # what a region leaves out stays out


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_only_links_and_aliases_change(content: Path, old: str, new: str) -> None:
    """Line by line: what differs is what the plan says, and what the plan says are links, names and aliases."""
    before = snapshot(content)
    plan = move(content, old, new)
    after = snapshot(content)
    assert {plan.moves.get(file, file) for file in before} == set(after)
    for file, data in before.items():
        lines, new_lines = data.splitlines(keepends=True), after[plan.moves.get(file, file)].splitlines(keepends=True)
        edits = plan.edits.get(file, ())
        assert sum("\n" in edit.after for edit in edits) == len(new_lines) - len(lines)
        untouched = [line for number, line in enumerate(lines, 1) if number not in {edit.line for edit in edits}]
        rest = iter(new_lines)
        assert all(line in rest for line in untouched), file
        for edit in edits:
            assert any(
                word in edit.before + edit.after for word in ("aliases", ".md", "media/", old, old.split("/")[-1])
            ), edit
        if b"\r\n" in data:
            assert b"\n" not in after[plan.moves.get(file, file)].replace(b"\r\n", b"")


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_there_and_back(content: Path, old: str, new: str) -> None:
    """Every link is as it was, and so is every other word but for the alias that stays."""
    before = snapshot(content)
    move(content, old, new)
    plan_back = plan_move(read_folders(content), new, old, "east" if old.startswith("local") else None)
    carry_out(content, plan_back)
    after = snapshot(content)
    assert set(before) == set(after)
    for file, data in before.items():
        assert without_aliases(after[file]) == without_aliases(data), file


def without_aliases(data: bytes) -> str:
    """A file without its aliases, and with links in their shortest form."""
    return re.sub(r"^aliases:.*\r?\n(  - .*\r?\n)*", "", data.decode(), flags=re.MULTILINE).replace("./../", "../")


def test_a_second_move_keeps_the_first_address(content: Path) -> None:
    """Every former path stays an alias, and moving back uses the old one again."""
    move(content, "arrival/registration", "work/registration")
    move(content, "work/registration", "register")
    text = (content / "land/en/register.md").read_text()
    assert "  - old/register\n  - arrival/registration\n  - work/registration\n" in text
    assert "aliases: [arrival/registration, work/registration]" in (content / "land/ar/register.md").read_text()
    move(content, "register", "arrival/registration")
    text = (content / "land/ar/arrival/registration.md").read_text()
    assert "aliases: [register, work/registration]" in text


def test_what_is_left_out_with_its_section_stays_out(content: Path, make_job: Callable[..., Job]) -> None:
    """A page that moves out of a section that a region leaves out is named there from then on."""
    region = content / "west/region.yaml"
    region.write_text(region.read_text().replace("  - arrival/registration\n", "  - arrival  # nichts davon\n"))
    index = content / "west/de/index.md"
    index.write_text(index.read_text().replace("[Ankommen](arrival/index.md)", "Hallo"))
    move(content, "arrival/registration", "register")
    assert "  - arrival  # nichts davon\n  - work/jobs\n  - register\n" in region.read_text()


def test_stamps_follow_the_text_they_were_made_from(content: Path) -> None:
    """A translation that was current by its `translation_of` still is."""
    from integreat_ssg.reading.frontmatter import split_page, text_digest

    source, translation = content / "land/de/work/jobs.md", content / "land/en/work/jobs.md"
    digest = text_digest("Stellen", None, split_page(source.read_text(), "").body)  # type: ignore[union-attr]
    translation.parent.mkdir(parents=True)
    translation.write_text(page("Jobs", "Text.", translation_of=digest))
    move(content, "contacts/office", "contacts/town-office")
    digest = text_digest("Stellen", None, split_page(source.read_text(), "").body)  # type: ignore[union-attr]
    assert f"translation_of: {digest}\n" in translation.read_text()


def test_names_that_only_look_the_same_stay(content: Path) -> None:
    """Two towns have a way of their own; who moves one has to say which."""
    with pytest.raises(UsageError, match="--region"):
        plan_move(read_folders(content), "local/way", "local/path")
    plan = plan_move(read_folders(content), "local/way", "local/path", "west")
    assert {file.partition("/")[0] for file in (*plan.moves, *plan.texts)} == {"west"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("arrival/registraton", "x", "arrival/registration"),
        ("arrival", "work", "is there already"),
        ("arrival", "arrival/deeper", "into itself"),
        ("imprint", "legal", "stay where they are"),
        ("arrival", "places", "is taken"),
        ("arrival/registration", "nowhere/registration", "no section nowhere.*new page nowhere --section"),
        ("arrival/registration", "news/2026-11-04-x", "News stay news"),
        ("arrival/registration", "work/jobs/../x", "no name"),
        ("arrival/registration", "../../etc/passwd", "no name"),
        ("arrival/registration", "work/null", "no name"),
        ("contacts/office", "places/office", "stays in its folder"),
        ("contacts/office", "contacts/office", "called so already"),
        ("work/registration", "x", "No page"),
        ("arrival/registration", "old/register/x", "no section"),
    ],
)
def test_what_cannot_be_moved_is_refused_in_words(content: Path, old: str, new: str, told: str) -> None:
    """And nothing is changed."""
    before = snapshot(content)
    with pytest.raises(UsageError, match=told):
        move(content, old, new)
    assert snapshot(content) == before


def test_a_former_address_of_another_page_is_no_free_place(content: Path) -> None:
    """Its readers would come to the wrong page."""
    file = content / "land/de/work/jobs.md"
    file.write_text(file.read_text().replace("title:", "aliases: [register]\ntitle:"))
    with pytest.raises(UsageError, match="former path"):
        move(content, "arrival/registration", "register")


def test_a_broken_file_stops_the_move(content: Path) -> None:
    """What cannot be read cannot be mended; that is said before anything changes."""
    (content / "west/de/local/way.md").write_text("---\ntitle: [\n---\n")
    before = snapshot(content)
    with pytest.raises(UsageError, match=r"west/de/local/way\.md"):
        move(content, "arrival/registration", "register")
    assert snapshot(content) == before


@pytest.mark.parametrize("stop", range(0, 40, 3))
def test_a_disk_that_refuses_leaves_all_as_it_was(content: Path, monkeypatch: pytest.MonkeyPatch, stop: int) -> None:
    """Whatever the step at which the disk gives up: everything or nothing."""
    before = snapshot(content)
    plan = plan_move(read_folders(content), "arrival", "beginning")
    steps = iter(range(1000))
    real_write, real_replace, real_rename, real_mkdir = Path.write_bytes, Path.replace, Path.rename, Path.mkdir
    full = {"now": True}

    def refuse() -> None:
        if next(steps) == stop and full["now"]:
            full["now"] = False
            raise OSError(28, "No space left on device", "disk")

    def wrap(real: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **options: object) -> object:
            refuse()
            return real(*arguments, **options)

        return step

    for name, real in (
        ("write_bytes", real_write),
        ("replace", real_replace),
        ("rename", real_rename),
        ("mkdir", real_mkdir),
    ):
        monkeypatch.setattr(Path, name, wrap(real))
    try:
        carry_out(content, plan)
    except WorldError:
        monkeypatch.undo()
        assert snapshot(content) == before
        assert not (content / "land/de/beginning").exists()
    else:
        monkeypatch.undo()
        assert full["now"]
        assert {plan.moves.get(file, file) for file in before} == set(snapshot(content))


def test_a_dry_run_changes_nothing_and_git_sees_renames(run_cli: Run, content: Path, tmp_path: Path) -> None:
    """The command as a person uses it."""
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=t", "-c", "user.email=t@t.example", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    before = snapshot(content)
    tried = run_cli("move", "arrival/registration", "work/registration", "--dry-run", "--language", "de")
    assert tried.returncode == 0, tried.stderr
    assert "content/land/de/arrival/registration.md → content/land/de/work/registration.md" in tried.stdout
    assert "content/east/de/local/way.md:4: ../arrival/registration.md → ../work/registration.md" in tried.stdout
    assert snapshot(content) == before
    done = run_cli("move", "arrival/registration", "work/registration", "--language", "en")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:-1] == tried.stdout.splitlines()[:-1]
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    status = subprocess.run(
        ["git", "status", "--short"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    assert [line[0] for line in status.splitlines() if "registration" in line] == ["R"] * 3
    refused = run_cli("move", "arrival/registration", "x")
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
