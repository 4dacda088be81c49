"""The tables of comparisons, on small corpora whose rows are known by hand."""

import csv
import io

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.common.wording import label
from analysis.measures.comparisons.actions import STATUSES, action_changes
from analysis.measures.comparisons.domain_change import domain_changes
from analysis.measures.comparisons.plans import plan_comparison
from analysis.measures.comparisons.shared import shared_organisations
from analysis.measures.comparisons.themes import theme_comparison, theme_gaps
from analysis.measures.comparisons.turnover import organisation_turnover
from analysis.presentation import comparison_listings
from analysis.presentation.tables import CODED, display_table

CASES = "Casos (domínios, ações, indicadores ou critérios)"
OWN, OTHER, THIRD, OLD = "vila-2024", "foz-2023", "serra-2023", "vila-2023"


@pytest.fixture
def told(shown):
    """Return the rows of each table shown, as heading -> words."""

    def read():
        pages = [BeautifulSoup(bundle["text/html"], "html.parser") for bundle, _ in shown]
        lines = [[[plain(c) for c in row.find_all(["th", "td"])] for row in page.find_all("tr")] for page in pages]
        return [[dict(zip(head, row, strict=False)) for row in rows] for head, *rows in lines]

    return read


def plain(cell):
    return cell.get_text().replace("\N{NO-BREAK SPACE}", " ")


def files(shown):
    return [list(csv.DictReader(io.StringIO(bundle["text/csv"]))) for bundle, _ in shown]


@pytest.fixture
def together(corpus_of, joined, themed, in_year):
    """Vila: 4 actions, 1 of one body, one of nobody. Foz: 2 actions of one body. Serra: 6 actions of one body."""
    themes = {"A": "health", "B": "housing"}
    vila = corpus_of("CMA", "CMA GNR", "GNR IPSS", "", domains=["A", "A", "A", "A"], months=[[1], [2], None, None])
    foz = corpus_of("GNR", "GNR", domains=["A", "B"], plan_id=OTHER, municipality="Foz")
    serra = corpus_of(*["CPCJ"] * 6, domains=["B"] * 6, plan_id=THIRD, municipality="Serra")
    dated = [in_year(themed(corpus, themes), year) for corpus, year in ((vila, 2024), (foz, 2023), (serra, 2023))]
    return joined(*dated)


@pytest.fixture
def years(corpus_of):
    """Two actions stay, one with another body, one goes and one comes."""
    before = corpus_of("CMA", "CMA", "GNR", domains=["A", "A", "B"], plan_id=OLD)
    after = corpus_of("CMA", "IPSS", "CPCJ", domains=["A", "A", None])
    texts = ["Criar uma bolsa de voluntários", "Visitar idosos isolados", "Publicar o diagnóstico social"]
    other = [*texts[:2], "Equipar o parque infantil da freguesia"]
    with_texts = []
    for corpus, words in ((before, texts), (after, other)):
        corpus.actions["action"] = pd.array(words, dtype=corpus.actions["action"].dtype)
        with_texts.append(corpus)
    return with_texts


def test_plans_are_told_by_place_and_year_with_their_actions(told, together):
    comparison_listings.display_plans(together)
    (rows,) = told()
    seen = [(row["Município"], row["Ano"], row["Ações"]) for row in rows]
    assert seen == [("Vila", "2024", "4"), ("Foz", "2023", "2"), ("Serra", "2023", "6")]
    assert "Sintético" not in rows[0]


def test_synthetic_plan_is_marked(told, together):
    together.plans["synthetic"] = [True, False, True]
    comparison_listings.display_plans(together, lang="en")
    (rows,) = told()
    assert [row["Synthetic"] for row in rows] == ["yes", "no", "yes"]


