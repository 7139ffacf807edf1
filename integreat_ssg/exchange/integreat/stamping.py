"""What tells of translations whether they are true to the source text: for things in one file for all languages, and for pages
whose source text has changed since the last import."""

from collections.abc import Mapping

from integreat_ssg.exchange.integreat.joining import Joined, V
from integreat_ssg.exchange.integreat.pages import UNKNOWN_TEXT
from integreat_ssg.exchange.integreat.tongues import Tongues
from integreat_ssg.exchange.merging import Record, Texts
from integreat_ssg.exchange.yaml_text import yaml_text
from integreat_ssg.reading.texts import PAGE, STAMP, fields_digest, units


def stamped(kind: str, values: Mapping[str, object], thing: Joined[V], tongues: Tongues) -> bytes:
    """The YAML of a place or an event (`kind` "places" or "events") without what is empty. Translations that are no older than
    the source text state that they are true to it."""
    text = yaml_text({key: value for key, value in values.items() if value})
    held = units(kind, text.encode())
    spoken = {way.rpartition(".")[2] for way in held if "." in way}
    true = [tongues.tags[code] for code in thing.versions if code != thing.code and not thing.is_outdated(code)]
    stated = {tag: fields_digest(held, tongues.source) for tag in true if tag in spoken and tongues.source in spoken}
    return (text + (yaml_text({STAMP: stated}) if stated else "")).encode()


def remembered(files: Mapping[str, bytes], record: Record, texts: Texts) -> dict[str, bytes]:
    """The same files. An outdated page whose words are those of the last import states the source text that it stated then, if
    that is known: so its editors are told what has changed since."""
    stale = [path for path, data in files.items() if path in record.files and UNKNOWN_TEXT.encode() in data]
    former = texts(record.files[path] for path in stale)
    found = dict(files)
    for path in stale:
        now, then = units("page", files[path]), units("page", former.get(record.files[path], b""))
        if now.get(STAMP) == UNKNOWN_TEXT and now[PAGE] == then.get(PAGE) and STAMP in then:
            found[path] = files[path].replace(UNKNOWN_TEXT.encode(), then[STAMP].encode(), 1)
    return found
