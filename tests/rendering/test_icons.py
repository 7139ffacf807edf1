"""A region's one logo becomes the app's icons, and no logo can do harm on the way."""

import io
import time
from collections.abc import Callable
from math import hypot
from pathlib import Path

import pytest
from PIL import Image

from integreat_ssg.cache import Cache
from integreat_ssg.model.theme import LOGO, Theme
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.rendering.drawing import SECONDS, NotDrawnError, draw_svg
from integreat_ssg.rendering.icons import APPLE, MASKABLE, PLAIN, make_icons
from tests.conftest import REPOSITORY, SMALL_SITE, Files
from tests.rendering.logos import (
    BRANDED,
    CORNERS,
    EMPTY,
    ENTITIES,
    NOT_DRAWN,
    PLATE,
    TEXT,
    TOO_COMPLEX,
    WHITE_MARK,
    WIDE,
    svg,
)

BRAND = "#0b5563"
LOGOS = {"plate": PLATE, "corners": CORNERS, "wide": WIDE, "in the brand colour": BRANDED, "white": WHITE_MARK} | {
    f"of {file.parent.parent.name}": file.read_text() for file in (REPOSITORY / "content").glob("*/media/logo.svg")
}


def with_logo(logo: str, name: str = "logo.svg") -> Files:
    settings = f"{SMALL_SITE['town/region.yaml']!s}logo: media/{name}\n"
    return {**SMALL_SITE, "town/region.yaml": settings, f"town/media/{name}": logo}


def pictures(logo: str) -> dict[str, Image.Image]:
    """Name to icon."""
    icons = make_icons(logo.encode(), BRAND)
    assert icons
    return {name: Image.open(io.BytesIO(data)) for name, data in icons.files.items()}


