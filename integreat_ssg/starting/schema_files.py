"""The published schemas, one file each."""

import json
from collections.abc import Mapping

from integreat_ssg.reading.json_schema import schemas


def schema_files(language: str) -> Mapping[str, bytes]:
    """File name to bytes of every schema, with names and remarks in "en" or "de"."""
    made = schemas(language)
    return {f"{name}.json": (json.dumps(made[name], ensure_ascii=False, indent=2) + "\n").encode() for name in made}
