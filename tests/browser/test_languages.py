"""Every text says which language it is in, runs the way that language runs, and can be read in another one."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from tests.browser.checks import ask
from tests.browser.checks.documents import parse_document, read_document
from tests.browser.checks.messages import catalogues, message_problems, said
from tests.browser.conftest import Sites, Survey
from tests.browser.pages import ALL, REGIONS, SAMPLE, each_page, in_one_language

Look = Callable[..., Page]

AUTONYMS = {"de": "Deutsch", "en": "English", "ar": "العربية", "uk": "Українська"}
PLAIN = "de-simple"
"""Plain German, a language of the region Peine."""
PLAIN_PAGES = ("", "arrival/registration/", "health/emergencies/", "language/courses/")
"""The pages that are written in it."""
MADE = r"(places|map|events|for|a-z|glossary)/|news/$"
"""Pages that the build makes in every language."""
UNSPOKEN = {"fa": "فارسی", "ti": "ትግርኛ"}
RTL = {"ar", "fa"}
BASE = "https://guide.example/"


@pytest.mark.parametrize(("name", "path"), each_page(in_one_language(ALL)))
def test_every_text_is_marked(name: str, path: str, survey: Survey) -> None:
    """No letters of another script than the nearest `lang` is written in; directions fit; numbers keep their order."""
    problems = survey(path, 320, "languages")
    assert not problems, "\n".join(problems)


def files(sample: Path, pattern: str) -> list[Path]:
    """Files below a region of the sample, of the regions whose every file is read."""
    return [file for region in REGIONS for file in sample.glob(f"{region}/{pattern}")]


def test_pages_are_in_the_language_of_their_folder(sites: Sites) -> None:
    """`lang` is the folder's language and `dir` its direction, on every page of the sample."""
    for tag in AUTONYMS:
        for file in files(sites.sample, f"{tag}/**/index.html"):
            document = read_document(file)
            assert (document.lang, document.direction) == (tag, "rtl" if tag in RTL else "ltr"), file


def test_without_messages(sites: Sites) -> None:
    """Where the theme has no sentences in a language, the frame speaks the next one and the text is marked as its own."""
    for tag, autonym in UNSPOKEN.items():
        document = read_document(sites.everything / "unspoken" / tag / "index.html")
        direction = "rtl" if tag in RTL else "ltr"
        assert (document.lang, document.direction) == ("de", "ltr")
        assert (said("de", "Choose a language:"), "de") in document.texts
        assert (autonym, tag) in document.texts
        text = next(values for name, values in document.tags if values.get("class") == "text")
        assert (text["lang"], text["dir"]) == (tag, direction)
        assert any(language == tag and len(words) > 10 for words, language in document.texts)


def test_switcher(sites: Sites) -> None:
    """Each page offers every language by its own name, once, and marks the one it is in."""
    for file in sites.sample.glob("lueneburg/*/**/index.html"):
        document = read_document(file)
        links = [values for name, values in document.tags if name == "a" and "hreflang" in values and "lang" in values]
        assert [values["lang"] for values in links] == list(AUTONYMS), file
        current = [values["lang"] for values in links if "aria-current" in values]
        assert current == [document.lang], file
        assert {(words, tag) for tag, words in AUTONYMS.items() if tag != document.lang} <= set(document.texts), file


def test_switcher_leads_to_the_same_page(sites: Sites) -> None:
    """The way to another language leads to the same path there, where a page in that language or a marked fallback stands."""
    for file in files(sites.sample, "*/**/index.html"):
        region, _, *path = file.relative_to(sites.sample).parts
        document = read_document(file)
        for _, values in document.tags:
            if "hreflang" in values and "lang" in values:
                target = Path(urljoin(f"/{file.relative_to(sites.sample)}", values["href"])[1:])
                here = ["a-z", "index.html"] if path[0] == "a-z" else path  # Each language has letters of its own.
                assert target.parts == (region, values["lang"], *here), file


def test_fallback_is_told(sites: Sites) -> None:
    """A missing translation is told three times: in the switcher before, in a notice on the page, by `lang` on its text."""
    before = read_document(sites.sample / "peine" / "de" / "local" / "towns" / "index.html")
    assert before.texts.count((said("de", "only in:"), "de")) == 3  # in plain German, Arabic and Ukrainian
    page = read_document(sites.sample / "peine" / "ar" / "local" / "towns" / "index.html")
    notice = said("ar", "This page is not available in your language yet. You are reading it in %(language)s.")
    assert any(
        words.startswith(notice.partition("%")[0].strip()) and language == "ar" for words, language in page.texts
    )
    text = next(values for name, values in page.tags if values.get("class") == "text")
    assert (text["lang"], text["dir"]) == ("de", "ltr")
    heading = [values for name, values in page.tags if name in ("h1", "span")]
    assert any(values.get("lang") == "de" for values in heading)
    assert ("robots", "noindex") in [
        (values.get("name"), values.get("content")) for name, values in page.tags if name == "meta"
    ]


def test_alternates(sites: Sites) -> None:
    """Search engines get each page's true translations, both ways, and never a fallback."""
    for file in sites.sample.glob("peine/*/**/index.html"):
        document = read_document(file)
        links = [values for name, values in document.tags if name == "link" and "hreflang" in values]
        own = BASE + file.relative_to(sites.sample).as_posix().removesuffix("index.html")
        tags = [values["hreflang"] for values in links]
        path = own.split(f"/{document.lang}/")[1]
        in_plain = path in PLAIN_PAGES or re.match(MADE, path)
        fallback = "local/towns" in own and document.lang in ("ar", "uk")
        fallback = fallback or (document.lang == PLAIN and not in_plain)
        if re.search(r"/a-z/page-|/for/.*/page-", own):
            continue  # It goes on elsewhere in another language.
        if fallback or re.search(r"/(offline|search|my-list)/$", own):
            assert tags == [], file
            assert 'name="robots" content="noindex"' in file.read_text("utf-8"), file
        else:
            assert own in [values["href"] for values in links], file
            tags = [tag for tag in tags if tag != PLAIN or not in_plain]
            assert tags == (["de", "en"] if "local/towns" in own else list(AUTONYMS)) or "local/towns" in own, file
        for values in links:
            other = sites.sample / values["href"].removeprefix(BASE) / "index.html"
            assert f'href="{own}"' in other.read_text("utf-8"), f"{other} does not lead back to {own}"


def test_no_message_is_left_in_english(sites: Sites) -> None:
    """Nothing that the site itself says is English on a German, Arabic or Ukrainian page: texts, titles, attributes."""
    assert set(catalogues()) >= {"ar", "de", "uk"}
    found = [*sites.sample.glob("*.html"), *files(sites.sample, "**/*.html"), *sites.everything.rglob("*.html")]
    problems = [f"{file}: {each}" for file in sorted(found) for each in message_problems(read_document(file))]
    assert not problems, "\n".join(problems[:20])


@pytest.mark.parametrize("name", ["portal ar", "full page ar"])
def test_scripts_speak_the_language_too(name: str, look: Look) -> None:
    """What scripts show and announce is translated as well."""
    page = look(SAMPLE[name])
    if "portal" in name:
        page.locator(".finder input").fill("zzz")
        page.wait_for_function("() => document.querySelector('[role=status]').textContent")
    problems = message_problems(parse_document(page.content()))
    assert not problems, "\n".join(problems)
    assert not ask(page, "languages")
