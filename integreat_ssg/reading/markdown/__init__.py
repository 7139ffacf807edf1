"""Markdown to rich text. In: the body of a page and where it lies. Out: safe pieces, references and findings.

The only package that knows Markdown. Order matters: Markdown first, then the sanitiser on the final fragment, then the
references, so that nothing that follows can bring back what was taken out.
"""

from integreat_ssg.reading.markdown.converted import Converted

__all__ = ["Converted", "convert"]


def convert(markdown: str, file: str) -> Converted:
    """As `converting.convert`, whose libraries are loaded by the first text: an unchanged page needs none of them."""
    from integreat_ssg.reading.markdown.converting import convert as with_libraries

    return with_libraries(markdown, file)
