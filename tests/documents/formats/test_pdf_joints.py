"""Tables of a PDF whose rows alone are ruled, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from tests.documents.formats.drawing import HEADER, PLAIN, ROWS, XS, YS, fill, lines, tables, write

BLUE = "4472c4"


def rule_in_pieces(canvas: Canvas, ys: Sequence[float] = YS[1:], xs: Sequence[float] = XS) -> None:
    """Draw a line at each of some heights, in a piece for each column."""
    for y in ys:
        for left, right in pairwise(xs):
            canvas.line(left, y, right, y)


def test_the_pieces_of_its_lines_tell_the_columns_of_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        rule_in_pieces(canvas)
        write(canvas)

    assert tables(draw) == [PLAIN]


def test_texts_that_nearly_touch_are_parted_where_the_pieces_meet() -> None:
    def draw(canvas: Canvas) -> None:
        full = "Um texto que enche a coluna toda e mais"
        xs = (XS[0], XS[0] + canvas.stringWidth(full, "Helvetica", 9) + 4.5, *XS[2:])
        rule_in_pieces(canvas, xs=xs)
        write(canvas, [HEADER, (full, "CM Alfa", "GNR"), *ROWS[1:]], xs)

    [rows] = tables(draw)
    assert rows[1] == "Um texto que enche a coluna toda e mais | CM Alfa | GNR"


def test_a_cell_goes_on_below_a_line_that_is_not_drawn_under_it() -> None:
    def draw(canvas: Canvas) -> None:
        rule_in_pieces(canvas, (YS[1], YS[3], YS[4]))
        rule_in_pieces(canvas, (YS[2],), XS[1:])
        write(canvas, [HEADER, ROWS[0], ("", *ROWS[1][1:]), ROWS[2]])

    [rows] = tables(draw)
    assert rows[2] == "^ | IEFP | Cáritas"


def test_a_band_of_heads_of_another_size_is_the_header() -> None:
    def draw(canvas: Canvas) -> None:
        for left, right in pairwise(XS):
            fill(canvas, BLUE, left, YS[1], right - left, 20)
        rule_in_pieces(canvas, YS[2:])
        write(canvas, [("",) * 7, *ROWS])
        canvas.setFont("Helvetica", 7)
        write(canvas, [HEADER], XS, YS[:2])

    assert [[row.replace(f"#{BLUE}", "") for row in rows] for rows in tables(draw)] == [PLAIN]


def test_a_text_across_the_columns_with_another_header_parts_two_tables() -> None:
    def draw(canvas: Canvas) -> None:
        rule_in_pieces(canvas, YS[1:])
        write(canvas)
        rule_in_pieces(canvas, [y - 200 for y in YS[1:]])
        write(canvas, ys=[y - 200 for y in YS])
        canvas.drawString(XS[0], 560, "Objetivo geral: Garantir o desenvolvimento harmonioso das crianças do concelho")

    assert tables(draw) == [PLAIN, PLAIN]
    assert lines(draw) == ["Objetivo geral: Garantir o desenvolvimento harmonioso das crianças do concelho"]


def test_a_text_across_the_columns_between_two_lines_is_a_row() -> None:
    across = "Eixo 1 - Envelhecimento ativo e saudável"

    def draw(canvas: Canvas) -> None:
        rule_in_pieces(canvas)
        write(canvas, [HEADER, ("",) * 7, *ROWS[1:]])
        canvas.drawString(XS[0] + 3, YS[2] + 6, across)

    [rows] = tables(draw)
    assert rows[1] == f"{across} | < | < | < | < | < | <"


def test_lines_in_one_piece_tell_no_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (700, 650, 600):
            canvas.line(50, y, 500, y)
        canvas.drawString(53, 620, "Nota sem colunas, sob uma linha")

    assert tables(draw) == []
