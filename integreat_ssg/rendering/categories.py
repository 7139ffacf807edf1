"""Categories as readers see them: the set that every region has speaks with the theme's voice, a region's own with its."""

from integreat_ssg.model.categories import DEFAULT_CATEGORIES
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.place_views import CategoryView
from integreat_ssg.rendering.views import Words
from integreat_ssg.rendering.voices import Voice


def category_view(edition: Edition, key: str) -> CategoryView:
    """A category with its name and icon; a region's own words come first."""
    own = edition.plan.content.settings.categories.get(key)
    name = edition.translated(own.name) if own else None
    icon = (own.icon if own else None) or DEFAULT_CATEGORIES.get(key, "")
    return CategoryView(key, name or Words(default_name(edition.voice, key)), icon)


def default_name(voice: Voice, key: str) -> str:
    """The name of a category that every region has."""
    names = {
        "authority": voice.say("Authority"),
        "counselling": voice.say("Advice"),
        "language-course": voice.say("German courses"),
        "school": voice.say("School"),
        "childcare": voice.say("Childcare"),
        "health": voice.say("Health"),
        "emergency": voice.say("Emergency help"),
        "job": voice.say("Work"),
        "housing": voice.say("Housing"),
        "food-clothing": voice.say("Food and clothing"),
        "library": voice.say("Library"),
        "meeting-place": voice.say("Meeting place"),
        "sport": voice.say("Sport"),
        "culture": voice.say("Culture"),
        "transport": voice.say("Bus and train"),
        "worship": voice.say("Place of worship"),
    }
    return names.get(key, key)
