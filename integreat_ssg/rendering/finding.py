"""Finding by words: the search page, and the list of all titles and keywords from A to Z."""

from integreat_ssg.model.content import HOME
from integreat_ssg.model.languages import Text
from integreat_ssg.planning import REGISTER, list_file, page_file
from integreat_ssg.register import Entry, Group, Register, RegisterOutput, SearchOutput
from integreat_ssg.rendering.contacts import contact_view, places_of
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import frame, head, made_alternates, made_languages
from integreat_ssg.rendering.place_details import audience_name
from integreat_ssg.rendering.place_views import Option
from integreat_ssg.rendering.search_views import LetterLink, RegisterEntry, RegisterGroup, RegisterView, SearchView
from integreat_ssg.rendering.sheets import sheet_trail
from integreat_ssg.rendering.views import ContactView, Words

CONTACT = "contact"
"""The path of the page that says whom to ask, where a region has one."""


def search_view(edition: Edition, output: SearchOutput) -> SearchView:
    """The search page; search engines leave it alone."""
    content, file, tag = edition.plan.content, output.file, output.language
    title = Words(edition.voice.say("Search"))
    view_head = head(edition, file, title, index=False)
    names = ((key, audience_name(edition, key)) for key in content.settings.audiences)
    asked = [path for path in (CONTACT, content.settings.emergency_page) if path and (path, tag) in edition.plan.pages]
    return SearchView(
        frame=frame(edition, file, view_head, made_languages(edition, file, file.partition("/")[2])),
        breadcrumbs=sheet_trail(edition, file),
        audiences=tuple(Option(key, name) for key, name in names if name),
        source=edition.voice.name_of(content.language(content.settings.source_language)),
        sections=tuple(edition.link(file, path) for path in content.children(HOME)),
        letters=_letters(edition, file, output.register),
        contact=_contact(edition, file),
        ask=tuple(edition.link(file, path) for path in asked),
    )


def register_view(edition: Edition, output: RegisterOutput) -> RegisterView:
    """A page of the list from A to Z. Other languages have other letters, so that the switcher leads to their first page."""
    file, tag, number, pages = output.file, output.language, output.number, output.register
    first = list_file(REGISTER, tag)
    name = first.partition("/")[2]
    title, letters = edition.voice.say("A to Z"), [group.letter for group in pages[number - 1]]
    part = title if len(pages) == 1 else f"{title}: {letters[0]} – {letters[-1]}"
    view_head = head(
        edition,
        file,
        Words(part),
        canonical=edition.absolute(file),
        alternates=made_alternates(edition, name) if number == 1 else (),
    )

    def page(number: int) -> str:
        return edition.url(file, list_file(REGISTER, tag, number)) if 1 <= number <= len(pages) else ""

    return RegisterView(
        frame=frame(edition, file, view_head, made_languages(edition, file, name)),
        breadcrumbs=sheet_trail(edition, file),
        letters=_letters(edition, file, pages),
        groups=tuple(_group(edition, file, group) for group in pages[number - 1]),
        previous=page(number - 1),
        next=page(number + 1),
    )


def _letters(edition: Edition, file: str, pages: Register) -> tuple[LetterLink, ...]:
    """All letters, each where it first comes."""
    links: dict[str, LetterLink] = {}
    for number, groups in enumerate(pages, 1):
        target = list_file(REGISTER, edition.language.tag, number)
        start = "" if target == file else edition.url(file, target)
        for group in groups:
            links.setdefault(group.letter, LetterLink(_letter(edition, group), f"{start}#{_anchor(group)}"))
    return tuple(links.values())


def _group(edition: Edition, file: str, group: Group) -> RegisterGroup:
    return RegisterGroup(
        _letter(edition, group), _anchor(group), tuple(_entry(edition, file, each) for each in group.entries)
    )


def _letter(edition: Edition, group: Group) -> Words:
    """A letter, with its language where all words under it are in another one than the reader's."""
    languages = [each.word.language for each in group.entries]
    own = any(each in ("", edition.language.tag) for each in languages)
    return edition.words(Text(group.letter, "" if own else languages[0])) or Words(group.letter)


def _anchor(group: Group) -> str:
    return f"l{group.number}"


def _entry(edition: Edition, file: str, entry: Entry) -> RegisterEntry:
    notes = {"place": Words(edition.voice.say("Place")), "event": Words(edition.voice.say("Event"))}
    return RegisterEntry(
        url=edition.url(file, page_file(entry.path, edition.language.tag)),
        word=edition.words(entry.word) or Words(""),
        note=edition.words(entry.title) or notes.get(entry.kind),
    )


def _contact(edition: Edition, file: str) -> ContactView | None:
    """Whom a reader may ask: the contact of the home page, else that of the imprint."""
    content, settings = edition.plan.content, edition.plan.content.settings
    home = content.find(HOME, edition.language.tag)
    key = (home.meta.responsible if home else None) or settings.imprint_contact or ""
    contact = content.contacts.get(key)
    return contact_view(edition, contact, places_of(edition, file, key)) if contact else None
