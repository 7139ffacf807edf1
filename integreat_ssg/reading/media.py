"""Media files to values: what they are, how large, and whether they may be published.

Pictures are looked at, not trusted: a wrong ending, a broken file or a gigantic canvas is a finding; SVG files must be
drawings and nothing else.
"""

import hashlib
import io
import warnings
from xml.parsers import expat

from PIL import Image, UnidentifiedImageError

from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.model.media import Media

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
DOCUMENTS = (".pdf", ".docx", ".xlsx", ".odt", ".ods", ".txt", ".csv", ".ics", ".mp3", ".vtt")
MAX_PIXELS = 50_000_000

_DRAWING = set(
    "svg g path rect circle ellipse line polyline polygon title desc defs linearGradient radialGradient stop clipPath mask"
    " use symbol text tspan".split()
)


def read_media(path: str, data: bytes, source: str) -> Media | Finding:
    """`path` inside the region ("media/house.jpg"), `source` the file as findings name it."""
    suffix = f".{path.rpartition('.')[2].lower()}"
    digest = hashlib.sha256(data).hexdigest()
    place = Place(source)
    if not data:
        return error("empty-file", place)
    if suffix == ".svg":
        return _svg_fault(data, place) or Media(path, data, digest, source=source)
    if suffix in DOCUMENTS:
        return Media(path, data, digest, source=source)
    if suffix not in FORMATS:
        return error("unknown-media", place, known=" ".join((".svg", *FORMATS, *DOCUMENTS)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                actual, (width, height) = image.format, image.size
                if width * height > MAX_PIXELS:
                    return error("image-too-large", place, width=width, height=height)
                if actual != FORMATS[suffix]:
                    return error("image-format", place, expected=FORMATS[suffix], actual=actual)
                turned = image.getexif().get(0x0112, 1) >= 5  # the camera was held upright: sides change places
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return error("image-too-large", place, width="?", height="?")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return error("image-damaged", place)
    return Media(path, data, digest, *((height, width) if turned else (width, height)), source=source)


def _svg_fault(data: bytes, place: Place) -> Finding | None:
    """What keeps an SVG from being a mere drawing: DTDs, scripts, handlers, styles, links to elsewhere."""
    faults: list[str] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if name.rpartition(":")[2] not in _DRAWING:
            faults.append(f"<{name}>")
        for key, value in attributes.items():
            reference = key in ("href", "xlink:href") and not value.startswith("#")
            elsewhere = "url(" in value and "url(#" not in value
            if key.lower().startswith("on") or reference or elsewhere or key == "style":
                faults.append(key)
        if depth > 100:
            faults.append("…")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = lambda *_: faults.append("<!DOCTYPE>")
    parser.EntityDeclHandler = lambda *_: faults.append("<!ENTITY>")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        return error("svg-damaged", Place(place.file, problem.lineno, problem.offset + 1))
    return error("svg-active", place, found=", ".join(dict.fromkeys(faults))) if faults else None
