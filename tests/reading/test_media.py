"""Pictures are looked at, drawings are read: what is broken, gigantic or active is no picture."""

import io
import struct
import warnings
import zlib

import pytest
from PIL import Image

from integreat_ssg.model.findings import Finding
from integreat_ssg.model.media import Media
from integreat_ssg.reading.media import MAX_SVG_DEPTH, read_media


def picture(form: str = "PNG", size: tuple[int, int] = (30, 20), orientation: int = 1) -> bytes:
    """A picture, as a camera held that way would save it."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = image.getexif()
    exif[0x0112] = orientation
    buffer = io.BytesIO()
    image.save(buffer, form, exif=exif)
    return buffer.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A few bytes that promise a canvas of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def read(name: str, data: bytes) -> Media | Finding:
    """A file in the folder `media` of a town."""
    return read_media(f"media/{name}", data, f"town/media/{name}")


@pytest.mark.parametrize(
    ("name", "form"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.webp", "WEBP"), ("a.gif", "GIF")]
)
def test_pictures_know_their_size(name: str, form: str) -> None:
    """Width and height keep the page from jumping while pictures load."""
    media = read(name, picture(form))
    assert isinstance(media, Media)
    assert (media.width, media.height, media.file, media.source) == (30, 20, f"media/{name}", f"town/media/{name}")


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (30, 20)), (3, (30, 20)), (5, (20, 30)), (6, (20, 30)), (8, (20, 30))]
)
def test_a_camera_held_upright_swaps_the_sides(orientation: int, size: tuple[int, int]) -> None:
    """A phone stores the picture lying down and notes how it was held."""
    media = read("a.jpg", picture("JPEG", orientation=orientation))
    assert isinstance(media, Media)
    assert (media.width, media.height) == size


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.mp3", "a.vtt", "a.PDF"])
def test_documents_are_taken_as_they_are(name: str) -> None:
    """Files that are only handed on have no size on the page."""
    media = read(name, b"%PDF-1.7")
    assert isinstance(media, Media)
    assert (media.width, media.height, media.data) == (0, 0, b"%PDF-1.7")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.jpg", b"", "empty-file"),
        ("a.pdf", b"", "empty-file"),
        ("a.exe", b"MZ", "unknown-media"),
        ("a.html", b"<script>", "unknown-media"),
        ("a", b"x", "unknown-media"),
        ("sw.js", b"x", "unknown-media"),
        ("a.jpg", picture("PNG"), "image-format"),
        ("a.png", picture("JPEG"), "image-format"),
        ("a.jpg", picture("TIFF"), "image-format"),
        ("a.jpg", picture("JPEG")[:-200], "image-damaged"),
        ("a.png", picture("PNG")[:-60], "image-damaged"),
        ("a.webp", picture("WEBP")[:-10], "image-damaged"),
        ("a.jpg", picture("JPEG")[:30], "image-damaged"),
        ("a.jpg", b"not a picture", "image-damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "image-damaged"),
        ("a.png", png_header(30, 20), "image-damaged"),
        ("a.png", png_header(60000, 60000), "image-too-large"),
        ("a.png", png_header(10000, 6000), "image-too-large"),
        ("a.png", png_header(2**31 - 1, 1), "image-too-large"),
    ],
)  # fmt: skip
def test_what_cannot_be_published(name: str, data: bytes, code: str) -> None:
    """Broken files, wrong endings and bombs are told by name, quickly, and without a word of Python on the screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        finding = read(name, data)
    assert isinstance(finding, Finding), finding
    assert (finding.code, finding.place.file) == (code, f"town/media/{name}")


def test_any_byte_may_be_wrong() -> None:
    """Wherever a file is damaged, the answer is a picture or a finding."""
    for form, name in (("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp"), ("GIF", "a.gif")):
        whole = picture(form, size=(8, 8))
        for position in range(0, len(whole), 3):
            damaged = whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :]
            assert isinstance(read(name, damaged), Media | Finding)


