"""Names that WordprocessingML gives its elements and attributes, and the reading of its on/off properties."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"


def value(parent: etree._Element | None, name: str) -> str | None:
    """Return the ``w:val`` of the child `name` of `parent`, None where there is none."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(VAL) if child is not None else None


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """Return whether the child `name` of `parent` switches its property on or off; None where there is none."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else child.get(VAL, "true") not in ("0", "false", "off")


def whole(stated: str | None, otherwise: int) -> int:
    """Return a number as an attribute states it, else `otherwise`."""
    return int(stated) if stated and stated.isascii() and stated.isdigit() and len(stated) < 10 else otherwise
