"""Reference values: R's bipartite (`H2fun`), all tables of given totals one by one, closed forms."""

import math
from itertools import product

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import participation_graph
from analysis.measures.domains.specialisation import COLUMNS, domain_specialisation


def specialisation_of(*rows):
    """Specialisation of counts with a row for each body and a column for each domain, as one row."""
    graph = nx.Graph(plan_ids="vila-2024")
    for body, row in enumerate(rows):
        graph.add_node(f"b{body}", bipartite=1)
        for domain, count in enumerate(row):
            for unit in range(count):
                action = f"a{body}/{domain}/{unit}"
                graph.add_node(action, bipartite=0, plan_id="vila-2024", domain=f"d{domain}")
                graph.add_edge(f"b{body}", action)
    return domain_specialisation(graph).iloc[0]


def tables(rows, columns):
    """All tables of whole counts with these totals."""
    if len(rows) == 1:
        yield [tuple(columns)]
        return
    for first in product(*(range(min(rows[0], column) + 1) for column in columns)):
        if sum(first) == rows[0]:
            left = [column - taken for column, taken in zip(columns, first, strict=True)]
            yield from ([first, *rest] for rest in tables(rows[1:], left))


def entropy(table):
    cells = np.array(table).ravel()
    shares = cells[cells > 0] / cells.sum()
    return -(shares * np.log(shares)).sum()


def test_partner_graph_is_refused():
    with pytest.raises(ParameterError):
        domain_specialisation(nx.Graph([("a", "b")]))


def test_plan_without_participations_or_domains_has_no_entropy(corpus_of):
    for corpus in (corpus_of(), corpus_of("", ""), corpus_of("CMA GNR", domains=[None])):
        measured = domain_specialisation(participation_graph(corpus))
        assert measured.dtypes.to_dict() == COLUMNS
        assert list(measured[["organisations", "domains", "participations"]].iloc[0]) == [0, 0, 0]
        assert measured[["h2", "h2_low", "h2_high", "h2_prime"]].isna().all(axis=None)


@pytest.mark.parametrize("counts", [[(3, 2, 1)], [(2,), (5,)], [(1,)]])
def test_where_totals_leave_no_choice_specialisation_is_not_defined(counts):
    row = specialisation_of(*counts)
    assert row["h2"] == row["h2_low"] == row["h2_high"]
    assert pd.isna(row["h2_prime"])


def test_bodies_with_a_domain_each_are_wholly_specialised():
    row = specialisation_of((4, 0, 0), (0, 2, 0), (0, 0, 2))
    assert row["h2_prime"] == 1
    assert row["h2"] == row["h2_low"] == pytest.approx(1.5 * math.log(2))


def test_bodies_spread_over_the_domains_are_not_specialised():
    row = specialisation_of((2, 2), (2, 2), (2, 2))
    assert row["h2_prime"] == 0
    assert row["h2"] == row["h2_high"] == pytest.approx(math.log(6))


def test_values_of_bipartite():
    """Values of `H2fun` to six digits; those of the second and third are a little low.

    The third is a part of its data set Safariland. Its heuristic misses the greatest entropy there.
    """
    assert specialisation_of((0, 4), (1, 5), (3, 0))["h2_prime"] == pytest.approx(0.661146, abs=5e-7)
    dominated = specialisation_of((23, 0, 0, 0), (0, 0, 0, 3), (0, 0, 1, 0), (0, 1, 1, 0))
    assert dominated["h2_prime"] == pytest.approx(0.927897, abs=2e-4)
    safariland = specialisation_of((673, 0, 110, 0), (0, 154, 0, 5), (0, 67, 0, 5), (0, 0, 6, 4))
    assert safariland["h2_prime"] == pytest.approx(0.9804165, abs=2e-6)


@pytest.mark.parametrize("seed", range(12))
def test_no_table_of_the_same_totals_has_more_entropy_and_few_have_less(seed):
    counts = np.random.default_rng(seed).integers(0, 4, (3, 3))
    counts[0, 0] += 1
    row = specialisation_of(*counts.tolist())
    counts = counts[counts.any(axis=1)][:, counts.any(axis=0)]
    all_entropies = [entropy(table) for table in tables(counts.sum(axis=1).tolist(), counts.sum(axis=0).tolist())]
    assert row["h2"] == pytest.approx(entropy(counts))
    assert row["h2_high"] == pytest.approx(max(all_entropies))
    assert row["h2_low"] == pytest.approx(min(all_entropies))


def test_action_that_states_no_domain_does_not_count(corpus_of):
    row = domain_specialisation(
        participation_graph(corpus_of("CMA GNR", "CMA", "PSP", domains=["Saúde", "Idosos", None]))
    ).iloc[0]
    assert list(row[["organisations", "domains", "participations"]]) == [2, 2, 3]


def test_domains_of_two_plans_are_different_even_if_of_one_name(corpus_of, joined):
    both = joined(corpus_of("CMA GNR", domains=["Saúde"]), corpus_of("CMA", domains=["Saúde"], plan_id="alta-2020"))
    assert domain_specialisation(participation_graph(both))["domains"].item() == 2
