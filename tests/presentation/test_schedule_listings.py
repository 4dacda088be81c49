"""The tables of schedules: months in words, actions with number and place, dashes for what is not known."""

import csv
import io
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from analysis import (
    busy_together,
    levelling_plan,
    levelling_steps,
    load_balance,
    load_bounds,
    month_bounds,
    overloaded_months,
    schedule_known,
    schedule_load,
)
from analysis.frames.schema import SCHEMAS
from analysis.presentation import schedule_listings as listings


@pytest.fixture
def told(shown):
    """Return the rows of each table shown, by the name of its file, header first."""

    def read():
        pages = {m["analysis"]["name"]: BeautifulSoup(bundle["text/html"], "html.parser") for bundle, m in shown}
        return {
            name: [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")]
            for name, page in pages.items()
        }

    return read


def with_places(corpus):
    actions = corpus.actions.assign(source=[f"l{n}/t1/r1" for n in range(1, len(corpus.actions) + 1)])
    return replace(corpus, actions=actions.astype(SCHEMAS["actions"].dtypes))


def show_bounds(corpus, **options):
    listings.display_bounds(load_balance(corpus), load_bounds(corpus), month_bounds(corpus), **options)


def test_balance_names_its_peak_months_beside_the_bounds(told, corpus_of):
    show_bounds(corpus_of("CMA", "CMA", "CMA", months=[[5], [5, 10], None]))
    rows = dict(told()["load-balance"])
    assert rows["Pico"] == "2"
    assert rows["Meses do pico"] == "maio"
    assert (rows["Pico, no mínimo"], rows["Pico, no máximo"]) == ("2", "3")
    assert rows["Percentagem sem meses indicados"] == "33\u00a0%"


def test_load_that_is_known_throughout_has_no_bounds(told, corpus_of):
    show_bounds(corpus_of("CMA", "CMA", months=[[5], [5, 10]]))
    assert list(told()) == ["load-balance"]
    assert "Pico, no mínimo" not in dict(told()["load-balance"])


def test_bounds_of_each_month_stand_under_its_name(told, corpus_of):
    show_bounds(corpus_of("CMA", "CMA", months=[[5], None]))
    rows = told()["month-bounds"]
    assert rows[0] == ["Mês", "Carga conhecida", "No mínimo", "No máximo"]
    assert (rows[1], rows[5]) == (["janeiro", "0", "0", "1"], ["maio", "1", "1", "2"])


def test_of_unknown_load_only_the_bounds_are_told(told, corpus_of):
    show_bounds(corpus_of("CMA", "CMA"))
    tables = told()
    rows = dict(tables["load-balance"])
    assert "Pico" not in rows
    assert (rows["Pico, no mínimo"], rows["Pico, no máximo"]) == ("1", "2")
    assert "month-bounds" not in tables


def test_overload_has_its_actions_by_number_and_each_with_its_place(told, corpus_of):
    corpus = with_places(corpus_of("GNR", "CMA", "CMA", "CMA", months=[[1], [5], [5], [5]]))
    listings.display_overload(overloaded_months(corpus), corpus)
    tables = told()
    (flag,) = tables["overloaded-months"][1:]
    assert flag == ["Entidade CMA", "maio", "3", "3", "0,25", "12", "2, 3, 4"]
    assert tables["overloaded-actions"][1:] == [
        ["Entidade CMA", "maio", str(n), f"Ação {n}", f"linha {n} do documento, tabela 1, linha 1 da tabela"]
        for n in (2, 3, 4)
    ]


def test_what_no_action_has_is_no_row_of_what_is_known(told, corpus_of):
    listings.display_known(schedule_known(corpus_of("CMA", "CMA", months=[[1], [2]])))
    assert [heading for heading, _ in told()["schedule-known"]][:2] == ["Ações", "Com meses"]
    assert "Sem meses indicados" not in dict(told()["schedule-known"])
    listings.display_known(schedule_known(corpus_of("CMA", "CMA")))
    rows = dict(told()["schedule-known"])
    assert (rows["Com meses"], rows["Sem meses indicados"]) == ("0", "2")
    assert rows["Percentagem sem meses indicados"] == "100\u00a0%"


def test_months_of_one_plan_are_told_without_its_id(told, corpus_of):
    listings.display_months(schedule_load(corpus_of("CMA", months=[[1]])))
    assert told()["schedule-load"][0][0] == "Jan"
    assert told()["schedule-load"][1] == ["1"] + ["0"] * 11


def test_known_load_has_no_rows_of_what_is_missing(told, shown, corpus_of):
    show_bounds(corpus_of("CMA", "CMA", months=[[5], [5, 10]]))
    assert {"Sem meses indicados", "Percentagem sem meses indicados"}.isdisjoint(dict(told()["load-balance"]))
    assert "carga conhecida" not in shown[-1][0]["text/html"]


def test_table_of_a_part_of_the_load_says_so(shown, corpus_of):
    show_bounds(corpus_of("CMA", "CMA", months=[[5], None]))
    assert "Como se reparte a carga conhecida" in shown[0][0]["text/html"]


def test_where_nothing_is_known_nothing_is_shown(shown, corpus_of):
    corpus = corpus_of("CMA")
    listings.display_overload(overloaded_months(corpus), corpus, lang="en")
    listings.display_months(schedule_load(corpus))
    listings.display_together(busy_together(corpus_of("CMA GNR")))
    listings.display_together(busy_together(corpus_of("CMA GNR", months=[range(1, 13)])))  # always, and no more
    plan = levelling_plan(corpus)
    listings.display_moves(plan.moves, plan.effect)
    assert shown == []


def test_pairs_busy_with_different_things_come_first_and_unknown_ones_last(told, corpus_of):
    listings.display_together(busy_together(corpus_of("CMA", "GNR", "IPSS", months=[[1, 2], [2], None])))
    rows = told()["busy-together"]
    assert rows[1][:3] == ["Entidade CMA", "Entidade GNR", "1"]
    assert rows[1][-2:] == ["0\u00a0%", "0\u00a0%"]
    assert {row[2] for row in rows[2:]} == {"–"}


def test_pairs_with_a_body_of_all_year_come_last(told, corpus_of):
    year = range(1, 13)
    listings.display_together(busy_together(corpus_of("CMA", "GNR", "IPSS", "PSP", months=[year, year, [2], [2]])))
    first, *others = told()["busy-together"][1:]
    assert first[:3] == ["Entidade IPSS", "Entidade PSP", "1"]
    assert all({"Entidade CMA", "Entidade GNR"} & set(row) for row in others)
    assert others[0][2] == "12"


def test_share_without_months_is_no_column_where_all_are_known(told, corpus_of):
    listings.display_together(busy_together(corpus_of("CMA", "GNR", months=[[1], [1]])))
    assert told()["busy-together"][0][-1] == "Ações partilhadas"


def test_of_very_many_pairs_the_page_shows_the_first_and_the_file_has_all(shown, corpus_of):
    listings.display_together(busy_together(corpus_of(" ".join(f"E{n}" for n in range(20)), months=[[1]])))
    ((bundle, _),) = shown
    assert bundle["text/html"].count("<tr>") == listings.MOST_PAIRS + 1
    assert len(list(csv.reader(io.StringIO(bundle["text/csv"])))) == 20 * 19 / 2 + 1


def test_moves_have_months_in_words_and_the_place_of_the_action(told, shown, corpus_of):
    corpus = with_places(corpus_of("CMA", "CMA", months=[[5, 6], [5, 6]]))
    plan = levelling_plan(corpus, slack=2)
    listings.display_moves(plan.moves, plan.effect)
    tables = told()
    (move,) = tables["levelling-moves"][1:]
    assert move[2] == "maio e junho"
    assert move[3] in ("março e abril", "julho e agosto")
    assert move[4] in ("2 meses mais cedo", "2 meses mais tarde")
    assert move[5] == "1"  # the other action has the same months
    assert move[-1].startswith("linha ")
    assert not [heading for heading, _ in tables["levelling"][1:] if "quadrados" in heading]
    assert dict(tables["levelling"][1:])["Procura"] == "melhor solução, provada"
    assert ",5;6," in shown[-1][0]["text/csv"]
    assert "equivalentes" in shown[-1][0]["text/html"]
    assert "Percentagem sem meses indicados" not in dict(tables["levelling"][1:])


def test_moves_without_equivalents_do_not_speak_of_them(told, shown, corpus_of):
    plan = levelling_plan(corpus_of("CMA", "CMA", "CMA", months=[[5], [5, 6], None]), slack=1)
    listings.display_moves(plan.moves, plan.effect)
    assert "Outras ações equivalentes" not in told()["levelling-moves"][1]
    assert "equivalentes" not in shown[-1][0]["text/html"]
    assert "cujos meses se conhecem" in shown[0][0]["text/html"]


def test_each_further_move_is_shown_with_the_peak_that_it_reaches(told, corpus_of):
    # Four in May: 1 move leaves 3, two leave 2 (one to April, one to June), three leave 1 (one by two months).
    listings.display_steps(levelling_steps(corpus_of("CMA", "CMA", "CMA", "CMA", months=[[5]] * 4), slack=2))
    rows = told()["levelling-steps"]
    assert rows[0] == ["Mudanças", "Pico", "Meses mudados, ao todo"]
    assert rows[1:] == [["0", "4", "0"], ["1", "3", "1"], ["2", "2", "2"], ["3", "1", "4"]]


def test_step_that_is_not_proven_says_so(told, corpus_of):
    steps = levelling_steps(corpus_of("CMA", "CMA", "CMA", months=[[5]] * 3))
    steps["search"] = ["optimal", "optimal", "time_limit"]
    listings.display_steps(steps)
    assert told()["levelling-steps"][-1][-1] != told()["levelling-steps"][1][-1] == "melhor solução, provada"


@pytest.mark.parametrize("months", [[[5], [5]], [[5]], [None]], ids=["one step", "no step", "months not known"])
def test_where_there_is_no_step_between_no_steps_are_shown(shown, corpus_of, months):
    listings.display_steps(levelling_steps(corpus_of(*["CMA"] * len(months), months=months)))
    assert shown == []
