"""Findings: every sentence checked by hand on small corpora, in both languages."""

from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from analysis import (
    coverage_matrix,
    domain_coverage,
    network_structure,
    organisation_load,
    participation_graph,
    partner_centrality,
    partner_graph,
    schedule_known,
    schedule_load,
)
from analysis.frames.schema import SCHEMAS, checked
from analysis.presentation import findings

NBSP = "\N{NO-BREAK SPACE}"
HOSTILE = "<script>alert(1)</script> & *Silva* [x](http://e.pt) `a` _b_ #c ~~d~~ |e|"


def partners(corpus, lang="pt", **choice):
    structure = network_structure(participation_graph(corpus, **choice))
    centrality = partner_centrality(partner_graph(corpus, **choice))
    return str(findings.partner_finding(centrality, structure, lang=lang))


def structure(corpus, lang="pt"):
    return str(findings.structure_finding(network_structure(participation_graph(corpus)), lang=lang))


def domains(corpus, lang="pt"):
    names = corpus.organisations.set_index("organisation_id")["organisation"]
    return str(findings.domain_finding(domain_coverage(corpus), coverage_matrix(corpus), names, lang=lang))


def schedule(corpus, lang="pt"):
    names = corpus.organisations.set_index("organisation_id")["organisation"]
    load, known, bodies = schedule_load(corpus), schedule_known(corpus), organisation_load(corpus)
    return str(findings.schedule_finding(corpus, load, known, bodies, names, lang=lang))


def with_plan(corpus, **facts):
    return replace(corpus, plans=corpus.plans.assign(**facts).astype(SCHEMAS["plans"].dtypes))


def with_issues(corpus, *rows):
    blank = dict.fromkeys(SCHEMAS["issues"].columns) | {"plan_id": "vila-2024", "problem": "x", "treatment": "y"}
    return replace(corpus, issues=checked("issues", pd.DataFrame([blank | row for row in rows])))


# --- the plan and its reading ---------------------------------------------------------------------


def test_plan_that_states_nothing_says_so(corpus_of):
    told = str(findings.plan_finding(with_plan(corpus_of(), municipality=None)))
    assert told == (
        "não indicado, não indicado; o documento não indica o título. O documento não indica a data de aprovação."
        " O plano tem 0 ações, sem domínio indicado, e não nomeia entidades."
    )


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "pt",
            "Vila, 2024: Plano. Órgão: CLAS. Aprovado em 1 de março de 2024."
            " O plano tem 1 ação em 1 domínio e nomeia 1 entidade em 1 menção.",
        ),
        (
            "en",
            "Vila, 2024: Plano. Body: CLAS. Approved on 1 March 2024."
            " The plan holds 1 action in 1 domain and names 1 body in 1 mention.",
        ),
    ],
)
def test_plan_is_told_with_its_facts_and_counts(corpus_of, lang, expected):
    corpus = with_plan(corpus_of("CMA"), year=2024, title="Plano", body="CLAS", approved_on=pd.Timestamp("2024-03-01"))
    assert str(findings.plan_finding(corpus, lang=lang)) == expected


def test_reading_without_issues_left_nothing_open(corpus_of):
    assert str(findings.reading_finding(corpus_of("CMA"))) == "A leitura não registou dúvidas nem decisões."
    assert (
        str(findings.reading_finding(corpus_of("CMA"), lang="en")) == "The reading recorded no doubt and no decision."
    )


def test_reading_tells_collective_mentions_from_the_others(corpus_of):
    issue = {"action_id": "vila-2024/001", "field": "responsible"}
    corpus = with_issues(corpus_of("IPSS CMA"), issue | {"text": "IPSS"}, issue | {"text": "CMA"})
    assert str(findings.reading_finding(corpus)) == (
        "A leitura assinalou 2 pontos que não estavam claros ou tiveram de ser decididos; a página lista-os todos, com"
        " o lugar e o que se fez. Destes, 1 é uma menção coletiva («IPSS»): o conjunto é lido como uma só"
        " entidade. O restante merece uma leitura antes dos resultados."
    )


def test_reading_of_one_issue_is_one_record(corpus_of):
    corpus = with_issues(corpus_of("CMA"), {"field": "year"})
    assert str(findings.reading_finding(corpus, lang="en")).startswith("The reading marked 1 point that was unclear")


