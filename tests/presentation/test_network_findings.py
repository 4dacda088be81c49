"""Findings of the network page: sentences checked by hand on small corpora."""

import pandas as pd
import pytest

import analysis
from analysis.presentation import findings

NBSP = "\N{NO-BREAK SPACE}"


def dependence(corpus, lang="pt"):
    return str(findings.dependence_finding(analysis.organisation_dependence(corpus), lang=lang))


def backup(corpus, lang="pt"):
    told = analysis.backup_candidates(corpus), analysis.backup_set(corpus)
    return str(findings.backup_finding(*told, lang=lang))


def robustness(corpus, lang="pt"):
    curves = analysis.robustness_curves(analysis.participation_graph(corpus), orders=("actions", "random"), draws=20)
    return str(findings.robustness_finding(curves, lang=lang))


def groups(corpus, lang="pt"):
    partners = analysis.partner_graph(corpus)
    told = analysis.partner_communities(partners), analysis.community_structure(partners)
    return str(findings.community_finding(*told, lang=lang))


def core(corpus, lang="pt"):
    partners = analysis.partner_graph(corpus)
    told = analysis.core_periphery(partners), analysis.core_periphery_fit(partners), analysis.partner_cohesion(partners)
    return str(findings.core_finding(*told, lang=lang))


def ties(corpus, lang="pt", **options):
    graph = analysis.participation_graph(corpus)
    tested = analysis.tie_significance(graph, null="bicm", **options)
    return str(findings.tie_finding(tested, analysis.tie_power(graph, null="bicm"), alpha=0.05, lang=lang))


def suggestions(corpus, lang="pt"):
    suggested = analysis.suggested_partnerships(analysis.participation_graph(corpus))
    return str(findings.suggestion_finding(suggested, lang=lang))


def change(before, after, lang="pt", compared="vila-2023"):
    told = (
        analysis.organisation_change(before, after),
        analysis.partnership_change(before, after),
        analysis.rank_agreement(before, after),
    )
    return str(findings.change_finding(*told, compared=compared, lang=lang))


# --- dependence -----------------------------------------------------------------------------------


def test_body_on_which_most_rests_is_named_with_its_actions(corpus_of):
    told = dependence(corpus_of("CMA", "CMA", "CMA GNR", "GNR IEFP"))
    assert "Sem a entidade Entidade CMA, 2 ações ficavam sem nenhuma entidade que conte (50" in told
    assert "% das que nomeiam alguma)." in told
    assert "Mais 1 ficava com uma só entidade." in told
    assert "1 das 3 entidades tem ações sem mais nenhuma que conte" in told


def test_no_action_of_one_body_is_said(corpus_of):
    assert dependence(corpus_of("CMA GNR")).startswith("Nenhuma ação depende de uma só entidade.")


def test_bodies_that_hold_equally_many_actions_are_not_ranked(corpus_of):
    assert dependence(corpus_of("CMA", "GNR"), "en").startswith(
        "2 bodies each hold 1 action without any other that counts; none holds more."
    )


def test_body_that_holds_the_others_together_is_named(corpus_of):
    told = dependence(corpus_of("CMA GNR", "CMA IEFP", "CMA PSP"), "en")
    assert "Who holds the others together most: Entidade CMA; without it, 100% of the pairs" in told
    assert "would fall into 3 groups" in told


def test_nobody_to_lose_is_said(corpus_of):
    assert dependence(corpus_of("")) == "Nenhuma entidade conta nesta escolha: não há rede a descrever."


def test_backup_that_already_works_in_the_domain_is_named(corpus_of):
    assert backup(corpus_of("CMA", "CMA GNR"), "en") == (
        "For the one single-body action that has candidates to gain a second body that already works in the same"
        " domain, Entidade GNR is enough."
    )


def test_action_without_a_candidate_is_counted(corpus_of):
    assert backup(corpus_of("CMA"), "en") == (
        "For 1 single-body action the plan shows no other body that already works in the same domain."
    )


def test_plan_without_single_body_actions_needs_no_backup(corpus_of):
    assert backup(corpus_of("CMA GNR"), "en") == "There are no single-body actions in need of a backup."


