"""What a page of a PDF holds, as it is displayed: its words, its rules and its filled areas.

Positions are in points from the top left corner of the page as a reader sees it, that is after the page's
own rotation; a page whose writing is mostly sideways is turned as well. Nothing is interpreted here, nor is
anything executed, followed or opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from analysis.documents.formats.pdf.paths import Drawing, marks_of
from analysis.documents.formats.pdf.shapes import Area, Box, Matrix, Rule, Word
from analysis.documents.formats.pdf.words import letters_of, runs_of, sideways, words_of


@dataclass(slots=True)
class Page:
    """A page as displayed.

    Attributes
    ----------
    number : int
        Counts from 1.
    words : list of Word
        In the order in which they were written.
    rules, areas : list
        Straight lines along the axes; filled areas from the lowest to the topmost.
    framed : list
        Coloured boxes with a border around.
    pictured : float
        How much of it is covered by pictures, where 1 is all of it.
    unknown : int
        Words of which the document does not say which letters they are written in.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    rules: list[Rule]
    areas: list[Area]
    framed: list[Area]
    pictured: float
    unknown: int


def counted(document: pypdfium2.PdfDocument, position: int) -> tuple[int, int]:
    """Return how many letters are read of the page at `position` (from 0), and how many what is drawn counts for."""
    page = document[position]
    textpage = page.get_textpage()
    try:
        return letters_of(textpage.raw), marks_of(page.raw)
    finally:
        textpage.close()
        page.close()


def read_page(document: pypdfium2.PdfDocument, position: int) -> Page:
    """Return what the page at `position` (from 0) holds."""
    page = document[position]
    textpage = page.get_textpage()
    try:
        runs, unknown = runs_of(textpage.raw)
        turns = max(pdfium.FPDFPage_GetRotation(page.raw), 0)
        turns += sideways(runs, turns)
        display, width, height = _display(page.raw, turns % 4)
        words = words_of(runs, display, turns)
        drawing = Drawing(page.raw, display)
    finally:
        textpage.close()
        page.close()
    within = Box(0, 0, width, height)
    words = [word for word in words if within.holds(word.box)]
    return Page(
        position + 1, width, height, words, drawing.rules, drawing.areas, drawing.framed,
        drawing.pictured / (width * height or 1), unknown,
    )  # fmt: skip


def _display(page: Any, turns: int) -> tuple[Matrix, float, float]:
    """Return how points of the page's own space are displayed, and the displayed size."""
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    left, right = sorted((bounds.left, bounds.right))
    bottom, top = sorted((bounds.bottom, bounds.top))
    width, height = right - left, top - bottom
    matrices: tuple[Matrix, ...] = (
        (1, 0, 0, -1, -left, top),
        (0, 1, 1, 0, -bottom, -left),
        (-1, 0, 0, 1, right, -bottom),
        (0, -1, -1, 0, top, right),
    )
    if turns % 2:
        width, height = height, width
    return matrices[turns], width, height