def test_measure_of_this_plan_stands_beside_the_median_and_range_of_the_others(told, together):
    comparison_listings.display_comparison(plan_comparison(together, draws=10), together.plans, plan_id=OWN)
    standing, _ = told()
    rows = {row["Medida"]: row for row in standing}
    actions = rows["Ações"]
    assert (actions["Valor"], actions["Mediana dos outros"]) == ("4", "4")  # of 2 and 6
    assert (actions["Mínimo dos outros"], actions["Máximo dos outros"]) == ("2", "6")
    assert actions["Outros planos com valor"] == "2"
    lone = rows["Percentagem de ações de uma só entidade"]
    assert (lone["Valor"], lone[CASES]) == ("33 %", "3")  # one of the three that name somebody
    assert (lone["Intervalo, de"], lone["Intervalo, até"]) == ("6 %", "79 %")  # Wilson for 1 of 3
    assert lone["Mediana dos outros"] == "100 %"
    known = rows["Percentagem de ações com meses conhecidos"]
    assert (known["Valor"], known["Máximo dos outros"]) == ("50 %", "–")
    assert rows[label("column", "smart_share")]["Valor"] == "–"
    assert rows[label("column", "smart_share")]["Outros planos com valor"] == "0"


def test_one_plan_has_no_columns_of_others(told, corpus_of):
    corpus = corpus_of("CMA")
    comparison_listings.display_comparison(plan_comparison(corpus, draws=5), corpus.plans, plan_id=OWN)
    assert list(told()[0][0]) == ["Medida", "Valor", "Intervalo, de", "Intervalo, até", CASES]


def test_all_plans_have_all_measures_and_the_file_has_full_numbers(told, shown, together):
    comparison = plan_comparison(together, draws=10)
    comparison_listings.display_comparison(comparison, together.plans, plan_id=OWN)
    _, rows = told()
    assert len(rows) == len(comparison)
    (row,) = [r for r in rows if (r["Plano"], r["Medida"]) == ("Foz 2023", "Percentagem de ações de uma só entidade")]
    assert (row["Valor"], row["Intervalo"]) == ("100 %", "de Wilson")
    line = next(line for line in files(shown)[1] if (line["plan_id"], line["measure"]) == (OWN, "lone_share"))
    assert float(line["value"]) == pytest.approx(1 / 3)
    assert line["interval"] == "wilson"


def test_of_two_plans_the_other_has_its_value_and_no_range(told, corpus_of, joined):
    two = joined(corpus_of("CMA", "GNR"), corpus_of("CMA", plan_id=OTHER, municipality="Foz"))
    comparison_listings.display_comparison(plan_comparison(two, draws=5), two.plans, plan_id=OWN)
    standing, _ = told()
    other = ["O outro plano", "O outro, de", "O outro, até"]
    assert list(standing[0]) == ["Medida", "Valor", "Intervalo, de", "Intervalo, até", CASES, *other]
    (row,) = [row for row in standing if row["Medida"] == "Ações"]
    assert (row["Valor"], row["O outro plano"]) == ("2", "1")
    (row,) = [row for row in standing if row["Medida"] == "Percentagem de ações de uma só entidade"]
    assert (row["O outro plano"], row["O outro, de"], row["O outro, até"]) == (
        "100 %",
        "21 %",
        "100 %",
    )  # Wilson, 1 of 1


def test_other_plan_of_another_size_has_no_value_where_the_measure_depends_on_size(told, shown, corpus_of, joined):
    two = joined(corpus_of("CMA GNR", "CMA"), corpus_of(*["CMA GNR"] * 4, plan_id=OTHER, municipality="Foz"))
    comparison = plan_comparison(two, draws=5)
    comparison_listings.display_comparison(comparison, two.plans, plan_id=OWN)
    standing, everything = told()
    (row,) = [row for row in standing if row["Medida"] == "Densidade"]
    assert (row["Valor"], row["O outro plano"]) == ("100 %", "–")
    assert [row["Valor"] for row in everything if row["Medida"] == "Densidade"] == ["100 %", "100 %"]
    assert "não se compara entre planos de tamanho muito diferente" in shown[0][0]["text/html"]


