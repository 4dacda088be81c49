"""Findings on domains and indicators: who counts, what rests on whom, and one of one told as the only one."""

import pandas as pd
import pytest

import analysis
from analysis.measures.indicators.chain import COLUMNS
from analysis.measures.indicators.quality import SUMMARY
from analysis.presentation import findings


def domains(corpus, lang="pt", **choice):
    coverage, matrix = analysis.domain_coverage(corpus, **choice), analysis.coverage_matrix(corpus, **choice)
    names = corpus.organisations.set_index("organisation_id")["organisation"]
    return str(findings.domain_finding(coverage, matrix, names, **choice, lang=lang))


def overlap(corpus, lang="pt"):
    shared, bridging = analysis.domain_overlap(corpus, samples=10), analysis.bridging_organisations(corpus)
    return findings.overlap_finding(shared, bridging, lang=lang)


def summary(found, part, lang="pt"):
    return str(findings.summary_finding({part: [found]}, lang=lang))


def concentration(rows, lang="en"):
    """Tell domains apart, each row (domain, actions, effective, low, high)."""
    index = pd.MultiIndex.from_tuples([("p", name) for name, *_ in rows], names=["plan_id", "domain"])
    columns = ["named_actions", "effective", "effective_low", "effective_high"]
    frame = pd.DataFrame([row[1:] for row in rows], index=index, columns=columns).astype("Float64")
    nothing = pd.DataFrame({"key_lone_share": 0.0, "named_actions": frame["named_actions"]}, index=index)
    return str(findings.concentration_finding(frame, nothing.astype("Float64"), level=0.95, lang=lang))


def chain_told(*rows, lang="pt"):
    """Tell a chain of goals, each (indicators, outcomes, with_target, unclassified)."""
    index = pd.MultiIndex.from_tuples(
        [("p", "A", f"G{n}") for n in range(len(rows))], names=["plan_id", "domain", "goal"]
    )
    told = [
        {"actions": 1, "indicators": i, "outcomes": o, "with_target": t, "unclassified": u}
        | {"has_outcome": True if o else pd.NA if u else False}
        for i, o, t, u in rows
    ]
    chain = pd.DataFrame(told, index=index, columns=list(COLUMNS)).astype(COLUMNS)
    return str(findings.chain_finding(chain, lang=lang))


def test_sentences_say_who_counts_only_where_not_everybody_does(corpus_of):
    corpus = corpus_of("CMA", "CMA", "", partners=["GNR", "", "GNR"])
    assert "2 das 3 ações" in (told := domains(corpus))
    assert "que conta" not in told
    narrowed = domains(corpus, role="responsible")
    assert "2 das 3 ações (67\N{NO-BREAK SPACE}%) nomeiam uma só entidade que conta." in narrowed
    assert "1 ação não nomeia nenhuma entidade que conte." in narrowed
    assert "only one body that counts." in domains(corpus, "en", collective=False)


def test_only_action_is_told_as_the_only_one(corpus_of):
    assert domains(corpus_of("CMA"), "en").startswith(
        "The plan has one domain only, “Domínio”, with its only action. The only action names only one body."
    )
    assert "com a sua única ação. A única ação nomeia uma só entidade." in domains(corpus_of("CMA"))


