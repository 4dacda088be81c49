import dataclasses
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.measures.comparisons.change import COLUMNS, partnership_change

PARTS = ["dissimilarity", "rewiring", "turnover"]
WHOLE = ("partners", "all")


@pytest.fixture(scope="module")
def change_of(corpus_of):
    """Change between a plan of these cells and one of those."""

    def change(before, after, **choices):
        return partnership_change(corpus_of(*before), corpus_of(*after, plan_id="vila-2025"), **choices)

    return change


def test_plan_compared_with_itself_has_not_changed(change_of):
    cells = ["CMA GNR", "CMA IPSS GNR", "CLDS"]
    row = change_of(cells, cells).loc[WHOLE]
    assert list(row[["nodes_stay", "nodes_leave", "nodes_enter"]]) == [4, 0, 0]
    assert list(row[["ties_before", "ties_after", "ties_kept"]]) == [3, 3, 3]
    assert (row[[*PARTS, "node_dissimilarity", "weighted_dissimilarity", "weighted_turnover"]] == 0).all()


def test_plans_without_ties_have_no_dissimilarity(change_of):
    row = change_of(["CMA"], ["CMA", "GNR"]).loc[WHOLE]
    assert row[PARTS].isna().all()
    assert row["node_dissimilarity"] == pytest.approx(1 / 3)


def test_empty_plans_have_nothing_to_compare(change_of):
    change = change_of([], [])
    assert change.dtypes.to_dict() == COLUMNS
    assert list(change.index) == [WHOLE, ("themes", "all")]
    assert change["node_dissimilarity"].isna().all()


def test_plan_without_ties_shares_none_with_another(change_of):
    row = change_of(["CMA", "GNR"], ["CMA GNR"]).loc[WHOLE]
    assert list(row[PARTS]) == [1, 1, 0]


def test_poisot_web_loses_as_much_to_rewiring_as_to_turnover(change_of):
    """Poisot et al. (2012), figure 1: betalinkr's commondenom gives OS = ST for webs 1 and 3, 1/6 each.

    Web 1 has the links ba, db, ec; web 3 has db, eb, ec and no species a.
    """
    row = change_of(["B A", "D B", "E C"], ["D B", "E B", "E C"]).loc[WHOLE]
    assert list(row[PARTS]) == pytest.approx([1 / 3, 1 / 6, 1 / 6])
    assert list(row[["ties_kept", "ties_lost", "ties_gained", "ties_left", "ties_entered"]]) == [2, 0, 1, 1, 0]
    assert row["node_dissimilarity"] == pytest.approx(1 / 9)


def test_poisot_web_that_only_loses_a_species_has_only_turnover(change_of):
    """Poisot et al. (2012), figure 1, webs 1 and 2."""
    row = change_of(["B A", "D B", "E C"], ["D B", "E C"]).loc[WHOLE]
    assert list(row[PARTS]) == pytest.approx([1 / 5, 0, 1 / 5])


def test_webs_of_the_help_of_betalinkr_share_no_link(change_of):
    """R bipartite, example data of betalinkr: meadow and bog have bee1 in common, and none of its plants."""
    meadow = ["bee1 plant1"] * 6 + ["bee1 plant2", "bee2 plant2"]
    bog = ["bee1 plant3"] * 3 + ["bee3 plant4"] * 7
    row = change_of(meadow, bog).loc[WHOLE]
    assert list(row[PARTS]) == [1, 0, 1]
    assert list(row[[f"weighted_{part}" for part in PARTS]]) == [1, 0, 1]
    assert row["node_dissimilarity"] == pytest.approx(6 / 8)


def test_jaccard_counts_what_is_shared_once(change_of):
    row = change_of(["B A", "D B", "E C"], ["D B", "E B", "E C"], index="jaccard").loc[WHOLE]
    assert list(row[PARTS]) == pytest.approx([2 / 4, 1 / 4, 1 / 4])
    assert row["node_dissimilarity"] == pytest.approx(1 / 5)