def test_domain_that_is_not_stated_leaves_the_backup_unknown(corpus_of):
    assert "Of 1 action the document does not state the domain." in backup(corpus_of("CMA", domains=[None]), "en")


def test_leavings_after_which_half_of_the_actions_have_nobody_are_counted(corpus_of):
    told = robustness(corpus_of("CMA", "CMA", "CMA", "GNR"), "en")
    assert "left with no body that counts after 1 departure (Entidade CMA)." in told


def test_robustness_of_nothing_is_undefined(corpus_of):
    assert robustness(corpus_of(""), "en") == "No action names a body that counts: there is nothing to lose."


# --- groups ---------------------------------------------------------------------------------------


def test_two_separate_groups_are_two_communities_on_which_all_runs_agree(corpus_of):
    told = groups(corpus_of("CMA GNR IEFP", "PSP CPCJ APAV"), "en")
    assert told.startswith("There are 2 communities of two or more bodies; the largest holds 3.")
    assert "gave 1 partition; the agreement between runs is 1.00" in told


def test_network_without_ties_has_no_communities(corpus_of):
    assert groups(corpus_of("CMA", "GNR"), "en") == "Without ties between bodies there are no communities to look for."


def test_centre_of_a_star_is_its_core_and_holds_it_together(corpus_of):
    told = core(corpus_of("CMA GNR", "CMA IEFP", "CMA PSP"), "en")
    assert "Entidade CMA (fit 1.00;" in told
    assert told.endswith("Articulation point, without which part of the network would be cut off: Entidade CMA.")


def test_other_cores_that_fit_as_well_are_told(corpus_of):
    """Two groups of four: any one of each is a periphery of two, and the core are the other six."""
    corpus = corpus_of("CMA GNR IEFP JF", "PSP CPCJ APAV APPACDM")
    assert "There are 15 other cores as good; 0 bodies are in each of them." in core(corpus, "en")
    assert "Há 15 outros núcleos igualmente bons; em todos estão 0 entidades." in core(corpus)
    assert "as good" not in core(corpus_of("CMA GNR", "CMA IEFP", "CMA PSP"), "en")


def test_network_in_which_all_work_with_all_has_no_core(corpus_of):
    told = core(corpus_of("CMA GNR IEFP"), "en")
    assert told.startswith("No core can be told from a periphery")
    assert told.endswith("No body, by leaving, parts the others.")


CLOSE = ["GNR IEFP"] * 10 + ["PSP APAV", "PSP CPCJ", "APAV CPCJ"] * 15  # the first two far beyond chance


# --- chance ---------------------------------------------------------------------------------------


def test_small_plan_says_that_it_cannot_tell(corpus_of):
    told = ties(corpus_of("CMA GNR", "CMA IEFP"), "en")
    assert told.startswith("Of the 2 ties, none can be said to share more actions than chance explains")
    assert "too small to tell" in told


def test_tie_beyond_chance_is_named(corpus_of):
    told = ties(corpus_of(*CLOSE), "en")
    assert "1 of the 4 ties shares more actions than chance explains" in told
    assert "Entidade GNR with Entidade IEFP" in told


def test_network_without_ties_has_nothing_to_test(corpus_of):
    assert ties(corpus_of("CMA", "GNR"), "en") == "There is no tie to test."


def test_undecided_ties_are_counted_with_the_draws_that_are_needed(corpus_of):
    graph = analysis.participation_graph(corpus_of(*CLOSE))
    tested = analysis.tie_significance(graph, samples=20)
    told = str(findings.tie_finding(tested, analysis.tie_power(graph, samples=20), alpha=0.05, lang="en"))
    undecided = int(tested["validated"].isna().sum())
    assert undecided > 1
    assert f"{undecided} ties are on the edge" in told
    assert "Entidade GNR with Entidade IEFP" in told


CLOSEST = ("CMA IEFP APAV", "CMA", "IEFP APAV", "", "GNR", "GNR", "IEFP APAV", "PSP", "GNR", "CPCJ IEFP APAV")


