"""Mistakes in what region.yaml says about feedback and audiences, each with its line."""

from collections.abc import Callable

import pytest

from integreat_ssg.model.findings import Severity
from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

Check = Callable[..., BuildResult]

REGION = str(SMALL_SITE["town/region.yaml"]) + "imprint_contact: team\n"
TEAM = {"town/contacts/team.yaml": "name: Team\nphones: [{number: +49 5321 1234}]\n"}


def found(check_site: Check, settings: str, **files: str) -> list[tuple[str, int, Severity]]:
    """Code, line and severity of what is found in region.yaml beyond what a sound one has."""
    result = check_site({**SMALL_SITE, **TEAM, **files, "town/region.yaml": REGION + settings})
    return [
        (each.code, each.place.line, each.severity)
        for each in result.all_findings
        if each.place.file == "town/region.yaml"
    ]


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("form", "http://forms.town.example/post"),
        ("form", "https://forms/post"),
        ("form", "forms.town.example"),
        ("form", "https://"),
        ("form", "https://["),
        ("form", "https://forms.town.example:x/"),
        ("form", "https://me:secret@forms.town.example/"),
        ("form", "https://formuläre.example/"),
        ("form", "https://forms.town.example/; script-src *"),
        ("form", "javascript:alert(1)"),
        ("repository", "https://codeberg.org/town"),
        ("repository", "http://codeberg.org/town/guide"),
        ("repository", "https://codeberg.org/town/guide?tab=issues"),
        ("repository", "git@codeberg.org:town/guide.git"),
    ],
)
def test_addresses_that_cannot_be_used(key: str, url: str, check_site: Check) -> None:
    """An address that is not complete, not safe, or would say more in a policy than an origin, is an error at its line."""
    assert found(check_site, f"feedback:\n  {key}: '{url}'\n") == [("bad-feedback-address", 7, Severity.ERROR)]


@pytest.mark.parametrize(
    "settings",
    [
        "feedback: {form: 'https://forms.town.example/post?to=guide'}",
        "feedback: {form: 'http://127.0.0.1:8001/post'}",
        "feedback: {form: 'https://xn--formulre-5za.example/'}",
        "feedback: {repository: 'https://gitlab.com/a/b/c', forge: gitlab}",
    ],
)
def test_sound_addresses(settings: str, check_site: Check) -> None:
    """Safe addresses are, and a form on this machine for trying it."""
    assert found(check_site, settings) == []


def test_mail_to_nobody(check_site: Check) -> None:
    """A contact that is not there is an error; one that cannot be written to, a warning."""
    assert found(check_site, "feedback:\n  mail: tean\n") == [("names-nothing", 7, Severity.ERROR)]
    assert found(check_site, "feedback:\n  mail: team\n") == [("feedback-without-mail", 7, Severity.WARNING)]
    assert found(check_site, "feedback:\n  mail: yes\n") == [("feedback-without-mail", 7, Severity.WARNING)]
    assert found(check_site, "feedback:\n  mail: no\n") == []


def test_audiences(check_site: Check) -> None:
    """A key that makes no address is an error; an audience that nothing names is told; an icon must be one."""
    jobs = {"town/de/work/jobs.md": "---\ntitle: Stellen\naudience: [workers]\n---\nText.\n"}
    one = "audiences:\n  workers: {name: A, summary: {de: B}, icon: briefcase}\n"
    assert found(check_site, one, **jobs) == []
    assert found(check_site, one) == [("audience-unused", 7, Severity.NOTE)]
    assert ("bad-audience-key", 8, Severity.ERROR) in found(check_site, f"{one}  ../up: {{name: C}}\n", **jobs)
    assert ("bad-audience-key", 8, Severity.ERROR) in found(check_site, f"{one}  New arrivals: {{name: C}}\n", **jobs)
    assert ("unknown-icon", 7, Severity.ERROR) in found(check_site, one.replace("briefcase", "brefcase"), **jobs)
