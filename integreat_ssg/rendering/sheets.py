"""What pages that the build makes of data have in common: their frame and the way back."""

from collections.abc import Sequence

from integreat_ssg.model.content import HOME
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import breadcrumb_json, frame, head, made_alternates, made_languages
from integreat_ssg.rendering.views import Frame, Link, Words

Trail = Sequence[tuple[str, Words]]
"""File and title of each page above, without the home page."""


def sheet_frame(
    edition: Edition, file: str, title: Words, trail: Trail = (), *, description: str = "", json_ld: str = ""
) -> Frame:
    """The frame of the page in `file`, which is there in every language of the region. Machines are told the way back, and
    `json_ld` where there is any."""
    home = (page_file(HOME, edition.language.tag), edition.region.text)
    steps = [home, *((above, words.text) for above, words in trail), (file, title.text)]
    data = [each for each in (breadcrumb_json(edition, steps), json_ld) if each]
    name = file.partition("/")[2]
    view_head = head(
        edition,
        file,
        title,
        description=description,
        canonical=edition.absolute(file),
        alternates=made_alternates(edition, name),
        json_ld=f"[{','.join(data)}]" if len(data) > 1 else "".join(data),
    )
    return frame(edition, file, view_head, made_languages(edition, file, name))


def sheet_trail(edition: Edition, file: str, trail: Trail = ()) -> tuple[Link, ...]:
    """The breadcrumbs of the page in `file`."""
    home = Link(edition.url(file, page_file(HOME, edition.language.tag)), edition.region)
    return (home, *(Link(edition.url(file, above), words) for above, words in trail))
