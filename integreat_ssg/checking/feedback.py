"""Rules about feedback: what a reader writes has to arrive somewhere, and on a way that nobody can listen to."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, error, warning
from integreat_ssg.spelling import nearest

_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*", re.IGNORECASE)
"""A name on the internet, with at least one dot; others than ASCII letters are written as `xn--`."""
_HERE = ("localhost", "127.0.0.1")
"""This machine, where a form is tried out; browsers hold it to be as safe as https."""


def addresses(content: Content, _: date | None) -> Iterator[Finding]:
    """The form and the repository are complete, safe web addresses; a repository's names at least its owner and itself."""
    feedback = content.settings.feedback
    if feedback.form is not None and not _is_safe(feedback.form):
        yield error("bad-feedback-address", content.at_setting("feedback", "form"), key="form", url=feedback.form)
    repository = feedback.repository
    if repository is not None and not (_is_safe(repository) and _names_a_repository(repository)):
        place = content.at_setting("feedback", "repository")
        yield error("bad-feedback-address", place, key="repository", url=repository)


def recipients(content: Content, _: date | None) -> Iterator[Finding]:
    """Mail goes to a contact that there is and that has an address."""
    settings = content.settings
    if not settings.feedback.writes:
        return
    named = settings.feedback.contact
    place = content.at_setting("feedback", "mail")
    if named and named not in content.contacts:
        near = nearest(named, content.contacts)
        yield error("names-nothing", place, key="feedback.mail", name=named, nearest=near)
        return
    key = named or settings.imprint_contact or ""
    contact = content.contacts.get(key)
    if not (contact and contact.email):
        yield warning("feedback-without-mail", place, contact=key or "–")


def _is_safe(url: str) -> bool:
    if re.search(r"[\s;,\x00-\x1f]", url):  # would end the address in the page's policy
        return False
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:  # such as "https://[", or a port that is no number
        return False
    if parts.username is not None or parts.fragment:
        return False
    return (parts.scheme == "https" and bool(_HOST.fullmatch(host))) or (parts.scheme == "http" and host in _HERE)


def _names_a_repository(url: str) -> bool:
    parts = urlsplit(url)
    return len([step for step in parts.path.split("/") if step]) >= 2 and not parts.query