def test_weights_change_where_ties_do_not(change_of):
    """Shares of the actions 1/2, 1/2 and 1/4, 3/4: a quarter moves."""
    row = change_of(["CMA GNR", "CMA IPSS"], ["CMA GNR", *["CMA IPSS"] * 3]).loc[WHOLE]
    assert row["dissimilarity"] == 0
    assert list(row[[f"weighted_{part}" for part in PARTS]]) == pytest.approx([1 / 4, 1 / 4, 0])


def test_body_that_first_works_alone_rewires(change_of):
    row = change_of(["CMA GNR", "IPSS"], ["CMA GNR", "CMA IPSS"]).loc[WHOLE]
    assert list(row[["ties_gained", "ties_entered"]]) == [1, 0]
    assert list(row[PARTS]) == pytest.approx([1 / 3, 1 / 3, 0])


bodies = st.lists(st.sets(st.sampled_from("ABCDEFG"), min_size=1, max_size=4).map(" ".join), max_size=6)


@settings(max_examples=5, deadline=None)
@given(bodies, bodies, st.sampled_from(["sorensen", "jaccard"]))
def test_parts_are_those_of_a_calculation_with_matrices(change_of, before, after, index):
    """The partition of Novotny (2009) on weight matrices of all bodies, binary and as shares."""
    row = change_of(before, after, index=index).loc[WHOLE]
    webs = np.zeros((2, 7, 7))
    present = np.zeros((2, 7), dtype=bool)
    for web, seen, cells in zip(webs, present, (before, after), strict=True):
        for cell in cells:
            named = ["ABCDEFG".index(body) for body in cell.split()]
            seen[named] = True
            for pair in combinations(sorted(named), 2):
                web[pair] += 1
    both = present.all(axis=0)
    shared = both[:, None] & both
    for prefix, scaled in (("", webs > 0), ("weighted_", webs / np.maximum(webs.sum(axis=(1, 2), keepdims=True), 1))):
        scaled = scaled.astype(float)
        common, unlike = np.minimum(*scaled).sum(), np.abs(scaled[0] - scaled[1])
        denominator = (2 if index == "sorensen" else 1) * common + unlike.sum()
        if not denominator:
            assert row[[f"{prefix}{part}" for part in PARTS]].isna().all()
            continue
        expected = [unlike.sum(), unlike[shared].sum(), unlike[~shared].sum()]
        assert list(row[[f"{prefix}{part}" for part in PARTS]]) == pytest.approx(
            [part / denominator for part in expected], abs=1e-12
        )
    kept = row["ties_kept"]
    assert row["ties_before"] == kept + row["ties_lost"] + row["ties_left"]
    assert row["ties_after"] == kept + row["ties_gained"] + row["ties_entered"]


def test_each_domain_has_its_own_change(corpus_of):
    before = corpus_of("CMA GNR", "CMA IPSS", domains=["Saúde", "Habitação"])
    after = corpus_of("CMA GNR", "CMA GNR", domains=["Saúde", None], plan_id="vila-2025")
    change = partnership_change(before, after, by="domain")
    assert list(change.index) == [WHOLE, ("partners", "Habitação"), ("partners", "Saúde"), ("domains", "all")]
    assert change.index.names == ["network", "domain"]
    assert list(change.loc[("partners", "Saúde"), PARTS]) == [0, 0, 0]
    row = change.loc[("partners", "Habitação")]
    assert list(row[["nodes_leave", "ties_left", "dissimilarity", "turnover"]]) == [2, 1, 1, 1]
    # Body-domain ties: CMA-Saúde and GNR-Saúde stay, CMA-Habitação and IPSS-Habitação go with Habitação.
    row = change.loc[("domains", "all")]
    assert list(row[["nodes_stay", "nodes_leave", "nodes_enter"]]) == [3, 2, 0]
    assert list(row[["ties_kept", "ties_lost", "ties_left"]]) == [2, 0, 2]
    assert list(row[PARTS]) == pytest.approx([1 / 3, 0, 1 / 3])


