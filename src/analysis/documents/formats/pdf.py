"""PDF documents: the text and the tables of each page.

Page by page, tables are found by their rules and otherwise by the alignment of their words; what stands
between them is put into paragraphs. A table over several pages is one table on each. In a place, the page
is the number of the page and the line counts the paragraphs and rows on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from analysis.common.errors import DocumentError
from analysis.documents.formats.pdf_cells import fills_of, rows_of, texts_of
from analysis.documents.formats.pdf_grids import Grid, ruled_grids
from analysis.documents.formats.pdf_pages import Page, read_page
from analysis.documents.formats.pdf_prose import Paragraph, body_size, levels_of, paragraphs_of
from analysis.documents.formats.pdf_shapes import Word
from analysis.documents.grid import Cell, Line, Place, Row, Table

_MOST_PAGES = 2000


@dataclass(slots=True)
class _Found:
    """A table on a page."""

    top: float
    left: float
    rows: list[list[Cell]]


def read_pdf(content: bytes, file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of a PDF document.

    Parameters
    ----------
    content : bytes
        The document.
    file : str
        Its name, for what is said of it.

    Raises
    ------
    DocumentError
        If it is protected by a password, damaged, without pages, or holds pictures and no text.
    """
    pages = _pages(content, file)
    words = [word for page in pages for word in page.words]
    vocabulary = {word.text.strip(".,;:()").lower() for word in words}
    body = body_size(words)
    found = [(page, *_blocks(page, vocabulary)) for page in pages]
    paragraphs = [paragraph for _, _, some in found for paragraph in some]
    levels = dict(zip(map(id, paragraphs), levels_of(paragraphs, body), strict=True))
    blocks: list[Line | Table] = []
    for page, tables, some in found:
        number = 0
        for block in sorted([*tables, *some], key=lambda block: (block.top, block.left)):
            if isinstance(block, Paragraph):
                number += 1
                blocks.append(Line(block.text, Place(page.number, number), levels[id(block)]))
                continue
            rows = [Row(tuple(cells), Place(page.number, number + row)) for row, cells in enumerate(block.rows, 1)]
            number += len(rows)
            blocks.append(Table(tuple(rows)))
    return tuple(blocks)


def _pages(content: bytes, file: str) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        protected = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise DocumentError("pdf_password" if protected else "pdf_damaged", file=file) from None
    try:
        if not len(document):
            raise DocumentError("pdf_damaged", file=file)
        pages = [read_page(document, position) for position in range(min(len(document), _MOST_PAGES))]
    except pypdfium2.PdfiumError:
        raise DocumentError("pdf_damaged", file=file) from None
    finally:
        document.close()
    if not any(page.words for page in pages):
        raise DocumentError("pdf_image" if any(page.has_image for page in pages) else "pdf_no_text", file=file)
    return pages


def _blocks(page: Page, vocabulary: Collection[str]) -> tuple[list[_Found], list[Paragraph]]:
    """Return the tables of a page and the paragraphs that stand between them."""
    grids, bars = ruled_grids(page.rules)
    words = page.words
    tables: list[_Found] = []
    for grid in sorted(grids, key=lambda grid: grid.box.width * grid.box.height):
        inside, outside = _parted(grid, words)
        if len(grid.xs) > 2 and len(inside) > 1:
            words = outside
            fills = fills_of(grid, page.areas, bars, inside)
            rows = rows_of(grid, texts_of(grid, inside, vocabulary), fills)
            tables.append(_Found(grid.ys[0], grid.xs[0], rows))
    return tables, paragraphs_of(words, vocabulary)


def _parted(grid: Grid, words: list[Word]) -> tuple[dict[int, list[Word]], list[Word]]:
    """Return the words in each region of a grid, and those outside it."""
    inside: dict[int, list[Word]] = defaultdict(list)
    outside = []
    for word in words:
        number = grid.region_at(*word.box.middle)
        if number is None:
            outside.append(word)
        else:
            inside[number].append(word)
    return inside, outside
