"""The API of all regions together, as clients ask for it at one address: a copy of each region's, and the list of regions."""

from collections.abc import Iterator, Mapping

from integreat_ssg.model.site import API, Artifact


def portal_api(regions: Mapping[str, Mapping[str, bytes]]) -> Iterator[Artifact]:
    """The files beside the portal; `regions` are the regions' own files, by region and path. Nothing where no region has any.

    Answers about single pages stay in the regions, to which hosts lead by rewriting: they are the most of an API.
    """
    lists = f"{API}regions/index.html"
    said = []
    for slug, files in sorted(regions.items()):
        said.append(files.get(f"{API}regions/{slug}/index.html", b"").strip())
        yield from (Artifact(path, content) for path, content in sorted(files.items()) if path != lists)
    if said:
        yield Artifact(lists, b"[" + b",".join(each for each in said if each) + b"]\n")
