"""What the CMS writes into its answers by itself, as tests/cms found it, and what becomes of that."""

import time

import pytest
import yaml

from integreat_ssg.exchange.integreat.habits import is_own_excerpt, without_notice
from integreat_ssg.exchange.integreat.pages import as_html
from integreat_ssg.exchange.integreat.shapes import Page, Translation
from tests.exchange.integreat.guide import Guide
from tests.exchange.integreat.responses import responses
from tests.exchange.integreat.shapes import REGION

APP = "https://app.example"
LINK = f'<a href="{APP}/r/en/courses/">English</a>'
NOTICE = (
    f"\n\n<p>\n    Only elsewhere:\n</p>\n<ul>\n    \n        <li>\n            {LINK}\n        </li>\n    \n</ul>\n"
)


def _page(content: str) -> Page:
    return Page("/r/de/kurse/", "Kurse", content=content, translations=(Translation("en", 2, "/r/en/courses/"),))


def test_a_notice_is_no_text() -> None:
    assert without_notice(_page(NOTICE)).content == ""
    assert without_notice(_page(f"<p>Text.</p>{NOTICE}")).content == "<p>Text.</p>"


@pytest.mark.parametrize(
    "content",
    [
        "<p>See:</p><ul><li><a href='/r/en/courses/'>English</a></li><li>more</li></ul>",
        f'<p>See:</p><ul><li><a href="{APP}/r/en/other/">Other</a></li><li>{LINK}</li></ul>',
        f"<p>See <b>this</b>:</p><ul><li>{LINK}</li></ul>",
    ],
)
def test_lists_that_people_have_written_stay(content: str) -> None:
    page = _page(content)
    assert without_notice(page) is page


def test_an_excerpt_is_the_text_again_whatever_stands_in_it() -> None:
    content = "<p>A&nbsp;b</p><ul><li>c</li></ul><table><tr><td>1</td><td>2</td></tr></table><a href='x'>d</a>"
    assert is_own_excerpt(content, "A&nbsp;bc12d")
    assert is_own_excerpt(content, "A b c…")
    assert is_own_excerpt("", "")
    assert not is_own_excerpt(content, "Something else")


def test_links_to_the_web_app_lead_to_files_though_pages_have_the_address_of_the_cms(guide: Guide) -> None:
    answers = responses()
    answers[f"{REGION}/de/pages/"][0]["content"] = (
        f'<p><a href="{APP}/{REGION}/de/wohnen/">Wohnen</a>, <a href="{APP}/{REGION}/en/gone/">weg</a>, '
        f'<a href="https://other.example/{REGION}/de/nothing/">fremd</a></p>'
    )
    output = guide.bring(answers=answers)
    assert "[Wohnen](../wohnen/index.md), weg, [fremd](https://other.example" in guide.text("de/ankommen/anmelden.md")
    assert "[import-dead-link]" in output


def test_an_imprint_in_another_language_than_its_own_is_no_translation(guide: Guide) -> None:
    answers = responses()
    german = answers[f"{REGION}/de/imprint/"]
    path = f"/{REGION}/ar/disclaimer/"
    german["available_languages"] = {"ar": {"id": None, "path": path, "url": APP + path}}
    answers[f"{REGION}/ar/imprint/"] = german | {"id": None, "path": path, "url": APP + path, "available_languages": {}}
    guide.bring(answers=answers)
    assert not (guide.region / "ar/imprint.md").exists()
    assert (guide.region / "de/imprint.md").exists()


def test_news_are_plain_text_and_do_not_lead_to_themselves(guide: Guide) -> None:
    answers = responses()
    piece = answers[f"{REGION}/de/news/"][0]
    piece |= {
        "content": "Kommt <vorbei> & bringt 5 < 7 mit.",
        "source": "local",
        "externalUrl": f"{APP}/{REGION}/de/news/local-1",
    }
    guide.bring(answers=answers)
    texts = [file.read_text("utf-8") for file in (guide.region / "de/news").iterdir()]
    mine = next(each for each in texts if "bringt 5" in each)
    assert "&lt;vorbei> & bringt 5 < 7 mit." in mine
    assert APP not in mine


@pytest.mark.parametrize("text", ["Kommt vorbei &amp; bringt mit.", "Kommt&nbsp;vorbei.", "<p>Kommt &ndash; alle</p>"])
def test_news_that_are_html_are_taken_as_html(text: str) -> None:
    assert as_html(text) == text


def test_texts_of_a_hostile_server_take_no_longer_than_others() -> None:
    """Ten times the letters take ten times as long, and not a hundred times, as if they were looked at from each letter on."""

    def seconds(length: int) -> float:
        start = time.process_time()
        without_notice(_page(" " * length))
        is_own_excerpt("<a" * (length // 2), "a")
        return time.process_time() - start

    assert seconds(1_000_000) < 30 * min(seconds(100_000) for _ in range(3))


def test_a_category_without_a_name_in_a_language_has_none_there(guide: Guide) -> None:
    answers = responses()
    for path, value in answers.items():
        if path.endswith(("/location-categories/", "/locations/")):
            for each in value:
                category = each.get("category", each) or {}
                if category.get("name") == "Bildung":
                    category["name"] = "Learning" if f"{REGION}/en/" in path else "Bildung"
    guide.bring(answers=answers)
    own = yaml.safe_load(guide.text("region.yaml"))["categories"]
    assert own["bildung"]["name"] == {"de": "Bildung", "en": "Learning"}
