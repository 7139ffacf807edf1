# ruff: noqa: E501 - one sample a line
"""Texts made at random come back from our reader as they were: same structure, same words; and once more, same Markdown."""

from itertools import chain
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integreat_ssg.exchange.markup import markdown_of
from integreat_ssg.reading.markdown.converting import convert, safe_html
from tests.exchange.markup.read_back import read
from tests.exchange.markup.surroundings import Surroundings
from tests.exchange.markup.trees import Tree, blocks, html_of

fixed = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))


def words(tree: Tree) -> str:
    return tree if isinstance(tree, str) else "".join(map(words, tree[2]))


@settings(fixed, max_examples=100)
@given(blocks(), st.integers(0, 1 << 30))
def test_every_text_comes_back_with_its_structure_and_its_words(tree: tuple[Tree, ...], chance: int) -> None:
    markup = markdown_of(html_of(tree, Random(chance)), Surroundings())
    found, removed = read(markup.text)
    assert found == tree
    assert removed == []
    assert "unproved" not in {change.kind for change in markup.changed}


@settings(fixed, max_examples=25)
@given(blocks(), st.integers(0, 1 << 30))
def test_markdown_to_html_and_back_stays_the_same_markdown(tree: tuple[Tree, ...], chance: int) -> None:
    once = markdown_of(html_of(tree, Random(chance)), Surroundings()).text
    html, _ = safe_html(once)
    assert markdown_of(html, Surroundings()).text == once


@settings(fixed, max_examples=25)
@given(blocks(), st.integers(0, 1 << 30))
def test_check_has_nothing_against_structure_that_was_imported(tree: tuple[Tree, ...], chance: int) -> None:
    markup = markdown_of(html_of(tree, Random(chance)), Surroundings())
    codes = {finding.code for finding in convert(markup.text, "de/page.md").findings}
    assert codes <= {"direction-override"}


_PIECES = st.sampled_from(
    "<p> </p> <div> </div> <ul> <ol> <li> </li> </ul> <b> </b> <i> </i> <a href='x'> </a> <table> <tr> <td> <th> </table> <br> <hr> <pre>"
    " </pre> <details> <summary> </details> <h1> <h4> </h4> <img src=x> <img> <iframe src=//x> <script> alert(1) </script> <style> <svg> </svg>"
    " <math> <p onclick=x() <!-- --> <![CDATA[ <? <!DOCTYPE javascript: <a href=javascript:x> \" ' = > < & &lt; &#0; &#xD800; \x00 \x02 \x03 \ud800"
    " \ufeff \u2028 [ ]( ``` * _ - 1. | # \\ \t \n [[ ]] <dl> <dt> <dd> <figure> <figcaption> <blockquote> <o:p> <select> <option> <template> <title>"
    " <textarea> <plaintext> <base href=//x> <form> <input> <object data=x> <embed src=x> <video> <source src=x> dir=rtl <p dir=rtl> <span lang=ar>"
    " <p style='font-weight:bold;display:none'> {: #x onclick=y } {#x} Wort text wklzvmtrznbb :word klzzwxh:0000".split(
        " "
    )
)


@settings(fixed, max_examples=150)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=25).map("".join)))
def test_whatever_comes_is_read_and_nothing_in_it_runs(html: str) -> None:
    _, removed = safe_html(markdown_of(html, Surroundings()).text)
    assert removed == []  # our own sanitiser, which knows nothing of the import, finds nothing to take out


def test_a_text_of_every_kind_has_all_its_words_in_order() -> None:
    html = "".join(
        chain.from_iterable((f"<h{level}>Titel {level}</h{level}>", f"<p>Satz {level}</p>") for level in range(1, 7))
    )
    found, _ = read(markdown_of(html, Surroundings()).text)
    assert "".join(words(each) for each in found) == "".join(f"Titel {level}Satz {level}" for level in range(1, 7))
