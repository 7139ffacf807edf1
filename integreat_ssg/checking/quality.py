"""Rules about how good texts are. They cost more than others and none of them keeps a site from being written, so that only
`check` asks them, never a build."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from integreat_ssg.cache import Cache
from integreat_ssg.checking import dates, phones, plainness, presentation, repetition, translating
from integreat_ssg.checking.outside import OUTSIDE_CODES
from integreat_ssg.checking.passages import passages
from integreat_ssg.checking.readability import is_measurable
from integreat_ssg.checking.reader import Passages, Reading
from integreat_ssg.checking.texts import texts
from integreat_ssg.checking.weights import Weighed, unused_excuses, weighed
from integreat_ssg.model.content import Content
from integreat_ssg.model.excuses import Excused
from integreat_ssg.model.findings import Finding, has_errors

QualityRule = Callable[[Reading], Iterable[Finding]]

QUALITY: tuple[QualityRule, ...] = (
    plainness.hard_texts,
    plainness.long_sentences,
    plainness.abbreviations,
    presentation.link_words,
    presentation.wide_tables,
    presentation.large_pictures,
    dates.past_dates,
    phones.cards,
    phones.in_texts,
    translating.untranslated,
    translating.structures,
)


def read_passages(contents: Iterable[Content]) -> Passages:
    """The passages of every text of these regions, each taken apart once."""
    pages = {page.file: page for content in contents for page in texts(content)}
    return {file: passages(page) for file, page in pages.items()}


def check_quality(content: Content, read: Passages, cache: Cache) -> list[Finding]:
    """What these rules find in one region. Without a build date dates are not judged."""
    reading = Reading(content, texts(content), read, content.today, cache)
    return [finding for rule in QUALITY for finding in rule(reading)]


def inspect(
    contents: Sequence[Content],
    cache: Cache,
    found: Sequence[Finding],
    excused: Sequence[Excused],
    outside: Callable[[Sequence[Content]], Sequence[Finding]] | None = None,
    *,
    whole: bool,
) -> Mapping[str, Weighed]:
    """Region to what these rules tell of it; under "" what belongs to several. `found` and `excused` is what others have told
    before; `outside` asks about addresses; `whole` says that these are all regions of the site."""
    read = read_passages(contents)
    told = {each.slug: weighed([each], check_quality(each, read, cache)) for each in contents}
    across = weighed(contents, [*repetition.same_paragraphs(contents, read), *(outside(contents) if outside else ())])
    told[""] = across
    if not has_errors(found):  # or rules about the finished site could not be asked
        used = {each.excuse for each in (*excused, *(each for one in told.values() for each in one.excused))}
        own = {each.slug for each in contents}
        written = {each for content in contents for each in content.excuses}
        seen = [each for each in written if whole or each.file.partition("/")[0] in own]
        left_out = (frozenset() if outside else OUTSIDE_CODES) | (frozenset() if is_measurable() else {"hard-to-read"})
        told[""] += weighed(contents, unused_excuses(seen, used, left_out=left_out))
    return defaultdict(Weighed, told)
