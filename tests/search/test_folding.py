"""Python, which writes the index, and browsers, which ask it, make the same terms of the same words."""

import json
import random
import subprocess
from collections.abc import Sequence

import pytest
import yaml

from integreat_ssg.reading.theme_files import default_theme
from integreat_ssg.rendering.search.normaliser import Normaliser, fold
from integreat_ssg.rendering.search.script import table_script
from tests.conftest import REPOSITORY

GOLDEN = yaml.safe_load((REPOSITORY / "tests" / "search" / "folding.yaml").read_text("utf-8"))
LANGUAGES = ("de", "en", "ar", "fa", "uk", "ru", "tr", "ti", "zh-Hans", "fr", "ckb", "ja")
BLOCKS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x36F), (0x370, 0x52F), (0x531, 0x5F4), (0x600, 0x6FF), (0x700, 0x8FF),
    (0x900, 0xDFF), (0xE00, 0x10FF), (0x1100, 0x13FF), (0x1780, 0x18AF), (0x1AB0, 0x1DFF), (0x1E00, 0x1FFF),
    (0x2000, 0x2BFF), (0x2C00, 0x2DFF), (0x3000, 0x33FF), (0x3400, 0x4DFF), (0x4E00, 0x9FFF), (0xA000, 0xABFF),
    (0xAC00, 0xD7FF), (0xF900, 0xFFFD), (0x10000, 0x1F9FF), (0x20000, 0x2FA1F), (0xE0000, 0xE01EF),
)  # fmt: skip
COUNT = 10_000


def in_browser_words(asked: Sequence[tuple[str, list[str], dict[str, bool]]]) -> list[tuple[str, list[str]]]:
    """What the theme's script makes of texts, under Node.js."""
    command = ["node", str(REPOSITORY / "tests" / "scripts" / "search" / "tokens.mjs")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return [(folded, terms) for folded, terms in json.loads(done.stdout)]


def generated() -> list[tuple[str, list[str], dict[str, bool]]]:
    """Texts of every kind: any letters of one block or of several, words with endings, marks and joiners between them."""
    source = random.Random("folding")
    words = [word for each in GOLDEN for word in each["text"].split()]
    asked = []
    for number in range(COUNT):
        parts = []
        for _ in range(source.randint(1, 6)):
            first, last = source.choice(BLOCKS)
            match source.randint(0, 3):
                case 0:
                    parts.append("".join(chr(source.randint(first, last)) for _ in range(source.randint(1, 12))))
                case 1:
                    word = list(source.choice(words))
                    word.insert(source.randint(0, len(word)), chr(source.randint(first, last)))
                    parts.append("".join(word))
                case 2:
                    joint = source.choice("'’\u200c\u200d\u0640\u0301\u064e-·/\ufe0f\u00ad")
                    parts.append(joint.join(source.choices(words, k=2)))
                case _:
                    parts.append(source.choice((str.upper, str.title, str.swapcase))(source.choice(words)))
        text = source.choice((" ", "", ", ")).join(parts)
        options = {"pairs": number % 2 == 0, "small": number % 3 != 0}
        asked.append((text.encode("utf-8", "replace").decode(), source.sample(LANGUAGES, 2), options))
    return asked


def test_python_and_browsers_agree() -> None:
    """On ten thousand generated texts, folded and as terms."""
    asked = generated()
    for (text, languages, options), there in zip(asked, in_browser_words(asked), strict=True):
        here = (fold(text), Normaliser(languages).tokens(text, **options))
        assert here == there, f"{text!r} in {languages}"


@pytest.fixture(scope="module")
def golden_there() -> list[list[str]]:
    """The terms that browsers make of the golden vectors."""
    asked = [(str(case["text"]), list(case["languages"]), {}) for case in GOLDEN]
    return [terms for _, terms in in_browser_words(asked)]


@pytest.mark.parametrize("number", range(len(GOLDEN)), ids=lambda number: GOLDEN[number]["text"])
def test_golden_vectors(number: int, golden_there: list[list[str]]) -> None:
    """What single words become, written down by hand: the same in both."""
    case = GOLDEN[number]
    expected = str(case["terms"]).split()
    assert Normaliser(case["languages"]).tokens(case["text"]) == expected
    assert golden_there[number] == expected


def test_the_script_is_made_of_the_table() -> None:
    """The browsers' table is the program's (`make search-table`)."""
    assert (default_theme() / "scripts" / "search-table.js").read_text("utf-8") == table_script()