def test_issues_of_the_plans_are_counted(real):
    told = str(findings.reading_finding(real))
    assert f"assinalou {len(real.issues)} pontos" in told


# --- who counts -----------------------------------------------------------------------------------


def test_everybody_counts_unless_chosen():
    assert str(findings.choice_finding()).startswith("Conta toda a entidade que o plano nomeia, como responsável ou")
    assert str(findings.choice_finding(lang="en")).startswith("Every body that the plan names counts")


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"role": "partner"}, "só as que têm o papel «Parceiro»"),
        ({"kinds": "health,state"}, "só as dos tipos «Saúde» e «Serviço do Estado»"),
        ({"kinds": "-project, -company"}, "sem as dos tipos «Projeto ou programa» e «Empresa»"),
        ({"collective": False}, "sem as entidades coletivas"),
        ({"role": "responsible", "collective": False},
         "só as que têm o papel «Responsável»; sem as entidades coletivas"),
    ],
)  # fmt: skip
def test_narrowed_choice_is_said(choice, told):
    assert str(findings.choice_finding(**choice)) == f"Esta página não conta todas as entidades: {told}."


def test_narrowed_choice_is_said_in_english():
    told = str(findings.choice_finding(kinds="-project", collective=False, lang="en"))
    assert told == (
        "This page does not count every body: without those of the kind “Project or programme”;"
        " without collective bodies."
    )


@pytest.mark.parametrize(
    ("weight", "words"), [("shared", "o número de ações partilhadas"), ("newman", "soma 1/(n−1) por cada ação")]
)
def test_strength_of_a_tie_is_said_where_asked(weight, words):
    assert words in str(findings.choice_finding(weight=weight))
    assert words not in str(findings.choice_finding())


# --- partners -------------------------------------------------------------------------------------


def test_where_nobody_counts_there_is_no_network(corpus_of):
    for corpus in (corpus_of(), corpus_of("")):
        assert partners(corpus) == "Nenhuma entidade conta nesta escolha: não há rede a descrever."
        assert structure(corpus) == "Nenhuma entidade conta nesta escolha: não há rede a descrever."


def test_single_body_leads_alone_and_is_no_bridge(corpus_of):
    told = partners(corpus_of("CMA", "CMA", ""))
    assert "Entidade mais presente: Entidade CMA" in told
    assert f"em 2 das 2 ações que nomeiam entidades que contam (100{NBSP}%)" in told
    assert "Nenhuma faz de ponte" in told
    assert f"2 das 2 ações (100{NBSP}%) nomeiam uma só entidade" in told
    assert "1 ação não nomeia nenhuma entidade que conte" in told
    assert "A seguir" not in told


def test_first_body_bridges_and_the_next_is_named(corpus_of):
    told = partners(corpus_of("CMA GNR", "CMA IEFP", "CMA IEFP"))
    assert (
        f"Entidade mais presente: Entidade CMA, em 3 das 3 ações que nomeiam entidades que contam (100{NBSP}%)." in told
    )
    assert "É também a que mais faz de ponte entre as outras (intermediação 1,00, de 0 a 1)." in told
    assert "A seguir: Entidade IEFP, com 2 ações." in told
    assert "uma só entidade" not in told


def test_first_bodies_that_tie_are_all_named_and_nobody_comes_next(corpus_of):
    told = partners(corpus_of("CMA GNR", "CMA GNR", "IEFP"))
    assert (
        "Entidades mais presentes: Entidade CMA e Entidade GNR,"
        f" cada uma em 2 das 3 ações que nomeiam entidades que contam (67{NBSP}%)." in told
    )
    assert "A seguir" not in told


def test_bodies_that_tie_for_the_next_place_are_all_named(corpus_of):
    told = partners(corpus_of("CMA GNR", "CMA IEFP", "CMA"))
    assert "A seguir: Entidade GNR e Entidade IEFP, com 1 ação cada." in told


def test_bridge_that_is_not_first_is_named(corpus_of):
    told = partners(corpus_of("CMA GNR", "CMA", "CMA", "GNR IEFP"))
    assert "A que mais faz de ponte entre as outras: Entidade GNR (intermediação 1,00, de 0 a 1)." in told


