"""The tables of the reports, on small corpora whose rows are known by hand."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import (
    coverage_matrix,
    domain_coverage,
    network_structure,
    organisation_load,
    participation_graph,
    schedule_known,
)
from analysis.frames.schema import SCHEMAS, checked
from analysis.presentation import listings


@pytest.fixture
def told(shown):
    """Return the rows of the one table shown, header first, and its caption or summary."""

    def read():
        ((bundle, _),) = shown
        page = BeautifulSoup(bundle["text/html"], "html.parser")
        rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")]
        return rows, (page.summary or page.caption).get_text() if page.summary or page.caption else None

    return read


def with_places(corpus):
    actions = corpus.actions.assign(source=[f"l{n}/t1/r1" for n in range(1, len(corpus.actions) + 1)])
    return replace(corpus, actions=actions.astype(SCHEMAS["actions"].dtypes))


def names_of(corpus):
    return corpus.organisations.set_index("organisation_id")["organisation"]


def test_no_issues_are_said_to_be_none(told, corpus_of):
    listings.display_issues(corpus_of("CMA"))
    rows, caption = told()
    assert rows[-1] == ["Nada a mostrar."]
    assert caption == "O que a leitura deixou em aberto ou decidiu (0 linhas)"


def test_issue_has_its_action_and_place_and_one_of_the_plan_has_none(told, corpus_of):
    corpus = with_places(corpus_of("CMA", "GNR"))
    issue = {"plan_id": "vila-2024", "problem": "falta", "treatment": "ficou", "field": "goal", "text": None}
    rows = [{**issue, "action_id": "vila-2024/002"}, {**issue, "action_id": None}]
    issues = checked("issues", SCHEMAS["issues"].empty().from_records(rows))
    listings.display_issues(replace(corpus, issues=issues))
    table, _ = told()
    assert table[1] == ["2", "Objetivo", "–", "falta", "ficou", "linha 2 do documento, tabela 1, linha 1 da tabela"]
    assert table[2] == ["–", "Objetivo", "–", "falta", "ficou", "–"]


def test_issue_of_a_table_or_row_has_the_place_that_its_sentence_tells(told, corpus_of):
    corpus = with_places(corpus_of("CMA"))
    issue = {"plan_id": "vila-2024", "action_id": None, "field": "table", "text": "Dois\vtrês"}
    rows = [
        {**issue, "problem": "a tabela não foi lida; falta (s2/l4)", "treatment": "ficou"},
        {**issue, "field": "row", "problem": "é uma nota (p1/l2/t1/r3); é uma nota (p2/l5)", "treatment": "não contou"},
        {**issue, "field": "row", "action_id": "vila-2024/001", "problem": "«Um (s1)» falta", "treatment": "de (l7)"},
    ]
    issues = checked("issues", SCHEMAS["issues"].empty().from_records(rows))
    listings.display_issues(replace(corpus, issues=issues))
    table, _ = told()
    places = ["página 1, linha 2 do documento, tabela 1, linha 3 da tabela", "página 2, linha 5 do documento"]
    assert table[1:] == [
        ["–", "Tabela", "Dois três", "a tabela não foi lida; falta", "ficou", "folha 2, linha 4 da folha"],
        ["–", "Linha", "Dois três", "é uma nota", "não contou", "; ".join(places)],
        ["1", "Linha", "Dois três", "«Um (s1)» falta", "de", "linha 7 do documento"],
    ]


def test_coverage_names_the_most_present_body(told, corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", domains=["A", "A"])
    listings.display_coverage(domain_coverage(corpus), names_of(corpus))
    header, row = told()[0]
    found = dict(zip(header, row, strict=True))
    assert found["Domínio"] == "A"
    assert found["Entidade mais presente"] == "Entidade CMA"
    assert found["Presença da principal"] == "100\u00a0%"
    assert found["Ações de uma só entidade"] == "1"


def test_theme_that_is_only_suggested_is_marked_and_a_code_in_the_file(told, shown, corpus_of):
    corpus = corpus_of("CMA", "CMA", domains=["A", "B"])
    coverage = domain_coverage(corpus).assign(theme=pd.array(["health", "housing"], dtype="str"))
    listings.display_coverage(coverage, names_of(corpus), suggested=["B"])
    assert [row[1] for row in told()[0][1:]] == ["Saúde", "Habitação (sugerido)"]
    assert ",housing," in shown[0][0]["text/csv"]


def test_months_of_which_none_is_known_are_no_table(shown, corpus_of):
    corpus = corpus_of("CMA")
    listings.display_load(organisation_load(corpus), names_of(corpus))
    listings.display_schedules(corpus)
    assert shown == []


def test_domain_that_names_nobody_has_no_measures(told, corpus_of):
    corpus = corpus_of("")
    listings.display_coverage(domain_coverage(corpus), names_of(corpus))
    header, row = told()[0]
    found = dict(zip(header, row, strict=True))
    assert found["Ações sem entidade"] == "1"
    assert found["Herfindahl"] == found["Entidade mais presente"] == "não definido"


def test_matrix_counts_the_actions_of_each_body_in_each_domain(told, corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", domains=["A", None])
    listings.display_matrix(coverage_matrix(corpus), names_of(corpus))
    assert told()[0] == [
        ["Entidade", "A", "(sem domínio indicado)"],
        ["Entidade CMA", "1", "1"],
        ["Entidade GNR", "1", "0"],
    ]


def test_load_of_a_body_that_is_not_known_is_said_so_and_not_zero(told, corpus_of):
    corpus = corpus_of("CMA", "GNR", months=[[1], None])
    listings.display_load(organisation_load(corpus), names_of(corpus))
    rows, _ = told()
    assert rows[1][:5] == ["Entidade CMA", "1", "0\u00a0%", "1", "0"]
    assert rows[2][:5] == ["Entidade GNR", "1", "100\u00a0%", "–", "–"]


def test_months_of_bodies_have_no_share_that_is_missing_where_none_is(told, corpus_of):
    corpus = corpus_of("CMA", "GNR", months=[[1], [2]])
    listings.display_load(organisation_load(corpus), names_of(corpus))
    rows, _ = told()
    assert rows[0][:3] == ["Entidade", "Ações", "Jan"]


def test_single_actions_are_those_of_one_body_or_none(told, corpus_of):
    corpus = with_places(corpus_of("CMA GNR", "CMA", ""))
    listings.display_single_actions(corpus, participation_graph(corpus))
    rows, _ = told()
    assert [row[0] for row in rows[1:]] == ["2", "3"]
    assert [row[3] for row in rows[1:]] == ["Entidade CMA", "nenhuma"]


def test_schedules_say_months_in_words_or_that_they_are_not_stated(told, corpus_of):
    corpus = with_places(corpus_of("CMA", "CMA", "CMA", months=[[3, 5], range(1, 13), None]))
    listings.display_schedules(corpus)
    assert [row[4] for row in told()[0][1:]] == ["março e maio", "todo o ano", "não indicado"]


def test_actions_list_bodies_by_role_with_their_place(told, corpus_of):
    corpus = with_places(corpus_of("CMA", "", partners=["GNR IPSS", ""], months=[[2], None]))
    listings.display_actions(corpus)
    rows, _ = told()
    place = "linha 1 do documento, tabela 1, linha 1 da tabela"
    assert rows[1] == ["1", "Domínio", "Ação 1", "Entidade CMA", "Entidade GNR; Entidade IPSS", "fevereiro", place]
    assert rows[2][3:6] == ["não indicado"] * 3


def test_role_that_nobody_has_is_no_column_of_the_actions(told, corpus_of):
    listings.display_actions(with_places(corpus_of("CMA")))
    assert "Parceiros" not in told()[0][0]


def test_measures_that_are_not_defined_say_so(told, corpus_of):
    listings.display_measures(network_structure(participation_graph(corpus_of("CMA"))), "network-structure")
    found = dict(told()[0])
    assert found["Densidade"] == "não definido"
    assert found["Entidades"] == "1"


def test_every_heading_of_a_report_table_is_in_words(shown, real):
    names = names_of(real)
    listings.display_issues(real)
    listings.display_coverage(domain_coverage(real), names)
    listings.display_measures(network_structure(participation_graph(real)), "network-structure")
    listings.display_measures(schedule_known(real), "schedule-known")
    listings.display_load(organisation_load(real), names)
    listings.display_schedules(real)
    listings.display_actions(real)
    headings = {
        th.get_text() for bundle, _ in shown for th in BeautifulSoup(bundle["text/html"], "html.parser").find_all("th")
    }
    assert [h for h in headings if "_" in h or h[0].islower()] == []


def test_issues_csv_keeps_every_issue(shown, real):
    listings.display_issues(real)
    rows = list(csv.DictReader(io.StringIO(shown[0][0]["text/csv"])))
    assert len(rows) == len(real.issues)
    assert set(real.issues.columns) <= set(rows[0])
