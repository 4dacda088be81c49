"""Coloured bands beside and in the ruled tables of a PDF, and rows that a page break parts."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.documents.formats.drawing import HEADER, PLAIN, ROWS, XS, YS, fill, lines, rule, tables, write

BLUE, GREEN, GREY = "4472c4", "70ad47", "eeeeee"
WIDTH = XS[-1] - XS[0]


def upwards(canvas: Canvas, text: str, left: float, bottom: float) -> None:
    """Write a text from below."""
    canvas.saveState()
    canvas.translate(left, bottom)
    canvas.rotate(90)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def test_coloured_bands_with_words_left_of_the_rules_are_the_first_column() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, GREY, XS[0] - 40, YS[1], WIDTH + 40, YS[0] - YS[1])
        fill(canvas, BLUE, XS[0] - 40, YS[3], 40, YS[1] - YS[3])
        fill(canvas, GREEN, XS[0] - 40, YS[4], 40, YS[3] - YS[4])
        rule(canvas, XS, YS[1:])
        write(canvas)
        canvas.drawString(XS[0] - 36, YS[1] + 6, "Eixo")
        upwards(canvas, "Saúde", XS[0] - 8, YS[3] + 4)
        upwards(canvas, "Lar", XS[0] - 8, YS[4] + 2)

    [rows] = tables(draw)
    assert [row.split(" | ")[0] for row in rows] == [f"Eixo#{GREY}", f"Saúde#{BLUE}", f"^#{BLUE}", f"Lar#{GREEN}"]
    assert [row.split(" | ", 1)[1] for row in rows[1:]] == PLAIN[1:]


def test_coloured_strips_without_words_beside_a_table_are_no_column() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, BLUE, XS[0] - 20, YS[4], 20, YS[0] - YS[4])
        rule(canvas)
        write(canvas)

    assert tables(draw) == [PLAIN]


def test_a_heading_over_several_columns_of_a_band_is_a_row_of_its_own() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, GREY, XS[0], YS[1], WIDTH, 32)
        rule(canvas, XS, YS[1:])
        write(canvas, [("", "", "", "Jan", "Fev", "Mar", "Abr"), *ROWS])
        for text, left in zip(HEADER[:3], XS, strict=False):
            canvas.drawString(left + 3, YS[1] + 12, text)
        canvas.drawCentredString((XS[3] + XS[-1]) / 2, YS[1] + 20, "Cronograma")

    [rows] = tables(draw)
    assert [row.replace(f"#{GREY}", "") for row in rows[:2]] == [
        "Ação | Responsável | Parceiros | Cronograma | < | < | <",
        "^ | ^ | ^ | Jan | Fev | Mar | Abr",
    ]
    assert rows[2:] == PLAIN[1:]


def test_a_band_from_side_to_side_ends_the_head_over_the_rest_of_a_row() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, BLUE, XS[0], YS[1], WIDTH, YS[0] - YS[1])
        rule(canvas, XS, [y for y in YS if y != YS[1]])
        write(canvas)

    [rows] = tables(draw)
    assert rows[0] == " | ".join(f"{text}#{BLUE}" for text in HEADER)
    assert rows[1:] == PLAIN[1:]


def test_a_band_through_a_text_parts_no_row() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, BLUE, XS[0], YS[0] - 12, WIDTH, 12)
        rule(canvas, XS, [y for y in YS if y != YS[1]])
        write(canvas)

    [rows] = tables(draw)
    assert len(rows) == len(PLAIN) - 1


def test_a_lone_cell_at_the_top_of_a_page_is_the_rest_of_a_row_of_the_table_before() -> None:
    def first(canvas: Canvas) -> None:
        rule(canvas)
        write(canvas)

    def second(canvas: Canvas) -> None:
        rule(canvas, XS, YS[:2])
        canvas.drawString(XS[0] + 3, YS[0] - 14, "digital")

    assert tables(first, second) == [PLAIN, ["digital"]]
    assert lines(first, second) == []


def test_a_lone_cell_below_other_text_is_no_table() -> None:
    def first(canvas: Canvas) -> None:
        rule(canvas)
        write(canvas)

    def second(canvas: Canvas) -> None:
        canvas.drawString(XS[0], YS[0] + 40, "Assinaturas")
        rule(canvas, XS, YS[:2])
        canvas.drawString(XS[0] + 3, YS[0] - 14, "digital")

    assert tables(first, second) == [PLAIN]
    assert lines(first, second) == ["Assinaturas", "digital"]


def test_a_band_between_boxed_rows_stands_across_their_table() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, BLUE, XS[0], YS[2], WIDTH, 20)
        rule(canvas, XS, YS[:2])
        rule(canvas, XS, YS[2:])
        write(canvas, [HEADER, ("Eixo 1 - Saúde",), *ROWS[1:]])

    [rows] = tables(draw)
    assert rows[1].split(" | ")[:2] == [f"Eixo 1 - Saúde#{BLUE}", f"<#{BLUE}"]
    assert [rows[0], *rows[2:]] == [PLAIN[0], *PLAIN[2:]]
