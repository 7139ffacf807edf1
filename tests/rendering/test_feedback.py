"""What stands on pages so that readers can say what is wrong, and what the policy then allows."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
OFFICES = {
    "town/contacts/office.yaml": "name: Amt\nemail: amt+guide@town.example\n",
    "town/contacts/team.yaml": "name: Team\nemail: team@town.example\n",
    "town/contacts/silent.yaml": "name: Still\nphones: [{number: +49 5321 1234}]\n",
    "town/de/work/jobs.md": "---\ntitle: Stellen & Praktika\nresponsible: office\nupdated: 2026-11-01\n---\nText.\n",
    "town/ar/work/jobs.md": "---\ntitle: وظائف؟ نعم & لا\nupdated: 2026-11-02\n---\nنص.\n",
    "town/de/work/silent.md": "---\ntitle: Still\nresponsible: silent\n---\nText.\n",
    "town/places/hall.yaml": "name: Rathaus\ncontacts: [office]\n",
}


@pytest.fixture
def read(build_site: Build, tmp_path: Path) -> Callable[..., str]:
    """`read(file, feedback, address=…)` is a file of the town's site, built with this line in region.yaml."""

    def build_and_read(file: str, feedback: str, address: str = "") -> str:
        region = f"{SMALL_SITE['town/region.yaml']}imprint_contact: team\n{feedback}\n"
        files = {**SMALL_SITE, **OFFICES, "town/region.yaml": region}
        result = build_site(files, base_url=address or None)
        assert result.regions[0].version, result.all_findings
        return (tmp_path / "build" / "town" / file).read_text()

    return build_and_read


def links(html: str) -> list[str]:
    """Where the links of a page's feedback lead."""
    part = re.search(r'<aside class="feedback.*?</aside>', html, re.DOTALL)
    return [unescape(each) for each in re.findall(r'href="([^"]*)"', part[0])] if part else []


def test_mail_to_the_responsible_contact(read: Callable[..., str]) -> None:
    """A mail goes to the page's contact, a translation's to that of its source, with title, address, language and date; letters
    of every script and signs that part addresses arrive as they are."""
    (link,) = links(read("ar/work/jobs/index.html", "feedback: {mail: yes}", "https://guide.example/"))
    parts = urlsplit(link)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "amt+guide@town.example")
    assert re.fullmatch(r"subject=[\w.~%-]+&body=[\w.~%-]+", parts.query)
    subject, body = (unquote(each.partition("=")[2]) for each in parts.query.split("&"))
    assert subject == "ملاحظة: وظائف؟ نعم & لا – Town"
    assert body == "\r\n\r\n\r\nhttps://guide.example/town/ar/work/jobs/\r\nar, 2026-11-02"


def test_language_of_the_text(read: Callable[..., str]) -> None:
    """A page that is shown in another language says in which."""
    (link,) = links(read("ar/work/silent/index.html", "feedback: {mail: yes}"))
    assert unquote(link).endswith("\r\ntown/ar/work/silent/\r\nar (de)")


@pytest.mark.parametrize(
    ("file", "mail", "address"),
    [
        ("de/work/jobs/index.html", "yes", "amt+guide@town.example"),
        ("de/work/jobs/index.html", "team", "team@town.example"),
        ("de/work/silent/index.html", "true", "team@town.example"),
        ("de/index.html", "yes", "team@town.example"),
        ("de/places/index.html", "yes", "team@town.example"),
        ("de/places/hall/index.html", "yes", "amt+guide@town.example"),
        ("de/offline/index.html", "yes", "team@town.example"),
    ],
)
def test_whom_a_mail_goes_to(file: str, mail: str, address: str, read: Callable[..., str]) -> None:
    """Who answers for a page gets the mail, else whom the imprint names; or one contact gets all."""
    (link,) = links(read(file, f"feedback: {{mail: {mail}}}"))
    assert unquote(urlsplit(link).path) == address


@pytest.mark.parametrize(
    ("feedback", "start", "title", "text"),
    [
        ("repository: https://github.com/town/guide", "https://github.com/town/guide/issues/new", "title", "body"),
        (
            "repository: https://codeberg.org/town/guide.git",
            "https://codeberg.org/town/guide/issues/new",
            "title",
            "body",
        ),
        (
            "repository: https://gitlab.com/town/sub/guide/",
            "https://gitlab.com/town/sub/guide/-/issues/new",
            "issue[title]",
            "issue[description]",
        ),
        (
            "repository: https://code.town.example/a/b, forge: gitlab",
            "https://code.town.example/a/b/-/issues/new",
            "issue[title]",
            "issue[description]",
        ),
    ],
)
def test_report_in_the_repository(feedback: str, start: str, title: str, text: str, read: Callable[..., str]) -> None:
    """A report is filled in as the forge of the repository wants it; without an address, the page's path stands in it."""
    (link,) = links(read("de/work/jobs/index.html", f"feedback: {{{feedback}}}"))
    parts = urlsplit(link)
    assert parts._replace(query="").geturl() == start
    assert parse_qs(parts.query) == {
        title: ["Rückmeldung: Stellen & Praktika – Town"],
        text: ["\n\n\ntown/de/work/jobs/\nde, 2026-11-01"],
    }


def test_policy_with_a_form(read: Callable[..., str], tmp_path: Path) -> None:
    """The form's origin may be posted to and connected with, on the pages that have the form; nothing else is allowed there
    that is not allowed elsewhere."""
    origin = "https://forms.town.example:8443"
    html = read("de/work/jobs/index.html", f"feedback: {{form: '{origin}/post?to=guide'}}")
    assert f'<form action="{origin}/post?to=guide" method="post">' in html
    policies = {
        name: POLICY.search((tmp_path / "build" / name).read_text())[1]  # type: ignore[index]
        for name in ("index.html", "town/index.html", "town/404.html", "town/de/work/jobs/index.html")
    }
    closed = policies.pop("index.html")
    assert "form-action 'self'" in closed
    opened = policies.pop("town/de/work/jobs/index.html")
    assert set(policies.values()) == {closed}
    assert opened.replace(f"'self' {origin};", "'self';") == closed
    assert opened.count(origin) == 2


@pytest.mark.parametrize(
    "feedback",
    [
        "",
        "feedback: {mail: no}",
        "feedback:",
        "feedback: {mail: yes, form: 'https://a.example/', repository: 'https://a.example/b/c'}\nfeatures: {feedback: no}",
    ],
)
def test_off(feedback: str, read: Callable[..., str]) -> None:
    """A region that names no way, or wants none, has no trace of it in its pages."""
    html = read("de/work/jobs/index.html", feedback)
    assert "feedback" not in html
    assert "form-action 'self';" in html


def test_without_anybody_to_write_to(build_site: Build, tmp_path: Path) -> None:
    """Where no contact has a mail address, pages offer no mail."""
    region = f"{SMALL_SITE['town/region.yaml']}feedback: {{mail: yes}}\n"
    build_site({**SMALL_SITE, "town/region.yaml": region})
    assert "feedback" not in (tmp_path / "build/town/de/index.html").read_text()
