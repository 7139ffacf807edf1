"""A page's address as a QR code, for paper: a small drawing beside the page, which a browser loads only to print it."""

from importlib.metadata import version
from itertools import groupby

import segno

from integreat_ssg.cache import Cache, key_of

CODE = "address.svg"
"""The code's file, in the folder of its page."""
_MARGIN = 2
"""Empty modules around the code. Paper is white beyond them."""
_MASK = 3
"""Trying all eight masks for the evenest picture takes five times as long; codes as small as these are read with any."""
_RECIPE = f"1 segno {version('segno')}"


def code_file(page: str) -> str:
    """The file of the code that belongs to the page in the file `page`."""
    return page.removesuffix("index.html") + CODE


def code_svg(address: str, cache: Cache) -> bytes:
    """The QR code of `address`, black on white, of the size that it is given."""
    key = key_of("code", _RECIPE, address)
    data = cache.get(key)
    if data is None:
        data = _drawn(address)
        cache.put(key, data)
    return data


def _drawn(address: str) -> bytes:
    code = segno.make_qr(address, error="m", mask=_MASK)
    side = len(code.matrix) + 2 * _MARGIN
    lines = "".join(_line(row, at) for at, row in enumerate(code.matrix, _MARGIN))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{lines}"/></svg>'
    ).encode()


def _line(row: bytearray, at: int) -> str:
    """The dark runs of a row as a path."""
    runs, x = "", _MARGIN
    for dark, modules in groupby(row):
        length = len(list(modules))
        runs += f"M{x} {at}.5h{length}" if dark else ""
        x += length
    return runs
