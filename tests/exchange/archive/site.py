"""A guide with everything that an archive can hold, and short ways to export and import it."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from integreat_ssg.exchange.archive.bringing import NAME, Brought, bring_archive
from integreat_ssg.exchange.archive.exporting import export_archive
from integreat_ssg.exchange.archive.packing import write_archive
from integreat_ssg.exchange.archive.source import open_archive
from integreat_ssg.exchange.imported import write_outcome
from integreat_ssg.model.archive import LINES
from integreat_ssg.model.findings import Finding
from integreat_ssg.reading.conversion import Converter
from tests.conftest import Files, write_files


def png(colour: str) -> bytes:
    """A small picture."""
    held = io.BytesIO()
    Image.new("RGB", (8, 4), colour).save(held, "PNG")
    return held.getvalue()


PAGE = "---\ntitle: {title}\n---\nText.\n"
GUIDE: Files = {
    "site.yaml": "title: Guide\nregions: [town]\n",
    "town/region.yaml": "kind: town\nname:\n  de: Stadt\n  ar: مدينة\ninherits: [land]\nexclude: [rights]\nlanguages: [de, ar]\n"
    "centre:\n  latitude: 51.9\n  longitude: 10.4\naliases:\n  Dorf:\n    latitude: 51.8\n    longitude: 10.3\nfeatures:\n"
    "  search: false\n",
    "town/de/index.md": PAGE.format(title="Willkommen"),
    "town/de/imprint.md": PAGE.format(title="Impressum"),
    "town/de/privacy.md": PAGE.format(title="Datenschutz"),
    "town/de/accessibility.md": PAGE.format(title="Barrierefreiheit"),
    "town/de/work/index.md": '---\ntitle: "Arbeit: Anfang"\nsummary: |-\n  Zwei\n  Zeilen\norder: 10\n'
    'keywords: [Job, "a, b"]\n---\n\nVorn '
    "und hinten leere Zeilen, [Stellen](jobs.md#suchen), [Formular](../../media/form.pdf).\n\n\n",
    "town/de/work/jobs.md": "---\ntitle: Stellen\nresponsible: office\nreview_by: 2027-01-02\n---\n## Suchen\n\n"
    "![](../../media/house.png)\n\n[[contact: office]]\n\n[[place: hall]]\n\n[[page: work]]\n\n[[events: meeting-place]]\n\n"
    "[[include: land/rights]]\n\n[[video: https://video.example/1]]\n\n> [!NOTE]\n> Ohne Zeilenende am Schluss",
    "town/de/work/secret.md": "---\ntitle: Entwurf\ndraft: true\n---\nNoch nicht.\n",
    "town/ar/work/jobs.md": "---\ntitle: وظائف\nmachine_translated: true\n---\nنص.\n",
    "town/de/news/2026-11-02-new-office.md": PAGE.format(title="Neues Amt"),
    "town/contacts/office.yaml": 'name: Amt\nphones:\n  - number: "05321 123"\n  - number: "115"\n    label:\n'
    '      de: Auskunft\naddress:\n  street: Weg 1\n  postcode: "01067"\n  town: Stadt\n',
    "town/organisations/club.yaml": "name: Verein\n",
    "town/places/hall.yaml": "name: Halle\ncontacts: [office]\ncoordinates:\n  latitude: 51.9\n  longitude: 10.4\n"
    "hours: Mo-Fr 08:00-12:00; PH off\n",
    "town/events/talk.yaml": 'title: Treff\nstart: 2026-12-01 17:00\nfree: true\nimported:\n  source: all.ics\n  uid: "1"\n',
    "town/events/overrides/talk.yaml": "title:\n  de: Sprachtreff\nplace: hall\nfree: false\n",
    "town/media/house.png": png("red"),
    "town/media/house.png.yaml": "alt:\n  de: Ein Haus\nlicence: CC0\n",
    "town/media/form.pdf": b"%PDF-1.4\n",
    "town/map/boundary.geojson": '{"type": "Polygon", "coordinates": []}',
    "town/synonyms.yaml": 'de:\n  - [Tafel, "Essen, gratis"]\n',
    "land/region.yaml": "kind: shared\nname: Land\n",
    "land/de/rights.md": PAGE.format(title="Rechte"),
    "land/de/work/jobs.md": PAGE.format(title="Verdeckt"),
    "land/de/help.md": "---\ntitle: Hilfe\n---\n[[contact: office]] [Rechte](rights.md) ![Rot](../media/house.png)\n".replace(
        "]] ", "]]\n\n"
    ),
    "land/contacts/office.yaml": "name: Irgendein Amt\nfallback: Fragen Sie im Rathaus.\n",
    "land/media/house.png": png("blue"),
    "land/glossary.yaml": "visa:\n  term:\n    de: Visum\n  explanation:\n    de: Ein Stempel.\n"
    "  forms:\n    de: [Visa, Visums]\n",
}
"""Every file stands in canonical form."""


def guide(folder: Path, files: Files = GUIDE) -> Path:
    """A content folder with these files."""
    return write_files(folder, files)


def exported(content: Path, converter: Converter, target: Path, region: str = "town") -> Path:
    """The archive of a region of a guide without errors."""
    archive, findings = export_archive(content, region, converter)
    assert archive, findings
    write_archive(archive, target)
    return target


def brought(source: Path, content: Path, region: str = "town", **take: Any) -> tuple[Brought | None, list[Finding]]:
    """What an import does; it is carried out where nothing forbids it."""
    with open_archive(source) as opened:
        found, findings = bring_archive(opened, content, region, take)
    if found:
        content.mkdir(exist_ok=True)
        write_outcome(content, region, NAME, found.outcome, found.beside)
    return found, findings


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder but site.yaml and what imports remember."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.parent != folder)
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    return {path: data for path, data in found.items() if "/imported/" not in path}


def lines(archive: Path) -> list[dict[str, Any]]:
    """The lines of an archive in a folder."""
    return [json.loads(line) for line in (archive / LINES).read_text().splitlines()]


def by_id(archive: Path) -> Mapping[str, dict[str, Any]]:
    """The lines that are shown, by their ids."""
    return {line["id"]: line for line in lines(archive)[1:] if line.get("shown", True)}
