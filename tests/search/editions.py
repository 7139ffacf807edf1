"""What a region's guide can be searched for, without building it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from integreat_ssg.cache import Cache
from integreat_ssg.planning import plan_site
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.library import read_library, read_region
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.templates import templates_maker
from integreat_ssg.rendering.voices import voice_for


@cache
def editions(content: Path, region: str) -> Mapping[str, Edition]:
    """Language to its edition of a region in the default theme, read once in a process."""
    theme = read_theme(default_theme())
    with Converter(Cache(None), Budget(seconds=10, processes=1)) as converter:
        found, _ = read_region(read_library(content, converter), region)
    assert found
    plan, _ = plan_site(found)
    voices = {
        each.tag: voice_for([found.language(tag) for tag in found.chain(each.tag)], theme) for each in found.languages
    }
    make = templates_maker(theme)
    return {
        each.tag: Edition(plan, each, voices, make(voices[each.tag]), "assets", "", None) for each in found.languages
    }
