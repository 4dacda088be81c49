"""Draws PDF documents for the tests of their reader."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from analysis.documents.formats.pdf.document import read_pdf
from analysis.documents.grid import Line, Table

HEADER = ("Ação", "Responsável", "Parceiros", "J", "F", "M", "A")
ROWS = (
    ("Criar um grupo", "CM Alfa", "GNR", "", "", "", ""),
    ("Formar os técnicos", "IEFP", "Cáritas", "", "", "", ""),
    ("Editar um guia", "Rede Social", "Santa Casa", "", "", "", ""),
)
XS = (50, 200, 320, 440, 465, 490, 515, 540)
YS = (700, 680, 660, 640, 620)
PLAIN = [" | ".join(row).rstrip(" |") for row in (HEADER, *ROWS)]

Draw = Callable[[Canvas], None]


def pdf_of(*pages: Draw, size: tuple[float, float] = A4) -> bytes:
    """Return a PDF whose pages are drawn by some functions."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", 9)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(*pages: Draw, size: tuple[float, float] = A4) -> tuple[Line | Table, ...]:
    """Return what is read of pages drawn by some functions."""
    return read_pdf(pdf_of(*pages, size=size), "plano.pdf")


def tables(*pages: Draw, size: tuple[float, float] = A4) -> list[list[str]]:
    """Return the rows of each table read, as texts parted by `` | ``."""
    return [told(block) for block in read(*pages, size=size) if isinstance(block, Table)]


def lines(*pages: Draw) -> list[str]:
    """Return the texts read that are in no table."""
    return [block.text for block in read(*pages) if isinstance(block, Line)]


def told(table: Table) -> list[str]:
    """Return the rows of a table: ``<`` and ``^`` for what is merged, ``/`` for a line end, ``#`` before a fill."""
    joined = {"left": "<", "above": "^", "": ""}
    return [
        " | ".join(
            (cell.text.replace("\n", "/").replace("\v", " ") or joined[cell.joined])
            + (f"#{cell.fill}" if cell.fill else "")
            for cell in row.cells
        ).rstrip(" |")
        for row in table.rows
    ]


def rule(canvas: Canvas, xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> None:
    """Draw a rule at each of some positions."""
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)


def write(
    canvas: Canvas,
    rows: Sequence[Sequence[str]] = (HEADER, *ROWS),
    xs: Sequence[float] = XS,
    ys: Sequence[float] = YS,
) -> None:
    """Write a text in each cell; ``\\n`` begins a line."""
    for row, top in zip(rows, ys, strict=False):
        for text, left in zip(row, xs, strict=False):
            for number, line in enumerate(text.split("\n")):
                canvas.drawString(left + 3, top - 14 - 11 * number, line)


def draw_table(canvas: Canvas) -> None:
    """Draw the table of :data:`PLAIN` with all its rules."""
    rule(canvas)
    write(canvas)


def fill(canvas: Canvas, colour: str, left: float, bottom: float, width: float, height: float) -> None:
    """Fill a rectangle with a colour."""
    canvas.saveState()
    canvas.setFillColor(f"#{colour}")
    canvas.rect(left, bottom, width, height, stroke=0, fill=1)
    canvas.restoreState()


def each_cell() -> Iterator[tuple[float, float, float, float]]:
    """Yield left, bottom, width and height of each cell of the table."""
    for left, right in pairwise(XS):
        for top, bottom in pairwise(YS):
            yield left, bottom, right - left, top - bottom


def cell_of(lines: Sequence[str], width: float = 120, *, elsewhere: str = "") -> str:
    """Return the text read of a cell of some width that holds some lines."""

    def draw(canvas: Canvas) -> None:
        xs, ys = (50, 50 + width, 400), (700, 600)
        rule(canvas, xs, ys)
        write(canvas, [("\n".join(lines), "GNR")], xs, ys)
        # a long line above it tells how far from its sides a cell is written
        rule(canvas, xs, (730, 700))
        full = 3
        while canvas.stringWidth("i" * full, "Helvetica", 9) < width - 8:
            full += 1
        write(canvas, [("i" * full, "Quem")], xs, (730,))
        canvas.drawString(50, 500, elsewhere)

    [table] = [block for block in read(draw) if isinstance(block, Table)]
    return table.rows[1].cells[0].text
