"""Plans by themes and by bodies: a cell says a share, a true zero, or that it is not known."""

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from analysis.measures.comparisons.shared import shared_organisations
from analysis.measures.comparisons.themes import theme_comparison
from analysis.presentation.cells import Cells, Words
from analysis.presentation.figures import draw_shared_organisations, draw_theme_comparison
from analysis.presentation.plan_matrices import MOST_BODIES, MOST_PLANS
from analysis.presentation.style import ACCENT

THEMES = {"A": "health", "B": "housing", "C": "ageing"}


def texts(ax):
    return [text.get_text() for text in ax.texts]


def written(ax):
    return [told for words in ax.findobj(Words) for _, _, told, _ in words.words]


def headings(ax):
    return [tick.get_text() for tick in ax.get_xticklabels()]


def cell(ax, row, column):
    """Return a cell, rows and columns counted from the top left."""
    (found,) = [c for drawn in ax.findobj(Cells) for c in drawn.cells if (c.x, c.y) == (column, row)]
    return found


@pytest.fixture
def together(corpus_of, joined, themed):
    """Vila: three actions of health, one of housing (suggested). Foz: one of health, one of no theme."""
    vila = themed(corpus_of("CMA", "CMA", "GNR", "IPSS", domains=["A", "A", "A", "B"]), THEMES, suggested=["B"])
    foz = corpus_of("GNR", "CPCJ", domains=["A", "X"], plan_id="foz-2023", municipality="Foz")
    return joined(vila, themed(foz, THEMES))


def drawn(corpus, plan_id, **options):
    return draw_theme_comparison(theme_comparison(corpus, draws=5), corpus.plans, plan_id=plan_id, **options)


def test_cell_has_the_share_in_percent_and_an_asterisk_where_nobody_reviewed(together):
    ax = drawn(together, "vila-2024")
    assert headings(ax) == ["Saúde", "Habitação"]  # health is in two plans
    assert written(ax) == ["75", "25*", "50"]
    assert "Com asterisco" in ax.get_label()


def test_theme_that_may_be_there_is_hatched_and_a_true_zero_is_white(together, corpus_of, joined, themed):
    serra = themed(corpus_of("CMA", domains=["A"], plan_id="serra-2023", municipality="Serra"), THEMES)
    ax = drawn(joined(together, serra), "serra-2023")
    assert cell(ax, 0, 1).facecolor == "white"  # serra, of which every action has a theme
    assert not cell(ax, 0, 1).hatch
    assert cell(ax, 2, 1).hatch  # foz
    assert "Tracejado: não se sabe" in ax.get_label()


def test_this_plan_is_the_first_row(together):
    rows = [tick.get_text() for tick in drawn(together, "foz-2023").get_yticklabels()]
    assert rows == ["foz-2023", "vila-2024"]


def test_share_below_one_in_two_hundred_is_not_written_as_zero(corpus_of, themed):
    corpus = themed(corpus_of(*["CMA"] * 300, domains=["A"] * 299 + ["B"]), THEMES)
    assert written(drawn(corpus, "vila-2024")) == ["100", "<1"]


def test_darker_is_more(together):
    ax = drawn(together, "vila-2024")
    light = [sum(to_rgb(cell(ax, 0, column).facecolor)) for column in (0, 1)]
    assert light[0] < light[1]


def test_plans_left_out_are_counted(together):
    ids = [f"p{i:02}-2023" for i in range(MOST_PLANS + 2)]
    own = theme_comparison(together, draws=5).xs("vila-2024", level="plan_id")
    plans = pd.DataFrame({"plan_id": ids, "municipality": None, "year": None})
    many = pd.concat(dict.fromkeys(ids, own), names=["plan_id"])
    ax = draw_theme_comparison(many, plans, plan_id="p31-2023", lang="en")
    assert len(ax.get_yticklabels()) == MOST_PLANS
    assert ax.get_yticklabels()[0].get_text() == "p31-2023"
    assert "2 plans are left out" in ax.get_label()


def test_plans_without_themes_give_a_sentence(corpus_of):
    assert texts(drawn(corpus_of("CMA"), "vila-2024")) == ["Nenhuma ação dos planos comparados tem tema."]


def test_full_square_is_a_plan_that_names_the_body(together):
    ax = draw_shared_organisations(shared_organisations(together), together.plans)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Entidade GNR"]
    assert headings(ax) == ["vila-2024", "foz-2023"]
    assert [cell(ax, 0, column).facecolor for column in (0, 1)] == [ACCENT] * 2


def test_square_is_empty_where_the_plan_does_not_name_it(together, corpus_of, joined):
    third = corpus_of("CPCJ", plan_id="serra-2023", municipality="Serra")
    corpus = joined(together, third)
    ax = draw_shared_organisations(shared_organisations(corpus), corpus.plans)
    full = [[cell(ax, row, column).facecolor == ACCENT for column in range(3)] for row in (0, 1)]
    rows = [tick.get_text() for tick in ax.get_yticklabels()]
    assert dict(zip(rows, full, strict=True)) == {
        "Entidade GNR": [True, True, False],
        "Entidade CPCJ": [False, True, True],
    }


def test_bodies_and_plans_left_out_are_counted(corpus_of, together):
    shared = shared_organisations(together)
    many = pd.concat([shared] * (MOST_BODIES + 1))
    plans = pd.concat([together.plans] * (MOST_PLANS // 2 + 1))
    plans = replace(together, plans=plans.assign(plan_id=[f"p{i}-2023" for i in range(len(plans))])).plans
    told = draw_shared_organisations(many, plans).get_label()
    assert "1 entidade fica de fora" in told
    assert "2 planos ficam de fora" in told
    assert "fora" not in draw_shared_organisations(shared, together.plans).get_label()


def test_no_shared_body_gives_a_sentence(corpus_of):
    corpus = corpus_of("CMA")
    ax = draw_shared_organisations(shared_organisations(corpus), corpus.plans, lang="en")
    assert texts(ax) == ["No body is in more than one plan."]
