"""The figure of uncertain ranks: one row a body, one line an interval, one band a group."""

import pandas as pd
import pytest

from analysis.presentation.intervals import draw_rank_intervals, draw_tie_significance


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


# --- ties -----------------------------------------------------------------------------------------


def ties_of(*rows):
    """Each row: names, shared, expected, sd, p, q, validated."""
    columns = ["first_organisation", "second_organisation", "shared_actions", "expected", "sd", "p", "q", "validated"]
    return pd.DataFrame(rows, columns=columns).assign(z=1.0).astype({"validated": "boolean"})


TIES = ties_of(
    ("CMA", "GNR", 2, 1.9, 0.5, 0.4, 1.0, False),
    ("IEFP", "PSP", 9, 2.0, 1.0, 0.0001, 0.01, True),
    ("CPCJ", "PSP", 5, 2.0, 1.0, 0.01, 0.2, None),
)


def legend(ax):
    return {text.get_text() for text in ax.get_legend().get_texts()}


def test_tie_furthest_from_chance_stands_on_top():
    ax = draw_tie_significance(TIES, alpha=0.05)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["IEFP\nPSP", "CPCJ\nPSP", "CMA\nGNR"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_validated_undecided_and_other_ties_are_told_apart_in_the_legend():
    ax = draw_tie_significance(TIES, alpha=0.05, lang="en")
    assert {"validated", "undecided: on the edge", "not told from chance"} <= legend(ax)
    assert "validated" not in legend(draw_tie_significance(TIES.head(1), alpha=0.05, lang="en"))


def test_chance_is_drawn_from_zero_and_every_tie_has_its_q():
    ax = draw_tie_significance(TIES, alpha=0.05, lang="en")
    assert min(low for low, _ in spans(ax)) >= 0
    assert [t.get_text() for t in ax.texts if t.get_text().startswith("q =")] == ["q = 0.010", "q = 0.20", "q = 1.00"]


def test_figure_says_how_many_ties_it_leaves_out():
    assert "2" in draw_tie_significance(TIES, alpha=0.05, rows=2).get_label().split("As ")[-1]
    assert "furthest from chance, of" not in draw_tie_significance(TIES, alpha=0.05, lang="en").get_label()


def test_no_tie_to_test_is_said():
    ax = draw_tie_significance(TIES.iloc[:0], alpha=0.05)
    assert [t.get_text() for t in ax.texts] == ["Não há nenhuma ligação a testar."]
