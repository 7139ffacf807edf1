"""HTML from elsewhere to our Markdown: the same text, structure, links and pictures, in a form that people can edit.

HTML is bounded, cleaned, and read into a normal form (`document`); that is written as Markdown, read again by our own reader,
and compared. What comes back otherwise stays HTML. So what is imported is what readers will see.
"""

from integreat_ssg.exchange.markup.conversion import markdown_of
from integreat_ssg.exchange.markup.surroundings import KINDS, Change, Markup, Surroundings

__all__ = ["KINDS", "Change", "Markup", "Surroundings", "markdown_of"]
