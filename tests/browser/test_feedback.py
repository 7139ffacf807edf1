"""A reader says what is wrong with a page: with and without JavaScript, with and without a network, exactly once."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.conftest import build_with_command
from tests.browser.receiver import Receiver
from tests.browser.server import Server
from tests.browser.visiting import NO_ICON, Visitor, settle
from tests.conftest import SMALL_SITE, write_files

PAGE = "work/jobs/index.html"
ELSEWHERE = (r"^request to another origin: http://127\.0\.0\.1:\d+/post$",)
OUTAGE = (*ELSEWHERE, r"/post: net::ERR_", r"net::ERR_INTERNET_DISCONNECTED", r"^status 500", r"status of 500")


@pytest.fixture(scope="module")
def service() -> Iterator[Receiver]:
    """The service that the site's form posts to."""
    service = Receiver()
    yield service
    service.close()


@pytest.fixture
def receiver(service: Receiver) -> Receiver:
    """The same service, which has taken nothing yet and is well."""
    service.status, service.delay = 200, 0.0
    service.taken.clear()
    service.refused.clear()
    return service


@pytest.fixture(scope="module")
def site(service: Receiver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A small site with that form, in German and Arabic."""
    folder = tmp_path_factory.mktemp("feedback")
    feedback = f"feedback: {{form: '{service.origin}/post'}}\n"
    arabic = {"town/ar/work/jobs.md": "---\ntitle: وظائف\n---\nنص.\n"}
    files = {**SMALL_SITE, **arabic, "town/region.yaml": f"{SMALL_SITE['town/region.yaml']}{feedback}"}
    server = Server()
    server.mount("/", build_with_command(write_files(folder / "content", files), folder / "build"))
    yield server
    server.close()


@pytest.fixture
def visitor(browser: object, site: Server) -> Iterator[Visitor]:
    """As for all browser tests, at this site."""
    visitor = Visitor(browser, site.origin)  # type: ignore[arg-type]
    yield visitor
    problems = visitor.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def visit(visitor: Visitor, site: Server) -> Callable[..., Page]:
    """`visit(context, tag)` opens the page in a context of a visit, or in a fresh one, with its form unfolded."""

    def open_page(context: BrowserContext | None = None, tag: str = "de", **options: object) -> Page:
        context = context or visitor.start(**{"allowed": ELSEWHERE, **options}).context  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(site.url(f"town/{tag}/{PAGE}"))
        settle(page)
        page.locator(".feedback summary").click()
        if options.get("javascript", True):
            page.wait_for_selector(".feedback > div", state="attached")
        return page

    return open_page


def write(page: Page, text: str, answer: str = "no") -> None:
    """Fills in the form and sends it."""
    page.locator(f".feedback [name=helpful][value={answer}]").check()
    page.locator(".feedback textarea").fill(text)
    page.locator(".feedback form button").click()


def waiting(page: Page) -> object:
    """What is kept on the device for later."""
    return page.evaluate("() => JSON.parse(localStorage.getItem('/town/ feedback') || '[]').length")


def test_sent_by_the_script(visit: Callable[..., Page], receiver: Receiver) -> None:
    """The answer and the text arrive with the page's facts and nothing else; the reader stays on the page and is thanked."""
    page = visit(tag="ar")
    write(page, "رقم الهاتف خطأ & قديم")
    expect(page.locator(".feedback > [role=status]")).to_have_text("شكرًا لك. أُرسلت رسالتك.")
    (sent,) = receiver.taken
    assert sent.pop("id")
    assert sent == {
        "helpful": "no",
        "text": "رقم الهاتف خطأ & قديم",
        "page": "town/ar/work/jobs/",
        "title": "وظائف – Town",
        "region": "town",
        "language": "ar",
    }
    expect(page.locator("h1")).to_have_text("وظائف")
    assert waiting(page) == 0
    expect(page.locator(".feedback textarea")).to_have_value("")


def test_posted_without_javascript(visit: Callable[..., Page], receiver: Receiver) -> None:
    """Without JavaScript the form is an ordinary one: the browser posts it and shows what the service answers."""
    page = visit(javascript=False, allowed=(*ELSEWHERE, *NO_ICON))
    write(page, "Die Straße fehlt", "yes")
    expect(page.locator("h1")).to_have_text("Taken")
    (sent,) = receiver.taken
    assert (sent["helpful"], sent["text"], sent["page"]) == ("yes", "Die Straße fehlt", "town/de/work/jobs/")


def test_offline_then_online(visit: Callable[..., Page], visitor: Visitor, receiver: Receiver) -> None:
    """Without a network the text is kept, the reader is told, and it goes once when there is a network."""
    context = visitor.start(allowed=OUTAGE).context
    page = visit(context)
    context.set_offline(True)
    write(page, "Später")
    expect(page.locator(".feedback > [role=status]")).to_contain_text("bleibt auf diesem Gerät")
    expect(page.locator(".feedback .sets li")).to_have_count(1)
    assert receiver.taken == []
    context.set_offline(False)
    expect(page.locator(".feedback > [role=status]")).to_contain_text("Danke")
    expect(page.locator(".feedback .sets")).to_be_hidden()
    assert [each["text"] for each in receiver.taken] == ["Später"]


def test_sent_at_the_next_visit(visit: Callable[..., Page], visitor: Visitor, receiver: Receiver) -> None:
    """What was written before the browser was closed goes at the next visit, from any page."""
    context = visitor.start(allowed=OUTAGE).context
    page = visit(context)
    context.set_offline(True)
    write(page, "Morgen")
    expect(page.locator(".feedback .sets li")).to_have_count(1)
    page.close()
    context.set_offline(False)
    page = visit(context, tag="ar")
    expect(page.locator(".feedback > [role=status]")).to_contain_text("شكرًا")
    assert [(each["text"], each["language"]) for each in receiver.taken] == [("Morgen", "de")]


def test_two_tabs_send_once(visit: Callable[..., Page], visitor: Visitor, receiver: Receiver) -> None:
    """Two open pages learn of the network at the same moment; each text goes once, and both show nothing waiting."""
    context = visitor.start(allowed=OUTAGE).context
    first, second = visit(context), visit(context, tag="ar")
    context.set_offline(True)
    write(first, "Eins")
    write(second, "اثنان")
    expect(first.locator(".feedback .sets li")).to_have_count(2)
    expect(second.locator(".feedback .sets li")).to_have_count(2)
    receiver.delay = 0.3
    context.set_offline(False)
    for page in (first, second):
        expect(page.locator(".feedback .sets li")).to_have_count(0)
        page.wait_for_function(
            "async () => { const l = await navigator.locks.query(); return !l.held.length && !l.pending.length; }"
        )
    assert sorted(each["text"] for each in receiver.taken) == ["Eins", "اثنان"]


def test_refused(visit: Callable[..., Page], visitor: Visitor, receiver: Receiver) -> None:
    """What the service refuses is kept; the reader is told, can have it sent again, and can delete it."""
    receiver.status = 500
    page = visit(visitor.start(allowed=OUTAGE).context)
    write(page, "Eins")
    status, items = page.locator(".feedback > [role=status]"), page.locator(".feedback .sets li")
    expect(status).to_contain_text("konnte nicht gesendet werden")
    expect(items).to_have_count(1)
    write(page, "Zwei")
    expect(items).to_have_count(2)
    items.filter(has_text="Eins").get_by_role("button").press("Enter")
    expect(items).to_have_count(1)
    expect(page.locator(".feedback summary")).to_be_focused()
    receiver.status = 200
    page.get_by_role("button", name="Jetzt senden").press("Enter")
    expect(status).to_contain_text("Danke")
    assert [each["text"] for each in receiver.taken] == ["Zwei"]


def test_refused_for_good(visit: Callable[..., Page], visitor: Visitor, receiver: Receiver) -> None:
    """A service that is gone is not asked for ever: after five times only the reader has it tried again."""
    receiver.status = 500
    context = visitor.start(allowed=OUTAGE).context
    page = visit(context)
    write(page, "Eins")
    for count in range(2, 8):
        expect(page.locator(".feedback > [role=status]")).to_contain_text("konnte nicht gesendet werden")
        assert len(receiver.refused) == min(count - 1, 5)
        page = visit(context)
    expect(page.locator(".feedback .sets li")).to_have_count(1)


def test_storage_forbidden(visit: Callable[..., Page], visitor: Visitor, receiver: Receiver) -> None:
    """Where the device keeps nothing, a text is sent all the same; one that cannot be stays in the form."""
    context = visitor.start(allowed=OUTAGE).context
    context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full'); };")
    page = visit(context)
    receiver.status = 500
    write(page, "Eins")
    status = page.locator(".feedback > [role=status]")
    expect(status).to_contain_text("versuchen Sie es später")
    expect(page.locator(".feedback textarea")).to_have_value("Eins")
    receiver.status = 200
    page.locator(".feedback form button").click()
    expect(status).to_contain_text("Danke")
    assert [each["text"] for each in receiver.taken] == ["Eins"]


def test_another_receiver(visit: Callable[..., Page], visitor: Visitor, receiver: Receiver) -> None:
    """What was written to one service is never sent to another that has taken its place; it can only be deleted."""
    context = visitor.start(allowed=OUTAGE).context
    page = visit(context)
    kept = '[{"id":"a","to":"https://former.example/","tries":0,"fields":[["text","Alt"]]}]'
    page.evaluate("(kept) => localStorage.setItem('/town/ feedback', kept)", kept)
    page = visit(context)
    expect(page.locator(".feedback .sets li")).to_have_count(1)
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.locator(".feedback > [role=status]")).not_to_be_empty()
    assert receiver.taken == []


@pytest.mark.parametrize(("tag", "width", "scheme"), [("de", 320, "light"), ("ar", 320, "dark")])
def test_accessible_with_something_waiting(
    tag: str, width: int, scheme: str, visit: Callable[..., Page], visitor: Visitor
) -> None:
    """The open form and the list of what waits are sound and fit a small phone, in both directions."""
    context = visitor.start(allowed=OUTAGE, width=width, scheme=scheme).context
    page = visit(context, tag=tag)
    context.set_offline(True)
    write(page, "Ein langer Text ohne Netz " * 8)
    expect(page.locator(".feedback .sets li")).to_have_count(1)
    context.set_offline(False)
    assert not axe_problems(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
