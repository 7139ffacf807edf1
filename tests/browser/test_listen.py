"""Reading aloud: what is said, in which order and language, and that a reader stays in control of it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.conftest import build_with_command
from tests.browser.server import Server
from tests.browser.speech import DEVICE, NOTED, speaking, voices
from tests.browser.visiting import Visitor, settle
from tests.conftest import SMALL_SITE, Files, write_files

Open = Callable[..., Page]

PAGE = "talk/town/{}/work/talk/index.html"
BEGIN = ".controls .tool >> nth=0"
BACK, FORWARD, STOP = (f".controls .tool >> nth={number}" for number in (1, 2, 3))
STATUS = ".tool-panel [role=status]"

GERMAN = """\
---
title: Gespräche
summary: Ein Satz vorweg.
responsible: office
---
Am 3. Oktober ist z. B. geschlossen. Und
sonst? <span lang="en">Never mind.</span> Gut[^1].

> [!TIP]
> Fragen Sie!

1. Erstens dies.
2. Zweitens das.

| Papier | Dauer |
| --- | --- |
| Visum | kurz |

## Kaution

Geld.

[^1]: Eine Fußnote.
"""
SPOKEN_GERMAN = [
    ("de", "Gespräche"),
    ("de", "Ein Satz vorweg."),
    ("de", "Am 3. Oktober ist z. B. geschlossen."),
    ("de", "Und sonst?"),
    ("en", "Never mind."),
    ("de", "Gut."),
    ("de", "Tipp"),
    ("de", "Fragen Sie!"),
    ("de", "1. Erstens dies."),
    ("de", "2. Zweitens das."),
    ("de", "Papier: Visum"),
    ("de", "Dauer: kurz"),
    ("de", "Kaution"),
    ("de", "Geld."),
    ("de", "1. Eine Fußnote."),
    ("de", "Kontakt zu diesem Thema"),
    ("de", "Amt"),
    ("de", "Telefon: 115"),
    ("de", "Adresse: Weg 1"),
    ("de", "12345 Ort"),
]
ARABIC = "---\ntitle: حديث\n---\nهل لديك تصريح (Aufenthaltstitel)؟ نعم. لا.\n"
SPOKEN_ARABIC = [("ar", "حديث"), ("ar", "هل لديك تصريح"), ("de", "Aufenthaltstitel"), ("ar", "نعم."), ("ar", "لا.")]
CONTENT: Files = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar, en, de-simple, ti]\nsource_language: de\n",
    "town/contacts/office.yaml": (
        "name: Amt\nphones: [{number: '115'}]\naddress: {street: Weg 1, postcode: '12345', town: Ort}\n"
    ),
    "town/de/work/talk.md": GERMAN,
    "town/ar/work/talk.md": ARABIC,
    "town/de-simple/work/talk.md": "---\ntitle: Reden\n---\nDas ist leicht.\n",
    "town/ti/work/talk.md": "---\ntitle: ዝርርብ\n---\nሰላም። ከመይ ኣሎኻ፧\n",
}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[None]:
    """A page in several languages, at `/talk/`."""
    folder = tmp_path_factory.mktemp("talk")
    server.mount("/talk/", build_with_command(write_files(folder / "content", CONTENT), folder / "site"))
    yield
    del server.mounts["/talk/"]


def named(lang: str, name: str = "", *, local: bool = True) -> dict[str, object]:
    """A voice as browsers tell of it."""
    name = name or f"Voice {lang}"
    return {"lang": lang, "name": name, "voiceURI": name, "localService": local, "default": False}


@pytest.fixture
def listen(talk: None, visitor: Visitor, server: Server) -> Open:
    """The page in a language, open for listening on a device with some voices; `before` runs before its scripts."""

    def visit(*known: dict[str, object], language: str = "de", before: str = "", **options: Any) -> Page:
        page = visitor.start(**options).context.new_page()
        page.add_init_script(DEVICE % json.dumps(known) + ";" + before)
        page.goto(server.url(PAGE.format(language)))
        settle(page)
        page.locator("[data-tool=listen]").click()
        expect(page.locator(".tool-panel")).to_be_visible()
        return page

    return visit


def log(page: Page) -> list[dict[str, Any]]:
    """What the device was told to say."""
    told: list[dict[str, Any]] = page.evaluate("() => speechSynthesis.log")
    return told


def texts(page: Page) -> list[str]:
    """The words of it."""
    return [each["text"] for each in log(page)]


def finish(page: Page, times: int = 1) -> None:
    """The device comes to the end of a sentence, or of several."""
    for _ in range(times):
        page.evaluate("() => speechSynthesis.finish()")


@pytest.fixture(scope="module")
def loud(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser with real voices."""
    with voices(tmp_path_factory.mktemp("voices")) as environment:
        loud = speaking(browser.browser_type, environment)
        yield loud
        loud.close()


