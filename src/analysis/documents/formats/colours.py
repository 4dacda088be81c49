"""Colours as office formats write them, brought to six lower-case hexadecimal digits.

Formats name a colour of the theme and lighten or darken it, or lay a pattern of one over another.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable

from lxml import etree

_HEXADECIMAL = re.compile(r"#?(?:[0-9a-f]{2})?([0-9a-f]{6})", re.IGNORECASE)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WHITE = "ffffff"


def hexadecimal(colour: str | None) -> str | None:
    """Return `colour` (``#D9D9D9``, ``FFD9D9D9``) as six lower-case digits; None where it is no number."""
    match = _HEXADECIMAL.fullmatch(colour or "")
    return match[1].lower() if match else None


def filled(colour: str | None) -> str | None:
    """Return `colour` as the fill of a cell: white is none."""
    return None if colour == _WHITE else colour


def mixed(over: str, under: str, share: float) -> str:
    """Return what a pattern gives that covers a `share` of the colour `under` by the colour `over`."""
    pairs = zip(_channels(over), _channels(under), strict=True)
    return _hex(top * share + bottom * (1 - share) for top, bottom in pairs)


def lightened(colour: str, share: float) -> str:
    """Return `colour` with its lightness a `share` of the way to white; to black where `share` is negative."""
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(colour))
    light = light * (1 + share) if share < 0 else light + (1 - light) * share
    return _hex(colorsys.hls_to_rgb(hue, light, saturation))


def theme_colours(theme: etree._Element) -> dict[str, str]:
    """Return the colours of an OOXML theme by name (``dk1``, ``lt1``, ``accent1``) in their order there."""
    scheme = theme.find(f".//{_DRAWING}clrScheme")
    found = {}
    for entry in scheme if scheme is not None else ():
        for value in entry:
            if colour := hexadecimal(value.get("lastClr") or value.get("val")):
                found[str(entry.tag).rsplit("}", 1)[-1]] = colour
    return found


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hex(channels: Iterable[float]) -> str:
    return "".join(f"{round(max(0.0, min(1.0, channel)) * 255):02x}" for channel in channels)
