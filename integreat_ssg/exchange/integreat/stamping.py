"""Things in one file for all languages, with what tells which of their translations are true to the source text."""

from collections.abc import Mapping

from integreat_ssg.exchange.integreat.joining import Joined, V
from integreat_ssg.exchange.integreat.tongues import Tongues
from integreat_ssg.exchange.yaml_text import yaml_text
from integreat_ssg.reading.texts import STAMP, fields_digest, units


def stamped(kind: str, values: Mapping[str, object], thing: Joined[V], tongues: Tongues) -> bytes:
    """The YAML of a place or an event (`kind` "places" or "events") without what is empty. Translations that are no older than
    the source text state that they are true to it."""
    text = yaml_text({key: value for key, value in values.items() if value})
    held = units(kind, text.encode())
    spoken = {way.rpartition(".")[2] for way in held if "." in way}
    true = [tongues.tags[code] for code in thing.versions if code != thing.code and not thing.is_outdated(code)]
    stated = {tag: fields_digest(held, tongues.source) for tag in true if tag in spoken and tongues.source in spoken}
    return (text + (yaml_text({STAMP: stated}) if stated else "")).encode()