def test_partners_are_told_in_english(corpus_of):
    told = partners(corpus_of("CMA GNR", "CMA"), lang="en")
    assert told.startswith("Most present body: Entidade CMA, in 2 of the 2 actions that name bodies that count (100%).")
    assert "1 of the 2 actions (50%) names only one body that counts." in told


def test_narrowed_choice_changes_who_leads(corpus_of):
    corpus = corpus_of("CMA", "CMA", partners=["GNR", "GNR"])
    assert "Entidades mais presentes:" in partners(corpus)
    assert "Entidade mais presente: Entidade GNR" in partners(corpus, role="partner")


# --- structure ------------------------------------------------------------------------------------


def test_lone_body_has_no_possible_tie(corpus_of):
    assert structure(corpus_of("CMA")) == "Há uma só entidade, e por isso nenhuma ligação possível."


def test_network_without_ties_says_so(corpus_of):
    told = structure(corpus_of("CMA", "GNR"))
    assert "Entre as 2 entidades há 0 ligações" in told
    assert "A rede está partida em 2 grupos que não se alcançam" in told
    assert "2 entidades nunca aparecem com outra." in told


def test_star_is_whole_and_centralised(corpus_of):
    assert structure(corpus_of("CMA GNR", "CMA IEFP", "CMA PSP")) == (
        f"Entre as 4 entidades há 3 ligações das 6 possíveis (densidade 50{NBSP}%)."
        " Todas se alcançam umas às outras: a rede é um só grupo."
        " A centralização é 1,00 (0: todas têm o mesmo número de parceiras; 1: todas dependem de uma)."
    )


def test_disconnected_network_tells_its_groups_and_isolated_bodies(corpus_of):
    told = structure(corpus_of("CMA GNR", "GNR IEFP", "PSP"), lang="en")
    assert "The network falls into 2 groups that do not reach each other; the largest holds 3 bodies." in told
    assert "1 body never appears with another." in told


# --- domains --------------------------------------------------------------------------------------


def test_plan_without_domains_says_so(corpus_of):
    assert domains(corpus_of("CMA", domains=[None])) == "O plano não indica domínios."


def test_domain_with_most_and_with_fewest_actions_are_named(corpus_of):
    told = domains(corpus_of("CMA GNR", "CMA GNR", "CMA GNR", domains=["A", "A", "B"]))
    assert f"O domínio com mais ações é «A»: 2 das 3 (67{NBSP}%). O que tem menos é «B», com 1 ação." in told


def test_domains_that_tie_are_all_named_and_none_has_fewest(corpus_of):
    told = domains(corpus_of("CMA GNR", "CMA GNR", domains=["A", "B"]))
    assert told.startswith("Os domínios com mais ações são «A» e «B», com 1 das 2 cada um.")
    assert "menos" not in told


def test_domains_that_tie_for_fewest_are_all_named(corpus_of):
    told = domains(corpus_of("CMA", "CMA", "CMA", "CMA", domains=["A", "A", "B", "C"]))
    assert "Os que têm menos são «B» e «C», com 1 ação cada um." in told


def test_domain_that_rests_on_one_body_names_it(corpus_of):
    told = domains(corpus_of("CMA GNR", "IEFP", "IEFP", domains=["A", "B", "B"]))
    assert "Em «B» todas as ações assentam numa só entidade: Entidade IEFP." in told
    assert f"2 das 3 ações (67{NBSP}%) nomeiam uma só entidade." in told


def test_domain_with_an_action_that_names_nobody_does_not_rest_on_one_body(corpus_of):
    told = domains(corpus_of("CMA", "", domains=["A", "A"]))
    assert "todas as ações estão numa só entidade" not in told
    assert "1 ação não nomeia nenhuma entidade." in told


def test_body_in_every_domain_is_named(corpus_of):
    told = domains(corpus_of("CMA GNR", "CMA", domains=["A", "B"]))
    assert "Uma entidade está em todos os domínios: Entidade CMA." in told


def test_actions_under_no_domain_make_nobody_be_in_every_domain(corpus_of):
    told = domains(corpus_of("CMA", "GNR", "CMA", domains=["A", "B", None]))
    assert "todos os domínios" not in told
    assert "Entidades presentes em mais domínios: Entidade CMA e Entidade GNR (1 dos 2 cada uma)." in told


