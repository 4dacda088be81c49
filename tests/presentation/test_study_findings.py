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
    columns = ["effective", "effective_low", "effective_high", "named_actions"]
    frame = pd.DataFrame([[1.0, 1.0, 2.0, 4], [5.0, 4.0, 6.0, 6], [3.0, 1.5, 4.5, 4]], index=index, columns=columns)
    nobody = pd.DataFrame(columns=["key_lone_share", "named_actions"], index=index[:0], dtype="Float64")
    told = str(findings.concentration_finding(frame.astype("Float64"), nobody, level=0.95, lang="en"))
    assert (
        "Between domains with a like number of actions (up to one and a half times), one of the 3 pairs can be" in told
    )
    assert "Resting on fewer bodies, “A” (1.0 bodies; 1.0 to 2.0); on more, “B” (5.0 bodies; 4.0 to 6.0)." in told


def test_key_body_of_a_domain_is_named_with_what_it_holds_alone(corpus_of):
    corpus = corpus_of("CMA", "CMA", "CMA GNR", "GNR IPSS", domains=["A", "A", "A", "B"])
    frames = analysis.concentration_intervals(corpus, draws=20), analysis.domain_dependence(corpus)
    told = str(findings.concentration_finding(*frames, level=0.95, lang="en"))
    assert "In one of the 2 domains half or more of the actions" in told
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
    assert "Without Entidade CMA, no two domains would share a body." in told


def test_gaps_are_told_with_how_many_of_how_many(corpus_of):
    corpus = corpus_of("CMA", "", "", months=([1], None, [2]))
    told = str(findings.gap_finding(analysis.gap_summary(corpus), analysis.plan_gaps(corpus), lang="en"))
    assert "actions without a responsible body (2 of 3: nos. 2 and 3)" in told
    assert "actions without known months (1 of 3: no. 2)" in told
    assert "indicators (none in the whole document)" in told


def test_plan_without_indicators_is_not_judged(corpus_of):
    told = str(findings.indicator_finding(analysis.indicator_summary(corpus_of("CMA", "GNR")), lang="en"))
    assert told == "The document has no indicators: it does not say how one is to see what each action gave."


def test_no_indicator_of_the_plan_states_a_target():
    corpus = analysis.load_corpus("alijo-2021")
    told = str(findings.indicator_finding(analysis.indicator_summary(corpus), lang="en"))
    assert "The document has 85 indicators; each of the 61 actions has one or more." in told
    assert "None of the 85 indicators states a value to be reached (a quantified target)." in told
    assert "None states a baseline. None states a deadline." in told


def test_peak_is_told_against_the_mean(corpus_of):
    told = load(corpus_of("CMA", "CMA", "GNR", months=([3], [3, 4], [3])))  # 3 in March; 4 / 12 a month; 3 / (4 / 12)
    assert "The peak is 3 actions under way, in March: 9.00 times the mean of the twelve months." in told
    assert "known" not in told


def test_peak_of_several_months_is_of_each(corpus_of):
    told = load(corpus_of("CMA", "GNR", months=([3], [5])), weight="split")
    assert "The peak is 1.0 split action, in March and May (in each): 6.00 times the mean" in told


def test_peak_of_a_part_is_the_known_peak(corpus_of):
    # 1 known, in March; the other runs in 1 to 12 months: the peak is 1 or 2. Gini: least with the other in all other
    # months, 0; most with both in March, 11/12.
    told = load(corpus_of("CMA", "GNR", months=([3], None)))
    assert "The known peak is 1 action under way, in March: 12.00 times the known mean of the twelve months." in told
    assert (
        "With the action without months (50%), the peak of the whole plan must be between 1 and 2 actions under way in"
        " one month, depending on the months in which it turns out to run (at least one)." in told
    )
    assert "The Gini index of the known load over the months is 0.92" in told
    assert "; that of the whole plan is between 0.00 and 0.92." in told


def test_evenness_over_bodies_is_of_those_whose_load_is_known(corpus_of):
    told = load(corpus_of("CMA", "GNR", "IPSS", months=([3], [3], None)))
    assert "Over the bodies of which some load is known (2 of 3) it is 0.00" in told
    assert "Over the bodies it is 0.00" in load(corpus_of("CMA", "GNR", months=([3], [3])))
    assert "Over the bodies" not in load(corpus_of("CMA", "GNR", months=([3], None)))


def test_known_even_load_is_told_as_known(corpus_of):
    assert "The load is equal in the twelve months." in load(corpus_of("CMA", months=[range(1, 13)]))
    assert "The known load is equal" in load(corpus_of("CMA", "GNR", months=[range(1, 13), None]))


