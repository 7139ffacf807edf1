"""An SVG to pixels, by resvg in a process of its own that can be ended and that can open no file.

A few hundred bytes of SVG can ask for terabytes of memory, which ends resvg's process at once, or for minutes of time; and
resvg follows links to files of this machine (`docs/decisions/0011-icons-from-one-logo.md`).
"""

import resource
import subprocess
import sys
from importlib.metadata import version
from typing import NoReturn

import resvg_py

from integreat_ssg.errors import WorldError

SECONDS = 10
MEMORY = 1 << 30
DRAWER = f"resvg {version('resvg-py')}"
"""Who draws; another version may set other pixels."""

_REFUSED = 2
"""Exit code of a process whose resvg has said what is wrong."""


class NotDrawnError(Exception):
    """An SVG that resvg does not draw; its text is resvg's reason, or empty where time or memory did not do."""


def draw_svg(svg: bytes, side: int) -> bytes:
    """The SVG as a PNG that fits into a square of `side` pixels, without any font: texts are left out.

    Raises NotDrawnError where that cannot be done, WorldError where no process can be started.
    """
    command = [sys.executable, "-P", "-c", f"from integreat_ssg.rendering.drawing import draw; draw({side})"]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
            command, input=svg, capture_output=True, timeout=SECONDS + 5, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotDrawnError from None
    except OSError as problem:
        raise WorldError(f"No process can be started to draw the logo: {problem.strerror}.") from problem
    if done.returncode == 0:
        return done.stdout
    raise NotDrawnError(done.stderr.decode(errors="replace").strip() if done.returncode == _REFUSED else "")


def draw(side: int) -> None:
    """The whole life of the process that draws: an SVG in, a PNG out, or the reason why not."""
    data = sys.stdin.buffer.read()
    try:
        svg = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse("it is not encoded in UTF-8")
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_NOFILE, 0),  # what is open stays open; a picture that the SVG names cannot be read
    ):
        resource.setrlimit(what, (most, most))
    try:
        png = resvg_py.svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True)
    except ValueError as problem:
        _refuse(str(problem))
    sys.stdout.buffer.write(png)


def _refuse(reason: str) -> NoReturn:
    sys.stderr.write(reason)
    sys.exit(_REFUSED)
