"""Tables without rules in PDFs drawn here: what becomes a row and a cell, and what becomes no table."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from analysis.documents.formats.pdf.document import read_pdf
from analysis.documents.grid import Line
from analysis.documents.grid import Table as Grid

HEADER = ("Objetivo", "Ação", "Entidade responsável", "Parceiros", "Calendarização")
ROWS = (
    ("Melhorar as condições de vida das pessoas idosas", "Atualização do registo de idosos que vivem isolados", "GNR",
     "Juntas de Freguesia", "Março"),
    ("Reforçar as competências parentais", "Programa de educação parental para famílias do concelho, em três edições",
     "CPCJ", "", "Ao longo do ano"),
    ("Promover a participação dos jovens", "Assembleia jovem", "Município", "Agrupamento de Escolas e associações",
     "1.º semestre"),
)  # fmt: skip
WIDTHS = (130, 160, 110, 130, 110)
PROSE = (
    "O presente plano foi elaborado pelo Núcleo Executivo, com a participação dos parceiros, e define as ações a "
    "desenvolver, os responsáveis e os prazos. A monitorização é semestral e os resultados são apresentados ao CLAS."
)
MONTHS = tuple("JFMAMJJASOND")


def _text(text: str, size: float = 9, *, bold: bool = False, centred: bool = False) -> Paragraph:
    font = "Helvetica-Bold" if bold else "Helvetica"
    return Paragraph(
        text, ParagraphStyle("x", fontName=font, fontSize=size, leading=1.2 * size, alignment=int(centred))
    )


def _table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float] = WIDTHS,
    style: Sequence[tuple[Any, ...]] = (),
    *,
    header: Sequence[str] = HEADER,
    padding: float = 3,
) -> Table:
    cells = [[_text(text, bold=True) for text in header], *([_text(text) if text else "" for text in r] for r in rows)]
    usual = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 4)]
    usual += [(side, (0, 0), (-1, -1), padding) for side in ("TOPPADDING", "BOTTOMPADDING")]
    return Table(cells, colWidths=widths, style=[*usual, *style], hAlign="LEFT", repeatRows=0)


def _built(*story: Flowable) -> tuple[Line | Grid, ...]:
    out = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 40)
    SimpleDocTemplate(out, pagesize=landscape(A4), **margins).build(list(story))
    return read_pdf(out.getvalue(), "plano.pdf")


def _drawn(draw: Callable[[Canvas], None]) -> tuple[Line | Grid, ...]:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4))
    draw(canvas)
    canvas.save()
    return read_pdf(out.getvalue(), "plano.pdf")


def _grids(blocks: Sequence[Line | Grid]) -> list[Grid]:
    return [block for block in blocks if isinstance(block, Grid)]


def _texts(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(" ".join(cell.text.split()) for cell in row.cells) for row in grid.rows]


@pytest.mark.parametrize(
    "style",
    [
        (),
        [("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
        [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)],
        [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)],
        [("GRID", (0, 0), (-1, 0), 0.5, colors.black)],
        [("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.HexColor("#eeeeee")])],
        [("BOX", (0, 0), (-1, -1), 1, colors.black), ("INNERGRID", (0, 0), (-1, 0), 1, colors.black)],
    ],
    ids=["nothing", "middle", "rules_below_rows", "rule_below_header", "ruled_header", "stripes", "frame"],
)
def test_a_table_without_standing_rules_has_the_rows_and_cells_it_shows(style: Sequence[tuple[Any, ...]]) -> None:
    blocks = _built(_text("Plano de Ação", 16), Spacer(1, 8), _table(ROWS, style=style))
    (grid,) = _grids(blocks)
    assert _texts(grid) == [HEADER, *ROWS]


def test_only_vertical_rules_part_columns_and_the_white_parts_rows() -> None:
    style = [("BOX", (0, 0), (-1, -1), 1, colors.black), ("LINEBEFORE", (0, 0), (-1, -1), 1, colors.black)]
    style.append(("LINEBELOW", (0, 0), (-1, 0), 1, colors.black))
    (grid,) = _grids(_built(_table([*ROWS, *ROWS[:2]], style=style)))
    assert _texts(grid) == [HEADER, *ROWS, *ROWS[:2]]


def test_stripes_are_given_as_fills() -> None:
    style = [("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.HexColor("#eeeeee")])]
    (grid,) = _grids(_built(_table(ROWS, style=style)))
    assert [{cell.fill for cell in row.cells} for row in grid.rows[1:]] == [{None}, {"eeeeee"}, {None}]


def test_rows_that_stand_as_close_as_lines_begin_where_the_columns_begin_anew() -> None:
    lines = (
        ("Reforçar as competências", "Programa de educação parental para", "CPCJ", "Março"),
        ("parentais", "famílias do concelho", "", ""),
        ("Reforçar as competências", "Ciclo de tertúlias sobre o uso de", "Município", "Maio"),
        ("parentais", "ecrãs", "", ""),
        ("Ocupar os tempos livres", "Campo de férias", "Município", "Agosto"),
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        for x, text in zip((40, 170, 340, 460), ("Objetivo", "Ação", "Responsável", "Prazo"), strict=True):
            canvas.drawString(x, 500, text)
        canvas.setFont("Helvetica", 9)
        for number, line in enumerate(lines):
            for x, text in zip((40, 170, 340, 460), line, strict=True):
                canvas.drawString(x, 484 - 11 * number, text)

    (grid,) = _grids(_drawn(draw))
    assert [row[:2] for row in _texts(grid)[1:]] == [
        ("Reforçar as competências parentais", "Programa de educação parental para famílias do concelho"),
        ("Reforçar as competências parentais", "Ciclo de tertúlias sobre o uso de ecrãs"),
        ("Ocupar os tempos livres", "Campo de férias"),
    ]


@pytest.mark.parametrize("aligned", ["TOP", "MIDDLE"])
def test_an_objective_over_several_rows_is_one_cell_or_followed_by_blank_ones(aligned: str) -> None:
    rows = [ROWS[0], ("", *ROWS[1][1:]), ("", *ROWS[2][1:]), ROWS[1]]
    style = [("SPAN", (0, 1), (0, 3)), ("VALIGN", (0, 1), (-1, -1), aligned)]
    (grid,) = _grids(_built(_table(rows, style=style)))
    assert [row[1:] for row in _texts(grid)[1:]] == [row[1:] for row in rows]
    first = [row.cells[0] for row in grid.rows[1:]]
    assert [" ".join(cell.text.split()) for cell in first] == [row[0] for row in rows]
    assert [first[0].joined, first[3].joined] == ["", ""]
    if aligned == "MIDDLE":
        assert [cell.joined for cell in first[1:3]] == ["above", "above"]


def test_text_across_the_columns_is_one_cell_over_all_of_them() -> None:
    rows = [("Eixo 1 – Envelhecimento ativo e combate ao isolamento social", "", "", "", ""), *ROWS]
    (grid,) = _grids(_built(_table(rows, style=[("SPAN", (0, 1), (-1, 1))])))
    assert _texts(grid)[1][0] == rows[0][0]
    assert [cell.joined for cell in grid.rows[1].cells] == ["", "left", "left", "left", "left"]
    assert _texts(grid)[2:] == list(ROWS)


def test_prose_and_signatures_below_a_table_are_no_rows() -> None:
    signature = (Spacer(1, 40), _text("O Presidente do CLAS"), _text("_" * 25))
    blocks = _built(_text(PROSE), Spacer(1, 8), _table(ROWS), Spacer(1, 12), _text(PROSE), *signature)
    (grid,) = _grids(blocks)
    assert _texts(grid) == [HEADER, *ROWS]
    assert sum(isinstance(block, Line) and block.text == PROSE for block in blocks) == 2
    assert any(isinstance(block, Line) and block.text == "O Presidente do CLAS" for block in blocks)


def test_a_table_goes_on_on_the_next_page_without_its_header() -> None:
    rows = [(f"Objetivo {n}", f"Ação número {n} do plano, que ocupa duas linhas", *ROWS[n % 3][2:]) for n in range(40)]
    grids = _grids(_built(_table(rows)))
    assert len(grids) > 1
    assert [row for grid in grids for row in _texts(grid)] == [HEADER, *rows]


def test_months_under_one_heading_are_columns_of_their_own() -> None:
    rows = [(*row[:3], *("X" if month in marked else "" for month in range(12))) for row, marked in
            zip(ROWS, ({0}, set(range(12)), {3, 4}), strict=True)]  # fmt: skip
    cells: list[list[Any]] = [[_text(t, bold=True) for t in HEADER[:3]] + [_text("Cronograma", bold=True)] + [""] * 11]
    cells.append(["", "", "", *(_text(month, bold=True, centred=True) for month in MONTHS)])
    cells += [[_text(text, centred=text == "X") for text in row] for row in rows]
    style: list[tuple[Any, ...]] = [("SPAN", (3, 0), (-1, 0)), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [("SPAN", (column, 0), (column, 1)) for column in range(3)]
    (grid,) = _grids(_built(Table(cells, colWidths=[150, 170, 110, *[15] * 12], style=style)))
    assert _texts(grid)[0] == (*HEADER[:3], "Cronograma", *[""] * 11)
    assert _texts(grid)[1][3:] == MONTHS
    assert [cell.joined for cell in grid.rows[0].cells[3:]] == ["", *["left"] * 11]
    assert _texts(grid)[2:] == rows


def test_filled_months_keep_their_colour() -> None:
    cells: list[list[Any]] = [[_text(text, bold=True) for text in (*HEADER[1:3], *MONTHS)]]
    cells += [[_text(row[1]), _text(row[2]), *[""] * 12] for row in ROWS]
    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [("BACKGROUND", (2 + n, 1 + n), (4 + n, 1 + n), colors.HexColor("#4472c4")) for n in range(3)]
    (grid,) = _grids(_built(Table(cells, colWidths=[200, 120, *[18] * 12], style=style)))
    filled = [[column - 2 for column, cell in enumerate(row.cells) if cell.fill == "4472c4"] for row in grid.rows[1:]]
    assert filled == [[0, 1, 2], [1, 2, 3], [2, 3, 4]]


def test_a_header_of_several_lines_is_one_row() -> None:
    header = ("Objetivos específicos", "Ações a desenvolver", "Entidades responsáveis pela execução", "Parceiros",
              "Prazo de execução previsto")  # fmt: skip
    style = [("VALIGN", (0, 0), (-1, 0), "MIDDLE")]
    (grid,) = _grids(_built(_table(ROWS, (140, 180, 80, 130, 60), style, header=header)))
    assert _texts(grid)[0] == header
    assert len(grid.rows) == 1 + len(ROWS)


@pytest.mark.parametrize("columns", [2, 3])
def test_prose_in_columns_is_no_table(columns: int) -> None:
    words = (PROSE + " ") * 4

    def draw(canvas: Canvas) -> None:
        width = 760 // columns
        for column in range(columns):
            for line in range(12):
                heads = line == 3 * column
                canvas.setFont("Helvetica-Bold" if heads else "Helvetica", 9)
                text = ("Ação", "Parceiros", "Resultados")[column] if heads else words[45 * line :][: width // 5]
                canvas.drawString(40 + column * width, 500 - 11 * line, text.strip())

    assert not _grids(_drawn(draw))


def test_a_cover_and_its_signatures_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawCentredString(420, 400, "PLANO DE AÇÃO 2024")
        canvas.setFont("Helvetica", 11)
        for x, text in ((150, "O Presidente do CLAS"), (420, "A Vereadora"), (690, "O Técnico responsável")):
            canvas.drawCentredString(x, 100, text)

    assert not _grids(_drawn(draw))


def test_a_table_of_other_things_is_left_to_its_lines() -> None:
    rows = [("Município", "Maria Silva", "259 000 001"), ("CPCJ", "Rui Costa", "259 000 002")]
    assert not _grids(_built(_table(rows, (150, 150, 150), header=("Entidade", "Representante", "Contacto"))))
