"""Cards of a PDF, in which labels stand over their values."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.formats.drawing import fill, lines, rule, tables

LEFT = ("Objetivo específico", "Apoiar as famílias", "Ação", "Abrir um gabinete", "Indicadores", "N.º de famílias")
RIGHT = ("Responsável", "Câmara Municipal", "Parceiros", "IEFP e Cáritas", "Calendário", "março")
ROWS = [f"{label} | {value}" for some in (LEFT, RIGHT) for label, value in zip(some[::2], some[1::2], strict=True)]


def stacked(canvas: Canvas, left: float, top: float, texts: Sequence[str]) -> None:
    """Write labels in bold over their values."""
    for number, text in enumerate(texts):
        canvas.setFont("Helvetica" if number % 2 else "Helvetica-Bold", 9)
        canvas.drawString(left, top - 18 * number, text)


def panels(canvas: Canvas, top: float, number: str = "") -> None:
    """Draw a card of two panels in two colours."""
    fill(canvas, "f4f4f2", 50, top - 130, 490, 130)
    fill(canvas, "f7dee1", 350, top - 130, 190, 130)
    stacked(canvas, 110, top - 20, LEFT)
    stacked(canvas, 370, top - 20, RIGHT)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(60, top - 24, number)


def outlined(canvas: Canvas, top: float) -> None:
    """Draw a card with a border around."""
    canvas.rect(50, top - 130, 490, 130)
    stacked(canvas, 70, top - 20, LEFT)
    stacked(canvas, 370, top - 20, RIGHT)


def parted_by_a_rule(canvas: Canvas, top: float) -> None:
    """Draw a card with a border around and a rule between its columns."""
    rule(canvas, (50, 350, 540), (top, top - 130))
    stacked(canvas, 70, top - 20, LEFT)
    stacked(canvas, 370, top - 20, RIGHT)


@pytest.mark.parametrize("card", [panels, outlined, parted_by_a_rule])
def test_a_card_is_a_table_of_its_labels_and_values_column_by_column(card: object) -> None:
    def draw(canvas: Canvas) -> None:
        assert callable(card)
        card(canvas, 800)
        card(canvas, 600)

    assert tables(draw) == [ROWS, ROWS]
    assert lines(draw) == []


def test_what_stands_beside_the_labels_of_a_card_is_a_line_before_it() -> None:
    def draw(canvas: Canvas) -> None:
        panels(canvas, 800, "01")

    assert tables(draw) == [ROWS]
    assert lines(draw) == ["01"]


def test_cards_side_by_side_are_tables_of_their_own() -> None:
    texts = ("Ação", "Abrir um gabinete", "Responsável", "Câmara Municipal", "Prazo", "março")

    def draw(canvas: Canvas) -> None:
        for left in (50, 300):
            fill(canvas, "f4f4f2", left, 600, 240, 150)
            stacked(canvas, left + 20, 730, texts)

    card = ["Ação | Abrir um gabinete", "Responsável | Câmara Municipal", "Prazo | março"]
    assert tables(draw) == [card, card]


def test_a_value_of_several_lines_is_joined_where_it_wraps() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, "f4f4f2", 50, 600, 180, 180)
        stacked(canvas, 70, 760, ("Ação", "Abrir um gabinete de apoio às"))
        canvas.drawString(70, 731, "famílias do concelho")
        stacked(canvas, 70, 706, ("Indicadores", "N.º de famílias"))
        canvas.drawString(70, 677, "N.º de sessões")
        stacked(canvas, 70, 650, ("Responsável", "Câmara Municipal"))

    [rows] = tables(draw)
    assert rows == [
        "Ação | Abrir um gabinete de apoio às famílias do concelho",
        "Indicadores | N.º de famílias/N.º de sessões",
        "Responsável | Câmara Municipal",
    ]


def test_prose_in_a_coloured_box_is_no_card() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, "f4f4f2", 50, 600, 400, 150)
        stacked(canvas, 70, 730, ("Nota", "As ações são monitorizadas", "pelo Núcleo Executivo", "todos os meses"))

    assert tables(draw) == []


def test_a_head_of_columns_in_a_coloured_box_is_no_card() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, "f4f4f2", 50, 600, 450, 150)
        for left, texts in ((70, LEFT[2:4]), (220, RIGHT[:2]), (370, RIGHT[2:4])):
            stacked(canvas, left, 730, texts)
            canvas.drawString(left, 690, "IEFP")

    assert "Ação | Responsável | Parceiros" in [row.replace("#f4f4f2", "") for rows in tables(draw) for row in rows]


def test_labels_before_their_values_in_a_box_are_no_card() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, "f4f4f2", 50, 600, 450, 150)
        for number, (label, value) in enumerate(zip(LEFT[::2], LEFT[1::2], strict=True)):
            stacked(canvas, 70, 720 - 40 * number, [label])
            canvas.setFont("Helvetica", 9)
            for off in (6, -6):
                canvas.drawString(200, 720 - 40 * number + off, value)

    assert tables(draw) == []
