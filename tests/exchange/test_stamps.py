"""A stamp is one line in a page's file; everything else stays as its author left it."""

import pytest

from integreat_ssg.exchange.stamps import stamped, stamped_fields

NEW = f"sha256:{'a' * 64}"
OLD = f"sha256:{'b' * 64}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\n---\nText.\n", f"---\ntitle: A\ntranslation_of: {NEW}\n---\nText.\n"),
        ("---\r\ntitle: A\r\n---\r\nText.", f"---\r\ntitle: A\r\ntranslation_of: {NEW}\r\n---\r\nText."),
        ("\ufeff--- \ntitle: A # b\n---\n---\n", f"\ufeff--- \ntitle: A # b\ntranslation_of: {NEW}\n---\n---\n"),
        (
            f"---\ntranslation_of: '{OLD}' # by Ada\n# last\ntitle: A\n---\n",
            f"---\ntranslation_of: {NEW} # by Ada\n# last\ntitle: A\n---\n",
        ),
        (
            f"---\ntitle: A\n'translation_of':\n  {OLD}\norder: 1\n---\nx\n",
            f"---\ntitle: A\ntranslation_of: {NEW}\norder: 1\n---\nx\n",
        ),
        ("---\ntitle: A\ntranslation_of:\n---\n", f"---\ntitle: A\ntranslation_of: {NEW}\n---\n"),
        ("---\ntitle: A\nsummary: |\n  b\n\n  c\n---\n", f"---\ntitle: A\nsummary: |\n  b\n\n  c\ntranslation_of: {NEW}\n---\n"),
    ],
    ids=["new", "line ends", "byte order mark", "comment", "two lines", "not set", "block text"],
)  # fmt: skip
def test_one_line_changes(before: str, after: str) -> None:
    """Comments, order, quotes, line ends and the text stay."""
    assert stamped(before, NEW) == after


@pytest.mark.parametrize("text", ["Text.\n", "---\ntitle: A\n", "---\n{title: A}\n---\n", "---\ntitle: [A\n---\n"])
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    """Braces around the whole, or no front matter at all: nothing is written."""
    with pytest.raises(ValueError, match=r"no|not"):
        stamped(text, NEW)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: {de: A}  # b\n", f"name: {{de: A}}  # b\ntranslation_of: {{ar: '{NEW}'}}\n"),
        ("name: A\r\nphone: b", f"name: A\r\nphone: b\r\ntranslation_of: {{ar: '{NEW}'}}\r\n"),
        (
            f"translation_of:\n  ar: {OLD}\n\n# names\nname: A\n",
            f"translation_of: {{ar: '{NEW}'}}\n\n# names\nname: A\n",
        ),
    ],
    ids=["new", "no line end", "block"],
)
def test_one_line_changes_in_yaml(before: str, after: str) -> None:
    """The same for a place, event or contact."""
    assert stamped_fields(before, {"ar": NEW}) == after
