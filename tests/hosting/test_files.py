"""What is written for hosts that cannot run here: their syntax, their limits, and that it all comes from one description."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.hosting.artifacts import heads_of
from integreat_ssg.hosting.description import FOREVER, IMMUTABLE, TYPES, ApiCopy, Hosting
from integreat_ssg.hosting.files import BESIDE, INSIDE, KINDS, files_inside, host_files, over_limits
from integreat_ssg.hosting.pages import describe, loosest
from integreat_ssg.model.findings import Place
from integreat_ssg.model.site import HOST_FILES, Artifact
from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

ALIAS = {
    **SMALL_SITE,
    "town/de/work/jobs.md": "---\ntitle: Stellen\naliases: [old/jobs]\n---\nText.\n",
}


def page(path: str, policy: str = "default-src 'none'; style-src 'self'", refresh: str = "") -> tuple[str, bytes]:
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return path, (head + (f'<meta http-equiv="refresh" content="0; url={refresh}">' if refresh else "")).encode()


WHOLE = describe(
    [
        page("index.html"),
        page("404.html"),
        page("town/404.html"),
        page("town/de/index.html"),
        page("town/de/old/index.html", refresh="../work/jobs/index.html"),
        page("town/de/town-de.html", "default-src 'none'; style-src 'sha256-abc='"),
    ],
    "https://guide.example/",
    ["", "town/"],
)


def test_a_description_is_read_from_pages() -> None:
    """Policy, redirects and 404 pages are what the pages say; files to take along do not widen the policy."""
    assert WHOLE.policy == "default-src 'none'; style-src 'self'"
    assert [(each.old, each.new) for each in WHOLE.redirects] == [("town/de/old", "town/de/work/jobs/")]
    assert WHOLE.lost == ("", "town/")


@pytest.mark.parametrize(
    ("address", "base", "based"),
    [
        (None, "/", False),
        ("https://guide.example", "/", True),
        ("https://guide.example/", "/", True),
        ("https://town.example/portal/guide", "/portal/guide/", True),
        ("https://town.example/f%C3%BChrer/", "/führer/", True),
        ('https://town.example/a"b;{}/', "/", False),
    ],
)
def test_the_base_is_the_path_of_the_address(address: str | None, base: str, based: bool) -> None:
    """An address with characters that would end a word in a server's language counts as unknown."""
    hosting = describe([], address)
    assert (hosting.base, hosting.based) == (base, based)


def test_a_redirect_stays_in_the_site() -> None:
    """Nothing that leads elsewhere, and nothing with characters of a server's language, becomes a rule."""
    for target in ("https://elsewhere.example/", "//elsewhere.example/", "../../../up", "new page/index.html", "a?b=1"):
        assert describe([page("de/old/index.html", refresh=target)], None).redirects == ()
    assert describe([page('de/a"b/index.html', refresh="../new/index.html")], None).redirects == ()


def test_a_header_takes_nothing_from_any_page() -> None:
    """Of several policies the header allows what one of them allows, and says nothing where one sets no limit."""
    form = (
        "default-src 'none'; connect-src 'self' https://form.example; form-action https://form.example; base-uri 'none'"
    )
    plain = "default-src 'none'; connect-src 'self'; form-action 'none'"
    assert loosest([plain, form]) == (
        "default-src 'none'; connect-src 'self' https://form.example; form-action https://form.example"
    )
    assert loosest([form]) == form
    assert loosest(["default-src 'none'", "default-src 'none'; img-src 'self'"]) == "default-src 'none'; img-src 'self'"
    assert loosest(['default-src "x"; }']) == ""


def test_headers_of_netlify_and_cloudflare() -> None:
    """Both join the headers of all rules that match, so that no name stands in two rules that can match one path."""
    for kind in ("netlify", "cloudflare"):
        rules: dict[str, list[str]] = {}
        for line in host_files(kind, WHOLE)["_headers"].splitlines():
            if line.startswith("  "):
                rules[list(rules)[-1]].append(line.strip())
            else:
                assert re.fullmatch(r"/(:?[\w/-]+/)?\*", line)
                rules[line] = []
        assert all(re.fullmatch(r"[A-Z][\w-]+: \S.*", each) for told in rules.values() for each in told)
        general = {each.partition(":")[0] for each in rules.pop("/*")}
        assert {"Content-Security-Policy", "X-Content-Type-Options"} <= general
        assert "Cache-Control" not in general
        assert set(rules) == {"/assets/*", *(f"/:region/{folder}/*" for folder in IMMUTABLE)}
        assert all(told == [f"Cache-Control: {FOREVER}"] for told in rules.values())


