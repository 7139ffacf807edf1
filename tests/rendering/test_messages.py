"""The site's own sentences: complete and sound in every language that the theme claims."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from integreat_ssg.reading.theme_files import default_theme
from tests.conftest import REPOSITORY

CATALOGUES = sorted((default_theme() / "messages").glob("*.po"))


def sources() -> set[str]:
    """Every message that templates and Python code say."""
    templates = extract_from_dir(
        default_theme() / "templates",
        [("**.html", "jinja2"), ("**.json", "jinja2")],
        {"**": {"trimmed": "false"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    found = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in templates}
    for module in (REPOSITORY / "integreat_ssg" / "rendering").glob("*.py"):
        found |= set(re.findall(r"""\.say\(\s*["'](.*?)["']""", module.read_text()))
    return found


def read(file: Path) -> Catalog:
    """A catalogue; a line that is no gettext stops it."""
    with file.open("rb") as source:
        return read_po(source, abort_invalid=True)


def gaps(text: str) -> set[str]:
    """The {gaps} and %(gaps)s of a sentence."""
    braces = {name for _, name, _, _ in Formatter().parse(text) if name} if "%(" not in text else set()
    return braces | set(re.findall(r"%\((\w+)\)s", text))


def test_the_theme_speaks_the_sample_languages() -> None:
    """German, Arabic and Ukrainian have catalogues; English is what messages are written in."""
    assert {file.stem for file in CATALOGUES} >= {"de", "ar", "uk"}


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_every_sentence_is_translated(file: Path) -> None:
    """No sentence of a template or of the code is missing, empty or marked as doubtful."""
    catalogue = read(file)
    for text in sources():
        message = catalogue.get(text)
        assert message is not None, f"{file.name} lacks “{text}”"
        assert all(message.string) if isinstance(message.string, tuple) else message.string, f"“{text}” is empty"
        assert not message.fuzzy, f"“{text}” is marked as fuzzy"


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_every_translation_keeps_the_gaps(file: Path) -> None:
    """A translation has the gaps of its source text, and as many plural forms as its language asks for."""
    catalogue = read(file)
    for message in catalogue:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = gaps(source_of(message))
        for form in forms:
            assert gaps(form) <= wanted, f"{file.name}: “{form}”"
        assert gaps(forms[-1]) == wanted, f"{file.name}: “{forms[-1]}”"
        assert len(forms) == (catalogue.num_plurals if isinstance(message.id, tuple) else 1)


def source_of(message: Message) -> str:
    """The sentence with all its gaps: of two forms the plural."""
    return message.id[1] if isinstance(message.id, tuple) else message.id


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_no_sentence_is_left_over(file: Path) -> None:
    """A catalogue holds nothing that nobody says any more."""
    known = sources()
    extra = [message.id for message in read(file) if message.id and source(message) not in known]
    assert not extra


def source(message: Message) -> str:
    """The key of a message."""
    return message.id[0] if isinstance(message.id, tuple) else message.id
