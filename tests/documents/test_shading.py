from __future__ import annotations

import pytest

from analysis.documents.headers import headers_of
from analysis.documents.shading import is_whole, luminance, shaded_months

HEADER = "Ação|Parceiros|Indicadores|Jan|Fev|Mar|Abr\n"


@pytest.fixture
def months_of(table_of):
    """Return a reader of the months that are shaded in each row below the header."""

    def read(rows: str) -> list[list[int]]:
        table = table_of(HEADER + rows)
        header = headers_of(table.rows)[0][2]
        return [sorted(header.months[c][0] for c in found) for found in shaded_months(table.rows[1:], header)]

    return read


def test_shaded_cells_are_months(months_of) -> None:
    assert months_of("A|B|C|#|||#\nA|B|C||#||") == [[1, 4], [2]]


def test_zebra_rows_mark_nothing(months_of) -> None:
    assert months_of("A|B|C||#||\nA~|B~|C~|~|~|#|~\nA|B|C|||#|") == [[2], [3], [3]]


def test_zebra_row_of_the_colour_of_the_marks_marks_nothing(months_of) -> None:
    assert months_of("A|B|C||#||\nA#|B#|C#|#|#|#|#") == [[2], []]


def test_row_shaded_in_all_its_months_is_all_months(months_of) -> None:
    assert months_of("A|B|C|#|#|#|#\nA|B|C|#|||") == [[1, 2, 3, 4], [1]]


def test_every_row_shaded_in_all_its_months_is_all_months(months_of) -> None:
    assert months_of("A|B|C|#|#|#|#\nA|B|C|#|#|#|#") == [[1, 2, 3, 4], [1, 2, 3, 4]]


def test_pale_ground_of_a_whole_grid_marks_nothing(months_of) -> None:
    assert months_of("A|B|C|~|~|~|~\nA|B|C|~|~|~|~") == [[], []]


def test_darker_of_two_colours_that_fill_a_grid_marks(months_of) -> None:
    assert months_of("A|B|C|~|#|~|~\nA|B|C|#|~|~|~") == [[2], [1]]


def test_two_colours_on_an_unfilled_grid_both_mark(months_of) -> None:
    assert months_of("A|B|C||#|@|\nA|B|C|@|||") == [[2, 3], [1]]


def test_banded_columns_under_written_marks_mark_nothing(months_of) -> None:
    assert months_of("A|B|C|#|X|#|\nA|B|C|X#||#|\nA|B|C|#||#|X") == [[], [], []]


def test_rows_filled_under_written_marks_mark_nothing(months_of) -> None:
    assert months_of("A|B|C|#|X#|#|#\nA|B|C|X|||") == [[], []]


def test_header_fill_of_a_theme_column_is_no_ground(table_of) -> None:
    table = table_of("Eixo|Ação|Parceiros|Jan|Fev\nSaúde@|A|B|@|")
    header = headers_of(table.rows)[0][2]
    assert shaded_months(table.rows[1:], header) == [{3}]


def test_row_of_one_merged_cell_is_whole(table_of) -> None:
    assert [is_whole(row) for row in table_of("Saúde|<|<\nSaúde||\nA|B|C").rows] == [True, False, False]


def test_luminance_is_that_of_wcag_at_its_ends() -> None:
    assert (luminance("000000"), round(luminance("ffffff"), 6)) == (0, 1)
    assert luminance("00ff00") > luminance("ff0000") > luminance("0000ff")


def test_white_cells_of_marks_among_filled_ones_are_the_marks(months_of) -> None:
    assert months_of("A|B|C|X|~|~|~\nA|B|C|~|X|~|~") == [[], []]


def test_fill_marks_though_the_cells_beside_have_it(months_of) -> None:
    assert months_of("A#|B#|C#|#|||") == [[1]]


def test_counts_of_a_total_row_are_no_marks_beside_the_shaded_months(months_of) -> None:
    assert months_of("A|B|C|#|#|#|#\nD|E|F||#||\nTotal|||1|2|1|1") == [[1, 2, 3, 4], [2], []]


def test_columns_of_a_colour_of_their_own_are_ground(months_of) -> None:
    assert months_of("A|B|C|#||~|\nD|E|F||#|~|\nG|H|I||#|~|#") == [[1], [2], [2, 4]]


def test_month_of_every_action_is_one_where_its_colour_marks_others_too(months_of) -> None:
    assert months_of("A|B|C|#||#|\nD|E|F||#|#|\nG|H|I||#|#|#") == [[1, 3], [2, 3], [2, 3, 4]]


def test_run_of_months_merged_and_shaded_is_no_ground_beside_words(months_of) -> None:
    assert months_of("A|B|C|todo o ano#|<#|<#|<#\nD|E|F||#|#|\nG|H|I||||") == [[1, 2, 3, 4], [2, 3], []]


def test_month_of_a_strong_colour_of_its_own_is_a_month(months_of) -> None:
    assert months_of("A|B|C|#|||@\nD|E|F||#||@\nG|H|I|||#|@") == [[1, 4], [2, 4], [3, 4]]
