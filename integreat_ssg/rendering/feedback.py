"""How a reader can say what is wrong with a page: links that prepare a mail or a report, and what a form posts.

What goes along is the page's title, address and language and the date of its text, nothing about the reader.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from integreat_ssg.model.settings import Feedback
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.feedback_views import FeedbackForm, FeedbackView, FeedbackWay


@dataclass(frozen=True, slots=True)
class _Subject:
    """What feedback is about: the key of the contact who answers for it, the day and the language of its text."""

    contact: str
    dated: date | None
    language: str


def feedback_view(edition: Edition, file: str, title: str) -> FeedbackView | None:
    """The ways to say what is wrong with the page in `file`; None where the region offers none, and for files of no
    language."""
    content, wanted = edition.plan.content, edition.plan.content.settings.feedback
    if not content.settings.features.feedback or "/" not in file:
        return None
    about = _subject(edition, file)
    topic, facts = edition.voice.say("Feedback: {title}", title=title), _facts(edition, file, about)
    mail, issue, form = _mail(edition, about, topic, facts), _issue(wanted, topic, facts), None
    if wanted.form:
        form = _form(wanted.form, (("page", facts[0]), ("title", title), *_stated(edition, about)))
    return FeedbackView(mail, issue, form) if mail or issue or form else None


def _subject(edition: Edition, file: str) -> _Subject:
    """What the page in `file` is made from, who answers for it, and of when it is."""
    content, tag = edition.plan.content, edition.language.tag
    path = file.removeprefix(f"{tag}/").removesuffix("index.html").rstrip("/")
    kind, _, key = path.partition("/")
    if output := edition.plan.pages.get((path, tag)):
        page, source = output.page, content.pages.get((path, content.settings.source_language))
        responsible = page.meta.responsible or (source.meta.responsible if source else None)
        return _Subject(responsible or "", content.updated(page), page.language)
    if kind == "places" and key in content.places:
        place = content.places[key]
        return _Subject("".join(place.place.contacts[:1]), content.history.changed.get(place.file), tag)
    if kind == "events" and key in content.events:
        event = content.events[key]
        return _Subject(event.event.contact or "", content.history.changed.get(event.file), tag)
    return _Subject("", None, tag)


def _facts(edition: Edition, file: str, about: _Subject) -> tuple[str, ...]:
    """Lines that tell which text is meant, to whoever reads them: its address, the reader's language (and that of the text,
    where it is another), its date."""
    address = edition.absolute(file) or f"{edition.plan.content.slug}/{file.removesuffix('index.html')}"
    tag, dated = edition.language.tag, f", {about.dated.isoformat()}" if about.dated else ""
    return address, f"{tag}{dated}" if about.language == tag else f"{tag} ({about.language}){dated}"


def _stated(edition: Edition, about: _Subject) -> tuple[tuple[str, str], ...]:
    dated = (("date", about.dated.isoformat()),) if about.dated else ()
    return ("region", edition.plan.content.slug), ("language", edition.language.tag), *dated


def _mail(edition: Edition, about: _Subject, topic: str, facts: tuple[str, ...]) -> FeedbackWay | None:
    """A mail to whoever answers for the page, or for the whole guide where nobody can be written to (RFC 6068)."""
    content, wanted = edition.plan.content, edition.plan.content.settings.feedback
    if not wanted.writes:
        return None
    keys = (wanted.contact or about.contact, content.settings.imprint_contact or "")
    contacts = (content.contacts.get(key) for key in keys)
    address = next((each.email for each in contacts if each and each.email), "")
    if not address:
        return None
    body = "\r\n".join(("", "", "", *facts))
    to = quote(address, safe="@+")
    return FeedbackWay(f"mailto:{to}?subject={quote(topic, safe='')}&body={quote(body, safe='')}", address)


def _issue(wanted: Feedback, topic: str, facts: tuple[str, ...]) -> FeedbackWay | None:
    """A report that is filled in already. GitHub, Gitea and Forgejo take the same address, GitLab another.

    Sources: https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/creating-an-issue,
    https://docs.gitlab.com/user/project/issues/create_issues/#using-a-url-with-prefilled-values.
    """
    if not wanted.repository:
        return None
    repository, host = wanted.repository.removesuffix(".git").rstrip("/"), urlsplit(wanted.repository).hostname or ""
    gitlab = wanted.forge == "gitlab" or (wanted.forge is None and "gitlab" in host)
    way, title, text = "/-/issues/new", "issue[title]", "issue[description]"
    if not gitlab:
        way, title, text = "/issues/new", "title", "body"
    query = "&".join(f"{quote(key)}={quote(value, safe='')}" for key, value in (
        (title, topic), (text, "\n".join(("", "", "", *facts)))))  # fmt: skip
    return FeedbackWay(f"{repository}{way}?{query}", host)


def _form(url: str, fields: tuple[tuple[str, str], ...]) -> FeedbackForm:
    parts = urlsplit(url)
    return FeedbackForm(url, f"{parts.scheme}://{parts.netloc}", parts.netloc, fields)
