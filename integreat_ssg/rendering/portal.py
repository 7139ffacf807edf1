"""The portal over all regions: choose one by name, by municipality, or by what is near."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from integreat_ssg.model.content import HOME
from integreat_ssg.model.cover import Cover
from integreat_ssg.model.languages import Language, Translated, choose
from integreat_ssg.model.settings import Colours, SiteSettings
from integreat_ssg.model.site import NOT_FOUND, Artifact
from integreat_ssg.model.theme import Theme
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.assets import theme_assets
from integreat_ssg.rendering.portal_views import PortalView, RegionCard
from integreat_ssg.rendering.templates import templates_maker
from integreat_ssg.rendering.views import Alternate, Around, Frame, Head, LanguageLink, Words
from integreat_ssg.rendering.voices import Voice, voice_for


def render_portal(site: SiteSettings, regions: Sequence[Cover], theme: Theme) -> tuple[Artifact, ...]:
    """The portal in every language of any region; `index.html` speaks the site's default language."""
    folder, logo, assets = theme_assets(theme, Colours(), None)
    languages = {language.tag: language for region in regions for language in region.languages}
    first = site.default_language if site.default_language in languages else next(iter(languages), None)
    if first is None:
        return ()
    make = templates_maker(theme)
    artifacts = list(assets)
    for language in languages.values():
        chain = [language.tag, *site.fallback.get(language.tag, site.fallback.get("default", [])), first]
        voice = voice_for([languages[tag] for tag in chain if tag in languages], theme)
        view = _view(_Edition(site, languages, first, language, voice, folder, logo), regions)
        artifacts.append(Artifact(_file(language.tag, first), make(voice).fill("portal.html", view).encode()))
        if language.tag == first:
            lost = _view(_Edition(site, languages, first, language, voice, folder, logo, lost=True), regions)
            artifacts.append(Artifact(NOT_FOUND, make(voice).fill("portal.html", lost).encode()))
    sitemaps = [f"Sitemap: {region.base_url}sitemap.xml" for region in regions if region.base_url]
    artifacts.append(Artifact("robots.txt", "\n".join(["User-agent: *", "Allow: /", *sitemaps, ""]).encode()))
    return tuple(artifacts)


def _file(tag: str, first: str) -> str:
    return "index.html" if tag == first else f"index.{tag}.html"


@dataclass(frozen=True)
class _Edition:
    """The portal in one language."""

    site: SiteSettings
    languages: Mapping[str, Language]
    first: str
    language: Language
    voice: Voice
    folder: str
    logo: str
    lost: bool = False
    """Whether it is shown in place of what is not found, at any address: its links count from the host's root then."""

    @property
    def root(self) -> str:
        """What stands before the files of the output folder in links."""
        return f"{urlsplit(self.site.base_url).path.rstrip('/')}/" if self.lost and self.site.base_url else ""

    def words(self, field: Translated | None) -> Words | None:
        """A translated field for the portal's reader."""
        tag = self.language.tag
        text = choose(field, dict.fromkeys((tag, *self.site.fallback.get(tag, []), self.first, *self.languages)))
        if text is None or text.language in ("", self.voice.language.tag):
            return Words(text.words) if text else None
        return Words(text.words, text.language, self.languages[text.language].direction)


def _view(edition: _Edition, regions: Sequence[Cover]) -> PortalView:
    site, voice = edition.site, edition.voice
    title = edition.words(site.title) or Words("")
    base = site.base_url.rstrip("/") + "/" if site.base_url else ""
    files = {tag: _file(tag, edition.first) for tag in edition.languages}
    addresses = {tag: base + ("" if file == "index.html" else file) for tag, file in files.items()}
    head = Head(
        title=f"{title.text}: {voice.say('Page not found') if edition.lost else voice.say('Choose your region')}",
        description="",
        canonical=addresses[edition.language.tag] if base and not edition.lost else "",
        alternates=tuple(Alternate(tag, url) for tag, url in addresses.items()) if base and not edition.lost else (),
        feed="",
        json_ld=Markup(""),
        index=not edition.lost,
        site_name=title.text,
    )
    around = Around(
        lang=voice.language.tag,
        dir=voice.language.direction,
        root=edition.root or "./",
        assets=f"{edition.root}{edition.folder}/",
        region=title,
        region_full=title,
        logo=edition.root + edition.logo,
        home=edition.root + files[edition.language.tag],
        portal="",
        emergency=None,
        footer=(),
        notice=edition.words(site.notice),
    )
    languages = tuple(
        LanguageLink(
            edition.root + files[each.tag], each.tag, each.direction, each.autonym, current=each == edition.language
        )
        for each in edition.languages.values()
    )
    return PortalView(Frame(head, languages, around), tuple(_card(edition, region) for region in regions))


def _card(edition: _Edition, region: Cover) -> RegionCard:
    """A region with the way to its home page in the reader's language, or to its choice of languages."""
    spoken = any(each.tag == edition.language.tag for each in region.languages)
    file = page_file(HOME, edition.language.tag) if spoken else "index.html"
    name = edition.words(region.settings.name) or Words(region.slug)
    centre = region.settings.centre
    return RegionCard(
        url=edition.root + quote(f"{region.slug}/{file}"),
        name=name,
        full_name=edition.words(region.settings.full_name) or name,
        municipalities=tuple(sorted(region.settings.aliases)),
        latitude=centre.latitude if centre else None,
        longitude=centre.longitude if centre else None,
    )
