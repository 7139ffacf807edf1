"""Pictures and files as clients load them and importers take them along: under the names that their authors gave them."""

import io
from collections.abc import Iterator

from PIL import Image

from integreat_ssg.cache import Cache
from integreat_ssg.model.site import API_FOLDER, Artifact
from integreat_ssg.outputs import MediaOutput
from integreat_ssg.planning import Plan
from integreat_ssg.rendering.pictures import picture_bytes

FOLDER = f"{API_FOLDER}media/"
"""Where they lie in a site, beside the answers."""
_TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop")
"""Names under which Pillow gives what a camera or a program wrote beside a picture."""


def media_file(file: str) -> str:
    """The path of a media file ("media/house.jpg") in the site's API."""
    return FOLDER + file.removeprefix("media/")


def media_files(plan: Plan, cache: Cache) -> Iterator[Artifact]:
    """Each media file that the site has, pictures in their own format: as they are where nothing stands beside them and they
    are no larger than the largest size, else in that size."""
    for file, outputs in plan.media.items():
        own = [each for each in outputs if each.format == file.rpartition(".")[2].lower()] or list(outputs)
        largest = own[-1]
        clean = largest.width == largest.media.width and not _tells(largest)
        yield Artifact(media_file(file), largest.media.data if clean else picture_bytes(largest, cache))


def _tells(output: MediaOutput) -> bool:
    if not output.width:
        return False
    with Image.open(io.BytesIO(output.media.data)) as picture:
        return bool(picture.getexif()) or any(name in picture.info for name in _TELLING)