def test_redirects_of_netlify_and_cloudflare() -> None:
    """Netlify is told to let redirects win over pages, and of the 404 page of each region, the innermost first; Cloudflare
    knows neither."""
    assert host_files("netlify", WHOLE)["_redirects"].splitlines() == [
        "/town/de/old /town/de/work/jobs/ 301!",
        "/town/* /town/404.html 404",
        "/* /404.html 404",
    ]
    assert host_files("cloudflare", WHOLE)["_redirects"].splitlines() == [
        "/town/de/old /town/de/work/jobs/ 301",
        "/town/de/old/ /town/de/work/jobs/ 301",
        "/town/de/old/index.html /town/de/work/jobs/ 301",
    ]


API_COPY = replace(
    WHOLE,
    apis=describe(
        [("api/v3/town/languages/index.html", b"[]"), ("town/api/v3/town/languages/index.html", b"[]")], None
    ).apis,
)


def test_a_copy_of_the_api_is_known_by_its_files() -> None:
    """Beside the portal and in the region; answers about single pages lie in the region. What lies deeper is none."""
    assert API_COPY.apis == (ApiCopy("", "town", "town/"), ApiCopy("town/", "town", "town/"))
    alone = describe([("api/v3/town/languages/index.html", b"[]"), ("a/b/api/v3/x/languages/index.html", b"")], None)
    assert alone.apis == (ApiCopy("", "town", ""),)
    odd = describe([('api/v3/a"b/languages/index.html', b"[]"), ("api/v3/a b/languages/index.html", b"[]")], None)
    assert odd.apis == ()


def test_answers_of_the_api_are_no_pages() -> None:
    """What looks like a policy or a redirect in one of them becomes none of the host's."""
    hostile = page("town/api/v3/town/de/pages/index.html", "script-src *", refresh="../../index.html")[1]
    for path in ("api/v3/town/de/pages/index.html", "town/api/v3/town/de/pages/index.html"):
        hosting = describe([(path, hostile)], "https://guide.example/", ["", "town/"])
        assert (hosting.policy, hosting.redirects) == ("", ())


def test_the_api_on_netlify_and_cloudflare() -> None:
    """Answers are JSON that other sites may read; older addresses lead to them; a region's rules are the same for all."""
    for kind in ("netlify", "cloudflare"):
        headers = host_files(kind, API_COPY)["_headers"]
        told = "  Access-Control-Allow-Origin: *\n  Content-Type: application/json\n"
        assert f"/api/v3/*\n{told}/:region/api/v3/*\n{told}" in headers
        redirects = host_files(kind, API_COPY)["_redirects"].splitlines()
        assert redirects.index("/town/:language/wp-json/extensions/v3/languages /town/api/v3/town/languages/ 200") < (
            redirects.index("/town/:language/wp-json/extensions/v3/:list /town/api/v3/town/:language/:list/ 200")
        )
        assert "/wp-json/extensions/v3/sites /api/v3/regions/ 200" in redirects
        assert len(redirects) == len(set(redirects))
    assert host_files("netlify", API_COPY)["_redirects"].splitlines()[-1] == "/* /404.html 404"


@pytest.mark.parametrize("kind", KINDS)
def test_without_an_api_hosts_are_told_of_none(kind: str) -> None:
    assert not any("api/v3" in text or "wp-json" in text for text in host_files(kind, WHOLE).values())


