"""Media files to values: what they are, how large, and whether they may be published.

Pictures are looked at, not trusted: a wrong ending, a broken file or a gigantic canvas is a finding; SVG files must be
drawings and nothing else.
"""

import hashlib
import io
import re
import warnings
from typing import Any
from xml.parsers import expat

from PIL import Image

from integreat_ssg.model.findings import Finding, Place, error, finding_of, plain
from integreat_ssg.model.media import Media
from integreat_ssg.reading.folder import Files
from integreat_ssg.reading.memory import Kept, Kind

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
DOCUMENTS = (".pdf", ".docx", ".xlsx", ".odt", ".ods", ".txt", ".csv", ".ics", ".mp3", ".vtt")
MAX_PIXELS = 50_000_000
MAX_SVG_DEPTH = 100

_DRAWING = set(
    "svg g path rect circle ellipse line polyline polygon title desc defs linearGradient radialGradient stop clipPath mask"
    " use symbol text tspan".split()
)

_URL = re.compile(r"url\(\s*[\"']?\s*([^)]*)", re.IGNORECASE)


class _DoctypeError(Exception):
    pass


class _TooDeepError(Exception):
    pass


def media_of(path: str, source: str, files: Files, kept: Kept[Media | Finding]) -> Media | Finding:
    """As `read_media`, unless an earlier reading has looked at the same bytes."""
    known = kept.get(source, files.digest(source))
    if known is None:
        known = read_media(path, files[source], source)
        kept.put(source, files.digest(source), known)
    files.release(source)
    return known


def media_kind(files: Files) -> Kind[Media | Finding]:
    """What is remembered of pictures and files: how large they are, or why they are refused; their bytes stay in `files`."""

    def write(known: Media | Finding) -> object:
        return plain(known) if isinstance(known, Finding) else (known.file, known.digest, known.width, known.height)

    def read(source: str, written: Any) -> Media | Finding:
        if not isinstance(written[-1], int):
            return finding_of(written)
        file, digest, width, height = written
        data = files[source]
        if files.digest(source) != digest:
            raise ValueError("the file has changed since it was listed")
        return Media(file, data, digest, width, height, source=source)

    return Kind("media", write, read)


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
            warnings.simplefilter("ignore")  # a damaged EXIF block is none of the editor's business
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
    except Exception:  # broken files make Pillow's readers fail in every way that Python knows
        return error("image-damaged", place)
    return Media(path, data, digest, *((height, width) if turned else (width, height)), source=source)


def _svg_fault(data: bytes, place: Place) -> Finding | None:
    """What keeps an SVG from being a mere drawing: DTDs, scripts, handlers, styles, links to elsewhere."""
    faults: list[str] = []
    open_elements: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        known = _DRAWING if open_elements else {"svg"}
        open_elements.append(name)
        if name.rpartition(":")[2] not in known:
            faults.append(f"<{name}>")
        faults.extend(key for key, value in attributes.items() if _is_active(key, value))
        if len(open_elements) > MAX_SVG_DEPTH:
            raise _TooDeepError

    def doctype(*_: object) -> None:
        raise _DoctypeError

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.StartDoctypeDeclHandler = doctype
    parser.ProcessingInstructionHandler = lambda target, _: faults.append(f"<?{target}?>")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        return error("svg-damaged", Place(place.file, problem.lineno, problem.offset + 1))
    except _DoctypeError:  # not read on: its entities could swell
        faults.append("<!DOCTYPE>")
    except _TooDeepError:
        faults.append("…")
    return error("svg-active", place, found=", ".join(dict.fromkeys(faults))) if faults else None


def _is_active(key: str, value: str) -> bool:
    """Whether an attribute acts, styles or leads elsewhere; a backslash could spell `url` in CSS's own way."""
    inner = key.rpartition(":")[2].lower()
    elsewhere = any(not target.startswith("#") for target in _URL.findall(value))
    leads_away = inner == "href" and not value.startswith("#")
    return inner.startswith("on") or inner in ("style", "base") or leads_away or elsewhere or "\\" in value
