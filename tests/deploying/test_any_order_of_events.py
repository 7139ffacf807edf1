"""Whatever is deployed, cut, torn and deployed again: the host ends with the site, and nothing of ours is forgotten there."""

import json
import tempfile
from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from integreat_ssg.deploying.record import JOURNAL, KEPT, RECORD, parse_record
from integreat_ssg.deploying.run import Deploy, Wish
from integreat_ssg.deploying.site import LocalSite, entry_of
from integreat_ssg.deploying.transport import Abilities, CutError
from integreat_ssg.model.hosts import Host
from integreat_ssg.sealing import version_of
from tests.conftest import WHOLE
from tests.deploying.memory import MemoryHost

FOREIGN = {"town/foreign.html": b"not ours", "other/index.html": b"nor this"}
GOOD = Abilities(renames=True, lists=True, hashes=True, exclusive=True)
BAD = Abilities()
SIZES = Abilities(lists=True)


def site_of(pages: dict[str, int], sequence: int = 1) -> LocalSite:
    """A site of pages with these contents, each naming an asset of its content."""
    made = {f"de/{name}.html": b"page %d" % number for name, number in pages.items()}
    made |= {f"assets/{number}/style.css": b"style %d" % number for number in pages.values()}
    pointer = {"format": 1, "site": "town", "sequence": sequence, "sets": {"text": [str(sorted(pages.items())), 1]}}
    made["release.json"] = json.dumps(pointer).encode()
    made["index.html"] = b"entrance"
    files = {path: entry_of(data) for path, data in sorted(made.items())}
    return LocalSite("town", "town/", Path(), version_of(files), files, {}, made)


PAGES = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3), min_size=1)
QUICK = settings(
    deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
EVENTS = st.lists(st.tuples(PAGES, st.one_of(st.none(), st.integers(0, 40)), st.booleans()), min_size=1, max_size=6)


@given(events=EVENTS, able=st.sampled_from([GOOD, BAD, SIZES]), keep=st.booleans())
@settings(parent=QUICK, max_examples=1500 if WHOLE else 50)
def test_the_host_ends_as_the_site_whatever_was_cut(
    events: list[tuple[dict[str, int], int | None, bool]], able: Abilities, keep: bool
) -> None:
    """At every moment nothing foreign changes and what the standing release needs for ever is there; a whole deploy makes the
    host equal to its site; two more leave nothing behind that the record does not know."""
    host = MemoryHost(able, dict(FOREIGN))
    settings_ = Host("folder", folder="x", keep_former=keep, max_deletes=1000)
    with tempfile.TemporaryDirectory() as folder:
        wish = Wish(remembered=Path(folder), older=True)
        standing: dict[str, bytes] = {}
        for pages, cut, torn in events:
            host.left, host.torn = cut, torn and not able.renames
            site = site_of(pages)
            try:
                Deploy("web", settings_, host, wish).run([site])
            except CutError:
                pass
            else:
                standing = {f"town/{path}": site.made[path] for path in site.files if path.startswith("assets/")}
                same_as(host, site)
            assert FOREIGN.items() <= host.files.items()
            assert standing.items() <= host.files.items()
        host.left = None
        for number in (7, 8, 9):
            site = site_of({"z": number})
            Deploy("web", settings_, host, wish).run([site])
            same_as(host, site)
        record = parse_record(host.files[f"town/{RECORD}"])
        assert host.files.keys() == {*FOREIGN, f"town/{RECORD}", *(f"town/{path}" for path in record.ours)}


def same_as(host: MemoryHost, site: LocalSite) -> None:
    """Every file of the site is there, but for the number of the release; the lock is gone; what the record says is true."""
    record = parse_record(host.files[f"town/{RECORD}"])
    assert f"town/{JOURNAL}" not in host.files
    assert record.files.keys() == site.files.keys()
    for path in site.files.keys() - {"release.json"}:
        assert host.files[f"town/{path}"] == site.made[path]
    if record.former:
        for path, (digest, _) in record.former.files.items():
            places = (f"town/{path}", f"town/{KEPT}{digest}.bin")
            assert digest in {sha256(host.files.get(place, b"")).hexdigest() for place in places}, path


@given(first=PAGES, second=PAGES)
@settings(parent=QUICK, max_examples=25)
def test_going_back_brings_every_byte_back_and_a_higher_number(first: dict[str, int], second: dict[str, int]) -> None:
    """After a rollback all files but the release's number are those of the former release, and phones take it."""
    host, settings_ = MemoryHost(), Host("folder", folder="x", max_deletes=1000)
    one, two = site_of(first, 5), site_of(second, 6)
    with tempfile.TemporaryDirectory() as folder:
        deploy = Deploy("web", settings_, host, Wish(remembered=Path(folder), older=True))
        deploy.run([one])
        deploy.run([two])
        deploy.run([deploy.former("town", "town/", Path(folder) / "stage")])
        same_as(host, one)
        if first != second:
            assert json.loads(host.files["town/release.json"])["sequence"] == 7
        deploy.run([deploy.former("town", "town/", Path(folder) / "stage")])
        same_as(host, two)


@given(first=PAGES, second=PAGES)
@settings(parent=QUICK, max_examples=40)
def test_only_what_changed_is_sent(first: dict[str, int], second: dict[str, int]) -> None:
    """The second deploy sends no file whose bytes are there already; a third of the same sends nothing at all."""
    host, settings_ = MemoryHost(), Host("folder", folder="x", keep_former=False, max_deletes=1000)
    deploy = Deploy("web", settings_, host, Wish(older=True))
    deploy.run([site_of(first)])
    before = dict(host.files)
    host.put_paths.clear()
    deploy.run([site_of(second)])
    sent = {path for path in host.put_paths if not path.endswith((RECORD, JOURNAL))}
    assert all(before.get(path) != host.files[path] for path in sent)
    host.put_paths.clear()
    deploy.run([site_of(second)])
    assert not host.put_paths