def test_unknown_schedule_gives_bounds_in_place_of_a_peak(corpus_of):
    told = load(corpus_of("CMA", "GNR"))
    assert told == (
        "The months of no action are known. The peak of the whole plan must be between 1 and 2 actions under way in one"
        " month, depending on the months in which they turn out to run (at least one each)."
    )


def test_occasional_action_leaves_the_peak_without_a_most(corpus_of):
    corpus = corpus_of("CMA", "GNR", months=([1], range(1, 13)))
    actions = corpus.actions.assign(frequency=pd.array([pd.NA, "occasional"], dtype=corpus.actions["frequency"].dtype))
    told = load(analysis.Corpus(**{**corpus.frames(), "actions": actions}), weight="occurrences")
    assert "Of one action (50%) the months are not known, or how often it takes place." in told
    assert (
        "at least 1.0 occurrence in one month; some actions take place when needed, so there is no upper limit" in told
    )


def test_ways_of_counting_are_told_where_there_is_anything_to_count(corpus_of):
    def told(corpus):
        return str(findings.weights_finding(analysis.weighted_loads(corpus), lang="en"))

    assert told(corpus_of("CMA", months=[[1]])).startswith("Three ways to count.")
    assert told(corpus_of("CMA")) == ""


def overload(corpus, **options):
    rule = {"threshold": 2.0, "least": 3}
    flagged, busy = analysis.overloaded_months(corpus, **rule), analysis.organisation_load(corpus)
    return str(findings.overload_finding(flagged, busy, **rule, lang="en"))


def test_overload_is_sure_where_all_months_are_known(corpus_of):
    assert overload(corpus_of("CMA", "GNR", months=[[1], [1]])) == (
        "No body has a month with at least 3 actions and 2 times its mean load."
    )
    assert overload(corpus_of("CMA", "GNR", months=[[1], None])).startswith("As far as is known, no body has a month")
    assert overload(corpus_of("CMA", "CMA", "CMA", months=[[5]] * 3)) == (
        "One body has a month with at least 3 actions and 2 times its own mean load: Entidade CMA (in May)."
    )
    assert overload(corpus_of("CMA", "CMA", "CMA", "CMA", months=[[5], [5], [5, 6], None])).startswith(
        "As far as is known, one body has a month with"
    )


def test_who_is_busy_is_not_told_where_nobody_is_named(corpus_of):
    assert overload(corpus_of("", months=[[1]])) == (
        "The plan names none of the bodies that count here, so who is busy is not known."
    )
    assert overload(corpus_of("CMA")).startswith("Without stated months it is not known")


def test_bodies_that_are_all_busy_all_year_are_told_once(corpus_of):
    told = overload(corpus_of("CMA GNR", months=[range(1, 13)]))
    assert told.endswith("All 2 bodies have actions under way in all twelve months: they always coincide.")
    assert "always" not in overload(corpus_of("CMA", months=[range(1, 13)]))


def levelling(corpus, *, stopped=False, lang="en"):
    plan, steps = analysis.levelling_plan(corpus, slack=2), analysis.levelling_steps(corpus, slack=2)
    effect = plan.effect.assign(search="time_limit") if stopped else plan.effect
    return str(findings.levelling_finding(plan.moves, effect, slack=2, steps=steps, lang=lang))


def test_few_moves_are_named(corpus_of):
    # May has 3, June 2: without no. 1 in May it has 2, and no. 1 adds to June and July no more than that.
    corpus = corpus_of("CMA", "CMA", "GNR", months=[[5, 6], [5], range(1, 13)])
    told = levelling(corpus)
    assert "Within these limits 2 actions can move; one that runs all year has nowhere to go." in told
    assert (
        "Moving 1 action lowers the peak from 3 to 2 (moves of up to 1 month): no. 1, from May and June to June and"
        " July. It is a suggestion" in told
    )
    assert told.endswith("check whether this action can move and whether another depends on it.")
    assert "known" not in told


def test_moves_of_actions_with_the_same_months_say_that_another_would_do(corpus_of):
    told = levelling(corpus_of("CMA", "CMA", months=[[5, 6], [5, 6]]), lang="pt")
    assert "a n.º 1 (ou outra com os mesmos meses), de maio e junho para março e abril." in told


def test_many_moves_are_not_named_but_what_fewer_give_is_told(corpus_of):
    # Five in May, slack 2: five months take one each, four moves; three leave 2 in one month.
    told = levelling(corpus_of(*["CMA"] * 5, months=[[5]] * 5))
    assert (
        "Moving 4 actions lowers the peak from 5 to 1 (moves of up to 2 months); 3 already bring it to 2."
        " Fewer than 4 moves do not reach 1." in told
    )


