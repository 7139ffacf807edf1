"""What a release offers, read as a phone reads it: everything verifies, every page is in one set, and the pointer is small."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from tests.conftest import REPOSITORY, SMALL_SITE, Files
from tests.offline.conftest import MIDNIGHT, Town
from tests.offline.reader import index, pointer, read_release
from tests.reading.test_history import git
from tests.writing.trees import tree


def picture(width: int, kind: str = "JPEG") -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, 300), "#345").save(buffer, kind)
    return buffer.getvalue()


RICH: Files = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar]\nemergency_page: work/jobs\n",
    "town/de/index.md": "---\ntitle: Willkommen\n---\n"
    "![Haus](../media/house.jpg)\n![Tor](../media/gate.png)\n![Plan](../media/plan.svg)\n[Antrag](../media/form.pdf)\n",
    "town/de/old.md": "---\ntitle: Umgezogen\naliases: [former/place]\n---\nText.\n",
    "town/de/news/2026-01-05-office.md": "---\ntitle: Neues Amt\n---\nText.\n",
    "town/de/news/2026-02-01-course.md": "---\ntitle: 'Neuer „Kurs“'\n---\nText.\n",
    "town/media/house.jpg": picture(2000),
    "town/media/gate.png": picture(500, "PNG"),
    "town/media/plan.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    "town/media/form.pdf": b"%PDF-1.7 form",
}


def test_everything_in_the_release_is_what_the_site_holds(town: Town) -> None:
    """Index, contents and packs verify, and give the very bytes that lie at the files' own addresses."""
    town.build(RICH)
    release = read_release(town.site)
    assert list(release) == ["base", "text/de", "text/ar", "pictures", "files"]
    files = [each for held in release.values() for each in held.items()]
    assert len(files) == len({path for path, _ in files}), "a file in two sets"
    assert dict(files).items() <= tree(town.site).items()
    listed = tree(town.site).keys()
    named = {path for path in listed if path.startswith("release/")}
    sizes = json.loads((town.site / "integreat-manifest.json").read_bytes())["files"]
    assert named <= sizes.keys()


def test_every_page_is_in_exactly_one_set(town: Town) -> None:
    """Whatever a reader can open online can be saved, old addresses too; the 404 page alone is of no use offline."""
    town.build(RICH)
    release = read_release(town.site)
    pages = {path for path in tree(town.site) if path.endswith("index.html")} - {"404.html"}
    saved = [path for files in release.values() for path in files if path.endswith(".html")]
    assert sorted(saved) == sorted(pages)
    assert "de/former/place/index.html" in release["text/de"]
    assert all(path.startswith("ar/") for path in release["text/ar"])


def test_an_event_can_be_noted_down_without_a_network(town: Town) -> None:
    """Each event's own calendar goes with the texts of its language; what programs subscribe to is in no set."""
    event = "title: {de: Kurs, ar: دورة}\nstart: 2026-05-01 10:00\naddress: Markt\ncategories: [sport]\n"
    town.build({**SMALL_SITE, "town/events/course.yaml": event})
    saved = {name: {path for path in files if path.endswith(".ics")} for name, files in read_release(town.site).items()}
    assert saved == {"base": set(), "text/de": {"de/events/course.ics"}, "text/ar": {"ar/events/course.ics"}}
    assert {"de/events.ics", "de/events/category/sport.ics"} <= tree(town.site).keys()


def test_the_base_is_what_a_reader_in_need_must_have(town: Town) -> None:
    """Choice of language, and in each language home, imprint, emergency page and what the app is made of."""
    town.build(RICH)
    base = read_release(town.site)["base"]
    pages = ["index.html", "imprint/index.html", "work/jobs/index.html", "offline/index.html"]
    parts = ["sentences.json", "app.webmanifest"]
    wanted = {"index.html", *(f"{language}/{part}" for language in ("de", "ar") for part in (*pages, *parts))}
    assert wanted <= base.keys()
    rest = base.keys() - wanted
    assert all(path.startswith("assets/") for path in rest)
    assert {path.rpartition("/")[2] for path in rest} >= {"style.css", "main.js", "logo.svg"}
    assert not [path for path in rest if path.endswith(".png")], "icons are the system's business"


def test_of_each_picture_one_size_is_saved(town: Town) -> None:
    """The one nearest to a phone's width, in the smallest format; drawings as they are. Files to open are a set apart."""
    town.build(RICH)
    release = read_release(town.site)
    assert [
        path.partition("-")[2] for path in sorted(release["pictures"], key=lambda path: path.partition("-")[2])
    ] == [
        "gate-500.webp",
        "house-720.webp",
        "plan.svg",
    ]
    assert [path.partition("-")[2] for path in release["files"]] == ["form.pdf"]
    assert not list((town.site / "release/packs").glob("*.json"))
    assert [size for _, size, _ in index(town.site, "pictures")["packs"]] == [0]