@pytest.mark.parametrize("seed", range(6))
def test_network_is_not_called_too_small_beside_ties_that_passed_or_might(corpus_of, seed):
    graph = analysis.participation_graph(corpus_of(*CLOSEST))
    told = analysis.tie_significance(graph, seed=seed), analysis.tie_power(graph, seed=seed)
    assert told[0]["validated"].fillna(True).any()
    said = str(findings.tie_finding(*told, alpha=0.05, lang="en"))
    assert "Entidade APAV with Entidade IEFP" in said or "Entidade IEFP with Entidade APAV" in said
    assert "too small" not in said
    assert "little power" not in said


def shape_of(*rows):
    return pd.DataFrame(rows, columns=["measure", "observed", "expected", "p"]).assign(draws=1000).set_index("measure")


def test_shape_beyond_chance_is_told_with_both_values():
    told = str(findings.shape_finding(shape_of(("ties", 81, 97.6, 0.002), ("nodf", 39.4, 40.9, 0.4)), lang="en"))
    assert "ties between bodies 81 (expected: 98)" in told
    assert "NODF" not in told


def test_shape_within_chance_is_said():
    told = str(findings.shape_finding(shape_of(("ties", 5, 5, 1.0), ("nodf", pd.NA, pd.NA, pd.NA)), lang="en"))
    assert told.startswith("No measure of the network's shape differs")


def test_shape_that_so_few_draws_cannot_tell_is_said():
    told = findings.shape_finding(shape_of(("ties", 81, 97.6, 0.095)).assign(draws=20), lang="en")
    assert str(told).startswith("The draws (parameter draws) are too few")


def test_shape_without_a_defined_measure_is_said():
    told = findings.shape_finding(shape_of(("nodf", pd.NA, pd.NA, pd.NA)), lang="en")
    assert "none is defined" in str(told)


def test_pooled_plans_are_named(corpus_of):
    graph = analysis.participation_graph(corpus_of("CMA GNR"))
    told = analysis.tie_significance(graph, null="bicm"), analysis.tie_power(graph, null="bicm")
    named = findings.tie_finding(*told, alpha=0.05, plan_ids=("vila-2023", "vila-2024"), lang="en")
    assert str(named).startswith("The tests of this section pool the actions of the plans vila-2023 and vila-2024.")


def test_suggestions_are_counted_and_called_a_question(corpus_of):
    told = suggestions(corpus_of("CMA GNR", "CMA IEFP"), "en")
    assert told.startswith("1 pair of bodies works in the same domain and never in the same action.")
    assert "Entidade GNR and Entidade IEFP, with 1 common partner" in told
    assert "a question to the bodies" in told


def test_no_pair_to_suggest_is_said(corpus_of):
    assert suggestions(corpus_of("CMA GNR")).startswith("Não há pares de entidades")


# --- certainty ------------------------------------------------------------------------------------


def certainty(corpus, lang="en", draws=100, **options):
    graph = analysis.participation_graph(corpus)
    ranks = analysis.rank_groups(analysis.bootstrap_draws(graph, draws=draws), measure="strength")
    reread = analysis.rank_groups(analysis.reading_error_draws(corpus, draws=draws), measure="strength")
    stability = analysis.cs_coefficient(analysis.case_dropping(graph, draws=20))
    told = {"measure": "strength", "level": 0.95, "missed": 0.05, "lang": lang}
    return str(findings.certainty_finding(ranks, reread, stability, **told | options))


def test_body_that_is_surely_first_is_named_and_the_last_group_counted(corpus_of):
    told = certainty(corpus_of(*["CMA GNR", "CMA IEFP", "CMA PSP"] * 10))
    assert "the 4 bodies form 2 groups of ranks" in told
    assert "Ahead of all others: Entidade CMA." in told
    assert "The last group holds 3 bodies" in told


def test_bodies_that_cannot_be_told_apart_are_not_ranked(corpus_of):
    assert "the order of the 2 bodies can be cut safely nowhere" in certainty(corpus_of(*["CMA GNR"] * 10))


