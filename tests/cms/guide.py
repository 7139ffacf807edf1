"""What stands in the CMS: a made-up region, told once for the script that fills it in and for the test that looks for it.

Only the standard library, for two environments read this: the CMS's own (fill.py) and the tests'. `{site}` in a text is
the address of the web app, `{server}` the CMS's own, `{picture}` and `{paper}` are files of its media library,
`{card}` is a contact's card as the CMS's editor writes it.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

SLUG, NAME, POSTCODE = "fantasie", "Fantasietal", "99998"
LANGUAGES = (  # code, BCP 47, name, direction, shown; each but the first is translated from the first
    ("de", "de-DE", "Deutsch", "LEFT_TO_RIGHT", True),
    ("en", "en-US", "English", "LEFT_TO_RIGHT", True),
    ("ar", "ar-AR", "العربية", "RIGHT_TO_LEFT", True),
    ("de-si", "de-DE-simple", "Einfaches Deutsch", "LEFT_TO_RIGHT", True),
    ("uk", "uk-UA", "Українська", "LEFT_TO_RIGHT", False),  # hidden: no answer names it
)
SHOWN = tuple(code for code, _, _, _, shown in LANGUAGES if shown)
BOX = (9.9, 51.8, 10.6, 52.1)  # west, south, east, north
ALIASES = {"Oberdorf": {"longitude": 10.1, "latitude": 51.9}}


@dataclass(frozen=True)
class Text:
    """One version of a text in one language."""

    title: str
    slug: str
    html: str = ""
    status: str = "PUBLIC"
    day: int = 1  # of the May in which it was saved


@dataclass(frozen=True)
class Page:
    """A page with its versions by language, the oldest first."""

    key: str
    versions: dict[str, tuple[Text, ...]]
    parent: str = ""
    archived: bool = False
    mirrors: str = ""
    organisation: bool = False
    offers: tuple[str, ...] = ()
    picture: bool = False


@dataclass(frozen=True)
class Contact:
    """Somebody at a place."""

    key: str
    area: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    website: str = ""
    appointment: str = ""
    hours: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Place:
    """A place. Hours: seven words, Monday first: `closed`, `all day`, `appointment` or `08:00-12:00 13:00-17:00`."""

    key: str
    category: str
    address: str
    texts: dict[str, Text]
    at: tuple[float, float] | None = None  # latitude, longitude
    on_map: bool = True
    hours: tuple[str, ...] | None = None
    closed: bool = False
    barrier_free: bool | None = None
    appointment: str = ""
    contacts: tuple[Contact, ...] = ()
    archived: bool = False
    organisation: bool = False


@dataclass(frozen=True)
class Event:
    """An event. Times are local to Berlin; `rule` is what the model of recurrence takes."""

    key: str
    texts: dict[str, Text]
    start: str  # "06-03 18:00", in the year YEAR
    end: str
    place: str = ""
    meeting: str = ""
    rule: dict[str, object] = field(default_factory=dict)
    archived: bool = False
    years_ago: int = 0


@dataclass(frozen=True)
class Notice:
    """A piece of news, sent some days ago."""

    texts: dict[str, tuple[str, str]]
    days_ago: int | None
    archived: bool = False


YEAR = datetime.now(UTC).year + 1  # the CMS delivers no event that is over


def weekday(month: int, weekday: int, number: int = 1) -> str:
    """The first (second …) Monday (0), Tuesday … of a month of the year YEAR, as "02-01"."""
    first = date(YEAR, month, 1)
    return f"{first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1)):%m-%d}"


RICH = """<h2>Was Sie hier finden</h2>
<p>Dieser Wegweiser hilft beim <strong>Ankommen</strong>&nbsp;– von der <em>Anmeldung</em> bis zur Arbeit &amp; Schule.
Zeichen wie * _ [ ] # &lt;b&gt; und 5 &lt; 7 bleiben, was sie sind.</p>
<ul><li>Erstens: <a href="{site}/fantasie/de/erste-schritte/anmeldung/">Anmeldung</a></li>
<li>Zweitens<ul><li>mit Unterpunkt</li><li>und noch einem</li></ul></li></ul>
<ol><li>Termin</li><li>Papiere</li></ol>
<table><thead><tr><th>Amt</th><th>Zimmer</th></tr></thead>
<tbody><tr><td>Meldeamt</td><td>12</td></tr><tr><td>Kasse</td><td>3 | 4</td></tr></tbody></table>
<p style="text-align: center;"><img src="{picture}" alt="Ein blauer Platz" width="64" height="48"></p>
<p><a class="link-external" href="https://www.bamf.example/de">Bundesamt</a>,
<a href="mailto:post@fantasietal.example">post@fantasietal.example</a>,
<a href="tel:+4953219990">05321 9990</a>,
<a href="{paper}">Merkblatt</a>,
<a href="{site}/fantasie/de/locations/rathaus/">Rathaus</a>,
<a href="{site}/fantasie/de/events/sprachcafe/">Sprachcafé</a></p>
<details><summary>Wer hilft mir?</summary><p>Die Beratung hilft.</p></details>"""
ENGLISH = """<h2>What you find here</h2>
<p>This guide helps you <strong>arrive</strong>.</p>
<p><a href="{site}/fantasie/en/first-steps/registration/">Registration</a></p>
<p style="text-align: center;"><img src="{picture}" alt="A blue square" width="64" height="48"></p>"""
ARABIC = """<h2>ماذا تجد هنا</h2><p dir="rtl">هذا الدليل يساعدك على <strong>الوصول</strong>.</p>
<p><a href="{site}/fantasie/ar/%D8%A7%D9%84%D8%AE%D8%B7%D9%88%D8%A7%D8%AA/%D8%AA%D8%B3%D8%AC%D9%8A%D9%84/">تسجيل</a></p>"""


def _once(**texts: Text) -> dict[str, tuple[Text, ...]]:
    return {code.replace("_", "-"): (text,) for code, text in texts.items()}


PAGES = (
    Page(
        "willkommen",
        _once(
            de=Text("Willkommen & Überblick", "willkommen", RICH, day=3),
            en=Text("Welcome", "welcome", ENGLISH, day=4),
            ar=Text("أهلا وسهلا", "أهلا-وسهلا", ARABIC, day=4),
            de_si=Text("Hallo", "hallo", "<p>Hallo. Das ist leicht zu lesen.</p>", day=5),
        ),
        picture=True,
    ),
    Page(  # a folder: empty in every language
        "erste-schritte",
        _once(
            de=Text("Erste Schritte", "erste-schritte"),
            en=Text("First steps", "first-steps"),
            ar=Text("الخطوات", "الخطوات"),
        ),
    ),
    Page(  # its German page was called otherwise, and a draft waits
        "anmeldung",
        {
            "de": (
                Text("Anmelden", "anmelden", "<p>Alter Text.</p>", day=1),
                Text("Anmeldung", "anmeldung", "<p>Sie melden sich an.</p>{card}<p>Danach geht es weiter.</p>", day=6),
                Text("Anmeldung", "anmeldung", "<p>Nur ein Entwurf.</p>", "DRAFT", day=8),
            ),
            "en": (Text("Registration", "registration", "<p>You register.</p><p>Old English.</p>", day=2),),  # older
            "ar": (Text("تسجيل", "تسجيل", "<p>سجّل نفسك.</p>", day=7),),
        },
        parent="erste-schritte",
    ),
    Page(
        "konto",
        _once(
            de=Text("Konto: Bank", "konto", "<p>Ein Konto eröffnen.</p><p>[contact {contact} email phone_number]</p>"),
            en=Text("Bank account", "bank-account", "<p>Open an account.</p>"),
        ),
        parent="erste-schritte",
    ),
    Page(
        "sprache",
        _once(
            de=Text("Sprache", "sprache", "<p>Deutsch lernen.</p>"), en=Text("Language", "language", "<p>Learn.</p>")
        ),
        organisation=True,
        offers=("lehrstellen",),
    ),
    Page(  # empty, but English has a text: the CMS puts a notice in place of the German one
        "kurse",
        _once(de=Text("Kurse", "kurse"), en=Text("Courses", "courses", "<p>All courses.</p>")),
        parent="sprache",
    ),
    Page(  # takes in the text of another page after its own
        "spiegel",
        _once(
            de=Text("Konto für Lernende", "spiegel", "<p>Auch hier:</p>"),
            en=Text("Account for learners", "mirror", "<p>Here too:</p>"),
        ),
        parent="sprache",
        mirrors="konto",
    ),
    Page(  # one page in one language, whose child is translated: the child is not delivered there
        "nur-deutsch", _once(de=Text("Nur deutsch", "nur-deutsch", "<p>Nur deutsch.</p>"))
    ),
    Page(
        "unter-nur-deutsch",
        _once(
            de=Text("Darunter", "darunter", "<p>Darunter.</p>"),
            en=Text("Below", "below", "<p>Below what is not there.</p>"),
        ),
        parent="nur-deutsch",
    ),
    Page("alt", _once(de=Text("Altes", "altes", "<p>Im Archiv.</p>")), archived=True),
    Page("unter-alt", _once(de=Text("Unter Altem", "unter-altem", "<p>Mit im Archiv.</p>")), parent="alt"),
    Page("entwurf", _once(de=Text("Entwurf", "entwurf", "<p>Noch nicht.</p>", "DRAFT"))),
)

WEEK = ("08:00-12:00 13:00-17:00", "08:00-12:00", "closed", "appointment", "08:00-12:00", "closed", "closed")
PLACES = (
    Place(
        "rathaus",
        "Behörde",
        "Marktplatz 1",
        {
            "de": Text("Rathaus", "rathaus", "<p>Im Rathaus ist das <strong>Meldeamt</strong>.</p>"),
            "en": Text("Town hall", "town-hall", "<p>The registry is here.</p>"),
            "ar": Text("دار البلدية", "دار-البلدية", "<p>البلدية</p>"),
        },
        at=(51.9061, 10.4292),
        hours=WEEK,
        barrier_free=True,
        appointment="https://termin.fantasietal.example/",
        organisation=True,
        contacts=(
            Contact(
                "meldeamt",
                "Meldeamt",
                "",
                "melden@fantasietal.example",
                "+49 (0) 5321 9990",
                website="https://fantasietal.example/melden",
            ),
            Contact(
                "beratung",
                "Beratung",
                "Amt für Zuwanderung",
                "beratung@fantasietal.example",
                "+49 (0) 5321 9991",
                "+49 (0) 151 23456789",
                hours=WEEK,
            ),
            Contact("empfang", phone="+49 (0) 5321 9999"),
        ),
    ),
    Place(  # no translation: in other languages the CMS delivers the German text with the id null
        "buecherei",
        "Bildung",
        "Lesegasse 2",
        {"de": Text("Bücherei", "buecherei", "<p>Bücher leihen.</p>")},
        at=(51.91, 10.43),
        closed=True,
        hours=WEEK,
        barrier_free=False,
    ),
    Place(  # not on the map, nowhere told where
        "treffpunkt",
        "Behörde",
        "Hinterhof 3",
        {"de": Text("Treffpunkt", "treffpunkt", ""), "en": Text("Meeting point", "meeting-point", "")},
        on_map=False,
        hours=("all day",) * 7,
    ),
    Place("alter-ort", "Bildung", "Weg 4", {"de": Text("Alter Ort", "alter-ort", "")}, at=(51.9, 10.4), archived=True),
)
CATEGORIES = {  # German name: icon, colour, English name
    "Behörde": ("house", "#8E24AA", "Authority"),
    "Bildung": ("education", "#E86E08", "Education"),
}

EVENTS = (
    Event(
        "fest",
        {
            "de": Text("Sommerfest", "sommerfest", "<p>Wir feiern.</p>"),
            "en": Text("Summer party", "summer-party", "<p>Party.</p>"),
        },
        "06-12 15:00",
        "06-12 22:30",
        place="rathaus",
    ),
    Event(
        "sprachcafe",
        {
            "de": Text("Sprachcafé", "sprachcafe", "<p>Reden.</p>"),
            "ar": Text("مقهى اللغة", "مقهى-اللغة", "<p>كلام</p>"),
        },
        f"{weekday(2, 0)} 17:00",
        f"{weekday(2, 0)} 19:00",
        place="rathaus",
        rule={
            "frequency": "WEEKLY",
            "interval": 2,
            "weekdays_for_weekly": [0, 3],
            "recurrence_end_date": date(YEAR, 8, 31),
        },
    ),
    Event(
        "sprechstunde",
        {"de": Text("Sprechstunde online", "sprechstunde", "<p>Am Bildschirm.</p>")},
        f"{weekday(3, 1)} 10:00",
        f"{weekday(3, 1)} 11:00",
        meeting="https://meet.fantasietal.example/sprechstunde",
        rule={"frequency": "MONTHLY", "interval": 1, "weekday_for_monthly": 1, "week_for_monthly": 1},
    ),
    Event("ferien", {"de": Text("Ferienspiele", "ferienspiele", "<p>Spielen.</p>")}, "07-20 00:00", "07-24 23:59"),
    Event(
        "nacht",
        {"de": Text("Nacht der Sterne", "nacht", "")},
        "11-06 23:30",
        "11-07 00:30",
        rule={"frequency": "DAILY", "interval": 1, "recurrence_end_date": date(YEAR, 11, 8)},
    ),
    Event(  # in UTC it begins on the day before, on Sundays
        "fruehschicht",
        {"de": Text("Frühschicht", "fruehschicht", "<p>Früh.</p>")},
        f"{weekday(2, 0)} 00:30",
        f"{weekday(2, 0)} 01:30",
        rule={
            "frequency": "WEEKLY",
            "interval": 1,
            "weekdays_for_weekly": [0],
            "recurrence_end_date": date(YEAR, 8, 31),
        },
    ),
    Event("vorbei", {"de": Text("Schon vorbei", "vorbei", "")}, "01-05 10:00", "01-05 11:00", years_ago=2),
    Event("abgesagt", {"de": Text("Abgesagt", "abgesagt", "")}, "05-05 10:00", "05-05 11:00", archived=True),
)

NEWS = (
    Notice(
        {
            "de": (
                "Neue Öffnungszeiten",
                "Ab Montag öffnen wir um 8 Uhr.\nMehr auf https://fantasietal.example/ & vor Ort <dort>.",
            ),
            "en": ("New hours", "We open at 8."),
        },
        1,
    ),
    Notice({"ar": ("خبر", "خبر جديد.")}, 2),
    *(
        Notice({"de": (f"Meldung {number}", f"Text der Meldung {number}.")}, 3) for number in range(1, 24)
    ),  # over one page of 20
    Notice({"de": ("Zu alt", "Vor zwei Monaten.")}, 60),
    Notice({"de": ("Nie gesendet", "Bleibt liegen.")}, None),
    Notice({"de": ("Abgelegt", "Im Archiv.")}, 1, archived=True),
)

IMPRINT = {
    "de": "<h2>Anbieter</h2><p>Landkreis Fantasietal, Marktplatz 1</p>",
    "en": "<p>Provider: District of Fantasietal</p>",
}
OFFERS = {
    "lehrstellen": ("Lehrstellen", "https://lehrstellen.example/?plz=", "GET"),
    "praktikum": ("Praktikum", "https://praktikum.example/", "POST"),
}
ORGANISATION = ("fantasiewerk", "Fantasiewerk e. V.", "https://fantasiewerk.example/")
