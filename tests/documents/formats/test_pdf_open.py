"""Tables of a PDF that rules do not close, bars over merged cells, and the rarer ways of drawing borders."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.formats.drawing import (
    HEADER,
    PLAIN,
    ROWS,
    XS,
    YS,
    draw_table,
    each_cell,
    fill,
    rule,
    tables,
    write,
)  # fmt: skip

WIDTH = XS[-1] - XS[0]


def band(canvas: Canvas, bottom: float, height: float = 20) -> None:
    """Draw a frame without a rule between its cells."""
    canvas.rect(XS[0], bottom, WIDTH, height)


def test_a_frame_without_rules_between_its_cells_is_the_head_of_the_table_below() -> None:
    def draw(canvas: Canvas) -> None:
        band(canvas, YS[1])
        rule(canvas, XS, YS[1:])
        write(canvas)

    assert tables(draw) == [PLAIN]


def test_a_rule_above_the_table_closes_its_head() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(XS[0], YS[0], XS[-1], YS[0])
        rule(canvas, XS, YS[1:])
        write(canvas)

    assert tables(draw) == [PLAIN]


def test_a_heading_in_the_middle_of_several_columns_goes_over_all_of_them() -> None:
    def draw(canvas: Canvas) -> None:
        band(canvas, YS[0])
        rule(canvas)
        write(canvas, [("", "", "", *HEADER[3:]), *ROWS])
        sides = (*XS[:4], XS[-1])
        for (left, right), text in zip(pairwise(sides), [*HEADER[:3], "Cronograma"], strict=True):
            canvas.drawCentredString((left + right) / 2, YS[0] + 6, text)

    [rows] = tables(draw)
    assert rows[0] == "Ação | Responsável | Parceiros | Cronograma | < | < | <"
    assert rows[1].split() == ["|", "|", "|", "J", "|", "F", "|", "M", "|", "A"]
    assert rows[2:] == PLAIN[1:]


def test_a_sentence_over_all_columns_stays_one_cell() -> None:
    banner = "EIXO 1 – Envelhecimento ativo e combate ao isolamento das pessoas idosas do concelho"

    def draw(canvas: Canvas) -> None:
        band(canvas, YS[0])
        draw_table(canvas)
        canvas.drawString(XS[0] + 3, YS[0] + 6, banner)

    [rows] = tables(draw)
    assert rows[0].split(" | ")[0] == banner
    assert set(rows[0].split(" | ")[1:]) <= {"<"}


def test_a_bar_over_an_empty_merged_cell_parts_it_into_its_columns() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, XS, YS[:2])
        rule(canvas, (*XS[:4], XS[-1]), YS[1:])
        write(canvas)
        fill(canvas, "4472c4", 466, YS[2] + 6, 48, 8)

    [rows] = tables(draw)
    assert rows[1] == "Criar um grupo | CM Alfa | GNR |  | #4472c4 | #4472c4"
    assert rows[2] == "Formar os técnicos | IEFP | Cáritas |  | < | < | <"


def test_a_framed_bar_within_a_row_is_no_cell() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        canvas.setFillColor("#4472c4")
        canvas.rect(467, YS[2] + 6, 46, 8, stroke=1, fill=1)

    [rows] = tables(draw)
    assert rows[1] == "Criar um grupo | CM Alfa | GNR |  | #4472c4 | #4472c4"
    assert rows[2:] == PLAIN[2:]


def test_framed_cells_of_a_colour_are_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor("#eeeeee")
        for cell in each_cell():
            canvas.rect(*cell, stroke=1, fill=1)
        canvas.setFillColor("black")
        write(canvas)

    [rows] = tables(draw)
    assert [row.replace("#eeeeee", "").rstrip(" |") for row in rows] == PLAIN
    assert rows[1].count("#eeeeee") == len(HEADER)


@pytest.mark.parametrize("apart", [2.6, 4.0])
def test_a_slit_between_cells_is_no_column(apart: float) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas)
        for left, bottom, width, height in each_cell():
            canvas.rect(left + apart / 2, bottom + apart / 2, width - apart, height - apart)

    assert tables(draw) == [PLAIN]


def test_cells_with_round_corners_are_cells() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas)
        for cell in each_cell():
            canvas.roundRect(*cell, 3)

    assert tables(draw) == [PLAIN]


def test_a_thick_border_fills_no_cell() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        canvas.setLineWidth(4)
        for height in YS[:2]:
            canvas.line(XS[0], height, XS[-1], height)

    assert tables(draw) == [PLAIN]


def test_a_cell_hatched_by_slim_strips_is_filled() -> None:
    def draw(canvas: Canvas) -> None:
        for strip in range(25):
            fill(canvas, "70ad47", XS[4] + strip, YS[2], 1, 20)
        for strip in range(20):
            fill(canvas, "70ad47", XS[5], YS[3] + strip, 25, 1)
        draw_table(canvas)

    [rows] = tables(draw)
    assert rows == [
        PLAIN[0], f"{PLAIN[1]} |  | #70ad47", f"{PLAIN[2]} |  |  | #70ad47", PLAIN[3],
    ]  # fmt: skip
