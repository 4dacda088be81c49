"""Strips of months in one cell of a PDF's tables."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from reportlab.pdfgen.canvas import Canvas

from analysis.documents.grid import Table
from tests.documents.formats.drawing import read, rule, tables, write

MONTHS = ("JAN", "FEV", "MAR", "ABR", "MAI", "JUN", "JUL", "AGO", "SET", "OUT", "NOV", "DEZ")
GOLD, PALE, GREY = "b58900", "f3e3b3", "e9ecef"
XS, YS = (50, 150, 520), (700, 680, 660)


def strip(canvas: Canvas, colours: Mapping[str, str]) -> None:
    """Draw a ficha in whose last row each month stands on a round box of its colour, if it has one."""
    rule(canvas, XS, YS)
    write(canvas, [("Ação", "Editar um guia"), ("Cronograma", "")], XS, YS)
    for place, month in enumerate(MONTHS):
        left = XS[1] + 5 + 28 * place
        if month in colours:
            canvas.setFillColor(f"#{colours[month]}")
            canvas.roundRect(left, YS[2] + 3, 25, 13, 5, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(left + 3, YS[2] + 6, month)


def marked(colours: Mapping[str, str]) -> list[str]:
    """Return the months that have a colour in what is read of a strip."""
    [table] = [block for block in read(lambda canvas: strip(canvas, colours)) if isinstance(block, Table)]
    names, below = table.rows[1:]
    return [name.text for name, cell in zip(names.cells[1:], below.cells[1:], strict=True) if cell.fill]


@pytest.mark.parametrize("others", [None, GREY, PALE])
def test_the_months_on_the_darker_colour_are_marked(others: str | None) -> None:
    meant = ["JAN", "MAR", "NOV"]
    assert marked({m: GOLD if m in meant else others for m in MONTHS if m in meant or others}) == meant


def test_a_whole_year_is_marked_on_one_colour_but_not_on_a_grey_that_marks_none() -> None:
    assert marked(dict.fromkeys(MONTHS, GOLD)) == list(MONTHS)
    assert marked(dict.fromkeys(MONTHS, GREY)) == []


def test_the_other_rows_of_a_table_keep_their_cells() -> None:
    [rows] = tables(lambda canvas: strip(canvas, {"ABR": GOLD}))
    assert rows[0].startswith("Ação | Editar um guia | <")
    assert rows[1] == "Cronograma | " + " | ".join(MONTHS)
    assert rows[2] == f"^ |  |  |  | #{GOLD}"


def test_months_without_colours_are_a_text() -> None:
    [rows] = tables(lambda canvas: strip(canvas, {}))
    assert rows[1] == "Cronograma | " + " ".join(MONTHS)
