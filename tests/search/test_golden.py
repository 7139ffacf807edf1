"""What readers look for is found: of the golden queries in each language, and of those that were set aside."""

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from integreat_ssg.rendering.search.documents import FIELDS, documents
from integreat_ssg.rendering.search.index import languages_of
from tests.browser.conftest import build_with_command
from tests.conftest import REPOSITORY
from tests.search.corpus import corpus, files_of
from tests.search.editions import editions

HERE = REPOSITORY / "tests" / "search"
SITES = {
    "sample": (REPOSITORY / "content", "lueneburg"),
    "newtown": (REPOSITORY / "tests" / "sites" / "search", "newtown"),
}
"""Name of a site in the sets of queries to its content and region."""
ENOUGH = 0.9
"""The part of a language's queries that has to lead to its page with the first three results."""
FIRST = 3

Queries = Mapping[str, Mapping[str, Mapping[str, str]]]
Search = Callable[[str, str, list[str]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Each site's region, built."""
    folder = tmp_path_factory.mktemp("search")
    return {
        name: build_with_command(content, folder / name, region) / region for name, (content, region) in SITES.items()
    }


def answers(folder: Path, queries: list[str]) -> list[dict[str, Any]]:
    """What the theme's engine answers to each query, from the index in a folder."""
    asked = {"folder": str(folder), "queries": [[query, {}] for query in queries]}
    command = ["node", str(REPOSITORY / "tests" / "scripts" / "search" / "answers.mjs")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def search(built: Mapping[str, Path]) -> Search:
    """`search(site, language, queries)`: the answers of a built site."""
    return lambda site, language, queries: answers(built[site] / language / "search", queries)


def missed(search: Search, queries: Queries) -> dict[str, tuple[int, list[str]]]:
    """Language to the number of its queries, and those that do not lead to their page, each with what comes first instead."""
    found = {}
    for site, languages in queries.items():
        for language, pages in languages.items():
            lost = []
            for (query, wanted), answer in zip(pages.items(), search(site, language, list(pages)), strict=True):
                files = [f"{language}/{page}/index.html" for page in str(wanted).split()]
                first = [hit["file"] for hit in answer["hits"][:FIRST]]
                if not set(files) & set(first):
                    lost.append(f"{query} → {[each.split('/', 1)[1][:-11] for each in first]}, not {wanted}")
            found[language] = (len(pages), lost)
    return found


def table(title: str, found: Mapping[str, tuple[int, list[str]]]) -> str:
    """The score of each language, for people."""
    lines = [f"{title:<12}{'queries':>8}{'found':>8}{'share':>8}"]
    for language, (count, lost) in found.items():
        lines.append(f"{language:<12}{count:>8}{count - len(lost):>8}{1 - len(lost) / count:>8.0%}")
        lines += [f"  {each}" for each in lost]
    total, lost_ = sum(count for count, _ in found.values()), sum(len(each) for _, each in found.values())
    return "\n".join([*lines, f"{'all':<12}{total:>8}{total - lost_:>8}{1 - lost_ / total:>8.0%}"])


@pytest.mark.parametrize(("name", "least"), [("golden", 150), ("held_out", 60)])
def test_queries_find_their_pages(name: str, least: int, search: Search, capsys: pytest.CaptureFixture[str]) -> None:
    """In each language nine of ten golden queries have their page among the first three results; those set aside over all."""
    queries = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    found = missed(search, queries)
    with capsys.disabled():
        print(f"\n{table(name, found)}")
    assert sum(count for count, _ in found.values()) >= least
    if name == "golden":
        poor = [language for language, (count, lost) in found.items() if len(lost) > (1 - ENOUGH) * count]
        assert not poor
    assert sum(len(lost) for _, lost in found.values()) <= (1 - ENOUGH) * sum(count for count, _ in found.values())


@pytest.mark.parametrize("language", ["de", "en", "ar", "uk"])
def test_a_large_guide_drowns_nothing(language: str, tmp_path: Path) -> None:
    """With 250 more pages, of sentences of the same texts, nine of ten golden queries find their pages all the same."""
    edition = editions(*SITES["sample"])[language]
    others = [
        replace(
            each, file=f"{language}/more/{each.file}", texts=dict.fromkeys(FIELDS, "") | {"text": each.texts["text"]}
        )
        for each in corpus(language, 250)
    ]
    found = sorted([*documents(edition), *others], key=lambda each: each.file)
    for name, data in files_of(found, languages_of(edition)).items():
        (tmp_path / name).write_bytes(data)
    pages = yaml.safe_load((HERE / "golden.yaml").read_text("utf-8"))["sample"][language]
    count, lost = missed(lambda site, language, queries: answers(tmp_path, queries), {"sample": {language: pages}})[
        language
    ]
    assert len(lost) <= (1 - ENOUGH) * count, lost