@pytest.mark.parametrize(("language", "spoken"), [("de", SPOKEN_GERMAN), ("ar", SPOKEN_ARABIC)])
def test_a_real_voice(talk: None, loud: Browser, server: Server, language: str, spoken: list[tuple[str, str]]) -> None:
    """A real voice speaks the whole page from top to bottom, every part with the voice of its language, each sentence marked."""
    visitor = Visitor(loud, server.origin)
    page = visitor.start().context.new_page()
    page.add_init_script(NOTED)
    page.goto(server.url(PAGE.format(language)))
    settle(page)
    page.locator("[data-tool=listen]").click()
    expect(page.locator(".player")).to_be_visible(timeout=30_000)
    expect(page.locator(BEGIN)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).not_to_be_empty(timeout=60_000)
    said = page.evaluate("() => said")
    assert [(each["lang"].partition("-")[0], each["text"]) for each in said] == spoken
    assert all(each["ended"] and each["marked"] and "error" not in each for each in said), said
    assert page.evaluate("() => CSS.highlights.size") == 0
    assert not visitor.close()


def test_pause_and_continue(listen: Open) -> None:
    """After a pause the sentence is said again from its beginning; what the device tells of the old one counts no more."""
    page = listen(named("de-DE"))
    page.locator(BEGIN).click()
    finish(page, 2)
    page.locator(BEGIN).click()
    expect(page.locator(STATUS)).to_have_text("Angehalten bei Satz 3 von 20.")
    assert not page.evaluate("() => speechSynthesis.speaking")
    page.locator(BEGIN).click()
    assert texts(page)[2:] == ["Am 3. Oktober ist z. B. geschlossen."] * 2
    expect(page.locator(STATUS)).to_be_empty()


def test_sentence_by_sentence(listen: Open) -> None:
    """Forward, back, stop: each speaks or falls silent at once, and the mark goes along."""
    page = listen(named("de-DE"))
    marked = "() => [...(CSS.highlights.get('spoken') || [])].map(String).join()"
    page.locator(BEGIN).click()
    page.locator(FORWARD).click()
    page.wait_for_function("() => speechSynthesis.speaking")
    assert page.evaluate(marked) == "Ein Satz vorweg."
    page.locator(BACK).click()
    page.wait_for_function("() => speechSynthesis.speaking")
    assert texts(page) == ["Gespräche", "Ein Satz vorweg.", "Gespräche"]
    page.locator(STOP).click()
    assert page.evaluate(marked) == ""
    assert not page.evaluate("() => speechSynthesis.speaking")
    page.locator(BEGIN).click()
    assert texts(page)[3:] == ["Gespräche"]


def test_speed_is_remembered(listen: Open) -> None:
    """A new speed holds from the sentence on that is being said, and on the next visit."""
    page = listen(named("de-DE"))
    page.locator(BEGIN).click()
    page.locator(".controls select").select_option("slow")
    page.wait_for_function("() => speechSynthesis.log.length === 2")
    assert [(each["text"], each["rate"]) for each in log(page)] == [("Gespräche", 1), ("Gespräche", 0.8)]
    page.reload()
    settle(page)
    page.locator("[data-tool=listen]").click()
    page.locator(BEGIN).click()
    assert log(page)[-1]["rate"] == 0.8


def test_the_right_voice(listen: Open) -> None:
    """Plain German has the German voice, the one on the device before one from the internet, whatever form its tag has."""
    page = listen(named("de-DE", "Far", local=False), named("de_AT", "Near"), named("ar-EG"), language="de-simple")
    page.locator(BEGIN).click()
    assert log(page)[-1]["voice"] == "Near"


def test_long_sentences_of_voices_from_the_internet(listen: Open) -> None:
    """They come in parts, since such voices fall silent after a while; nothing is lost."""
    page = listen(named("de-DE", local=False), before="")
    page.evaluate("() => { document.querySelector('.lead').textContent = 'Wort und Wort, '.repeat(40) + 'Ende.'; }")
    page.keyboard.press("Escape")
    page.locator("[data-tool=listen]").click()
    page.locator(BEGIN).click()
    finish(page)
    while texts(page)[-1].find("Ende.") < 0:
        finish(page)
    parts = texts(page)[1:]
    assert "".join(parts) == "Wort und Wort, " * 40 + "Ende."
    assert max(map(len, parts)) <= 162