def test_body_in_most_domains_is_named(corpus_of):
    told = domains(corpus_of("CMA", "CMA GNR", "GNR IEFP", "CMA", domains=["A", "B", "C", "D"]))
    assert "Entidade presente em mais domínios: Entidade CMA (3 dos 4)." in told


def test_domains_that_name_nobody_have_no_body_in_most(corpus_of):
    told = domains(corpus_of("", "", domains=["A", "B"]))
    assert "presente" not in told
    assert "O documento não nomeia entidades: quem faz o trabalho não se sabe." in told
    assert "uma só entidade" not in told


def test_domains_are_told_in_english(corpus_of):
    told = domains(corpus_of("CMA GNR", "CMA", domains=["A", "A"]), lang="en")
    assert told.startswith(
        "The plan has one domain only, “A”, with its 2 actions. 1 of 2 actions (50%) names only one body."
    )
    assert "Entidade CMA and Entidade GNR" in told


# --- schedule -------------------------------------------------------------------------------------


def test_schedule_of_which_nothing_is_known_supposes_no_month(corpus_of):
    told = schedule(corpus_of("CMA", "GNR"))
    assert told == (
        "O texto do documento não indica os meses de nenhuma das 2 ações."
        " Não se sabe, por isso, em que meses está a carga, e nada aqui o supõe."
        " Para os indicar, veja «Meses em falta»."
    )


def test_no_month_is_told_in_good_english(corpus_of):
    assert schedule(corpus_of("CMA"), lang="en").startswith(
        "The text of the document does not state the months of its only"
    )
    told = schedule(corpus_of("CMA", "GNR"), lang="en")
    assert "does not state the months of any of the 2 actions." in told
    assert told.endswith("nothing here assumes any. To supply them, see “Missing months”.")


def test_blank_month_grid_is_said_to_be_probably_drawn(corpus_of):
    told = schedule(with_issues(corpus_of("CMA", "GNR"), {"field": "schedule"}))
    assert "estava provavelmente desenhado a sombreado" in told


def test_plan_without_a_schedule_column_says_so(corpus_of):
    told = schedule(corpus_of("CMA", statuses=["absent"]), lang="en")
    assert told.endswith("The document has no schedule column.")


def test_partly_known_schedule_says_how_much_is_unknown_first(corpus_of):
    told = schedule(corpus_of("CMA", "CMA", "GNR", months=[[5], [5, 6], None]))
    assert told.startswith(
        f"O documento indica os meses de 2 das 3 ações; de 1 (33{NBSP}%) não se sabem os meses,"
        " e as contagens que se seguem são mínimos. Pelo que se conhece, o mês mais carregado é maio, com 2 ações em"
        " curso."
    )
    assert "Entidade com mais ações conhecidas num mês: Entidade CMA (2 em maio)." in told


def test_quietest_months_of_a_partly_known_schedule_are_of_the_known_part(corpus_of):
    told = schedule(corpus_of("CMA", "CMA", months=[range(2, 13), None]), lang="en")
    assert "The quietest, in the known part, is January, with 0 actions." in told


def test_year_round_actions_of_a_partly_known_schedule_are_a_least_number(corpus_of):
    told = schedule(corpus_of("CMA", "CMA", months=[range(1, 13), None]), lang="en")
    assert "The known load is the same in every month: 1 action. At least 1 action runs the whole year." in told


def test_known_schedule_names_one_busiest_month_and_the_quietest(corpus_of):
    told = schedule(corpus_of("CMA", "GNR", months=[range(1, 13), range(2, 13)]))
    assert told.startswith("O documento indica os meses de todas as 2 ações.")
    assert "O menos carregado é janeiro, com 1 ação." in told
    assert "1 ação decorre o ano inteiro." in told


def test_several_busiest_months_are_a_range_or_a_list(corpus_of):
    assert "Os meses mais carregados são abril a junho, com 1 ação em curso em cada um." in schedule(
        corpus_of("CMA", months=[[4, 5, 6]])
    )
    assert "Os meses mais carregados são abril e junho, com 1 ação em curso em cada um." in schedule(
        corpus_of("CMA", months=[[4, 6]])
    )


