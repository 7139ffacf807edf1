"""Mails to the responsible offices: address, subject and plain text, ready to be sent."""

from datetime import date

from integreat_ssg.monitoring.figures import Duty, RegionFigures, TextLine
from integreat_ssg.monitoring.words import say, told
from integreat_ssg.reporting.printable import printable
from integreat_ssg.reporting.sentences import hint, message


def mail_file(duty: Duty, language: str) -> str:
    """Where the mail lies in the report's folder."""
    return f"mails/{duty.region}{f'/{duty.key}' if duty.key else ''}.{language}.txt"


def mail(duty: Duty, region: RegionFigures, day: date | None, language: str) -> str:
    """The lines `To:` (where an address is known) and `Subject:`, an empty line, and the text."""
    place = region.name[language]
    lead = "mail-lead" if duty.key else "mail-unowned"
    body = [
        say("mail-greeting", language),
        say(lead, language, n=len(duty.texts), name=duty.name[language], region=place),
    ]
    for key, lines in (("overdue", duty.overdue), ("due", duty.due), ("outdated", duty.outdated)):
        if lines:
            listed = "\n".join(_line(each, language, dated=key != "outdated") for each in lines)
            body.append(f"{say(f'mail-{key}', language, n=len(lines))}\n{listed}")
    if duty.broken:
        listed = "\n".join(
            f"- {each.place.file}{f':{each.place.line}' if each.place.line else ''}\n"
            f"  {message(each, language)}\n  {hint(each, language)}"
            for each in duty.broken
        )
        body.append(f"{say('mail-broken', language, n=len(duty.broken))}\n{listed}")
    body.append(say("mail-quiet", language) if duty.is_quiet else say("mail-how", language))
    if duty.texts:
        listed = "\n".join(_line(each, language, dated=True) for each in duty.texts)
        body.append(f"{say('mail-texts', language, n=len(duty.texts))}\n{listed}")
    head = [f"To: {printable(duty.email)}"] if duty.email else []
    subject = say("mail-subject", language, region=place, day=told(day, language) if day else say("no-day", language))
    return "\n".join([*head, f"Subject: {printable(subject)}", "", "\n\n".join(body), ""])


def _line(line: TextLine, language: str, *, dated: bool) -> str:
    review = f", {say('mail-by', language, day=line.review_by)}" if dated and line.review_by else ""
    shared = "" if line.file.startswith(f"{line.region}/") else f" ({say('shared-text', language)})"
    return f"- {printable(line.title)} [{line.language}]{review}{shared}\n  {line.file}"
