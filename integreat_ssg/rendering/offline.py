"""What readers and scripts need to save a guide: the page "Offline and data", and the sentences that scripts say."""

import json

from integreat_ssg.errors import UsageError
from integreat_ssg.model.site import Artifact
from integreat_ssg.outputs import OfflineOutput
from integreat_ssg.planning import OFFLINE, page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import frame, head
from integreat_ssg.rendering.news import has_news
from integreat_ssg.rendering.offline_views import GuideView, OfflineView, SentencesView
from integreat_ssg.rendering.views import LanguageLink, Words


def offline_view(edition: Edition, output: OfflineOutput, book: Artifact | None = None) -> OfflineView:
    """The page "Offline and data" in one language; search engines leave it alone. `book` is the guide as one file."""
    title = Words(edition.voice.say("Offline and data"))
    languages = tuple(
        LanguageLink(
            url=edition.url(output.file, page_file(OFFLINE, each.tag)),
            tag=each.tag,
            dir=each.direction,
            autonym=each.autonym,
            current=each.tag == output.language,
        )
        for each in edition.plan.content.languages
    )
    view_head = head(edition, output.file, title, index=False)
    tiles = edition.plan.content.tiles is not None
    guide = None
    if book:
        name = f"{edition.region.text} ({edition.language.autonym}).html"
        guide = GuideView(edition.url(output.file, book.path), name, edition.voice.size(book.size))
    return OfflineView(frame(edition, output.file, view_head, languages), has_news(edition), tiles, guide)


def sentences_json(edition: Edition, name: str) -> bytes:
    """What scripts say in one language, from the theme's template `name` ("sentences.json").

    Raises UsageError where the theme's template gives anything but one object of texts.
    """
    language = edition.voice.language
    view = SentencesView(edition.region, language.tag, language.direction)
    filled = edition.templates.fill(name, view)
    try:
        sentences = json.loads(filled)
    except json.JSONDecodeError as problem:
        raise UsageError(f"The theme's templates/{name} is no JSON: {problem}") from problem
    if not isinstance(sentences, dict) or not all(isinstance(each, str) for each in sentences.values()):
        raise UsageError(f"The theme's templates/{name} is not one object of texts.")
    return json.dumps(sentences, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
