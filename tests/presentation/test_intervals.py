"""The figure of uncertain ranks: one row a body, one line an interval, one band a group."""

import pandas as pd
import pytest

from analysis.presentation.intervals import draw_rank_intervals


def groups_of(*rows):
    """Each row: name, rank, low, high, group."""
    frame = pd.DataFrame(rows, columns=["organisation", "rank", "rank_low", "rank_high", "group"])
    return frame.set_index(frame["organisation"].str.lower().rename("organisation_id"))


THREE = groups_of(("CMA", 1, 1, 1, 1), ("GNR", 2, 2, 3, 2), ("IEFP", 3, 2, 3, 2))


def drawn(groups=THREE, **options):
    return draw_rank_intervals(groups, measure="degree", level=0.95, **options)


def spans(ax):
    """Return the ends of every interval that is drawn."""
    return sorted((line[0][0], line[1][0]) for drawn in ax.collections for line in drawn.get_segments())


def test_every_body_has_a_row_best_rank_on_top():
    ax = drawn(THREE.iloc[::-1])
    assert [t.get_text() for t in ax.get_yticklabels()] == ["CMA", "GNR", "IEFP"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_lines_are_the_intervals_and_dots_the_ranks():
    ax = drawn()
    assert spans(ax) == [(1, 1), (2, 3), (2, 3)]
    assert [list(line.get_xdata()) for line in ax.lines] == [[1, 2, 3]]


def test_reading_error_is_drawn_beside_in_another_shape():
    ax = drawn(reading=groups_of(("GNR", 2, 1, 3, 1), ("CMA", 1, 1, 2, 1), ("IEFP", 3, 1, 3, 1)))
    assert len(spans(ax)) == 6
    assert len({line.get_marker() for line in ax.lines}) == 2
    assert list(ax.lines[1].get_xdata()) == [1, 2, 3]


@pytest.mark.parametrize(("lang", "words"), [("pt", ["grupo 1", "grupo 2"]), ("en", ["group 1", "group 2"])])
def test_groups_are_numbered(lang, words):
    told = [t.get_text() for t in drawn(lang=lang).texts]
    assert [t for t in told if t in words] == words


def test_level_is_said_in_words():
    assert "95" in drawn().get_label()


def test_nobody_to_rank_is_said():
    ax = drawn(THREE.iloc[:0])
    assert [t.get_text() for t in ax.texts] == ["O plano não nomeia nenhuma entidade que conte."]
