"""Pictures in a built site."""

import io
import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE


def photo(width: int, height: int, form: str, orientation: int = 1) -> bytes:
    """A picture with a gradient, a camera's orientation and a place where it was taken."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    exif = image.getexif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 0.0)
    buffer = io.BytesIO()
    image.save(buffer, form, exif=exif)
    return buffer.getvalue()


def build_with(build_site: Callable[..., BuildResult], tmp_path: Path, name: str, data: bytes) -> tuple[str, Path]:
    """The page that shows the picture, and the folder of media."""
    page = f"---\ntitle: Bild\n---\n![Ein Haus](../media/{name})\n"
    result = build_site({**SMALL_SITE, "town/de/house.md": page, f"town/media/{name}": data})
    assert result.regions[0].written, result.all_findings
    return (tmp_path / "build/town/de/house/index.html").read_text(), tmp_path / "build/town/media"


def test_sizes_for_phones_and_never_larger_than_the_original(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    """A wide photo comes in the sizes that screens need; a small one is never blown up. WebP beside the original."""
    html, media = build_with(build_site, tmp_path, "wide.jpg", photo(1000, 500, "JPEG"))
    widths = {Image.open(file).width for file in media.iterdir()}
    assert widths == {360, 720, 1000}
    assert {file.suffix for file in media.iterdir()} == {".jpg", ".webp"}
    assert re.search(r'<source type="image/webp" srcset="[^"]*360w, [^"]*720w, [^"]*1000w"', html)
    assert re.search(r'<img [^>]*alt="Ein Haus"', html)
    assert re.search(r'width="720" height="360"', html)


def test_the_cameras_data_is_left_out_and_the_picture_stands_upright(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    """Nobody learns where a photo was taken; one that was taken upright is shown upright."""
    html, media = build_with(build_site, tmp_path, "upright.jpg", photo(400, 200, "JPEG", orientation=6))
    for file in media.iterdir():
        with Image.open(file) as image:
            assert not image.getexif()
            assert image.height > image.width
    assert 'width="200" height="400"' in html


def test_only_what_is_shown_is_published(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """A forgotten file in the media folder stays at home, and is told."""
    result = build_site({**SMALL_SITE, "town/media/forgotten.png": photo(20, 20, "PNG")})
    assert "unused-media" in {finding.code for finding in result.all_findings}
    assert not list((tmp_path / "build/town").rglob("*forgotten*"))


def test_a_linked_file_tells_its_kind_and_size(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Before tapping a reader knows that a PDF of 120 kB follows."""
    page = "---\ntitle: Form\n---\n[Antrag](../media/form.pdf) ausfüllen.\n"
    build_site({**SMALL_SITE, "town/de/form.md": page, "town/media/form.pdf": b"%PDF-1.4\n" + b"0" * 120_000})
    html = (tmp_path / "build/town/de/form/index.html").read_text()
    assert re.search(r'href="\.\./\.\./media/[0-9a-f]{12}-form\.pdf">Antrag <small>\(PDF, 120 kB\)</small></a>', html)


def test_what_is_said_about_a_picture_stands_with_it(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Description, caption and author are written once beside the picture and come in the page's language."""
    page = "---\ntitle: Bild\n---\n![](../media/house.png)\n"
    note = "alt: {de: Ein Haus, ar: بيت}\ncaption: {de: Am Markt}\ncredit: Musterarchiv\nlicence: CC BY 4.0\n"
    files = {
        **SMALL_SITE,
        "town/de/house.md": page,
        "town/ar/house.md": page,
        "town/media/house.png": photo(40, 40, "PNG"),
        "town/media/house.png.yaml": note,
    }
    result = build_site(files)
    assert "no-alt-text" not in {finding.code for finding in result.all_findings}
    german = (tmp_path / "build/town/de/house/index.html").read_text()
    arabic = (tmp_path / "build/town/ar/house/index.html").read_text()
    assert 'alt="Ein Haus"' in german
    assert "Musterarchiv, CC BY 4.0" in german
    assert 'alt="بيت"' in arabic
    assert '<span lang="de" dir="ltr">Am Markt</span>' in arabic