def drawing(inside: str, attributes: str = "") -> bytes:
    """An SVG with something in it."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {attributes}>{inside}</svg>".encode()


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 99}">' for n in range(1, 9))
ENTITY_BOMB = f'<!DOCTYPE svg [<!ENTITY a0 "x">{ENTITIES}]>'.encode()


@pytest.mark.parametrize(
    "data",
    [
        drawing('<title>Haus</title><g fill="#fff"><path d="M0 0h1v1z"/></g>', 'viewBox="0 0 1 1"'),
        drawing(
            '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)"/><use href="#b"/>'
        ),
        drawing('<use xlink:href="#b"/><rect fill=" url( \'#a\' ) red"/>'),
        b'<?xml version="1.0" encoding="utf-8"?>\n<!-- Bemerkung -->\n' + drawing("<circle r='1'/>"),
    ],
)
def test_a_mere_drawing_is_published(data: bytes) -> None:
    """Shapes, gradients, references within the drawing."""
    assert isinstance(read("a.svg", data), Media)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (drawing("<script>alert(1)</script>"), "<script>"),
        (drawing("<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>"), "<x:script>"),
        (drawing("", 'onload="alert(1)"'), "onload"),
        (drawing("<rect ONCLICK='alert(1)'/>"), "ONCLICK"),
        (drawing("<foreignObject><p>x</p></foreignObject>"), "<foreignObject>"),
        (drawing("<a href='https://evil.example'><path/></a>"), "<a>"),
        (drawing("<image href='https://evil.example/x.png'/>"), "<image>"),
        (drawing("<use href='https://evil.example/x.svg#a'/>"), "href"),
        (drawing("<use xlink:href='data:image/svg+xml,x#a'/>"), "xlink:href"),
        (drawing("<use xmlns:y='http://www.w3.org/1999/xlink' y:href='//evil.example/x#a'/>"), "y:href"),
        (drawing("<g xml:base='https://evil.example/'/>"), "xml:base"),
        (drawing("<style>@import url(https://evil.example/x.css)</style>"), "<style>"),
        (drawing("<rect style='fill:url(https://evil.example/x)'/>"), "style"),
        (drawing("<rect fill='url(https://evil.example/x)'/>"), "fill"),
        (drawing("<rect fill='url(#a) url(https://evil.example/x)'/>"), "fill"),
        (drawing("<rect fill='URL( \"//evil.example/x\")'/>"), "fill"),
        (drawing("<rect fill='u\\72l(//evil.example/x)'/>"), "fill"),
        (drawing("<animate attributeName='href' values='javascript:alert(1)'/>"), "<animate>"),
        (drawing("<set attributeName='onclick' to='alert(1)'/>"), "<set>"),
        (b"<?xml-stylesheet href='https://evil.example/x.css'?>" + drawing(""), "<?xml-stylesheet?>"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>", "<html>"),
        (b"<path xmlns='http://www.w3.org/2000/svg'/>", "<path>"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"), "<!DOCTYPE>"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + drawing(""), "<!DOCTYPE>"),
        (ENTITY_BOMB + drawing("&a8;"), "<!DOCTYPE>"),
        (drawing("<g>" * MAX_SVG_DEPTH + "</g>" * MAX_SVG_DEPTH), "…"),
    ],
)  # fmt: skip
def test_an_active_drawing_is_refused(data: bytes, found: str) -> None:
    """Opened by its own address, an SVG is a page: what could act or load is named."""
    finding = read("a.svg", data)
    assert isinstance(finding, Finding)
    assert finding.code == "svg-active"
    assert found in dict(finding.details)["found"].split(", ")


@pytest.mark.parametrize(
    "data", [b"<svg", b"no xml", b"<svg></g></svg>", drawing("&undefined;"), b"\xff\xfe<", drawing("")[:-3]]
)
def test_a_broken_drawing_is_told_with_its_line(data: bytes) -> None:
    """An SVG that no reader of XML understands is not published."""
    finding = read("a.svg", data)
    assert isinstance(finding, Finding)
    assert (finding.code, finding.place.line) == ("svg-damaged", 1)
