"""How hard the German texts of a region are to read."""

from integreat_ssg.model.content import Content
from integreat_ssg.monitoring.figures import ReadabilityFigures


def readabilities(content: Content) -> tuple[ReadabilityFigures, ...]:
    """For each German form; none where nothing can measure them."""
    return ()
