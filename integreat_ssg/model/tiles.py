"""A region's vector tiles: one PMTiles file that the interactive map is drawn from."""

from dataclasses import dataclass, field

from integreat_ssg.model.settings import BoundingBox

LAYERS = frozenset({"boundaries", "buildings", "earth", "landcover", "landuse", "places", "roads", "water"})
"""The layers that the interactive map draws, as Protomaps' basemap names them (https://docs.protomaps.com/basemaps/layers)."""


@dataclass(frozen=True)
class Tiles:
    """A file of tiles in the folder `map`; `file` is its path in the region ("map/region.pmtiles"), `source` the one that
    findings name. `layers` are those that it says it has."""

    file: str
    data: bytes = field(repr=False)
    digest: str
    source: str
    box: BoundingBox
    min_zoom: int
    max_zoom: int
    layers: frozenset[str] = frozenset()

    @property
    def published(self) -> str:
        """Its path in the site, named by its bytes: what a phone or a host keeps of it never becomes wrong."""
        return f"map/{self.digest[:12]}.pmtiles"
