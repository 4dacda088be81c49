"""Findings on other plans and years: what is compared, what is not, and doubt told beside the number."""

from dataclasses import replace

import pandas as pd

import analysis
from analysis.presentation import findings


def standing(own, others, interval="wilson", lang="en"):
    plans = {"own": own, **{f"p{n}": limits for n, limits in enumerate(others)}}
    index = pd.MultiIndex.from_product([plans, ["lone_share"]], names=["plan_id", "measure"])
    frame = pd.DataFrame(list(plans.values()), index=index, columns=["value", "low", "high"]).astype("Float64")
    return str(findings.standing_finding(frame.assign(interval=interval), "own", level=0.95, lang=lang))


def theme_gaps(unmapped, own_actions):
    index = pd.MultiIndex.from_tuples([("p", "health")], names=["plan_id", "theme"])
    columns = ["peers", "suggested_peers", "of_peers", "unmapped_actions"]
    gaps = pd.DataFrame([[3, 0, 5, unmapped]], index=index, columns=columns, dtype="Int64")
    covered = pd.MultiIndex.from_tuples([("p", "housing"), ("q", "housing")], names=["plan_id", "theme"])
    themes = pd.DataFrame({"actions": pd.array([own_actions, 2], dtype="Int64"), "suggested": False}, index=covered)
    return str(findings.theme_gap_finding(gaps, themes, "p", lang="en"))


def year(before, after, lang="pt"):
    changes = analysis.action_changes(before, after)
    turnover, domains = analysis.organisation_turnover(before, after), analysis.domain_changes(before, after, changes)
    return changes, findings.year_finding(changes, turnover, domains, "Vila 2023", lang=lang)


def test_bounds_are_no_interval_of_chance():
    assert "Above the other" in standing((0.8, 0.7, 0.9), [(0.1, 0.0, 0.2)])
    assert standing((0.8, 0.7, 0.9), [(0.1, 0.0, 0.2)], "bounds").startswith("No measure has intervals on both sides.")


def test_intervals_of_the_other_plan_touch_and_those_of_several_do_not_part():
    one = standing((0.5, 0.2, 0.8), [(0.4, 0.1, 0.7)])
    assert one.startswith(
        "The 95% intervals of this plan and of the other touch in the only measure that can be compared"
    )
    # One of the three is apart, which is not more than half.
    several = standing((0.5, 0.3, 0.8), [(0.4, 0.1, 0.7), (0.1, 0.0, 0.2), (0.6, 0.3, 0.9)])
    assert "do not part this plan from more than half of the others" in several
    assert "touch" not in several


def test_plan_without_themes_lacks_none_that_is_known():
    told = theme_gaps(unmapped=4, own_actions=pd.NA)
    assert told == "No action of this plan has a theme yet: which themes of the others it lacks is not known."


def test_actions_without_a_theme_are_told_beside_the_themes_that_others_have():
    assert "4 actions of this plan have no theme yet and may be of one of these." in theme_gaps(4, 2)
    assert "no theme yet" not in theme_gaps(0, 2)


def test_first_plan_that_was_read_is_not_called_the_first_of_the_municipality(corpus_of):
    corpus = corpus_of("CMA")
    changes = analysis.action_changes(corpus, corpus)
    turnover, domains = analysis.organisation_turnover(corpus, corpus), analysis.domain_changes(corpus, corpus, changes)
    told = str(findings.year_finding(changes, turnover, domains, None, lang="en"))
    assert told == "No earlier plan of this municipality is among the documents read, so nothing is compared."


def test_doubt_of_matches_is_in_the_numbers_at_the_top(corpus_of):
    before, after = corpus_of("CMA", "GNR", plan_id="vila-2023"), corpus_of("CMA", "GNR", "PSP")
    changes = analysis.action_changes(before, after)
    changes["doubtful"] = changes["doubtful"].mask(changes["status"] == "kept", True)
    turnover, domains = analysis.organisation_turnover(before, after), analysis.domain_changes(before, after, changes)
    found = findings.year_finding(changes, turnover, domains, "Vila 2023")
    assert list(changes["status"]).count("kept") == 2
    told = "2 correspondências são duvidosas e convém revê-las: se forem de ações diferentes, as novas são 3 e as"
    assert told in str(findings.summary_finding({"years-title": [found]}))  # 1 new and 2 doubtful; 0 dropped and 2


def test_nobody_that_enters_is_said_in_words(corpus_of):
    _, found = year(corpus_of("CMA GNR", plan_id="vila-2023"), corpus_of("CMA"))
    assert "1 entidade fica, nenhuma entra e 1 sai." in str(found)
    _, found = year(corpus_of("CMA", plan_id="vila-2023"), corpus_of("GNR"), lang="en")
    assert "No body stays, 1 enters and 1 leaves." in str(found)


def test_renamed_domain_that_shrinks_is_among_those_that_shrink(corpus_of):
    before = corpus_of("CMA", "GNR", "PSP", "JF", domains=["Velho"] * 3 + ["B"], plan_id="vila-2023")
    after = corpus_of("CMA", "GNR", "JF", domains=["Novo", "Novo", "B"])
    _, found = year(before, after)
    assert "Encolhe: «Novo» (3 → 2 ações)." in str(found)
    assert "Muda de nome: «Velho» passa a «Novo»." in str(found)


def test_kept_actions_whose_months_one_plan_does_not_state_are_counted(corpus_of):
    before = corpus_of("CMA", "GNR", months=[[1], [2]], plan_id="vila-2023")
    after = corpus_of("CMA", "GNR", months=[[1], None])
    _, found = year(before, after, lang="en")
    assert "Of one of the actions kept the months could not be compared" in str(found)


def test_reading_of_collective_mentions_only_says_all(corpus_of):
    corpus = corpus_of("IPSS", "IPSS")
    issue = {"plan_id": "vila-2024", "field": "responsible", "text": "IPSS", "problem": "x", "treatment": "y"}
    rows = [issue | {"action_id": f"vila-2024/00{n}"} for n in (1, 2)]
    issues = pd.DataFrame(rows).reindex(columns=corpus.issues.columns).astype(corpus.issues.dtypes)
    told = str(findings.reading_finding(replace(corpus, issues=issues), lang="en"))
    assert told.endswith("All are collective mentions (such as “IPSS”): the group is read as one body.")