def test_stability_names_each_measure_with_its_grade(corpus_of):
    told = certainty(corpus_of(*["CMA GNR", "CMA IEFP", "CMA PSP"] * 10))
    assert "strength of ties 0." in told
    assert "(good)" in told or "(fair)" in told or "(weak)" in told


def test_single_action_leaves_certainty_undefined(corpus_of):
    assert certainty(corpus_of("CMA GNR")).startswith("With fewer than two actions")


def test_single_body_has_no_rank_to_tell_apart(corpus_of):
    assert certainty(corpus_of("CMA", "CMA")) == "There is one body only, hence no rank to tell apart."


def test_too_few_draws_are_said(corpus_of):
    assert "There are only 20 draws" in certainty(corpus_of(*["CMA GNR", "CMA IEFP"] * 5), draws=20)


# --- change ---------------------------------------------------------------------------------------


def test_change_tells_who_came_and_left_and_why_ties_differ(corpus_of):
    before = corpus_of("CMA GNR", "CMA IEFP", plan_id="vila-2023")
    told = change(before, corpus_of("CMA GNR", "CMA PSP"), "en")
    assert "2 bodies stay, 1 enters and 1 leaves." in told
    assert "They enter: Entidade PSP." in told
    assert "They leave: Entidade IEFP." in told
    assert "differ by 50% (Sørensen): 50% by ties of bodies that entered or left, 0% by other ties" in told


def test_who_left_for_a_plan_that_names_nobody_is_not_told(corpus_of):
    told = change(corpus_of("CMA GNR", plan_id="vila-2023"), corpus_of(""), "en")
    assert told.endswith("who stays, enters or leaves is not known.")
    assert "They leave" not in told


def test_change_without_ties_is_undefined(corpus_of):
    told = change(corpus_of("CMA", plan_id="vila-2023"), corpus_of("CMA"), "en")
    assert told.endswith("the difference is not defined.")


def test_page_without_another_plan_says_so(corpus_of):
    corpus = corpus_of("CMA GNR")
    assert change(corpus, corpus, "en", compared=None).startswith("No other plan was given")


# --- methods --------------------------------------------------------------------------------------

SETTINGS = {"weight": "shared", "runs": 77, "draws": 321, "missed": 0.05, "level": 0.9, "null": "curveball",
            "samples": 4321, "alpha": 0.1, "seed": 5, "layer": "kind", "size": 3}  # fmt: skip


def methods(corpus, lang="en", **settings):
    return findings.methods_finding(corpus, analysis.participation_graph(corpus), **SETTINGS | settings, lang=lang)


@pytest.mark.parametrize(
    "told", ["77 runs", "321", "4,321", "5%", "90%", "10%", "Seed of the draws: 5", "by kind of body"]
)
def test_methods_text_tells_every_setting(corpus_of, told):
    assert told in str(methods(corpus_of("CMA GNR")))


def test_methods_text_tells_weight_null_and_choice(corpus_of):
    corpus = corpus_of("CMA GNR")
    told = str(methods(corpus, weight="newman", null="bicm", kinds="-project"))
    assert "sum of 1/(n−1)" in told
    assert "bipartite configuration model" in told
    assert "does not count every body" in told


def test_methods_text_lists_every_work_that_it_cites_once(corpus_of):
    told = methods(corpus_of("CMA GNR"))
    listed = [line for line in str(told).splitlines() if "(1997)" in line and line.startswith("Borgatti")]
    assert len(listed) == 1
    assert "- Borgatti, S. P. & Everett, M. G. (1997)." in told._repr_markdown_()
    assert "[@" not in str(told)


def test_methods_text_says_which_plans_were_pooled(corpus_of, joined):
    both = joined(corpus_of("CMA GNR"), corpus_of("CMA GNR", plan_id="vila-2025"))
    assert "vila-2024 and vila-2025" in str(methods(both, pooled=both.plan_ids))
    assert "added up" not in str(methods(corpus_of("CMA GNR")))


def test_methods_text_names_the_versions(corpus_of):
    import networkx

    assert f"networkx {networkx.__version__}" in str(methods(corpus_of("CMA GNR")))
