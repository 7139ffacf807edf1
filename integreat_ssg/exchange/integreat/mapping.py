"""All that a region of Integreat says, to the files of ours. Nothing is read or written here, and nothing dropped in silence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from integreat_ssg.exchange.integreat import contacts, events, organisations, pages, pictures, places
from integreat_ssg.exchange.integreat.bearings import Bearings
from integreat_ssg.exchange.integreat.kinds import kinds_of
from integreat_ssg.exchange.integreat.known import Known
from integreat_ssg.exchange.integreat.region import region_yaml
from integreat_ssg.exchange.integreat.shapes import Answers
from integreat_ssg.exchange.integreat.understanding import Region, aliases_of
from integreat_ssg.exchange.integreat.values import website
from integreat_ssg.model.categories import DEFAULT_CATEGORIES
from integreat_ssg.model.findings import Finding, note, warning
from integreat_ssg.model.findings import Place as Spot

OFFERS = {"de": "Angebote", "en": "Offers"}
PRIVACY = {"de": "Datenschutz", "en": "Privacy"}


@dataclass(frozen=True)
class Mapped:
    """Files by their paths in the region's folder; `once` are those that editors own from the first import on; names at the
    source and former paths as `merging.Arrival` has them. `came` counts what came in, by kind."""

    files: Mapping[str, bytes]
    once: frozenset[str]
    identities: Mapping[str, str]
    formerly: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]
    came: Mapping[str, int] = field(default_factory=dict)
    fallbacks: int = 0


def wanted_media(region: Region) -> tuple[str, ...]:
    """The addresses of the pictures and documents that belong to a region's texts."""
    return pictures.wanted(region.answers, region.addresses)


def map_region(region: Region, media: Mapping[str, str], known: Known, *, links_pictures: bool = True) -> Mapped:
    """All files of a region but those of `media`, which leads from addresses to files in the region's folder. What is `known`
    of the region stays: it has no more categories and municipalities than
    those. With `links_pictures` there are links to pictures that are not among `media`."""
    tongues, answers, findings = region.tongues, region.answers, list[Finding]()
    addresses = replace(region.addresses, media=media, links_pictures=links_pictures)
    gathered = contacts.gather(region.places, pictures.cards(answers, tongues))
    kinds = kinds_of(answers.languages, tongues.tags, region.places)
    if known.settings:
        kinds = kinds.only({*DEFAULT_CATEGORIES, *known.settings.categories})
    owners = organisations.organisations_of(answers, [each.key for each in gathered.listed], tongues, findings)
    writing = pages.Writing(tongues, addresses, gathered, owners.responsible)
    aliases = aliases_of(region.nodes)
    texts = [each for node in region.nodes for each in pages.page_files(node, aliases[node.path], writing, findings)]
    news = [
        each
        for thing in region.news
        for each in pages.news_files(thing, region.news_names[thing.first.id], writing, findings)
    ]
    imprints = [each for thing in region.imprints for each in pages.imprint_files(thing, writing, findings)]
    by_address = {
        each.first.address.id: region.place_keys[each.first.path]
        for each in region.places
        if each.first.address.id is not None
    }
    municipalities = frozenset(known.settings.aliases if known.settings else _municipalities(answers))
    found_places = list(
        places.files_of(
            region.places, region.place_keys, gathered, kinds, owners.keys, media, municipalities, tongues, findings
        )
    )
    found_events = list(
        events.files_of(
            region.events, region.event_keys, region.further, region.place_keys, by_address, media, tongues, findings
        )
    )
    found_contacts = list(contacts.files_of(gathered, tongues, findings))
    things = [*found_places, *found_events, *found_contacts]
    offers = dict(_offers(region, writing, findings))
    home = dict(_home(region))
    described = pictures.notes(answers, addresses, tongues, findings)
    settings = region_yaml(answers.region, tongues.tags.values(), kinds, findings, tongues.file("region.yaml"))
    for node in region.nodes:
        if node.lost:
            findings.append(
                warning("import-parent-missing", Spot(tongues.file(f"{tongues.tags[node.page.code]}/{node.file}")))
            )
    thumbnails = sum(bool(each.thumbnail) for node in region.nodes for each in node.page.versions.values())
    if thumbnails:
        findings.append(note("import-thumbnails", Spot(tongues.file("region.yaml")), count=thumbnails))
    files = {each.path: each.data for each in (*texts, *news, *imprints)} | {path: data for path, data, _ in things}
    files |= {**owners.files, **offers, **described, **home, "region.yaml": settings}
    identities = {each.path: each.identity for each in (*texts, *news)} | {path: name for path, _, name in things}
    count = Counter(identities.values())
    return Mapped(
        files,
        frozenset({"region.yaml", *home, *described}),
        {path: name for path, name in identities.items() if count[name] == 1},
        {each.path: each.formerly for each in texts if each.formerly},
        tuple(findings),
        {
            "pages": len(texts), "news": len(news), "imprint": len(imprints), "places": len(found_places),
            "events": len(found_events), "contacts": len(found_contacts) + len(owners.responsible),
            "organisations": len(owners.keys), "offers": len(offers), "media": len(set(media.values())),
        },
        region.fallbacks,
    )  # fmt: skip


def _municipalities(answers: Answers) -> Iterable[str]:
    return (each.name for each in answers.region.aliases if places.coordinates_of(each.latitude, each.longitude))


def _offers(region: Region, writing: pages.Writing, findings: list[Finding]) -> Iterable[tuple[str, bytes]]:
    """A page of links to services of others; languages in which they are the source language's have none of their own."""
    former: list[tuple[str, str]] = []
    for code, tag in region.tongues.tags.items():
        offers = region.answers.languages[code].offers
        said = [(each.name, each.url) for each in offers]
        if not offers or (said == former and tag not in OFFERS):
            continue
        former = former or said
        file = f"{tag}/offers.md"
        bearings = Bearings(region.tongues.region, file, writing.addresses, writing.contacts)
        lines = pages.offer_lines(offers, bearings)
        findings += [
            *bearings.findings,
            *(
                note("import-offer-form", Spot(region.tongues.file(file)), name=each.name)
                for each in offers
                if each.post
            ),
        ]
        yield (
            file,
            pages.written(
                {"title": OFFERS.get(tag, OFFERS["en"]), "order": 2000 if tag == region.tongues.source else 0},
                "\n\n".join(lines) + "\n",
            ),
        )


def _home(region: Region) -> Iterable[tuple[str, bytes]]:
    """The home page of each language; a page that leads to what the region says on privacy."""
    for tag in region.tongues.tags.values():
        yield f"{tag}/index.md", pages.written({"title": region.answers.region.name}, "")
    address = region.answers.region.privacy_policy
    if address and website(address):
        title = PRIVACY.get(region.tongues.source, PRIVACY["en"])
        yield f"{region.tongues.source}/privacy.md", pages.written({"title": title}, f"<{website(address)}>\n")
