"""What all pages share: head, region, languages, footer."""

import json
from collections.abc import Sequence

from markupsafe import Markup

from integreat_ssg.model.content import HOME
from integreat_ssg.rendering.around import around
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.feedback import feedback_view
from integreat_ssg.rendering.views import Alternate, Frame, Head, LanguageLink, Words


def frame(edition: Edition, file: str, head: Head, languages: tuple[LanguageLink, ...]) -> Frame:
    """The frame of the page in `file`."""
    return Frame(head, languages, around(edition, file), feedback_view(edition, file, head.title))


def head(
    edition: Edition,
    file: str,
    title: Words,
    *,
    description: str = "",
    canonical: str = "",
    alternates: tuple[Alternate, ...] = (),
    json_ld: str = "",
    index: bool = True,
) -> Head:
    """The head of the page in `file`; an empty title leaves the region's name alone."""
    content = edition.plan.content
    region = edition.translated(content.settings.full_name) or edition.region
    name = edition.voice.say("{name} – {region}", name=title.text, region=region.text) if title.text else region.text
    return Head(
        title=name,
        description=description,
        canonical=canonical,
        alternates=alternates if index else (),
        feed=edition.url(file, f"{edition.language.tag}/feed.xml") if content.base_url else "",
        json_ld=Markup(json_ld),  # noqa: S704 - made by json_script
        index=index,
        site_name=region.text,
    )


def page_languages(edition: Edition, file: str, path: str) -> tuple[LanguageLink, ...]:
    """The switcher on a page: the same page in every language, and which language is shown where it is missing."""
    content = edition.plan.content
    links = []
    for language in content.languages:
        output = edition.plan.pages.get((path, language.tag)) or edition.plan.pages.get((HOME, language.tag))
        if output is None:
            continue
        missing = output.page.language != language.tag
        links.append(
            LanguageLink(
                url=edition.url(file, output.file),
                tag=language.tag,
                dir=language.direction,
                autonym=language.autonym,
                current=language.tag == edition.language.tag and file == output.file,
                fallback=content.language(output.page.language).autonym if missing else "",
            )
        )
    return tuple(links)


def made_languages(edition: Edition, file: str, name: str) -> tuple[LanguageLink, ...]:
    """The switcher on a page that the build makes in every language, such as a list; `name` follows the language's folder."""
    return tuple(
        LanguageLink(
            edition.url(file, f"{each.tag}/{name}"),
            each.tag,
            each.direction,
            each.autonym,
            each.tag == edition.language.tag,
        )
        for each in edition.plan.content.languages
    )


def made_alternates(edition: Edition, name: str) -> tuple[Alternate, ...]:
    """The same page in every language, where its address is known."""
    languages = edition.plan.content.languages if edition.absolute("") else ()
    return tuple(Alternate(each.tag, edition.absolute(f"{each.tag}/{name}")) for each in languages)


def breadcrumb_json(edition: Edition, trail: Sequence[tuple[str, str]]) -> str:
    """schema.org's BreadcrumbList for (file, title) pairs, where absolute addresses are known.

    Source: https://schema.org/BreadcrumbList.
    """
    if not edition.absolute("") or len(trail) < 2:
        return ""
    items = [
        {"@type": "ListItem", "position": position, "name": title, "item": edition.absolute(file)}
        for position, (file, title) in enumerate(trail, 1)
    ]
    return json_script({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})


def json_script(data: object) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
