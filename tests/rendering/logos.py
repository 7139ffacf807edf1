"""Logos for tests: sound ones, odd ones, and such as mean harm."""

START = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, frame: str = 'viewBox="0 0 100 100"') -> str:
    """An SVG with this content."""
    return f"{START} {frame}>{inside}</svg>"


PLATE = svg('<rect width="100" height="100" rx="20" fill="#0b5563"/><path d="M30 70L50 30L70 70z" fill="#fff"/>')
"""A white mark on a ground of the default brand colour."""
CORNERS = svg("".join(f'<rect x="{x}" y="{y}" width="10" height="10" fill="#c00"/>' for x in (0, 90) for y in (0, 90)))
"""Something in each corner, and nothing else."""
WIDE = svg('<path d="M0 0h200v50h-200z" fill="#803"/>', 'viewBox="0 0 200 50"')
BRANDED = svg('<path d="M10 10h20v80h-20z" fill="#0b5563"/>')
"""A mark in the brand colour, on nothing: it would vanish on the brand colour."""
WHITE_MARK = svg('<path d="M10 10h20v80h-20z" fill="#fff"/>')
TEXT = svg('<rect width="40" height="40" fill="#803"/><text y="90">Town</text>')

DASHES = '<path d="M0 0 L1000 1000" stroke="red" stroke-dasharray="0.01"/>'
USES = "".join(f'<g id="a{i}">{f"""<use href="#a{i - 1}"/>""" * 10}</g>' for i in range(1, 9))
TOO_COMPLEX = svg(DASHES * 2000)
"""A drawing within the whitelist that would take minutes."""
NOT_DRAWN = {"uses": svg(f'<g id="a0"><rect width="1" height="1"/></g>{USES}')}
"""What resvg itself refuses: a hundred million copies."""
EMPTY = {
    "nothing": svg(""),
    "only text": svg('<text y="50">Town</text>'),
    "transparent": svg('<rect width="9" height="9" opacity="0"/>'),
    "outside": svg('<rect x="500" width="9" height="9"/>'),
    "itself": svg('<g id="a"><use href="#a"/></g>'),
}
ENTITIES = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + svg("<title>&b;</title>")
