"""Edits as editors make them, at random: each turns a guide, a value, into another one."""

import io
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from PIL import Image

PHONE = "+49 4131 26"
HOURS = ("Mo-Fr 08:00-12:00", "Tu,Th 09:00-13:00; PH off", "24/7", "Mo-Th 10:00-19:00; Fr 14:00-22:00")
WORDS = {
    "de": "Anmeldung Wohnung Kurs Amt Schule Arzt Hilfe Frist Antrag Kinder Arbeit Miete".split(),
    "ar": "تسجيل سكن دورة مكتب مدرسة طبيب مساعدة موعد طلب أطفال عمل إيجار".split(),
    "en": "registration flat course office school doctor help deadline form children work rent".split(),
}
FOOTER = ("index", "imprint", "privacy", "accessibility")

Files = Mapping[str, str | bytes]
Edit = Callable[["Guide", random.Random], "Guide | None"]
"""The guide after an edit; None where there is nothing to edit so."""


@dataclass(frozen=True)
class Guide:
    """Content files, files that are other than the default theme's, and the build date."""

    files: Files
    theme: Files = field(default_factory=dict)
    today: date = date(2026, 11, 22)

    def put(self, path: str, text: str | bytes) -> "Guide":
        """With a file that is new or other."""
        return replace(self, files={**self.files, path: text})

    def without(self, *paths: str) -> "Guide":
        """Without these files."""
        return replace(self, files={path: text for path, text in self.files.items() if path not in paths})

    def text(self, path: str) -> str:
        """A file that is text."""
        text = self.files[path]
        assert isinstance(text, str)
        return text

    def edited(self, path: str, pattern: str, text: str) -> "Guide | None":
        """With a file in which `pattern` is replaced, once; None where it does not stand there."""
        found, count = re.subn(pattern, lambda _: text, self.text(path), count=1)
        return self.put(path, found) if count else None

    def pages(self, source: random.Random, *, tag: str = "", footer: bool = True) -> list[str]:
        """Page files in a random order, of one language or of all, without those of the footer where told so."""
        pages = [path for path in self.files if re.match(rf"\w+/({tag or 'de|ar|en'})/.*\.md$", path)]
        source.shuffle(pages)
        return [path for path in pages if footer or path.split("/", 2)[2].removesuffix(".md") not in FOOTER]


def page(title: str, body: str, more: str = "") -> str:
    """The file of a page."""
    return f"---\ntitle: {title}\n{more}---\n{body}\n"


def words(source: random.Random, path: str, count: int) -> str:
    """Some words in the language of a page."""
    return " ".join(source.choices(WORDS[path.split("/")[1]], k=count))


def start() -> Guide:
    """Two regions in two and three languages that inherit from a third, with contacts, a place, events and pictures."""
    files: dict[str, str | bytes] = {
        "site.yaml": "title: Guide\nregions: [town, city]\nbase_url: https://guide.example/\n",
        "common/region.yaml": "kind: shared\nname: Common\nlanguages: [de, ar, en]\nsource_language: de\n",
        "common/de/shared/index.md": page("Gemeinsam", "Für alle.\n\n[[contact: office]]"),
        "common/ar/shared/index.md": page("مشترك", "للجميع."),
        "common/contacts/office.yaml": f"name: Amt\nphones: [{{number: '{PHONE} 100'}}]\n",
    }
    for slug, kind, tags in (("town", "town", "de, ar"), ("city", "city", "de, ar, en")):
        files[f"{slug}/region.yaml"] = (
            f"kind: {kind}\nname: {slug.title()}\ninherits: [common]\nlanguages: [{tags}]\nsource_language: de\nland: NI\n"
            "audiences: {families: {name: {de: Familien, ar: الأسر}}}\ncolours: {brand: '#0b5563'}\n"
        )
        files |= {f"{slug}/de/{name}.md": page(name.title(), "Text.") for name in FOOTER}
        files |= {
            f"{slug}/ar/index.md": page("أهلا", "مرحبا."),
            f"{slug}/de/work/index.md": page("Arbeit", "Text.\n\n![Bild](../../media/picture.png)", "order: 3\n"),
            f"{slug}/de/work/jobs.md": page(
                "Stellen", "## Suchen\n\nText.\n\n[[contact: advice]]", "responsible: advice\n"
            ),
            f"{slug}/ar/work/jobs.md": page("وظائف", "نص.\n\n[[contact: advice]]"),
            f"{slug}/de/home/index.md": page("Wohnen", "Siehe [Stellen](../work/jobs.md).", "audience: [families]\n"),
            f"{slug}/de/news/2026-11-02-office.md": page("Neues Amt", "Text."),
            f"{slug}/contacts/advice.yaml": f"name: {{de: Beratung, ar: استشارة}}\nphones: [{{number: '{PHONE} 200'}}]\n",
            f"{slug}/places/library.yaml": (
                "name: {de: Bücherei, ar: مكتبة}\ncategories: [library]\ncoordinates: {latitude: 53.25, longitude: 10.41}\n"
                f'hours: "{HOURS[0]}"\n'
            ),
            f"{slug}/events/cafe.yaml": (
                "title: {de: Café, ar: مقهى}\nstart: 2026-12-01 17:00\nend: 2026-12-01 18:00\nplace: library\n"
                "categories: [meeting-place]\nrepeat: FREQ=WEEKLY;UNTIL=20270131\n"
            ),
            f"{slug}/media/picture.png": picture(1),
        }
    return Guide(files)


