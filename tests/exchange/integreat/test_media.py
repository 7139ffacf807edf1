"""Pictures and documents that are brought: only what a site may hold, under names that are safe and stay."""

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from integreat_ssg.exchange.integreat.media import KNOWN, Brought, MediaLimits, fetch_media, safe_name
from integreat_ssg.exchange.integreat.questions import Bounds
from integreat_ssg.exchange.integreat.source import open_source
from tests.exchange.integreat import server as moods
from tests.exchange.integreat.responses import MEDIA, PDF, PNG, write_responses
from tests.exchange.integreat.server import Handler, Stage, gives, leads_to
from tests.exchange.integreat.shapes import REGION
from tests.exchange.integreat.test_server import HASTY, QUICK, stage

__all__ = ["stage"]


def bring(
    stage: Stage, folder: Path, *paths: str, limits: MediaLimits | None = None, bounds: Bounds = QUICK
) -> Brought:
    with open_source(stage.origin, REGION, bounds) as source:
        return fetch_media([f"{stage.origin}{path}" for path in paths], source, folder, limits)


def names(brought: Brought) -> list[str]:
    return sorted(each.name for each in brought.files.values())


def picture(kind: str, size: tuple[int, int] = (2, 2)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size).save(data, kind)
    return data.getvalue()


