"""Domains that only changed their name."""

import pandas as pd
import pytest

from analysis.measures.comparisons.renaming import renamed_domains


def renamed(before, after, pairs):
    """`before` and `after` give the domain of each action, `pairs` the domains of each two that are matched."""
    return renamed_domains(pd.Series(before), pd.Series(after), pd.DataFrame(pairs, columns=["before", "after"]))


@pytest.mark.parametrize(
    ("sizes", "common", "is_renamed"),
    [
        ((4, 4), 4, True),
        ((4, 4), 3, True),
        ((4, 4), 2, False),  # just half of each: no more that one than another
        ((3, 2), 2, True),
        ((4, 2), 2, False),  # all of the new one, but half of the old
        ((2, 4), 2, False),
        ((1, 1), 0, False),
    ],
)
def test_domain_is_renamed_where_more_than_half_of_both_is_in_common(sizes, common, is_renamed):
    found = renamed(["Diálogo"] * sizes[0], ["Acolhimento"] * sizes[1], [("Diálogo", "Acolhimento")] * common)
    assert found == ({"Diálogo": "Acolhimento"} if is_renamed else {})


def test_domain_of_both_years_is_neither_gone_nor_new():
    assert renamed(["A", "A"], ["B", "B", "A"], [("A", "B")] * 2) == {}
    assert renamed(["A", "A", "B"], ["B", "B"], [("A", "B")] * 2) == {}


def test_two_domains_put_together_or_one_parted_in_two_are_not_renamed():
    halves = [("Saúde", "Saúde e Idosos")] * 2 + [("Idosos", "Saúde e Idosos")] * 2
    both, one = ["Saúde"] * 2 + ["Idosos"] * 2, ["Saúde e Idosos"] * 4
    assert renamed(both, one, halves) == {}
    assert renamed(one, both, [(after, before) for before, after in halves]) == {}


def test_of_two_put_together_the_one_that_is_more_than_half_goes_on():
    pairs = [("A", "N")] * 3 + [("B", "N")] * 2
    assert renamed(["A"] * 3 + ["B"] * 2, ["N"] * 5, pairs) == {"A": "N"}  # 3 of 5; B is 2 of 5


def test_actions_without_a_domain_are_in_none():
    assert renamed([None, "A"], ["N", None], [(None, "N"), ("A", None)]) == {}
    assert renamed([], [], []) == {}
