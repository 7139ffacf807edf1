"""A page's address as a QR code, for paper: a small drawing beside the page, which a browser loads only to print it."""

import re

import zxingcpp

CODE = "address.svg"
"""The code's file, in the folder of its page."""
_MARGIN = 2
"""Empty modules around the code. Paper is white beyond them."""
_DRAWING = re.compile(r'<svg width="(\d+)".*?<path d="([^"]*)"', re.DOTALL)


def code_file(page: str) -> str:
    """The file of the code that belongs to the page in the file `page`."""
    return page.removesuffix("index.html") + CODE


def code_svg(address: str) -> bytes:
    """The QR code of `address` (ISO/IEC 18004, error correction M), black on white, of the size that it is given.

    It is not kept in a file of its own: that takes as long as drawing it.
    """
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawing = _DRAWING.search(code.to_svg(add_quiet_zones=False))
    assert drawing is not None
    side, path = int(drawing[1]) + 2 * _MARGIN, drawing[2]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-{_MARGIN} -{_MARGIN} {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M-{_MARGIN}-{_MARGIN}h{side}v{side}h-{side}z"/><path d="{path}"/></svg>'
    ).encode()