def archive(entries: Mapping[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in entries.items():
            file.writestr(name, text)
    return data.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
DRAWING = b'<?xml version="1.0"?>\n<!-- drawn --><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def test_media_of_the_answers(stage: Stage, tmp_path: Path) -> None:
    """What is there is byte for byte what the server has; two files of one name are two."""
    brought = bring(stage, tmp_path, *stage.files)
    assert not brought.findings
    assert len(brought.files) == len(MEDIA)
    for url, data in MEDIA.items():
        assert (tmp_path / brought.files[stage.localised(url).replace("%20", " ")].name).read_bytes() == data
    plain = [re.sub(r"-[0-9a-f]{8}\.", "-#.", name) for name in names(brought)]
    assert plain == [
        "antrag-wohngeld.pdf",
        "logo.png",
        "offer.png",
        "rathaus-#.png",
        "rathaus-#.png",
        "wohnung_thumbnail.png",
    ]


KINDS = {
    "a.jpg": (picture("JPEG"), "a.jpg"),
    "c.JPEG": (picture("JPEG"), "c.jpeg"),
    "b.jpg": (picture("PNG"), "b.png"),
    "picture": (picture("WEBP"), "picture.webp"),
    "get.php": (picture("GIF"), "get.gif"),
    "form.pdf": (PDF, "form.pdf"),
    "request": (archive({"word/document.xml": "<a/>"}), "request.docx"),
    "list.xls": (archive({"xl/workbook.xml": "<a/>"}), "list.xlsx"),
    "letter.zip": (archive({"mimetype": ODT}), "letter.odt"),
    "talk.mp3": (b"ID3\x03\0rest", "talk.mp3"),
    "notes.txt": ("Grüße\r\n".encode("cp1252"), "notes.txt"),
    "dates.ics": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "dates.ics"),
    "logo.svg": (DRAWING, "logo.svg"),
}


def test_a_file_is_what_its_bytes_say(stage: Stage, tmp_path: Path) -> None:
    """Neither its ending nor its server is believed."""
    stage.files |= {f"/m/{name}": data for name, (data, _) in KINDS.items()}
    brought = bring(stage, tmp_path, *(f"/m/{name}" for name in KINDS))
    assert not brought.findings
    assert {url.rpartition("/")[2]: each.name for url, each in brought.files.items()} == {
        name: kept for name, (_, kept) in KINDS.items()
    }


REFUSED = {
    "page.pdf": (b"<!doctype html><title>Login</title>", "import-media-kind"),
    "page.txt": (b"  <html>", "import-media-kind"),
    "page.svg": (b"<html><svg></svg></html>", "import-media-kind"),
    "program.jpg": (b"MZ\x90\0", "import-media-kind"),
    "archive.docx": (archive({"a.exe": ""}), "import-media-kind"),
    "archive.zip": (archive({"a.txt": ""}), "import-media-kind"),
    "broken.docx": (b"PK\x03\x04broken", "import-media-kind"),
    "text.pdf": (b"only text", "import-media-kind"),
    "dates.ics": (b"not a calendar", "import-media-kind"),
    "half.png": (PNG[:40], "image-damaged"),
    "empty.png": (b"", "import-media-kind"),
    "script.svg": (DRAWING.replace(b"<path", b"<script/><path"), "svg-active"),
    "entities.svg": (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + DRAWING.partition(b"-->")[2], "svg-active"),
    "canvas.png": (picture("PNG", (9000, 6000)), "image-too-large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_site_may_not_hold_is_left_where_it_is(name: str, stage: Stage, tmp_path: Path) -> None:
    """And told, with its address; the next file is brought all the same."""
    data, code = REFUSED[name]
    stage.files[f"/m/{name}"] = data
    brought = bring(stage, tmp_path, f"/m/{name}", "/media/logo.png")
    assert names(brought) == ["logo.png"]
    (finding,) = brought.findings
    assert finding.code == code
    assert f"{stage.origin}/m/{name}" in (finding.place.file, dict(finding.details).get("url"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.jsonl", "logo.png"]


MOODS = {
    "missing": (gives(b"", 404), "404"),
    "failing": (gives(b"", 500), "500"),
    "cut off": (moods.truncated, "breaks off"),
    "byte by byte": (moods.dripping, "longer than"),
    "to a file": (leads_to("file:///etc/passwd"), "begins with"),
    "endless": (moods.endless, "larger than"),
}


@pytest.mark.parametrize("case", MOODS)
def test_a_hostile_server_costs_that_file_only(
    case: str, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given up in time, and told."""
    monkeypatch.setattr("integreat_ssg.exchange.integreat.source.MAX_MEDIUM", 1_000_000)
    stage.moods["/m/a.png"], sentence = MOODS[case]
    bounds = HASTY if case == "byte by byte" else QUICK
    brought = bring(stage, tmp_path, "/m/a.png", "/media/logo.png", bounds=bounds)
    assert names(brought) == ["logo.png"]
    (finding,) = brought.findings
    assert finding.code == "import-no-medium"
    assert sentence in dict(finding.details)["reason"]


@pytest.mark.parametrize(
    "url",
    [
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "https://[",
        "javascript:alert(1)",
        "ftp://a.example/a.png",
        "",
    ],
)
def test_addresses_that_are_none(url: str, stage: Stage, tmp_path: Path) -> None:
    """Nothing but the web is asked."""
    with open_source(stage.origin, REGION, QUICK) as source:
        brought = fetch_media([url], source, tmp_path)
    assert not brought.files
    assert [each.code for each in brought.findings] == ["import-no-medium"]


def test_pictures_of_the_own_network_need_a_word(stage: Stage, tmp_path: Path) -> None:
    """A page of a server in the world may not make this computer ask its neighbours."""
    brought = bring(stage, tmp_path, "/media/logo.png", bounds=replace(QUICK, allow_private=False))
    assert not brought.files
    assert "--allow-private" in dict(brought.findings[0].details)["reason"]
    assert not stage.asked


def test_limits_of_all_together(stage: Stage, tmp_path: Path) -> None:
    """How many, and how large all of them; both are told once."""
    stage.files |= {f"/m/{number}.pdf": PDF + bytes(1_000_000) for number in range(5)}
    paths = [f"/m/{number}.pdf" for number in range(5)]
    brought = bring(stage, tmp_path / "a", *paths, limits=MediaLimits(count=2))
    assert (names(brought), [each.code for each in brought.findings]) == (["0.pdf", "1.pdf"], ["import-too-many-media"])
    brought = bring(stage, tmp_path / "b", *paths, limits=MediaLimits(bytes_all=3_000_000))
    assert (names(brought), [each.code for each in brought.findings]) == (
        ["0.pdf", "1.pdf"],
        ["import-media-too-large"],
    )


def test_a_later_run_asks_only_whether_files_have_changed(stage: Stage, tmp_path: Path) -> None:
    """As browsers do. Names stay, whatever else comes; what a server has lost for a while is not lost here."""

    def marked(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == '"one"':
            handler.send(b"", 304, ETag='"one"')
        else:
            handler.send(PNG, ETag='"one"')

    stage.moods["/m/haus.png"] = marked
    first = bring(stage, tmp_path, "/m/haus.png")
    stage.files["/x/haus.png"] = PNG
    second = bring(stage, tmp_path, "/m/haus.png", "/x/haus.png")
    assert names(first) == ["haus.png"]
    assert [re.sub(r"-[0-9a-f]{8}", "-#", name) for name in names(second)] == ["haus-#.png", "haus.png"]
    assert second.files[f"{stage.origin}/m/haus.png"] == first.files[f"{stage.origin}/m/haus.png"]
    assert [each.get("if-none-match") for each in stage.headers] == [None, '"one"', None]
    (tmp_path / "haus.png").write_bytes(b"damaged here")
    assert bring(stage, tmp_path, "/m/haus.png").files == first.files
    assert (tmp_path / "haus.png").read_bytes() == PNG, "what is not what it was is loaded anew"
    stage.moods["/m/haus.png"] = gives(b"", 500)
    third = bring(stage, tmp_path, "/m/haus.png")
    assert (third.files, [each.code for each in third.findings]) == (first.files, ["import-no-medium"])


def test_media_from_a_saved_copy_have_the_names_they_had(stage: Stage, tmp_path: Path) -> None:
    """Without the network; what was not saved is told."""
    saved = write_responses(tmp_path / "saved")
    urls = [f"{stage.origin}{path}" for path in stage.files]
    bring(stage, saved / "media", *list(stage.files)[:1])
    brought = bring(stage, saved / "media", *stage.files)
    asked = len(stage.asked)
    with open_source(str(saved), REGION) as source:
        again = fetch_media([*urls, "https://cms.example/new.png"], source, tmp_path / "other")
        assert fetch_media(urls, source, saved / "media").files == brought.files
    assert again.files == brought.files
    assert [(each.code, dict(each.details)["url"]) for each in again.findings] == [
        ("import-no-medium", "https://cms.example/new.png")
    ]
    assert len(stage.asked) == asked
    for entry in brought.files.values():
        assert (tmp_path / "other" / entry.name).read_bytes() == (saved / "media" / entry.name).read_bytes()


def test_media_of_a_built_site(tmp_path: Path) -> None:
    """Lie beside its copy of the API, in whatever folder of its host; nothing outside the site is read."""
    site = tmp_path / "build" / "town"
    write_responses(site / "api/v3")
    (site / "media").mkdir()
    (site / "media/haus.png").write_bytes(PNG)
    (tmp_path / "build/secret.png").write_bytes(PNG)
    (site / "media/link.png").symlink_to(tmp_path / "build/secret.png")
    urls = ["https://guide.example/town/media/haus.png", "/media/haus.png", "../../../secret.png", "/media/link.png"]
    for folder in (site, site / "api/v3"):
        with open_source(str(folder), REGION) as source:
            brought = fetch_media(urls, source, tmp_path / "new")
        assert sorted(brought.files) == ["/media/haus.png", "https://guide.example/town/media/haus.png"]
        assert len(brought.findings) == 2


def test_an_index_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    """Saved copies may come from anybody: neither is read elsewhere nor written."""
    saved = write_responses(tmp_path / "saved")
    (tmp_path / "secret.png").write_bytes(PNG)
    (saved / "media").mkdir()
    entry = {"url": "https://a.example/a.png", "name": "../../secret.png", "digest": "0" * 64}
    (saved / "media/index.jsonl").write_text(json.dumps(entry))
    with open_source(str(saved), REGION) as source:
        brought = fetch_media([entry["url"]], source, tmp_path / "new")
    assert not brought.files
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "saved", "secret.png"]


@given(st.text(max_size=120).map(lambda text: f"https://a.example/{text}") | st.text(max_size=200))
def test_names_are_safe(url: str) -> None:
    """Whatever an address says: one name of a few bytes, in one form, that no system minds; the same each time."""
    name = safe_name(url)
    assert name
    assert len(name.encode()) <= 90
    assert not re.search(r"[\x00-\x1f\x7f\s/\\:*?\"<>|'%#]|^[.-]|[.-]$|\.\.", name)
    assert name == unicodedata.normalize("NFC", name) == safe_name(f"https://a.example/{name}.png")
    assert not re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", name.partition(".")[0])


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://cms.example/media/2026/Antrag%20Wohngeld.PDF?v=2#page=3", "antrag-wohngeld"),
        ("https://cms.example/media/Straße (1).jpg", "straße-1"),
        ("https://cms.example/media/%D8%B5%D9%88%D8%B1%D8%A9.png", "صورة"),
        ("https://cms.example/media/..%2f..%2fetc%2fpasswd", "passwd"),
        ("https://cms.example/media/CON.png", "file-con"),
        ("https://cms.example/", "file"),
        ("https://cms.example/media/.htaccess", "file"),
    ],
)
def test_names_of_files(url: str, name: str) -> None:
    """What people recognise stays."""
    assert safe_name(url) == name


def test_known_kinds_are_those_of_the_build() -> None:
    """Nothing is brought that a site could not show."""
    assert {".jpg", ".png", ".svg", ".pdf", ".docx"} <= set(KNOWN)