def picture(number: int) -> bytes:
    """A small picture of a colour of its own."""
    data = io.BytesIO()
    Image.new("RGB", (64, 48), (number * 37 % 256, number * 91 % 256, 90)).save(data, "PNG")
    return data.getvalue()


def _write_more(guide: Guide, source: random.Random) -> Guide | None:
    path = guide.pages(source)[0]
    return guide.put(path, f"{guide.text(path)}\n{words(source, path, 6)}.\n")


def _change_a_letter(guide: Guide, source: random.Random) -> Guide | None:
    """The file is as long as before."""
    for path in guide.pages(source):
        text, end = guide.text(path), guide.text(path).rfind("---\n") + 4
        letters = [at for at in range(end, len(text)) if text[at] in "abdefgt"]
        if letters:
            at = source.choice(letters)
            return guide.put(path, f"{text[:at]}{source.choice('klmnrs')}{text[at + 1 :]}")
    return None


def _change_a_title(guide: Guide, source: random.Random) -> Guide | None:
    path = guide.pages(source)[0]
    return guide.edited(path, r"title: .*", f"title: {words(source, path, 2)}")


def _add_a_page(guide: Guide, source: random.Random) -> Guide | None:
    slug, section = source.choice(["town", "city", "common"]), source.choice(["work", "home", "more"])
    path = f"{slug}/de/{section}/new-{source.randrange(40)}.md"
    body = words(source, path, 8)
    extra = source.choice(
        [
            "",
            "[[contact: advice]]",
            "![Bild](../../media/picture.png)",
            "[[place: library]]",
            "[[events: meeting-place]]",
        ]
    )
    return guide.put(path, page(words(source, path, 2), f"{body}.\n\n{extra if not path.startswith('common') else ''}"))


def _delete(guide: Guide, source: random.Random) -> Guide | None:
    pages = guide.pages(source, footer=False)
    return guide.without(pages[0]) if pages else None


def _move(guide: Guide, source: random.Random) -> Guide | None:
    """To another section and name, in all languages, with the old path as an alias."""
    pages = [
        path for path in guide.pages(source, tag="de", footer=False) if "/index" not in path and "/news/" not in path
    ]
    if not pages:
        return None
    slug, _, old = pages[0].removesuffix(".md").split("/", 2)
    new = f"{source.choice(['work', 'home', 'more'])}/moved-{source.randrange(40)}"
    for tag in WORDS:
        if (path := f"{slug}/{tag}/{old}.md") in guide.files:
            text = (
                guide.text(path).replace("---\n", f"---\naliases: [{old}]\n", 1)
                if "aliases:" not in guide.text(path)
                else guide.text(path)
            )
            guide = guide.without(path).put(f"{slug}/{tag}/{new}.md", text)
    return guide


def _rename(guide: Guide, source: random.Random) -> Guide | None:
    """The file alone; links to it break, which is told, and the region stays as it was."""
    pages = [path for path in guide.pages(source, footer=False) if "/index" not in path and "/news/" not in path]
    if not pages:
        return None
    folder, _, _ = pages[0].rpartition("/")
    return guide.without(pages[0]).put(f"{folder}/renamed-{source.randrange(40)}.md", guide.text(pages[0]))


def _translate(guide: Guide, source: random.Random) -> Guide | None:
    for path in guide.pages(source, tag="de"):
        tag = source.choice(["ar", "en"])
        other = path.replace("/de/", f"/{tag}/")
        if other not in guide.files and (tag == "ar" or not path.startswith("town/")):
            return guide.put(other, page(words(source, other, 2), words(source, other, 9)))
    return None


def _draft(guide: Guide, source: random.Random) -> Guide | None:
    pages = guide.pages(source, footer=False)
    if not pages:
        return None
    text = guide.text(pages[0])
    return guide.put(
        pages[0],
        text.replace("draft: true\n", "") if "draft:" in text else text.replace("---\n", "---\ndraft: true\n", 1),
    )


def _some(guide: Guide, source: random.Random, part: str) -> str | None:
    return source.choice(sorted(path for path in guide.files if f"/{part}/" in path) or [None])  # type: ignore[list-item]


