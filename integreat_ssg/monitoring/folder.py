"""The report's value to the files of its folder."""

from collections.abc import Iterator, Sequence

from integreat_ssg.model.site import Artifact
from integreat_ssg.monitoring.exports import exports
from integreat_ssg.monitoring.figures import Report
from integreat_ssg.monitoring.mails import mail, mail_file
from integreat_ssg.monitoring.pages import pages


def report_files(report: Report, languages: Sequence[str]) -> tuple[Artifact, ...]:
    """Pages, data and mails in "de", "en" or both; the first language is that of `index.html`."""
    data = exports(report)
    return (*pages(report, languages, [each.path for each in data]), *data, *_mails(report, languages))


def _mails(report: Report, languages: Sequence[str]) -> Iterator[Artifact]:
    for region in report.regions:
        for duty in region.duties:
            for language in languages:
                yield Artifact(mail_file(duty, language), mail(duty, region, report.day, language).encode())
