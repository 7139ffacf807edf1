"""What kind of help a place or an event offers: a set that every region has, and that a region can add to."""

from collections.abc import Mapping

DEFAULT_CATEGORIES: Mapping[str, str] = {
    "authority": "landmark",
    "counselling": "message-circle",
    "language-course": "languages",
    "school": "school",
    "childcare": "baby",
    "health": "stethoscope",
    "emergency": "siren",
    "job": "briefcase",
    "housing": "house",
    "food-clothing": "shopping-cart",
    "library": "library-big",
    "meeting-place": "users",
    "sport": "dumbbell",
    "culture": "music",
    "transport": "bus",
    "worship": "hand-heart",
}
"""Key to icon; their names are the theme's sentences, so that they are there in each of its languages."""
