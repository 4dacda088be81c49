"""The Gantt chart: stated months as bars, unknown ones hatched and named, domains in the document's order."""

from dataclasses import replace

import pytest

from analysis import schedule_load
from analysis.presentation.cells import Cells, Words
from analysis.presentation.figures import draw_gantt
from analysis.presentation.gantt import MOST_ACTIONS
from analysis.presentation.style import UNKNOWN_HATCH


def with_actions(corpus, **columns):
    return replace(corpus, actions=corpus.actions.assign(**columns).astype(corpus.actions.dtypes))


def gantt(corpus, **options):
    return draw_gantt(corpus, schedule_load(corpus, by="domain"), **options)


def texts(ax):
    return [t.get_text().replace("\n", " ") for t in ax.texts]


def bars(ax):
    """Return the bars as (row, first month, last month)."""
    found = [c for c in cells_of(ax) if round(c.height, 2) == 0.64]
    return [(round(c.y - 0.18, 2), round(c.x) + 1, round(c.x + c.width)) for c in found]


def cells_of(ax):
    return [cell for drawn in ax.findobj(Cells) for cell in drawn.cells]


def hatched(ax):
    return [cell for cell in cells_of(ax) if cell.hatch]


def test_each_run_of_months_is_a_bar(corpus_of):
    ax = gantt(corpus_of("CMA", "CMA", months=[[1, 2, 5, 9, 10, 11, 12], range(1, 13)]))
    assert bars(ax) == [(1.5, 1, 2), (1.5, 5, 5), (1.5, 9, 12), (2.5, 1, 12)]
    assert hatched(ax) == []


def test_action_without_months_is_hatched_over_the_year_and_named_so(corpus_of):
    ax = gantt(corpus_of("CMA", "CMA", months=[[3], None]))
    (unknown,) = hatched(ax)
    assert (unknown.x, unknown.width, unknown.hatch) == (0, 12, UNKNOWN_HATCH)
    assert bars(ax) == [(1.5, 3, 3)]
    assert "meses não indicados" in texts(ax)
    assert "Não se sabem os meses de 50\u00a0% das ações." in ax.get_label()


def test_actions_stand_under_their_domain_with_number_and_alternate_colour(corpus_of):
    ax = gantt(corpus_of("CMA", "CMA", "CMA", domains=["Z", "A", "Z"], months=[[1], [2], [3]]))
    assert texts(ax)[:5] == ["Z", "1. Ação 1", "3. Ação 3", "A", "2. Ação 2"]
    fills = [c.facecolor for c in cells_of(ax) if round(c.height, 2) == 0.64]
    assert len(fills) == 3
    assert len(set(fills)) == 1  # colour tells nothing here


def test_frequency_stands_beside_its_row_only_where_stated(corpus_of):
    corpus = with_actions(corpus_of("CMA", "CMA", months=[[1], None]), frequency=[None, "quarterly"])
    assert texts(gantt(corpus)).count("trimestral") == 1
    assert "quarterly" in texts(gantt(corpus, lang="en"))


def test_long_action_is_shortened_and_long_domain_wrapped(corpus_of):
    corpus = with_actions(corpus_of("CMA", domains=["muitas palavras " * 12], months=[[1]]), action=["palavra " * 50])
    ax = gantt(corpus)
    domain, action = (t.get_text() for t in ax.texts[:2])
    assert "\n" in domain
    assert action.startswith("1. palavra")
    assert action.endswith(" …")


def test_action_without_a_domain_is_named_so(corpus_of):
    assert texts(gantt(corpus_of("CMA", domains=[None], months=[[1]])))[0] == "(sem domínio indicado)"


@pytest.mark.parametrize(("cells", "words"), [(["CMA"] * 3, "nenhuma das 3 ações"), ([], "O plano não tem ações.")])
def test_plan_without_months_or_actions_is_one_sentence(corpus_of, cells, words):
    ax = gantt(corpus_of(*cells))
    assert not cells_of(ax)
    assert words in ax.get_label()


def test_plan_of_very_many_actions_is_drawn_by_domain_and_says_so(corpus_of):
    count = MOST_ACTIONS + 1
    ax = gantt(corpus_of(*["CMA"] * count, domains=["A", *["B"] * (count - 1)], months=[[1]] * count))
    assert [t.get_text() for t in ax.get_yticklabels()] == ["A", "B"]
    (numbers,) = ax.findobj(Words)
    assert [told for _, _, told, _ in numbers.words] == ["1", str(count - 1)]
    assert f"O plano tem {count} ações" in ax.get_label()


def test_every_action_of_the_plans_has_its_row(real):
    ax = gantt(real)
    numbers = [t.split(".")[0] for t in texts(ax) if t.split(".")[0].isdigit() and ". " in t]
    stated = real.schedule["action_id"].nunique()
    assert set(numbers) >= {str(s) for s in real.actions["seq"]} if stated else not cells_of(ax)
