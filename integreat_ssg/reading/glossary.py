"""A region's `glossary.yaml` to terms."""

import re
from collections.abc import Mapping

from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.model.glossary import Term, TermEntry
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.strict_yaml import lines_of, parse_yaml

GLOSSARY_FILE = "glossary.yaml"

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_glossary(slug: str, files: Mapping[str, bytes], found: list[Finding]) -> dict[str, TermEntry]:
    """Key to term of the region `slug`; what is wrong is added to `found`, and what can be read is read all the same."""
    file = f"{slug}/{GLOSSARY_FILE}"
    text = decode(files.get(file, b""), file)
    if isinstance(text, Finding):
        found.append(text)
        return {}
    node, findings = parse_yaml(text, file)
    found += findings
    terms: dict[str, TermEntry] = {}
    for key, child in node.value.items() if node and isinstance(node.value, dict) else ():
        place = Place(file, *child.key)
        if not _KEY.fullmatch(key):
            found.append(error("bad-term-key", place, key=key))
        elif not isinstance(child.value, dict):
            found.append(error("wrong-type", place, key=key, expected="mapping", choices=""))
        else:
            term, findings = typed(child, Term, file)
            found += findings
            if term:
                terms[key] = TermEntry(key, term, file, place.line, lines_of(child))
    return terms