def differing(picture: Image.Image) -> list[tuple[int, int]]:
    """The pixels that differ from the one in the corner by more than a shade."""
    rgb = picture.convert("RGB")
    ground = rgb.getpixel((0, 0))
    assert isinstance(ground, tuple)
    data = rgb.tobytes()
    return [
        (at % rgb.width, at // rgb.width)
        for at in range(rgb.width * rgb.height)
        if max(abs(data[3 * at + channel] - ground[channel]) for channel in range(3)) > 40
    ]


@pytest.mark.parametrize("logo", LOGOS.values(), ids=LOGOS)
def test_every_icon_has_its_size_and_shows_something(logo: str) -> None:
    """Whatever the logo's shape and colours: square PNGs in the sizes that phones want, and none of them blank."""
    icons = pictures(logo)
    assert {name: icon.size for name, icon in icons.items()} == {
        **{name: (side, side) for side, name in PLAIN.items()},
        MASKABLE: (512, 512),
        APPLE: (180, 180),
    }
    for name, icon in icons.items():
        assert icon.format == "PNG"
        shown = differing(icon) if name in (MASKABLE, APPLE) else icon.getchannel("A").getbbox()
        assert shown, name


@pytest.mark.parametrize("logo", LOGOS.values(), ids=LOGOS)
def test_a_launcher_cuts_nothing_off(logo: str) -> None:
    """The whole logo lies in the circle that is 80 % of a maskable icon, and fills most of it."""
    icon = pictures(logo)[MASKABLE]
    furthest = max(hypot(x + 0.5 - 256, y + 0.5 - 256) for x, y in differing(icon))
    assert 0.8 * 205 < furthest <= 0.4 * 512 + 1
    assert icon.mode == "RGB", "nothing shines through"


@pytest.mark.parametrize(
    ("logo", "ground"),
    [(PLATE, BRAND), (WHITE_MARK, BRAND), (BRANDED, "#ffffff")],
    ids=["with a ground of its own", "white", "in the brand colour"],
)
def test_a_logo_stands_out_from_its_background(logo: str, ground: str) -> None:
    """The background is the brand colour, unless the logo would vanish on it."""
    icons = make_icons(logo.encode(), BRAND)
    assert icons
    assert icons.background == ground
    for name in (MASKABLE, APPLE):
        with Image.open(io.BytesIO(icons.files[name])) as icon:
            assert icon.getpixel((0, 0)) == tuple(bytes.fromhex(ground[1:]))


def test_icons_are_the_same_bytes_each_time_and_remembered(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    """Drawn anew or taken from the cache, an icon has the same bytes; without the cache nothing is missing."""
    built = []
    for _ in range(3):
        build_site(with_logo(PLATE), cache=Cache(tmp_path / "cache") if built else Cache(None))
        make_icons.cache_clear()
        built.append({file.name: file.read_bytes() for file in (tmp_path / "build/town/assets").rglob("*/icons/*.png")})
    assert len(built[0]) == 4
    assert built[0] == built[1] == built[2]


def test_another_logo_has_other_names(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Icons may be cached for ever, so those of another logo, or on another colour, lie in another folder."""
    folders = []
    for files in (
        with_logo(PLATE),
        with_logo(WIDE),
        {
            **with_logo(WIDE),
            "town/region.yaml": f"{with_logo(WIDE)['town/region.yaml']!s}colours: {{brand: '#803030'}}\n",
        },
    ):
        assert build_site(files).regions[0].written
        folders.append({path.name for path in (tmp_path / "build/town/assets").iterdir()})
    assert len(set().union(*folders)) == 3


@pytest.mark.parametrize("logo", EMPTY.values(), ids=EMPTY)
def test_a_logo_of_which_nothing_is_seen_is_told(logo: str, check_site: Callable[..., BuildResult]) -> None:
    """No region gets blank icons."""
    assert [each.code for each in errors(check_site(with_logo(logo)))] == ["logo-empty"]


def errors(result: BuildResult) -> list[object]:
    return [each for each in result.all_findings if each.severity == "error"]


def test_texts_are_told(check_site: Callable[..., BuildResult]) -> None:
    """Which fonts a machine has must not decide how an icon looks, so texts are left out, and the editor learns it."""
    findings = check_site(with_logo(TEXT)).all_findings
    assert [each.place.file for each in findings if each.code == "logo-text"] == ["town/media/logo.svg"]


def test_a_logo_that_is_no_drawing_is_told(check_site: Callable[..., BuildResult]) -> None:
    """A photo would be served as the drawing that it is not."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(buffer, "PNG")
    files = {**with_logo("", "logo.png"), "town/media/logo.png": buffer.getvalue()}
    assert [each.code for each in errors(check_site(files))] == ["logo-not-svg"]


def test_a_logo_that_takes_for_ever_is_given_up(check_site: Callable[..., BuildResult]) -> None:
    """It becomes a finding within seconds; the build goes on."""
    began = time.monotonic()
    assert [each.code for each in errors(check_site(with_logo(TOO_COMPLEX)))] == ["logo-too-complex"]
    assert time.monotonic() - began < 3 * SECONDS


@pytest.mark.parametrize("logo", NOT_DRAWN.values(), ids=NOT_DRAWN)
def test_what_resvg_refuses_is_told_with_its_reason(logo: str, check_site: Callable[..., BuildResult]) -> None:
    """The finding quotes what is wrong."""
    (finding,) = errors(check_site(with_logo(logo)))
    assert finding.code == "logo-not-drawn"
    assert dict(finding.details)["reason"]


@pytest.mark.parametrize("measure", ["1000000", "1e9", "99999999999999999999"])
def test_a_huge_canvas_costs_nothing(measure: str, check_site: Callable[..., BuildResult]) -> None:
    """A logo is drawn in our size, not in its own."""
    began = time.monotonic()
    logo = svg('<rect width="100%" height="100%" fill="#803"/>', f'width="{measure}" height="{measure}"')
    check_site(with_logo(logo))  # whether it is drawn or told does not matter
    assert time.monotonic() - began < SECONDS


def test_entities_are_refused_before_drawing(check_site: Callable[..., BuildResult]) -> None:
    """A document type, whose entities could swell, is found while reading."""
    assert [each.code for each in errors(check_site(with_logo(ENTITIES)))] == ["svg-active"]


@pytest.mark.parametrize("link", ["{path}", "file://{path}", "secret.png"])
@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
def test_no_file_of_this_machine_gets_into_an_icon(
    attribute: str, link: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading refuses pictures inside of a logo; and even so, who draws cannot open a file."""
    secret = tmp_path / "secret.png"
    Image.new("RGB", (10, 10), "red").save(secret)
    monkeypatch.chdir(tmp_path)
    image = f'<image width="100" height="100" {attribute}="{link.format(path=secret)}"/>'
    with Image.open(io.BytesIO(draw_svg(svg(image).encode(), 64))) as drawn:
        assert drawn.getchannel("A").getbbox() is None


@pytest.mark.parametrize(("data", "reason"), [(b"<svg", "root"), (b"\xff\xfe<\x00", "UTF-8"), (b"", "empty")])
def test_what_is_no_svg_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    """Whatever it is, no traceback and no crash."""
    with pytest.raises(NotDrawnError, match=reason):
        draw_svg(data, 64)


def test_a_theme_whose_logo_cannot_be_drawn_is_told(build_site: Callable[..., BuildResult], theme: Theme) -> None:
    """The theme's own logo is drawn for regions without one; a fault in it is the theme maker's to mend."""
    broken = Theme(theme.templates, {**theme.assets, LOGO: b"<svg"}, theme.icons, theme.messages, "x", theme.worker)
    with pytest.raises(Exception, match=r"images/logo\.svg cannot be drawn"):
        build_site(SMALL_SITE, theme=broken)
