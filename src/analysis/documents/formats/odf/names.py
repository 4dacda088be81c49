"""Names that OpenDocument gives its elements and attributes."""

from __future__ import annotations

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE = _OASIS % "office"
STYLE = _OASIS % "style"
TABLE = _OASIS % "table"
TEXT = _OASIS % "text"
DRAW = _OASIS % "drawing"
FO = _OASIS % "xsl-fo-compatible"
SVG = _OASIS % "svg-compatible"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def whole(stated: str | None, otherwise: int) -> int:
    """Return a number as an attribute states it, else `otherwise`."""
    return int(stated) if stated and stated.isascii() and stated.isdigit() and len(stated) < 10 else otherwise