def test_bounds_are_told_from_intervals(told, corpus_of):
    corpus = corpus_of("CMA", "CMA", "GNR", months=[[1], [2], None])
    comparison_listings.display_comparison(plan_comparison(corpus, draws=5), corpus.plans, plan_id=OWN)
    kinds = {row["Medida"]: row["Intervalo"] for row in told()[0]}
    assert kinds[label("column", "gini_months")] == "limites das ações sem meses"
    assert kinds[label("column", "lone_share")] == "de Wilson"


def test_themes_of_most_plans_come_first_in_each_plan(told, together):
    comparison_listings.display_theme_comparison(theme_comparison(together, draws=5), together.plans)
    (rows,) = told()
    # Health and housing are in two plans each: by name
    assert [row["Tema"] for row in rows] == ["Habitação", "Saúde"] * 3


def test_theme_is_told_by_name_and_unknown_is_a_dash(told, together):
    themes = theme_comparison(together, draws=5)
    comparison_listings.display_theme_comparison(themes, together.plans)
    (rows,) = told()
    cells = {(row["Plano"], row["Tema"]): row for row in rows}
    assert cells[("Vila 2024", "Saúde")]["Percentagem das ações"] == "100 %"
    assert cells[("Vila 2024", "Habitação")]["Ações"] == "0"
    assert cells[("Vila 2024", "Habitação")]["N.º efetivo de entidades"] == "–"
    assert {"Ações sem tema", "Tema só sugerido"}.isdisjoint(rows[0])


def test_suggested_themes_and_actions_without_a_theme_have_columns_where_there_are_any(told, corpus_of, themed):
    corpus = themed(corpus_of("CMA", "CMA", domains=["A", "X"]), {"A": "health"}, suggested=["A"])
    comparison_listings.display_theme_comparison(theme_comparison(corpus, draws=5), corpus.plans)
    ((row,),) = told()
    assert (row["Ações sem tema"], row["Tema só sugerido"]) == ("1", "sim")


def test_gap_is_a_theme_of_others_and_only_of_this_plan(told, together):
    gaps = theme_gaps(together)
    comparison_listings.display_theme_gaps(gaps, plan_id=OWN)
    comparison_listings.display_theme_gaps(gaps, plan_id=OTHER)
    (own,) = told()
    assert own == [{"Tema": "Habitação", "Planos que têm o tema": "2", "Planos vistos": "2"}]


def test_gaps_beside_one_plan_are_left_to_the_sentence(shown, corpus_of, joined, themed):
    two = joined(corpus_of("CMA", domains=["A"]), corpus_of("CMA", domains=["B"], plan_id=OTHER, municipality="Foz"))
    comparison_listings.display_theme_gaps(theme_gaps(themed(two, {"A": "health", "B": "housing"})), plan_id=OWN)
    assert shown == []


def test_shared_body_has_its_kind_and_its_plans(told, shown, together):
    comparison_listings.display_shared(shared_organisations(together))
    ((row,),) = told()
    assert (row["Entidade"], row["Municípios"], row["Planos"], row["Ações"]) == ("Entidade GNR", "2", "2", "4")
    assert row["Tipo"] == "Segurança e socorro"
    assert files(shown)[0][0]["plan_ids"] == f"{OWN};{OTHER}"


def test_action_tells_its_text_before_and_now_and_what_changed(told, years):
    comparison_listings.display_action_changes(action_changes(*years), previous=OLD)
    (rows,) = told()
    assert [row["Situação"] for row in rows] == ["mudada", "desaparecida", "nova", "mantida"]
    changed, dropped, new, kept = rows
    assert changed["O que mudou"] == "entidades"
    assert changed["Ação antes"] == changed["Ação depois"] == "Visitar idosos isolados"
    assert (dropped["Ação antes"], dropped["Ação depois"]) == ("Publicar o diagnóstico social", "–")
    assert (new["Ação antes"], new["Semelhança"]) == ("–", "–")
    assert (kept["O que mudou"], kept["Duvidosa"]) == ("–", "não")
    assert "Quem decidiu" not in kept


