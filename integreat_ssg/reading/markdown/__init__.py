"""Markdown to rich text. In: the body of a page and where it lies. Out: safe pieces, references and findings.

The only package that knows Markdown. Order matters: Markdown first, then the sanitiser on the final fragment, then the
references, so that nothing that follows can bring back what was taken out.
"""

from integreat_ssg.reading.markdown.convert import VERSION, Converted, anchors_of, convert, safe_html
from integreat_ssg.reading.markdown.fragment import leads_somewhere

__all__ = ["VERSION", "Converted", "anchors_of", "convert", "leads_somewhere", "safe_html"]
