"""The tables of domains, on small corpora whose rows are known by hand."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.frames.schema import SCHEMAS, checked
from analysis.measures.domains.bridging import bridging_organisations
from analysis.measures.domains.concentration import concentration_intervals
from analysis.measures.domains.coverage import theme_coverage
from analysis.measures.domains.dependence import domain_dependence
from analysis.measures.domains.gaps import gap_summary, plan_gaps
from analysis.measures.domains.overlap import domain_overlap
from analysis.measures.indicators.chain import goal_chain
from analysis.measures.indicators.quality import indicator_quality
from analysis.presentation import domain_listings


@pytest.fixture
def told(shown):
    """Return the rows of each table shown, header first."""

    def read():
        pages = [BeautifulSoup(bundle["text/html"], "html.parser") for bundle, _ in shown]
        return [[[plain(c) for c in row.find_all(["th", "td"])] for row in page.find_all("tr")] for page in pages]

    return read


@pytest.fixture
def corpus(corpus_of):
    """Four actions: CMA alone, CMA with GNR, GNR with IPSS in another domain, and one of nobody in no domain."""
    made = corpus_of("CMA", "CMA GNR", "GNR IPSS", "", domains=["A", "A", "B", None])
    themes = pd.array(["health", "health"], dtype=made.domains["theme"].dtype)
    status = pd.array(["reviewed", "suggested"], dtype=made.domains["theme_status"].dtype)
    return replace(made, domains=made.domains.assign(theme=themes, theme_status=status))


def with_indicators(corpus, *rows):
    """Return the corpus with indicators, each (number of the action, words), and one goal."""
    records = [
        {"action_id": f"vila-2024/{n:03}", "order": order, "indicator": words, "unit": None, "target": None}
        for order, (n, words) in enumerate(rows, start=1)
    ]
    columns = list(SCHEMAS["indicators"].columns)
    frame = checked("indicators", pd.DataFrame(records).reindex(columns=columns))
    goals = pd.array(["G"] * len(corpus.actions), dtype=corpus.actions["goal"].dtype)
    return replace(corpus, indicators=frame, actions=corpus.actions.assign(goal=goals))


def plain(cell):
    return cell.get_text().replace("\N{NO-BREAK SPACE}", " ")


def names_of(corpus):
    return corpus.organisations.set_index("organisation_id")["organisation"]


def test_theme_has_its_name_its_share_and_the_domains_that_nobody_reviewed(told, corpus):
    domain_listings.display_theme_coverage(theme_coverage(corpus), names_of(corpus))
    ((header, health, none),) = told()
    row = dict(zip(header, health, strict=True))
    assert (row["Tema"], row["Domínios"], row["Ações"], row["Percentagem das ações"]) == ("Saúde", "2", "3", "75 %")
    assert row["Agenda da Estratégia Portugal 2030"].startswith("As pessoas primeiro")
    assert row["Domínios de tema só sugerido"] == "1"
    assert row["Entidade mais presente"] == "Entidade CMA e Entidade GNR"  # each in two of three
    assert dict(zip(header, none, strict=True))["Ações sem entidade"] == "1"
    assert none[0] == "não definido"


def test_concentration_shows_intervals_and_key_bodies(told, corpus):
    domain_listings.display_concentration(concentration_intervals(corpus, draws=20), domain_dependence(corpus))
    (spread, keys) = told()
    row = dict(zip(spread[0], spread[2], strict=True))
    assert row["Domínio"] == "B"
    assert row["N.º efetivo de entidades"] == "2,00"
    assert row["N.º efetivo, mínimo"] == "–"  # one action
    row = dict(zip(keys[0], keys[1], strict=True))
    assert (row["Entidade-chave"], row["Ações que só ela tem"]) == ("Entidade CMA", "1")
    assert row["Percentagem que só ela tem"] == "50 %"
    assert row["Objetivos que só ela tem"] == "–"


def test_bodies_that_hold_as_many_alone_are_named_if_two(told, corpus_of):
    for cells in (["CMA", "GNR"], ["CMA", "GNR", "PSP"]):
        corpus = corpus_of(*cells)
        domain_listings.display_concentration(concentration_intervals(corpus, draws=2), domain_dependence(corpus))
    keys = [dict(zip(table[0], table[1], strict=True))["Entidade-chave"] for table in told()[1::2]]
    assert keys == ["Entidade CMA e Entidade GNR", "3 entidades por igual"]


def test_overlap_names_both_domains_and_has_the_whole_numbers_as_such(told, shown, corpus):
    domain_listings.display_overlap(domain_overlap(corpus, samples=20))
    ((header, row),) = told()
    cells = dict(zip(header, row, strict=True))
    assert (cells["Domínio"], cells["e domínio"], cells["Entidades comuns"]) == ("A", "B", "1")
    assert cells["Índice de Jaccard"] == "0,33"  # GNR of CMA, GNR, IPSS
    (line,) = csv.DictReader(io.StringIO(shown[0][0]["text/csv"]))
    assert (line["first_domain"], line["second_domain"], line["shared"]) == ("A", "B", "1")


def test_bridging_body_links_alone_and_holds_the_domains_together(told, corpus):
    domain_listings.display_bridging(bridging_organisations(corpus))
    ((header, first, *_),) = told()
    row = dict(zip(header, first, strict=True))
    assert (row["Entidade"], row["Domínios"], row["Pares que só ela liga"]) == ("Entidade GNR", "2", "1")
    assert row["Domínios que só ela prende aos outros"] == "B"
    assert "Ações sem domínio" not in header


def test_body_that_holds_no_domain_is_told_to_hold_none(told, corpus):
    domain_listings.display_bridging(bridging_organisations(corpus))
    ((_, *rows),) = told()
    held = {row[0]: row[-1] for row in rows}
    assert held == {"Entidade GNR": "B", "Entidade CMA": "nenhum", "Entidade IPSS": "nenhum"}


def test_column_of_held_domains_is_left_out_where_no_body_holds_any(told, corpus_of):
    domain_listings.display_bridging(bridging_organisations(corpus_of("CMA", "CMA", domains=["A", "A"])))
    ((header, _),) = told()
    assert header[-1] == "Pares que só ela liga"


def test_gaps_of_whole_columns_have_no_list_of_places(told, corpus_of):
    corpus = corpus_of("CMA", "GNR")
    domain_listings.display_gaps(gap_summary(corpus), plan_gaps(corpus))
    assert len(told()) == 1  # no goals, indicators and months in the whole document, and nothing else


def test_gaps_are_counted_and_each_has_its_place(told, corpus):
    domain_listings.display_gaps(gap_summary(corpus), plan_gaps(corpus))
    counted, listed = told()
    rows = {row[0]: row[1:] for row in counted[1:]}
    assert rows["Ações sem nenhuma entidade"] == ["1", "4", "25 %"]
    (absent,) = (told for gap, told in rows.items() if gap.startswith("Indicadores"))
    assert absent == ["–", "–", "–"]  # none in the whole document: one row, and no number of actions
    assert "Ações sem indicadores" not in rows
    assert ["Ações sem nenhuma entidade", "ação", "–", "Ação 4", "4"] in [row[:5] for row in listed[1:]]


def test_themes_of_one_domain_each_do_not_repeat_the_table_of_domains(told, corpus_of):
    corpus = corpus_of("CMA", "GNR", domains=["A", "B"])
    themes = pd.array(["health", "housing"], dtype=corpus.domains["theme"].dtype)
    status = pd.array(["reviewed"] * 2, dtype=corpus.domains["theme_status"].dtype)
    corpus = replace(corpus, domains=corpus.domains.assign(theme=themes, theme_status=status))
    domain_listings.display_theme_coverage(theme_coverage(corpus), names_of(corpus))
    ((header, *_),) = told()
    assert header == ["Tema", "Agenda da Estratégia Portugal 2030", "Ações", "Percentagem das ações"]


def test_indicator_stands_with_the_words_that_decided(told, corpus):
    corpus = with_indicators(corpus, (1, "N.º de sessões"), (1, "Outros"))
    domain_listings.display_indicators(indicator_quality(corpus), corpus)
    read, smart = told()
    row = dict(zip(read[0], read[1], strict=True))
    assert (row["N.º"], row["O que mede"], row["Palavras da meta quantificada"]) == ("1", "Contagem", "–")
    assert row["Palavras que o dizem"] == "N.º sessões"
    assert dict(zip(read[0], read[2], strict=True))["O que mede"] == "–"
    assert dict(zip(smart[0], smart[1], strict=True))["Mensurável"] == "sim"


def test_indicator_that_its_months_make_timely_shows_them_in_words(told, corpus_of):
    corpus = with_indicators(corpus_of("CMA", months=[[3, 4]]), (1, "N.º de sessões"))
    domain_listings.display_indicators(indicator_quality(corpus), corpus)
    _, smart = told()
    row = dict(zip(smart[0], smart[1], strict=True))
    assert (row["Calendarizado (prazo, ou meses da ação)"], row["Calendarizado: palavras"]) == ("sim", "março e abril")


def test_chain_names_the_first_hole(told, corpus):
    corpus = with_indicators(corpus, (1, "N.º de sessões"))
    domain_listings.display_goal_chain(goal_chain(corpus))
    (rows,) = told()
    holes = {row[0]: row[-1] for row in rows[1:]}
    assert holes["A"] == "sem indicador de resultado"
    assert holes["B"] == "sem indicadores"


def test_plan_without_indicators_has_no_table_of_them(shown, corpus):
    domain_listings.display_goal_chain(goal_chain(corpus))
    domain_listings.display_indicators(indicator_quality(corpus), corpus)
    assert shown == []
