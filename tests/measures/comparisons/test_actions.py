"""What became of the actions of a plan, on plans known by hand and on pairs that people labelled."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.measures.comparisons.actions import COLUMNS, action_changes

GOLD = Path(__file__).parents[2] / "gold" / "action_matches.csv"
FLAGS = [column for column in COLUMNS if column.endswith("_changed")]


@pytest.fixture(scope="module")
def changes_of(plan_of):
    """What became of the actions between two plans, each cells, texts and further keywords."""

    def changes(before, after, **keywords):
        first, second = (
            plan_of(*cells, texts=texts, plan_id=f"vila-{year}", **more)
            for year, (cells, texts, more) in ((2023, before), (2024, after))
        )
        return action_changes(first, second, **keywords)

    return changes


FAIR, CENSUS, COURSE = "Feira da saúde na praça", "Recenseamento de idosos sós", "Curso de língua gestual"


def test_actions_are_kept_changed_new_and_dropped(changes_of):
    found = changes_of(
        (["CMA", "GNR", "PSP"], [FAIR, CENSUS, COURSE], {}), (["IPSS", "GNR", "CMA"], ["Horta", CENSUS, FAIR], {})
    )
    # The fair lacks its body: 0.8 of bodies unlike; it is matched all the same.
    assert found["status"].to_dict() == {
        "vila-2024/001": "new",
        "vila-2024/002": "kept",
        "vila-2024/003": "kept",
        "vila-2023/003": "dropped",
    }
    assert found.dtypes.to_dict() == COLUMNS
    assert found.loc["vila-2024/003", "before_action_id"] == "vila-2023/001"
    assert found.loc["vila-2023/003", ["domain", "action_before"]].to_list() == ["Domínio", COURSE]
    assert found.loc[["vila-2024/001", "vila-2023/003"], ["doubtful", "likeness", *FLAGS]].isna().all(axis=None)
    assert found["doubtful"].dropna().to_list() == [False, False]


@pytest.mark.parametrize(
    ("changed", "cells", "text", "more"),
    [
        ("text_changed", "CMA", "Feira anual da saúde na praça", {}),
        ("bodies_changed", "CMA GNR", FAIR, {}),
        ("months_changed", "CMA", FAIR, {"months": [[5]]}),
        ("indicators_changed", "CMA", FAIR, {"indicators": ["N.º de visitantes"]}),
        ("domain_changed", "CMA", FAIR, {"domains": ["Saúde", "Domínio"]}),
    ],
)
def test_what_changed_is_told(changed, cells, text, more, changes_of):
    usual = {"months": [[4], [1]], "indicators": ["N.º de bancas", "N.º de idosos"]}
    more = {name: [value, *rest, *usual.get(name, [])[1:]] for name, (value, *rest) in more.items()}
    both = (["CMA", "GNR"], [FAIR, CENSUS], usual), ([cells, "GNR"], [text, CENSUS], usual | more)
    found = changes_of(*both).iloc[0]
    assert found["status"] == "changed"
    assert [flag for flag in FLAGS if found[flag]] == [changed]


def test_what_either_plan_does_not_state_is_not_known_to_have_changed(changes_of):
    stated = {"months": [[4]], "indicators": ["N.º de bancas"]}
    found = changes_of((["CMA"], [FAIR], stated), ([""], [FAIR], {"domains": [None]})).iloc[0]
    assert found[[flag for flag in FLAGS if flag != "text_changed"]].isna().all()
    assert found["status"] == "kept"


def test_year_accents_and_signs_in_a_text_are_no_change(changes_of):
    found = changes_of((["CMA"], ["Plano de ação - 2023"], {}), (["CMA"], ["Plano de Acção 2024."], {}))
    assert found["status"].to_list() == ["kept"]


@pytest.mark.parametrize("text", ["2024", "...", FAIR])
def test_same_text_is_kept_whatever_it_is(text, changes_of):
    same = (["CMA", "GNR"], [text, CENSUS], {})
    found = changes_of(same, same)
    assert found[["status", "doubtful", "text_changed"]].to_numpy().tolist() == [["kept", False, False]] * 2


def test_domains_that_a_number_tells_apart_are_two(changes_of):
    usual = (["CMA", "GNR"], [FAIR, CENSUS])
    found = changes_of((*usual, {"domains": ["Eixo 1", "Eixo 2"]}), (*usual, {"domains": ["Eixo 2", "Eixo 2"]}))
    assert found["domain_changed"].to_list() == [True, False]


def test_domain_that_only_changed_its_name_changes_no_action(changes_of):
    texts = [FAIR, CENSUS, COURSE]
    before = (["CMA", "GNR", "PSP"], texts, {"domains": ["Diálogo", "Diálogo", "Diálogo"]})
    found = changes_of(before, (["CMA", "GNR"], texts[:2], {"domains": ["Acolhimento", "Acolhimento"]}))
    assert found["status"].to_list() == ["kept", "kept", "dropped"]
    assert found["domain_changed"].to_list() == [False, False, pd.NA]
    assert found["domain"].to_list() == ["Acolhimento"] * 3


def test_dropped_action_has_the_domain_in_the_words_of_the_later_plan(changes_of):
    before = (["CMA", "GNR"], [COURSE, CENSUS], {"domains": ["1. Saúde", "Casa"]})
    found = changes_of(before, (["PSP"], ["Horta"], {"domains": ["SAÚDE"]}))
    assert found["domain"].to_list() == ["SAÚDE", "SAÚDE", "Casa"]


def test_numbered_sessions_are_told_apart(changes_of):
    texts = ["1.ª sessão de formação para famílias", "2.ª sessão de formação para famílias"]
    found = changes_of((["CMA", "CMA"], texts, {}), (["CMA", "CMA"], texts[::-1], {}))
    assert found["before_action_id"].to_list() == ["vila-2023/002", "vila-2023/001"]


def test_two_actions_with_the_same_words_are_doubtful(changes_of):
    twins = (["CMA", "CMA"], [FAIR, FAIR], {})
    found = changes_of(twins, twins)
    assert found["status"].to_list() == ["kept", "kept"]
    assert found["doubtful"].all()


@pytest.mark.parametrize("n", [2, 3, 5])
def test_same_months_decide_between_actions_of_the_same_words(n, changes_of):
    """A meeting a month, written in the opposite order in the next year: which is which is doubtful, not the count."""
    meetings = (["CMA"] * n, ["Reunião da rede"] * n, {"months": [[month] for month in range(1, n + 1)]})
    turned = (*meetings[:2], {"months": [[month] for month in range(n, 0, -1)]})
    for after in (meetings, turned):
        found = changes_of(meetings, after)
        assert set(found["status"]) == {"kept"}
        assert found["doubtful"].all()


def test_decision_of_a_person_holds(changes_of):
    plans = (["CMA"], [FAIR], {}), (["CMA", "PSP"], [FAIR, COURSE], {})
    pairs = [
        ("vila-2023/001", "vila-2024/001", False),
        ("vila-2023/001", "vila-2024/002", True),
        ("x/001", "y/001", True),
    ]
    found = changes_of(*plans, decisions=pd.DataFrame(pairs, columns=["before", "after", "same"]))
    assert found["status"].to_dict() == {"vila-2024/001": "new", "vila-2024/002": "changed"}
    assert found["decided"].to_list() == ["reviewed", "reviewed"]  # the rejected pair left the first without a match
    assert found["doubtful"].to_list() == [pd.NA, False]


def test_action_decided_to_be_two_others_is_refused(changes_of):
    pairs = [("vila-2023/001", "vila-2024/001", True), ("vila-2023/001", "vila-2024/002", True)]
    decisions = pd.DataFrame(pairs, columns=["before", "after", "same"])
    with pytest.raises(ParameterError, match=r"decisions.*vila-2023/001"):
        changes_of((["CMA"], [FAIR], {}), (["CMA", "PSP"], [FAIR, COURSE], {}), decisions=decisions)


@pytest.mark.parametrize("cells", [[], ["CMA"]])
def test_plan_without_actions_has_lost_or_gained_them_all(cells, changes_of):
    texts = [FAIR] * len(cells)
    for pair, status in (((([], [], {})), (cells, texts, {})), "new"), (((cells, texts, {}), ([], [], {})), "dropped"):
        found = changes_of(*pair)
        assert found["status"].to_list() == [status] * len(cells)
        assert found.dtypes.to_dict() == COLUMNS


def test_limits_that_are_none_are_refused(changes_of):
    with pytest.raises(ParameterError, match="least"):
        changes_of((["CMA"], [FAIR], {}), (["CMA"], [FAIR], {}), least=0.9, sure=0.5)


def test_matches_are_those_that_people_made(changes_of):
    """Hard pairs on purpose: no true match may be missed, and of those not marked as doubtful all but few are true."""
    with GOLD.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    sides = {}
    for side in ("before", "after"):
        own = [row for row in rows if row[side]]
        sides[side] = (
            [row[f"bodies_{side}"] for row in own],
            [row[side] for row in own],
            {"domains": [row["domain"] for row in own]},
        )
    found = changes_of(sides["before"], sides["after"])
    true = {(row["before"], row["after"]) for row in rows if row["relation"] == "same"}
    matched = found[found["status"].isin(["kept", "changed"])]
    right = pd.Series(
        [pair in true for pair in zip(matched["action_before"], matched["action_after"], strict=True)], matched.index
    )
    sure = ~matched["doubtful"].astype(bool)
    assert right.sum() == len(true) == 57
    assert right.mean() >= 0.8
    assert right[sure].mean() >= 0.95
    assert sure.sum() >= 0.6 * len(true)


def test_decision_on_an_action_that_is_not_there_is_refused(changes_of):
    """One on other plans is passed over."""
    plans = (["CMA"], [FAIR], {}), (["CMA"], [FAIR], {})
    columns = ["before", "after", "same"]
    other = pd.DataFrame([("alta-2020/009", "alta-2021/009", True)], columns=columns)
    assert list(changes_of(*plans, decisions=other)["status"]) == ["kept"]
    lost = pd.DataFrame([("vila-2023/001", "vila-2024/009", True)], columns=columns)
    with pytest.raises(ParameterError, match="vila-2023/001, vila-2024/009"):
        changes_of(*plans, decisions=lost)
