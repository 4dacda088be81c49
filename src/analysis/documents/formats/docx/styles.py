"""The styles and fills of a DOCX document.

A style has what it does not state from the one that it is based on. A fill comes, first to last, from the
cell, its row's or its table's exceptions, or the style of the table with its conditions for the place of
the cell (first row, bands, first column).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from analysis.documents.formats.colours import hexadecimal, lightened, mixed
from analysis.documents.formats.docx.names import VAL, W, is_on, value, whole

_HEADING = re.compile(r"(?:heading|t[ií]tulo|cabe[cç]alho)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|contents|[ií]ndice|sum[aá]rio) ?(?:\d|heading)|table of (?:figures|authorities)", re.IGNORECASE
)
_LONGEST_CHAIN = 20
_THEME_NAMES = {
    "background1": "lt1", "bg1": "lt1", "light1": "lt1", "text1": "dk1", "tx1": "dk1", "dark1": "dk1",
    "background2": "lt2", "bg2": "lt2", "light2": "lt2", "text2": "dk2", "tx2": "dk2", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "green": "00ff00", "magenta": "ff00ff", "red": "ff0000",
    "yellow": "ffff00", "white": "ffffff", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "c0c0c0",
}  # fmt: skip
_STRIPES = {"thin": 0.25, "": 0.5}
_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
NO_FILL = ""
"""The fill of what is stated to have none, as against None where nothing is stated."""


@dataclass
class TableStyle:
    """The fills of a table's style by condition, and how many rows and columns a band has."""

    fills: dict[str, str] = field(default_factory=dict)
    band_rows: int = 1
    band_columns: int = 1
    look: frozenset[str] = frozenset()

    def fill(self, row: int, column: int, rows: int, columns: int) -> str | None:
        """Return the fill of the cell at `row` and `column` (from 0) of a table with so many `rows` and `columns`."""
        if not self.fills:
            return None
        for condition in self._conditions(row, column, rows, columns):
            if condition in self.fills:
                return self.fills[condition]
        return None

    def _conditions(self, row: int, column: int, rows: int, columns: int) -> Iterator[str]:
        """Yield the conditions that hold for a cell, the strongest first."""
        top = row == 0 and "firstRow" in self.look
        bottom = row == rows - 1 and "lastRow" in self.look
        left = column == 0 and "firstColumn" in self.look
        right = column == columns - 1 and "lastColumn" in self.look
        corners = (
            ("nwCell", top and left),
            ("neCell", top and right),
            ("swCell", bottom and left),
            ("seCell", bottom and right),
        )
        yield from (name for name, holds in corners if holds)
        yield from (name for name, holds in (("firstRow", top), ("lastRow", bottom)) if holds)
        yield from (name for name, holds in (("firstCol", left), ("lastCol", right)) if holds)
        if "noHBand" not in self.look and not (top or bottom):
            yield f"band{1 + (row - ('firstRow' in self.look)) // self.band_rows % 2}Horz"
        if "noVBand" not in self.look and not (left or right):
            yield f"band{1 + (column - ('firstColumn' in self.look)) // self.band_columns % 2}Vert"
        yield "wholeTable"


