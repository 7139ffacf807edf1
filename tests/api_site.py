"""A site whose regions offer a copy of Integreat's API, with one of everything that the API can tell, and more of some."""

import io
import json
from pathlib import Path
from typing import Any

from PIL import Image

from tests.conftest import Files


def _picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), (122, 59, 16)).save(buffer, "PNG")
    return buffer.getvalue()


PICTURE = _picture()
BASE = "https://guide.example/"


def page(title: str, text: str = "Text.", **head: str) -> str:
    """A page's file."""
    lines = "".join(f"{key}: {value}\n" for key, value in {"title": title, **head}.items())
    return f"---\n{lines}---\n{text}\n"


REGION = """kind: district
name: {de: Tal, ar: الوادي}
full_name: {de: Landkreis Tal}
languages: [de, ar, de-simple]
source_language: de
centre: {latitude: 51.9, longitude: 10.4}
bounding_box: {south: 51.6, west: 10.1, north: 52.1, east: 10.7}
aliases:
  Ährenthal: {latitude: 51.8, longitude: 10.3}
imprint_contact: office
features: {integreat_api: true}
"""

SITE: Files = {
    "site.yaml": f"title: Guide\nregions: [town, hamlet, quiet]\nbase_url: {BASE}\n",
    "town/region.yaml": REGION,
    "town/de/index.md": page("Willkommen"),
    "town/de/imprint.md": page("Impressum", "Das Amt."),
    "town/de/privacy.md": page("Datenschutz"),
    "town/de/accessibility.md": page("Barrierefreiheit"),
    "town/de/work/index.md": page("Arbeit", "Alles über Arbeit.", order="2", updated="2026-05-02"),
    "town/de/work/jobs.md": page(
        "Stellen & <mehr>",
        "## Suchen\n\nSiehe [Schule](../schule/größe.md#wo), [Form](../../media/form.pdf) und <b>fett</b>. 5 < 6\n\n"
        "![Haus](../../media/house.png)\n\n[[contact: office]]\n\n[[place: library]]\n\n[[events: culture]]\n\n"
        "[[page: schule]]\n\n[[video: https://videos.example/watch]]\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n",
        aliases="[work/old-jobs, former/jobs]",
    ),
    "town/de/work/jobs/night.md": page("Nachtarbeit"),
    "town/de/schule/index.md": page("Schule", order="1"),
    "town/de/schule/größe.md": page("Größe", "## Wo\n\nHier."),
    "town/ar/index.md": page("أهلا"),
    "town/ar/work/jobs.md": page("وظائف", "نص [مدرسة](../schule/größe.md)."),
    "town/ar/work/jobs/night.md": page("عمل ليلي"),
    "town/ar/schule/größe.md": page("حجم", aliases="[مدرسة/حجم]"),
    "town/de-simple/work/index.md": page("Arbeit leicht"),
    "town/de/news/2026-02-01-courses.md": page("Neue Kurse", "Ab **März**.", date="2026-02-01"),
    "town/ar/news/2026-02-01-courses.md": page("دورات جديدة"),
    "town/de/news/2026-01-10-office.md": page("Neues Amt"),
    "town/media/house.png": PICTURE,
    "town/media/house.png.yaml": "alt: {de: Ein Haus, ar: بيت}\ncredit: Stadtarchiv\n",
    "town/media/form.pdf": b"%PDF-1.4\n",
    "town/contacts/office.yaml": """name: {de: Amt}
responsibility: {de: Anmeldung}
phones: [{number: "+49 5321 76400"}, {number: "+49 1512 3456789"}, {number: "+49 5321 76401"}]
email: amt@town.example
website: https://www.town.example/amt
organisation: county
hours: Mo-Fr 08:00-12:00
address: {street: Markt 1, postcode: "01067", town: Tal}
""",
    "town/organisations/county.yaml": "name: {de: Landkreis}\nwebsite: https://www.town.example/\n",
    "town/places/library.yaml": """name: {de: Bücherei, ar: مكتبة}
description: {de: "Bücher.\\n\\nUnd Spiele.", ar: كتب}
categories: [library, culture]
organisation: county
contacts: [office]
address: {street: Markt 2, postcode: "38640", town: Tal}
coordinates: {latitude: 51.9, longitude: 10.42}
hours: Mo 10:00-13:00,14:00-18:00; Tu 00:00-24:00; Sa 20:00-02:00
appointment: {url: https://www.town.example/termin}
access: {entrance: yes}
photo: media/house.png
""",
    "town/places/nowhere.yaml": "name: Café Welt\nphones: [{number: '+49 5321 999'}]\n",
    "town/events/choir.yaml": """title: {de: Chor, ar: جوقة}
description: {de: Singen.}
start: 2026-01-05 08:30
end: 2026-01-05 10:00
repeat: FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231
place: library
categories: [culture]
""",
    "town/events/dance.yaml": """title: {de: Tanz}
start: 2026-06-03 19:00
repeat: FREQ=WEEKLY;BYDAY=WE;COUNT=4
except: [2026-06-10]
address: "Turnhalle\\nAm Wall 3\\n38640 Tal"
costs: {de: 3 Euro}
registration: {phone: "+49 5321 76400"}
""",
    "town/events/fair.yaml": "title: Markt\nstart: 2026-07-04\nend: 2026-07-05\npicture: media/house.png\n",
    "town/events/online.yaml": "title: {de: Gespräch}\nstart: 2026-06-20 20:00\nend: 2026-06-20 21:00\n"
    "online: https://meet.example/tal\n",
    "town/events/late.yaml": "title: {de: Spät}\nstart: 2027-12-01 10:00\n",
    "town/events/over.yaml": "title: {de: Vorbei}\nstart: 2026-05-01 10:00\n",
    "town/events/ended.yaml": "title: {de: Zu Ende}\nstart: 2026-01-05 10:00\nrepeat: FREQ=WEEKLY;UNTIL=20260501\n",
    "hamlet/region.yaml": "kind: town\nname: Weiler\nlanguages: [de]\nfeatures: {integreat_api: true}\n",
    "hamlet/de/index.md": page("Willkommen"),
    "hamlet/de/privacy.md": page("Datenschutz"),
    "hamlet/de/accessibility.md": page("Barrierefreiheit"),
    "hamlet/de/leben.md": page("Leben"),
    "quiet/region.yaml": "kind: town\nname: Still\nlanguages: [de]\n",
    "quiet/de/index.md": page("Willkommen"),
    "quiet/de/imprint.md": page("Impressum"),
    "quiet/de/privacy.md": page("Datenschutz"),
    "quiet/de/accessibility.md": page("Barrierefreiheit"),
}
"""`hamlet` has nothing but a page, and no imprint; `quiet` offers no API. Its day is 2026-06-01."""


def answer(folder: Path, path: str) -> Any:
    """An answer as a plain host finds it: the file for an address that ends with a slash."""
    return json.loads((folder / "api/v3" / path / "index.html").read_bytes())
