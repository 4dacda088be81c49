"""The content of what a measure is given is told whole: what can change a result changes the text."""

import datetime

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.frames.selection import split_plans
from analysis.measures.contents import content_of, plan_contents


def graph_of(*edges, kind=nx.Graph):
    graph = kind()
    graph.add_edges_from(edges)
    return graph


FRAME = pd.DataFrame({"a": [1.0, 2.0], "b": ["x", None]})
DIFFERENT = [
    None, True, 1, 1.0, "1", "None", (), [1], [1, 2], [2, 1], {"a": 1}, {"a": 2}, {"b": 1}, {1, 2}, frozenset({1, 2}),
    np.int64(1), np.float32(1), np.array([1, 2]), np.array([1.0, 2.0]), np.array([[1, 2]]), pd.NA, pd.NaT,
    datetime.date(2021, 1, 1), pd.Timestamp(2021, 1, 1), float("nan"), float("inf"),
    FRAME, FRAME.iloc[::-1], FRAME[["b", "a"]], FRAME.rename(columns={"a": "c"}), FRAME.astype({"a": "Float64"}),
    FRAME.astype({"a": "int64"}), FRAME.set_index("b"), FRAME.rename_axis("i"), FRAME.fillna("<NA>"), FRAME.fillna(""),
    FRAME.set_index(["a", "b"]), FRAME["a"], FRAME["b"], FRAME["a"].rename("b"), FRAME.head(0), FRAME.columns,
    pd.Index([1, 2]), pd.RangeIndex(2), pd.RangeIndex(1, 3), pd.CategoricalIndex(["x", "y"]),
    graph_of(("a", "b")), graph_of(("b", "a")), graph_of(("a", "b"), kind=nx.DiGraph), graph_of(("a", "b", {"w": 1})),
    graph_of(("a", "b", {"w": 2})), graph_of(("a", "b"), ("a", "c")), graph_of(("a", "c"), ("a", "b")),
    graph_of(("a", "b"), ("c", "d"), ("a", "c")), graph_of(("a", "b", {"w": {"partner"}})),
]  # fmt: skip


def test_different_contents_have_different_texts():
    texts = [content_of(value) for value in DIFFERENT]
    assert len(set(texts)) == len(texts)


def test_the_same_content_has_the_same_text():
    again = pd.DataFrame({"a": [1.0, 2.0], "b": ["".join(["x"]), None]})
    assert content_of(again) == content_of(FRAME)
    assert content_of({"p", "q", "r"}) == content_of({"r", "q", "p"})
    assert content_of(graph_of(("a", "b"), ("b", "c"))) == content_of(graph_of(("a", "b"), ("b", "c")))


def test_the_order_of_neighbours_counts():
    """Both graphs list the same nodes and edges in the same order, but node ``b`` met ``c`` before ``a`` in one."""
    one = graph_of(("a", "b"), ("b", "c"))
    other = nx.Graph()
    other.add_nodes_from("abc")
    other.add_edges_from([("b", "c"), ("a", "b")])
    assert list(one.nodes) == list(other.nodes)
    assert list(one.edges) == list(other.edges)
    assert content_of(one) != content_of(other)


@pytest.mark.parametrize("value", [np.random.default_rng(0), object(), len, [object()], {"a": lambda: 1}])
def test_what_has_no_content_is_refused(value):
    with pytest.raises(TypeError):
        content_of(value)


def test_the_language_of_the_issues_has_no_part(corpus_of):
    import analysis

    pt, en = analysis.load_corpus(), analysis.load_corpus(lang="en")
    assert not pt.issues.equals(en.issues)
    assert content_of(pt) == content_of(en)
    assert plan_contents(pt) == plan_contents(en)


def test_a_plan_has_the_same_content_beside_others(corpus_of, joined):
    parts = [
        corpus_of("CMA GNR", "PSP", months=[[2], None], plan_id="b-2024"),
        corpus_of("GNR IPSS", plan_id="a-2024"),
        corpus_of(plan_id="c-2024"),
    ]
    both = joined(*parts)
    turned = type(both)(**{
        name: frame if name in ("plans", "organisations") else frame.sort_values(frame.columns[0], kind="stable")
        for name, frame in both.frames().items()
    })  # fmt: skip
    told = plan_contents(both)
    assert list(told) == ["b-2024", "a-2024", "c-2024"]
    assert len(set(told.values())) == 3
    assert plan_contents(turned) == told
    assert {plan: plan_contents(part)[plan] for plan, part in split_plans(both).items()} == told