def test_no_voice(listen: Open) -> None:
    """A device without the language says so plainly, tells how to get a voice, and offers the German page; a voice that has been
    installed meanwhile can be used at once."""
    page = listen(named("de-DE"), language="ti")
    panel = page.locator(".tool-panel")
    expect(panel).to_contain_text("Tigri")
    expect(panel.locator("a")).to_have_attribute("href", page.url.replace("/ti/", "/de/") + "index.html")
    expect(panel.locator("li")).to_have_count(4)
    page.evaluate("(voice) => speechSynthesis.install(voice)", named("ti-ET"))
    page.locator(BEGIN).click()
    assert log(page)[-1]["voice"] == "Voice ti-ET"


def test_a_voice_from_the_internet_without_internet(listen: Open) -> None:
    """Then the reader is told why it stays silent."""
    page = listen(named("de-DE", local=False), before="Object.defineProperty(navigator, 'onLine', { value: false });")
    expect(page.locator(".tool-panel")).to_contain_text("braucht Internet")
    expect(page.locator(BEGIN)).to_have_count(0)


def test_a_voice_that_fails(listen: Open) -> None:
    """A reader is told, and can try again at the same sentence."""
    page = listen(named("de-DE"))
    page.locator(BEGIN).click()
    finish(page)
    page.evaluate("() => speechSynthesis.finish('onerror', { error: 'synthesis-failed' })")
    expect(page.locator(STATUS)).to_contain_text("funktioniert gerade nicht")
    page.locator(BEGIN).click()
    assert texts(page)[-1] == "Ein Satz vorweg."


def test_leaving_and_closing(listen: Open) -> None:
    """Nothing speaks on when the page is left or the tool closed; Escape does that from anywhere, focus goes back."""
    page = listen(named("de-DE"))
    page.locator(BEGIN).click()
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert not page.evaluate("() => speechSynthesis.speaking")
    page.locator(BEGIN).click()
    page.keyboard.press("Escape")
    expect(page.locator(".tool-panel")).to_have_count(0)
    expect(page.locator("[data-tool=listen]")).to_be_focused()
    assert not page.evaluate("() => speechSynthesis.speaking")
    assert page.evaluate("() => CSS.highlights.size") == 0


def test_older_browsers(listen: Open) -> None:
    """Without the means to part sentences and to mark them, sentences are parted by their signs and the block is marked."""
    page = listen(named("de-DE"), before="delete Intl.Segmenter; delete CSS.highlights;")
    page.locator(BEGIN).click()
    finish(page, 3)
    assert texts(page) == ["Gespräche", "Ein Satz vorweg.", "Am 3. Oktober ist z. B. geschlossen.", "Und sonst?"]
    expect(page.locator("p.spoken")).to_contain_text("Und")


def test_browsers_without_speech(talk: None, visitor: Visitor, server: Server) -> None:
    """The button is not there, the others are."""
    page = visitor.start().context.new_page()
    page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
    page.goto(server.url(PAGE.format("de")))
    expect(page.locator("[data-tool=share]")).to_be_visible()
    expect(page.locator("[data-tool=listen]")).to_have_count(0)


@pytest.mark.parametrize(("language", "scheme"), [("de", "light"), ("ar", "dark")])
def test_for_everybody(listen: Open, language: str, scheme: str) -> None:
    """Axe finds nothing while a page is read; the controls are 44 px high, fit into 320 px, do not cover what has the focus."""
    page = listen(named(language), language=language, scheme=scheme, width=320)
    page.locator(BEGIN).click()
    assert not axe_problems(page)
    boxes = page.locator(".tool-panel .tool").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().toJSON())"
    )
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    link = page.locator(".footer a").last
    link.focus()
    below, above = link.bounding_box(), page.locator(".player").bounding_box()
    assert below
    assert above
    assert below["y"] + below["height"] <= above["y"]


def test_the_truth_about_this_browser(talk: None, visitor: Visitor, server: Server) -> None:
    """A real browser without any voice says so, in the page's language, and axe finds nothing wrong with that."""
    page = visitor.open(server.url(PAGE.format("ar")))
    page.locator("[data-tool=listen]").click()
    expect(page.locator(".tool-panel [tabindex]")).to_be_focused()
    expect(page.locator(".tool-panel")).to_contain_text("لا يوجد في هذا الجهاز صوت لهذه اللغة: العربية.")
    assert not axe_problems(page)
