"""`synonyms.yaml` to synonyms: of a region's folder, and the list that comes with the program."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from integreat_ssg.model.findings import Finding, Place, error, warning
from integreat_ssg.model.synonyms import Group, Synonyms
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.languages import TAG
from integreat_ssg.reading.strict_yaml import Node, parse_yaml

SYNONYMS_FILE = "synonyms.yaml"


@cache
def default_synonyms() -> Synonyms:
    """Those that every region has."""
    file = Path(__file__).with_name(SYNONYMS_FILE)
    synonyms, findings = read_synonyms(file.read_bytes(), file.name)
    assert not findings
    return synonyms


def read_synonyms(data: bytes, file: str) -> tuple[Synonyms, list[Finding]]:
    """Groups of words by language, with a finding for each entry that is none; such an entry is left out."""
    text = decode(data, file)
    if isinstance(text, Finding):
        return Synonyms(), [text]
    node, findings = parse_yaml(text, file)
    if node is None or not isinstance(node.value, dict):
        return Synonyms(), findings
    groups: dict[str, tuple[Group, ...]] = {}
    for language, child in node.value.items():
        if not TAG.fullmatch(language):
            findings.append(error("synonyms-language", Place(file, *child.key), tag=language))
        elif child.value is not None:
            groups[language] = tuple(_groups(child, file, findings))
    return Synonyms(groups), findings


def _groups(node: Node, file: str, findings: list[Finding]) -> Iterator[Group]:
    if not isinstance(node.value, list):
        findings.append(error("synonyms-form", Place(file, node.line, node.column)))
        return
    for child in node.value:
        place = Place(file, child.line, child.column)
        if not isinstance(child.value, list) or not all(isinstance(each.value, str) for each in child.value):
            findings.append(error("synonyms-form", place))
            continue
        words = [str(each.value) for each in child.value]
        group = tuple(dict.fromkeys(words))
        if len(group) < len(words):
            twice = next(word for word in words if words.count(word) > 1)
            findings.append(warning("synonyms-twice", place, word=twice))
        if len(group) == 1 and len(words) == 1:
            findings.append(warning("synonyms-alone", place, word=group[0]))
        if group:
            yield group
