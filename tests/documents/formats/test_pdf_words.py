"""The words of a PDF, however their letters are placed."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.formats.drawing import HEADER, PLAIN, ROWS, XS, YS, lines, rule, tables, write


def spaced(canvas: Canvas, x: float, y: float, text: str, gap: float) -> None:
    wide = canvas.beginText(x, y)
    wide.setCharSpace(gap)
    wide.textOut(text)
    canvas.drawText(wide)


@pytest.mark.parametrize("gap", [0.5, 1.6, 2.5, 4])
def test_letters_written_wide_are_words(gap: float) -> None:
    assert lines(lambda canvas: spaced(canvas, 50, 700, "PLANO DE TRABALHO", gap)) == ["PLANO DE TRABALHO"]


def test_headings_written_wide_are_headings() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas)
        for text, x in zip(HEADER, XS, strict=False):
            spaced(canvas, x + 3, YS[0] - 14, text, 1.5)
        write(canvas, ROWS, XS, YS[1:])

    assert tables(draw) == [PLAIN]


def test_initials_of_months_stay_apart() -> None:
    def draw(canvas: Canvas) -> None:
        for place, initial in enumerate("JFMAMJJASOND"):
            canvas.drawString(50 + 14 * place, 700, initial)

    assert lines(draw)[0].replace("\n", " ").split() == list("JFMAMJJASOND")
