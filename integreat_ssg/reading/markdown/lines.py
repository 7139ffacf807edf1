"""What a line of Markdown begins, as CommonMark and GitHub's tables and alerts have it. Questions only; nothing is changed."""

import re

BLOCK = re.compile(r"^ {0,3}\[\[ *(?:([\w-]+) *: *(.+?)|(events)) *\]\][ \t]*$", re.MULTILINE)
FOLDING = re.compile(r" {0,3}<(details|summary)(?=[ >])(?![^>]*\bmarkdown\b)", re.IGNORECASE)
FOOTNOTE = re.compile(r" {0,3}(\[\^[^\]]+\]:) *")
DEFINITION = re.compile(r" {0,3}:( {1,3})(?=\S)")
HEADING = re.compile(r" {0,3}(#{1,6}(?: .*|$))")
HTML = re.compile(
    r" {0,3}</?(?:address|article|aside|blockquote|caption|center|details|dialog|div|dd|dl|dt|fieldset|figcaption|figure|footer"
    r"|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
ITEM = re.compile(r"( *)([-*+]|(\d{1,9})[.)])( +|$)(.*)")
"""Indentation, marker, its number, white space, words."""
NOTE = re.compile(r" {0,3}(!!! ?[\w-].*)")
QUOTE = re.compile(r" {0,3}> ?")
VERBATIM = ((re.compile(r" {0,3}<!--"), "-->"), (re.compile(r" {0,3}<pre\b", re.IGNORECASE), "</pre>"))
"""Raw HTML in which empty lines mean nothing, by its beginning and its end."""

_ADDRESS = re.compile(r" {0,3}\*?\[[^\]]+\]:")
_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})(.*)")
_ROW_BELOW_HEAD = re.compile(r" *(?=.*\|)\|?(?: *:?-+:? *\|)* *(?::?-+:? *)?")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")


def indent_of(line: str) -> int:
    """How many spaces it begins with."""
    return len(line) - len(line.lstrip(" "))


def item_in(line: str, below_text: bool) -> re.Match[str] | None:
    """The list item in this line. Running text is interrupted only by an item with words, and by no number but 1."""
    item = ITEM.fullmatch(line)
    if item is None or _RULE.fullmatch(line):
        return None
    if below_text:
        return item if item[5].strip() and item[3] in (None, "1") else None
    return item if len(item[1]) < 4 else None


def fence_in(line: str) -> re.Match[str] | None:
    """Indentation, mark and language of a code fence."""
    fence = _FENCE.fullmatch(line)
    return None if fence and fence[2][0] == "`" and "`" in fence[3] else fence


def is_rule(line: str, below_text: bool) -> bool:
    """Whether the line is a thematic break; `---` right below text makes that a heading instead."""
    return bool(_RULE.fullmatch(line)) and not (below_text and set(line.strip()) == {"-"})


def is_table(lines: list[str], at: int) -> bool:
    """Whether a table begins in this line: its head, and dashes below."""
    return at + 1 < len(lines) and "|" in lines[at] and bool(_ROW_BELOW_HEAD.fullmatch(lines[at + 1]))


def begins_a_block(lines: list[str], at: int) -> bool:
    """Whether this line, left of an item's text or below a table, is none of it."""
    line = lines[at]
    if is_table(lines, at):
        return True
    return not line[:1].isalpha() and bool(
        item_in(line, below_text=False)
        or fence_in(line)
        or is_rule(line, below_text=False)
        or any(each.match(line) for each in (QUOTE, NOTE, _ADDRESS, HTML))
        or any(each.fullmatch(line) for each in (HEADING, BLOCK))
    )


def ends_itself(line: str) -> bool:
    """Whether the line is complete, so that running text below it does not continue it."""
    return bool(HEADING.fullmatch(line) or BLOCK.fullmatch(line) or fence_in(line))