class Styles:
    """The styles of a document; made from the roots of its parts of styles and theme colours."""

    def __init__(self, root: etree._Element | None, theme: dict[str, str]) -> None:
        self._theme = theme
        self._styles: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        for style in root.iterfind(W + "style") if root is not None else ():
            name = style.get(W + "styleId", "")
            self._styles[name] = style
            if style.get(W + "default") in ("1", "true", "on"):
                self._default[style.get(W + "type", "")] = name
        self._chains: dict[str, tuple[etree._Element, ...]] = {}
        self._levels: dict[str | None, int | None] = {}
        self._hidden: dict[str | None, bool] = {}
        self._numbering: dict[str | None, etree._Element | None] = {}
        self._fills: dict[str | None, str | None] = {}

    def chain(self, name: str | None, kind: str = "paragraph") -> tuple[etree._Element, ...]:
        """Return the style `name` (that of the `kind` where None) and those that it is based on, nearest first."""
        name = name if name in self._styles else self._default.get(kind, "")
        if name not in self._chains:
            found: list[etree._Element] = []
            at: str | None = name
            while at in self._styles and len(found) < _LONGEST_CHAIN and self._styles[at] not in found:
                found.append(self._styles[at])
                at = value(found[-1], "basedOn")
            self._chains[name] = tuple(found)
        return self._chains[name]

    def level(self, name: str | None) -> int | None:
        """Return the heading level of a paragraph style, None where it is none of headings."""
        if name not in self._levels:
            self._levels[name] = self._level(name)
        return self._levels[name]

    def is_contents(self, name: str | None) -> bool:
        """Tell whether a paragraph style is one of tables of contents."""
        style = self._styles.get(name or "")
        return bool(_CONTENTS.match(value(style, "name") or "")) if style is not None else False

    def hides(self, name: str | None, kind: str = "paragraph") -> bool:
        """Tell whether a style hides its text."""
        if name is None:
            return False
        if name not in self._hidden:
            states = (is_on(style.find(W + "rPr"), "vanish") for style in self.chain(name, kind))
            self._hidden[name] = next((state for state in states if state is not None), False)
        return self._hidden[name]

    def numbering(self, name: str | None) -> etree._Element | None:
        """Return the ``w:numPr`` of a paragraph style."""
        if name not in self._numbering:
            found = (style.find(f"{W}pPr/{W}numPr") for style in self.chain(name))
            self._numbering[name] = next((properties for properties in found if properties is not None), None)
        return self._numbering[name]

    def shading(self, properties: etree._Element | None) -> str | None:
        """Return the fill that the ``w:shd`` in `properties` states, NO_FILL where it states none; None without one."""
        shade = properties.find(W + "shd") if properties is not None else None
        if shade is None:
            return None
        under = self._colour(shade, "themeFill", "fill")
        over = self._colour(shade, "themeColor", "color") or "000000"
        pattern = shade.get(VAL, "clear")
        if pattern in ("clear", "nil"):
            return under or NO_FILL
        if pattern == "solid":
            return over
        if pattern.startswith("pct"):
            return mixed(over, under or "ffffff", whole(pattern[3:], 0) / 100)
        return mixed(over, under or "ffffff", _STRIPES["thin" if pattern.startswith("thin") else ""])

    def highlight(self, properties: etree._Element | None) -> str | None:
        """Return the colour that the run with `properties` is marked or shaded with."""
        return _HIGHLIGHTS.get(value(properties, "highlight") or "") or self.shading(properties) or None

    def paragraph_fill(self, properties: etree._Element | None, style: str | None) -> str | None:
        """Return the fill of a paragraph, from its own `properties` or its style."""
        own = self.shading(properties)
        if own is not None:
            return own or None
        if style not in self._fills:
            fills = (self.shading(parent.find(W + "pPr")) for parent in self.chain(style))
            self._fills[style] = next((fill for fill in fills if fill is not None), None) or None
        return self._fills[style]

    def table_style(self, properties: etree._Element | None) -> TableStyle:
        """Return the fills that the style of a table gives, as far as the table's `properties` call for them."""
        made = TableStyle()
        look = properties.find(W + "tblLook") if properties is not None else None
        if look is not None:
            bits = look.get(VAL, "")
            mask = int(bits, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", bits) else 0
            stated = {name: look.get(W + name) for name in _LOOK_BITS}
            made.look = frozenset(
                name for name, bit in _LOOK_BITS.items()
                if (mask & bit if stated[name] is None else stated[name] in ("1", "true", "on"))
            )  # fmt: skip
        for style in reversed(self.chain(value(properties, "tblStyle"), "table")):
            table = style.find(W + "tblPr")
            made.band_rows = max(1, whole(value(table, "tblStyleRowBandSize"), made.band_rows))
            made.band_columns = max(1, whole(value(table, "tblStyleColBandSize"), made.band_columns))
            conditions = [
                ("wholeTable", style),
                *((c.get(W + "type", ""), c) for c in style.iterfind(W + "tblStylePr")),
            ]
            for condition, holder in conditions:
                fill = self.shading(holder.find(W + "tcPr"))
                if fill is not None:
                    made.fills[condition] = fill
        return made

    def _level(self, name: str | None) -> int | None:
        for style in self.chain(name):
            outline = value(style.find(W + "pPr"), "outlineLvl")
            if outline is not None:
                return whole(outline, 9) + 1 if whole(outline, 9) < 9 else None
            if match := _HEADING.fullmatch((value(style, "name") or "").strip()):
                return int(match[1])
        return None

    def _colour(self, shade: etree._Element, theme: str, plain: str) -> str | None:
        name = shade.get(W + theme)
        colour = self._theme.get(_THEME_NAMES.get(name, name)) if name else None
        if colour is None:
            return hexadecimal(shade.get(W + plain))
        for change, way in (("Tint", 1), ("Shade", -1)):
            amount = shade.get(W + theme + change)
            if amount and re.fullmatch("[0-9A-Fa-f]{1,2}", amount):
                colour = lightened(colour, way * (1 - int(amount, 16) / 255))
        return colour
