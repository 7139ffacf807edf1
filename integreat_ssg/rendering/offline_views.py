"""The theme's contract for what can be saved and kept, as `views.py` is for all else."""

from dataclasses import dataclass

from integreat_ssg.rendering.views import Frame, Words


@dataclass(frozen=True, slots=True)
class GuideView:
    """The guide as one file: `name` is what the browser saves it as, `size` is written for people."""

    url: str
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class OfflineView:
    """`offline.html`: the page "Offline and data". The frame's languages are those that can be saved; `news` says whether the
    language has any, `map` whether the region has an interactive map; `guide` is None where there is no single file of it."""

    frame: Frame
    news: bool = False
    map: bool = False
    guide: GuideView | None = None


@dataclass(frozen=True, slots=True)
class MyListView:
    """`my_list.html`: what a reader keeps; a script knows it, no build does."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class SentencesView:
    """`sentences.json` and `tools.json`: what scripts say, one object from name to sentence. `region` is the region's name;
    `lang` and `dir` are of the language that the sentences are in, which may be another than that of the texts."""

    region: Words
    lang: str
    dir: str