def test_levelling_claims_only_what_is_proven(corpus_of):
    stopped = levelling(corpus_of("CMA", "CMA", months=[[5], [5]]), stopped=True)
    assert "Fewer than" not in stopped
    assert "there may be better" in stopped


def test_levelling_without_moves_is_told_as_proven_or_not_found(corpus_of):
    one = corpus_of("CMA", months=[[5]])
    assert "None of the moves allowed lowers the peak of 1 action." in levelling(one)
    assert "In the time given none of the moves allowed was found to lower the peak of 1 action." in levelling(
        one, stopped=True
    )


def test_levelling_of_a_part_says_that_the_plan_may_not_gain(corpus_of):
    told = levelling(corpus_of("CMA", "CMA", "CMA", "CMA", months=[[5], [5], [1], None]))
    assert "lowers the known peak from 2 to 1" in told
    assert "Actions without months (25%) are left out: with them the peak may not fall." in told
    still = levelling(corpus_of("CMA", "CMA", months=[[5], None]))
    assert still.endswith("lowers the known peak of 1 action. Actions without months (50%) are left out.")


def comparison(own, others, interval="wilson"):
    plans = {"own": own, **{f"p{n}": interval for n, interval in enumerate(others)}}
    index = pd.MultiIndex.from_product([plans, ["lone_share"]], names=["plan_id", "measure"])
    frame = pd.DataFrame(list(plans.values()), index=index, columns=["value", "low", "high"], dtype="Float64")
    frame["interval"] = interval
    return str(findings.standing_finding(frame, "own", level=0.95, lang="en"))


def test_plan_stands_above_others_only_where_intervals_do_not_touch():
    told = comparison((0.8, 0.7, 0.9), [(0.1, 0.0, 0.2), (0.2, 0.1, 0.3), (0.6, 0.5, 0.75)])
    assert "Above more than half of the others, with 95% intervals that do not touch: " in told
    assert "(80%; 2 of the 3 with which it can be compared)" in told


def test_plan_that_cannot_be_told_apart_is_not_ranked():
    told = comparison((0.5, 0.2, 0.8), [(0.1, 0.0, 0.3), (0.9, 0.7, 1.0)])
    assert "The 95% intervals do not part this plan from more than half of the others in the only measure that" in told
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
    assert "em «A», Entidade CMA e Entidade GNR (1 de 2 cada)." in told["pt"]
    assert "in “A”, Entidade CMA and Entidade GNR (1 of 2 each)." in told["en"]


def test_theme_that_peers_have_by_suggestion_only_is_not_named():
    index = pd.MultiIndex.from_tuples([("p", "health"), ("p", "mental_health")], names=["plan_id", "theme"])
    columns = ["peers", "suggested_peers", "of_peers", "unmapped_actions"]
    gaps = pd.DataFrame([[3, 1, 5, 0], [2, 2, 5, 0]], index=index, columns=columns, dtype="Int64")
    covered = pd.MultiIndex.from_tuples([("p", "housing")], names=["plan_id", "theme"])
    themes = pd.DataFrame({"actions": [1], "suggested": pd.array([True], dtype="boolean")}, index=covered)
    told = str(findings.theme_gap_finding(gaps, themes, "p", lang="en"))
    assert (
        "One theme has a domain of its own in other plans and not in this one (the actions may be in other domains):"
        " “Health” (in 3 plans)." in told
    )
    assert "1 theme is in other plans by suggestion only." in told
    alone = str(findings.theme_gap_finding(gaps.iloc[1:], themes, "p"))
    assert alone.startswith("1 tema aparece noutros planos só por sugestão.")
    assert "Saúde mental" not in alone


@pytest.mark.parametrize(("actions", "told"), [(12, True), (60, False)])
def test_measures_that_depend_on_size_are_compared_between_plans_of_like_size(actions, told):
    index = pd.MultiIndex.from_product([["own", "p"], ["actions", "density"]], names=["plan_id", "measure"])
    rows = [(10, pd.NA, pd.NA), (0.8, 0.7, 0.9), (actions, pd.NA, pd.NA), (0.1, 0.05, 0.2)]
    frame = pd.DataFrame(rows, index=index, columns=["value", "low", "high"]).astype("Float64")
    frame["interval"] = "bootstrap"
    page = str(findings.standing_finding(frame, "own", level=0.95, lang="en"))
    assert ("Above the other" in page) == told
    assert ("1 measure is not compared, since it depends on the number of actions" in page) != told