def test_doubtful_match_comes_first_and_what_a_person_decided_is_told(told, shown, years):
    changes = action_changes(*years)
    changes.loc[changes["status"] == "kept", ["doubtful", "decided"]] = [True, "reviewed"]
    comparison_listings.display_action_changes(changes, previous=OLD, lang="en")
    (rows,) = told()
    assert [row["Status"] for row in rows] == ["kept", "changed", "dropped", "new"]
    assert [row["Who decided"] for row in rows][:2] == ["a person", "the program"]
    assert [line["status"] for line in files(shown)[0]] == ["kept", "changed", "dropped", "new"]


def test_turnover_is_told_of_all_and_by_kind(told, years):
    comparison_listings.display_turnover(organisation_turnover(*years), previous=OLD)
    (rows,) = told()
    whole = rows[0]
    assert whole["Tipo"] == "Todas"
    assert [whole[heading] for heading in ("Ficam", "Entram", "Saem")] == ["1", "2", "1"]
    assert whole["Percentagem que entrou ou saiu"] == "75 %"  # three of four


def test_domains_have_their_trend_and_actions_without_one_a_row_in_words(told, years):
    comparison_listings.display_domain_changes(domain_changes(*years, action_changes(*years)), previous=OLD)
    (rows,) = told()
    assert [(row["Domínio"], row["Evolução"]) for row in rows] == [
        ("A", "igual"), ("B", "desapareceu"), ("(sem domínio indicado)", "–"),
    ]  # fmt: skip
    assert rows[1]["Diferença"] == "-1"


def test_without_a_plan_before_nothing_is_shown(shown, years):
    changes = action_changes(*years)
    comparison_listings.display_action_changes(changes, previous=None)
    comparison_listings.display_turnover(organisation_turnover(*years), previous=None)
    comparison_listings.display_domain_changes(domain_changes(*years, changes), previous=None)
    assert shown == []


@pytest.mark.parametrize(
    ("column", "codes"),
    [("status", STATUSES), ("trend", ("grown", "shrunk", "same", "new", "gone")),
     ("decided", ("reviewed", "automatic")), ("interval", ("wilson", "bootstrap", "bounds"))],
)  # fmt: skip
def test_every_code_is_told_in_words(told, column, codes):
    assert column in CODED
    display_table(pd.DataFrame({column: codes}), "x")
    (rows,) = told()
    words = [next(iter(row.values())) for row in rows]
    assert not set(words) & set(codes)
    assert len(set(words)) == len(codes)


def test_long_table_shows_the_first_rows_and_the_file_has_all(told, shown, together):
    comparison = plan_comparison(together, draws=5).xs(OWN, level="plan_id")
    many = pd.concat({OWN if not i else f"p{i}-2023": comparison for i in range(40)}, names=["plan_id"])
    plans = pd.DataFrame({"plan_id": many.index.unique("plan_id"), "municipality": None, "year": None})
    comparison_listings.display_comparison(many, plans, plan_id=OWN)
    assert len(told()[1]) == comparison_listings.MOST_ROWS < len(files(shown)[1]) == len(many)


def test_renamed_domain_has_its_name_before_beside_it(told, corpus_of):
    before, after = (corpus_of("CMA", domains=[name], plan_id=p) for name, p in (("A", "vila-2023"), ("B", OWN)))
    changed = domain_changes(before, after, action_changes(before, after))
    comparison_listings.display_domain_changes(changed, previous=OLD)
    ((row,),) = told()
    assert [row[heading] for heading in ("Domínio", "Evolução", "Nome antes")] == ["B", "igual", "A"]
