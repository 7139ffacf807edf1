"""What all pages share: head, region, languages, footer."""

import json
from collections.abc import Sequence

from markupsafe import Markup

from integreat_ssg.model.colours import NIGHT
from integreat_ssg.model.content import HOME, ROOT_PAGES
from integreat_ssg.planning import MY_LIST, OFFLINE, REGISTER, SEARCH, list_file, page_file
from integreat_ssg.rendering.app import manifest_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.feedback import feedback_view
from integreat_ssg.rendering.icons import APPLE
from integreat_ssg.rendering.views import Alternate, AppView, Frame, Head, LanguageLink, Link, Words


def frame(edition: Edition, file: str, head: Head, languages: tuple[LanguageLink, ...]) -> Frame:
    """The frame of the page in `file`."""
    content = edition.plan.content
    emergency = content.settings.emergency_page
    home = "index.html" if file == "index.html" else page_file(HOME, edition.language.tag)
    return Frame(
        head=head,
        lang=edition.voice.language.tag,
        dir=edition.voice.language.direction,
        root=edition.url(file, "index.html").removesuffix("index.html"),
        assets=edition.url(file, f"{edition.assets}/style.css").removesuffix("style.css"),
        region=edition.region,
        region_full=edition.translated(content.settings.full_name) or edition.region,
        logo=edition.url(file, edition.logo) if edition.logo else "",
        home=edition.url(file, home),
        portal=_portal(edition, file),
        languages=languages,
        emergency=(
            Link(edition.url(file, page_file(emergency, edition.language.tag)), Words(edition.voice.say("Emergency")))
            if emergency and (emergency, edition.language.tag) in edition.plan.pages
            else None
        ),
        footer=(
            *(edition.link(file, path) for path in ROOT_PAGES if (path, edition.language.tag) in edition.plan.pages),
            *_glossary(edition, file),
        ),
        notice=edition.words(content.words(content.site.notice, edition.language.tag)),
        offline=_made(edition, file, OFFLINE) if content.settings.features.offline else "",
        my_list=_made(edition, file, MY_LIST),
        stale_after_days=content.settings.offline.stale_after_days,
        search=_made(edition, file, SEARCH) if content.settings.features.search else "",
        register=_made(edition, file, REGISTER),
        app=AppView(
            manifest=edition.url(file, manifest_file(edition)) if "/" in file else "",
            icon=edition.url(file, f"{edition.assets}/{APPLE}") if edition.icons else "",
            light=content.settings.colours.shown,
            dark=NIGHT,
        ),
        feedback=feedback_view(edition, file, head.title),
    )


def _made(edition: Edition, file: str, path: str) -> str:
    """The way to a page that the build makes from a page of a language; nothing from those that speak all of them."""
    return edition.url(file, page_file(path, edition.language.tag)) if "/" in file else ""


def _glossary(edition: Edition, file: str) -> tuple[Link, ...]:
    """The way to the words that are explained, where there are any."""
    target = list_file("glossary", edition.language.tag)
    if target not in edition.plan.sheets or "/" not in file:
        return ()
    return (Link(edition.url(file, target), Words(edition.voice.say("Words explained"))),)


def _portal(edition: Edition, file: str) -> str:
    """The way to the portal: next to the region's folder, or at the site's address where the region has one of its own."""
    content = edition.plan.content
    return content.site.base_url or "" if content.settings.base_url else edition.url(file, "../index.html")


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
