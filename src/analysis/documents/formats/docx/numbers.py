"""The automatic numbers of DOCX paragraphs, which stand before their text without being in it."""

from __future__ import annotations

import re

from lxml import etree

from analysis.documents.formats.docx.names import VAL, W, value, whole
from analysis.documents.formats.docx.styles import Styles
from analysis.documents.formats.numerals import numeral

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_NUMERALS = {
    "decimal": "1", "decimalZero": "01", "upperRoman": "I", "lowerRoman": "i", "upperLetter": "A", "lowerLetter": "a",
    "ordinal": "1.º", "cardinalText": "1", "ordinalText": "1.º",
}  # fmt: skip


class Numbering:
    """Counts the numbered paragraphs of a document in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._number: dict[str, etree._Element] = {}
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                self._abstract[element.get(W + "abstractNumId", "")] = element
            elif element.tag == W + "num":
                self._number[element.get(W + "numId", "")] = element
        self._levels: dict[str, tuple[str, list[etree._Element | None]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: etree._Element | None, style: str | None) -> str:
        """Count a paragraph with `properties` and `style`; return its number with what parts it from the text."""
        own = properties.find(W + "numPr") if properties is not None else None
        inherited = self._styles.numbering(style)
        number = value(own, "numId") or value(inherited, "numId")
        if number is None or number not in self._number:
            return ""
        name, levels = self._levels_of(number)
        stated = value(own, "ilvl") or (value(inherited, "ilvl") if own is None else None)
        depth = min(whole(stated, 0), _LEVELS - 1) if stated else self._depth_of_style(levels, style)
        level = levels[depth]
        if level is None:
            return ""
        counts = self._counts.setdefault(name, [None] * _LEVELS)
        self._restart(number, depth, counts)
        before = counts[depth]
        counts[depth] = self._start(levels[depth]) if before is None else before + 1
        for deeper in range(depth + 1, _LEVELS):
            if value(levels[deeper], "lvlRestart") != "0":
                counts[deeper] = None
        return self._written(levels, depth, counts)

    def _written(self, levels: list[etree._Element | None], depth: int, counts: list[int | None]) -> str:
        level = levels[depth]
        if value(level, "numFmt") in ("bullet", "none"):
            return ""
        decimal = level is not None and level.find(W + "isLgl") is not None

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counts[at]
            shape = "1" if decimal else _NUMERALS.get(value(levels[at], "numFmt") or "decimal", "1")
            return numeral(self._start(levels[at]) if count is None else count, shape)

        text = _PLACEHOLDER.sub(number, value(level, "lvlText") or "").strip()
        return text + ("" if value(level, "suff") == "nothing" or not text else " ")

    def _levels_of(self, number: str) -> tuple[str, list[etree._Element | None]]:
        """Return the name under which the list `number` counts, and its levels."""
        if number not in self._levels:
            name = value(self._number[number], "abstractNumId") or ""
            abstract = self._abstract.get(name)
            linked = value(abstract, "numStyleLink")
            if linked:
                other = value(self._styles.numbering(linked), "numId")
                name = value(self._number.get(other or ""), "abstractNumId") or name
                abstract = self._abstract.get(name)
            levels: list[etree._Element | None] = [None] * _LEVELS
            for level in abstract.iterfind(W + "lvl") if abstract is not None else ():
                levels[min(whole(level.get(W + "ilvl"), 0), _LEVELS - 1)] = level
            for override in self._number[number].iterfind(W + "lvlOverride"):
                other_level = override.find(W + "lvl")
                if other_level is not None:
                    levels[min(whole(override.get(W + "ilvl"), 0), _LEVELS - 1)] = other_level
            self._levels[number] = name, levels
        return self._levels[number]

    def _depth_of_style(self, levels: list[etree._Element | None], style: str | None) -> int:
        """Return the level that is linked to the paragraph's style, the first where none is."""
        names = [element.get(W + "styleId") for element in self._styles.chain(style)]
        linked = (
            depth for name in names for depth, level in enumerate(levels) if name and value(level, "pStyle") == name
        )
        return next(linked, 0)

    def _restart(self, number: str, depth: int, counts: list[int | None]) -> None:
        """Begin anew where the list `number` says so for the level at `depth`."""
        if (number, depth) in self._begun:
            return
        self._begun.add((number, depth))
        for override in self._number[number].iterfind(W + "lvlOverride"):
            start = override.find(W + "startOverride")
            if start is not None and whole(override.get(W + "ilvl"), 0) == depth:
                counts[depth] = whole(start.get(VAL), 1) - 1

    @staticmethod
    def _start(level: etree._Element | None) -> int:
        return whole(value(level, "start"), 1)
