"""Running heads and feet, page numbers and tables of contents of a PDF."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.documents.formats.drawing import HEADER, PLAIN, XS, Draw, draw_table, lines, read, rule, tables, write


def pages(count: int, *, head: str = "", foot: str = "", own: str = "") -> list[Draw]:
    """Return functions that draw pages with a table, a head and a foot; ``#`` stands for the page number."""

    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(50, 815, head.replace("#", str(number)))
            canvas.drawString(50, 25, foot.replace("#", str(number)))
            canvas.drawString(50, 740, own.replace("#", str(number)))
            draw_table(canvas)

        return draw

    return [page(number) for number in range(1, count + 1)]


def test_a_running_head_is_given_once() -> None:
    assert lines(*pages(4, head="Rede Social de Alvito")) == ["Rede Social de Alvito"]


@pytest.mark.parametrize("number", ["#", "Página #", "Página # de 4", "# / 4", "- # -", "Pág. #"])
def test_page_numbers_are_left_out(number: str) -> None:
    assert lines(*pages(4, foot=number)) == []


def test_the_text_beside_a_page_number_is_given_once() -> None:
    assert lines(*pages(4, foot="Plano de Ação 2024 | #")) == ["Plano de Ação 2024"]


def test_headings_at_the_same_place_of_each_page_are_no_furniture() -> None:
    found = lines(*pages(4, own="Eixo #"))
    assert found == ["Eixo 1", "Eixo 2", "Eixo 3", "Eixo 4"]


def test_the_head_of_a_table_is_no_running_head() -> None:
    assert tables(*pages(3)) == [PLAIN] * 3


def test_a_text_on_the_only_page_is_no_running_head() -> None:
    assert lines(*pages(1, head="Rede Social de Alvito")) == ["Rede Social de Alvito"]


def test_a_table_of_contents_is_left_out() -> None:
    def contents(canvas: Canvas) -> None:
        canvas.drawString(50, 760, "Índice")
        for number, title in enumerate(("Introdução", "Eixo 1 – Saúde", "Eixo 2 – Habitação", "Avaliação")):
            dots = "." * (90 - 2 * len(title))
            canvas.drawString(50, 730 - 16 * number, f"{title} {dots} {number + 1}")

    def text(canvas: Canvas) -> None:
        canvas.drawString(50, 760, "Introdução")

    blocks = read(contents, text)
    assert [getattr(block, "text", "table") for block in blocks] == ["Introdução"]


def test_numbers_of_the_pages_of_contents_may_stand_without_dots() -> None:
    def contents(canvas: Canvas) -> None:
        canvas.drawString(50, 760, "ÍNDICE")
        for number, title in enumerate(("Introdução", "Eixo 1 – Saúde", "Avaliação"), 1):
            canvas.drawString(50, 740 - 16 * number, title)
            canvas.drawRightString(A4[0] - 50, 740 - 16 * number, str(number))

    assert lines(contents, draw_table, draw_table) == []


def test_figures_in_a_table_are_no_page_numbers() -> None:
    def page(sessions: str, groups: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            rule(canvas, (50, 150, 300), (60, 40, 20))
            write(canvas, [("Sessões", sessions), ("Grupos", groups)], (50, 150), (60, 40))

        return draw

    assert tables(page("1", "5"), page("2", "8")) == [["Sessões | 1", "Grupos | 5"], ["Sessões | 2", "Grupos | 8"]]


def test_the_head_of_columns_in_a_box_of_its_own_belongs_to_the_rows_below() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            xs = (50, 200, 320, 440)
            rule(canvas, xs, (800, 780))
            write(canvas, [("Ação", "Responsável", "Prazo")], xs, (800,))
            rule(canvas, xs, (772, 752))
            write(canvas, [(f"Realizar a sessão {number}", "GNR", "março")], xs, (772,))

        return draw

    assert tables(page(1), page(2), page(3)) == [
        ["Ação | Responsável | Prazo", f"Realizar a sessão {number} | GNR | março"] for number in (1, 2, 3)
    ]


def test_a_boxed_head_on_each_page_is_given_once_and_is_no_table() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            rule(canvas, (50, 150, 450, 540), (820, 790))
            write(canvas, [("CLAS", "Plano de Ação de Alvito 2024", f"Pág. {number}/3")], (50, 150, 450), (820,))
            draw_table(canvas)

        return draw

    assert lines(page(1), page(2), page(3)) == ["CLAS", "Plano de Ação de Alvito 2024"]
    assert tables(page(1), page(2), page(3)) == [PLAIN] * 3


def test_left_and_right_pages_may_have_heads_of_their_own() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(50, 815, "Rede Social" if number % 2 else "Plano de Ação 2024")
            draw_table(canvas)

        return draw

    assert lines(*map(page, range(1, 6))) == ["Rede Social", "Plano de Ação 2024"]


def test_a_head_that_changes_with_the_section_is_no_furniture() -> None:
    def page(section: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(50, 815, f"Eixo {section}: {'Saúde' if section == 1 else 'Habitação'}")
            draw_table(canvas)

        return draw

    assert lines(*map(page, (1, 1, 2, 2))) == [
        "Eixo 1: Saúde",
        "Eixo 1: Saúde",
        "Eixo 2: Habitação",
        "Eixo 2: Habitação",
    ]


def test_the_head_of_columns_without_rules_stays_on_each_page() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            for row in range(8):
                texts = HEADER[:3] if not row else (f"Realizar a sessão {8 * number + row}", "CM Alfa", "GNR")
                for text, x in zip(texts, XS, strict=False):
                    canvas.drawString(x, 800 - 16 * row, text)

        return draw

    assert [rows[0] for rows in tables(page(1), page(2), page(3))] == ["Ação | Responsável | Parceiros"] * 3
