"""The styles of OpenDocument files: what one does not state it has from its parent, last from its family's default."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from analysis.documents.formats.colours import hexadecimal
from analysis.documents.formats.odf.names import FO, OFFICE, STYLE, SVG, TABLE, TEXT

_PROPERTIES = {
    "table-cell": "table-cell-properties", "table-row": "table-row-properties", "table": "table-properties",
    "paragraph": "paragraph-properties", "text": "text-properties",
}  # fmt: skip
_LONGEST_CHAIN = 20


class Styles:
    """The styles of a document; made from the roots of its parts of content and styles."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str | None], etree._Element] = {}
        self.lists: dict[str, etree._Element] = {}
        self.outline: etree._Element | None = None
        self._fonts = {
            face.get(STYLE + "name", ""): face.get(SVG + "font-family", "").strip("'\"")
            for root in roots if root is not None for face in root.iterfind(f"{OFFICE}font-face-decls/{STYLE}font-face")
        }  # fmt: skip
        self._known: dict[tuple[str, str | None, str, str], str | None] = {}
        for style in (style for root in reversed(roots) for style in _stated(root)):
            family = style.get(STYLE + "family", "")
            if style.tag == STYLE + "default-style":
                self._styles[family, None] = style
            elif style.tag == STYLE + "style":
                self._styles[family, style.get(STYLE + "name", "")] = style
            elif style.tag == TEXT + "list-style":
                self.lists[style.get(STYLE + "name", "")] = style
            elif style.tag == TEXT + "outline-style":
                self.outline = style

    def stated(self, family: str, name: str | None, attribute: str, properties: str = "") -> str | None:
        """Return an attribute of the style `name` (the default where None) in its `properties`, None where unstated."""
        key = family, name, attribute, properties
        if key not in self._known:
            path = STYLE + (properties or _PROPERTIES[family])
            found = (style.find(path) for style in self._chain(family, name))
            stated = (given.get(attribute) for given in found if given is not None)
            self._known[key] = next((value for value in stated if value is not None), None)
        return self._known[key]

    def background(self, family: str, name: str | None, properties: str = "") -> str | None:
        """Return the background that a style states; empty where it states none, None where it states nothing."""
        if name is None:
            return None
        colour = self.stated(family, name, FO + "background-color", properties)
        return None if colour is None else hexadecimal(colour) or ""

    def hides(self, family: str, name: str | None) -> bool:
        """Tell whether a style of text or paragraphs hides its text."""
        return name is not None and self.stated(family, name, TEXT + "display", "text-properties") == "none"

    def font(self, family: str, name: str | None) -> str | None:
        """Return the name of the font of a style of text or paragraphs."""
        font = self.stated(family, name, STYLE + "font-name", "text-properties") if name is not None else None
        return self._fonts.get(font, font) if font else None

    def is_shown(self, table: etree._Element) -> bool:
        """Tell whether a sheet is not hidden."""
        return self.stated("table", table.get(TABLE + "style-name"), TABLE + "display") != "false"

    def _chain(self, family: str, name: str | None) -> Iterator[etree._Element]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                break
            yield style
            if name is None:
                return
            name = style.get(STYLE + "parent-style-name")
        if (family, None) in self._styles:
            yield self._styles[family, None]


def _stated(root: etree._Element | None) -> Iterator[etree._Element]:
    for holder in root if root is not None else ():
        if holder.tag in (OFFICE + "styles", OFFICE + "automatic-styles"):
            yield from holder
