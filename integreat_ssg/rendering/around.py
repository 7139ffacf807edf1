"""What is around a page and the same for all pages of its language that lie equally deep: it is made once for them."""

from collections.abc import Callable

from integreat_ssg.model.colours import NIGHT
from integreat_ssg.model.content import HOME, ROOT_PAGES
from integreat_ssg.planning import MY_LIST, OFFLINE, REGISTER, SEARCH, list_file, page_file
from integreat_ssg.rendering.app import manifest_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.icons import APPLE
from integreat_ssg.rendering.views import AppView, Around, Link, Words


def around(edition: Edition, file: str) -> Around:
    """What is around the page in `file`. Ways to other files are the same from all folders that lie equally deep and have
    the same way in common with those files: such pages are given the very same value."""
    if "/" not in file:
        return _around(edition, file, lambda target: edition.url(file, target))
    known = edition.remembered
    if "near" not in known:
        known["near"] = _folders_led_to(edition, file)
    near = folder = file.rpartition("/")[0]
    while near and near not in known["near"]:
        near = near.rpartition("/")[0]
    key = ("around", near, folder.count("/"))
    if key not in known:
        known[key] = _around(edition, file, lambda target: edition.url(file, target))
    found: Around = known[key]
    return found


def _folders_led_to(edition: Edition, file: str) -> frozenset[str]:
    """The folders of all files that stand around a page of a language, and those that they lie in."""
    folders: set[str] = set()

    def led_to(target: str) -> str:
        names = target.split("/")[:-1]
        folders.update("/".join(names[:depth]) for depth in range(1, len(names) + 1))
        return ""

    _around(edition, file, led_to)
    return frozenset(folders)


def _around(edition: Edition, file: str, url: Callable[[str], str]) -> Around:
    """The same, with what tells the way from the page to a file. Pages of no language lead to none of its pages."""
    content, tag, voice = edition.plan.content, edition.language.tag, edition.voice
    emergency, inside = content.settings.emergency_page, "/" in file

    def made(path: str) -> str:
        return url(page_file(path, tag)) if inside else ""

    return Around(
        lang=voice.language.tag,
        dir=voice.language.direction,
        root=url("index.html").removesuffix("index.html"),
        assets=url(f"{edition.assets}/style.css").removesuffix("style.css"),
        region=edition.region,
        region_full=edition.translated(content.settings.full_name) or edition.region,
        logo=url(edition.logo) if edition.logo else "",
        home=url("index.html" if file == "index.html" else page_file(HOME, tag)),
        # The portal is next to the region's folder, or at the site's address where the region has one of its own.
        portal=content.site.base_url or "" if content.settings.base_url else url("../index.html"),
        emergency=(
            Link(url(page_file(emergency, tag)), Words(voice.say("Emergency")))
            if emergency and (emergency, tag) in edition.plan.pages
            else None
        ),
        footer=(
            *(
                Link(url(page_file(path, tag)), edition.title(path), None)
                for path in ROOT_PAGES
                if (path, tag) in edition.plan.pages
            ),
            *_glossary(edition, url, inside),
        ),
        notice=edition.words(content.words(content.site.notice, tag)),
        offline=made(OFFLINE) if content.settings.features.offline else "",
        my_list=made(MY_LIST),
        stale_after_days=content.settings.offline.stale_after_days,
        search=made(SEARCH) if content.settings.features.search else "",
        register=made(REGISTER),
        app=AppView(
            manifest=url(manifest_file(edition)) if inside else "",
            icon=url(f"{edition.assets}/{APPLE}") if edition.icons else "",
            light=content.settings.colours.shown,
            dark=NIGHT,
        ),
    )


def _glossary(edition: Edition, url: Callable[[str], str], inside: bool) -> tuple[Link, ...]:
    """The way to the words that are explained, where there are any."""
    target = list_file("glossary", edition.language.tag)
    if target not in edition.plan.sheets or not inside:
        return ()
    return (Link(url(target), Words(edition.voice.say("Words explained"))),)
