"""Cells that span are laid out in full rows, and stretched tables are refused."""

import pytest

from analysis.common.errors import DocumentError
from analysis.documents.formats import spans
from analysis.documents.formats.spans import Span, full_rows, spanned
from analysis.documents.grid import Cell, Place


def laid(*rows):
    table = full_rows([(Place(line=n), row) for n, row in enumerate(rows, 1)], "f")
    return [[cell.text or cell.joined for cell in row.cells] for row in table.rows]


def test_cell_over_columns_stands_once_and_goes_on_to_the_right():
    assert laid([Span(0, 2, "a"), Span(2, 3, "b")], [Span(0, 1, "c"), Span(1, 2, "d"), Span(2, 3, "e")]) == [
        ["a", "left", "b"], ["c", "d", "e"],
    ]  # fmt: skip


def test_cell_over_rows_goes_on_below_in_all_its_columns():
    below = [Span(0, 2, above=True), Span(2, 3, "c")]
    assert laid([Span(0, 1, "x"), Span(1, 2, "y"), Span(2, 3, "z")], [Span(0, 2, "a"), Span(2, 3, "b")], below)[1:] == [
        ["a", "left", "b"], ["above", "above", "c"],
    ]  # fmt: skip


def test_columns_in_which_no_cell_begins_are_none():
    assert laid([Span(0, 40, "a"), Span(40, 90, "b")], [Span(0, 40, "c")]) == [["a", "b"], ["c", ""]]


def test_cells_of_a_part_of_a_column_part_it():
    assert laid([Span(0, 1, "a"), Span(1, 2, "b")], [Span(0, 0.5, "c"), Span(0.5, 1, "d")]) == [
        ["a", "left", "b"], ["c", "d", ""],
    ]  # fmt: skip


def test_fill_stands_on_every_position_of_a_merged_cell():
    table = full_rows([(Place(), [Span(0, 1), Span(1, 2)]), (Place(), [Span(0, 2, fill="d9d9d9")])], "f")
    assert table.rows[1].cells == (Cell("", "d9d9d9"), Cell("", "d9d9d9", "left"))


def test_table_of_too_many_columns_is_refused():
    with pytest.raises(DocumentError) as caught:
        full_rows([(Place(line=7), [Span(n, n + 1) for n in range(spans.MOST_COLUMNS + 1)])], "f")
    assert (caught.value.key, caught.value.values["line"]) == ("document_positions", 7)


def test_table_of_too_many_positions_is_refused(monkeypatch):
    monkeypatch.setattr(spans, "MOST_POSITIONS", 20)
    with pytest.raises(DocumentError):
        laid(*[[Span(0, 1), Span(1, 2)]] * 11)


@pytest.mark.parametrize(("stated", "number"), [("3", 3), (None, 1), ("0", 1), ("", 1), ("-2", 1), ("²", 1)])
def test_number_of_columns_is_one_where_none_is_stated(stated, number):
    assert spanned(stated, "f", Place()) == number


def test_span_that_no_table_has_is_refused():
    with pytest.raises(DocumentError):
        spanned("99999", "f", Place(line=3))
