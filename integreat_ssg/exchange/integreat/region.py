"""What Integreat says of a region to `region.yaml` and `site.yaml`: written once, and the editors' from then on."""

from collections.abc import Iterable, Mapping

from integreat_ssg.exchange.integreat.kinds import Kinds
from integreat_ssg.exchange.integreat.places import coordinates_of
from integreat_ssg.exchange.integreat.shapes import Region
from integreat_ssg.exchange.integreat.values import agreed
from integreat_ssg.exchange.yaml_text import yaml_text
from integreat_ssg.model.findings import Finding, Place, warning
from integreat_ssg.model.settings import BoundingBox

_KINDS = {
    "landkreis": "district",
    "kreis": "district",
    "stadt und landkreis": "district",
    "bezirk": "district",
    "region": "association",
    "stadt": "city",
    "kreisfreie stadt": "city",
    "landeshauptstadt": "city",
    "gemeinde": "town",
    "markt": "town",
    "samtgemeinde": "association",
    "verbandsgemeinde": "association",
}


def region_yaml(region: Region, languages: Iterable[str], kinds: Kinds, findings: list[Finding], file: str) -> bytes:
    """The settings of a region with these language tags, the source language first."""
    tags = list(languages)
    aliases: dict[str, dict[str, float]] = {}
    for each in region.aliases:
        if point := coordinates_of(each.latitude, each.longitude):
            aliases[each.name] = point
        else:
            findings.append(warning("import-value-left-out", Place(file), key="aliases", value=each.name))
    name = region.bare_name or region.name
    values: dict[str, object] = {
        "kind": kind_of(region),
        "name": name,
        "full_name": region.name if region.name != name else "",
        "languages": tags,
        "source_language": tags[0] if tags and tags[0] != "de" else "",
        "centre": coordinates_of(region.latitude, region.longitude),
        "bounding_box": _box(region, findings, file),
        "aliases": aliases,
        "categories": {key: {"name": agreed(names.items())} for key, names in kinds.own.items()},
    }
    return yaml_text({key: value for key, value in values.items() if value}).encode()


def kind_of(region: Region) -> str:
    """What a region is, by the word before its name."""
    prefix = region.prefix.strip().casefold()
    if not prefix and region.name != region.bare_name:
        prefix = region.name.removesuffix(region.bare_name).strip().casefold()
    return _KINDS.get(prefix, "city" if not prefix else "association")


def site_yaml(title: str, slug: str, autonyms: Mapping[str, str], language: str) -> bytes:
    """The settings of a guide that begins with this region."""
    values = {
        "title": title,
        "regions": [slug],
        "default_language": language if language != "de" else "",
        "autonyms": autonyms,
    }
    return yaml_text({key: value for key, value in values.items() if value}).encode()


def _box(region: Region, findings: list[Finding], file: str) -> dict[str, float]:
    if region.box is None:
        return {}
    west, south, east, north = region.box
    box = BoundingBox(south, west, north, east)
    if not box.is_one:
        findings.append(warning("import-value-left-out", Place(file), key="bounding_box", value=str(region.box)))
        return {}
    return {"south": south, "west": west, "north": north, "east": east}