def test_configuration_of_azure() -> None:
    """As the service's schema wants it: a wildcard only at the end of a route, redirects with 301 or 302."""
    told = json.loads(host_files("azure", WHOLE)["staticwebapp.config.json"])
    assert set(told) == {"globalHeaders", "mimeTypes", "routes", "responseOverrides"}
    assert told["globalHeaders"]["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert told["mimeTypes"] == TYPES
    assert told["responseOverrides"] == {"404": {"rewrite": "/404.html"}}
    for route in told["routes"]:
        assert set(route) in ({"route", "redirect", "statusCode"}, {"route", "headers"})
        assert re.fullmatch(r"/[\w/.-]*\*?", route["route"])
    assert {"route": "/town/de/old", "redirect": "/town/de/work/jobs/", "statusCode": 301} in told["routes"]


def test_limits_are_told() -> None:
    """What a host would leave out or refuse is a finding; files within the limits are none."""
    kinds = ("cloudflare", "azure")
    place = Place("site.yaml")
    assert not list(over_limits(kinds, files_inside(kinds, WHOLE, at_root=True), place))
    many = [page(f"de/old-{number}/index.html", refresh="../new/index.html") for number in range(700)]
    files = files_inside(kinds, describe(many, None), at_root=True)
    told = [dict(each.details) for each in over_limits(kinds, files, place)]
    assert [(each["host"], each["file"], each["limit"]) for each in told] == [
        ("Cloudflare", "_redirects", "2000"),
        ("Azure", "staticwebapp.config.json", "20480"),
    ]
    assert told[0]["number"] == "2100"


def test_a_region_may_be_called_as_a_folder_of_files_that_never_change() -> None:
    """The pages of a region "map" are not taken for tiles that may be kept for ever."""
    hosting = describe([], None, ["", "map/"])
    pattern = re.search(r"@forever path_regexp (\S+)", host_files("caddy", hosting)["integreat.caddy"])
    assert pattern
    kept = [
        each for each in ("/map/de/index.html", "/map/map/0123.pmtiles", "/assets/a.css") if re.match(pattern[1], each)
    ]
    assert kept == ["/map/map/0123.pmtiles", "/assets/a.css"]
    assert "/map/*" not in host_files("netlify", hosting)["_headers"].splitlines()


def test_every_kind_has_files_and_settings_know_those_inside() -> None:
    assert set(KINDS) == {*INSIDE, *BESIDE}
    assert {name for kind in INSIDE for name in host_files(kind, WHOLE)} == HOST_FILES
    assert all(text.endswith("\n") for kind in KINDS for text in host_files(kind, WHOLE).values() if text)


def artifacts_of(result: BuildResult, job: Job, folder: str) -> set[str]:
    assert not result.all_findings or all(each.severity.value != "error" for each in result.all_findings)
    return {each.name for each in (job.output / folder).iterdir()} & HOST_FILES


def test_files_lie_where_a_host_reads_them(make_job: Callable[..., Job]) -> None:
    """Apache reads its file in each folder; all others theirs at the root of what is published, which is the portal's folder or
    a region with a host of its own. They are part of the sealed site."""
    site = "title: Guide\nregions: [town]\nbase_url: https://guide.example/\nhost_files: [apache, netlify, pages]\n"
    job = make_job({**ALIAS, "site.yaml": site})
    result = build(job)
    assert artifacts_of(result, job, "town") == {".htaccess"}
    assert artifacts_of(result, job, ".") == {".htaccess", "_headers", "_redirects", ".nojekyll"}
    assert "/town/de/old/jobs /town/de/work/jobs/ 301!" in (job.output / "_redirects").read_text()
    assert ".htaccess" in json.loads((job.output / "town/integreat-manifest.json").read_text())["files"]
    assert ".htaccess" in json.loads((job.output / "integreat-portal.json").read_text())

    (job.content / "site.yaml").write_text(site.replace("base_url: https://guide.example/\n", ""))
    region = (job.content / "town/region.yaml").read_text()
    (job.content / "town/region.yaml").write_text(f"{region}base_url: https://town.example/\n")
    result = build(job)
    assert artifacts_of(result, job, "town") == {".htaccess", "_headers", "_redirects", ".nojekyll"}
    assert "/de/old/jobs /de/work/jobs/ 301!" in (job.output / "town/_redirects").read_text()
    assert "old/jobs" not in (job.output / "_redirects").read_text()

    (job.content / "site.yaml").write_text("title: Guide\nregions: [town]\n")
    result = build(job)
    assert artifacts_of(result, job, "town") == artifacts_of(result, job, ".") == set()


def test_two_hosts_that_share_a_file_clash(build_site: Callable[..., BuildResult]) -> None:
    result = build_site({**SMALL_SITE, "site.yaml": "title: G\nregions: [town]\nhost_files: [netlify, cloudflare]\n"})
    assert [each.code for each in result.all_findings if each.severity.value == "error"] == ["host-files-clash"]
    assert result.regions[0].written is None


def test_an_unknown_host_is_told(build_site: Callable[..., BuildResult]) -> None:
    result = build_site({**SMALL_SITE, "site.yaml": "title: G\nregions: [town]\nhost_files: [nginx]\n"})
    told = [each for each in result.all_findings if each.severity.value == "error"]
    assert [each.place.file for each in told] == ["site.yaml"]


def test_the_command_shows_what_is_built(make_job: Callable[..., Job], run_cli: Callable[..., object]) -> None:
    """From the output folder as it stands, for all of it or one region, to the terminal or into a folder."""
    job = make_job(ALIAS, cache=Cache(None))
    unbuilt = run_cli("host-files", "nginx")
    assert unbuilt.returncode == 2  # type: ignore[attr-defined]
    build(job)
    shown = run_cli("host-files", "nginx")
    assert 'location = "/town/de/old/jobs" { return 301 "/town/de/work/jobs/"; }' in shown.stdout  # type: ignore[attr-defined]
    alone = run_cli("host-files", "caddy", "town", "--into", "server")
    assert alone.returncode == 0, alone.stderr  # type: ignore[attr-defined]
    told = (job.output.parent / "server/integreat.caddy").read_text()
    assert "path /de/old/jobs /de/old/jobs/ /de/old/jobs/index.html" in told
    assert run_cli("host-files", "nginx", "village").returncode == 2  # type: ignore[attr-defined]


def test_heads_are_those_of_pages() -> None:
    assert list(heads_of([Artifact("a.html", b"x" * 9000), Artifact("a.js", b"")])) == [("a.html", b"x" * 4096)]
    assert Hosting("/", ("",), (), "").page_policy == "frame-ancestors 'none'"
