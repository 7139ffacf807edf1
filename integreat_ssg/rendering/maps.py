"""The view of the map: a chart in one language."""

from collections.abc import Iterable
from itertools import pairwise

from integreat_ssg.cartography import WIDTH, Drawing, Mark
from integreat_ssg.outlines import GRID
from integreat_ssg.outputs import ListOutput
from integreat_ssg.planning import OFFLINE, PLACES_A_PAGE, list_file, page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.map_views import DrawingView, MapView, MarkView, NameView, TilesView
from integreat_ssg.rendering.place_rows import filters, hours_numbers, place_name, place_row, sort_key
from integreat_ssg.rendering.sheets import sheet_frame, sheet_trail
from integreat_ssg.rendering.views import Words


def map_view(edition: Edition, output: ListOutput) -> MapView:
    """One page of the map and of its list, which goes by the numbers of the marks."""
    content, drawn = edition.plan.content, edition.plan.chart
    assert drawn, "planned only where there is a chart"
    file, tag, numbers = output.file, output.language, drawn.numbers
    entries = sorted(
        (content.places[key] for key in numbers),
        key=lambda entry: (numbers[entry.key], sort_key(place_name(edition, entry).text), entry.key),
    )
    first = (output.number - 1) * PLACES_A_PAGE
    hours = hours_numbers(edition, entries)
    pages = {entry.key: at // PLACES_A_PAGE + 1 for at, entry in reversed([*enumerate(entries)])}
    rows = {numbers[entry.key]: entry.key for entry in reversed(entries)}
    title = Words(edition.voice.say("Map"))
    trail = ((list_file("places", tag), Words(edition.voice.say("Places and offices"))),)

    def row_url(mark: Mark) -> str:
        """The way to the first place of a mark, which may stand on another page."""
        key = rows[mark.number]
        page = "" if pages[key] == output.number else edition.url(file, list_file("map", tag, pages[key]))
        return f"{page}#at-{key}"

    def drawing(each: Drawing) -> DrawingView:
        return _drawing(edition, each, {mark.number: row_url(mark) for mark in each.marks if mark.number})

    settings = content.settings.map
    return MapView(
        frame=sheet_frame(edition, file, title, trail),
        drawing=drawing(drawn.region),
        details=tuple(drawing(each) for each in drawn.details),
        rows=tuple(
            place_row(edition, entry, file, hours, numbers[entry.key])
            for entry in entries[first : first + PLACES_A_PAGE]
        ),
        number=output.number,
        previous=edition.url(file, list_file("map", tag, output.number - 1)) if output.number > 1 else "",
        next=edition.url(file, list_file("map", tag, output.number + 1))
        if output.number * PLACES_A_PAGE < len(entries)
        else "",
        filters=filters(edition, entries) if output.number == 1 else None,
        missing=len(entries) < len(content.places),
        list=edition.url(file, trail[0][0]),
        credit=settings.credit or "" if content.boundary else "",
        licence=settings.licence or "" if content.boundary else "",
        source=settings.url or "" if content.boundary else "",
        illustrative=bool(content.boundary) and settings.illustrative,
        breadcrumbs=sheet_trail(edition, file, trail),
        tiles=_tiles(edition, file) if output.number == 1 else None,
    )


def _tiles(edition: Edition, file: str) -> TilesView | None:
    content = edition.plan.content
    if content.tiles is None:
        return None
    saving = content.settings.features.offline
    return TilesView(
        url=edition.url(file, content.tiles.published),
        credit=content.settings.map.tiles_credit or "",
        offline=edition.url(file, page_file(OFFLINE, edition.language.tag)) if saving else "",
    )


def _drawing(edition: Edition, drawing: Drawing, urls: dict[int, str]) -> DrawingView:
    voice = edition.voice
    metres, pixels = drawing.bar
    return DrawingView(
        width=round(WIDTH * GRID),
        height=round(drawing.height * GRID),
        outline="".join(f"{path_of(line)}z" for line in drawing.lines.outline),
        borders="".join(path_of(line) for line in drawing.lines.borders),
        marks=tuple(
            MarkView(
                x=_share(mark.x, WIDTH),
                y=_share(mark.y, drawing.height),
                says=mark.letter or voice.digits(str(mark.number)),
                number="" if mark.letter else str(mark.number),
                url=f"#detail-{mark.letter}" if mark.letter else urls[mark.number],
            )
            for mark in drawing.marks
        ),
        names=tuple(
            NameView(name.text, _share(name.x, WIDTH), _share(name.y, drawing.height), name.anchor)
            for name in drawing.names
        ),
        bar=_share(pixels, WIDTH),
        distance=voice.length(metres),
        letter=drawing.letter,
        town=drawing.town,
    )


def path_of(line: Iterable[tuple[int, int]]) -> str:
    """A line as SVG writes it: where it starts, then the step to each next point."""
    points = list(line)
    steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(points)]
    x, y = points[0]
    return f"M{x} {y}l" + " ".join(f"{wide} {high}" for wide, high in steps).replace(" -", "-")


def _share(length: float, whole: float) -> str:
    """A length as hundredths of another one: "43.2%"."""
    return f"{round(100 * length / whole, 1):g}%"
