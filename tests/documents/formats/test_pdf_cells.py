"""What is written in the cells of a PDF's tables, and how they are filled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from analysis.documents.grid import Table
from tests.documents.formats.drawing import (
    HEADER,
    PLAIN,
    ROWS,
    XS,
    YS,
    cell_of,
    draw_table,
    fill,
    read,
    rule,
    tables,
    write,
)

BLUE = "4472c4"


def months_filled(draw: Callable[[Canvas], None]) -> list[str]:
    """Return for each row of the table the letters of the months whose cells have a colour."""
    [table] = [block for block in read(draw) if isinstance(block, Table)]
    return ["".join(HEADER[c] for c in range(3, 7) if row.cells[c].fill) for row in table.rows[1:]]


@pytest.mark.parametrize("over", [False, True])
def test_a_cell_has_the_colour_of_the_area_that_covers_it(over: bool) -> None:
    def draw(canvas: Canvas) -> None:
        if over:
            draw_table(canvas)
        fill(canvas, "ffc000", 465, 660, 25, 20)
        fill(canvas, "92d050", 490, 640, 50, 20)
        if not over:
            draw_table(canvas)

    [rows] = tables(draw)
    assert rows[1:3] == [
        "Criar um grupo | CM Alfa | GNR |  | #ffc000",
        "Formar os técnicos | IEFP | Cáritas |  |  | #92d050 | #92d050",
    ]


def test_the_topmost_of_several_areas_counts() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, "f2f2f2", 50, 660, 490, 20)
        fill(canvas, "ffffff", 440, 660, 25, 20)
        fill(canvas, BLUE, 490, 660, 25, 20)
        draw_table(canvas)

    [rows] = tables(draw)
    assert rows[1].split(" | ")[3:] == ["", "#f2f2f2", f"#{BLUE}", "#f2f2f2"]


def test_a_colour_that_shows_through_is_mixed_with_white() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillColorRGB(0, 0, 1, alpha=0.5)
        canvas.rect(465, 660, 25, 20, stroke=0, fill=1)
        canvas.restoreState()
        draw_table(canvas)

    [rows] = tables(draw)
    assert rows[1].split(" | ")[4] in ("#7f7fff", "#8080ff")


def test_strips_of_one_colour_fill_a_cell_together() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        for strip in range(4):
            fill(canvas, BLUE, 465, 660 + 5 * strip, 25, 5)

    assert months_filled(draw) == ["F", "", ""]


def test_words_marked_in_colour_do_not_fill_their_cell() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, "ffff00", 53, 663, canvas.stringWidth("Criar um grupo", "Helvetica", 9), 10)
        draw_table(canvas)

    assert tables(draw) == [PLAIN]


def test_a_bar_fills_the_months_that_it_covers_by_half() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        fill(canvas, BLUE, 467, 666, 46, 8)
        fill(canvas, BLUE, 452, 646, 45, 8)

    assert months_filled(draw) == ["FM", "JF", ""]


def test_a_bar_may_be_a_thick_line_or_an_arrow() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        canvas.setStrokeColor(f"#{BLUE}")
        canvas.setLineWidth(4)
        canvas.line(467, 670, 513, 670)
        canvas.setLineWidth(1)
        canvas.line(467, 650, 536, 650)
        canvas.line(536, 650, 532, 653)
        canvas.line(536, 650, 532, 647)

    assert months_filled(draw) == ["FM", "FMA", ""]


def test_a_bar_that_ends_at_the_sides_of_cells_parts_no_row() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        canvas.setStrokeColor(f"#{BLUE}")
        canvas.setLineWidth(2)
        canvas.line(465, 670, 515, 670)

    assert months_filled(draw) == ["FM", "", ""]


def test_a_line_that_merely_wraps_goes_on() -> None:
    assert cell_of(["Realização de ações de", "sensibilização nas escolas"]) == (
        "Realização de ações de sensibilização nas escolas"
    )


def test_a_line_that_ends_early_ends_a_paragraph() -> None:
    assert cell_of(["Câmara", "GNR", "IEFP"]) == "Câmara\nGNR\nIEFP"


@pytest.mark.parametrize("sign", ["-", "–", "1.", "a)"])
def test_each_item_of_a_list_is_a_line(sign: str) -> None:
    items = [f"{sign} realizar sessões de cinema", f"{sign} divulgar as respostas sociais"]
    assert cell_of(items) == "\n".join(items)


def test_bullets_are_not_read() -> None:
    assert cell_of(["• Santa Casa da Misericórdia", "• GNR"]) == "Santa Casa da Misericórdia\nGNR"


def test_a_doubtful_line_end_before_a_capital_is_told() -> None:
    assert cell_of(["Santa Casa da Misericórdia", "Guarda Nacional"]) == "Santa Casa da Misericórdia\vGuarda Nacional"


def test_each_column_has_a_padding_of_its_own() -> None:
    def draw(canvas: Canvas) -> None:
        xs, ys = (50, 150, 250, 270, 290, 310), (700, 660, 620, 580)
        rule(canvas, xs, ys)
        write(canvas, [("Ação", "Indicadores", "Jan", "Fev", "Mar"), *[("Feira", "", "x", "x", "x")] * 2], xs, ys)
        for top in ys[1:3]:
            canvas.drawString(162, top - 14, "N.º de pessoas")
            canvas.drawString(162, top - 25, "idosas")

    [rows] = tables(draw)
    assert [row.split(" | ")[1] for row in rows] == ["Indicadores", *["N.º de pessoas idosas"] * 2]


def test_a_hyphen_of_a_broken_line_goes_and_that_of_a_compound_stays() -> None:
    lines = ["Plano municipal de preven-", "ção na comunidade"]
    assert cell_of(lines) == "Plano municipal de prevenção na comunidade"
    compound = ["Promover a saúde e o bem-", "estar da população idosa"]
    assert cell_of(compound, elsewhere="estar bem") == "Promover a saúde e o bem-estar da população idosa"
    verb = ["As reuniões devem realizar-", "se todos os meses"]
    assert cell_of(verb) == "As reuniões devem realizar-se todos os meses"


def test_a_hyphen_behind_a_word_stays_unless_the_document_breaks_words() -> None:
    lines = ["Revisão do plano de ação no-", "vembro de dois mil e vinte"]
    assert cell_of(lines, elsewhere="no concelho") == "Revisão do plano de ação no-vembro de dois mil e vinte"
    broken = "no preven- competên- concelho"
    assert cell_of(lines, elsewhere=broken) == "Revisão do plano de ação novembro de dois mil e vinte"


@pytest.mark.parametrize("angle", [90, 270])
def test_headings_may_be_written_upwards_or_downwards(angle: int) -> None:
    names = ("Janeiro", "Fevereiro", "Março", "1.º semestre")

    def draw(canvas: Canvas) -> None:
        ys = (740, *YS[1:])
        rule(canvas, XS, ys)
        write(canvas, [HEADER[:3], *ROWS], XS, ys)
        for left, name in zip(XS[3:], names, strict=False):
            canvas.saveState()
            canvas.translate(left + (16 if angle == 90 else 9), 684 if angle == 90 else 736)
            canvas.rotate(angle)
            canvas.drawString(0, 0, name)
            canvas.restoreState()

    [rows] = tables(draw)
    assert rows[0] == "Ação | Responsável | Parceiros | Janeiro | Fevereiro | Março | 1.º semestre"
    assert rows[1:] == PLAIN[1:]


def test_lines_written_upwards_are_read_from_the_left() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, (50, 100, 300), (700, 600))
        canvas.drawString(103, 686, "Criar um grupo de trabalho")
        for left, text in ((66, "Eixo 1"), (80, "Saúde mental")):
            canvas.saveState()
            canvas.translate(left, 605)
            canvas.rotate(90)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    [rows] = tables(draw)
    assert rows[0].startswith("Eixo 1/Saúde mental | ")


def test_writing_askew_is_a_watermark() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        canvas.translate(200, 620)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 40)
        canvas.drawString(0, 0, "RASCUNHO")

    assert tables(draw) == [PLAIN]


def test_gaps_part_words_where_there_are_no_spaces() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas)
        for row, top in zip((HEADER, *ROWS), YS, strict=False):
            for text, left in zip(row, XS, strict=False):
                place = left + 3.0
                for letter in text:
                    if letter != " ":
                        canvas.drawString(place, top - 14, letter)
                    place += canvas.stringWidth(letter, "Helvetica", 9)

    assert tables(draw) == [PLAIN]


@pytest.mark.parametrize("size", [5.5, 7.2])
def test_raised_figures_of_footnotes_are_left_out(size: float) -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, (50, 200, 320), (700, 680))
        canvas.drawString(53, 686, "Criar um grupo")
        canvas.setFont("Helvetica", size)
        canvas.drawString(53 + canvas.stringWidth("Criar um grupo", "Helvetica", 9), 689.5, "12")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(203, 686, "Sala de 40 m")
        canvas.setFont("Helvetica", 5.5)
        canvas.drawString(203 + canvas.stringWidth("Sala de 40 m", "Helvetica", 9), 689.5, "2")

    assert tables(draw) == [["Criar um grupo | Sala de 40 m2"]]


def test_text_under_a_picture_of_the_page_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas)
        for row, top in zip((HEADER, *ROWS), YS, strict=False):
            for text, left in zip(row, XS, strict=False):
                written = canvas.beginText(left + 3, top - 14)
                written.setTextRenderMode(3)
                written.textOut(text)
                canvas.drawText(written)

    assert tables(draw) == [PLAIN]


def test_bold_drawn_by_writing_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        canvas.translate(0.3, 0)
        write(canvas)

    assert tables(draw) == [PLAIN]
