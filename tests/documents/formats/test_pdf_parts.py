"""Parts of a line of a PDF: the headings of periods that stand close."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.formats.drawing import ROWS, tables


@pytest.mark.parametrize(
    "periods",
    [
        ("1.º Trim.", "2.º Trim.", "3.º Trim.", "4.º Trim."),
        ("Janeiro", "Fevereiro", "Março", "Abril"),
        ("1.º T 2024", "2.º T 2024", "3.º T 2024", "4.º T 2024"),
    ],
)
def test_headings_of_periods_that_stand_as_close_as_words_are_columns(periods: tuple[str, ...]) -> None:
    def draw(canvas: Canvas) -> None:
        lefts = [330.0]
        for period in periods:
            lefts.append(lefts[-1] + canvas.stringWidth(period + " ", "Helvetica-Bold", 9))
        canvas.setFont("Helvetica-Bold", 9)
        for text, left in zip(("Ação", "Responsável", "Parceiros", *periods), (50, 150, 240, *lefts), strict=False):
            canvas.drawString(left, 700, text)
        canvas.setFont("Helvetica", 9)
        for number, row in enumerate(ROWS):
            for text, left in zip(row[:3], (50, 150, 240), strict=True):
                canvas.drawString(left, 670 - 30 * number, text)
            canvas.drawString(lefts[number] + 12, 670 - 30 * number, "X")

    [rows] = tables(draw)
    assert rows[0] == " | ".join(("Ação", "Responsável", "Parceiros", *periods))
    assert [row.split(" | ")[3:] for row in rows[1:]] == [["X"], ["", "X"], ["", "", "X"]]
