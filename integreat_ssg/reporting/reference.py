"""The reference of all findings for editors, made from `findings.yaml`.

`python -m integreat_ssg.reporting.reference > docs/findings.md` writes it anew.
"""

import re
import sys
from collections.abc import Iterator

from integreat_ssg.model.findings import Severity
from integreat_ssg.reporting.sentences import expected_kinds, general, severity_name, wording

_INTRODUCTION = """\
# Findings

What `integreat-ssg` says about content that is not as it should be, by the code in square brackets, in English and
German. Words in ‹angle brackets› stand for what the finding names: a link, a file, a number. Below what is wrong stands
how to mend it.

Was `integreat-ssg` zu Inhalten sagt, die nicht sind, wie sie sein sollen, nach dem Code in eckigen Klammern, auf
Englisch und Deutsch. Wörter in ‹spitzen Klammern› stehen für das, was der Befund nennt: einen Link, eine Datei, eine
Zahl. Unter dem, was nicht stimmt, steht, wie es sich beheben lässt.
"""
_SEVERITIES = {
    Severity.ERROR: "the region is not written / die Region wird nicht geschrieben",
    Severity.WARNING: "should be mended, the site is written / sollte behoben werden, die Website wird geschrieben",
    Severity.NOTE: "for information / zur Kenntnis",
}
_LANGUAGES = ("en", "de")
_MARKDOWN = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)")


def reference() -> str:
    """The whole of `docs/findings.md`: all codes in alphabetical order."""
    parts = [_INTRODUCTION, *_severities()]
    for code in sorted(wording().findings):
        parts += [f"\n## {code}\n\n", *_sentences(code)]
    return "".join(parts)


def _severities() -> Iterator[str]:
    yield "\n"
    for severity, meaning in _SEVERITIES.items():
        names = " / ".join(severity_name(severity, language) for language in _LANGUAGES)
        yield f"- **{names}**: {meaning}\n"


def _sentences(code: str) -> Iterator[str]:
    for language in _LANGUAGES:
        sentences = general(code, language)
        yield f"- {_escaped(sentences.message)}\n"
        for hint in filter(None, (sentences.hint, sentences.hint_nearest)):
            yield f"  - {_escaped(hint)}\n"
        if code == "wrong-type":
            yield from (
                f"  - ‹{wording().gaps['expected'][language]}›: {_escaped(kind)}\n" for kind in expected_kinds(language)
            )


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", text)


if __name__ == "__main__":
    sys.stdout.buffer.write(reference().encode())