def test_news_are_told_with_the_newest_first(town: Town) -> None:
    """The worker tells them by their title; a language's texts know their own news, and only texts have news."""
    town.build(RICH)
    assert index(town.site, "text/de")["news"] == [
        ["de/news/2026-02-01-course/index.html", "Neuer „Kurs“"],
        ["de/news/2026-01-05-office/index.html", "Neues Amt"],
    ]
    assert len(index(town.site, "text/ar")["news"]) == 2
    assert "news" not in index(town.site, "base")
    many = {f"town/de/news/2026-01-{day:02}-x.md": f"---\ntitle: T{day}\n---\nText.\n" for day in range(1, 29)}
    town.build({**SMALL_SITE, **many})
    titles = [title for _, title in index(town.site, "text/de")["news"]]
    assert titles == [f"T{day}" for day in range(28, 8, -1)]


def test_the_pointer_says_when_and_what(town: Town) -> None:
    """Without git the moment is midnight of the build date; without a date it is the first second of all."""
    town.build()
    found = pointer(town.site)
    assert (found["sequence"], found["date"]) == (MIDNIGHT, "2026-03-04")
    assert list(found["sets"]) == ["base", "text/de", "text/ar"], "sets without files are left out"
    assert (town.site / "release.json").stat().st_size < 1000
    town.build(today=None)
    assert (pointer(town.site)["sequence"], pointer(town.site)["date"]) == (1, "")


def test_the_sequence_is_the_moment_of_the_newest_commit(town: Town) -> None:
    """Also where a computer with a slow clock has committed last: the sequence never falls."""
    town.build()
    content = town.site.parents[1] / "content"
    for step, day in (("init -q", ""), ("add -A", ""), ("commit -q -m x", "2026-03-03"),
                      ("commit -q -m y --allow-empty", "2026-02-01")):  # fmt: skip
        git(content, *step.split(), day=day or "2026-01-01")
    (content / "town/de/more.md").write_text("---\ntitle: Mehr\n---\nText.\n")
    git(content, "add", "-A")
    git(content, "commit", "-q", "-m", "z", day="2026-02-02")
    build(town.job({}, today=None))
    assert (pointer(town.site)["sequence"], pointer(town.site)["date"]) == (1772539200, "2026-02-02")


def test_the_worker_is_the_same_for_every_region_and_content(town: Town, theme: Theme) -> None:
    """Content never changes it, or each correction would start the browser's whole procedure for new workers."""
    town.build()
    first = (town.site / "sw.js").read_bytes()
    assert first == theme.worker
    town.build(RICH)
    assert (town.site / "sw.js").read_bytes() == first


@pytest.mark.parametrize("without", ["feature", "worker"])
def test_a_region_that_turns_it_off_sets_phones_free(town: Town, theme: Theme, without: str) -> None:
    """The pointer tells workers to go; where the worker's code stays, phones that have it can ask."""
    region = SMALL_SITE["town/region.yaml"]
    assert isinstance(region, str)
    if without == "feature":
        result = town.build({**SMALL_SITE, "town/region.yaml": region + "features: {offline: false}\n"})
        assert (town.site / "sw.js").is_file()
    else:
        bare = Theme(theme.templates, theme.assets, theme.icons, theme.messages, theme.digest)
        result = town.build(theme=bare)
        assert not (town.site / "sw.js").exists()
    found = {"format": 1, "site": "town", "sequence": MIDNIGHT, "kill": True, "sets": {}}
    assert json.loads((town.site / "release.json").read_bytes()) == found
    assert not (town.site / "release").exists()
    assert result.sizes == ()


def test_pages_of_a_language_with_a_long_tag_are_a_set_too(town: Town) -> None:
    """Simple German is a language of its own."""
    region = "kind: town\nname: Town\nlanguages: [de, de-simple]\n"
    town.build({**SMALL_SITE, "town/region.yaml": region})
    assert list(read_release(town.site)) == ["base", "text/de", "text/de-simple"]


def test_a_full_cache_gives_the_same_release(tmp_path: Path, converter: Converter, theme: Theme) -> None:
    """Remembered packs are those that would be made."""
    trees = []
    for name, cache in (("one", None), ("two", tmp_path / "cache"), ("three", tmp_path / "cache")):
        output = tmp_path / name
        job = Job(REPOSITORY / "content", output, theme, Cache(cache), converter, today=date(2026, 1, 1))
        build(job, ["peine"])
        trees.append(tree(output / "peine"))
    assert trees[0] == trees[1] == trees[2]
