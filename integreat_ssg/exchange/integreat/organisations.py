"""Who answers for pages and places: organisations, and for those that pages name a contact below their text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from integreat_ssg.exchange.integreat.names import key_of
from integreat_ssg.exchange.integreat.shapes import Answers, Organisation
from integreat_ssg.exchange.integreat.tongues import Tongues
from integreat_ssg.exchange.integreat.values import left_out, website
from integreat_ssg.exchange.yaml_text import yaml_text
from integreat_ssg.model.findings import Finding


@dataclass(frozen=True)
class Organisations:
    """`keys` lead from names to keys of organisations, `responsible` to keys of the contacts that pages show."""

    keys: Mapping[str, str] = field(default_factory=dict)
    responsible: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def organisations_of(
    answers: Answers, contacts: Iterable[str], tongues: Tongues, findings: list[Finding]
) -> Organisations:
    """All organisations that pages and places name; `contacts` are keys in use."""
    of_pages = {
        each.name: each
        for each in _named(page.organisation for every in answers.languages.values() for page in every.pages)
    }
    of_places = {
        each.name: each
        for each in _named(place.organisation for every in answers.languages.values() for place in every.places)
    }
    keys: dict[str, str] = {}
    responsible: dict[str, str] = {}
    files: dict[str, bytes] = {}
    taken = set(contacts)
    for name, each in (of_places | of_pages).items():
        keys[name] = key_of(each.slug or name, f"organisation-{each.id or len(keys) + 1}", keys.values())
        file = f"organisations/{keys[name]}.yaml"
        address = website(each.website)
        if each.website and not address:
            findings.append(left_out(tongues.file(file), "website", each.website))
        values = {"name": name} | ({"website": address} if address else {})
        files[file] = yaml_text(values).encode()
        if name in of_pages and address:
            responsible[name] = key_of(keys[name], "organisation", taken)
            taken.add(responsible[name])
            contact = {"name": name, "organisation": keys[name], "website": address}
            files[f"contacts/{responsible[name]}.yaml"] = yaml_text(contact).encode()
        elif name in of_pages:
            findings.append(left_out(tongues.file(file), "responsible", name))
    return Organisations(keys, responsible, files)


def _named(organisations: Iterable[Organisation | None]) -> Iterator[Organisation]:
    yield from (each for each in organisations if each and each.name)
