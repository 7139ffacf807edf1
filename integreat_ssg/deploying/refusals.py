"""What rclone complains about, as an exception that says whether another try may help. Read from its words, for it has few
exit codes; each pattern was met with a real server, or stands in rclone's or the protocol's documents."""

import re

from integreat_ssg.deploying.transport import (
    CutError,
    DeniedError,
    NoRoomError,
    RefusedError,
    TransportError,
    UnreachableError,
)

NOT_THERE = (3, 4)
"""Exit codes of rclone: the folder, the file is not there (https://rclone.org/docs/#exit-code)."""

_STAMP = re.compile(r"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d\s+")
_KINDS: tuple[tuple[type[TransportError], str, str], ...] = (
    (
        RefusedError,
        r"knownhosts: key mismatch",
        "The server shows another host key than the one that is known. Either it was renewed, or somebody stands between. "
        "Ask the provider for its key before you change `host_key`.",
    ),
    (RefusedError, r"knownhosts: key is unknown", "The server's host key is not known here."),
    (
        RefusedError,
        r"x509:|certificate (is|has|signed)|tls: failed to verify",
        "The server's certificate is not to be trusted. For an authority of your own, set SSL_CERT_FILE.",
    ),
    (
        NoRoomError,
        r"no space|disk full|quota|\b552\b|\b452\b|\b507\b|insufficient storage|out of space|enospc",
        "The host's disk, or what it allows you of it, is full.",
    ),
    (
        RefusedError,
        r"unable to authenticate|no supported methods remain|login incorrect|login failed|\b530\b|\b401\b|unauthorized"
        r"|signaturedoesnotmatch|invalidaccesskeyid|accessdenied|statuscode: 403|status code: 403|api error forbidden"
        r"|ssh: no key found|failed to parse private key|couldn't parse private key|authentication failed",
        "The host does not accept user, password or key, or they may not do this.",
    ),
    (
        DeniedError,
        r"nosuchbucket|bucket does not exist",
        "The host has no such bucket. Make it first, or mend `folder`.",
    ),
    (
        DeniedError,
        r"permission denied|\b550\b|\b553\b|\b403\b|forbidden|read-only|\b405\b|\b409\b|not a directory|is a directory",
        "The host forbids it there. Look at `folder` and at what the user may do.",
    ),
    (
        UnreachableError,
        r"no such host|connection refused|network is unreachable|no route to host|dial tcp|server misbehaving"
        r"|failed to connect|i/o timeout",
        "The host cannot be reached.",
    ),
)


def refusal(name: str, code: int, said: str) -> TransportError:
    """The exception for a run of rclone that ended with `code` and `said` this, for the host called `name`. The text must
    have been freed of secrets before."""
    lines = [_STAMP.sub("", line).strip() for line in said.splitlines()]
    lines = [line for line in lines if line and "SetModTime is not supported" not in line]
    words = " ".join(lines).lower()
    last = (lines[-1] if lines else f"exit code {code}")[:300]
    for kind, pattern, sentence in _KINDS:
        if re.search(pattern, words):
            return kind(f"{name}: {sentence} (rclone: {last})")
    return CutError(f"{name}: The connection ended, or the host stumbled. (rclone: {last})")
