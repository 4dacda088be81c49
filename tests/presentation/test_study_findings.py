"""Findings on coverage, indicators, load and comparisons say what the frames hold, and no more."""

import pandas as pd
import pytest

import analysis
from analysis.presentation import findings


@pytest.fixture
def themes(corpus_of, themed):
    corpus = corpus_of("CMA", "CMA GNR", "GNR", "CMA", domains=["A", "A", "B", None])
    return analysis.theme_coverage(themed(corpus, {"A": "health", "B": "housing"}, suggested=["B"]))


def load(corpus, weight="actions"):
    balance = analysis.load_balance(corpus, weight=weight)
    return str(findings.load_finding(balance, analysis.load_bounds(corpus, weight=weight), weight=weight, lang="en"))


def test_suggested_themes_are_told_and_actions_without_one_counted(themes):
    told = str(findings.theme_finding(themes, lang="en"))
    assert "this plan has 2 themes. The theme with the most actions is “Health”: 2 of 4 (50%)." in told
    assert "The theme of 1 of the 2 domains was suggested by its words and nobody has reviewed it" in told
    assert "1 action has no theme." in told


def test_plan_without_themes_says_so(corpus_of):
    told = str(findings.theme_finding(analysis.theme_coverage(corpus_of("CMA", domains=["A"])), lang="en"))
    assert told == "No domain of the plan has a theme of the common list yet."


def test_domains_are_told_apart_only_where_intervals_do_not_touch():
    index = pd.MultiIndex.from_product([["p"], ["A", "B", "C"]], names=["plan_id", "domain"])
    columns = ["effective", "effective_low", "effective_high"]
    frame = pd.DataFrame([[1.0, 1.0, 2.0], [5.0, 4.0, 6.0], [3.0, 1.5, 4.5]], index=index, columns=columns)
    nobody = pd.DataFrame(columns=["key_lone_share"], index=index[:0], dtype="Float64")
    told = str(findings.concentration_finding(frame.astype("Float64"), nobody, level=0.95, lang="en"))
    assert "Of the 3 pairs of domains with intervals, 1 can be told apart" in told
    assert "Resting on fewer bodies: “A” (1.0 bodies; 1.0 to 2.0); on more: “B” (5.0 bodies; 4.0 to 6.0)." in told


def test_key_body_of_a_domain_is_named_with_what_it_holds_alone(corpus_of):
    corpus = corpus_of("CMA", "CMA", "CMA GNR", "GNR IPSS", domains=["A", "A", "A", "B"])
    frames = analysis.concentration_intervals(corpus, draws=20), analysis.domain_dependence(corpus)
    told = str(findings.concentration_finding(*frames, level=0.95, lang="en"))
    assert "In 1 of the 2 domains half or more of the actions" in told
    assert "in “A”, Entidade CMA (2 of 3)." in told


