"""Serve while editing: watch, run the line, answer from the newest site, reload the browser when a build is done.

There is no second way to build: the very same `build` writes the output folder that this server reads.
"""

from integreat_ssg.serving.loop import serve

__all__ = ["serve"]
