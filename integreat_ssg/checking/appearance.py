"""Rules about content and theme together."""

from collections.abc import Iterator

from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, error, note
from integreat_ssg.model.theme import Theme
from integreat_ssg.spelling import nearest


def check_appearance(content: Content, theme: Theme) -> list[Finding]:
    """What the content asks of the theme and the theme does not have."""
    return [*_icons(content, theme), *_messages(content, theme)]


def _icons(content: Content, theme: Theme) -> Iterator[Finding]:
    """An icon that a page, a category or an audience names is one of the theme's."""
    for page in content.pages.values():
        icon = page.meta.icon
        if icon and icon not in theme.icons:
            place = Place(page.file, page.key_lines.get("icon", 1))
            yield error("unknown-icon", place, icon=icon, nearest=nearest(icon, theme.icons))
    for key, category in content.settings.categories.items():
        if category.icon and category.icon not in theme.icons:
            place = content.at_setting("categories", key, "icon")
            yield error("unknown-icon", place, icon=category.icon, nearest=nearest(category.icon, theme.icons))
    for key, audience in content.settings.audiences.items():
        if audience.icon and audience.icon not in theme.icons:
            place = content.at_setting("audiences", key, "icon")
            yield error("unknown-icon", place, icon=audience.icon, nearest=nearest(audience.icon, theme.icons))


def _messages(content: Content, theme: Theme) -> Iterator[Finding]:
    """The theme speaks each language of the region; until then its own sentences come in the next language of the chain."""
    for language in content.languages:
        base = language.tag.partition("-")[0]
        if base != "en" and not {language.tag, base} & set(theme.messages):
            yield note("no-messages", content.at_setting("languages"), language=language.tag)
