"""Ruled tables of a PDF, however their borders are drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4, landscape
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
    lines,
    rule,
    tables,
    write,
)  # fmt: skip


def bordered_by_lines(canvas: Canvas) -> None:
    draw_table(canvas)


def bordered_by_thin_rectangles(canvas: Canvas) -> None:
    write(canvas)
    for x in XS:
        canvas.rect(x - 0.24, YS[-1], 0.48, YS[0] - YS[-1], stroke=0, fill=1)
    for y in YS:
        canvas.rect(XS[0], y - 0.24, XS[-1] - XS[0], 0.48, stroke=0, fill=1)


def bordered_cell_by_cell(canvas: Canvas) -> None:
    write(canvas)
    for left, bottom, width, height in each_cell():
        canvas.rect(left + 0.4, bottom + 0.4, width - 0.8, height - 0.8)


def bordered_twice(canvas: Canvas) -> None:
    write(canvas)
    for off in (0, 1.5):
        rule(canvas, [x + off for x in XS], [y + off for y in YS])


def bordered_by_dots(canvas: Canvas) -> None:
    write(canvas)
    for x in XS:
        for y in range(YS[-1], YS[0], 2):
            canvas.rect(x - 0.25, y, 0.5, 0.5, stroke=0, fill=1)
    for y in YS:
        for x in range(XS[0], XS[-1], 2):
            canvas.rect(x, y - 0.25, 0.5, 0.5, stroke=0, fill=1)


def open_at_the_sides(canvas: Canvas) -> None:
    write(canvas)
    for x in XS[1:-1]:
        canvas.line(x, YS[0], x, YS[-1])
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("table")
    canvas.setFont("Helvetica", 9)
    draw_table(canvas)
    canvas.endForm()
    canvas.translate(10, -100)
    canvas.scale(0.9, 0.9)
    canvas.doForm("table")


def round_about(canvas: Canvas) -> None:
    write(canvas)
    canvas.roundRect(XS[0], YS[-1], XS[-1] - XS[0], YS[0] - YS[-1], 8)
    for x in XS[1:-1]:
        canvas.line(x, YS[0], x, YS[-1])
    for y in YS[1:-1]:
        canvas.line(XS[0], y, XS[-1], y)


@pytest.mark.parametrize(
    "draw",
    [
        bordered_by_lines, bordered_by_thin_rectangles, bordered_cell_by_cell, bordered_twice, bordered_by_dots,
        open_at_the_sides, in_a_form, round_about,
    ],
)  # fmt: skip
def test_a_table_is_the_same_however_its_borders_are_drawn(draw: Callable[[Canvas], None]) -> None:
    assert tables(draw) == [PLAIN]


def test_white_borders_part_filled_cells() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, "d9e2f3", XS[0], YS[-1], XS[-1] - XS[0], YS[0] - YS[-1])
        canvas.setStrokeColor("#ffffff")
        draw_table(canvas)

    [rows] = tables(draw)
    assert rows[1] == "Criar um grupo#d9e2f3 | CM Alfa#d9e2f3 | GNR#d9e2f3" + 4 * " | #d9e2f3"


def test_filled_cells_without_borders_are_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        for left, bottom, width, height in each_cell():
            fill(canvas, "b4c6e7", left + 0.75, bottom + 0.75, width - 1.5, height - 1.5)
        write(canvas)

    [rows] = tables(draw)
    assert [row.replace("#b4c6e7", "").rstrip(" |") for row in rows] == PLAIN


def test_cells_without_a_rule_between_them_are_one() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 640, 300, 60)
        canvas.line(150, 640, 150, 700)  # the first column goes on over both lower rows
        canvas.line(250, 640, 250, 680)  # the upper row has one cell over two columns
        canvas.line(150, 680, 350, 680)
        canvas.line(50, 680, 150, 680)
        canvas.line(150, 660, 350, 660)
        write(canvas, [("A", "B"), ("C", "D", "E"), ("", "F", "G")], (50, 150, 250), (700, 680, 660))

    assert tables(draw) == [["A | B | <", "C | D | E", "^ | F | G"]]


def test_a_cell_over_rows_and_columns_is_written_out_from_its_top_left() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, (50, 150, 250, 350), (700, 640))
        canvas.line(250, 680, 350, 680)
        canvas.line(250, 660, 350, 660)
        write(canvas, [("A", "B", "C"), ("", "", "D"), ("", "", "E")], (50, 150, 250), (700, 680, 660))

    assert tables(draw) == [["A | B | C", "^ | ^ | D", "^ | ^ | E"]]


def test_borders_that_are_out_of_line_make_no_columns() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, (50, 150, 350), (700, 680))
        rule(canvas, (50, 155, 350), (680, 660))
        write(canvas, [("Ação", "Quem"), ("Criar um grupo", "CM Alfa")], (50, 155), (700, 680))

    assert tables(draw) == [["Ação | Quem", "Criar um grupo | CM Alfa"]]


def test_tables_side_by_side_are_two() -> None:
    def draw(canvas: Canvas) -> None:
        for left, texts in ((50, ("Ação", "Quem")), (310, ("Sigla", "Nome"))):
            xs = (left, left + 70, left + 230)
            rule(canvas, xs, (700, 680, 660))
            write(canvas, [texts, ("um", "dois")], xs)

    assert tables(draw) == [["Ação | Quem", "um | dois"], ["Sigla | Nome", "um | dois"]]


def test_a_head_in_a_band_without_rules_belongs_to_the_table_below() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, "4472c4", XS[0], YS[1], XS[-1] - XS[0], YS[0] - YS[1])
        rule(canvas, XS, YS[1:])
        write(canvas)

    [rows] = tables(draw)
    assert rows[0] == " | ".join(f"{text}#4472c4" for text in HEADER)
    assert rows[1:] == PLAIN[1:]


def test_a_lone_box_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 640, 400, 60)
        canvas.drawString(60, 680, "Aprovado em reunião plenária")

    assert tables(draw) == []
    assert lines(draw) == ["Aprovado em reunião plenária"]


def test_a_frame_around_the_page_is_no_part_of_its_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(20, 20, 555, 800)
        draw_table(canvas)

    assert tables(draw) == [PLAIN]


def test_underlined_text_makes_no_rows() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        canvas.line(53, 664, 112, 664)

    assert tables(draw) == [PLAIN]


@pytest.mark.parametrize(
    ("rotation", "turn", "across", "up"), [(90, 90, 0, -842), (180, 180, -595, -842), (270, -90, -595, 0)]
)
def test_a_page_is_read_as_it_is_displayed(rotation: int, turn: int, across: int, up: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        canvas.rotate(turn)
        canvas.translate(across, up)
        draw_table(canvas)

    assert tables(draw, size=A4) == [PLAIN]


def test_a_page_written_sideways_is_turned() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -842)
        draw_table(canvas)

    assert tables(draw, size=landscape(A4)) == [PLAIN]


def test_what_lies_outside_the_displayed_part_of_a_page_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((100, 100, 695, 942))
        canvas.drawString(10, 10, "Marca de corte")
        canvas.translate(100, 100)
        draw_table(canvas)

    assert tables(draw, size=(800, 1000)) == [PLAIN]
    assert "Marca de corte" not in lines(draw)


def test_a_page_with_a_drawing_of_a_hundred_thousand_lines_keeps_its_table() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        scrap = " ".join(f"{300 + i % 200} {i % 400} m {301 + i % 200} {1 + i % 400} l S" for i in range(100_000))
        canvas._code.append(scrap)

    assert tables(draw) == [PLAIN]


def test_rows_keep_the_order_in_which_they_stand_and_not_in_which_they_are_written() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas)
        for row, top in reversed(list(zip((HEADER, *ROWS), YS, strict=False))):
            write(canvas, [row], XS, (top,))

    assert tables(draw) == [PLAIN]


def test_a_rule_that_ends_at_the_inner_side_of_a_thick_border_parts_rows() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas)
        canvas.setStrokeColorRGB(0.3, 0.3, 0.3)
        rule(canvas, XS[1:-1], YS)
        for y in YS[2:-1]:
            canvas.line(XS[0] + 1.5, y, XS[-1] - 1.5, y)
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.setLineWidth(1.5)
        canvas.line(XS[0] + 1.5, YS[1], XS[-1] - 1.5, YS[1])
        canvas.setLineWidth(3)
        rule(canvas, (XS[0], XS[-1]), (YS[0], YS[-1]))

    assert tables(draw) == [PLAIN]
