"""The theme's contract: what each template may see, and nothing else.

Every view is frozen. URLs are relative to the page that shows them. A `Words` value carries `lang` and `dir` only where
they differ from the page's, so that a template can write them as they come. Templates are named in `docs/themes.md`.
"""

from dataclasses import dataclass
from operator import attrgetter

from markupsafe import Markup

from integreat_ssg.rendering.feedback_views import FeedbackView


@dataclass(frozen=True, slots=True)
class Words:
    """A text; `lang` and `dir` are empty where it is in the language of its page (or in none)."""

    text: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go. `icon` is a name from the theme's icons or empty; `summary` may be None. `audiences` are the keys, parted
    by spaces, of those whom it is only for; empty where it is for everybody."""

    url: str
    title: Words
    summary: Words | None = None
    icon: str = ""
    audiences: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One entry of the language switcher; `fallback` is the autonym of the language shown instead, or empty."""

    url: str
    tag: str
    dir: str
    autonym: str
    current: bool = False
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language, as an absolute URL, for machines."""

    tag: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in `<head>`: `title` is complete; `canonical` and `alternates` only where the base URL is known."""

    title: str
    description: str
    canonical: str
    alternates: tuple[Alternate, ...]
    feed: str
    json_ld: Markup
    index: bool
    site_name: str


@dataclass(frozen=True, slots=True)
class AppView:
    """What tells a browser that the guide can be installed. `manifest` is empty on pages that are in no language's folder,
    `icon` where there is no logo; `light` and `dark` colour what is around the page."""

    manifest: str
    icon: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What is the same around all pages of a language that lie equally deep: one value for all of them, so that what a template
    writes of it can be written once."""

    lang: str
    dir: str
    root: str
    assets: str
    region: Words
    region_full: Words
    logo: str
    home: str
    portal: str
    emergency: Link | None
    footer: tuple[Link, ...]
    notice: Words | None
    offline: str = ""
    my_list: str = ""
    stale_after_days: int = 0
    app: AppView | None = None
    search: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages share. `root` leads to the region's folder ("../../"), `assets` to the theme's files; both end in "/".

    `offline` leads to the page "Offline and data", `my_list` to "My list", `register` to the list of all titles and keywords,
    `search` to the search page; they are empty on pages that are in no language's folder, and where there is no such page. A
    saved page warns after `stale_after_days` without contact. `app` is None in the portal, which is not installed; `feedback`
    where the region wants none, and on pages of no language. All but `head`, `languages` and `feedback` is that of `around`.
    """

    head: Head
    languages: tuple[LanguageLink, ...]
    around: Around
    feedback: FeedbackView | None = None

    lang = property(attrgetter("around.lang"))
    dir = property(attrgetter("around.dir"))
    root = property(attrgetter("around.root"))
    assets = property(attrgetter("around.assets"))
    region = property(attrgetter("around.region"))
    region_full = property(attrgetter("around.region_full"))
    logo = property(attrgetter("around.logo"))
    home = property(attrgetter("around.home"))
    portal = property(attrgetter("around.portal"))
    emergency = property(attrgetter("around.emergency"))
    footer = property(attrgetter("around.footer"))
    notice = property(attrgetter("around.notice"))
    offline = property(attrgetter("around.offline"))
    my_list = property(attrgetter("around.my_list"))
    stale_after_days = property(attrgetter("around.stale_after_days"))
    app = property(attrgetter("around.app"))
    search = property(attrgetter("around.search"))
    register = property(attrgetter("around.register"))


@dataclass(frozen=True, slots=True)
class Date:
    """A day as people write it and as machines do (ISO 8601)."""

    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading in the contents list; `level` 2 or 3."""

    anchor: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class PhoneView:
    """A phone number: `url` for `tel:`, `text` for people."""

    url: str
    text: str
    label: Words | None


@dataclass(frozen=True, slots=True)
class Span:
    """From when till when something is open, as people write it."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One line of opening hours: a day, a run of days from `first` to `last`, or a kind of day. No spans means closed."""

    first: str
    last: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class HoursView:
    """`hours.html`: opening hours. `others` are holidays and single days. `data` is for the script that says what is open
    now, empty where it would not be true: where one needs an appointment, or the build date is not known."""

    rows: tuple[HoursRow, ...]
    others: tuple[HoursRow, ...]
    always: bool
    note: Words | None
    data: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact's card. With `fallback`, the region has no such office and the card says whom to ask instead. `places` are
    where it can be met."""

    name: Words
    responsibility: Words | None
    organisation: Words | None
    phones: tuple[PhoneView, ...]
    email: str
    website: str
    website_text: str
    address: tuple[Words, ...]
    office_hours: Words | None
    fallback: Words | None
    places: tuple[Link, ...] = ()
    hours: HoursView | None = None


@dataclass(frozen=True, slots=True)
class PageView:
    """`page.html` and `home.html`: one text. `body` is safe HTML in the language `body_lang`.

    `shown_in` names, in the reader's language, the language shown instead of the missing one; empty where the page is in
    its own. `outdated` says that its source text has changed since, `machine` that nobody has read a machine's translation;
    both are about the language shown. `children` are cards, on the home page tiles. `expires` is the day
    from which the text is out of date, `expired` whether that day had come when the page was built. `now` is safe HTML on
    the home page: what is on next, and news. `published` is the day of a news item. `wording` leads to the same text in plain
    language, or from there to the usual one. `beside` is the tag of the source language where a second language can be read
    beside this one, and else empty. `audiences` are those that the region
    names, on the home page, each with its key.
    """

    frame: Frame
    heading: Words
    summary: Words | None
    body: Markup
    body_lang: str
    body_dir: str
    shown_in: str
    outdated: bool
    machine: bool
    source_url: str
    breadcrumbs: tuple[Link, ...]
    contents: tuple[ContentsEntry, ...]
    children: tuple[Link, ...]
    contact: ContactView | None
    previous: Link | None
    next: Link | None
    updated: Date | None
    expires: Date | None
    expired: bool
    now: Markup
    published: Date | None
    wording: LanguageLink | None = None
    beside: str = ""
    audiences: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguagesView:
    """`languages.html`: a region's first page, where the reader chooses a language."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class NotFoundText:
    """The message of the 404 page in one language."""

    lang: str
    dir: str
    title: str
    text: str
    home: str
    home_text: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """`not_found.html`: the page a host answers with where nothing lies, in every language of the region."""

    frame: Frame
    texts: tuple[NotFoundText, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """`redirect.html`: an old address that leads to `target`."""

    lang: str
    dir: str
    target: str
    title: str
    canonical: str
