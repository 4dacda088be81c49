"""Two years: what became of the actions of each domain, and how many it had before and has now."""

import pandas as pd
import pytest

from analysis.measures.comparisons.actions import action_changes
from analysis.measures.comparisons.domain_change import domain_changes
from analysis.presentation.figures import draw_action_changes, draw_domain_changes

OLD = "vila-2023"


def texts(ax):
    return [text.get_text() for text in ax.texts]


def changes_of(*rows):
    """Return changes of rows (domain, status, doubtful)."""
    frame = pd.DataFrame(rows, columns=["domain", "status", "doubtful"])
    return frame.astype({"domain": "string", "status": "string", "doubtful": "boolean"})


def widths(ax):
    return {bars.get_label(): [int(bar.get_width()) for bar in bars] for bars in ax.containers}


def labels(ax):
    return [tick.get_text() for tick in ax.get_yticklabels()]


MIXED = changes_of(
    ("Saúde", "kept", False), ("Saúde", "kept", False), ("Saúde", "changed", True), ("Saúde", "new", False),
    ("Habitação", "changed", False), (None, "kept", True), ("Saúde", "dropped", False),
)  # fmt: skip


def test_bar_parts_the_actions_and_a_doubtful_match_is_neither_kept_nor_changed():
    ax = draw_action_changes(MIXED, previous=OLD)
    assert labels(ax) == ["Saúde", "Habitação", "(sem domínio indicado)"]
    assert widths(ax) == {
        "mantida": [2, 0, 0], "mudada": [0, 1, 0], "duvidosa": [1, 0, 1], "nova": [1, 0, 0],
        "desaparecida": [1, 0, 0],
    }  # fmt: skip


def test_parts_stand_beside_one_another_and_add_up_to_all_actions():
    ax = draw_action_changes(MIXED, previous=OLD)
    health = [(bars[0].get_x(), bars[0].get_width()) for bars in ax.containers if bars[0].get_width()]
    assert health == [(0, 2), (2, 1), (3, 1), (4, 1)]
    assert sum(map(sum, widths(ax).values())) == len(MIXED)
    assert ax.get_xlim()[0] == 0


def test_number_stands_in_its_segment_where_there_is_room():
    many = changes_of(*[("Saúde", "kept", False)] * 99, ("Saúde", "new", False))
    assert [t for t in texts(draw_action_changes(many, previous=OLD)) if t.isdigit()] == ["99"]
    few = changes_of(("Saúde", "kept", False), ("Saúde", "new", False))
    assert [t for t in texts(draw_action_changes(few, previous=OLD)) if t.isdigit()] == ["1", "1"]


def test_each_part_has_a_hatch_or_none_of_its_own():
    ax = draw_action_changes(MIXED, previous=OLD)
    hatches = [bars[0].get_hatch() for bars in ax.containers]
    assert len(set(hatches)) == len(hatches) == 5


@pytest.mark.parametrize("draw", [draw_action_changes, draw_domain_changes])
@pytest.mark.parametrize(
    ("lang", "told"),
    [("pt", "Não há plano anterior com que comparar."), ("en", "There is no previous plan to compare with.")],
)
def test_without_a_plan_before_there_is_a_sentence(draw, lang, told):
    ax = draw(MIXED, previous=None, lang=lang)
    assert texts(ax) == [told]
    assert ax.get_label() == told


@pytest.mark.parametrize("draw", [draw_action_changes, draw_domain_changes])
def test_plans_without_actions_give_a_sentence(draw):
    assert texts(draw(MIXED.iloc[:0], previous=OLD)) == ["Nenhum dos dois planos tem ações."]


@pytest.fixture
def years(corpus_of):
    """Health from three actions to one; housing new; nobody's domain stays at one."""
    before = corpus_of("CMA", "CMA", "GNR", "CMA", domains=["Saúde", "Saúde", "Saúde", None], plan_id=OLD)
    return before, corpus_of("CMA", "GNR", "CMA", domains=["Saúde", "Habitação", None])


def points(ax):
    return {dots.get_label(): [tuple(spot) for spot in dots.get_offsets()] for dots in ax.collections}


def test_circle_is_before_diamond_is_now_and_a_line_joins_them(years):
    ax = draw_domain_changes(domain_changes(*years, action_changes(*years)), previous=OLD)
    assert labels(ax) == ["Saúde", "Habitação", "(sem domínio indicado)"]
    now = points(ax)
    assert [x for x, _ in now["antes"]] == [3, 0, 1]
    assert [x for x, _ in now["agora"]] == [1, 1, 1]
    lines = [tuple(line.get_xdata()) for line in ax.lines]
    assert lines == [(3, 1), (0, 1), (1, 1)]
    assert OLD in ax.get_title(loc="left")


def test_number_that_is_not_known_has_no_mark_but_words(years, themed):
    themes = {"Saúde": "health", "Habitação": "housing"}
    first, second = (themed(corpus, themes) for corpus in years)
    ax = draw_domain_changes(domain_changes(first, second, action_changes(first, second), by="theme"), previous=OLD)
    assert labels(ax)[:2] == ["Saúde", "Habitação"]
    assert len(points(ax)["antes"]) == 2  # housing before is not known: an action has no theme
    assert len(points(ax)["agora"]) == 3
    assert "não se sabe: há ações sem tema" in texts(ax)


def test_renamed_domain_is_one_row_with_both_names(corpus_of):
    both = (corpus_of("CMA", "GNR", domains=[name] * 2, plan_id=p) for name, p in (("A", OLD), ("B", "vila-2024")))
    before, after = both
    changed = domain_changes(before, after, action_changes(before, after))
    assert labels(draw_domain_changes(changed, previous=OLD)) == ["B (antes «A»)"]
    assert labels(draw_domain_changes(changed, previous=OLD, lang="en")) == ["B (before “A”)"]