def test_domain_called_all_is_told_from_the_whole(corpus_of):
    before = corpus_of("CMA GNR", "CMA IPSS", domains=["all", "Saúde"])
    after = corpus_of("CMA GNR", "CMA PSP", domains=["all", "Saúde"], plan_id="vila-2025")
    change = partnership_change(before, after, by="domain")["ties_before"]
    assert list(change.index.get_level_values("domain")) == ["all", "Saúde", "all (domain)", "all"]
    assert list(change) == [2, 1, 1, 4]


def test_themes_join_domains_of_two_plans(corpus_of):
    before, after = corpus_of("CMA GNR", domains=["A"]), corpus_of("CMA GNR", domains=["B"], plan_id="alta-2025")
    before, after = (dataclasses.replace(c, domains=c.domains.assign(theme="health")) for c in (before, after))
    change = partnership_change(before, after)
    assert list(change.index) == [WHOLE, ("partners", "health"), ("themes", "all")]
    assert (change["dissimilarity"] == 0).all()


def test_only_whom_the_reader_chose_is_compared(change_of):
    change = change_of(["CMA GNR IPSS"], ["CMA GNR"], kinds="-ipss_ngo").loc[WHOLE]
    assert list(change[["nodes_stay", "nodes_leave", "dissimilarity"]]) == [2, 0, 0]


def test_bodies_of_two_places_are_matched_by_name_only_when_asked(corpus_of):
    """The two town halls are two bodies; as counterparts they and the police keep their tie."""
    before = _local(corpus_of("CMA GNR", "CMA JF"), {"cma": "Câmara Municipal de Vila", "jf": "Fundação Rosa"})
    after = corpus_of("CMB GNR", "CMB JG", plan_id="alta-2024", municipality="Alta")
    after = _local(after, {"cmb": "Câmara Municipal da Alta", "jg": "Fundação Lírio"})
    assert partnership_change(before, after).loc[WHOLE, "nodes_stay"] == 1
    row = partnership_change(before, after, match="counterpart").loc[WHOLE]
    assert list(row[["nodes_stay", "nodes_leave", "nodes_enter", "ties_kept"]]) == [2, 1, 1, 1]
    assert list(row[PARTS]) == pytest.approx([1 / 2, 0, 1 / 2])


def test_name_that_two_bodies_share_is_matched_to_none(corpus_of):
    before = _local(corpus_of("CMA GNR"), {"cma": "Centro Social de Vila"})
    after = corpus_of("CSA CSB GNR", plan_id="alta-2024", municipality="Alta")
    after = _local(after, {"csa": "Centro Social da Alta", "csb": "Centro Social de Alta"})
    assert partnership_change(before, after, match="counterpart").loc[WHOLE, "nodes_stay"] == 1


@pytest.mark.parametrize("key", ["match", "by", "index"])
def test_unknown_choices_are_refused(change_of, key):
    with pytest.raises(ParameterError, match=key):
        change_of(["CMA"], ["CMA"], **{key: "nothing"})


def _local(corpus, names):
    """The corpus with these names for the local bodies of its municipality."""
    bodies = corpus.organisations.copy()
    for body, name in names.items():
        place = corpus.plans["municipality"].iloc[0]
        bodies.loc[bodies["organisation_id"] == body, ["organisation", "municipality"]] = [name, place]
    return dataclasses.replace(corpus, organisations=bodies)


def test_plan_that_names_nobody_is_not_known_to_differ(corpus_of):
    named, silent = corpus_of("CMA GNR"), corpus_of("", plan_id="vila-2025")
    for pair, known in (((named, silent), "ties_before"), ((silent, named), "ties_after")):
        row = partnership_change(*pair).loc[("partners", "all")]
        assert row.dropna().to_dict() == {known: 1}
