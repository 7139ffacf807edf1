"""Integreat's categories of places to keys of ours: everybody's where their names say so, else the region's own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from integreat_ssg.exchange.integreat.joining import Joined
from integreat_ssg.exchange.integreat.shapes import InLanguage, Place, PlaceCategory
from integreat_ssg.spelling import key_from

_USUAL = {
    "authority": ("behoerde", "behoerden", "aemter", "amt", "verwaltung", "aemter-und-behoerden", "behoerden-und-aemter",
                  "rathaus", "public-authority"),
    "counselling": ("beratung", "beratungsstelle", "beratungsstellen", "counselling"),
    "language-course": ("sprachkurs", "sprachkurse", "deutschkurse", "sprachschule", "language-courses"),
    "school": ("schule", "schulen", "school", "schools"),
    "childcare": ("kinderbetreuung", "kita", "kitas", "kindergarten", "kindertagesstaetten", "childcare"),
    "health": ("gesundheit", "aerzte", "medizinische-versorgung", "krankenhaus", "health"),
    "emergency": ("notfall", "notfaelle", "emergency"),
    "job": ("arbeit", "jobs", "arbeit-und-beruf", "work"),
    "housing": ("wohnen", "wohnung", "unterkunft", "housing"),
    "food-clothing": ("tafel", "kleiderkammer", "lebensmittel-und-kleidung"),
    "library": ("bibliothek", "bibliotheken", "buecherei", "buechereien", "library"),
    "meeting-place": ("treffpunkt", "treffpunkte", "begegnung", "begegnungsstaette", "begegnungsstaetten"),
    "sport": ("sport", "sportverein", "sportvereine"),
    "culture": ("kultur", "kultur-und-freizeit", "culture"),
    "transport": ("verkehr", "mobilitaet", "nahverkehr", "transport"),
    "worship": ("religion", "glaube", "kirchen", "gotteshaeuser", "religioese-einrichtungen"),
}  # fmt: skip
_KEYS = {name: key for key, names in _USUAL.items() for name in names}


@dataclass(frozen=True)
class Kinds:
    """`keys` lead from the id or name of a category to our key, `own` from keys of the region's own to names by language tag."""

    keys: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def key_of(self, category: PlaceCategory | None) -> str:
        """Our key of a category; "" where there is none."""
        return self.keys.get(_identity(category), "") if category else ""

    def only(self, known: Collection[str]) -> "Kinds":
        """The same, but of places only the keys that are `known`."""
        return Kinds({name: key for name, key in self.keys.items() if key in known}, self.own)


def kinds_of(languages: Mapping[str, InLanguage], tags: Mapping[str, str], places: Sequence[Joined[Place]]) -> Kinds:
    """The categories that lists and places name; those that no place has only where the list names them."""
    names: dict[str, dict[str, str]] = {}
    for code, tag in tags.items():
        for each in languages[code].place_categories:
            names.setdefault(_identity(each), {}).setdefault(tag, each.name)
        for place in places:
            if code in place.versions and (category := place.versions[code].category):
                names.setdefault(_identity(category), {}).setdefault(tag, category.name)
    used = {_identity(version.category) for place in places for version in place.versions.values() if version.category}
    keys: dict[str, str] = {}
    own: dict[str, Mapping[str, str]] = {}
    for identity, said in names.items():
        plain = key_from(next(iter(said.values())))
        key = _KEYS.get(plain) or plain or f"category-{identity}"
        if identity in used:
            keys[identity] = key
            if plain not in _KEYS:
                own.setdefault(key, _named(said))
    return Kinds(keys, own)


def _named(said: Mapping[str, str]) -> Mapping[str, str]:
    """Names without those of languages that have none: they are told the source language's."""
    source, *others = said.items()
    translated = {tag: name for tag, name in others if name != source[1]}
    return dict([source]) | translated if translated else said


def _identity(category: PlaceCategory) -> str:
    return str(category.id) if category.id is not None else category.name.casefold()
