"""The published schemas say what the reader does: all content fits, and what they refuse is a finding as well."""

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from integreat_ssg.model import contacts, events, glossary, media, places, settings
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.json_schema import DRAFT, FILES, LANGUAGES, descriptions, schemas
from integreat_ssg.starting.schema_files import schema_files
from tests.conftest import REPOSITORY, SMALL_SITE

SITES = (REPOSITORY / "content", REPOSITORY / "tests/sites/everything", REPOSITORY / "tests/sites/search")
PUBLISHED = {"en": REPOSITORY / "docs/schemas", "de": REPOSITORY / "docs/schemas/de"}
KINDS = {
    kind.__name__: kind
    for module in (settings, contacts, places, events, glossary, media)
    for kind in vars(module).values()
    if hasattr(kind, "__pydantic_config__")
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_published_schemas_are_up_to_date(language: str) -> None:
    """`integreat-ssg schema --output docs/schemas --language en`, and with de into docs/schemas/de, brings them up to date."""
    there = {file.name: file.read_bytes() for file in PUBLISHED[language].glob("*.json")}
    assert there == schema_files(language)


@pytest.mark.parametrize("name", FILES)
def test_each_is_a_schema(name: str) -> None:
    """By its own draft's measure."""
    made = schemas("de")[name]
    assert made["$schema"] == DRAFT
    assert made["title"]
    jsonschema.Draft202012Validator.check_schema(made)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_has_its_words(kind: str) -> None:
    """Each key has a name in both languages in `reading/descriptions.yaml`."""
    texts = {**descriptions()["any"], **descriptions()[kind]}
    assert {field.name.rstrip("_") for field in fields(KINDS[kind])} | {"_"} <= set(texts)


def test_words_are_in_both_languages() -> None:
    """A name and perhaps a remark, for everything."""
    for texts in (each for keys in descriptions().values() for each in keys.values()):
        assert set(texts) == set(LANGUAGES)
        assert all(1 <= len(each) <= 2 and all(each) for each in texts.values())


def written(name: str, folder: Path) -> Iterator[Path]:
    """The files of all sites that a schema is for; of pages, their heads as files of their own."""
    for number, site in enumerate(SITES):
        yield from (file for pattern in FILES[name] for file in site.glob(pattern))
        for page in site.rglob("*.md") if name in ("page", "news") else ():
            if ("/news/" in page.as_posix()) == (name == "news"):
                head = folder / f"{number}-{'-'.join(page.relative_to(site).parts)}.yaml"
                head.write_text(page.read_text().split("---\n")[1])
                yield head


WITHOUT_FILES = {
    "event-correction": "free: yes\n",
    "synonyms": "de: [[Tafel, Essen]]\n",
    "archive": "{kind: archive, format: integreat-ssg-archive, version: 1, region: town, lines: 0, folders: []}\n",
}
"""Of archives, tests/exchange/archive/test_neutral.py looks at every line."""


@pytest.mark.parametrize("name", FILES)
def test_all_content_fits(name: str, tmp_path: Path) -> None:
    """A validator that knows nothing of us finds nothing wrong with the sample and the sites of the tests."""
    files = list(written(name, tmp_path))
    texts = [file.read_text() for file in files] or [WITHOUT_FILES[name]]
    assert [text for text in texts if refused(name, text)] == []


def test_a_tool_of_others_takes_the_published_file() -> None:
    """check-jsonschema, which reads YAML and schema by itself, finds nothing wrong."""
    tool, files = REPOSITORY / ".venv/bin/check-jsonschema", (REPOSITORY / "content").glob("*/contacts/*.yaml")
    command = [tool, "--schemafile", PUBLISHED["en"] / "contact.json", *files]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


REGION = "kind: town\nname: X\nlanguages: [de]\nsource_language: de\n"
CONTACT = "name: Amt\n"
EVENT = "title: Treff\nstart: 2026-12-01 17:00\n"
MISTAKES = {
    "page": (
        "title:\n",
        "summary: Kein Titel.\n",
        "title: A\nsumary: B\n",
        "title: A\norder: erste\n",
        "title: A\nreview_by: 30.06.2027\n",
        "title: A\nexpires: 2027-02-30\n",
        "title: A\ndraft: vielleicht\n",
        "title: A\nkeywords: {a: b}\n",
        f"title: {'lang ' * 30}\n",
    ),
    "contact": (
        "phones: [{number: '115'}]\n",
        CONTACT + "email: amt.example\n",
        CONTACT + "website: amt.example\n",
        CONTACT + "fax: 1\n",
        CONTACT + "address: {street: Weg 1, town: Ort}\n",
        CONTACT + "phones: [{label: Zentrale}]\n",
        CONTACT + "phones: 115\n",
        "name: [Amt]\n",
        "name: Amt\nphones: [{number: anrufen}]\n",
    ),
    "place": (
        "name: Haus\ncoordinates: {latitude: 151.9, longitude: 10}\n",
        "name: Haus\ncoordinates: {latitude: 51.9}\n",
        "name: Haus\naccess: {entrance: maybe}\n",
        "name: Haus\nclosed: {from: bald}\n",
        "name: Haus\nappointment: {only: [yes]}\n",
        "name: Haus\nappointment: {url: haus.example}\n",
        "name: Haus\nlanguages: [Deutsch]\n",
    ),
    "event": (
        "title: Treff\n",
        "title: Treff\nstart: morgen\n",
        EVENT + "end: 18 Uhr\n",
        EVENT + "repeat: every week\n",
        EVENT + "except: [Weihnachten]\n",
        EVENT + "registration: {email: treff}\n",
        EVENT + "online: treff.example\n",
        EVENT + "free: {de: ja}\n",
    ),
    "organisation": ("website: https://a.example\n", "name: A\nwebsite: a\n"),
    "region": (
        REGION.replace("town", "village"),
        REGION + "colours: {brand: red}\n",
        REGION + "land: Hessen\n",
        REGION + "offline: {stale_after_days: 0}\n",
        REGION + "budgets: {text: viel}\n",
        REGION + "bounding_box: {south: 51, west: 10, north: 52}\n",
        REGION + "features: {ofline: false}\n",
        REGION + "audiences: {Familien: {name: Familien}}\n",
        REGION.replace("[de]", "[de, deutsch-de]"),
        REGION + "base_url: goslar.example\n",
        REGION + "feedback: {forge: sourcehut}\n",
    ),
}
"""What a person may write by mistake, by kind of file."""
UNSET = {
    "page": "title: A\nsummary: ''\norder:\nkeywords: null\naliases: ['', null]\nreview_by: ''\ndraft: ''\n",
    "contact": "name: {de: Amt, en: null}\norganisation: ''\nphones:\nemail: ''\naddress: null\nhours: ''\noffice_hours: ''\n",
    "place": "name: Haus\ncoordinates: ''\naccess: {entrance: '', note: null}\nclosed: ''\ncategories: ''\n",
    "event": "title: Treff\nstart: 2026-12-01\nend: ''\nexcept: ''\nfree: ''\nregistration:\n",
    "region": REGION + "colours:\ncentre: ''\naudiences: ''\nland: null\noffline: {stale_after_days: ''}\nmap: ''\n",
}
"""What browser editors leave behind, and more text than numbers."""
LOOSE = {
    "contact": "name: Amt\naddress: {street: Weg 1, postcode: 01067, town: 5}\nphones: [{number: 115}]\n",
    "page": "title: 2027\norder: '10'\ndraft: no\n",
}


def refused(name: str, text: str) -> bool:
    """Whether a validator that knows nothing of us refuses a file."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = Dates
    value = yaml.load(StringIO(text))
    return any(validator(name).iter_errors(value))


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schemas()[name], format_checker=jsonschema.FormatChecker())


class Dates(SafeConstructor):
    """Days stay texts, as editors' parsers of YAML 1.2 leave them."""


Dates.add_constructor("tag:yaml.org,2002:timestamp", Dates.construct_yaml_str)


def site_of(texts: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """A site that holds all these files, each under a name that tells its kind and number."""
    folders = {"contact": "contacts", "place": "places", "event": "events", "organisation": "organisations"}
    files = {key: text for key, text in SMALL_SITE.items() if isinstance(text, str)}
    for kind, wrong in texts.items():
        for number, text in enumerate(wrong):
            if kind == "page":
                files[f"town/de/page-{number}.md"] = f"---\n{text}---\nText.\n"
            elif kind == "region":
                files |= {path.replace("town/", f"region-{number}/"): each for path, each in SMALL_SITE.items()}
                files[f"region-{number}/region.yaml"] = text
            else:
                files[f"town/{folders[kind]}/{kind}-{number}.yaml"] = text
    regions = ", ".join(f"region-{number}" for number in range(len(texts.get("region", ()))))
    files["site.yaml"] = f"title: Guide\nregions: [town, {regions}]\n"
    return files


def test_mistakes_are_refused_by_the_schema_and_by_check(check_site: Callable[..., BuildResult]) -> None:
    """Neither takes what the other refuses."""
    for kind, wrong in MISTAKES.items():
        assert [text for text in wrong if not refused(kind, text)] == [], kind
    told = {finding.place.file for finding in check_site(site_of(MISTAKES)).all_findings if finding.severity == "error"}
    for kind, wrong in MISTAKES.items():
        for number, text in enumerate(wrong):
            assert any(f"{kind}-{number}." in file or f"{kind}-{number}/" in file for file in told), text


def test_what_is_not_set_is_taken_by_both(check_site: Callable[..., BuildResult]) -> None:
    """`null` and empty text mean "not set", and numbers are texts where a text is meant."""
    for texts in (UNSET, LOOSE):
        for kind, text in texts.items():
            assert not refused(kind, text), kind
        result = check_site(site_of({kind: (text,) for kind, text in texts.items()}))
        wrong = [each for each in result.all_findings if each.code in ("wrong-type", "missing-key", "unknown-key")]
        assert wrong == []


def test_the_command_prints_them(run_cli: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    """All as one object, or as files in a folder."""
    assert json.loads(run_cli("schema", "--language", "de").stdout) == schemas("de")
    written = run_cli("schema", "--output", "out", "--language", "de")
    assert (written.returncode, written.stdout) == (0, f"Schemas im Ordner out: {len(FILES)}.\n")
    assert {file.name for file in (tmp_path / "out").iterdir()} == {f"{name}.json" for name in FILES}
