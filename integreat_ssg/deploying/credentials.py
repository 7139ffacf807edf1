"""Secrets of a host: from the environment or from files outside of the repository, and never in anything that is shown."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.model.hosts import VARIABLE

HIDDEN = "•••"
MIN_LENGTH = 4
"""Characters below which a secret is not looked for in texts: it would blank out half of each sentence."""


@dataclass(frozen=True)
class Credentials:
    """Option to secret, such as "pass" to a password. Its representation shows none."""

    values: Mapping[str, str] = field(default_factory=dict, repr=False)

    def hide(self, text: str) -> str:
        """`text` with "•••" for every secret, also where it is written for an address, in base64 or as several lines."""
        for form in sorted({form for value in self.values.values() for form in _forms(value)}, key=len, reverse=True):
            text = text.replace(form, HIDDEN)
        return text


def read_credentials(name: str, secrets: Mapping[str, str], repository: Path) -> Credentials:
    """The secrets that a host names: option to environment variable or file. Raises UsageError for a variable that is not
    set and for a file inside of `repository`, WorldError for a file that cannot be read. The value stands in neither."""
    return Credentials({option: _secret(name, option, source, repository) for option, source in secrets.items()})


def _secret(name: str, option: str, source: str, repository: Path) -> str:
    if VARIABLE.fullmatch(source):
        value = os.environ.get(source, "")
        if not value:
            raise UsageError(
                f"The host {name} needs its {option} in the environment variable {source}, which is not set."
            )
        return value
    file = Path(source).expanduser()
    if not file.is_absolute() or file.resolve().is_relative_to(repository.resolve()):
        raise UsageError(
            f"The file for the {option} of the host {name} has to lie outside of the repository, by its full path, "
            "or be an environment variable's name in capital letters."
        )
    try:
        return file.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is no text"
        raise WorldError(f"The file for the {option} of the host {name} cannot be read: {reason}.") from None


def _forms(value: str) -> list[str]:
    """The forms in which tools show a secret."""
    data = value.encode()
    encoded = [base64.b64encode(data).decode().rstrip("="), base64.urlsafe_b64encode(data).decode().rstrip("=")]
    forms = [value, quote(value, safe=""), quote(value), repr(value)[1:-1], *encoded]
    forms += [line for line in value.splitlines() if len(line) >= 2 * MIN_LENGTH]
    return [form for form in forms if len(form) >= MIN_LENGTH]