def _contact(guide: Guide, source: random.Random) -> Guide | None:
    path = _some(guide, source, "contacts")
    return path and guide.edited(path, r"\+49 4131 26 \d+", f"{PHONE} {source.randint(100, 999)}")  # type: ignore[return-value]


def _own_contact(guide: Guide, source: random.Random) -> Guide | None:
    """A region fills a contact of the shared one, or no longer."""
    path = f"{source.choice(['town', 'city'])}/contacts/office.yaml"
    return (
        guide.without(path)
        if path in guide.files
        else guide.put(path, f"name: Eigenes Amt\nphones: [{{number: '{PHONE} 300'}}]\n")
    )


def _hours(guide: Guide, source: random.Random) -> Guide | None:
    path = _some(guide, source, "places")
    return path and guide.edited(path, r'hours: ".*"', f'hours: "{source.choice(HOURS)}"')  # type: ignore[return-value]


def _place(guide: Guide, source: random.Random) -> Guide | None:
    path = f"{source.choice(['town', 'city'])}/places/place-{source.randrange(3)}.yaml"
    point = f"{{latitude: 53.2{source.randrange(9)}, longitude: 10.4}}"
    text = f"name: Haus {source.randrange(99)}\ncategories: [school]\ncoordinates: {point}\n"
    return guide.without(path) if path in guide.files else guide.put(path, text)


def _event(guide: Guide, source: random.Random) -> Guide | None:
    path = f"{source.choice(['town', 'city'])}/events/event-{source.randrange(3)}.yaml"
    day = date(2026, 11, 20) + timedelta(days=source.randrange(60))
    text = f"title: Fest\nstart: {day} 15:00\nend: {day} 17:00\ncategories: [meeting-place]\nplace: library\n"
    return guide.without(path) if path in guide.files else guide.put(path, text)


def _picture(guide: Guide, source: random.Random) -> Guide | None:
    path = _some(guide, source, "media")
    return guide.put(path, picture(source.randrange(99))) if path else None


SETTINGS = (
    ("features", "{search: false}"), ("features", "{offline: false}"), ("take_along", "{html: false}"),
    ("colours", "{brand: '#7a3b10'}"), ("feedback", "{mail: 'yes'}"), ("exclude", "[shared]"), ("short_name", "Kurz"),
    ("imprint_contact", "advice"), ("fallback", "{ar: [de]}"), ("offline", "{stale_after_days: 9}"),
)  # fmt: skip


def _setting(guide: Guide, source: random.Random) -> Guide | None:
    """A setting of a region comes, changes or goes."""
    path, (key, value) = f"{source.choice(['town', 'city'])}/region.yaml", source.choice(SETTINGS)
    lines = [line for line in guide.text(path).splitlines(keepends=True) if not line.startswith(f"{key}:")]
    line = f"{key}: {value}\n"
    return guide.put(path, "".join(lines) + (line if line not in guide.text(path) else ""))


def _language(guide: Guide, source: random.Random) -> Guide | None:
    """A region gets a language, or loses it."""
    tags = "de, ar, en" if "[de, ar]" in guide.text("city/region.yaml") else "de, ar"
    return guide.edited("city/region.yaml", r"languages: \[.*?\]", f"languages: [{tags}]")


def _region(guide: Guide, source: random.Random) -> Guide | None:
    """A region goes, or comes back."""
    slugs = "town" if "city" in guide.text("site.yaml") else source.choice(["town, city", "city, town"])
    return guide.edited("site.yaml", r"regions: \[.*\]", f"regions: [{slugs}]")


def _site(guide: Guide, source: random.Random) -> Guide | None:
    key, value = source.choice(
        [("title", f"Guide {source.randrange(9)}"), ("base_url", "https://other.example/guide/")]
    )
    return guide.edited("site.yaml", rf"{key}: .*", f"{key}: {value}")


def _theme(guide: Guide, source: random.Random) -> Guide | None:
    colour = f"#{source.randrange(0x1000000):06x}"
    return replace(guide, theme={"styles/zz-edited.css": f"@layer base {{ hr {{ color: {colour} }} }}\n"})


def _day(guide: Guide, source: random.Random) -> Guide | None:
    return replace(guide, today=guide.today + timedelta(days=source.choice([-1, 1, 9])))


EDITS: Mapping[str, Edit] = {
    "write more": _write_more, "change a letter": _change_a_letter, "change a title": _change_a_title,
    "add a page": _add_a_page, "delete": _delete, "move": _move, "rename": _rename, "translate": _translate,
    "draft": _draft, "contact": _contact, "own contact": _own_contact, "hours": _hours, "place": _place, "event": _event,
    "picture": _picture, "setting": _setting, "language": _language, "region": _region, "site": _site, "theme": _theme,
    "day": _day,
}  # fmt: skip
