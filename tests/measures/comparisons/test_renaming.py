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
        ((4, 4), 2, True),  # just half of each
        ((4, 4), 1, False),
        ((4, 2), 2, True),
        ((5, 2), 2, False),  # all of the new one, but less than half of the old
        ((2, 5), 2, False),
        ((1, 1), 0, False),
    ],
)
def test_domain_is_renamed_where_half_of_both_is_in_common(sizes, common, is_renamed):
    found = renamed(["Diálogo"] * sizes[0], ["Acolhimento"] * sizes[1], [("Diálogo", "Acolhimento")] * common)
    assert found == ({"Diálogo": "Acolhimento"} if is_renamed else {})


def test_domain_of_both_years_is_neither_gone_nor_new():
    assert renamed(["A", "A"], ["B", "B", "A"], [("A", "B")] * 2) == {}
    assert renamed(["A", "A", "B"], ["B", "B"], [("A", "B")] * 2) == {}


def test_of_two_that_could_be_it_the_one_with_most_actions_in_common_is():
    pairs = [("A", "N")] * 2 + [("B", "N")] * 2
    assert renamed(["A"] * 3 + ["B"] * 2, ["N"] * 4, pairs) == {"A": "N"}  # as many: the first
    assert renamed(["A"] * 3 + ["B"] * 3, ["N"] * 6, [*pairs, ("A", "N"), ("B", "N")][2:5] + pairs[:1] * 3) == {
        "A": "N"
    }


def test_actions_without_a_domain_are_in_none():
    assert renamed([None, "A"], ["N", None], [(None, "N"), ("A", None)]) == {}
    assert renamed([], [], []) == {}
