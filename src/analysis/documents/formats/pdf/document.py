"""PDF documents: the text and the tables of each page.

Page by page, tables are found by their rules and otherwise by the alignment of their words; what stands
between them is put into paragraphs. A table over several pages is one table on each. In a place, the page
is the number of the page and the line counts the paragraphs and rows on it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from analysis.common.errors import DocumentError
from analysis.common.text import plain
from analysis.documents.formats.pdf.cards import Card, cards_of, cards_of_grid, without_cards
from analysis.documents.formats.pdf.cells import fills_of, rows_of, texts_of
from analysis.documents.formats.pdf.columns import Columns, column_grids, heads_open_table, hides_rows
from analysis.documents.formats.pdf.contents import contents_of
from analysis.documents.formats.pdf.furniture import furniture_of
from analysis.documents.formats.pdf.grids import Grid
from analysis.documents.formats.pdf.lines import lines_of
from analysis.documents.formats.pdf.open import tables_of
from analysis.documents.formats.pdf.pages import Page, counted, read_page
from analysis.documents.formats.pdf.prose import Paragraph, body_size, levels_of, paragraphs_of
from analysis.documents.formats.pdf.shapes import UPRIGHT, Area, Box, Word
from analysis.documents.formats.pdf.streams import refuse_bomb
from analysis.documents.formats.pdf.strips import with_strips
from analysis.documents.formats.sheets import MOST_CELLS
from analysis.documents.grid import Cell, Line, Place, Row, Table

_MOST_PAGES = 2000
_MOST_LETTERS = 3_000_000  # more take more memory than there may be
_MOST_MARKS = 1_500_000  # letters, and what is drawn as so many as take as long
_MARKS_OF_PAGE = 9000  # that a dense page may add to these
_DENSE_PAGES = 600
_SCANNED = 0.5  # of a page, covered by pictures
_IN_LINE = 3.0  # points
_FEW_WORDS = 10  # on a page, as the stamp of a scanner leaves them
_VOWELS = 0.2  # of the letters of any Portuguese text are more than these


@dataclass(slots=True)
class _Found:
    """A table on a page; `xs` are where its columns begin and end, if rules part them."""

    top: float
    left: float
    rows: list[list[Cell]]
    xs: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class _Above:
    """What may go on from the page before: the columns of a table without rules, the sides of its last table."""

    columns: Columns | None = None
    xs: Sequence[float] = ()


def read_pdf(
    content: bytes, file: str, reached: Callable[[int], object] = lambda marks: None
) -> tuple[Line | Table, ...]:
    """Return the lines and tables of a PDF document.

    Parameters
    ----------
    content : bytes
        The document.
    file : str
        Its name, for what is said of it.
    reached : callable
        Called for each page before it is read, with how many marks there are on it, and before with 0, when
        these were counted.

    Raises
    ------
    DocumentError
        If it is protected by a password, damaged, without pages, or holds pictures and no text.
    """
    pages, ruled = _pages(content, file, reached)
    words = [word for page in pages for word in page.words]
    vocabulary = frozenset(word.text.strip(".,;:()").lower() for word in words)
    furniture = furniture_of(pages, [grids for grids, _ in ruled], body_size(words))
    found: list[tuple[Page, list[_Found], list[Paragraph]]] = []
    above = _Above()
    for page, (grids, bars) in zip(pages, ruled, strict=True):
        page.words = [word for word in page.words if id(word) not in furniture.words]
        tables, some, above = _blocks(page, grids, bars, vocabulary, len(pages), above)
        found.append((page, tables, some))
    paragraphs = [paragraph for _, _, some in found for paragraph in some]
    levels = dict(zip(map(id, paragraphs), levels_of(paragraphs, body_size(words, paragraphs)), strict=True))
    blocks: list[Line | Table] = []
    heads: Counter[int] = Counter()  # page -> lines of its furniture
    for page_number, some_words in furniture.given:
        for paragraph in paragraphs_of(some_words, vocabulary):
            heads[page_number] += 1
            blocks.append(Line(paragraph.text, Place(page_number, heads[page_number])))
    for page, tables, some in found:
        number = heads[page.number]
        mixed: list[_Found | Paragraph] = [*tables, *some]
        for block in sorted(mixed, key=lambda block: (block.top, block.left)):
            if isinstance(block, Paragraph):
                number += 1
                blocks.append(Line(block.text, Place(page.number, number), levels[id(block)]))
                continue
            rows = [Row(tuple(cells), Place(page.number, number + row)) for row, cells in enumerate(block.rows, 1)]
            number += len(rows)
            blocks.append(Table(tuple(rows)))
    return tuple(blocks)


def _pages(
    content: bytes, file: str, reached: Callable[[int], object]
) -> tuple[list[Page], list[tuple[list[Grid], list[Area]]]]:
    """Return the pages, and the ruled tables and bars of each."""
    refuse_bomb(content, file)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        protected = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise DocumentError("document_password" if protected else "document_damaged", file=file) from None
    pages: list[Page] = []
    ruled = []
    positions = 0
    try:
        for position, marks in enumerate(_marks(document, file, reached)):
            reached(marks)
            pages.append(read_page(document, position))
            ruled.append(tables_of(pages[-1]))
            positions += sum((len(grid.xs) - 1) * (len(grid.ys) - 1) for grid in ruled[-1][0])
            if positions > MOST_CELLS:
                raise DocumentError("document_elements", file=file, most=MOST_CELLS)
    except pypdfium2.PdfiumError:
        raise DocumentError("document_damaged", file=file) from None
    finally:
        document.close()
    _refuse_unreadable(pages, file)
    return pages, ruled


def _marks(document: pypdfium2.PdfDocument, file: str, reached: Callable[[int], object]) -> list[int]:
    """Return how many marks are on each page, which takes a twentieth of reading them; refuse too many."""
    count = len(document)
    if not count:
        raise DocumentError("document_damaged", file=file)
    if count > _MOST_PAGES:
        raise DocumentError("pdf_pages", file=file, most=_MOST_PAGES)
    most = _MOST_MARKS + _MARKS_OF_PAGE * min(count, _DENSE_PAGES)
    marks: list[int] = []
    letters = whole = 0
    for position in range(count):
        written, drawn = counted(document, position)
        marks.append(written + drawn)
        letters += written
        reached(0)
        whole += marks[-1]
        if letters > _MOST_LETTERS:
            raise DocumentError("document_characters", file=file, most=_MOST_LETTERS)
        if whole > most:
            raise DocumentError("document_elements", file=file, most=most)
    return marks


def _refuse_unreadable(pages: Sequence[Page], file: str) -> None:
    """Refuse a document that shows text, if any, but does not hold it."""
    words = [word for page in pages for word in page.words]
    scanned = sum(page.pictured > _SCANNED for page in pages)
    if len(words) < _FEW_WORDS * len(pages) and (2 * scanned > len(pages) or not words):
        unknown = sum(page.unknown for page in pages)
        images = any(page.pictured for page in pages)
        raise DocumentError("pdf_letters" if unknown else "pdf_image" if images else "pdf_no_text", file=file)
    if 2 * sum(page.unknown for page in pages) > len(words):
        letters = plain("".join(word.text for word in words))
        if sum(map(letters.count, "aeiou")) <= _VOWELS * sum(map(str.isalpha, letters)):
            raise DocumentError("pdf_letters", file=file)


def _blocks(
    page: Page,
    grids: Sequence[Grid],
    bars: Sequence[Area],
    vocabulary: Collection[str],
    pages: int,
    above: _Above,
) -> tuple[list[_Found], list[Paragraph], _Above]:
    """Return the tables of a page, the paragraphs between them, and what may go on on the next page."""
    words = page.words
    tables: list[_Found] = []
    taken: list[Box] = []

    def take(grid: Grid, inside: dict[int, list[Word]]) -> None:
        rows = rows_of(grid, texts_of(grid, inside, vocabulary), fills_of(grid, page.areas, bars, inside))
        rows = with_strips(rows, grid, inside, page.areas)
        tables.append(_Found(grid.ys[0], grid.xs[0], rows, grid.xs))
        taken.append(grid.box)

    cards: list[Card] = []
    for grid in sorted(grids, key=lambda grid: grid.box.width * grid.box.height):
        inside, outside = _parted(grid, words)
        if some := cards_of_grid(grid, inside, vocabulary):
            cards += some
            continue
        unruled = heads_open_table(grid, inside, outside) or hides_rows(grid, inside)
        is_table = len(inside) > 1 or (len(inside) == 1 and _goes_on(grid, outside, above.xs))
        if len(grid.xs) > 2 and is_table and not unruled:
            words = outside
            take(grid, inside)
    words = without_cards(words, cards)
    cards += cards_of(page, words, vocabulary)
    words = without_cards(words, cards)
    tables += [_Found(card.top, card.left, card.rows) for card in cards]
    contents = contents_of(lines_of(word for word in words if word.turn == UPRIGHT), pages)
    words = [word for word in words if id(word) not in contents]
    aligned, columns = column_grids(page, words, taken, above.columns)
    for grid in aligned:
        inside, words = _parted(grid, words)
        take(grid, inside)
    last = max(tables, key=lambda table: table.top, default=None)
    return tables, paragraphs_of(words, vocabulary), _Above(columns, last.xs if last else ())


def _goes_on(grid: Grid, outside: Sequence[Word], xs: Sequence[float]) -> bool:
    """Tell whether a grid at the top of a page has the columns of the table before, whose last row may end in it."""
    if len(grid.xs) != len(xs) or any(word.box.bottom < grid.ys[0] for word in outside):
        return False
    return all(abs(x - other) <= _IN_LINE for x, other in zip(grid.xs, xs, strict=True))


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
