"""What a file is, told by its bytes: neither its name nor its server is believed."""

import io
import zipfile

from integreat_ssg.reading.media import FORMATS

_BEGINNINGS = {
    b"\xff\xd8\xff": ".jpg",
    b"\x89PNG\r\n\x1a\n": ".png",
    b"GIF87a": ".gif",
    b"GIF89a": ".gif",
    b"%PDF-": ".pdf",
    b"ID3": ".mp3",
    b"\xff\xfb": ".mp3",
    b"\xff\xf3": ".mp3",
    b"\xff\xf2": ".mp3",
}
_PACKED = {
    "word/document.xml": ".docx",
    "xl/workbook.xml": ".xlsx",
}
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
_TEXTS = {".txt": "", ".csv": "", ".ics": "BEGIN:VCALENDAR", ".vtt": "WEBVTT"}
"""Texts that only their name tells apart, and how they begin."""
_MAX_PARTS = 10_000


def suffix_of(data: bytes, named: str) -> str:
    """The ending that a file's bytes ask for, such as ".png"; empty for what is none of the kinds that a site may hold.

    `named` is the ending that it has: texts are told apart by it.
    """
    for beginning, suffix in _BEGINNINGS.items():
        if data.startswith(beginning):
            return named if FORMATS.get(named) == FORMATS.get(suffix, "") else suffix
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return _written(data, named)


def _packed(data: bytes) -> str:
    """Of office documents, which are archives, only what they list and the few bytes that name them are looked at."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _MAX_PARTS:
                return ""
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    return _OPEN_DOCUMENTS.get(file.read(100).strip(), "")
            return next((suffix for name, suffix in _PACKED.items() if name in names), "")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError):
        return ""


def _written(data: bytes, named: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace") if named in (".txt", ".csv") else "\0"
    if "\0" in text:
        return ""
    start = text.lstrip()[:4096]
    if start.startswith("<"):  # a web page is no text file, whatever it is called
        return ".svg" if "<svg" in start and "<html" not in start.lower() else ""
    return named if named in _TEXTS and start.startswith(_TEXTS[named]) else ""