def test_body_that_alone_holds_domains_together_is_named(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA IPSS", "PSP", domains=["A", "B; b", "C"])
    told = str(
        findings.overlap_finding(
            analysis.domain_overlap(corpus, samples=20), analysis.bridging_organisations(corpus), lang="en"
        )
    )
    assert "The pair of domains that shares the most bodies is “A” with “B; b”: 1 body." in told
    assert "2 of the 3 pairs of domains share no body." in told
    assert "One body is the only link between some domains: Entidade CMA (1 pair)." in told
    assert "Without Entidade CMA, the domain “B; b” would share no body with the others." in told


def test_gaps_are_told_with_how_many_of_how_many(corpus_of):
    told = str(findings.gap_finding(analysis.gap_summary(corpus_of("CMA", "", months=([1], None))), lang="en"))
    assert "actions without a responsible body (1 of 2)" in told
    assert "actions without known months (1 of 2)" in told
    assert "indicators (none in the whole document)" in told


def test_plan_without_indicators_is_not_judged(corpus_of):
    told = str(findings.indicator_finding(analysis.indicator_summary(corpus_of("CMA", "GNR")), lang="en"))
    assert told == "The document has no indicators for any of the 2 actions: nothing here judges them."


def test_no_indicator_of_the_plan_states_a_target():
    corpus = analysis.load_corpus("alijo-2021")
    told = str(findings.indicator_finding(analysis.indicator_summary(corpus), lang="en"))
    assert "The document has 85 indicators; each of the 61 actions has one or more." in told
    assert "None of the 85 indicators states a value to be reached (a quantified target)." in told
    assert "None states a baseline. None states a deadline." in told


def test_peak_is_told_against_the_mean(corpus_of):
    told = load(corpus_of("CMA", "CMA", "GNR", months=([3], [3, 4], [3])))
    assert "The known peak is in March: 3, 9.00 times the mean of the twelve months." in told


def test_unknown_schedule_gives_bounds_in_place_of_a_peak(corpus_of):
    told = load(corpus_of("CMA", "GNR"))
    assert "The load of no action is known" in told
    assert "The peak of the whole plan must be between 1 and 2" in told


def test_occasional_action_leaves_the_peak_without_a_most(corpus_of):
    corpus = corpus_of("CMA", "GNR", months=([1], range(1, 13)))
    actions = corpus.actions.assign(frequency=pd.array([pd.NA, "occasional"], dtype=corpus.actions["frequency"].dtype))
    told = load(analysis.Corpus(**{**corpus.frames(), "actions": actions}), weight="occurrences")
    assert "there is no most" in told


def levelling(peaks, search="optimal", moves=0, unknown=0.0):
    effect = pd.DataFrame(
        {"peak_before": [peaks[0]], "peak_after": [peaks[1]], "search": [search], "share_unknown": [unknown]}
    )
    return str(findings.levelling_finding(pd.DataFrame(index=range(moves)), effect, slack=2, lang="en"))


def test_levelling_claims_only_what_is_proven():
    assert (
        "Moving 2 actions lowers the known peak from 5 to 4 (moves of up to 2 months). Fewer moves do not reach it."
        in levelling((5, 4), moves=2)
    )
    stopped = levelling((5, 4), search="time_limit", moves=2)
    assert "Fewer moves" not in stopped
    assert "there may be better" in stopped


def test_levelling_without_moves_is_told_as_proven_or_not_found():
    assert "None of the moves allowed lowers the known peak of 5." in levelling((5, 5))
    assert "In the time given none of the moves allowed was found to lower the known peak of 5." in levelling(
        (5, 5), search="time_limit"
    )
    assert "Actions without months (25%) are left out." in levelling((5, 5), unknown=0.25)


def comparison(own, others):
    plans = {"own": own, **{f"p{n}": interval for n, interval in enumerate(others)}}
    index = pd.MultiIndex.from_product([plans, ["lone_share"]], names=["plan_id", "measure"])
    frame = pd.DataFrame(list(plans.values()), index=index, columns=["value", "low", "high"], dtype="Float64")
    return str(findings.standing_finding(frame, "own", level=0.95, lang="en"))


def test_plan_stands_above_others_only_where_intervals_do_not_touch():
    told = comparison((0.8, 0.7, 0.9), [(0.1, 0.0, 0.2), (0.2, 0.1, 0.3), (0.6, 0.5, 0.75)])
    assert "Above more than half of the others, with 95% intervals that do not touch: " in told
    assert "(80%; 2 of 3)" in told


def test_plan_that_cannot_be_told_apart_is_not_ranked():
    told = comparison((0.5, 0.2, 0.8), [(0.1, 0.0, 0.3), (0.9, 0.7, 1.0)])
    assert "In the only measure with intervals that can be compared this plan cannot be told from more than" in told
    assert "Above" not in told
    assert "Below" not in told


def test_who_stays_is_told_only_where_both_years_name_bodies(corpus_of):
    before = corpus_of("CMA GNR", plan_id="vila-2023")
    told = []
    for after in (corpus_of("CMA IEFP"), corpus_of("")):
        changes = analysis.action_changes(before, after)
        turnover, domains = (
            analysis.organisation_turnover(before, after),
            analysis.domain_changes(before, after, changes),
        )
        told.append(str(findings.year_finding(changes, turnover, domains, "vila-2023", lang="en")))
    assert "1 body stays, 1 enters and 1 leaves." in told[0]
    assert "who stays, enters or leaves is not known." in told[1]


def test_renamed_domain_is_told_as_one(corpus_of):
    before = corpus_of("CMA", "GNR", "PSP", domains=["Diálogo", "Diálogo", "Casa"], plan_id="vila-2023")
    after = corpus_of("CMA", "GNR", "PSP", domains=["Acolhimento", "Acolhimento", "Casa"])
    changes = analysis.action_changes(before, after)
    frames = changes, analysis.organisation_turnover(before, after), analysis.domain_changes(before, after, changes)
    told = str(findings.year_finding(*frames, "Vila 2023"))
    assert "3 ações mantêm-se" in told
    assert "Muda de nome: «Diálogo» passa a «Acolhimento»." in told
    assert "novo:" not in told
    assert "Renamed: “Diálogo” becomes “Acolhimento”." in str(findings.year_finding(*frames, "Vila 2023", lang="en"))


def test_two_bodies_that_hold_half_of_a_domain_each_are_not_told_as_one(corpus_of):
    corpus = corpus_of("CMA", "GNR", "CMA GNR", "CMA GNR", domains=["A", "A", "B", "B"])
    frames = analysis.concentration_intervals(corpus, draws=20), analysis.domain_dependence(corpus)
    told = {lang: str(findings.concentration_finding(*frames, level=0.95, lang=lang)) for lang in ("pt", "en")}
    assert "em «A», duas entidades, cada uma com 1 de 2." in told["pt"]
    assert "in “A”, two bodies, each with 1 of 2." in told["en"]


def test_theme_that_peers_have_by_suggestion_only_is_not_named():
    index = pd.MultiIndex.from_tuples([("p", "health"), ("p", "mental_health")], names=["plan_id", "theme"])
    columns = ["peers", "suggested_peers", "of_peers", "unmapped_actions"]
    gaps = pd.DataFrame([[3, 1, 5, 0], [2, 2, 5, 0]], index=index, columns=columns, dtype="Int64")
    themes = pd.DataFrame({"suggested": pd.array([True], dtype="boolean")})
    told = str(findings.theme_gap_finding(gaps, themes, "p", lang="en"))
    assert "One theme is in other plans and in no domain of this one: “Health” (in 3 plans)." in told
    assert "1 theme is in other plans by suggestion only." in told
    alone = str(findings.theme_gap_finding(gaps.iloc[1:], themes, "p"))
    assert alone.startswith("1 tema aparece noutros planos só por sugestão.")
    assert "Saúde mental" not in alone


@pytest.mark.parametrize(("actions", "told"), [(12, True), (60, False)])
def test_measures_that_depend_on_size_are_compared_between_plans_of_like_size(actions, told):
    index = pd.MultiIndex.from_product([["own", "p"], ["actions", "density"]], names=["plan_id", "measure"])
    rows = [(10, pd.NA, pd.NA), (0.8, 0.7, 0.9), (actions, pd.NA, pd.NA), (0.1, 0.05, 0.2)]
    frame = pd.DataFrame(rows, index=index, columns=["value", "low", "high"]).astype("Float64")
    page = str(findings.standing_finding(frame, "own", level=0.95, lang="en"))
    assert ("Above the other" in page) == told
    assert ("1 measure is not compared, since it depends on the number of actions" in page) != told