def test_most_present_body_is_told_with_its_actions_in_all_domains(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", "CMA PSP", "GNR", domains=["A", "B", None, "B"])
    assert "A entidade mais presente, Entidade CMA, está em 3 das 4 ações." in domains(corpus)
    tied = domains(corpus_of("CMA GNR", "CMA GNR", "PSP"), "en")
    assert "The most present bodies, Entidade CMA and Entidade GNR, are in 2 of 3 actions each." in tied
    assert "most present" not in domains(corpus_of("CMA", "GNR", "PSP"), "en")  # three alike


def test_many_domains_that_tie_are_counted_and_not_named(corpus_of):
    told = domains(corpus_of(*["CMA"] * 6, domains=list("ABCDEF")), "en")
    assert told.startswith("6 domains have the greatest number of actions: 1 of 6 each.")
    assert domains(corpus_of(*["CMA"] * 5, domains=list("ABCDE"))).startswith("Os domínios com mais ações são «A», «B»")


def test_plan_that_names_nobody_has_no_number_of_bodies(corpus_of):
    told = str(findings.plan_finding(corpus_of("", ""), lang="en"))
    assert told.endswith("The plan holds 2 actions in 1 domain and names no bodies.")


def test_theme_of_all_domains_may_be_suggested(corpus_of, themed):
    corpus = themed(corpus_of("CMA", "CMA", domains=["A", "B"]), {"A": "health", "B": "housing"}, suggested=["A", "B"])
    told = str(findings.theme_finding(analysis.theme_coverage(corpus), lang="en"))
    assert "The theme of all 2 domains was suggested by its words" in told


def test_document_that_names_nobody_is_told_so_once(corpus_of):
    told = domains(corpus_of("", "", domains=["A", "B"]), "en")
    assert told.endswith("The document names no bodies: who does the work is not known.")
    assert "names no body" not in told


def test_concentration_without_bodies_gives_neither_reason_nor_comfort(corpus_of):
    corpus = corpus_of("", "", domains=["A", "B"])
    frames = analysis.concentration_intervals(corpus, draws=5), analysis.domain_dependence(corpus)
    told = str(findings.concentration_finding(*frames, level=0.95, lang="en"))
    assert told == "No action names anybody: on how many bodies each domain rests is not known."


def test_domains_of_unlike_size_are_not_compared():
    # 4 actions against 7: more than one and a half times
    told = concentration([("A", 4, 1.0, 1.0, 2.0), ("B", 7, 5.0, 4.0, 6.0)])
    assert told.startswith("No two domains have an interval and a like number of actions")
    assert "rests" not in told


def test_clearest_pair_of_domains_of_like_size_is_named():
    rows = [("A", 4, 1.5, 1.0, 2.0), ("B", 6, 5.0, 3.0, 6.0), ("C", 5, 6.0, 4.0, 7.0), ("D", 30, 20.0, 18.0, 22.0)]
    told = concentration(rows)
    assert "2 of the 3 pairs can be told apart" in told  # A from B and from C; D is of another size
    assert "The clearest: resting on fewer bodies, “A” (1.5 bodies; 1.0 to 2.0); on more, “C” (6.0 bodies" in told


def test_domain_without_an_interval_is_one_other():
    told = concentration([("A", 4, 1, 1, 2), ("B", 4, 2, 1, 3), ("C", 1, 1, pd.NA, pd.NA)])
    assert told.startswith("2 of the 3 domains have an interval (the other does not have two actions")


def test_domains_that_a_body_holds_are_cut_off_together(corpus_of):
    # Without CMA, C and D still share IPSS with each other, and A and B share GNR and PSP.
    corpus = corpus_of("CMA GNR PSP", "CMA GNR PSP", "CMA IPSS", "IPSS CPCJ", "PSP", domains=["A", "B", "C", "D", "E"])
    told = {lang: overlap(corpus, lang) for lang in ("pt", "en")}
    assert "os domínios «C» e «D» ficariam, em conjunto, sem entidades em comum com os restantes." in str(told["pt"])
    assert "the domains “C” and “D” would, as a group, share no body with the rest." in str(told["en"])


def test_several_bodies_that_hold_domains_are_one_sentence_at_the_top(corpus_of):
    corpus = corpus_of("CMA GNR PSP", "GNR CPCJ", "CMA", "PSP", "GNR PSP CMA", domains=["A", "B", "C", "D", "E"])
    corpus = corpus_of("CMA GNR IPSS", "CMA GNR IPSS", "CMA", "GNR", domains=["A", "B", "C", "D"])
    found = overlap(corpus)
    assert "Sem a entidade Entidade CMA, o domínio «C» deixaria de ter entidades em comum com os outros." in str(found)
    top = summary(found, "overlap-title")
    assert "2 entidades prendem, cada uma, alguns domínios aos restantes: Entidade CMA e Entidade GNR." in top
    assert "«C»" not in top


def test_goals_are_told_in_a_sentence():
    assert chain_told((2, 1, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)) == (
        "Dos 3 objetivos ou metas a que o documento liga ações, 2 têm indicadores, 1 tem indicadores de resultado"
        " e nenhum tem um valor a atingir."
    )
    assert chain_told((2, 1, 2, 0), (1, 1, 1, 0), lang="en") == (
        "Of the 2 objectives or aims to which the document ties actions, all have indicators, all have outcome"
        " indicators, and all have a value to be reached."
    )


def test_goal_of_which_the_outcome_is_not_known_is_no_zero():
    told = chain_told((1, 0, 0, 1), (1, 0, 0, 0), lang="en")
    assert "none, as far as is known, has outcome indicators (of 1 it is not known)" in told
    assert "1 tem indicadores de resultado (de 1 não se sabe)" in chain_told((1, 0, 0, 1), (1, 1, 0, 0))


def test_only_goal_is_told_as_the_only_one():
    assert chain_told((1, 0, 0, 1)) == (
        "O único objetivo ou meta a que o documento liga ações tem indicadores, não se sabe se tem indicadores de"
        " resultado e não tem um valor a atingir."
    )


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("pt", "12 de contagem, 2 de produto, 1 de processo e 1 de resultado"),
        ("en", "12 counts, 2 outputs, 1 process and 1 outcome"),
    ],
)
def test_classes_are_told_in_words(lang, told):
    numbers = {
        "actions": 10,
        "actions_with_indicators": 8,
        "indicators": 16,
        "counts": 12,
        "products": 2,
        "processes": 1,
    }
    row = {name: (numbers | {"outcomes": 1}).get(name, 0) for name in SUMMARY}
    frame = pd.DataFrame([row], index=pd.Index(["p"], name="plan_id")).astype(SUMMARY)
    assert told in str(findings.indicator_finding(frame, lang=lang))
