"""How the cells of a workbook look: the fill and the number format of each of its cell styles.

A colour is written as red, green and blue, as a place in a palette or as a colour of the theme, made
lighter or darker by a tint. A pattern is seen as the mixture of its two colours, a gradient as its first.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from analysis.documents.formats.colours import filled, hexadecimal, lightened, mixed, theme_colours
from analysis.documents.formats.xlsx.values import BUILTIN_FORMATS

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_OFFICE_THEME = (
    "ffffff", "000000", "e7e6e6", "44546a", "4472c4", "ed7d31", "a5a5a5", "ffc000", "5b9bd5", "70ad47", "0563c1",
    "954f72",
)  # fmt: skip
_BASIC = ("000000", "ffffff", "ff0000", "00ff00", "0000ff", "ffff00", "ff00ff", "00ffff")
_PALETTE = (
    *_BASIC, *_BASIC,
    "800000", "008000", "000080", "808000", "800080", "008080", "c0c0c0", "808080",
    "9999ff", "993366", "ffffcc", "ccffff", "660066", "ff8080", "0066cc", "ccccff",
    "000080", "ff00ff", "ffff00", "00ffff", "800080", "800000", "008080", "0000ff",
    "00ccff", "ccffff", "ccffcc", "ffff99", "99ccff", "ff99cc", "cc99ff", "ffcc99",
    "3366ff", "33cccc", "99cc00", "ffcc00", "ff9900", "ff6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
)  # fmt: skip
_FOREGROUND_SHARE = {
    "solid": 1.0, "darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625,
    "darkHorizontal": 0.5, "darkVertical": 0.5, "darkDown": 0.5, "darkUp": 0.5, "darkGrid": 0.5, "darkTrellis": 0.75,
    "lightHorizontal": 0.25, "lightVertical": 0.25, "lightDown": 0.25, "lightUp": 0.25, "lightGrid": 0.4375,
    "lightTrellis": 0.375,
}  # fmt: skip
_BLACK, _WHITE = "000000", "ffffff"


@dataclass(frozen=True)
class Styles:
    """Fill and number format of each cell style, by its number."""

    fills: tuple[str | None, ...] = ()
    formats: tuple[str, ...] = ()

    def fill(self, style: int) -> str | None:
        """Return the fill of a style, None where it has none."""
        return self.fills[style] if 0 <= style < len(self.fills) else None

    def format(self, style: int) -> str:
        """Return the number format of a style."""
        return self.formats[style] if 0 <= style < len(self.formats) else "General"


def read_styles(styles: etree._Element | None, theme: etree._Element | None) -> Styles:
    """Return the cell styles that the styles part of a workbook states, with the colours of its theme."""
    if styles is None:
        return Styles()
    colours = _Colours(styles, theme)
    fills = [colours.fill(fill) for fill in styles.iterfind(f"{_MAIN}fills/{_MAIN}fill")]
    codes = dict(BUILTIN_FORMATS)
    for each in styles.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt"):
        codes[number(each.get("numFmtId"))] = each.get("formatCode", "")
    kinds = list(styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))
    return Styles(
        tuple(fills[n] if 0 <= (n := number(kind.get("fillId"), 0)) < len(fills) else None for kind in kinds),
        tuple(codes.get(number(kind.get("numFmtId")), "General") for kind in kinds),
    )


def number(text: str | None, otherwise: int = -1) -> int:
    """Return the whole number that an attribute states, `otherwise` where it states none."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise


class _Colours:
    """The palette and the theme of a workbook."""

    def __init__(self, styles: etree._Element, theme: etree._Element | None) -> None:
        own = [
            hexadecimal(c.get("rgb")) for c in styles.iterfind(f"{_MAIN}colors/{_MAIN}indexedColors/{_MAIN}rgbColor")
        ]
        self._palette: tuple[str | None, ...] = (*own, *_PALETTE[len(own) :])
        stated = {} if theme is None else theme_colours(theme)
        defaults = zip(_THEME_ORDER, _OFFICE_THEME, strict=True)
        self._theme = tuple(stated.get(name, default) for name, default in defaults)

    def fill(self, fill: etree._Element) -> str | None:
        """Return the colour that a fill is seen as."""
        gradient = fill.find(f"{_MAIN}gradientFill/{_MAIN}stop/{_MAIN}color")
        if gradient is not None:
            return filled(self._colour(gradient))
        pattern = fill.find(f"{_MAIN}patternFill")
        share = None if pattern is None else _FOREGROUND_SHARE.get(pattern.get("patternType", "none"))
        if pattern is None or share is None:
            return None
        front, back = self._colour(pattern.find(f"{_MAIN}fgColor")), self._colour(pattern.find(f"{_MAIN}bgColor"))
        return filled(front if share == 1 else mixed(front or _BLACK, back or _WHITE, share))

    def _colour(self, colour: etree._Element | None) -> str | None:
        """Return a colour, None where it is automatic or not understood."""
        if colour is None:
            return None
        found: str | None = None
        if colour.get("rgb"):
            found = hexadecimal(colour.get("rgb"))
        elif (place := number(colour.get("theme"))) >= 0:
            found = self._theme[place] if place < len(self._theme) else None
        elif (place := number(colour.get("indexed"))) >= 0:
            found = self._palette[place] if place < len(self._palette) else None
        return lightened(found, _tint(colour)) if found and colour.get("tint") else found


def _tint(colour: etree._Element) -> float:
    """Return how far a colour is made darker (to -1) or lighter (to 1)."""
    try:
        return min(1.0, max(-1.0, float(colour.get("tint", "0"))))
    except ValueError:
        return 0.0
