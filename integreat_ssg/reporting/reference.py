"""The reference of all findings for editors, made from `findings.yaml`.

`python -m integreat_ssg.reporting.reference > docs/findings.md` writes it anew.
"""

import re
import sys
from collections.abc import Iterator

from integreat_ssg.model.findings import Severity
from integreat_ssg.reporting.examples import Made, examples
from integreat_ssg.reporting.sentences import expected_kinds, general, severity_name, wording

_INTRODUCTION = """\
# Findings

What `integreat-ssg` says about content that is not as it should be, by the code in square brackets, in English and
German. Words in ‹angle brackets› stand for what the finding names: a link, a file, a number. Below what is wrong stands
how to mend it. Below that stands the smallest example: files that, laid over a sound site, make `check` say so.

Was `integreat-ssg` zu Inhalten sagt, die nicht sind, wie sie sein sollen, nach dem Code in eckigen Klammern, auf
Englisch und Deutsch. Wörter in ‹spitzen Klammern› stehen für das, was der Befund nennt: einen Link, eine Datei, eine
Zahl. Unter dem, was nicht stimmt, steht, wie es sich beheben lässt. Darunter steht das kleinste
Beispiel: Dateien, die, über eine Website ohne Mängel gelegt, `check` das sagen lassen.
"""
_SEVERITIES = {
    Severity.ERROR: "the region is not written / die Region wird nicht geschrieben",
    Severity.WARNING: "should be mended, the site is written / sollte behoben werden, die Website wird geschrieben",
    Severity.NOTE: "for information / zur Kenntnis",
}
_LANGUAGES = ("en", "de")
_KINDS = {"md": "markdown", "yaml": "yaml", "svg": "xml", "geojson": "json"}
_FENCES = re.compile("`{3,}")
_MARKDOWN = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)")


def reference() -> str:
    """The whole of `docs/findings.md`: all codes in alphabetical order."""
    parts = [_INTRODUCTION, *_severities()]
    for code in sorted(wording().findings):
        parts += [f"\n## {code}\n\n", *_sentences(code), *_example(code)]
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


def _example(code: str) -> Iterator[str]:
    """The files that provoke a code, each below its name; a file that is made by a rule is described."""
    for path, each in examples().get(code, {}).items():
        if each is None:
            yield f"\nExample / Beispiel: `{path}` is missing / fehlt.\n"
        elif isinstance(each, Made):
            yield f"\nExample / Beispiel: `{path}`, {_made(each)}.\n"
        elif not each:
            yield f"\nExample / Beispiel: `{path}` is empty / ist leer.\n"
        else:
            fence = "`" * max(3, 1 + max((len(run) for run in _FENCES.findall(each)), default=0))
            kind = _KINDS.get(path.rpartition(".")[2], "")
            yield f"\nExample / Beispiel: `{path}`\n\n{fence}{kind}\n{each.rstrip()}\n{fence}\n"


def _made(file: Made) -> str:
    if file.link:
        return f"a symbolic link to / eine symbolische Verknüpfung auf `{file.link}`"
    if file.pipe:
        return "a named pipe / eine benannte Pipe"
    if file.base64:
        return f"{len(file.data)} bytes / {len(file.data)} Byte: `{_shown(file.data)}`"
    before, after = (f"`{_one_line(each)}` … " if each else "" for each in (file.before, file.after))
    return f"{before}{file.times} × `{_one_line(file.repeat)}`{f' … {after}' if after else ''}".rstrip(" …")


def _shown(data: bytes) -> str:
    return repr(data[:24])[2:-1].replace("`", "'") + ("…" if len(data) > 24 else "")


def _one_line(text: str) -> str:
    return text.strip().replace("\n", "⏎").replace("`", "'")


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", text)


if __name__ == "__main__":
    sys.stdout.buffer.write(reference().encode())