def test_even_load_has_no_busiest_month(corpus_of):
    told = schedule(corpus_of("CMA", months=[range(1, 13)]))
    assert "A carga é igual em todos os meses: 1 ação." in told
    assert "mais carregado" not in told


def test_frequencies_are_counted_in_words(corpus_of):
    corpus = corpus_of("CMA", "CMA", "CMA")
    actions = corpus.actions.assign(frequency=["monthly", "annual", None]).astype(SCHEMAS["actions"].dtypes)
    told = schedule(replace(corpus, actions=actions))
    assert told.endswith("O documento indica a periodicidade de 2 ações: mensal (1) e anual (1).")


def test_bodies_that_tie_in_a_month_are_all_named(corpus_of):
    told = schedule(corpus_of("CMA", "GNR", months=[[1], [2]]), lang="en")
    assert "Bodies with the most actions in one month:" in told
    assert "Entidade CMA (1 in January) and Entidade GNR (1 in February)" in told


def test_missing_months_can_be_supplied_into_the_plans_own_document(corpus_of):
    corpus = corpus_of("CMA")
    told = str(findings.supply_finding(corpus, schedule_known(corpus)))
    assert "em vez de plan.txt" in told
    assert "data/registry/plans.csv" in told


def test_actions_without_months_are_told_by_number_where_others_have_them(corpus_of):
    def told(corpus):
        return str(findings.supply_finding(corpus, schedule_known(corpus), lang="en"))

    corpus = corpus_of("CMA", "CMA", "GNR", months=[None, [5], None])
    assert told(corpus).startswith("The months of 2 actions are missing: no. 1 and 3. To supply them")
    one = corpus_of("CMA", "CMA", months=[[1], None])
    assert told(one).startswith("The months of action no. 2 are missing. To supply them")
    assert "missing" not in told(corpus_of("CMA"))


def test_known_months_need_no_supplying(corpus_of):
    corpus = corpus_of("CMA", months=[[1]])
    told = str(findings.supply_finding(corpus, schedule_known(corpus)))
    assert told == "Não falta nenhum: os meses de todas as ações vêm do documento."


# --- Markdown -------------------------------------------------------------------------------------


def test_hostile_name_is_shown_as_it_is(corpus_of):
    corpus = corpus_of("CMA")
    named = replace(corpus, organisations=corpus.organisations.assign(organisation=HOSTILE))
    measured = partner_centrality(partner_graph(named)), network_structure(participation_graph(named))
    found = findings.partner_finding(*measured)
    page = BeautifulSoup(MarkdownIt().render(found._repr_markdown_()), "html.parser")
    assert page.find(["script", "em", "a", "code", "del", "h1"]) is None
    assert page.strong.get_text() == HOSTILE
    assert HOSTILE.replace("`", "") in str(found)


def test_plain_text_of_a_finding_has_no_marks(corpus_of):
    corpus = corpus_of("CMA")
    found = findings.supply_finding(corpus, schedule_known(corpus))
    assert "`data/documents/`" in found._repr_markdown_()
    assert "`" not in str(found)
    assert "**" not in partners(corpus)


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_every_finding_of_the_plans_is_worded(real, lang):
    names = real.organisations.set_index("organisation_id")["organisation"]
    told = [
        str(findings.plan_finding(real, lang=lang)),
        str(findings.reading_finding(real, lang=lang)),
        partners(real, lang),
        structure(real, lang),
        domains(real, lang),
        schedule(real, lang),
        str(findings.supply_finding(real, schedule_known(real), lang=lang)),
    ]
    assert all(text.endswith(".") for text in told)
    assert not any(mark in text for text in told for mark in ("<NA>", "nan", "None", "{", "}"))
    assert any(name in told[2] for name in names)


def test_agendas_over_the_domains_are_named(corpus_of):
    corpus = corpus_of("CMA", "GNR", domains=["A", "B"])
    coverage = domain_coverage(corpus).assign(agenda=["Pessoas", "Território"])
    names = corpus.organisations.set_index("organisation_id")["organisation"]
    told = str(findings.domain_finding(coverage, coverage_matrix(corpus), names))
    assert told.endswith("O documento reúne os domínios em 2 agendas ou secções: «Pessoas» e «Território».")
