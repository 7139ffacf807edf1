"""What became of a region, in one line for the person at the terminal."""

from typing import Protocol

from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.reporting.printable import printable
from integreat_ssg.reporting.sentences import severity_name


class _Written(Protocol):
    @property
    def changed(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def size(self) -> int: ...


class Result(Protocol):
    """The part of a build's result that is told here."""

    @property
    def slug(self) -> str:
        """The region."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in it."""

    @property
    def written(self) -> _Written | None:
        """None where the region was not written."""

    @property
    def stands(self) -> bool:
        """Whether a former site of the region is still there."""


_SENTENCES = {
    "en": {
        "written": "{slug}: {files} files, {changed} of them new or changed, {size:.1f} MB.",
        "refused": "{slug}: not written, {errors}.",
        "stands": " The last good site was left as it is.",
        "nothing": " There is no site of this region yet.",
    },
    "de": {
        "written": "{slug}: {files} Dateien, davon {changed} neu oder geändert, {size:.1f} MB.",
        "refused": "{slug}: nicht geschrieben, {errors}.",
        "stands": " Die letzte fehlerfreie Fassung bleibt unverändert stehen.",
        "nothing": " Von dieser Region gibt es noch keine Fassung.",
    },
}


def region_line(result: Result, language: str) -> str:
    """A sentence on the region in "de" or "en"."""
    sentences, slug = _SENTENCES[language], printable(result.slug)
    if result.written:
        files = result.written.changed + result.written.unchanged
        return sentences["written"].format(
            slug=slug, files=files, changed=result.written.changed, size=result.written.size / 1e6
        )
    count = sum(each.severity is Severity.ERROR for each in result.findings)
    errors = f"{count} {severity_name(Severity.ERROR, language, count)}"
    rest = sentences["stands" if result.stands else "nothing"]
    return sentences["refused"].format(slug=slug, errors=errors) + rest
