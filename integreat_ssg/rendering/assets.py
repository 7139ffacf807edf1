"""A theme's files as a region's site carries them: with the region's colours and logo, in a folder named by their digest."""

import hashlib

from integreat_ssg.model.colours import EASILY_READABLE, NIGHT, readable_on
from integreat_ssg.model.settings import Colours
from integreat_ssg.model.site import Artifact
from integreat_ssg.model.theme import FOR_MAP, FOR_SEARCH, LOGO, Theme
from integreat_ssg.rendering.icons import RECIPE, Icons


def theme_assets(
    theme: Theme,
    colours: Colours,
    logo: bytes | None,
    icons: Icons | None = None,
    *,
    tiles: bool = False,
    search: bool = False,
) -> tuple[str, str, tuple[Artifact, ...]]:
    """The folder ("assets/1f2e…"), the logo's path in the site, and the files; without a logo the theme's own is taken,
    and without `tiles` or `search` what the interactive map or search needs is left out.

    Names inside the folder never change and its own name is a digest of all it holds, so hosts may let it be cached for
    ever and nothing needs rewriting. Icons count by what they are made from: where machines compress the same pixels to other
    bytes, the folder has the same name all the same.
    """
    unused = (*(() if tiles else FOR_MAP), *(() if search else FOR_SEARCH))
    files = {path: data for path, data in theme.assets.items() if not path.startswith(unused)}
    files["style.css"] = files["style.css"].rstrip() + _region_layer(colours).encode()
    if logo is not None:
        files[LOGO] = logo
    digest = hashlib.sha256()
    for path, content in sorted(files.items()):
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    digest.update(RECIPE.encode() if icons else b"")
    files |= icons.files if icons else {}
    folder = f"assets/{digest.hexdigest()[:12]}"
    artifacts = tuple(Artifact(f"{folder}/{path}", content) for path, content in sorted(files.items()))
    return folder, f"{folder}/{LOGO}" if LOGO in files else "", artifacts


def _region_layer(colours: Colours) -> str:
    on_dark = readable_on(NIGHT, colours.shown, EASILY_READABLE)
    return f"\n@layer region{{:root{{--brand:{colours.shown};--brand-on-dark:{on_dark}}}}}\n"
