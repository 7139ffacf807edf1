"""A published site, read back as a newcomer's browser would: what it serves, how, and what that means for readers.

It only asks for files, a few at once, and changes nothing. Its remarks are findings whose places are paths of the site.
"""

from integreat_ssg.probing.probe import Report, probe

__all__ = ["Report", "probe"]
