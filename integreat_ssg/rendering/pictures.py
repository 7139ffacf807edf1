"""Pictures in sizes: upright, without the camera's data, as small as the eye allows."""

import base64
import io
from collections.abc import Callable
from importlib.metadata import version

from PIL import Image, ImageOps

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.outputs import MediaOutput
from integreat_ssg.planning import Plan

_TYPES = {"svg": "image/svg+xml", "jpg": "image/jpeg"}
"""Media types that are not named after the file's ending."""
_RECIPE = f"1 pillow {version('pillow')}"


def picture_bytes(output: MediaOutput, cache: Cache) -> bytes:
    """The bytes of one size and format; files that are no pictures, and drawings, as they are.

    What a camera wrote beside the picture (place, owner, device) is left out.
    """
    if not output.width:
        return output.media.data
    key = key_of("picture", _RECIPE, output.media.digest, str(output.width), output.format)
    data = cache.get(key)
    if data is None:
        data = _resized(output)
        cache.put(key, data)
    return data


def embedded(plan: Plan, cache: Cache) -> Callable[[str], str]:
    """A function from the file of a picture to a `data:` URL of it in its smallest size."""
    sizes = {each.file: outputs[0] for outputs in plan.media.values() for each in outputs}

    def embed(file: str) -> str:
        output = min(plan.media[sizes[file].media.file], key=lambda each: (each.width, each.format != "webp"))
        data = base64.b64encode(picture_bytes(output, cache)).decode()
        return f"data:{_TYPES.get(output.format, f'image/{output.format}')};base64,{data}"

    return embed


def media_reader(plan: Plan, cache: Cache) -> Callable[[str], bytes | None]:
    """A function from the path of a media file in the site to its bytes, or to None where the site has none there."""
    outputs = {each.file: each for sizes in plan.media.values() for each in sizes}
    return lambda file: picture_bytes(outputs[file], cache) if file in outputs else None


def left_out(_: str) -> str:
    """No picture at all."""
    return ""


def _resized(output: MediaOutput) -> bytes:
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(output.media.data)) as source:
        image = ImageOps.exif_transpose(source)
        transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        image = image.convert("RGBA" if transparent and output.format in ("png", "webp") else "RGB")
        height = max(1, round(image.height * output.width / image.width))
        image = image.resize((output.width, height), Image.Resampling.LANCZOS)
        if output.format == "webp":
            image.save(buffer, "WEBP", quality=78, method=5)
        elif output.format == "png":
            image.save(buffer, "PNG", optimize=True)
        else:
            image.save(buffer, "JPEG", quality=82, optimize=True, progressive=True)
    return buffer.getvalue()
